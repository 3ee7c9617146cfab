/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/zb-extractor.h"

G_BEGIN_DECLS

#define ZB_STORED_FILE_SHA256_SIZE 32

/**
 * ZbStoredFile:
 * @sha256: what identifies the bytes
 * @size: how many bytes there are
 * @origin: where they came from, fit to be shown
 * @packed: (nullable): the bytes, zlib-compressed; %NULL where nothing of them is wanted
 * @extractions: (element-type ZbExtraction): what was read from them
 * @pictures: (nullable) (element-type ZbPagePicture): the pictures that came with them
 *
 * A file that is ready to be stored: all the work that needs no database is done.
 */
typedef struct {
  guint8     sha256[ZB_STORED_FILE_SHA256_SIZE];
  gsize      size;
  char      *origin;
  GBytes    *packed;
  GPtrArray *extractions;
  GPtrArray *pictures;
} ZbStoredFile;

ZbStoredFile *zb_stored_file_new        (GBytes        *bytes,
                                         const guint8  *sha256,
                                         const char    *origin,
                                         ZbExtractor   *extractor,
                                         GError       **error);
gboolean      zb_stored_file_pack       (ZbStoredFile  *self,
                                         GBytes        *bytes,
                                         GError       **error);
void          zb_stored_file_free       (ZbStoredFile  *self);
void          zb_stored_file_hash       (GBytes        *bytes,
                                         guint8        *sha256);
GBytes       *zb_stored_file_unpack     (GBytes        *packed,
                                         gsize          size,
                                         GError       **error);
gboolean      zb_stored_file_is_wanted  (const ZbBulletin *bulletin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbStoredFile, zb_stored_file_free)

G_END_DECLS
