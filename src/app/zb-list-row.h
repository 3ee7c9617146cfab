/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/zb-list-item.h"

G_BEGIN_DECLS

#define ZB_TYPE_LIST_ROW (zb_list_row_get_type ())

G_DECLARE_FINAL_TYPE (ZbListRow, zb_list_row, ZB, LIST_ROW, GtkWidget)

GtkWidget  *zb_list_row_new      (void);
ZbListItem *zb_list_row_get_item (ZbListRow  *self);
void        zb_list_row_set_item (ZbListRow  *self,
                                  ZbListItem *item);

G_END_DECLS
