/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/zb-source.h"

G_BEGIN_DECLS

#define ZB_TYPE_KNOWN_SOURCE (zb_known_source_get_type ())

G_DECLARE_FINAL_TYPE (ZbKnownSource, zb_known_source, ZB, KNOWN_SOURCE, GObject)

ZbSource *zb_known_source_new (void);

G_END_DECLS
