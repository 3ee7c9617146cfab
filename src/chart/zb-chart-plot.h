/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart.h"
#include "chart/zb-chart-scene.h"

G_BEGIN_DECLS

ZbChartStretch zb_chart_plot_get_stretch    (const ZbChartScene *scene,
                                             const ZbChartBlock *block);
double         zb_chart_plot_measure_gutter (ZbChartScene       *scene,
                                             ZbChart            *chart,
                                             guint               index,
                                             double              stretch);
double         zb_chart_plot_build          (ZbChartScene       *scene,
                                             ZbChart            *chart,
                                             guint               index,
                                             double              x,
                                             double              y,
                                             double              width,
                                             double              stretch,
                                             double              gutter);
double         zb_chart_plot_put_mark       (ZbChartScene        *scene,
                                             const ZbChartSeries *series,
                                             double               x,
                                             double               y);

G_END_DECLS
