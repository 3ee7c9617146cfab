/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/zb-chart-pick.h"

G_BEGIN_DECLS

/* What a chart in the window is made of: its drawing, which stays, and what lies over it. */

GskRenderNode *zb_chart_layer_new            (const ZbChartLayout *layout);
void           zb_chart_layer_snapshot_hover (const ZbChartLayout *layout,
                                              GtkSnapshot         *snapshot,
                                              const ZbChartHit    *hit);
void           zb_chart_layer_snapshot_band  (const ZbChartLayout *layout,
                                              GtkSnapshot         *snapshot,
                                              guint                first,
                                              guint                last);
void           zb_chart_layer_snapshot_ring  (const ZbChartLayout *layout,
                                              GtkSnapshot         *snapshot,
                                              const ZbChartHit    *hit);

G_END_DECLS
