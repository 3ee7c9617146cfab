/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart.h"
#include "chart/zb-chart-scene.h"

G_BEGIN_DECLS

ZbChartStretch zb_chart_grid_get_stretch (ZbChartScene       *scene,
                                          const ZbChartBlock *block,
                                          double              width);
double         zb_chart_grid_build       (ZbChartScene       *scene,
                                          ZbChart            *chart,
                                          guint               index,
                                          double              x,
                                          double              y,
                                          double              width,
                                          double              stretch);

G_END_DECLS
