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
          double             x,
          double             y)
{
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, area->block);
  guint index = (guint) CLAMP ((x - area->x) / area->width * area->n_slots, 0, area->n_slots - 1);
  guint which = find_series (block, area, index, y);
  const ZbChartSeries *series = g_ptr_array_index (block->series, which);
  const ZbChartSlot *slot = zb_chart_get_slot (chart, series, index);
  ZbChartHit *hit = g_new0 (ZbChartHit, 1);

  hit->text = dup_slot_text (chart, block, index);
  hit->issue = slot->issue;
  hit->period = slot->period;
  hit->figure = series->figure;
  hit->has_value = series->known[index];
  hit->value = series->values[index];
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
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);
  ZbChart *chart = zb_chart_layout_get_chart (layout);
  double zoom = zb_chart_layout_get_zoom (layout);

  x /= zoom;
  y /= zoom;
  for (guint i = 0; i < scene->areas->len; i++)
    {
      const ZbChartArea *area = &g_array_index (scene->areas, ZbChartArea, i);
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, area->block);
      ZbChartHit *hit;

      if (x < area->x || x > area->x + area->width || y < area->y || y > area->y + area->height)
        continue;
      if (block->kind == ZB_CHART_BLOCK_GRID)
        hit = hit_cell (chart, area);
      else
        hit = area->n_slots > 0 ? hit_week (chart, area, x, y) : hit_item (chart, area);
      place_hit (hit, area, zoom);
      return hit;
    }
  return NULL;
}
