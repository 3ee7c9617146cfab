/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/zb-chart.h"

G_BEGIN_DECLS

GtkWidget *zb_number_table_new (ZbChart *chart);

G_END_DECLS
