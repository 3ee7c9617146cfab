/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as a feed in XML. */
#include "zb-config.h"

#include "document/zb-feed-xml.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  fuzz_check_reader (zb_feed_xml_read, data, size);
  return 0;
}
