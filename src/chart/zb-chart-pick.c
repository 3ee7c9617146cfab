/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-pick.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * zb_chart_hit_free:
 */
void
zb_chart_hit_free (ZbChartHit *self)
{
  g_free (self->text);
  g_free (self);
}

static ZbChartHit *
hit_item (ZbChart           *chart,
          const ZbChartArea *area)
{
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, area->block);
  const ZbChartItem *item = g_ptr_array_index (block->items, area->index);
  g_autofree char *quantity = zb_chart_item_dup_quantity (item);
  g_autofree char *line = zb_chart_format_pair (item->label, quantity);
  ZbChartHit *hit = g_new0 (ZbChartHit, 1);

  hit->text = item->share != NULL ? g_strdup_printf ("%s · %s", line, item->share)
                                  : g_steal_pointer (&line);
  hit->issue = item->has_week ? item->issue : chart->issue;
  hit->period = item->has_week ? item->period : chart->period;
  hit->figure = item->figure;
  hit->has_value = !item->is_missing;
  hit->value = item->value;
  hit->is_typed = item->is_typed;
  hit->is_bundled = item->is_bundled;
  return hit;
}

static ZbChartHit *
hit_cell (ZbChart           *chart,
          const ZbChartArea *area)
{
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, area->block);
  const ZbChartCell *cell = &g_array_index (block->cells, ZbChartCell, area->index);
  const ZbChartSlot *slot = &g_array_index (chart->slots, ZbChartSlot, area->index);
  const ZbChartItem *count = g_ptr_array_index (block->items, cell->state);
  g_autofree char *label = zb_chart_format_issue (slot->issue, &slot->period);
  ZbChartHit *hit = g_new0 (ZbChartHit, 1);

  hit->text = g_strdup_printf ("%s\n%s", label, count->label);
  hit->issue = slot->issue;
  hit->period = slot->period;
  return hit;
}

/* Where the lines are of different years, each says its week. */
static char *
dup_slot_text (ZbChart            *chart,
               const ZbChartBlock *block,
               guint               index)
{
  const ZbChartSlot *slot = &g_array_index (chart->slots, ZbChartSlot, index);
  g_autofree char *label = zb_chart_format_issue (slot->issue, &slot->period);
  GString *text = g_string_new (NULL);

  if (chart->is_yearly)
    /* Translators: the weeks with this number, of several years. */
    g_string_append_printf (text, C_("week of any year", "Week %u"), index + 1);
  else
    g_string_append (text, label);
  for (guint i = 0; i < block->series->len; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (block->series, i);
      g_autofree char *number = zb_chart_format_number (series->values[index]);
      g_autofree char *line = NULL;

      line = zb_chart_format_pair (series->label, series->known[index] ? number : _("not known"));
      g_string_append_printf (text, "\n%s", line);
      if (series->known[index] && series->typed[index])
        g_string_append_printf (text, " · %s", _("typed in"));
    }
  return g_string_free (text, FALSE);
}

/* The line whose known value in this week is nearest to the pointer. */
static guint
find_series (const ZbChartBlock *block,
             const ZbChartArea  *area,
             guint               index,
             double              y)
{
  double value = (1 - (y - area->y) / area->height) * (double) area->axis_max;
  double best = G_MAXDOUBLE;
  guint found = 0;

  for (guint i = 0; i < block->series->len; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (block->series, i);
      double distance = fabs ((double) series->values[index] - value);

      if (series->known[index] && distance < best)
        {
          best = distance;
          found = i;
        }
    }
  return found;
}

static ZbChartHit *
hit_week (ZbChart           *chart,
          const ZbChartArea *area,
          guint              which,
          guint              index)
{
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, area->block);
  const ZbChartSeries *series = g_ptr_array_index (block->series, which);
  const ZbChartSlot *slot = zb_chart_get_slot (chart, series, index);
  ZbChartHit *hit = g_new0 (ZbChartHit, 1);

  hit->text = dup_slot_text (chart, block, index);
  hit->issue = slot->issue;
  hit->period = slot->period;
  hit->figure = series->figure;
  hit->has_value = series->known[index];
  hit->value = series->values[index];
  hit->is_typed = hit->has_value && series->typed[index];
  hit->is_bundled = hit->has_value && series->bundled[index];
  hit->series = which;
  hit->index = index;
  hit->has_point = hit->has_value;
  hit->point_x = area->x + area->width * (index + 0.5) / area->n_slots;
  hit->point_y = area->y + area->height * (1 - (double) hit->value / (double) area->axis_max);
  return hit;
}

/* From the scene's units to the surface's. */
static void
place_hit (ZbChartHit        *hit,
           const ZbChartArea *area,
           double             zoom)
{
  double pitch = area->n_slots > 0 ? area->width / area->n_slots : area->width;

  hit->block = area->block;
  if (area->n_slots == 0)
    hit->index = area->index;
  hit->x = (area->x + (area->n_slots > 0 ? pitch * hit->index : 0)) * zoom;
  hit->y = area->y * zoom;
  hit->width = pitch * zoom;
  hit->height = area->height * zoom;
  hit->point_x *= zoom;
  hit->point_y *= zoom;
}

