/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart-layout.h"

G_BEGIN_DECLS

GBytes *zb_chart_picture_png (const ZbChartLayout  *layout,
                              guint                 scale,
                              GError              **error);
GBytes *zb_chart_picture_svg (const ZbChartLayout  *layout,
                              GError              **error);
GBytes *zb_chart_picture_pdf (const ZbChartLayout  *layout,
                              GError              **error);

G_END_DECLS
