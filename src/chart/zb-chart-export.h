/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "chart/zb-chart-layout.h"

G_BEGIN_DECLS

#define ZB_CHART_ERROR (zb_chart_error_quark ())

/**
 * ZbChartError:
 * @ZB_CHART_ERROR_SIZE: the size or scale asked for is out of bounds
 * @ZB_CHART_ERROR_FORMAT: no such format
 * @ZB_CHART_ERROR_RENDER: the picture could not be drawn, most likely for lack of memory
 * @ZB_CHART_ERROR_WRITE: the file could not be written; nothing of it is left
 *
 * Each message is a sentence for the user.
 */
typedef enum {
  ZB_CHART_ERROR_SIZE,
  ZB_CHART_ERROR_FORMAT,
  ZB_CHART_ERROR_RENDER,
  ZB_CHART_ERROR_WRITE,
} ZbChartError;

/**
 * ZbChartFormat:
 * @ZB_CHART_PNG: a picture of points, with its resolution
 * @ZB_CHART_SVG: a drawing, with title and description
 * @ZB_CHART_PDF: a page of the chart's size, with its fonts
 * @ZB_CHART_CSV: the numbers
 */
typedef enum {
  ZB_CHART_PNG,
  ZB_CHART_SVG,
  ZB_CHART_PDF,
  ZB_CHART_CSV,
} ZbChartFormat;

#define ZB_CHART_MIN_WIDTH     320
#define ZB_CHART_MIN_HEIGHT    240
#define ZB_CHART_MAX_WIDTH     4000
#define ZB_CHART_MAX_HEIGHT    3000
#define ZB_CHART_MAX_SCALE     4
#define ZB_CHART_DEFAULT_WIDTH 860

/**
 * ZbChartExportOptions:
 * @width: in logical pixels (1/96 inch), 320 to 4000; 0 for 860
 * @height: in logical pixels, 240 to 3000; 0 for as high as the content needs
 * @scale: points of a PNG per logical pixel, 1 to 4; 0 is 1. Drawings have no points.
 * @style: (nullable): %NULL for the light style on white
 *
 * What zb_chart_export() makes. All zero is a good choice.
 */
typedef struct {
  guint               width;
  guint               height;
  guint               scale;
  const ZbChartStyle *style;
} ZbChartExportOptions;

GQuark      zb_chart_error_quark        (void);
gboolean    zb_chart_format_from_string (const char                  *text,
                                         ZbChartFormat               *format);
const char *zb_chart_format_to_string   (ZbChartFormat                format);
gboolean    zb_chart_options_check      (const ZbChartExportOptions  *options,
                                         GError                     **error);
void        zb_chart_prepare            (void);
GBytes     *zb_chart_to_bytes           (ZbChart                     *chart,
                                         ZbChartFormat                format,
                                         const ZbChartExportOptions  *options,
                                         GCancellable                *cancellable,
                                         GError                     **error);
gboolean    zb_chart_export             (ZbChart                     *chart,
                                         GFile                       *file,
                                         ZbChartFormat                format,
                                         const ZbChartExportOptions  *options,
                                         GCancellable                *cancellable,
                                         GError                     **error);
gboolean    zb_chart_write_file         (GFile                       *file,
                                         GBytes                      *bytes,
                                         GCancellable                *cancellable,
                                         GError                     **error);
char       *zb_chart_dup_file_name      (ZbChart                     *chart,
                                         ZbChartFormat                format);

G_END_DECLS
