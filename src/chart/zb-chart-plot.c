/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-plot.h"

#include "chart/zb-chart-axis.h"
#include "chart/zb-chart-plot-private.h"

/* Lengths are in pixels for text of the usual size; zb_chart_scene_px() adapts them. */
#define TICK_PITCH      40.0
#define TICK_GAP        10.0
#define LEGEND_LINE     26.0
#define NEAR_TOP        0.8

/**
 * zb_chart_plot_get_stretch:
 *
 * Returns: how high the area of the plot can be.
 */
ZbChartStretch
zb_chart_plot_get_stretch (const ZbChartScene *scene,
                           const ZbChartBlock *block)
{
  double px = zb_chart_scene_px (scene, 1.0);

  return (ZbChartStretch) { 56 * px, 170 * px, G_MAXDOUBLE };
}

static gint64
find_max (const ZbChartBlock *block,
          guint               n_slots)
{
  gint64 max = 0;

  for (guint i = 0; i < block->series->len; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (block->series, i);

      for (guint j = 0; j < n_slots; j++)
        if (series->known[j])
          max = MAX (max, series->values[j]);
    }
  return max;
}

/* The ticks of values that fit into a height without crowding. */
static GPtrArray *
dup_value_ticks (ZbChartScene       *scene,
                 ZbChart            *chart,
                 const ZbChartBlock *block,
                 double              height,
                 gint64             *axis_max)
{
  guint n_steps = (guint) CLAMP (height / zb_chart_scene_px (scene, TICK_PITCH), 2, 6);

  return zb_chart_axis_dup_values (find_max (block, chart->slots->len), n_steps, axis_max);
}

/**
 * zb_chart_plot_measure_gutter:
 * @index: which block of the chart
 * @stretch: how high the area of the plot is
 *
 * Returns: how much room its values need at the left. Plots under each other
 *   get the same, so that their weeks line up.
 */
double
zb_chart_plot_measure_gutter (ZbChartScene *scene,
                              ZbChart      *chart,
                              guint         index,
                              double        stretch)
{
  gint64 axis_max;
  g_autoptr(GPtrArray) ticks = dup_value_ticks (scene, chart,
                                                g_ptr_array_index (chart->blocks, index),
                                                stretch, &axis_max);
  double widest = 0;

  for (guint i = 0; i < ticks->len; i++)
    {
      const ZbChartTick *tick = g_ptr_array_index (ticks, i);
      g_autoptr(ZbChartText) text = zb_chart_scene_make_text (scene, ZB_CHART_FACE_TICK,
                                                              tick->label, 0);

      widest = MAX (widest, text->width);
    }
  return widest + zb_chart_scene_px (scene, 8);
}

static void
add_point (ZbChartShape *path,
           double        x,
           double        y,
           guint         index)
{
  ZbChartPoint point = { x, y, index };

  g_array_append_val (path->points, point);
}

/**
 * zb_chart_plot_put_mark:
 * @series: a line
 * @x: the left end of its mark
 * @y: the mark's middle
 *
 * Puts a piece of the line with its form into the scene, as legends have it.
 *
 * Returns: how wide it is.
 */
double
zb_chart_plot_put_mark (ZbChartScene        *scene,
                        const ZbChartSeries *series,
                        double               x,
                        double               y)
{
  ZbChartColor color = zb_chart_style_get_strong (scene->style, series->color);
  double length = zb_chart_scene_px (scene, LEGEND_LINE);
  ZbChartShape *path = zb_chart_scene_add_path (scene, series->variant, color,
                                                zb_chart_scene_px (scene, 2));

  add_point (path, x, y, 0);
  add_point (path, x + length, y, 0);
  zb_chart_scene_add_marker (scene, x + length / 2, y, zb_chart_scene_px (scene, ZB_PLOT_MARKER + 2),
                             series->variant, color);
  return length;
}

/* Only where there is more than one line to tell apart. */
static double
put_legend (ZbChartScene       *scene,
            const ZbChartBlock *block,
            double              left,
            double              top,
            double              width)
{
  double indent = zb_chart_scene_px (scene, LEGEND_LINE + 7);
  double x = left, y = top, row_height = 0;

  if (block->series->len < 2 || scene->hides_legend)
    return 0;
  for (guint i = 0; i < block->series->len; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (block->series, i);
      ZbChartText *text = zb_chart_scene_make_text (scene, ZB_CHART_FACE_LABEL, series->label,
                                                    width - indent);
      double next;

      if (x > left && x + indent + text->width > left + width)
        {
          x = left;
          y += row_height + zb_chart_scene_gap (scene, 4);
          row_height = 0;
        }
      row_height = MAX (row_height, text->height);
      zb_chart_plot_put_mark (scene, series, x, y + text->height / 2);
      text->color = zb_chart_style_get_color (scene->style, ZB_CHART_ROLE_TEXT);
      next = x + indent + text->width + zb_chart_scene_px (scene, 20);
      zb_chart_scene_put_text (scene, text, x + indent, y);
      x = next;
    }
  return y + row_height - top + zb_chart_scene_gap (scene, 8);
}

