/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "chart/zb-chart-layout.h"
#include "chart/zb-chart-pick.h"

G_BEGIN_DECLS

void zb_chart_renderer_draw_scene  (const ZbChartScene  *scene,
                                    cairo_t             *cr);
void zb_chart_renderer_draw_layout (const ZbChartLayout *layout,
                                    cairo_t             *cr);
void zb_chart_renderer_draw_hover  (const ZbChartLayout *layout,
                                    cairo_t             *cr,
                                    const ZbChartHit    *hit);
void zb_chart_renderer_draw_band   (const ZbChartLayout *layout,
                                    cairo_t             *cr,
                                    guint                first,
                                    guint                last);

G_END_DECLS
