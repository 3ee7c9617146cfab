/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes, all the way from a file to what it says. */
#include "zb-config.h"

#include "extract/zb-extractor.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = fuzz_new_bytes (data, size);
  g_autoptr(GPtrArray) extractions = NULL;

  if (fuzz_is_pdf (bytes))
    return 0;
  extractions = zb_extractor_read (zb_extractor_get_default (), bytes, "input");
  fuzz_check_extractions (extractions);
  return 0;
}
