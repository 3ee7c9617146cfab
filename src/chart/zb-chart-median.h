/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart.h"

G_BEGIN_DECLS

/* The widest window of a moving median, in weeks. */
#define ZB_CHART_MAX_MEDIAN 105

gint64 zb_chart_median       (gint64  *values,
                              guint    n_values);
void   zb_chart_add_median   (ZbChart *chart,
                              guint    n_weeks);
void   zb_chart_mark_outliers (ZbChart *chart);

G_END_DECLS
