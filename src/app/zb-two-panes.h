/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZB_TYPE_TWO_PANES (zb_two_panes_get_type ())

G_DECLARE_FINAL_TYPE (ZbTwoPanes, zb_two_panes, ZB, TWO_PANES, GtkWidget)

GtkWidget *zb_two_panes_new (GtkWidget *view,
                             GtkWidget *list);

G_END_DECLS
