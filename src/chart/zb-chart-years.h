/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-catalogue.h"
#include "chart/zb-chart-week.h"
#include "chart/zb-chart.h"

G_BEGIN_DECLS

/* More lines than colours cannot be told apart. */
#define ZB_CHART_MAX_YEARS 6

ZbChart *zb_chart_new_years (ZbCatalogue *catalogue,
                             GPtrArray   *weeks,
                             const char  *figure_id,
                             const GDate *from,
                             const GDate *to,
                             const GDate *highlight);
guint    zb_chart_years_get_year (const ZbChartWeek *week);

G_END_DECLS
