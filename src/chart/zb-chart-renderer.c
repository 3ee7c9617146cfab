/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-renderer.h"

#include <math.h>
#include <pango/pangocairo.h>

#define N_MARKERS 6

/* In line widths; none for the first. */
static const struct {
  double lengths[4];
  int    n;
} dashes[ZB_CHART_N_COLORS] = {
  { { 0, }, 0 },
  { { 4, 2 }, 2 },
  { { 1, 2 }, 2 },
  { { 6, 2, 1, 2 }, 4 },
  { { 8, 3 }, 2 },
  { { 2, 2 }, 2 },
};

static void
set_color (cairo_t      *cr,
           ZbChartColor  color)
{
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha);
}

static void
trace_rect (cairo_t            *cr,
            const ZbChartShape *shape,
            double              inset)
{
  double x = shape->x + inset, y = shape->y + inset;
  double width = shape->width - 2 * inset, height = shape->height - 2 * inset;
  double left = MIN (MAX (shape->radius_left - inset, 0), height / 2);
  double right = MIN (MAX (shape->radius_right - inset, 0), height / 2);

  if (left <= 0 && right <= 0)
    {
      cairo_rectangle (cr, x, y, width, height);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + left, y + left, left, G_PI, 1.5 * G_PI);
  cairo_arc (cr, x + width - right, y + right, right, -0.5 * G_PI, 0);
  cairo_arc (cr, x + width - right, y + height - right, right, 0, 0.5 * G_PI);
  cairo_arc (cr, x + left, y + height - left, left, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
}

/* A regular polygon around the middle, its first corner at @turn. */
static void
trace_polygon (cairo_t *cr,
               double   x,
               double   y,
               double   radius,
               guint    n_corners,
               double   turn)
{
  cairo_new_sub_path (cr);
  for (guint i = 0; i < n_corners; i++)
    {
      double angle = turn + 2 * G_PI * i / n_corners;

      cairo_line_to (cr, x + radius * cos (angle), y + radius * sin (angle));
    }
  cairo_close_path (cr);
}

/* The first form is a disc; the others have about its area. */
static void
trace_marker (cairo_t            *cr,
              const ZbChartShape *shape)
{
  double radius = shape->width / 2;

  switch (shape->variant % N_MARKERS)
    {
    case 1:
      trace_polygon (cr, shape->x, shape->y, radius * 1.25, 4, G_PI / 4);
      break;
    case 2:
      trace_polygon (cr, shape->x, shape->y, radius * 1.4, 3, -G_PI / 2);
      break;
    case 3:
      trace_polygon (cr, shape->x, shape->y, radius * 1.3, 4, 0);
      break;
    case 4:
      trace_polygon (cr, shape->x, shape->y, radius * 1.4, 3, G_PI / 2);
      break;
    case 5:
      trace_polygon (cr, shape->x, shape->y, radius * 1.2, 6, 0);
      break;
    default:
      cairo_new_sub_path (cr);
      cairo_arc (cr, shape->x, shape->y, radius, 0, 2 * G_PI);
      cairo_close_path (cr);
      break;
    }
}

static void
set_dashes (cairo_t *cr,
            guint    variant,
            double   line_width)
{
  guint which = variant % G_N_ELEMENTS (dashes);
  double lengths[G_N_ELEMENTS (dashes[0].lengths)];

  for (int i = 0; i < dashes[which].n; i++)
    lengths[i] = dashes[which].lengths[i] * line_width;
  cairo_set_dash (cr, lengths, dashes[which].n, 0);
}

static void
draw_path (cairo_t            *cr,
           const ZbChartShape *shape)
{
  for (guint i = 0; i < shape->points->len; i++)
    {
      const ZbChartPoint *point = &g_array_index (shape->points, ZbChartPoint, i);

      cairo_line_to (cr, point->x, point->y);
    }
  set_color (cr, shape->stroke);
  cairo_set_line_width (cr, shape->line_width);
  set_dashes (cr, shape->variant, shape->line_width);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_shape (cairo_t            *cr,
            const ZbChartShape *shape)
{
  gboolean stroked = shape->stroke.alpha > 0 && shape->line_width > 0;

  if (shape->kind == ZB_CHART_SHAPE_PATH)
    {
      draw_path (cr, shape);
      return;
    }
  if (shape->kind == ZB_CHART_SHAPE_MARKER)
    trace_marker (cr, shape);
  else
    trace_rect (cr, shape, 0);
  set_color (cr, shape->fill);
  if (!stroked)
    {
      cairo_fill (cr);
      return;
    }
  if (shape->kind == ZB_CHART_SHAPE_MARKER)
    cairo_fill_preserve (cr);
  else
    {
      cairo_fill (cr);
      trace_rect (cr, shape, shape->line_width / 2);
    }
  set_color (cr, shape->stroke);
  cairo_set_line_width (cr, shape->line_width);
  cairo_stroke (cr);
}

/**
 * zb_chart_renderer_draw_scene:
 * @cr: where it is drawn, in the scene's units
 *
 * Draws what is in a scene: first the shapes, then the texts.
 */
void
zb_chart_renderer_draw_scene (const ZbChartScene *scene,
                              cairo_t            *cr)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < scene->shapes->len; i++)
    draw_shape (cr, g_ptr_array_index (scene->shapes, i));
  for (guint i = 0; i < scene->texts->len; i++)
    {
      const ZbChartText *text = g_ptr_array_index (scene->texts, i);

      set_color (cr, text->color);
      cairo_move_to (cr, text->x, text->y);
      pango_cairo_show_layout (cr, text->layout);
    }
}

