/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/zb-chart.h"

G_BEGIN_DECLS

#define ZB_TYPE_CHART_LEGEND (zb_chart_legend_get_type ())

G_DECLARE_FINAL_TYPE (ZbChartLegend, zb_chart_legend, ZB, CHART_LEGEND, GtkWidget)

GtkWidget *zb_chart_legend_new       (void);
void       zb_chart_legend_set_chart (ZbChartLegend *self,
                                      ZbChart       *chart);
gboolean   zb_chart_legend_is_hidden (ZbChartLegend *self,
                                      const char    *label);

G_END_DECLS
