/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/zb-source.h"

G_BEGIN_DECLS

#define ZB_TYPE_FEED_SOURCE (zb_feed_source_get_type ())

G_DECLARE_FINAL_TYPE (ZbFeedSource, zb_feed_source, ZB, FEED_SOURCE, GObject)

ZbSource *zb_feed_source_new (const char *address);

G_END_DECLS
