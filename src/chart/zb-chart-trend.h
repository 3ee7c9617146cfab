/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-catalogue.h"
#include "bulletin/zb-figure.h"
#include "chart/zb-chart.h"

G_BEGIN_DECLS

/**
 * ZbChartWeek:
 * @issue: the issue; parts are 0 where unknown
 * @period: its week; may be unknown where the issue is known
 * @figures: (nullable) (element-type ZbFigure): what is known of it
 *
 * What zb_chart_new_trend() is told about one week. Its fields belong to the caller.
 */
typedef struct {
  ZbIssue    issue;
  ZbPeriod   period;
  GPtrArray *figures;
} ZbChartWeek;

ZbChartWeek *zb_chart_week_new  (ZbIssue             issue,
                                 const ZbPeriod     *period,
                                 GPtrArray          *figures);
void         zb_chart_week_free (ZbChartWeek        *self);
ZbChart     *zb_chart_new_trend (ZbCatalogue        *catalogue,
                                 GPtrArray          *weeks,
                                 const char * const *figure_ids,
                                 const GDate        *from,
                                 const GDate        *to,
                                 const GDate        *highlight);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChartWeek, zb_chart_week_free)

G_END_DECLS
