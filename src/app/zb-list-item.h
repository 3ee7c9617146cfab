/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "library/zb-entry.h"
#include "library/zb-search-hit.h"

G_BEGIN_DECLS

/**
 * ZbListItemKind:
 * @ZB_LIST_ITEM_YEAR: the heading of a year
 * @ZB_LIST_ITEM_ISSUE: a bulletin
 * @ZB_LIST_ITEM_GAP: weeks between two bulletins of which nothing is known
 *
 * What a row of the sidebar is.
 */
typedef enum {
  ZB_LIST_ITEM_YEAR,
  ZB_LIST_ITEM_ISSUE,
  ZB_LIST_ITEM_GAP,
} ZbListItemKind;

#define ZB_TYPE_LIST_ITEM (zb_list_item_get_type ())

G_DECLARE_FINAL_TYPE (ZbListItem, zb_list_item, ZB, LIST_ITEM, GObject)

ZbListItemKind  zb_list_item_get_kind    (ZbListItem *self);
ZbEntry        *zb_list_item_get_entry   (ZbListItem *self);
guint           zb_list_item_get_year    (ZbListItem *self);
guint           zb_list_item_get_n_weeks (ZbListItem *self);
guint           zb_list_item_get_n_here  (ZbListItem *self);
gboolean        zb_list_item_get_unread  (ZbListItem *self);
void            zb_list_item_set_unread  (ZbListItem *self,
                                          gboolean    unread);
gboolean        zb_list_item_get_starred (ZbListItem *self);
void            zb_list_item_set_starred (ZbListItem *self,
                                          gboolean    starred);
const ZbSearchHit *zb_list_item_get_hit  (ZbListItem        *self);
void            zb_list_item_set_hit     (ZbListItem        *self,
                                          const ZbSearchHit *hit);
gboolean        zb_list_item_get_names_year (ZbListItem *self);
void            zb_list_item_set_names_year (ZbListItem *self,
                                          gboolean    names_year);
ZbListItem     *zb_list_item_new_year    (guint       year);
void            zb_list_item_count       (ZbListItem *self);
gboolean        zb_list_item_get_has_note (ZbListItem *self);
void            zb_list_item_set_has_note (ZbListItem *self,
                                          gboolean    has_note);
GPtrArray      *zb_list_items_new        (GPtrArray  *entries);
void            zb_list_items_reuse      (GPtrArray  *items,
                                          GPtrArray  *old);

G_END_DECLS
