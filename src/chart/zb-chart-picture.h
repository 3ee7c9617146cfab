/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "chart/zb-chart-layout.h"

G_BEGIN_DECLS

/* Of the 96 that an inch has in the units of charts, and the 72 of a PDF. */
#define ZB_CHART_POINTS_PER_PIXEL 0.75

cairo_surface_t *zb_chart_picture_new_pdf (GByteArray *pdf,
                                           const char *title,
                                           double      width,
                                           double      height);

GBytes *zb_chart_picture_png (const ZbChartLayout  *layout,
                              guint                 scale,
                              GError              **error);
GBytes *zb_chart_picture_svg (const ZbChartLayout  *layout,
                              GError              **error);
GBytes *zb_chart_picture_pdf (const ZbChartLayout  *layout,
                              GError              **error);

G_END_DECLS
