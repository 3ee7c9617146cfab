/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-trend.h"

#include <glib/gi18n-lib.h>

#include "chart/zb-chart-median.h"
#include "chart/zb-chart-slots.h"

static ZbChartBlock *
ensure_panel (ZbChart            *chart,
              ZbCatalogue        *catalogue,
              GHashTable         *panels,
              const ZbFigureKind *kind)
{
  ZbChartBlock *block = g_hash_table_lookup (panels, kind->unit);

  if (block == NULL)
    {
      block = zb_chart_add_block (chart, ZB_CHART_BLOCK_PLOT, NULL);
      block->unit = g_strdup (zb_catalogue_get_unit_name (catalogue, kind->unit));
      g_hash_table_insert (panels, (gpointer) kind->unit, block);
    }
  return block;
}

static gboolean
has_series (ZbChartBlock *block,
            const char   *figure)
{
  for (guint i = 0; i < block->series->len; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (block->series, i);

      if (g_str_equal (series->figure, figure))
        return TRUE;
    }
  return FALSE;
}

static void
fill_series (ZbChartSeries      *series,
             const ZbChartWeek **placed,
             guint               n_slots)
{
  for (guint i = 0; i < n_slots; i++)
    {
      const ZbFigure *figure = placed[i] != NULL ? zb_chart_week_get_value (placed[i], series->figure) : NULL;

      if (figure == NULL)
        continue;
      series->values[i] = figure->value;
      series->known[i] = TRUE;
      series->typed[i] = figure->is_typed;
      series->bundled[i] = figure->is_bundled;
    }
}

/* Returns how many lines there are. */
static guint
add_panels (ZbChart            *chart,
            ZbCatalogue        *catalogue,
            const char * const *figure_ids,
            const ZbChartWeek **placed)
{
  g_autoptr(GHashTable) panels = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (guint i = 0; figure_ids[i] != NULL; i++)
    {
      const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure_ids[i]);
      ZbChartBlock *block;

      if (kind == NULL || zb_figure_kind_is_level (kind))
        {
          /* Translators: %s is the name of a figure. */
          g_ptr_array_add (chart->notes,
                           g_strdup_printf (_("“%s” is left out: it is not a number."),
                                            kind != NULL ? zb_figure_kind_get_label (kind)
                                                         : figure_ids[i]));
          continue;
        }
      block = ensure_panel (chart, catalogue, panels, kind);
      if (has_series (block, kind->id))
        continue;
      fill_series (zb_chart_block_add_series (block, kind->id,
                                              zb_figure_kind_get_short_label (kind),
                                              chart->slots->len),
                   placed, chart->slots->len);
      n++;
    }
  return n;
}

/* A panel needs a heading only where there is more than one; a plot that
 * shows nothing says so. Colours go on from panel to panel, so that a figure
 * is known by its colour in the whole chart. */
static void
finish_panels (ZbChart *chart)
{
  guint color = 0;

  for (guint i = 0; i < chart->blocks->len; i++)
    {
      ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);
      gboolean known = FALSE;

      for (guint j = 0; j < block->series->len; j++)
        {
          ZbChartSeries *series = g_ptr_array_index (block->series, j);

          series->color = color++;
          for (guint k = 0; k < chart->slots->len; k++)
            known = known || series->known[k];
        }
      if (chart->blocks->len > 1 && block->series->len == 1)
        block->heading = g_strdup (((ZbChartSeries *) block->series->pdata[0])->label);
      if (!known)
        block->message = g_strdup (_("Not known for any week of this range"));
    }
}

/* Whether the picture holds a shaded week, so that a note must explain the shade. */
static gboolean
has_gap (ZbChart *chart)
{
  for (guint i = 0; i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      for (guint slot = 0; slot < chart->slots->len; slot++)
        {
          gboolean known = FALSE;

          for (guint j = 0; j < block->series->len; j++)
            known = known || ((ZbChartSeries *) block->series->pdata[j])->known[slot];
          if (!known)
            return TRUE;
        }
    }
  return FALSE;
}

/* Whether the picture holds a hollow mark, so that a note must explain it. */
static gboolean
has_typed (ZbChart *chart)
{
  for (guint i = 0; i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      for (guint j = 0; j < block->series->len; j++)
        for (guint slot = 0; slot < chart->slots->len; slot++)
          if (((const ZbChartSeries *) block->series->pdata[j])->typed[slot])
            return TRUE;
    }
  return FALSE;
}