static ZbChartHit *
hit_area (const ZbChartLayout *layout,
          const ZbChartArea   *area,
          guint                series,
          guint                index)
{
  ZbChart *chart = zb_chart_layout_get_chart (layout);
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, area->block);
  ZbChartHit *hit;

  if (block->kind == ZB_CHART_BLOCK_GRID)
    hit = hit_cell (chart, area);
  else
    hit = area->n_slots > 0 ? hit_week (chart, area, series, index) : hit_item (chart, area);
  place_hit (hit, area, zb_chart_layout_get_zoom (layout));
  return hit;
}

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

static gboolean
is_within (const ZbChartArea *area,
           double             x,
           double             y)
{
  return x >= area->x && x <= area->x + area->width && y >= area->y && y <= area->y + area->height;
}

/**
 * zb_chart_layout_pick:
 * @layout: the chart as it is drawn
 * @x: in the units of the surface, from the left
 * @y: likewise, from the top
 *
 * Returns: (transfer full) (nullable): what is there, or %NULL for nothing.
 */
ZbChartHit *
zb_chart_layout_pick (const ZbChartLayout *layout,
                      double               x,
                      double               y)
{
  ZbChart *chart = zb_chart_layout_get_chart (layout);
  double zoom = zb_chart_layout_get_zoom (layout);

  x /= zoom;
  y /= zoom;
  for (guint i = 0; i < get_n_areas (layout); i++)
    {
      const ZbChartArea *area = get_area (layout, i);
      guint series = 0, index = area->index;

      if (!is_within (area, x, y))
        continue;
      if (area->n_slots > 0)
        {
          index = (guint) CLAMP ((x - area->x) / area->width * area->n_slots, 0,
                                 area->n_slots - 1);
          series = find_series (g_ptr_array_index (chart->blocks, area->block), area, index, y);
        }
      return hit_area (layout, area, series, index);
    }
  return NULL;
}

/**
 * zb_chart_layout_find_plot:
 * @x: in the units of the surface, from the left
 * @y: likewise, from the top
 * @plot: (out): its place, in the units of the surface
 *
 * Returns: whether there is a plot over weeks.
 */
gboolean
zb_chart_layout_find_plot (const ZbChartLayout *layout,
                           double               x,
                           double               y,
                           ZbChartArea         *plot)
{
  double zoom = zb_chart_layout_get_zoom (layout);

  for (guint i = 0; i < get_n_areas (layout); i++)
    {
      const ZbChartArea *area = get_area (layout, i);

      if (area->n_slots == 0 || !is_within (area, x / zoom, y / zoom))
        continue;
      *plot = *area;
      plot->x *= zoom;
      plot->y *= zoom;
      plot->width *= zoom;
      plot->height *= zoom;
      return TRUE;
    }
  return FALSE;
}

/**
 * zb_chart_layout_pick_place:
 * @block: which block of the chart
 * @series: which line of a plot, else 0
 * @index: which week of a plot or a grid, or which item of another block
 *
 * Finds the same place again, such as after the chart got another size.
 *
 * Returns: (transfer full) (nullable): what is there, or %NULL where the chart has no such place.
 */
ZbChartHit *
zb_chart_layout_pick_place (const ZbChartLayout *layout,
                            guint                block,
                            guint                series,
                            guint                index)
{
  ZbChart *chart = zb_chart_layout_get_chart (layout);

  for (guint i = 0; i < get_n_areas (layout); i++)
    {
      const ZbChartArea *area = get_area (layout, i);
      const ZbChartBlock *owner = g_ptr_array_index (chart->blocks, area->block);

      if (area->block != block)
        continue;
      if (area->n_slots > 0 ? index < area->n_slots && series < owner->series->len
                            : area->index == index)
        return hit_area (layout, area, series, index);
    }
  return NULL;
}

/* What is left of a total has no figure, and a median is of no week: no bulletin states them. */
static const char *
get_provenance (const ZbChartHit *hit)
{
  if (hit->figure == NULL || (!zb_issue_is_known (hit->issue) && !zb_period_is_known (&hit->period)))
    return hit->is_typed ? _("Worked out from figures that you typed in")
                         : _("Worked out from other figures");
  if (hit->is_typed)
    return _("Typed in by you");
  return hit->is_bundled ? _("From the index that comes with Zhoubao") : _("Stated in the bulletin");
}

/**
 * zb_chart_layout_describe_hit:
 * @hit: from @layout
 *
 * Returns: (transfer full): one fact per line: the issue and its week where
 *   known, the name with the exact value, and where that comes from.
 */
char *
zb_chart_layout_describe_hit (const ZbChartLayout *layout,
                              const ZbChartHit    *hit)
{
  ZbChart *chart = zb_chart_layout_get_chart (layout);
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, hit->block);
  g_autofree char *text = zb_chart_format_issue (hit->issue, &hit->period);
  GString *lines;

  if (block->kind == ZB_CHART_BLOCK_GRID)
    return g_strdup (hit->text);
  lines = g_string_new (text);
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  if (hit->series < block->series->len)
    {
      const ZbChartSeries *series = g_ptr_array_index (block->series, hit->series);
      g_autofree char *number = zb_chart_format_number (hit->value);
      g_autofree char *pair = zb_chart_format_pair (series->label,
                                                    hit->has_value ? number : _("not known"));

      g_string_append (lines, pair);
    }
  else
    g_string_append (lines, hit->text);
  if (hit->has_value)
    g_string_append_printf (lines, "\n%s", get_provenance (hit));
  return g_string_free (lines, FALSE);
}
