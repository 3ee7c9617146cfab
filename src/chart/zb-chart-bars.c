/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-bars.h"

/* Lengths are in pixels for text of the usual size; zb_chart_scene_px() adapts them. */
#define BAR_RADIUS      6.0
#define SEGMENT_GAP     2.0
#define SEGMENT_PAD     12.0
#define LEAST_LENGTH    3.0
#define SWATCH          9.0
#define COLUMN_GAP      24.0
#define WIDE_ENOUGH     420.0
#define FACT_PITCH      240.0

/* A place to build in: where, how wide, and for which block. */
typedef struct {
  ZbChartScene       *scene;
  ZbChart            *chart;
  const ZbChartBlock *block;
  guint               index;
  double              x;
  double              width;
} Frame;

/**
 * zb_chart_bars_get_stretch:
 * @block: any block but a plot or a grid
 *
 * Returns: how high its bars can be, all together.
 */
ZbChartStretch
zb_chart_bars_get_stretch (const ZbChartScene *scene,
                           const ZbChartBlock *block)
{
  double px = zb_chart_scene_px (scene, 1.0);
  double n = block->items->len;

  switch (block->kind)
    {
    case ZB_CHART_BLOCK_SPLIT:
      return (ZbChartStretch) { 18 * px, 34 * px, 52 * px };
    case ZB_CHART_BLOCK_BARS:
      return (ZbChartStretch) { 8 * n * px, 14 * n * px, 26 * n * px };
    case ZB_CHART_BLOCK_MESSAGE:
      return (ZbChartStretch) { 24 * px, 72 * px, 72 * px };
    case ZB_CHART_BLOCK_FACTS:
    case ZB_CHART_BLOCK_PLOT:
    case ZB_CHART_BLOCK_GRID:
    default:
      return (ZbChartStretch) { 0, 0, 0 };
    }
}

static void
add_area (const Frame *frame,
          guint        item,
          double       x,
          double       y,
          double       width,
          double       height)
{
  ZbChartArea area = {
    .block = frame->index, .index = item,
    .x = x, .y = y, .width = width, .height = height,
  };

  zb_chart_scene_add_area (frame->scene, &area);
}

/* Where the first part ends. A part that is there is always seen, also when
 * it would be thinner than a line. */
static double
find_boundary (const Frame *frame)
{
  const ZbChartItem *first = g_ptr_array_index (frame->block->items, 0);
  const ZbChartItem *second = g_ptr_array_index (frame->block->items, 1);
  double least = zb_chart_scene_px (frame->scene, LEAST_LENGTH + SEGMENT_GAP);
  double at = frame->width * ((double) first->value / (double) frame->block->whole->value);

  if (first->value == 0)
    return 0;
  if (second->value == 0)
    return frame->width;
  return CLAMP (at, least, frame->width - least);
}

static void
put_segment_value (const Frame       *frame,
                   const ZbChartItem *item,
                   ZbChartColor       fill,
                   gboolean           at_end,
                   double             x,
                   double             y,
                   double             width,
                   double             height)
{
  double pad = zb_chart_scene_px (frame->scene, SEGMENT_PAD);
  g_autoptr(ZbChartText) text = zb_chart_scene_make_text (frame->scene, ZB_CHART_FACE_VALUE,
                                                          item->text, 0);

  if (text->width + 2 * pad > width || text->height > height)
    return;
  text->color = zb_chart_style_get_text_on (frame->scene->style, fill);
  text->behind = fill;
  x = at_end ? x + width - pad - text->width : x + pad;
  y += (height - text->height) / 2;
  zb_chart_scene_put_text (frame->scene, g_steal_pointer (&text), x, y);
}

/* The first part is full, what is left is pale with an outline: the two can
 * be told apart without colour. */
