/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-layout.h"

#include "chart/zb-chart-bars.h"
#include "chart/zb-chart-grid.h"
#include "chart/zb-chart-plot.h"

/* A picture that is wider than this and has height to spare is drawn larger,
 * as on a slide, instead of getting small text in wide margins. */
#define REFERENCE_WIDTH 760.0
#define MARGIN          24.0
#define NARROW_MARGIN   16.0
#define NARROW          480.0
#define SMALLEST_ZOOM   0.05

struct _ZbChartLayout {
  ZbChart      *chart;
  ZbChartStyle *style;
  ZbChartParts  parts;
  double        width;
  double        height;
  double        zoom;
  ZbChartScene *scene;
};

/* How the height is spent: 0 is as tight as possible, 1 is natural; what is
 * left over then goes into bars and plots, and at last between the blocks.
 * The width is that of the blocks. */
typedef struct {
  double  width;
  double  tightness;
  double *stretch;
  double  between;
} Plan;

static void
plan_clear (Plan *plan)
{
  g_clear_pointer (&plan->stretch, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static guint
count_plots (ZbChart *chart)
{
  guint n = 0;

  for (guint i = 0; i < chart->blocks->len; i++)
    n += ((const ZbChartBlock *) g_ptr_array_index (chart->blocks, i))->kind == ZB_CHART_BLOCK_PLOT;
  return n;
}

static ZbChartScene *
new_scene (ZbChart            *chart,
           const ZbChartStyle *style,
           ZbChartParts        parts,
           gboolean            measuring)
{
  ZbChartScene *scene = zb_chart_scene_new (style, measuring);

  scene->hides_legend = !(parts & ZB_CHART_PART_LEGEND) && count_plots (chart) == 1;
  return scene;
}

static double
get_side (const ZbChartScene *scene,
          ZbChartParts        parts,
          double              total_width)
{
  gboolean narrow = total_width < zb_chart_scene_px (scene, NARROW);

  if (!(parts & ZB_CHART_PART_MARGIN))
    return 0;
  return zb_chart_scene_px (scene, narrow ? NARROW_MARGIN : MARGIN);
}

static ZbChartStretch
get_stretch (ZbChartScene *scene,
             ZbChart      *chart,
             guint         index,
             double        width)
{
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, index);

  if (block->kind == ZB_CHART_BLOCK_PLOT)
    return zb_chart_plot_get_stretch (scene, block);
  if (block->kind == ZB_CHART_BLOCK_GRID)
    return zb_chart_grid_get_stretch (scene, block, width);
  return zb_chart_bars_get_stretch (scene, block);
}

static void
plan_init (Plan         *plan,
           ZbChartScene *scene,
           ZbChart      *chart,
           double        width,
           double        tightness)
{
  plan->width = width;
  plan->tightness = tightness;
  plan->between = 0;
  plan->stretch = g_new0 (double, chart->blocks->len + 1);
  for (guint i = 0; i < chart->blocks->len; i++)
    {
      ZbChartStretch stretch = get_stretch (scene, chart, i, plan->width);

      plan->stretch[i] = stretch.min + tightness * (stretch.natural - stretch.min);
    }
}

static double
measure_gutter (ZbChartScene *scene,
                ZbChart      *chart,
                const Plan   *plan)
{
  double gutter = 0;

  for (guint i = 0; i < chart->blocks->len; i++)
    if (((ZbChartBlock *) chart->blocks->pdata[i])->kind == ZB_CHART_BLOCK_PLOT)
      gutter = MAX (gutter, zb_chart_plot_measure_gutter (scene, chart, i, plan->stretch[i]));
  return gutter;
}

static double
put_paragraph (ZbChartScene *scene,
               ZbChartFace   face,
               const char   *text,
               double        x,
               double        y,
               double        width)
{
  return zb_chart_scene_put_text (scene, zb_chart_scene_make_text (scene, face, text, width),
                                  x, y);
}

static double
put_header (ZbChartScene *scene,
            ZbChart      *chart,
            ZbChartParts  parts,
            double        x,
            double        y,
            double        width)
{
  double top = y;

  if ((parts & ZB_CHART_PART_TITLE) && chart->title != NULL)
    y += put_paragraph (scene, ZB_CHART_FACE_TITLE, chart->title, x, y, width);
  if ((parts & ZB_CHART_PART_SUBTITLE) && chart->subtitle != NULL)
    y += put_paragraph (scene, ZB_CHART_FACE_SUBTITLE, chart->subtitle, x,
                        y + zb_chart_scene_gap (scene, 2), width) +
         zb_chart_scene_gap (scene, 2);
  return y > top ? y - top + zb_chart_scene_gap (scene, 18) : 0;
}

static double
put_blocks (ZbChartScene *scene,
            ZbChart      *chart,
            const Plan   *plan,
            double        x,
            double        y,
            double        width)
{
  double gutter = scene->measuring ? 0 : measure_gutter (scene, chart, plan);
  double top = y;

  for (guint i = 0; i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      if (i > 0)
        y += zb_chart_scene_gap (scene, block->heading != NULL ? 20 : 14) + plan->between;
      if (block->kind == ZB_CHART_BLOCK_PLOT)
        y += zb_chart_plot_build (scene, chart, i, x, y, width, plan->stretch[i], gutter);
      else if (block->kind == ZB_CHART_BLOCK_GRID)
        y += zb_chart_grid_build (scene, chart, i, x, y, width, plan->stretch[i]);
      else
        y += zb_chart_bars_build (scene, chart, i, x, y, width, plan->stretch[i]);
    }
  return y - top;
}

/* Builds everything; @spare is what stays free over and under the blocks.
 * Returns the height. */
static double
build (ZbChartScene *scene,
       ZbChart      *chart,
       ZbChartParts  parts,
       const Plan   *plan,
       double        total_width,
       double        spare)
{
  double side = get_side (scene, parts, total_width);
  double y, width;

  scene->spacing = 0.5 + 0.5 * plan->tightness;
  y = side * scene->spacing;
  width = total_width - 2 * side;
  y += put_header (scene, chart, parts, side, y, width);
  y += spare / 2;
  y += put_blocks (scene, chart, plan, side, y, width);
  y += spare / 2;
  if (parts & ZB_CHART_PART_CAPTION)
    {
      g_autofree char *caption = zb_chart_dup_caption (chart);

      if (*caption != '\0')
        {
          y += zb_chart_scene_gap (scene, 18);
          y += put_paragraph (scene, ZB_CHART_FACE_CAPTION, caption, side, y, width);
        }
    }
  return y + side * scene->spacing;
}

static double
measure (ZbChart            *chart,
         const ZbChartStyle *style,
         ZbChartParts        parts,
         double              width,
         double              tightness)
{
  g_autoptr(ZbChartScene) scene = new_scene (chart, style, parts, TRUE);
  g_auto(Plan) plan = { 0, };

  plan_init (&plan, scene, chart, width - 2 * get_side (scene, parts, width), tightness);
  return build (scene, chart, parts, &plan, width, 0);
}

/* How many times larger than usual everything is drawn. Larger where there
 * is much room; smaller only where the content does not fit otherwise, so
 * that nothing is ever cut. */
static double
find_zoom (ZbChart            *chart,
           const ZbChartStyle *style,
           ZbChartParts        parts,
           double              width,
           double              height)
{
  double reference = REFERENCE_WIDTH * style->text_scale;
  double low = SMALLEST_ZOOM, high = 1.0;

  if (width > reference && height > measure (chart, style, parts, width, 1.0) + 0.5)
    {
      double zoom = MIN (width / reference,
                         height / measure (chart, style, parts, reference, 1.0));

      return MAX (zoom, 1.0);
    }
  if (measure (chart, style, parts, width, 0.0) <= height)
    return 1.0;
  for (guint i = 0; i < 12; i++)
    {
      double middle = (low + high) / 2;

      if (measure (chart, style, parts, width / middle, 0.0) * middle <= height)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* Gives the height that is left over to those who can use it; returns the rest. */
static double
spend (Plan         *plan,
       ZbChartScene *scene,
       ZbChart      *chart,
       double        left)
{
  guint n_plots = count_plots (chart);
  double most;

  for (guint i = 0; i < chart->blocks->len; i++)
    {
      ZbChartStretch stretch = get_stretch (scene, chart, i, plan->width);
      double share = left / (n_plots > 0 ? n_plots : chart->blocks->len - i);
      gboolean plot = ((ZbChartBlock *) chart->blocks->pdata[i])->kind == ZB_CHART_BLOCK_PLOT;

      if ((n_plots > 0) != plot)
        continue;
      share = MIN (share, stretch.max - plan->stretch[i]);
      plan->stretch[i] += share;
      left -= share;
      n_plots -= plot;
    }
  most = zb_chart_scene_px (scene, 24);
  if (left > 0.5 && chart->blocks->len > 1)
    {
      plan->between = MIN (most, left / (chart->blocks->len + 1));
      left -= plan->between * (chart->blocks->len - 1);
    }
  return MAX (left, 0);
}

/**
 * zb_chart_layout_new:
 * @chart: what is drawn
 * @width: in the surface's units, at least 1
 * @height: likewise; 0 for as high as the content needs
 * @style: how it looks; copied
 * @parts: what is drawn beside the data
 *
 * Finds a place for everything. Nothing overlaps and nothing is cut: texts get
 * more lines, and where even the tightest arrangement does not fit, all is
 * drawn smaller. The same arguments give the same layout.
 *
 * Returns: (transfer full): the layout, for the calling thread.
 */
ZbChartLayout *
zb_chart_layout_new (ZbChart            *chart,
                     double              width,
                     double              height,
                     const ZbChartStyle *style,
                     ZbChartParts        parts)
{
  ZbChartLayout *self;
  g_auto(Plan) plan = { 0, };
  double natural, spare = 0, tightness = 1.0;

  g_return_val_if_fail (chart != NULL, NULL);
  g_return_val_if_fail (style != NULL, NULL);
  g_return_val_if_fail (width >= 1, NULL);

  self = g_new0 (ZbChartLayout, 1);
  self->chart = zb_chart_ref (chart);
  self->style = zb_chart_style_copy (style);
  self->parts = parts;
  self->width = width;
  self->zoom = height > 0 ? find_zoom (chart, self->style, parts, width, height) : 1.0;
  self->scene = new_scene (chart, self->style, parts, FALSE);
  self->scene->zoom = self->zoom;

  width /= self->zoom;
  natural = measure (chart, self->style, parts, width, 1.0);
  self->height = height > 0 ? height : natural;
  height = self->height / self->zoom;
  if (height < natural)
    {
      double least = measure (chart, self->style, parts, width, 0.0);

      tightness = natural > least ? CLAMP ((height - least) / (natural - least), 0.0, 1.0) : 1.0;
    }
  plan_init (&plan, self->scene, chart, width - 2 * get_side (self->scene, parts, width), tightness);
  if (height > natural)
    spare = spend (&plan, self->scene, chart, height - natural);
  build (self->scene, chart, parts, &plan, width, spare);
  return self;
}

/**
 * zb_chart_layout_free:
 */
void
zb_chart_layout_free (ZbChartLayout *self)
{
  zb_chart_scene_free (self->scene);
  zb_chart_style_free (self->style);
  zb_chart_unref (self->chart);
  g_free (self);
}

/**
 * zb_chart_layout_get_chart:
 *
 * Returns: (transfer none): what is drawn.
 */
ZbChart *
zb_chart_layout_get_chart (const ZbChartLayout *self)
{
  return self->chart;
}

/**
 * zb_chart_layout_get_width:
 *
 * Returns: the width that was asked for.
 */
double
zb_chart_layout_get_width (const ZbChartLayout *self)
{
  return self->width;
}

/**
 * zb_chart_layout_get_height:
 *
 * Returns: the height that was asked for, or the natural one.
 */
double
zb_chart_layout_get_height (const ZbChartLayout *self)
{
  return self->height;
}

/**
 * zb_chart_layout_get_zoom:
 *
 * Returns: how many of the surface's units one unit of the scene is.
 */
double
zb_chart_layout_get_zoom (const ZbChartLayout *self)
{
  return self->zoom;
}

/**
 * zb_chart_layout_get_scene:
 *
 * Returns: (transfer none): what is drawn where, before the zoom.
 */
const ZbChartScene *
zb_chart_layout_get_scene (const ZbChartLayout *self)
{
  return self->scene;
}

/**
 * zb_chart_layout_get_style:
 *
 * Returns: (transfer none): how it looks.
 */
const ZbChartStyle *
zb_chart_layout_get_style (const ZbChartLayout *self)
{
  return self->style;
}

/**
 * zb_chart_measure_height:
 * @width: in the surface's units, at least 1
 *
 * Returns: how high the chart naturally is at this width.
 */
double
zb_chart_measure_height (ZbChart            *chart,
                         double              width,
                         const ZbChartStyle *style,
                         ZbChartParts        parts)
{
  g_return_val_if_fail (chart != NULL, 0);
  g_return_val_if_fail (style != NULL, 0);
  g_return_val_if_fail (width >= 1, 0);

  return measure (chart, style, parts, width, 1.0);
}
