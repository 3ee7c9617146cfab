/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a web page. */
#include "zb-config.h"

#include "document/zb-html.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  fuzz_check_reader (zb_html_read, data, size);
  return 0;
}
