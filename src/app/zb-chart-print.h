/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/zb-chart.h"

G_BEGIN_DECLS

GtkPrintOperation *zb_chart_print_operation_new (ZbChart *chart);

G_END_DECLS
