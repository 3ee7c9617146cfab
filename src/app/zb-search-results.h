/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library.h"

G_BEGIN_DECLS

/**
 * ZbSearchResult:
 * @id: the bulletin's number in the library
 * @name: the issue, for a heading
 * @description: what was found in it, or its week; may be empty
 *
 * An issue as the desktop's search shows it.
 */
typedef struct {
  gint64  id;
  char   *name;
  char   *description;
} ZbSearchResult;

void       zb_search_result_free  (ZbSearchResult  *self);

GPtrArray *zb_search_results_find (ZbLibrary       *library,
                                   const char      *query,
                                   guint            max_results,
                                   GCancellable    *cancellable,
                                   GError         **error);
GPtrArray *zb_search_results_read (ZbLibrary       *library,
                                   const GArray    *ids,
                                   GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbSearchResult, zb_search_result_free)

G_END_DECLS