static void
put_segment (const Frame *frame,
             guint        which,
             double       x,
             double       y,
             double       width,
             double       height,
             gboolean     round_left,
             gboolean     round_right)
{
  const ZbChartStyle *style = frame->scene->style;
  const ZbChartItem *item = g_ptr_array_index (frame->block->items, which);
  ZbChartColor color = zb_chart_style_get_strong (style, frame->block->color);
  ZbChartColor fill = which == 0 ? color : zb_chart_style_get_pale (style, frame->block->color);
  double radius = zb_chart_scene_px (frame->scene, BAR_RADIUS);
  ZbChartShape *shape;

  shape = zb_chart_scene_add_rect (frame->scene, x, y, width, height, radius, fill);
  shape->data = TRUE;
  shape->radius_left = round_left ? MIN (radius, width / 2) : 0;
  shape->radius_right = round_right ? MIN (radius, width / 2) : 0;
  shape->stroke = color;
  shape->line_width = which == 0 ? 0 : MIN (zb_chart_scene_px (frame->scene, 1.25), width / 2);
  put_segment_value (frame, item, fill, which == 1, x, y, width, height);
  add_area (frame, which, x, y, width, height);
}

static void
put_split_bar (const Frame *frame,
               double       y,
               double       height)
{
  double gap = zb_chart_scene_px (frame->scene, SEGMENT_GAP) / 2;
  double at;

  if (frame->block->whole->value <= 0)
    {
      ZbChartShape *shape;

      /* Nothing is divided: the place of the bar stays empty. */
      shape = zb_chart_scene_add_rect (frame->scene, frame->x, y, frame->width, height,
                                       zb_chart_scene_px (frame->scene, BAR_RADIUS),
                                       (ZbChartColor) { 0, });
      shape->stroke = zb_chart_style_get_color (frame->scene->style, ZB_CHART_ROLE_AXIS);
      shape->line_width = zb_chart_scene_px (frame->scene, 1);
      return;
    }
  at = find_boundary (frame);
  if (at > 0)
    put_segment (frame, 0, frame->x, y, at < frame->width ? at - gap : at, height,
                 TRUE, at >= frame->width);
  if (at < frame->width)
    put_segment (frame, 1, frame->x + (at > 0 ? at + gap : 0), y,
                 frame->width - at - (at > 0 ? gap : 0), height, at <= 0, TRUE);
}

/* "Phishing complaints  454 · 92 %", the name dim and the numbers not. */
static ZbChartText *
make_label (const Frame       *frame,
            const ZbChartItem *item,
            double             max_width)
{
  g_autofree char *text = NULL;
  ZbChartText *made;

  if (item->share != NULL)
    text = g_strdup_printf ("%s  %s · %s", item->label, item->text, item->share);
  else
    text = g_strdup_printf ("%s  %s", item->label, item->text);
  made = zb_chart_scene_make_text (frame->scene, ZB_CHART_FACE_LABEL, text, max_width);
  zb_chart_text_tint (made, strlen (item->label), strlen (text),
                      zb_chart_style_get_color (frame->scene->style, ZB_CHART_ROLE_TEXT),
                      PANGO_WEIGHT_NORMAL);
  return made;
}

static void
put_swatch (const Frame       *frame,
            guint              which,
            const ZbChartText *text,
            double             x,
            double             y)
{
  const ZbChartStyle *style = frame->scene->style;
  double size = zb_chart_scene_px (frame->scene, SWATCH);
  ZbChartColor color = zb_chart_style_get_strong (style, frame->block->color);
  PangoRectangle line;
  ZbChartShape *shape;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (text->layout, 0), NULL, &line);
  shape = zb_chart_scene_add_rect (frame->scene, x,
                                   y + ((double) line.height / PANGO_SCALE - size) / 2,
                                   size, size, size * 0.3,
                                   which == 0 ? color
                                              : zb_chart_style_get_pale (style,
                                                                         frame->block->color));
  shape->data = TRUE;
  shape->stroke = color;
  shape->line_width = which == 0 ? 0 : zb_chart_scene_px (frame->scene, 1.25);
}

