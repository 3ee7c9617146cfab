/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart-plot.h"

G_BEGIN_DECLS

/* For the files of plots only. Lengths are in pixels for text of the usual size; zb_chart_scene_px() adapts them. */
#define ZB_PLOT_MARKER 5.0
#define ZB_PLOT_RING   10.0
#define ZB_PLOT_EDGE   6.0

/* A plot that is being built: its area and its scale. */
typedef struct {
  ZbChartScene       *scene;
  ZbChart            *chart;
  const ZbChartBlock *block;
  guint               index;
  double              x;
  double              y;
  double              width;
  double              height;
  double              gutter;
  double              headroom;
  double              footroom;
  gint64              axis_max;
  GPtrArray          *ticks;
} ZbPlot;

void zb_plot_put_lines (const ZbPlot *plot);

G_END_DECLS
