/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/zb-chart-view.h"

G_BEGIN_DECLS

#define ZB_TYPE_CHART_PANEL (zb_chart_panel_get_type ())

G_DECLARE_FINAL_TYPE (ZbChartPanel, zb_chart_panel, ZB, CHART_PANEL, GtkWidget)

GtkWidget   *zb_chart_panel_new        (void);
void         zb_chart_panel_set_chart  (ZbChartPanel *self,
                                        const char   *heading,
                                        ZbChart      *chart);
void         zb_chart_panel_add_choice (ZbChartPanel *self,
                                        GtkWidget    *choice);
ZbChartView *zb_chart_panel_get_view   (ZbChartPanel *self);

G_END_DECLS
