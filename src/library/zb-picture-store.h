/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-picture.h"
#include "library/zb-database.h"

G_BEGIN_DECLS

/**
 * ZbStoredPicture:
 * @bytes: the picture as it came
 * @info: what it is
 * @sha256: what identifies the bytes
 *
 * A picture that is ready to be stored: all the work that needs no database is done.
 */
typedef struct {
  GBytes       *bytes;
  ZbPictureInfo info;
  guint8        sha256[32];
} ZbStoredPicture;

ZbStoredPicture *zb_stored_picture_new     (GBytes                 *bytes,
                                            GError                **error);
void             zb_stored_picture_free    (ZbStoredPicture        *self);

gboolean         zb_picture_store_has      (ZbDatabase             *database,
                                            gint64                  file,
                                            const char             *address,
                                            gboolean               *has_it,
                                            GError                **error);
gboolean         zb_picture_store_is_complete (ZbDatabase          *database,
                                            gint64                  file,
                                            gboolean               *is_complete,
                                            GError                **error);
gboolean         zb_picture_store_put      (ZbDatabase             *database,
                                            gint64                  file,
                                            const char             *address,
                                            const ZbStoredPicture  *picture,
                                            GError                **error);
gboolean         zb_picture_store_note_fetched (ZbDatabase         *database,
                                            gint64                  file,
                                            const char             *address,
                                            gint64                  now,
                                            GError                **error);
gboolean         zb_picture_store_note_seen (ZbDatabase            *database,
                                            gint64                  file,
                                            const char             *address,
                                            gint64                  now,
                                            GError                **error);
gboolean         zb_picture_store_adopt    (ZbDatabase             *database,
                                            gint64                  file,
                                            const char             *address,
                                            gint64                  now,
                                            gboolean               *is_here,
                                            GError                **error);
GBytes          *zb_picture_store_read     (ZbDatabase             *database,
                                            gint64                  file,
                                            const char             *address,
                                            GError                **error);
gboolean         zb_picture_store_remove   (ZbDatabase             *database,
                                            gint64                  file,
                                            const char             *address,
                                            GError                **error);
gboolean         zb_picture_store_check_next (ZbDatabase           *database,
                                            gint64                 *id,
                                            char                  **damaged,
                                            GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbStoredPicture, zb_stored_picture_free)

G_END_DECLS
