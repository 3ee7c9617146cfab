/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-import-result.h"
#include "library/zb-library.h"

G_BEGIN_DECLS

#define ZB_TYPE_IMPORTER (zb_importer_get_type ())

G_DECLARE_FINAL_TYPE (ZbImporter, zb_importer, ZB, IMPORTER, GObject)

ZbImporter     *zb_importer_new          (ZbLibrary          *library);
void            zb_importer_set_progress (ZbImporter         *self,
                                          ZbLibraryProgress   progress,
                                          gpointer            data);
ZbImportResult *zb_importer_import_paths (ZbImporter         *self,
                                          const char * const *paths,
                                          GCancellable       *cancellable);
ZbImportResult *zb_importer_import_bytes (ZbImporter         *self,
                                          GBytes             *bytes,
                                          const char         *origin,
                                          GCancellable       *cancellable);

G_END_DECLS
