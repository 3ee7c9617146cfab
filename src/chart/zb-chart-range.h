/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZB_CHART_RANGE_LEAST:
 *
 * Fewer weeks than these say nothing about how a figure goes.
 */
#define ZB_CHART_RANGE_LEAST 4

/**
 * ZbChartRange:
 * @start: the Monday of the first week
 * @n_weeks: how many weeks there are, at least 1
 *
 * The weeks that a chart shows out of those it could show. A plain struct.
 */
typedef struct {
  GDate start;
  guint n_weeks;
} ZbChartRange;

void     zb_chart_range_init    (ZbChartRange       *self,
                                 const GDate        *from,
                                 const GDate        *to);
void     zb_chart_range_get_end (const ZbChartRange *self,
                                 GDate              *end);
gboolean zb_chart_range_equal   (const ZbChartRange *a,
                                 const ZbChartRange *b);
void     zb_chart_range_zoom    (ZbChartRange       *self,
                                 const ZbChartRange *whole,
                                 double              factor,
                                 double              at);
void     zb_chart_range_move    (ZbChartRange       *self,
                                 const ZbChartRange *whole,
                                 int                 n_weeks);
void     zb_chart_range_narrow  (ZbChartRange       *self,
                                 const ZbChartRange *whole,
                                 guint               first,
                                 guint               last);

G_END_DECLS
