/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-database.h"
#include "library/zb-import-result.h"
#include "library/zb-stored-file.h"

G_BEGIN_DECLS

gboolean   zb_store_find_file  (ZbDatabase      *database,
                                const guint8    *sha256,
                                gint64          *id,
                                GError         **error);
gboolean   zb_store_is_whole   (ZbDatabase      *database,
                                gint64           file,
                                const guint8    *sha256,
                                gboolean        *is_whole,
                                GError         **error);
gboolean   zb_store_add_file   (ZbDatabase      *database,
                                ZbStoredFile    *file,
                                const char      *digest,
                                ZbImportResult  *result,
                                GError         **error);
gboolean   zb_store_note_known (ZbDatabase      *database,
                                gint64           file,
                                ZbImportResult  *result,
                                GError         **error);
gboolean   zb_store_settle     (ZbDatabase      *database,
                                ZbImportResult  *result,
                                GError         **error);
GBytes    *zb_store_read_bytes (ZbDatabase      *database,
                                gint64           file,
                                char           **origin,
                                GError         **error);
gboolean   zb_store_rewrite    (ZbDatabase      *database,
                                gint64           file,
                                GPtrArray       *extractions,
                                const char      *digest,
                                gboolean        *is_changed,
                                GError         **error);

G_END_DECLS
