/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/zb-chart-pick.h"

G_BEGIN_DECLS

GtkWidget *zb_chart_bubble_new      (void);
void       zb_chart_bubble_allocate (GtkWidget        *bubble,
                                     const ZbChartHit *hit,
                                     int               width,
                                     int               height);

G_END_DECLS
