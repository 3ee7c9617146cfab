/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library.h"

G_BEGIN_DECLS

/**
 * ZbLibraryStatistics:
 * @n_issues: how many bulletins are known
 * @n_texts: of how many the text is here
 * @n_copies: how many copies are stored
 * @n_pictures: how many pictures are stored; one that several copies show counts once
 * @n_bytes: how much room the library takes on the disk, with the files that SQLite keeps beside it
 */
typedef struct {
  guint   n_issues;
  guint   n_texts;
  guint   n_copies;
  guint   n_pictures;
  guint64 n_bytes;
} ZbLibraryStatistics;

gboolean zb_library_count (ZbLibrary            *self,
                           ZbLibraryStatistics  *statistics,
                           GError              **error);

G_END_DECLS
