/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-entry.h"

G_BEGIN_DECLS

#define ZB_TYPE_TREND_CHARTS (zb_trend_charts_get_type ())

G_DECLARE_FINAL_TYPE (ZbTrendCharts, zb_trend_charts, ZB, TREND_CHARTS, GtkWidget)

void zb_trend_charts_show (ZbTrendCharts *self,
                           const ZbEntry *entry,
                           const char    *figure,
                           GPtrArray     *weeks,
                           GPtrArray     *entries);

G_END_DECLS
