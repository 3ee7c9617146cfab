/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/zb-chart-choices.h"

G_BEGIN_DECLS

/* Charts are drawn in threads for everything but the window itself. */

void      zb_chart_draw_async    (ZbChart               *chart,
                                  const ZbChartChoices  *choices,
                                  gpointer               source,
                                  GCancellable          *cancellable,
                                  GAsyncReadyCallback    callback,
                                  gpointer               user_data);
GBytes   *zb_chart_draw_finish   (GAsyncResult          *result,
                                  GError               **error);
void      zb_chart_export_async  (ZbChart               *chart,
                                  const ZbChartChoices  *choices,
                                  GFile                 *file,
                                  ZbChartFormat          format,
                                  gpointer               source,
                                  GAsyncReadyCallback    callback,
                                  gpointer               user_data);
GFile    *zb_chart_export_finish (GAsyncResult          *result,
                                  GError               **error);

G_END_DECLS
