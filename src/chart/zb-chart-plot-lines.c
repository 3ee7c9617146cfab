/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <math.h>

#include "chart/zb-chart-plot-private.h"

/* Closer to each other than this, weeks have no marks of their own. */
#define MARKER_PITCH 9.0

static ZbChartPoint
locate_value (const ZbPlot *plot,
              guint         slot,
              gint64        value)
{
  return (ZbChartPoint) {
    .x = plot->x + plot->width * ((slot + 0.5) / plot->chart->slots->len),
    .y = plot->y + plot->height * (1 - (double) value / (double) plot->axis_max),
    .index = slot,
  };
}

static ZbChartPoint
locate (const ZbPlot        *plot,
        const ZbChartSeries *series,
        guint                slot)
{
  return locate_value (plot, slot, series->values[slot]);
}

/* Whether the line through weeks @start to @end, without the last, is shorter than @least. */
static gboolean
is_short (const ZbPlot        *plot,
          const ZbChartSeries *series,
          guint                start,
          guint                end,
          double               least)
{
  double length = 0;

  for (guint i = start + 1; i < end && length < least; i++)
    {
      ZbChartPoint before = locate (plot, series, i - 1);
      ZbChartPoint here = locate (plot, series, i);

      length += hypot (here.x - before.x, here.y - before.y);
    }
  return length < least;
}

/* What the user has typed in is hollow. */
static void
put_marker (const ZbPlot        *plot,
            const ZbChartSeries *series,
            const ZbChartPoint  *at)
{
  double px = zb_chart_scene_px (plot->scene, 1);
  double diameter = (plot->block->series->len > 1 ? ZB_PLOT_MARKER + 2 : ZB_PLOT_MARKER) * px;
  ZbChartColor color = zb_chart_style_get_strong (plot->scene->style, series->color);
  ZbChartShape *marker;

  if (series->typed[at->index])
    {
      marker = zb_chart_scene_add_marker (plot->scene, at->x, at->y, diameter + 1.5 * px, series->variant,
                                          zb_chart_style_get_color (plot->scene->style, ZB_CHART_ROLE_BACKGROUND));
      marker->stroke = color;
      marker->line_width = 1.5 * px;
    }
  else
    marker = zb_chart_scene_add_marker (plot->scene, at->x, at->y, diameter, series->variant, color);
  marker->data = TRUE;
}

/* The thick line through what is usual, with the same ends as the line itself. */
static void
put_median (const ZbPlot        *plot,
            const ZbChartSeries *series)
{
  guint n = plot->chart->slots->len;
  double px = zb_chart_scene_px (plot->scene, 1);

  for (guint i = 0; i < n; i++)
    {
      guint start = i;
      ZbChartShape *path;

      while (i < n && series->median[i] >= 0)
        i++;
      if (i < start + 2)
        continue;
      path = zb_chart_scene_add_path (plot->scene, 0, zb_chart_style_get_strong (plot->scene->style, series->color),
                                      3.5 * px);
      for (guint j = start; j < i; j++)
        {
          ZbChartPoint point = locate_value (plot, j, series->median[j]);

          g_array_append_val (path->points, point);
        }
    }
}

/* A ring around what is far from its neighbours. */
static void
put_far (const ZbPlot        *plot,
         const ZbChartSeries *series)
{
  double px = zb_chart_scene_px (plot->scene, 1);

  for (guint i = 0; i < plot->chart->slots->len; i++)
    {
      ZbChartPoint at;
      ZbChartShape *ring;

      if (!series->far[i] || (plot->chart->highlight >= 0 && i == (guint) plot->chart->highlight))
        continue;
      at = locate (plot, series, i);
      ring = zb_chart_scene_add_marker (plot->scene, at.x, at.y, (ZB_PLOT_RING + 2) * px, 0, (ZbChartColor) { 0, });
      ring->stroke = zb_chart_style_get_strong (plot->scene->style, series->color);
      ring->line_width = 1.5 * px;
    }
}

