/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-import-result.h"
#include "library/zb-library-feed.h"
#include "library/zb-library-statistics.h"

G_BEGIN_DECLS

/**
 * ZbLibraryWorkKind:
 * @ZB_LIBRARY_WORK_COUNT: what the library holds
 * @ZB_LIBRARY_WORK_CHECK: whether it is sound
 * @ZB_LIBRARY_WORK_BACK_UP: writes all of it into a file
 * @ZB_LIBRARY_WORK_RESTORE: puts what is in a file in its place
 * @ZB_LIBRARY_WORK_EXPORT: writes the texts as a feed
 * @ZB_LIBRARY_WORK_IMPORT: takes in what is in files
 *
 * What can be done with a library as a whole.
 */
typedef enum {
  ZB_LIBRARY_WORK_COUNT,
  ZB_LIBRARY_WORK_CHECK,
  ZB_LIBRARY_WORK_BACK_UP,
  ZB_LIBRARY_WORK_RESTORE,
  ZB_LIBRARY_WORK_EXPORT,
  ZB_LIBRARY_WORK_IMPORT,
} ZbLibraryWorkKind;

#define ZB_TYPE_LIBRARY_WORK (zb_library_work_get_type ())

G_DECLARE_FINAL_TYPE (ZbLibraryWork, zb_library_work, ZB, LIBRARY_WORK, GObject)

ZbLibraryWork             *zb_library_work_new            (ZbLibrary          *library,
                                                           ZbLibraryWorkKind   kind,
                                                           const char * const *paths);
void                       zb_library_work_start          (ZbLibraryWork      *self);
void                       zb_library_work_cancel         (ZbLibraryWork      *self);
ZbLibraryWorkKind          zb_library_work_get_kind       (ZbLibraryWork      *self);
const char                *zb_library_work_get_path       (ZbLibraryWork      *self);
double                     zb_library_work_get_fraction   (ZbLibraryWork      *self);
const GError              *zb_library_work_get_error      (ZbLibraryWork      *self);
const ZbLibraryStatistics *zb_library_work_get_statistics (ZbLibraryWork      *self);
GPtrArray                 *zb_library_work_get_problems   (ZbLibraryWork      *self);
const ZbFeedResult        *zb_library_work_get_feed       (ZbLibraryWork      *self);
ZbImportResult            *zb_library_work_get_import     (ZbLibraryWork      *self);
const char                *zb_library_work_get_kept       (ZbLibraryWork      *self);

G_END_DECLS
