/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart.h"
#include "chart/zb-chart-scene.h"
#include "chart/zb-chart-style.h"

G_BEGIN_DECLS

/**
 * ZbChartParts:
 * @ZB_CHART_PART_TITLE: the title
 * @ZB_CHART_PART_SUBTITLE: the line under it: the week or weeks
 * @ZB_CHART_PART_CAPTION: the source and the notes
 * @ZB_CHART_PART_MARGIN: empty space all around
 * @ZB_CHART_PART_LEGEND: which line is which, where a single plot has several
 * @ZB_CHART_PARTS_WINDOW: where a heading and a legend of buttons stand above, and the frame has its own padding
 * @ZB_CHART_PARTS_ALL: for a picture that stands alone
 *
 * What is drawn beside the data.
 */
typedef enum {
  ZB_CHART_PART_TITLE    = 1 << 0,
  ZB_CHART_PART_SUBTITLE = 1 << 1,
  ZB_CHART_PART_CAPTION  = 1 << 2,
  ZB_CHART_PART_MARGIN   = 1 << 3,
  ZB_CHART_PART_LEGEND   = 1 << 4,
  ZB_CHART_PARTS_WINDOW  = ZB_CHART_PART_CAPTION,
  ZB_CHART_PARTS_ALL     = ZB_CHART_PART_TITLE | ZB_CHART_PART_SUBTITLE |
                           ZB_CHART_PART_CAPTION | ZB_CHART_PART_MARGIN |
                           ZB_CHART_PART_LEGEND,
} ZbChartParts;

/**
 * ZbChartLayout:
 *
 * A chart at a size: where every text and shape goes. Making one is the
 * expensive part; drawing it again is cheap, so a window keeps it until its
 * size, style or chart changes. Belongs to the thread that made it.
 */
typedef struct _ZbChartLayout ZbChartLayout;

ZbChartLayout      *zb_chart_layout_new        (ZbChart             *chart,
                                                double               width,
                                                double               height,
                                                const ZbChartStyle  *style,
                                                ZbChartParts         parts);
void                zb_chart_layout_free       (ZbChartLayout       *self);
ZbChart            *zb_chart_layout_get_chart  (const ZbChartLayout *self);
double              zb_chart_layout_get_width  (const ZbChartLayout *self);
double              zb_chart_layout_get_height (const ZbChartLayout *self);
double              zb_chart_layout_get_zoom   (const ZbChartLayout *self);
const ZbChartScene *zb_chart_layout_get_scene  (const ZbChartLayout *self);
const ZbChartStyle *zb_chart_layout_get_style  (const ZbChartLayout *self);
double              zb_chart_measure_height    (ZbChart             *chart,
                                                double               width,
                                                const ZbChartStyle  *style,
                                                ZbChartParts         parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChartLayout, zb_chart_layout_free)

G_END_DECLS
