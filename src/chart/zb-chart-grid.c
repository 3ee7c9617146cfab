/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-grid.h"

#include <math.h>

#define N_COLUMNS ZB_ISSUE_MAX_NUMBER

/* Lengths are in pixels for text of the usual size; zb_chart_scene_px() adapts them. */
#define LEAST_PITCH   5.0
#define LARGEST_PITCH 26.0
#define LABEL_GAP     8.0
#define TICK_GAP      6.0
#define SWATCH        11.0
#define FOOTROOM      2.0

/* How much longer than wide, or wider than long, a cell may be. */
#define MAX_RATIO 2.0

/* Of a cell and the gap beside it, how much is the gap. */
#define GAP 0.18

/* Everything that is needed while the cells are put in their places. */
typedef struct {
  ZbChartScene       *scene;
  const ZbChartBlock *block;
  guint               index;
  guint               last_year;
  double              x;
  double              y;
  double              pitch_x;
  double              pitch_y;
  double              gap;
} Grid;

static guint
get_first_year (const ZbChartBlock *block)
{
  return g_array_index (block->cells, ZbChartCell, 0).year;
}

static guint
get_last_year (const ZbChartBlock *block)
{
  return g_array_index (block->cells, ZbChartCell, block->cells->len - 1).year;
}

static guint
count_rows (const ZbChartBlock *block)
{
  return get_last_year (block) - get_first_year (block) + 1;
}

/* Digits have one width, so all years are as wide as any of as many digits. */
static double
measure_gutter (ZbChartScene       *scene,
                const ZbChartBlock *block)
{
  g_autofree char *year = g_strdup_printf ("%u", get_last_year (block));
  g_autoptr(ZbChartText) text = zb_chart_scene_make_text (scene, ZB_CHART_FACE_TICK, year, 0);

  return text->width + zb_chart_scene_px (scene, LABEL_GAP);
}

static double
get_pitch (ZbChartScene       *scene,
           const ZbChartBlock *block,
           double              width)
{
  return MAX ((width - measure_gutter (scene, block)) / N_COLUMNS, 0.1);
}

/**
 * zb_chart_grid_get_stretch:
 * @block: a grid
 * @width: how wide it will be
 *
 * Returns: how high its rows can be, all together: naturally as high as a
 *   year's label, or as high as wide.
 */
ZbChartStretch
zb_chart_grid_get_stretch (ZbChartScene       *scene,
                           const ZbChartBlock *block,
                           double              width)
{
  g_autoptr(ZbChartText) text = zb_chart_scene_make_text (scene, ZB_CHART_FACE_TICK, "0", 0);
  double pitch = get_pitch (scene, block, width);
  double largest = zb_chart_scene_px (scene, LARGEST_PITCH);
  double natural = ceil (MAX (text->height, MIN (pitch, largest)));
  double n = count_rows (block);

  return (ZbChartStretch) {
    n * zb_chart_scene_px (scene, LEAST_PITCH), n * natural,
    n * MAX (natural, 1.25 * MIN (pitch, largest)),
  };
}

static ZbChartShape *
add_square (ZbChartScene *scene,
            double        x,
            double        y,
            double        width,
            double        height,
            ZbChartColor  fill)
{
  double radius = MIN (0.2 * MIN (width, height), zb_chart_scene_px (scene, 3));
  ZbChartShape *shape = zb_chart_scene_add_rect (scene, x, y, width, height, radius, fill);

  shape->data = TRUE;
  return shape;
}

static void
add_outline (ZbChartScene *scene,
             double        x,
             double        y,
             double        width,
             double        height,
             ZbChartColor  color)
{
  ZbChartShape *shape = add_square (scene, x, y, width, height, (ZbChartColor) { 0, });

  shape->stroke = color;
  shape->line_width = MIN (zb_chart_scene_px (scene, 1.25), MIN (width, height) / 3.5);
}

