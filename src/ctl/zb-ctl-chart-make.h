/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart.h"
#include "library/zb-library.h"

G_BEGIN_DECLS

/**
 * ZbCtlChartWanted:
 * @issue: (nullable): the issue of a chart of one week
 * @compares: whether that week is compared with others, instead of divided into categories
 * @trend: (nullable): the figures of a trend, separated by commas
 * @years: (nullable): the figure of a chart of years
 * @calendar: whether to draw which weeks are here
 * @from, @to: (nullable): the limits of charts over weeks
 * @median: over how many weeks the median of a trend moves; 0 for none
 *
 * Which chart the command line asks for: one of an issue, a trend, years and the calendar.
 */
typedef struct {
  const char *issue;
  gboolean    compares;
  const char *trend;
  const char *years;
  gboolean    calendar;
  const char *from;
  const char *to;
  guint       median;
} ZbCtlChartWanted;

GBytes  *zb_ctl_chart_make_report (ZbLibrary               *library,
                                   const ZbCtlChartWanted  *wanted,
                                   GError                 **error);
ZbChart *zb_ctl_chart_make (ZbLibrary               *library,
                            const ZbCtlChartWanted  *wanted,
                            GError                 **error);

G_END_DECLS
