/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-library.h"

G_BEGIN_DECLS

/* What the main thread asks about the pictures of copies: as in zb-library-async.h, the work is done
 * in a thread. A picture is named by its copy and by its address there. */

void        zb_picture_load_async      (ZbLibrary            *library,
                                        gint64                copy_id,
                                        const char           *address,
                                        int                   max_width,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GdkTexture *zb_picture_load_finish     (ZbLibrary            *library,
                                        GAsyncResult         *result,
                                        GError              **error);
void        zb_picture_exchange_async  (ZbLibrary            *library,
                                        gint64                copy_id,
                                        const char           *address,
                                        GObject              *source,
                                        GBytes               *bytes,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean    zb_picture_exchange_finish (ZbLibrary            *library,
                                        GAsyncResult         *result,
                                        GBytes              **before,
                                        GError              **error);
void        zb_picture_add_async       (ZbLibrary            *library,
                                        gint64                copy_id,
                                        const char * const   *addresses,
                                        GPtrArray            *sources,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
guint       zb_picture_add_finish      (ZbLibrary            *library,
                                        GAsyncResult         *result,
                                        GError              **error);
void        zb_picture_save_async      (ZbLibrary            *library,
                                        gint64                copy_id,
                                        const char           *address,
                                        GFile                *file,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean    zb_picture_save_finish     (ZbLibrary            *library,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