/* Both labels on one line where they fit, else under each other. */
static double
put_split_labels (const Frame *frame,
                  double       y)
{
  double indent = zb_chart_scene_px (frame->scene, SWATCH + 6);
  double room = frame->width - indent;
  ZbChartText *left = make_label (frame, g_ptr_array_index (frame->block->items, 0), room);
  ZbChartText *right = make_label (frame, g_ptr_array_index (frame->block->items, 1), room);
  gboolean beside = left->width + right->width + 2 * indent +
                    zb_chart_scene_px (frame->scene, COLUMN_GAP) <= frame->width;
  double height = MAX (left->height, right->height);
  double right_x = beside ? frame->x + frame->width - right->width - indent : frame->x;
  double right_y = y;

  if (!beside)
    {
      right_y += left->height + zb_chart_scene_gap (frame->scene, 2);
      height = right_y + right->height - y;
    }
  put_swatch (frame, 0, left, frame->x, y);
  zb_chart_scene_put_text (frame->scene, left, frame->x + indent, y);
  put_swatch (frame, 1, right, right_x, right_y);
  zb_chart_scene_put_text (frame->scene, right, right_x + indent, right_y);
  return height;
}

static double
build_split (const Frame *frame,
             double       top,
             double       thickness)
{
  double y = top + zb_chart_scene_put_heading (frame->scene, frame->block->heading,
                                             NULL, frame->x, top, frame->width);

  put_split_bar (frame, y, thickness);
  y += thickness + zb_chart_scene_gap (frame->scene, 7);
  y += put_split_labels (frame, y);
  return y - top;
}

/* The number stands out, what is written behind it does not. */
static ZbChartText *
make_quantity (const Frame       *frame,
               const ZbChartItem *item,
               ZbChartFace        face,
               double             max_width)
{
  g_autofree char *quantity = zb_chart_item_dup_quantity (item);
  ZbChartText *text = zb_chart_scene_make_text (frame->scene, face, quantity, max_width);

  if (face == ZB_CHART_FACE_LABEL && !item->is_missing)
    text->color = zb_chart_style_get_color (frame->scene->style, ZB_CHART_ROLE_TEXT);
  if (g_str_has_prefix (quantity, item->text))
    zb_chart_text_tint (text, strlen (item->text), strlen (quantity),
                        zb_chart_style_get_color (frame->scene->style, ZB_CHART_ROLE_DIM),
                        PANGO_WEIGHT_NORMAL);
  return text;
}

/* A name at the left and its number at the right; under each other where both are long. */
static double
put_row (const Frame       *frame,
         const ZbChartItem *item,
         double             y)
{
  ZbChartText *quantity = make_quantity (frame, item, ZB_CHART_FACE_LABEL, frame->width);
  double room = frame->width - quantity->width - zb_chart_scene_px (frame->scene, 12);
  gboolean beside = room >= frame->width * 0.4;
  ZbChartText *label = zb_chart_scene_make_text (frame->scene, ZB_CHART_FACE_LABEL, item->label,
                                                 beside ? room : frame->width);
  double height = MAX (label->height, quantity->height);
  double quantity_y = y;

  if (!beside)
    {
      quantity_y += label->height;
      height = label->height + quantity->height;
    }
  zb_chart_scene_put_text (frame->scene, label, frame->x, y);
  zb_chart_scene_put_text (frame->scene, quantity,
                           frame->x + frame->width - quantity->width, quantity_y);
  return height;
}

/* Returns how long the bar is. */
static double
put_bar (const Frame *frame,
         guint        which,
         double       x,
         double       y,
         double       room,
         double       thickness)
{
  const ZbChartStyle *style = frame->scene->style;
  const ZbChartItem *item = g_ptr_array_index (frame->block->items, which);
  ZbChartColor color = zb_chart_style_get_strong (style, frame->block->color);
  double max = 0;
  ZbChartShape *shape;

  for (guint i = 0; i < frame->block->items->len; i++)
    max = MAX (max, (double) ((ZbChartItem *) frame->block->items->pdata[i])->value);
  zb_chart_scene_add_rect (frame->scene, x - 1, y, 1, thickness, 0,
                           zb_chart_style_get_color (style, ZB_CHART_ROLE_AXIS));
  if (item->is_missing || item->value <= 0)
    return 0;
  shape = zb_chart_scene_add_rect (frame->scene, x, y,
                                   MAX (room * ((double) item->value / max),
                                        zb_chart_scene_px (frame->scene, LEAST_LENGTH)),
                                   thickness, 0,
                                   item->is_reference ? zb_chart_style_get_pale (style, frame->block->color) : color);
  shape->data = TRUE;
  shape->stroke = color;
  shape->line_width = item->is_reference ? MIN (zb_chart_scene_px (frame->scene, 1.25), shape->width / 2) : 0;
  shape->radius_right = MIN (MIN (thickness, shape->width) / 2,
                             zb_chart_scene_px (frame->scene, BAR_RADIUS - 2));
  return shape->width;
}

