/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/zb-list-filter.h"

G_BEGIN_DECLS

#define ZB_TYPE_SIDEBAR (zb_sidebar_get_type ())

G_DECLARE_FINAL_TYPE (ZbSidebar, zb_sidebar, ZB, SIDEBAR, GtkWidget)

void        zb_sidebar_set_entries (ZbSidebar *self,
                                    GPtrArray *entries);
void        zb_sidebar_set_filter  (ZbSidebar *self,
                                    const ZbListFilter *filter,
                                    const char *query);
guint       zb_sidebar_count_shown (ZbSidebar *self);
gint64      zb_sidebar_get_first   (ZbSidebar *self);
gint64      zb_sidebar_get_selected (ZbSidebar *self);
gboolean    zb_sidebar_select      (ZbSidebar *self,
                                    gint64     id);
ZbListItem *zb_sidebar_find        (ZbSidebar *self,
                                    gint64     id);
gboolean    zb_sidebar_move        (ZbSidebar *self,
                                    int        direction,
                                    gboolean   unread_only);
GArray     *zb_sidebar_set_all_unread (ZbSidebar *self,
                                    const GArray *ids,
                                    gboolean   unread);
void        zb_sidebar_grab_focus  (ZbSidebar *self);

G_END_DECLS
