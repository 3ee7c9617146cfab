/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-walk.h"

#include <math.h>

/* What the keys for a page go over. */
#define PAGE 10

/* Places that touch or overlap by less, in the scene's units, are above each other. */
#define TOLERANCE 0.5

static const ZbChartArea *
get_area (const ZbChartLayout *layout,
          guint                index)
{
  return &g_array_index (zb_chart_layout_get_scene (layout)->areas, ZbChartArea, index);
}

static guint
get_n_areas (const ZbChartLayout *layout)
{
  return zb_chart_layout_get_scene (layout)->areas->len;
}

/* Which area a hit is of; the first for one that is of none. */
static guint
find_area (const ZbChartLayout *layout,
           const ZbChartHit    *hit)
{
  for (guint i = 0; i < get_n_areas (layout); i++)
    {
      const ZbChartArea *area = get_area (layout, i);

      if (area->block == hit->block && (area->n_slots > 0 || area->index == hit->index))
        return i;
    }
  return 0;
}

/* Whether a line of a plot lies above another one in a week; where both have the same value, the
 * one that comes first does. */
static gboolean
is_above (const ZbChartBlock *block,
          guint               a,
          guint               b,
          guint               week)
{
  const ZbChartSeries *first = g_ptr_array_index (block->series, a);
  const ZbChartSeries *second = g_ptr_array_index (block->series, b);

  if (first->values[week] != second->values[week])
    return first->values[week] > second->values[week];
  return a < b;
}

/* The line that comes next above or below, of those whose value is known in the week.
 * @from: a line, or the number of lines to come from outside
 * Returns: the number of lines where there is none. */
static guint
find_line (const ZbChartBlock *block,
           guint               from,
           guint               week,
           gboolean            up)
{
  guint n_lines = block->series->len, found = n_lines;

  for (guint i = 0; i < n_lines; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (block->series, i);

      if (i == from || !series->known[week] ||
          (from < n_lines && is_above (block, i, from, week) != up))
        continue;
      if (found == n_lines || is_above (block, found, i, week) == up)
        found = i;
    }
  return found;
}

/* Where a plot is entered that was not selected before: at the marked week, else at its end. */
static guint
find_first_week (ZbChart *chart,
                 guint    n_weeks)
{
  return chart->highlight >= 0 && (guint) chart->highlight < n_weeks ? (guint) chart->highlight
                                                                     : n_weeks - 1;
}

/* @from: (nullable): what was selected before
 * @up: whether a plot is entered from below */
static ZbChartHit *
enter_area (const ZbChartLayout *layout,
            guint                which,
            const ZbChartHit    *from,
            gboolean             up)
{
  ZbChart *chart = zb_chart_layout_get_chart (layout);
  const ZbChartArea *area = get_area (layout, which);
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, area->block);
  gboolean from_plot = from != NULL && get_area (layout, find_area (layout, from))->n_slots > 0;
  guint week, line;

  if (area->n_slots == 0)
    return zb_chart_layout_pick_place (layout, area->block, 0, area->index);
  week = from_plot ? MIN (from->index, area->n_slots - 1)
                   : find_first_week (chart, area->n_slots);
  line = find_line (block, block->series->len, week, up);
  return zb_chart_layout_pick_place (layout, area->block, line < block->series->len ? line : 0,
                                     week);
}

/* The week or item so many places on, or the last one that way. */
static guint
move_within (guint index,
             int   places,
             guint n_places)
{
  return (guint) CLAMP ((gint64) index + places, 0, (gint64) n_places - 1);
}

/* How far left and right and the like go. */
static int
get_places (ZbChartStep step)
{
  switch (step)
    {
    case ZB_CHART_STEP_LEFT:
      return -1;
    case ZB_CHART_STEP_RIGHT:
      return 1;
    case ZB_CHART_STEP_FIRST:
      return -G_MAXINT;
    case ZB_CHART_STEP_LAST:
      return G_MAXINT;
    case ZB_CHART_STEP_BACK:
      return -PAGE;
    case ZB_CHART_STEP_FORWARD:
      return PAGE;
    case ZB_CHART_STEP_UP:
    case ZB_CHART_STEP_DOWN:
    default:
      return 0;
    }
}

