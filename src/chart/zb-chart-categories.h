/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-catalogue.h"
#include "bulletin/zb-figure.h"
#include "chart/zb-chart.h"

G_BEGIN_DECLS

ZbChart *zb_chart_new_categories (ZbCatalogue    *catalogue,
                                  ZbIssue         issue,
                                  const ZbPeriod *period,
                                  GPtrArray      *figures);

G_END_DECLS
