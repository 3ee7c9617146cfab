/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "chart/zb-chart-style.h"

G_BEGIN_DECLS

/**
 * ZbChartFace:
 *
 * The kinds of text in a chart, by size and weight.
 */
typedef enum {
  ZB_CHART_FACE_TITLE,
  ZB_CHART_FACE_SUBTITLE,
  ZB_CHART_FACE_HEADING,
  ZB_CHART_FACE_LABEL,
  ZB_CHART_FACE_VALUE,
  ZB_CHART_FACE_TICK,
  ZB_CHART_FACE_STRONG_TICK,
  ZB_CHART_FACE_CAPTION,
  ZB_CHART_FACE_SECTION,
  ZB_CHART_FACE_READING,
} ZbChartFace;

/**
 * ZbChartText:
 * @layout: the text, its font and its line breaks
 * @x, @y, @width, @height: its box in the scene's coordinates
 * @color: its colour
 * @behind: what it stands on: the background, or a shape's fill
 */
typedef struct {
  PangoLayout *layout;
  double       x;
  double       y;
  double       width;
  double       height;
  ZbChartColor color;
  ZbChartColor behind;
} ZbChartText;

/**
 * ZbChartShapeKind:
 * @ZB_CHART_SHAPE_RECT: a rectangle whose corners may be round
 * @ZB_CHART_SHAPE_PATH: lines through points
 * @ZB_CHART_SHAPE_MARKER: a small mark around its first point
 */
typedef enum {
  ZB_CHART_SHAPE_RECT,
  ZB_CHART_SHAPE_PATH,
  ZB_CHART_SHAPE_MARKER,
} ZbChartShapeKind;

/**
 * ZbChartPoint:
 * @x, @y: in the scene's coordinates
 * @index: which week it stands for
 */
typedef struct {
  double x;
  double y;
  guint  index;
} ZbChartPoint;

/**
 * ZbChartShape:
 * @kind: what it is
 * @data: whether it stands for a number, and not for an axis or a shade
 * @x, @y, @width, @height: of a rectangle; @width of a marker is its diameter
 * @radius_left, @radius_right: how round a rectangle's corners are
 * @variant: which marker, or which dashes
 * @points: (element-type ZbChartPoint) (nullable): of a path, without a gap in its weeks
 * @fill: the inside; alpha 0 for none
 * @stroke: the outline; alpha 0 for none
 * @line_width: of the outline, which of a rectangle lies inside
 */
typedef struct {
  ZbChartShapeKind kind;
  gboolean         data;
  double           x;
  double           y;
  double           width;
  double           height;
  double           radius_left;
  double           radius_right;
  guint            variant;
  GArray          *points;
  ZbChartColor     fill;
  ZbChartColor     stroke;
  double           line_width;
} ZbChartShape;

/**
 * ZbChartArea:
 * @block, @series, @index: what of the chart it stands for
 * @n_slots: of a plot: over how many weeks the area goes; otherwise 0
 * @x, @y, @width, @height: the area, in the scene's coordinates
 * @axis_max: of a plot: the value at the top
 *
 * A place that answers to the pointer.
 */
typedef struct {
  guint  block;
  guint  series;
  guint  index;
  guint  n_slots;
  double x;
  double y;
  double width;
  double height;
  gint64 axis_max;
} ZbChartArea;

/**
 * ZbChartStretch:
 * @min: the least it can do with
 * @natural: what looks best
 * @max: more than this would not help
 *
 * How high the part of a block can be that has no text: the bars, or the plot.
 */
typedef struct {
  double min;
  double natural;
  double max;
} ZbChartStretch;

/**
 * ZbChartScene:
 * @style: how it looks
 * @context: what its texts are laid out with
 * @measuring: whether only heights are wanted; then nothing is kept
 * @hides_legend: whether something else says which line of a plot is which
 * @spacing: multiplies vertical gaps, 0.5 to 1
 * @zoom: how many of the surface's units one unit of the scene will be
 * @texts: (element-type ZbChartText)
 * @shapes: (element-type ZbChartShape): in the order they are drawn, all under the texts
 * @areas: (element-type ZbChartArea)
 *
 * All that is drawn, each thing in its place.
 */
typedef struct {
  const ZbChartStyle *style;
  PangoContext       *context;
  gboolean            measuring;
  gboolean            hides_legend;
  double              spacing;
  double              zoom;
  GPtrArray          *texts;
  GPtrArray          *shapes;
  GArray             *areas;
} ZbChartScene;

ZbChartScene *zb_chart_scene_new         (const ZbChartStyle *style,
                                          gboolean            measuring);
void          zb_chart_scene_free        (ZbChartScene       *self);
double        zb_chart_scene_px          (const ZbChartScene *self,
                                          double              pixels);
double        zb_chart_scene_gap         (const ZbChartScene *self,
                                          double              pixels);
ZbChartText  *zb_chart_scene_make_text   (ZbChartScene       *self,
                                          ZbChartFace         face,
                                          const char         *text,
                                          double              max_width);
double        zb_chart_scene_put_text    (ZbChartScene       *self,
                                          ZbChartText        *text,
                                          double              x,
                                          double              y);
double        zb_chart_scene_put_heading (ZbChartScene       *self,
                                          const char         *heading,
                                          const char         *unit,
                                          double              x,
                                          double              y,
                                          double              width);
ZbChartShape *zb_chart_scene_add_rect    (ZbChartScene       *self,
                                          double              x,
                                          double              y,
                                          double              width,
                                          double              height,
                                          double              radius,
                                          ZbChartColor        fill);
ZbChartShape *zb_chart_scene_add_marker  (ZbChartScene       *self,
                                          double              x,
                                          double              y,
                                          double              diameter,
                                          guint               variant,
                                          ZbChartColor        fill);
ZbChartShape *zb_chart_scene_add_path    (ZbChartScene       *self,
                                          guint               variant,
                                          ZbChartColor        stroke,
                                          double              line_width);
void          zb_chart_scene_add_area    (ZbChartScene       *self,
                                          const ZbChartArea  *area);
void          zb_chart_text_tint         (ZbChartText        *self,
                                          gsize               start,
                                          gsize               end,
                                          ZbChartColor        color,
                                          PangoWeight         weight);
void          zb_chart_text_free         (ZbChartText        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChartScene, zb_chart_scene_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChartText, zb_chart_text_free)

G_END_DECLS
