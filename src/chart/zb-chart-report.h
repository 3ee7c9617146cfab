/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "chart/zb-chart.h"

G_BEGIN_DECLS

GBytes *zb_chart_report_to_bytes (GPtrArray     *charts,
                                  ZbChart       *table,
                                  const char    *title,
                                  GCancellable  *cancellable,
                                  GError       **error);
GBytes *zb_chart_report_of_weeks (GPtrArray           *weeks,
                                  GPtrArray           *calendar,
                                  const char * const  *figures,
                                  const GDate         *from,
                                  const GDate         *to,
                                  GCancellable        *cancellable,
                                  GError             **error);

G_END_DECLS
