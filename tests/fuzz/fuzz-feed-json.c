/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a feed in JSON. */
#include "zb-config.h"

#include <string.h>

#include "document/zb-document.h"
#include "document/zb-feed-json.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_document_unref);
  g_autoptr(GError) error = NULL;

  if (zb_feed_json_read (text, strlen (text), documents, &error))
    {
      g_assert_no_error (error);
      fuzz_check_documents (documents);
    }
  else
    g_assert_true (error->domain == ZB_DOCUMENT_ERROR);
  return 0;
}
