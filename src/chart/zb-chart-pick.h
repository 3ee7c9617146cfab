/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart-layout.h"

G_BEGIN_DECLS

/**
 * ZbChartHit:
 * @text: what is there, for a tooltip: one fact per line
 * @issue: the issue it belongs to; parts are 0 where unknown
 * @period: its week
 * @figure: (nullable): the figure's id (interned)
 * @has_value: whether a value is known there
 * @value: that value
 * @is_typed: whether the user has typed it in
 * @is_bundled: whether it comes with the program
 * @block: which block of the chart
 * @series: which line of a plot, else 0
 * @index: which week of a plot or a grid, or which item of another block
 * @x, @y, @width, @height: the place it stands for, in the surface's units
 * @has_point: whether a point of a line is there
 * @point_x, @point_y: that point
 *
 * What is under the pointer, or selected by keys.
 */
typedef struct {
  char       *text;
  ZbIssue     issue;
  ZbPeriod    period;
  const char *figure;
  gboolean    has_value;
  gint64      value;
  gboolean    is_typed;
  gboolean    is_bundled;
  guint       block;
  guint       series;
  guint       index;
  double      x;
  double      y;
  double      width;
  double      height;
  gboolean    has_point;
  double      point_x;
  double      point_y;
} ZbChartHit;

ZbChartHit *zb_chart_layout_pick         (const ZbChartLayout *layout,
                                          double               x,
                                          double               y);
ZbChartHit *zb_chart_layout_pick_place   (const ZbChartLayout *layout,
                                          guint                block,
                                          guint                series,
                                          guint                index);
gboolean    zb_chart_layout_find_plot    (const ZbChartLayout *layout,
                                          double               x,
                                          double               y,
                                          ZbChartArea         *plot);
char       *zb_chart_layout_describe_hit (const ZbChartLayout *layout,
                                          const ZbChartHit    *hit);
void        zb_chart_hit_free            (ZbChartHit          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChartHit, zb_chart_hit_free)

G_END_DECLS