/* A line goes only from week to week: where one is not known it ends, and
 * begins anew behind the gap. A week without neighbours is a dot; so are weeks
 * whose line would be too short to be seen. */
static void
put_series (const ZbPlot        *plot,
            const ZbChartSeries *series)
{
  guint n = plot->chart->slots->len;
  double px = zb_chart_scene_px (plot->scene, 1);
  double pitch = plot->width / n;
  ZbChartColor color = zb_chart_style_get_strong (plot->scene->style, series->color);
  double line_width = (series->median != NULL ? 1.25 : plot->scene->style->high_contrast ? 2.75 : 2) * px;

  for (guint i = 0; i < n; i++)
    {
      guint start = i;
      ZbChartShape *path = NULL;
      gboolean marked;

      while (i < n && series->known[i])
        i++;
      marked = pitch >= MARKER_PITCH * px || is_short (plot, series, start, i, 2 * ZB_PLOT_MARKER * px);
      if (i > start + 1)
        {
          path = zb_chart_scene_add_path (plot->scene, series->variant, color, line_width);
          path->data = TRUE;
        }
      for (guint j = start; j < i; j++)
        {
          ZbChartPoint point = locate (plot, series, j);

          if (path != NULL)
            g_array_append_val (path->points, point);
          if (path == NULL || marked || series->typed[j])
            put_marker (plot, series, &point);
        }
    }
}

static gboolean
is_free (const ZbPlot *plot,
         guint        first_text,
         double       x,
         double       y,
         double       width,
         double       height)
{
  if (x < plot->x || x + width > plot->x + plot->width + zb_chart_scene_px (plot->scene, ZB_PLOT_EDGE) ||
      y < plot->y - plot->headroom || y + height > plot->y + plot->height)
    return FALSE;
  for (guint i = first_text; i < plot->scene->texts->len; i++)
    {
      const ZbChartText *other = g_ptr_array_index (plot->scene->texts, i);

      if (x < other->x + other->width && other->x < x + width &&
          y < other->y + other->height && other->y < y + height)
        return FALSE;
    }
  return TRUE;
}

/* Steps in which a line between two weeks is looked at. */
#define LINE_STEPS 12

/* Whether the line from the week @slot to the next one, its first point included, enters a box. */
static gboolean
line_enters (const ZbPlot        *plot,
             const ZbChartSeries *series,
             guint                slot,
             double               x,
             double               y,
             double               width,
             double               height)
{
  ZbChartPoint from = locate (plot, series, slot);
  gboolean goes_on = slot + 1 < plot->chart->slots->len && series->known[slot + 1];
  ZbChartPoint to = goes_on ? locate (plot, series, slot + 1) : from;
  double radius = zb_chart_scene_px (plot->scene, ZB_PLOT_MARKER / 2);

  for (guint i = 0; i <= (goes_on ? LINE_STEPS : 0); i++)
    {
      double px = from.x + (to.x - from.x) * i / LINE_STEPS;
      double py = from.y + (to.y - from.y) * i / LINE_STEPS;

      if (px > x - radius && px < x + width + radius && py > y - radius && py < y + height + radius)
        return TRUE;
    }
  return FALSE;
}