static void
set_titles (ZbChart            *chart,
            ZbCatalogue        *catalogue,
            const char * const *figure_ids,
            guint               n_series)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  const ZbFigureKind *kind = figure_ids[0] != NULL ? zb_catalogue_lookup (catalogue, figure_ids[0])
                                                   : NULL;

  chart->source = g_strdup (_("Source: CNCERT, weekly bulletins."));
  if (n_series == 1 && kind != NULL)
    /* Translators: the title of a chart over weeks; %s is the name of a figure. */
    chart->title = g_strdup_printf (_("%s, by week"), zb_figure_kind_get_label (kind));
  else
    chart->title = g_strdup (_("Figures by week"));
  if (chart->slots->len > 0)
    {
      const ZbChartSlot *first = &g_array_index (chart->slots, ZbChartSlot, 0);
      const ZbChartSlot *last = &g_array_index (chart->slots, ZbChartSlot, chart->slots->len - 1);

      g_autofree char *first_day = zb_date_dup_label (&first->period.start, ZB_DATE_LONG);
      g_autofree char *last_day = zb_date_dup_label (&last->period.end, ZB_DATE_LONG);

      /* Translators: from the first to the last day of a range of weeks. */
      chart->subtitle = g_strdup_printf (C_("range", "%1$s – %2$s"), first_day, last_day);
      from = zb_date_dup_iso (&first->period.start);
      to = zb_date_dup_iso (&last->period.end);
    }
  chart->name = g_strdup_printf ("%s%s%s%s%s%s", kind != NULL ? kind->id : "figures",
                                 n_series > 1 ? "-and-others" : "",
                                 from != NULL ? "-" : "", from != NULL ? from : "",
                                 to != NULL ? "-" : "", to != NULL ? to : "");
}

/**
 * zb_chart_new_trend:
 * @catalogue: what the figures mean
 * @weeks: (element-type ZbChartWeek): what is known, in any order
 * @figure_ids: (array zero-terminated=1): which figures are drawn
 * @from: (nullable): a day of the first week; the earliest of @weeks where %NULL or invalid
 * @to: (nullable): a day of the last week; the latest of @weeks where %NULL or invalid
 * @highlight: (nullable): a day of the week that is marked
 *
 * Figures over weeks. Every week of the range has its place, also those of
 * which nothing is known. Figures of one unit share a panel; each unit has a
 * panel of its own.
 *
 * Returns: (transfer full): the chart.
 */
ZbChart *
zb_chart_new_trend (ZbCatalogue        *catalogue,
                    GPtrArray          *weeks,
                    const char * const *figure_ids,
                    const GDate        *from,
                    const GDate        *to,
                    const GDate        *highlight)
{
  g_autofree const ZbChartWeek **placed = NULL;
  ZbChart *chart;
  guint n_series;

  g_return_val_if_fail (ZB_IS_CATALOGUE (catalogue), NULL);
  g_return_val_if_fail (weeks != NULL, NULL);
  g_return_val_if_fail (figure_ids != NULL, NULL);

  chart = zb_chart_new ();
  placed = zb_chart_seat_weeks (chart, weeks, from, to);
  n_series = add_panels (chart, catalogue, figure_ids, placed);
  finish_panels (chart);
  if (highlight != NULL && g_date_valid (highlight))
    chart->highlight = zb_chart_find_slot (chart, highlight);
  set_titles (chart, catalogue, figure_ids, n_series);
  if (chart->blocks->len == 0 || chart->slots->len == 0)
    {
      ZbChartBlock *block;

      g_ptr_array_set_size (chart->blocks, 0);
      block = zb_chart_add_block (chart, ZB_CHART_BLOCK_MESSAGE, NULL);
      block->message = g_strdup (_("There are no weeks to show."));
    }
  else
    {
      if (has_typed (chart))
        g_ptr_array_insert (chart->notes, 0, g_strdup (_("Hollow marks: typed in from pictures.")));
      if (has_gap (chart))
        g_ptr_array_insert (chart->notes, 0, g_strdup (_("Shaded: weeks without data.")));
      zb_chart_mark_outliers (chart);
    }
  return chart;
}
