/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/zb-chart-style.h"

G_BEGIN_DECLS

/* How charts look in the window, as the desktop has it. */

ZbChartStyle *zb_chart_look_new   (GtkWidget *widget);
void          zb_chart_look_watch (GtkWidget *widget,
                                   GCallback  callback);

G_END_DECLS