/* Narrow: names and numbers over the bars. */
static double
build_stacked_bars (const Frame *frame,
                    double       top,
                    double       thickness)
{
  double y = top;

  for (guint i = 0; i < frame->block->items->len; i++)
    {
      double start = y;

      y += put_row (frame, g_ptr_array_index (frame->block->items, i), y) +
           zb_chart_scene_gap (frame->scene, 3);
      put_bar (frame, i, frame->x + 1, y, frame->width - 1, thickness);
      y += thickness;
      add_area (frame, i, frame->x, start, frame->width, y - start);
      y += zb_chart_scene_gap (frame->scene, 8);
    }
  return y - top - zb_chart_scene_gap (frame->scene, 8);
}

static double
measure_widest (const Frame        *frame,
                const ZbChartBlock *block,
                gboolean            labels)
{
  double widest = 0;

  for (guint i = 0; i < block->items->len; i++)
    {
      const ZbChartItem *item = g_ptr_array_index (block->items, i);
      g_autoptr(ZbChartText) text = NULL;

      text = labels ? zb_chart_scene_make_text (frame->scene, ZB_CHART_FACE_LABEL, item->label, 0)
                    : make_quantity (frame, item, ZB_CHART_FACE_LABEL, 0);
      widest = MAX (widest, text->width);
    }
  return widest;
}

/* The same columns in all blocks of bars. */
static double
measure_column (const Frame *frame,
                gboolean     labels)
{
  double widest = 0;

  for (guint i = 0; i < frame->chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (frame->chart->blocks, i);

      if (block->kind == ZB_CHART_BLOCK_BARS)
        widest = MAX (widest, measure_widest (frame, block, labels));
    }
  return widest;
}

/* Wide: names and bars in columns, the number behind its bar. */
static double
build_column_bars (const Frame *frame,
                   double       top,
                   double       thickness,
                   double       label_width,
                   double       value_width)
{
  double gap = zb_chart_scene_px (frame->scene, 12);
  double bar_x = frame->x + label_width + gap;
  double value_gap = zb_chart_scene_px (frame->scene, 8);
  double room = frame->width - label_width - gap - value_width - value_gap;
  double y = top;

  for (guint i = 0; i < frame->block->items->len; i++)
    {
      const ZbChartItem *item = g_ptr_array_index (frame->block->items, i);
      ZbChartText *label = zb_chart_scene_make_text (frame->scene, ZB_CHART_FACE_LABEL,
                                                     item->label, label_width + 1);
      ZbChartText *value = make_quantity (frame, item, ZB_CHART_FACE_LABEL, 0);
      double height = MAX (MAX (label->height, value->height), thickness);
      double label_y = y + (height - label->height) / 2;
      double value_y = y + (height - value->height) / 2;
      double length;

      zb_chart_scene_put_text (frame->scene, label, frame->x, label_y);
      length = put_bar (frame, i, bar_x, y + (height - thickness) / 2, room, thickness);
      zb_chart_scene_put_text (frame->scene, value, bar_x + length + value_gap, value_y);
      add_area (frame, i, frame->x, y, frame->width, height);
      y += height + zb_chart_scene_gap (frame->scene, 5);
    }
  return y - top - zb_chart_scene_gap (frame->scene, 5);
}

static double
build_bars (const Frame *frame,
            double       top,
            double       stretch)
{
  double thickness = stretch / frame->block->items->len;
  double label_width = measure_column (frame, TRUE);
  double value_width = measure_column (frame, FALSE);
  double heading = zb_chart_scene_put_heading (frame->scene, frame->block->heading,
                                               frame->block->unit, frame->x, top, frame->width);

  if (frame->width < zb_chart_scene_px (frame->scene, WIDE_ENOUGH) ||
      label_width + value_width > frame->width * 0.6)
    return heading + build_stacked_bars (frame, top + heading, thickness);
  return heading + build_column_bars (frame, top + heading, thickness, label_width, value_width);
}

