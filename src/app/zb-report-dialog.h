/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/zb-report-async.h"

G_BEGIN_DECLS

#define ZB_TYPE_REPORT_DIALOG (zb_report_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ZbReportDialog, zb_report_dialog, ZB, REPORT_DIALOG, AdwWindow)

gboolean         zb_report_dialog_can_show    (GPtrArray      *entries);
GtkWidget       *zb_report_dialog_new         (GtkWindow      *parent,
                                               GPtrArray      *entries);
ZbReportRequest *zb_report_dialog_dup_request (ZbReportDialog *self);

G_END_DECLS