static gboolean
is_known (const ZbChartBlock *block,
          guint               slot)
{
  for (guint i = 0; i < block->series->len; i++)
    if (((ZbChartSeries *) block->series->pdata[i])->known[slot])
      return TRUE;
  return FALSE;
}

/* Weeks of which nothing is known, as runs. */
static void
put_shades (const ZbPlot *plot)
{
  guint n = plot->chart->slots->len;
  ZbChartColor color = zb_chart_style_get_color (plot->scene->style, ZB_CHART_ROLE_SHADE);

  /* The weeks that are still to come this year are no gap. */
  if (plot->chart->is_yearly)
    return;
  for (guint i = 0; i < n; i++)
    {
      guint start = i;

      while (i < n && !is_known (plot->block, i))
        i++;
      if (i > start)
        zb_chart_scene_add_rect (plot->scene, plot->x + plot->width * start / n, plot->y,
                                 plot->width * (i - start) / n, plot->height, 0, color);
    }
}

static void
put_value_axis (const ZbPlot *plot)
{
  const ZbChartStyle *style = plot->scene->style;

  for (guint i = 0; i < plot->ticks->len; i++)
    {
      const ZbChartTick *tick = g_ptr_array_index (plot->ticks, i);
      ZbChartText *text = zb_chart_scene_make_text (plot->scene, ZB_CHART_FACE_TICK,
                                                    tick->label, 0);
      double y = plot->y + plot->height * (1 - tick->at);
      double thickness = i == 0 ? 1.25 : 1;

      zb_chart_scene_add_rect (plot->scene, plot->x, y - thickness / 2, plot->width, thickness, 0,
                               zb_chart_style_get_color (style, i == 0 ? ZB_CHART_ROLE_AXIS
                                                                       : ZB_CHART_ROLE_GRID));
      zb_chart_scene_put_text (plot->scene, text,
                               plot->x - zb_chart_scene_px (plot->scene, 8) - text->width,
                               y - text->height / 2);
    }
}

/* The label of a tick, under it, but never beyond the plot. */
static ZbChartText *
make_time_label (const ZbPlot      *plot,
                 const ZbChartTick *tick)
{
  ZbChartText *text = zb_chart_scene_make_text (plot->scene,
                                                tick->strong ? ZB_CHART_FACE_STRONG_TICK
                                                             : ZB_CHART_FACE_TICK,
                                                tick->label, 0);
  double right = plot->x + plot->width + zb_chart_scene_px (plot->scene, ZB_PLOT_EDGE) - text->width;

  text->x = plot->x + plot->width * tick->at - text->width / 2;
  text->x = MAX (MIN (text->x, right), plot->x - plot->gutter);
  text->y = plot->y + plot->height + plot->footroom;
  return text;
}

static gboolean
make_time_labels (const ZbPlot *plot,
                  GPtrArray  *ticks,
                  GPtrArray  *texts)
{
  double gap = zb_chart_scene_px (plot->scene, TICK_GAP);
  double end = -G_MAXDOUBLE;

  for (guint i = 0; i < ticks->len; i++)
    {
      ZbChartText *text = make_time_label (plot, g_ptr_array_index (ticks, i));

      g_ptr_array_add (texts, text);
      if (text->x < end + gap || text->x + text->width > plot->x + plot->width +
                                                         zb_chart_scene_px (plot->scene, ZB_PLOT_EDGE) + 1)
        return FALSE;
      end = text->x + text->width;
    }
  return ticks->len > 0;
}

static void
put_time_labels (const ZbPlot *plot,
                 GPtrArray  *ticks,
                 GPtrArray  *texts)
{
  ZbChartColor color = zb_chart_style_get_color (plot->scene->style, ZB_CHART_ROLE_AXIS);

  for (guint i = 0; i < texts->len; i++)
    {
      const ZbChartTick *tick = g_ptr_array_index (ticks, i);
      ZbChartText *text = g_steal_pointer (&texts->pdata[i]);

      zb_chart_scene_add_rect (plot->scene, plot->x + plot->width * tick->at - 0.5,
                               plot->y + plot->height, 1, zb_chart_scene_px (plot->scene, 4), 0,
                               color);
      zb_chart_scene_put_text (plot->scene, text, text->x, text->y);
    }
}

static void
free_text (gpointer data)
{
  if (data != NULL)
    zb_chart_text_free (data);
}

