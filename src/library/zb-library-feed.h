/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library.h"

G_BEGIN_DECLS

/**
 * ZbFeedResult:
 * @n_written: how many bulletins the feed holds
 * @n_unreadable: how many have a text that could not be read from the stored bytes
 * @n_too_many: how many older ones did not fit into a file that can still be read
 */
typedef struct {
  guint n_written;
  guint n_unreadable;
  guint n_too_many;
} ZbFeedResult;

GBytes *zb_library_export_feed (ZbLibrary         *self,
                                ZbFeedResult      *result,
                                ZbLibraryProgress  progress,
                                gpointer           progress_data,
                                GCancellable      *cancellable,
                                GError           **error);

G_END_DECLS
