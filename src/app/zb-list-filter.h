/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-list-item.h"

G_BEGIN_DECLS

/**
 * ZbListOrder:
 *
 * In which order the bulletins of the sidebar stand.
 */
typedef enum {
  ZB_LIST_NEWEST_FIRST,
  ZB_LIST_OLDEST_FIRST,
  ZB_LIST_MOST_INCIDENTS_FIRST,
} ZbListOrder;

/**
 * ZbListFilter:
 * @unread: only what was not read
 * @starred: only what is starred
 * @with_figures: only what has figures
 * @missing: only what is known to exist, but is not here
 * @rating: only weeks that were rated so; %ZB_RATING_UNKNOWN for any
 * @year: only that year; 0 for any
 * @order: how they are sorted
 * @hits: (nullable) (element-type gint64 ZbSearchHit): only what was found, by the bulletins' numbers
 *
 * Which bulletins the sidebar shows. All conditions hold together.
 */
typedef struct {
  gboolean     unread;
  gboolean     starred;
  gboolean     with_figures;
  gboolean     missing;
  ZbRating     rating;
  guint        year;
  ZbListOrder  order;
  GHashTable  *hits;
} ZbListFilter;

gboolean   zb_list_filter_hides   (const ZbListFilter *self);
GPtrArray *zb_list_filter_apply   (const ZbListFilter *self,
                                   GPtrArray          *items);

G_END_DECLS