/* The states differ in shape as well as in colour: full, half full, empty, and a dot. */
static void
put_mark (ZbChartScene     *scene,
          ZbChartCellState  state,
          double            x,
          double            y,
          double            width,
          double            height)
{
  ZbChartColor here = zb_chart_style_get_strong (scene->style, 0);
  ZbChartColor away = zb_chart_style_get_strong (scene->style, 1);
  double smaller = MIN (width, height);

  switch (state)
    {
    case ZB_CHART_CELL_TEXT:
      add_square (scene, x, y, width, height, here);
      break;
    case ZB_CHART_CELL_FIGURES:
      add_outline (scene, x, y, width, height, here);
      add_square (scene, x, y + height / 2, width, height / 2, here);
      break;
    case ZB_CHART_CELL_MISSING:
      add_outline (scene, x, y, width, height, away);
      break;
    case ZB_CHART_CELL_UNKNOWN:
    default:
      zb_chart_scene_add_marker (scene, x + width / 2, y + height / 2,
                                 MIN (MAX (0.25 * smaller, zb_chart_scene_px (scene, 1.5)), smaller),
                                 0, zb_chart_style_get_color (scene->style, ZB_CHART_ROLE_DIM))
        ->data = TRUE;
      break;
    }
}

/* How many weeks there are of each state that is to be seen. */
static double
put_legend (ZbChartScene       *scene,
            const ZbChartBlock *block,
            double              left,
            double              top,
            double              width)
{
  double size = zb_chart_scene_px (scene, SWATCH);
  double indent = size + zb_chart_scene_px (scene, 6);
  double x = left, y = top, row_height = 0;

  for (guint i = 0; i < block->items->len; i++)
    {
      const ZbChartItem *item = g_ptr_array_index (block->items, i);
      g_autofree char *words = zb_chart_format_pair (item->label, item->text);
      ZbChartText *text;
      double next;

      if (item->value == 0)
        continue;
      text = zb_chart_scene_make_text (scene, ZB_CHART_FACE_LABEL, words, width - indent);
      if (x > left && x + indent + text->width > left + width)
        {
          x = left;
          y += row_height + zb_chart_scene_gap (scene, 4);
          row_height = 0;
        }
      row_height = MAX (row_height, text->height);
      put_mark (scene, i, x, y + (text->height - size) / 2, size, size);
      text->color = zb_chart_style_get_color (scene->style, ZB_CHART_ROLE_TEXT);
      next = x + indent + text->width + zb_chart_scene_px (scene, 18);
      zb_chart_scene_put_text (scene, text, x + indent, y);
      x = next;
    }
  return y + row_height - top + zb_chart_scene_gap (scene, 10);
}

/* The column of the first week that ends in the month, in a year without a leap day. */
static guint
find_column (GDateMonth month)
{
  GDate first;

  g_date_clear (&first, 1);
  g_date_set_dmy (&first, 1, month, 2023);
  return (g_date_get_day_of_year (&first) - 1) / 7;
}

/* Whether every step-th month has room for its name. */
static gboolean
months_fit (const Grid *grid,
            guint       step)
{
  double gap = zb_chart_scene_px (grid->scene, TICK_GAP);

  for (guint month = 1; month <= 12; month += step)
    {
      g_autoptr(ZbChartText) text = NULL;
      guint next = month + step <= 12 ? find_column (month + step) : N_COLUMNS;
      double room = grid->pitch_x * (next - find_column (month));

      text = zb_chart_scene_make_text (grid->scene, ZB_CHART_FACE_TICK,
                                       zb_date_month_name (month), 0);
      if (text->width + (month + step <= 12 ? gap : 0) > room)
        return FALSE;
    }
  return TRUE;
}

static void
put_months (const Grid *grid,
            double      y)
{
  static const guint steps[] = { 1, 2, 3, 6, 12 };
  guint step = 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps) && step == 0; i++)
    if (months_fit (grid, steps[i]))
      step = steps[i];
  for (guint month = 1; step > 0 && month <= 12; month += step)
    zb_chart_scene_put_text (grid->scene,
                             zb_chart_scene_make_text (grid->scene, ZB_CHART_FACE_TICK,
                                                       zb_date_month_name (month), 0),
                             grid->x + grid->pitch_x * find_column (month), y);
}

/* From the newest year on, as many as there is room for, at even distances. */
static void
put_years (const Grid *grid)
{
  static const guint steps[] = { 1, 2, 5, 10, 20, 50, 100, };
  g_autoptr(ZbChartText) sample = zb_chart_scene_make_text (grid->scene, ZB_CHART_FACE_TICK,
                                                            "0", 0);
  guint step = 1;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      step = steps[i];
      if (step * grid->pitch_y >= sample->height)
        break;
    }
  for (guint row = 0; row < count_rows (grid->block); row += step)
    {
      g_autofree char *year = g_strdup_printf ("%u", grid->last_year - row);
      ZbChartText *text = zb_chart_scene_make_text (grid->scene, ZB_CHART_FACE_TICK, year, 0);

      zb_chart_scene_put_text (grid->scene, text,
                               grid->x - zb_chart_scene_px (grid->scene, LABEL_GAP) - text->width,
                               grid->y + grid->pitch_y * row +
                               (grid->pitch_y - grid->gap - text->height) / 2);
    }
}

