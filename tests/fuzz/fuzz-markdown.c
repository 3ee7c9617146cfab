/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as Markdown. */
#include "zb-config.h"

#include <string.h>

#include "document/zb-markdown.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = fuzz_dup_text (data, size);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_document_unref);

  zb_markdown_read_all (text, strlen (text), documents);
  fuzz_check_documents (documents);
  return 0;
}
