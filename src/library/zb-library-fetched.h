/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library.h"
#include "library/zb-sync-record.h"

G_BEGIN_DECLS

/* Pictures that are fetched from the address that their copy prints: unlike all others they can be had
 * again, and so they may be let go. */

gboolean       zb_library_take_known_picture    (ZbLibrary           *self,
                                                 gint64               copy_id,
                                                 const char          *address,
                                                 gboolean            *is_here,
                                                 GError             **error);
gboolean       zb_library_store_fetched_picture (ZbLibrary           *self,
                                                 gint64               copy_id,
                                                 const char          *address,
                                                 GBytes              *bytes,
                                                 GError             **error);
gboolean       zb_library_note_picture_seen     (ZbLibrary           *self,
                                                 gint64               copy_id,
                                                 const char          *address,
                                                 gint64               now,
                                                 GError             **error);
gboolean       zb_library_expire_pictures       (ZbLibrary           *self,
                                                 gint64               now,
                                                 guint               *n_removed,
                                                 GError             **error);

G_END_DECLS