/**
 * zb_chart_renderer_draw_layout:
 * @layout: a chart at a size
 * @cr: where it is drawn, from (0, 0)
 *
 * Draws what was laid out, and decides nothing.
 */
void
zb_chart_renderer_draw_layout (const ZbChartLayout *layout,
                               cairo_t             *cr)
{
  const ZbChartStyle *style = zb_chart_layout_get_style (layout);
  double zoom = zb_chart_layout_get_zoom (layout);

  cairo_save (cr);
  if (style->opaque)
    {
      cairo_rectangle (cr, 0, 0, zb_chart_layout_get_width (layout),
                       zb_chart_layout_get_height (layout));
      set_color (cr, zb_chart_style_get_color (style, ZB_CHART_ROLE_BACKGROUND));
      cairo_fill (cr);
    }
  cairo_scale (cr, zoom, zoom);
  zb_chart_renderer_draw_scene (zb_chart_layout_get_scene (layout), cr);
  cairo_restore (cr);
}

/**
 * zb_chart_renderer_draw_hover:
 * @hit: what is under the pointer, from zb_chart_layout_pick() on @layout
 *
 * Draws what marks @hit, over the chart that is already there.
 */
void
zb_chart_renderer_draw_hover (const ZbChartLayout *layout,
                              cairo_t             *cr,
                              const ZbChartHit    *hit)
{
  ZbChartColor color = zb_chart_style_get_color (zb_chart_layout_get_style (layout),
                                                 ZB_CHART_ROLE_TEXT);

  cairo_save (cr);
  color.alpha = 0.10;
  set_color (cr, color);
  cairo_rectangle (cr, hit->x, hit->y, hit->width, hit->height);
  cairo_fill (cr);
  if (hit->has_point)
    {
      color.alpha = 1.0;
      set_color (cr, color);
      cairo_set_line_width (cr, 2);
      cairo_arc (cr, hit->point_x, hit->point_y, 5, 0, 2 * G_PI);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

/**
 * zb_chart_renderer_draw_band:
 * @first: a week of the plots, counted from 0
 * @last: another one, not before @first
 *
 * Draws which weeks of all plots are being chosen: the others are covered, and
 * the edges are lines.
 */
void
zb_chart_renderer_draw_band (const ZbChartLayout *layout,
                             cairo_t             *cr,
                             guint                first,
                             guint                last)
{
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);
  const ZbChartStyle *style = zb_chart_layout_get_style (layout);
  double zoom = zb_chart_layout_get_zoom (layout);
  ZbChartColor cover = zb_chart_style_get_color (style, ZB_CHART_ROLE_BACKGROUND);
  ZbChartColor edge = zb_chart_style_get_strong (style, 0);

  cover.alpha = 0.6;
  cairo_save (cr);
  cairo_scale (cr, zoom, zoom);
  for (guint i = 0; i < scene->areas->len; i++)
    {
      const ZbChartArea *area = &g_array_index (scene->areas, ZbChartArea, i);
      double left, right;

      if (area->n_slots == 0)
        continue;
      left = area->x + area->width * first / area->n_slots;
      right = area->x + area->width * (last + 1) / area->n_slots;
      set_color (cr, cover);
      cairo_rectangle (cr, area->x, area->y, left - area->x, area->height);
      cairo_rectangle (cr, right, area->y, area->x + area->width - right, area->height);
      cairo_fill (cr);
      set_color (cr, edge);
      cairo_rectangle (cr, left - 1, area->y, 2, area->height);
      cairo_rectangle (cr, right - 1, area->y, 2, area->height);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}