/* The closest ticks whose labels do not crowd. */
static void
put_time_axis (const ZbPlot *plot)
{
  static const double weeks_per_step[ZB_CHART_N_STEPS] = {
    1, 4.3, 8.7, 13, 26, 52, 104, 261, 522, G_MAXDOUBLE,
  };
  const ZbChartSlot *first = &g_array_index (plot->chart->slots, ZbChartSlot, 0);
  guint n = plot->chart->slots->len;
  double least = zb_chart_scene_px (plot->scene, 2 * TICK_GAP);

  for (guint step = plot->chart->is_yearly ? ZB_CHART_STEP_MONTH : ZB_CHART_STEP_WEEK; step < ZB_CHART_N_STEPS; step++)
    {
      g_autoptr(GPtrArray) ticks = NULL;
      g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (free_text);
      gboolean fits;

      if (plot->width * weeks_per_step[step] / n < least)
        continue;
      ticks = zb_chart_axis_dup_times (&first->period.start, n, (ZbChartTimeStep) step,
                                       plot->chart->is_yearly);
      fits = make_time_labels (plot, ticks, texts);
      if (!fits && step == ZB_CHART_STEP_EDGES)
        {
          g_ptr_array_set_size (texts, 1);
          fits = TRUE;
        }
      if (fits)
        {
          put_time_labels (plot, ticks, texts);
          return;
        }
    }
}

static void
put_message (const ZbPlot *plot)
{
  ZbChartText *text;

  if (plot->block->message == NULL)
    return;
  text = zb_chart_scene_make_text (plot->scene, ZB_CHART_FACE_CAPTION, plot->block->message,
                                   plot->width);
  if (pango_layout_get_width (text->layout) > 0)
    {
      pango_layout_set_alignment (text->layout, PANGO_ALIGN_CENTER);
      text->width = plot->width;
    }
  zb_chart_scene_put_text (plot->scene, text, plot->x + (plot->width - text->width) / 2,
                           plot->y + MAX ((plot->height - text->height) / 2, 0));
}

static void
put_plot (ZbPlot *plot)
{
  ZbChartArea area = {
    .block = plot->index, .n_slots = plot->chart->slots->len,
    .x = plot->x, .y = plot->y, .width = plot->width, .height = plot->height,
  };

  plot->ticks = dup_value_ticks (plot->scene, plot->chart, plot->block, plot->height,
                                 &plot->axis_max);
  area.axis_max = plot->axis_max;
  put_shades (plot);
  put_value_axis (plot);
  put_time_axis (plot);
  zb_plot_put_lines (plot);
  put_message (plot);
  zb_chart_scene_add_area (plot->scene, &area);
  g_ptr_array_unref (plot->ticks);
}

/* Over the plot there is half of the topmost tick's label, or the value over
 * a ring that is near the top. */
static double
measure_headroom (ZbChartScene       *scene,
                  ZbChart            *chart,
                  const ZbChartBlock *block,
                  double              tick_height)
{
  g_autoptr(ZbChartText) value = zb_chart_scene_make_text (scene, ZB_CHART_FACE_VALUE, "0", 0);
  double max = (double) find_max (block, chart->slots->len);

  for (guint i = 0; i < block->series->len && chart->highlight >= 0; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (block->series, i);

      if (series->known[chart->highlight] &&
          (double) series->values[chart->highlight] >= NEAR_TOP * max)
        return value->height + zb_chart_scene_px (scene, ZB_PLOT_RING / 2 + 3);
    }
  return tick_height / 2;
}

/**
 * zb_chart_plot_build:
 * @index: which block of the chart; a plot
 * @x: its left edge
 * @y: its upper edge
 * @width: its width
 * @stretch: how high the area of the plot is
 * @gutter: how much room its values get at the left
 *
 * Puts the plot into the scene. While measuring nothing depends on its data,
 * so that measuring is quick however many weeks there are.
 *
 * Returns: how high it got.
 */
double
zb_chart_plot_build (ZbChartScene *scene,
                     ZbChart      *chart,
                     guint         index,
                     double        x,
                     double        y,
                     double        width,
                     double        stretch,
                     double        gutter)
{
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, index);
  g_autoptr(ZbChartText) tick = zb_chart_scene_make_text (scene, ZB_CHART_FACE_STRONG_TICK,
                                                          "0", 0);
  double top = y;
  ZbPlot plot = {
    .scene = scene,
    .chart = chart,
    .block = block,
    .index = index,
    .x = x + gutter,
    .width = width - gutter - zb_chart_scene_px (scene, ZB_PLOT_EDGE),
    .height = stretch,
  };

  y += zb_chart_scene_put_heading (scene, block->heading, block->unit, x, y, width);
  y += put_legend (scene, block, x, y, width);
  plot.gutter = gutter;
  /* The label of the lowest value hangs over the axis by half. */
  plot.footroom = tick->height / 2 + zb_chart_scene_px (scene, 1);
  plot.headroom = measure_headroom (scene, chart, block, tick->height);
  y += plot.headroom;
  plot.y = y;
  if (!scene->measuring)
    put_plot (&plot);
  y += stretch + plot.footroom + tick->height;
  return y - top;
}
