/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-catalogue.h"
#include "chart/zb-chart-week.h"
#include "chart/zb-chart.h"

G_BEGIN_DECLS

/* Of how many weeks the median is taken. */
#define ZB_CHART_MEDIAN_WEEKS 52

/* (array zero-terminated=1): what is compared unless something else is wanted. */
extern const char *const zb_chart_comparison_figures[];

ZbChart *zb_chart_new_comparison (ZbCatalogue        *catalogue,
                                  GPtrArray          *weeks,
                                  ZbIssue             issue,
                                  const ZbPeriod     *period,
                                  const char * const *figure_ids);

G_END_DECLS
