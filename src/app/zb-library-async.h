/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-importer.h"
#include "library/zb-library.h"

G_BEGIN_DECLS

/* The library's calls for the main thread: each does its work in a thread and
 * comes back when the main loop has nothing more urgent to do than to draw. */

void            zb_library_open_async          (const char           *path,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
ZbLibrary      *zb_library_open_finish         (GAsyncResult         *result,
                                                GError              **error);
void            zb_library_set_aside_async     (const char           *path,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
char           *zb_library_set_aside_finish    (GAsyncResult         *result,
                                                GError              **error);
void            zb_library_list_async          (ZbLibrary            *library,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GPtrArray      *zb_library_list_finish         (ZbLibrary            *library,
                                                GAsyncResult         *result,
                                                GError              **error);
void            zb_library_load_async          (ZbLibrary            *library,
                                                gint64                id,
                                                gint64                copy_id,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
ZbDetail       *zb_library_load_finish         (ZbLibrary            *library,
                                                GAsyncResult         *result,
                                                GError              **error);
void            zb_library_set_read_async      (ZbLibrary            *library,
                                                gint64                id,
                                                gboolean              is_read,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
void            zb_library_set_starred_async   (ZbLibrary            *library,
                                                gint64                id,
                                                gboolean              is_starred,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        zb_library_set_mark_finish     (ZbLibrary            *library,
                                                GAsyncResult         *result,
                                                GError              **error);
void            zb_library_set_all_read_async  (ZbLibrary            *library,
                                                GArray               *ids,
                                                gboolean              is_read,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
void            zb_library_set_note_async      (ZbLibrary            *library,
                                                gint64                id,
                                                const char           *note,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GArray         *zb_library_set_all_read_finish (ZbLibrary            *library,
                                                GAsyncResult         *result,
                                                GError              **error);
void            zb_library_set_typed_figure_async (ZbLibrary         *library,
                                                gint64                id,
                                                const char           *figure_id,
                                                const ZbFigure       *figure,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean        zb_library_set_typed_figure_finish (ZbLibrary        *library,
                                                GAsyncResult         *result,
                                                GError              **error);
void            zb_library_import_async        (ZbLibrary            *library,
                                                const char * const   *paths,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
ZbImportResult *zb_library_import_finish       (ZbLibrary            *library,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