/* The place of a cell answers to the pointer together with the gap beside it. */
static void
put_cells (const Grid *grid)
{
  double height = MIN (grid->pitch_y - grid->gap, MAX_RATIO * (grid->pitch_x - grid->gap));

  for (guint i = 0; i < grid->block->cells->len; i++)
    {
      const ZbChartCell *cell = &g_array_index (grid->block->cells, ZbChartCell, i);
      ZbChartArea area = {
        .block = grid->index, .index = i,
        .x = grid->x + grid->pitch_x * (cell->week - 1) - grid->gap / 2,
        .y = grid->y + grid->pitch_y * (grid->last_year - cell->year) - grid->gap / 2,
        .width = grid->pitch_x, .height = grid->pitch_y,
      };

      put_mark (grid->scene, cell->state, area.x + grid->gap / 2,
                area.y + (grid->pitch_y - height) / 2, grid->pitch_x - grid->gap, height);
      zb_chart_scene_add_area (grid->scene, &area);
    }
}

static double
snap (const Grid *grid,
      double      length,
      double      (*rounded) (double))
{
  return rounded (length * grid->scene->zoom) / grid->scene->zoom;
}

/* Cells of whole pixels look alike, and sharp. Small ones would lose too much by
 * it, and of a picture that is drawn smaller all are small. */
static void
align (Grid *grid)
{
  double x = grid->x;

  grid->pitch_x = MIN (grid->pitch_x, MAX_RATIO * grid->pitch_y);
  if (grid->scene->zoom >= 1)
    {
      grid->x = snap (grid, x, ceil);
      grid->y = snap (grid, grid->y, ceil);
      grid->pitch_x = MAX (grid->pitch_x - (grid->x - x) / N_COLUMNS, 0.1);
      if (grid->pitch_x * grid->scene->zoom >= 8)
        grid->pitch_x = snap (grid, grid->pitch_x, floor);
      if (grid->pitch_y * grid->scene->zoom >= 8)
        grid->pitch_y = snap (grid, grid->pitch_y, floor);
    }
  grid->gap = MIN (GAP * MIN (grid->pitch_x, grid->pitch_y), zb_chart_scene_px (grid->scene, 3));
  if (grid->gap * grid->scene->zoom >= 1)
    grid->gap = snap (grid, grid->gap, round);
}

/**
 * zb_chart_grid_build:
 * @index: which block of the chart; a grid
 * @x: its left edge
 * @y: its upper edge
 * @width: its width
 * @stretch: how high its rows are, all together
 *
 * Puts the grid into the scene: its legend, the months over it, the years
 * beside it with the newest on top, and the weeks.
 *
 * Returns: how high it got.
 */
double
zb_chart_grid_build (ZbChartScene *scene,
                     ZbChart      *chart,
                     guint         index,
                     double        x,
                     double        y,
                     double        width,
                     double        stretch)
{
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, index);
  g_autoptr(ZbChartText) tick = zb_chart_scene_make_text (scene, ZB_CHART_FACE_TICK, "0", 0);
  double top = y, overhang;
  Grid grid = {
    .scene = scene,
    .block = block,
    .index = index,
    .last_year = get_last_year (block),
    .x = x + measure_gutter (scene, block),
    .pitch_x = get_pitch (scene, block, width),
    .pitch_y = stretch / count_rows (block),
  };

  y += zb_chart_scene_put_heading (scene, block->heading, NULL, x, y, width);
  y += put_legend (scene, block, x, y, width);
  /* The labels of low rows hang over them. */
  overhang = MAX ((tick->height - grid.pitch_y) / 2, 0) + zb_chart_scene_px (scene, FOOTROOM);
  if (!scene->measuring)
    {
      grid.y = y + tick->height + overhang;
      align (&grid);
      put_months (&grid, y);
      put_years (&grid);
      put_cells (&grid);
    }
  return y + tick->height + overhang + stretch + overhang - top;
}