/* Where keys begin: at the newest week of a grid, else at the chart's first part. */
static ZbChartHit *
enter_chart (const ZbChartLayout *layout)
{
  ZbChart *chart = zb_chart_layout_get_chart (layout);
  guint block = get_area (layout, 0)->block, which = 0;

  while (((ZbChartBlock *) chart->blocks->pdata[block])->kind == ZB_CHART_BLOCK_GRID &&
         which + 1 < get_n_areas (layout) && get_area (layout, which + 1)->block == block)
    which++;
  return enter_area (layout, which, NULL, FALSE);
}

/* How far a point lies beside an area. */
static double
get_distance_beside (const ZbChartArea *area,
                     double             x)
{
  return MAX (MAX (area->x - x, x - area->x - area->width), 0);
}

/* The area that comes next above or below; of several beside each other the nearest one.
 * @x: where the selection is, in the scene's units
 * Returns: @from itself where there is none. */
static guint
find_neighbour (const ZbChartLayout *layout,
                guint                from,
                double               x,
                gboolean             up)
{
  const ZbChartArea *start = get_area (layout, from);
  const ZbChartArea *best = NULL;
  guint found = from;

  for (guint i = 0; i < get_n_areas (layout); i++)
    {
      const ZbChartArea *area = get_area (layout, i);
      const ZbChartArea *higher = up ? area : start, *lower = up ? start : area;
      double nearer = best == NULL ? -1 : fabs (area->y - start->y) - fabs (best->y - start->y);

      if (i == from || higher->y + higher->height > lower->y + TOLERANCE || nearer > TOLERANCE)
        continue;
      if (nearer < -TOLERANCE || get_distance_beside (area, x) < get_distance_beside (best, x))
        {
          best = area;
          found = i;
        }
    }
  return found;
}

/* To the next line of a plot; where there is none, to what stands above or below. */
static ZbChartHit *
move_vertically (const ZbChartLayout *layout,
                 const ZbChartHit    *hit,
                 guint                which,
                 gboolean             up)
{
  ZbChart *chart = zb_chart_layout_get_chart (layout);
  const ZbChartArea *area = get_area (layout, which);
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, area->block);
  double x = (hit->x + hit->width / 2) / zb_chart_layout_get_zoom (layout);
  guint next;

  if (area->n_slots > 0)
    {
      guint line = find_line (block, hit->has_value ? hit->series : block->series->len, hit->index,
                              up);

      if (line < block->series->len)
        return zb_chart_layout_pick_place (layout, area->block, line, hit->index);
    }
  next = find_neighbour (layout, which, x, up);
  if (next == which)
    return zb_chart_layout_pick_place (layout, hit->block, hit->series, hit->index);
  return enter_area (layout, next, hit, up);
}

/**
 * zb_chart_layout_pick_next:
 * @layout: the chart as it is drawn
 * @hit: (nullable): what is selected, from @layout; %NULL for nothing
 * @step: where to
 *
 * Moves a selection. The first step selects the marked week of a plot, the
 * newest of a grid, or the first item. Where it goes no further that way, the selection stays.
 *
 * Returns: (transfer full) (nullable): what is selected then, or %NULL in a
 *   chart where nothing can be.
 */
ZbChartHit *
zb_chart_layout_pick_next (const ZbChartLayout *layout,
                           const ZbChartHit    *hit,
                           ZbChartStep          step)
{
  gboolean is_end = step == ZB_CHART_STEP_FIRST || step == ZB_CHART_STEP_LAST;
  const ZbChartArea *area;
  guint which;

  if (get_n_areas (layout) == 0)
    return NULL;
  if (hit == NULL)
    {
      g_autoptr(ZbChartHit) first = enter_chart (layout);

      return is_end ? zb_chart_layout_pick_next (layout, first, step) : g_steal_pointer (&first);
    }
  which = find_area (layout, hit);
  area = get_area (layout, which);
  if (step == ZB_CHART_STEP_UP || step == ZB_CHART_STEP_DOWN)
    return move_vertically (layout, hit, which, step == ZB_CHART_STEP_UP);
  if (area->n_slots > 0)
    return zb_chart_layout_pick_place (layout, hit->block, hit->series,
                                       move_within (hit->index, get_places (step), area->n_slots));
  return enter_area (layout, move_within (which, get_places (step), get_n_areas (layout)), hit,
                     FALSE);
}
