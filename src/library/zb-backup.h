/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-database.h"
#include "library/zb-library.h"

G_BEGIN_DECLS

gboolean zb_backup_write (const char  *path,
                          const char  *target,
                          GError     **error);
gboolean zb_backup_save  (const char         *path,
                          const char         *target,
                          ZbLibraryProgress   progress,
                          gpointer            progress_data,
                          GCancellable       *cancellable,
                          GError            **error);
gboolean zb_backup_copy_pages (ZbDatabase         *from,
                               ZbDatabase         *to,
                               ZbLibraryProgress   progress,
                               gpointer            progress_data,
                               GCancellable       *cancellable,
                               GError            **error);

G_END_DECLS
