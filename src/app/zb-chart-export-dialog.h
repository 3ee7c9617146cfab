/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/zb-chart-choices.h"

G_BEGIN_DECLS

#define ZB_TYPE_CHART_EXPORT_DIALOG (zb_chart_export_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ZbChartExportDialog, zb_chart_export_dialog, ZB, CHART_EXPORT_DIALOG, AdwWindow)

GtkWidget     *zb_chart_export_dialog_new         (GtkWindow           *parent,
                                                   ZbChart             *chart,
                                                   ZbChartFormat        format);
ZbChart       *zb_chart_export_dialog_get_chart   (ZbChartExportDialog *self);
ZbChartFormat  zb_chart_export_dialog_get_format  (ZbChartExportDialog *self);
void           zb_chart_export_dialog_get_choices (ZbChartExportDialog *self,
                                                   ZbChartChoices      *choices);

G_END_DECLS
