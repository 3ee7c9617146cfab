/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/zb-figure-writer.h"

G_BEGIN_DECLS

#define ZB_TYPE_FIGURE_LIST (zb_figure_list_get_type ())

G_DECLARE_FINAL_TYPE (ZbFigureList, zb_figure_list, ZB, FIGURE_LIST, GtkWidget)

GtkWidget *zb_figure_list_new    (ZbFigureWriter *writer);
void       zb_figure_list_show   (ZbFigureList   *self,
                                  ZbDetail       *detail);
void       zb_figure_list_begin  (ZbFigureList   *self);
guint      zb_figure_list_commit (ZbFigureList   *self);

G_END_DECLS
