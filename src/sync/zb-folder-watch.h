/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ZB_TYPE_FOLDER_WATCH (zb_folder_watch_get_type ())

G_DECLARE_FINAL_TYPE (ZbFolderWatch, zb_folder_watch, ZB, FOLDER_WATCH, GObject)

ZbFolderWatch *zb_folder_watch_new (const char *path,
                                    guint       settle_ms);

G_END_DECLS
