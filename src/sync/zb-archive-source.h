/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/zb-source.h"

G_BEGIN_DECLS

#define ZB_TYPE_ARCHIVE_SOURCE (zb_archive_source_get_type ())

G_DECLARE_FINAL_TYPE (ZbArchiveSource, zb_archive_source, ZB, ARCHIVE_SOURCE, GObject)

ZbSource *zb_archive_source_new (const char *address);

G_END_DECLS
