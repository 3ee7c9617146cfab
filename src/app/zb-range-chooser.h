/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "bulletin/zb-period.h"
#include "chart/zb-chart-range.h"

G_BEGIN_DECLS

#define ZB_TYPE_RANGE_CHOOSER (zb_range_chooser_get_type ())

G_DECLARE_FINAL_TYPE (ZbRangeChooser, zb_range_chooser, ZB, RANGE_CHOOSER, GtkWidget)

GtkWidget *zb_range_chooser_new       (void);
void       zb_range_chooser_set_weeks (ZbRangeChooser     *self,
                                       const ZbPeriod     *week,
                                       const GDate        *newest,
                                       const ZbChartRange *all);
void       zb_range_chooser_get_range (ZbRangeChooser     *self,
                                       ZbChartRange       *range);
void       zb_range_chooser_zoom      (ZbRangeChooser     *self,
                                       double              factor,
                                       double              at);
void       zb_range_chooser_move      (ZbRangeChooser     *self,
                                       int                 n_weeks);
void       zb_range_chooser_narrow    (ZbRangeChooser     *self,
                                       guint               first,
                                       guint               last);
void       zb_range_chooser_reset     (ZbRangeChooser     *self);

G_END_DECLS
