/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as what the program says that reads PDF files, in which strangers may have had a say. */
#include "zb-config.h"

#include "document/zb-pdf-layout.h"
#include "document/zb-pdf-records.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(ZbPdfRecords) records = zb_pdf_records_parse (text, size);
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_document_unref);

  if (records == NULL)
    return 0;
  g_ptr_array_add (documents, zb_pdf_layout_read (records));
  fuzz_check_documents (documents);
  return 0;
}
