/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart-export.h"

G_BEGIN_DECLS

/**
 * ZbChartSize:
 * @ZB_CHART_SIZE_ARTICLE: as wide as the text of an article, as high as the content needs
 * @ZB_CHART_SIZE_SLIDE: 16 to 9
 * @ZB_CHART_SIZE_SQUARE: for social networks
 * @ZB_CHART_SIZE_OWN: as the user says
 *
 * How large a chart is saved.
 */
typedef enum {
  ZB_CHART_SIZE_ARTICLE,
  ZB_CHART_SIZE_SLIDE,
  ZB_CHART_SIZE_SQUARE,
  ZB_CHART_SIZE_OWN,
} ZbChartSize;

/**
 * ZbChartChoices:
 * @size: one of the usual sizes, or the user's own
 * @width: in logical pixels, for a size of one's own
 * @height: likewise
 * @scale: points of a PNG per logical pixel, 1 to 4
 * @dark: whether the style is dark
 * @transparent: whether there is no background
 *
 * What the user wants a saved chart to look like. A plain struct.
 */
typedef struct {
  ZbChartSize size;
  guint       width;
  guint       height;
  guint       scale;
  gboolean    dark;
  gboolean    transparent;
} ZbChartChoices;

void     zb_chart_choices_recall   (ZbChartChoices       *self);
void     zb_chart_choices_remember (const ZbChartChoices *self);
void     zb_chart_choices_get_size (const ZbChartChoices *self,
                                    guint                *width,
                                    guint                *height);
GBytes  *zb_chart_choices_draw     (const ZbChartChoices *self,
                                    ZbChart              *chart,
                                    ZbChartFormat         format,
                                    GCancellable         *cancellable,
                                    GError              **error);
gboolean zb_chart_choices_export   (const ZbChartChoices *self,
                                    ZbChart              *chart,
                                    GFile                *file,
                                    ZbChartFormat         format,
                                    GCancellable         *cancellable,
                                    GError              **error);

G_END_DECLS
