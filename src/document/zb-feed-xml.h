/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-feed.h"

G_BEGIN_DECLS

gboolean zb_feed_xml_parse (const char  *text,
                            gsize        length,
                            ZbFeed      *feed,
                            GError     **error);
gboolean zb_feed_xml_read  (const char  *text,
                            gsize        length,
                            GPtrArray   *documents,
                            GError     **error);

G_END_DECLS
