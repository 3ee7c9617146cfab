/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes, as a file that somebody opens. */
#include "zb-config.h"

#include "document/zb-document.h"
#include "fuzz.h"

static gsize
count_blocks (GPtrArray *documents)
{
  gsize n_blocks = 0;

  for (guint i = 0; i < documents->len; i++)
    n_blocks += ((const ZbDocument *) g_ptr_array_index (documents, i))->blocks->len;
  return n_blocks;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = fuzz_new_bytes (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = NULL;

  if (fuzz_is_pdf (bytes))
    return 0;
  documents = zb_document_read (bytes, "input", &error);
  if (documents == NULL)
    {
      g_assert_true (error->domain == ZB_DOCUMENT_ERROR);
      g_assert_cmpint (*error->message, !=, '\0');
      return 0;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (count_blocks (documents), <=, ZB_DOCUMENT_MAX_BLOCKS);
  fuzz_check_documents (documents);
  return 0;
}
