/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZB_TYPE_CHART_SWITCH (zb_chart_switch_get_type ())

G_DECLARE_FINAL_TYPE (ZbChartSwitch, zb_chart_switch, ZB, CHART_SWITCH, GtkWidget)

GtkWidget *zb_chart_switch_new          (const char         *name,
                                         const char * const *labels);
guint      zb_chart_switch_get_selected (ZbChartSwitch      *self);

G_END_DECLS
