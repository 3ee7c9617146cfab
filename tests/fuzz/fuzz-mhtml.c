/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a page that was saved with its pictures into one file. */
#include "zb-config.h"

#include "document/zb-document.h"
#include "document/zb-mhtml.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = fuzz_new_bytes (data, size);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_document_unref);
  g_autoptr(GError) error = NULL;

  if (zb_mhtml_read (bytes, documents, &error))
    {
      g_assert_no_error (error);
      fuzz_check_documents (documents);
    }
  else
    g_assert_true (error->domain == ZB_DOCUMENT_ERROR);
  return 0;
}
