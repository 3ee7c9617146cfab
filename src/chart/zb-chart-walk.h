/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart-pick.h"

G_BEGIN_DECLS

/**
 * ZbChartStep:
 * @ZB_CHART_STEP_LEFT: the week before, or the item before
 * @ZB_CHART_STEP_RIGHT: the week after, or the item after
 * @ZB_CHART_STEP_UP: the line above in the same week, or what stands above
 * @ZB_CHART_STEP_DOWN: likewise below
 * @ZB_CHART_STEP_FIRST: the first week of the plot, or the chart's first item
 * @ZB_CHART_STEP_LAST: likewise the last
 * @ZB_CHART_STEP_BACK: ten weeks or items back
 * @ZB_CHART_STEP_FORWARD: ten weeks or items on
 *
 * Where a selection goes that is moved by keys.
 */
typedef enum {
  ZB_CHART_STEP_LEFT,
  ZB_CHART_STEP_RIGHT,
  ZB_CHART_STEP_UP,
  ZB_CHART_STEP_DOWN,
  ZB_CHART_STEP_FIRST,
  ZB_CHART_STEP_LAST,
  ZB_CHART_STEP_BACK,
  ZB_CHART_STEP_FORWARD,
} ZbChartStep;

ZbChartHit *zb_chart_layout_pick_next (const ZbChartLayout *layout,
                                       const ZbChartHit    *hit,
                                       ZbChartStep          step);

G_END_DECLS
