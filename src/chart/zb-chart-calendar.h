/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart.h"

G_BEGIN_DECLS

/**
 * ZbChartCalendarWeek:
 * @issue: the issue; parts are 0 where unknown
 * @period: its week; may be unknown where the issue is known
 * @state: what is here of it
 *
 * What zb_chart_new_calendar() is told about one bulletin. Its fields belong to the caller.
 */
typedef struct {
  ZbIssue          issue;
  ZbPeriod         period;
  ZbChartCellState state;
} ZbChartCalendarWeek;

ZbChartCalendarWeek *zb_chart_calendar_week_new  (ZbIssue              issue,
                                                  const ZbPeriod      *period,
                                                  ZbChartCellState     state);
void                 zb_chart_calendar_week_free (ZbChartCalendarWeek *self);
ZbChart             *zb_chart_new_calendar       (GPtrArray           *weeks,
                                                  const GDate         *from,
                                                  const GDate         *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChartCalendarWeek, zb_chart_calendar_week_free)

G_END_DECLS
