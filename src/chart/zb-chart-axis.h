/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "bulletin/zb-period.h"

G_BEGIN_DECLS

/**
 * ZbChartTick:
 * @at: where it is, from 0 (the axis's start) to 1 (its end)
 * @label: what is written at it
 * @strong: whether a new year starts here, among months
 */
typedef struct {
  double   at;
  char    *label;
  gboolean strong;
} ZbChartTick;

/**
 * ZbChartTimeStep:
 *
 * How far apart the ticks of an axis of weeks are, closest first.
 */
typedef enum {
  ZB_CHART_STEP_WEEK,
  ZB_CHART_STEP_MONTH,
  ZB_CHART_STEP_2_MONTHS,
  ZB_CHART_STEP_QUARTER,
  ZB_CHART_STEP_HALF_YEAR,
  ZB_CHART_STEP_YEAR,
  ZB_CHART_STEP_2_YEARS,
  ZB_CHART_STEP_5_YEARS,
  ZB_CHART_STEP_10_YEARS,
  ZB_CHART_STEP_EDGES,
} ZbChartTimeStep;

#define ZB_CHART_N_STEPS (ZB_CHART_STEP_EDGES + 1)

void       zb_chart_tick_free      (ZbChartTick     *self);
gint64     zb_chart_axis_nice_max  (gint64           max,
                                    guint            n_steps,
                                    gint64          *step);
GPtrArray *zb_chart_axis_dup_values (gint64          max,
                                    guint            n_steps,
                                    gint64          *axis_max);
GPtrArray *zb_chart_axis_dup_times (const GDate     *start,
                                    guint            n_weeks,
                                    ZbChartTimeStep  step,
                                    gboolean         of_any_year);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChartTick, zb_chart_tick_free)

G_END_DECLS
