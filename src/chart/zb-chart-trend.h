/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-catalogue.h"
#include "chart/zb-chart-week.h"
#include "chart/zb-chart.h"

G_BEGIN_DECLS

ZbChart *zb_chart_new_trend (ZbCatalogue        *catalogue,
                             GPtrArray          *weeks,
                             const char * const *figure_ids,
                             const GDate        *from,
                             const GDate        *to,
                             const GDate        *highlight);

G_END_DECLS
