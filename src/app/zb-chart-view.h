/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/zb-chart.h"

G_BEGIN_DECLS

#define ZB_TYPE_CHART_VIEW (zb_chart_view_get_type ())

G_DECLARE_FINAL_TYPE (ZbChartView, zb_chart_view, ZB, CHART_VIEW, GtkWidget)

void     zb_chart_view_set_chart    (ZbChartView *self,
                                     ZbChart     *chart);
ZbChart *zb_chart_view_get_chart    (ZbChartView *self);
void     zb_chart_view_set_can_zoom (ZbChartView *self,
                                     gboolean     can_zoom);
gboolean zb_chart_view_takes_drag   (ZbChartView *self,
                                     double       x,
                                     double       y);

G_END_DECLS