/* Facts stand in columns, name over number; where one column is all there is
 * room for, in rows. */
static double
build_facts (const Frame *frame,
             double       top)
{
  double gap = zb_chart_scene_px (frame->scene, COLUMN_GAP);
  double widest = MAX (measure_widest (frame, frame->block, TRUE),
                       measure_widest (frame, frame->block, FALSE) * 1.15);
  guint n_columns = (guint) CLAMP ((frame->width + gap) / (widest + gap), 1,
                                   frame->block->items->len);
  double pitch = MAX (MIN ((frame->width + gap) / n_columns,
                           zb_chart_scene_px (frame->scene, FACT_PITCH)), widest + gap);
  double y = top + zb_chart_scene_put_heading (frame->scene, frame->block->heading,
                                             NULL, frame->x, top, frame->width);
  double row_height = 0;

  for (guint i = 0; i < frame->block->items->len; i++)
    {
      const ZbChartItem *item = g_ptr_array_index (frame->block->items, i);
      double x = frame->x + pitch * (i % n_columns);
      double height;

      if (i > 0 && i % n_columns == 0)
        {
          y += row_height + zb_chart_scene_gap (frame->scene, n_columns == 1 ? 4 : 10);
          row_height = 0;
        }
      if (n_columns == 1)
        height = put_row (frame, item, y);
      else
        {
          ZbChartText *label = zb_chart_scene_make_text (frame->scene, ZB_CHART_FACE_LABEL,
                                                         item->label, 0);
          ZbChartText *value = make_quantity (frame, item, ZB_CHART_FACE_VALUE, 0);

          height = label->height + value->height;
          zb_chart_scene_put_text (frame->scene, value, x, y + label->height);
          zb_chart_scene_put_text (frame->scene, label, x, y);
        }
      add_area (frame, i, n_columns == 1 ? frame->x : x, y,
                n_columns == 1 ? frame->width : pitch - gap, height);
      row_height = MAX (row_height, height);
    }
  return y + row_height - top;
}

static double
build_message (const Frame *frame,
               double       top,
               double       stretch)
{
  ZbChartText *text = zb_chart_scene_make_text (frame->scene, ZB_CHART_FACE_SUBTITLE,
                                                frame->block->message, frame->width);
  double height = text->height + stretch;

  pango_layout_set_alignment (text->layout, PANGO_ALIGN_CENTER);
  if (pango_layout_get_width (text->layout) > 0)
    text->width = frame->width;
  zb_chart_scene_put_text (frame->scene, text, frame->x + (frame->width - text->width) / 2,
                           top + stretch / 2);
  return height;
}

/**
 * zb_chart_bars_build:
 * @index: which block of the chart; any but a plot or a grid
 * @x: its left edge
 * @y: its upper edge
 * @width: its width
 * @stretch: how high its bars are, all together
 *
 * Puts the block into the scene.
 *
 * Returns: how high it got.
 */
double
zb_chart_bars_build (ZbChartScene *scene,
                     ZbChart      *chart,
                     guint         index,
                     double        x,
                     double        y,
                     double        width,
                     double        stretch)
{
  Frame frame = {
    .scene = scene,
    .chart = chart,
    .block = g_ptr_array_index (chart->blocks, index),
    .index = index,
    .x = x,
    .width = width,
  };

  switch (frame.block->kind)
    {
    case ZB_CHART_BLOCK_SPLIT:
      return build_split (&frame, y, stretch);
    case ZB_CHART_BLOCK_BARS:
      return build_bars (&frame, y, stretch);
    case ZB_CHART_BLOCK_FACTS:
      return build_facts (&frame, y);
    case ZB_CHART_BLOCK_MESSAGE:
      return build_message (&frame, y, stretch);
    case ZB_CHART_BLOCK_PLOT:
    case ZB_CHART_BLOCK_GRID:
    default:
      g_return_val_if_reached (0);
    }
}
