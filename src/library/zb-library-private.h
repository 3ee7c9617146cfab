/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-database.h"
#include "library/zb-library.h"
#include "library/zb-picture-store.h"
#include "library/zb-sync-record.h"

G_BEGIN_DECLS

/* For the files of this folder only. */

/* What zb_library_list() and zb_library_load() read; one bulletin where id is not 0. */
GPtrArray  *zb_reader_list         (ZbDatabase  *database,
                                    gint64       id,
                                    GError     **error);
ZbEntry    *zb_reader_read_entry   (ZbDatabase  *database,
                                    gint64       id,
                                    GError     **error);
ZbFigure   *zb_reader_read_figure  (ZbStatement *statement,
                                    int          first_column);
ZbDetail   *zb_reader_load         (ZbDatabase  *database,
                                    gint64       id,
                                    gint64       copy_id,
                                    gint64      *shown_copy,
                                    GError     **error);
gboolean    zb_reader_find_copy    (ZbDatabase  *database,
                                    gint64       copy,
                                    gint64      *file,
                                    guint       *entry,
                                    GError     **error);

gboolean    zb_library_find_picture_file (ZbDatabase *database,
                                    gint64       copy_id,
                                    const char  *address,
                                    gint64      *file,
                                    GError     **error);
/* How a picture is put into the store: as zb_picture_store_put() does it, or as one that was fetched. */
typedef gboolean (*ZbPutPictureFunc) (ZbDatabase            *database,
                                      gint64                 file,
                                      const char            *address,
                                      const ZbStoredPicture *picture,
                                      GError               **error);

gboolean    zb_library_keep_picture (ZbLibrary   *self,
                                    gint64       copy_id,
                                    const char  *address,
                                    GBytes      *bytes,
                                    ZbPutPictureFunc put,
                                    GError     **error);
gboolean    zb_library_forget_fetch (ZbDatabase *database,
                                    const char  *address,
                                    GError     **error);
gboolean    zb_library_write_fetch (ZbDatabase  *database,
                                    const ZbFetchRecord *fetch,
                                    GError     **error);
void        zb_library_note_embedded (ZbDetail  *detail);
void        zb_library_set_no_source (GError   **error);

/* The library's own connection: to be used only between lock and unlock. */
void        zb_library_lock        (ZbLibrary   *self);
void        zb_library_unlock      (ZbLibrary   *self);
ZbDatabase *zb_library_get_database (ZbLibrary  *self);
const char *zb_library_get_digest  (ZbLibrary   *self);

/* Holds the lock until the end of the scope. */
typedef ZbLibrary ZbLibraryLocker;

static inline ZbLibraryLocker *
zb_library_locker_new (ZbLibrary *library)
{
  zb_library_lock (library);
  return library;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbLibraryLocker, zb_library_unlock)

G_END_DECLS