/* Whether a label beside @slot would hide a value or a line. */
static gboolean
hides_lines (const ZbPlot *plot,
             guint       slot,
             double      x,
             double      y,
             double      width,
             double      height)
{
  guint n = plot->chart->slots->len;
  guint reach = (guint) (2 * width / plot->width * n) + 2;

  for (guint i = 0; i < plot->block->series->len; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (plot->block->series, i);

      for (guint j = slot > reach ? slot - reach : 0; j < MIN (slot + reach, n); j++)
        if (series->known[j] && line_enters (plot, series, j, x, y, width, height))
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_valley (const ZbPlot        *plot,
           const ZbChartSeries *series,
           guint                slot)
{
  guint n = plot->chart->slots->len;

  return slot > 0 && slot + 1 < n && series->known[slot - 1] && series->known[slot + 1] &&
         series->values[slot - 1] > series->values[slot] &&
         series->values[slot + 1] > series->values[slot];
}

/* The value beside its ring: over it, or where it hides no line. Where it must, the line fades. */
static void
put_highlight_label (const ZbPlot        *plot,
                     const ZbChartSeries *series,
                     guint                slot,
                     guint                first_text)
{
  ZbChartPoint at = locate (plot, series, slot);
  g_autofree char *number = zb_chart_format_number (series->values[slot]);
  g_autoptr(ZbChartText) text = zb_chart_scene_make_text (plot->scene, ZB_CHART_FACE_VALUE,
                                                          number, 0);
  double away = zb_chart_scene_px (plot->scene, ZB_PLOT_RING / 2 + 3);
  ZbChartColor ground = zb_chart_style_get_color (plot->scene->style, ZB_CHART_ROLE_BACKGROUND);
  double left = at.x - text->width / 2;
  double right_end = plot->x + plot->width + zb_chart_scene_px (plot->scene, ZB_PLOT_EDGE);
  double over = at.y - away - text->height;
  double under = at.y + away;
  double middle = at.y - text->height / 2;
  gboolean valley = is_valley (plot, series, slot);
  const struct { double x, y; } places[] = {
    { MAX (MIN (left, right_end - text->width), plot->x), valley ? under : over },
    { MAX (MIN (left, right_end - text->width), plot->x), valley ? over : under },
    { at.x + away, middle },
    { at.x - away - text->width, middle },
    { at.x + away, over },
    { at.x + away, under },
    { at.x - away - text->width, over },
    { at.x - away - text->width, under },
  };

  ground.alpha = 0.7;
  /* Where every place hides a value of another week, the first free one is taken. */
  for (guint i = 0; i < 2 * G_N_ELEMENTS (places); i++)
    {
      double x = places[i % G_N_ELEMENTS (places)].x;
      double y = places[i % G_N_ELEMENTS (places)].y;

      if (!is_free (plot, first_text, x, y, text->width, text->height) ||
          (i < G_N_ELEMENTS (places) &&
           hides_lines (plot, slot, x, y, text->width, text->height)))
        continue;
      zb_chart_scene_add_rect (plot->scene, x, y, text->width, text->height,
                               zb_chart_scene_px (plot->scene, 4), ground);
      zb_chart_scene_put_text (plot->scene, g_steal_pointer (&text), x, y);
      return;
    }
}

static void
put_highlight (const ZbPlot *plot)
{
  guint slot = (guint) plot->chart->highlight;
  guint first_text = plot->scene->texts->len;
  double px = zb_chart_scene_px (plot->scene, 1);

  if (plot->chart->highlight < 0)
    return;
  for (guint i = 0; i < plot->block->series->len; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (plot->block->series, i);
      ZbChartPoint at;
      ZbChartShape *ring;

      if (!series->known[slot])
        continue;
      at = locate (plot, series, slot);
      ring = zb_chart_scene_add_marker (plot->scene, at.x, at.y, ZB_PLOT_RING * px, series->variant,
                                        zb_chart_style_get_color (plot->scene->style,
                                                                  ZB_CHART_ROLE_BACKGROUND));
      ring->data = TRUE;
      ring->stroke = zb_chart_style_get_strong (plot->scene->style, series->color);
      ring->line_width = 2.5 * px;
      put_highlight_label (plot, series, slot, first_text);
    }
}

/**
 * zb_plot_put_lines:
 *
 * Puts the lines of a plot into its scene, and what is written beside them.
 */
void
zb_plot_put_lines (const ZbPlot *plot)
{
  for (guint i = 0; i < plot->block->series->len; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (plot->block->series, i);

      put_series (plot, series);
      if (series->median != NULL)
        put_median (plot, series);
      put_far (plot, series);
    }
  put_highlight (plot);
}
