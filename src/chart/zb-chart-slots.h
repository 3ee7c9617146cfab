/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart-week.h"
#include "chart/zb-chart.h"

G_BEGIN_DECLS

void  zb_chart_span_weeks  (ZbChart     *chart,
                            GArray      *claims,
                            const GDate *from,
                            const GDate *to);
int   zb_chart_find_slot   (ZbChart     *chart,
                            const GDate *day);
int  *zb_chart_place_weeks (ZbChart     *chart,
                            GArray      *claims);

const ZbChartWeek **zb_chart_seat_weeks (ZbChart     *chart,
                                         GPtrArray   *weeks,
                                         const GDate *from,
                                         const GDate *to);

G_END_DECLS
