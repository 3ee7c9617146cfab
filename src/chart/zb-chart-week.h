/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-figure.h"
#include "bulletin/zb-issue.h"
#include "bulletin/zb-period.h"

G_BEGIN_DECLS

/**
 * ZbChartWeek:
 * @issue: the issue; parts are 0 where unknown
 * @period: its week; may be unknown where the issue is known
 * @figures: (nullable) (element-type ZbFigure): what is known of it
 *
 * What charts over weeks are told about one of them. Its fields belong to the caller.
 */
typedef struct {
  ZbIssue    issue;
  ZbPeriod   period;
  GPtrArray *figures;
} ZbChartWeek;

ZbChartWeek    *zb_chart_week_new       (ZbIssue            issue,
                                         const ZbPeriod    *period,
                                         GPtrArray         *figures);
void            zb_chart_week_free      (ZbChartWeek       *self);
gboolean        zb_chart_week_find      (const ZbChartWeek *self,
                                         ZbPeriod          *week);
const ZbFigure *zb_chart_week_get_value (const ZbChartWeek *self,
                                         const char        *figure);
gboolean        zb_chart_find_week      (ZbIssue            issue,
                                         const ZbPeriod    *period,
                                         ZbPeriod          *week);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChartWeek, zb_chart_week_free)

G_END_DECLS
