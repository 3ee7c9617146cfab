/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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

G_END_DECLS
