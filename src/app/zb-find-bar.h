/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/zb-text-finder.h"

G_BEGIN_DECLS

#define ZB_TYPE_FIND_BAR (zb_find_bar_get_type ())

G_DECLARE_FINAL_TYPE (ZbFindBar, zb_find_bar, ZB, FIND_BAR, GtkWidget)

void zb_find_bar_set_finder (ZbFindBar    *self,
                             ZbTextFinder *finder);
void zb_find_bar_set_query  (ZbFindBar    *self,
                             const char   *query);
void zb_find_bar_open       (ZbFindBar    *self);
void zb_find_bar_move       (ZbFindBar    *self,
                             int           direction);

G_END_DECLS
