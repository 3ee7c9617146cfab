/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-entry.h"

G_BEGIN_DECLS

#define ZB_TYPE_WEEK_CHARTS (zb_week_charts_get_type ())

G_DECLARE_FINAL_TYPE (ZbWeekCharts, zb_week_charts, ZB, WEEK_CHARTS, GtkWidget)

void     zb_week_charts_show   (ZbWeekCharts  *self,
                                const ZbEntry *entry,
                                GPtrArray     *weeks);
gboolean zb_week_charts_export (ZbWeekCharts  *self,
                                const char    *format);

G_END_DECLS
