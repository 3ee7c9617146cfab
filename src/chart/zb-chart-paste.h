/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart.h"

G_BEGIN_DECLS

char *zb_chart_dup_html   (ZbChart *chart);
char *zb_chart_dup_tabbed (ZbChart *chart);

G_END_DECLS
