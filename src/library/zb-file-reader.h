/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes    *zb_file_reader_read   (const char    *path,
                                  gsize          max_size,
                                  GCancellable  *cancellable,
                                  GError       **error);
gboolean   zb_file_reader_walk   (const char    *path,
                                  GPtrArray     *files,
                                  GPtrArray     *unreadable,
                                  GCancellable  *cancellable,
                                  GError       **error);
gboolean   zb_file_reader_is_page_folder (const char *folder,
                                  GHashTable    *beside);

G_END_DECLS
