/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-calendar.h"

#include <glib/gi18n-lib.h>

#include "chart/zb-chart-slots.h"

/**
 * zb_chart_calendar_week_new:
 * @issue: the issue
 * @period: (nullable): its week
 * @state: what is here of it
 *
 * Returns: (transfer full): a week.
 */
ZbChartCalendarWeek *
zb_chart_calendar_week_new (ZbIssue           issue,
                            const ZbPeriod   *period,
                            ZbChartCellState  state)
{
  ZbChartCalendarWeek *self = g_new0 (ZbChartCalendarWeek, 1);

  self->issue = issue;
  if (period != NULL)
    self->period = *period;
  else
    zb_period_clear (&self->period);
  self->state = state;
  return self;
}

/**
 * zb_chart_calendar_week_free:
 */
void
zb_chart_calendar_week_free (ZbChartCalendarWeek *self)
{
  g_free (self);
}

static GArray *
dup_claims (GPtrArray *weeks)
{
  GArray *claims = g_array_new (FALSE, FALSE, sizeof (ZbChartSlot));

  for (guint i = 0; i < weeks->len; i++)
    {
      const ZbChartCalendarWeek *week = g_ptr_array_index (weeks, i);
      ZbChartSlot claim = { .issue = week->issue, .period = week->period };

      g_array_append_val (claims, claim);
    }
  return claims;
}

/* One rule says in all years where a week stands, so that each week stands in
 * exactly one place, also between a year whose numbering is known and another. */
static void
add_cells (ZbChart      *chart,
           ZbChartBlock *block)
{
  for (guint i = 0; i < chart->slots->len; i++)
    {
      const ZbChartSlot *slot = &g_array_index (chart->slots, ZbChartSlot, i);
      ZbIssue place = zb_issue_for_date (&slot->period.end);
      ZbChartCell cell = { ZB_CHART_CELL_UNKNOWN, place.year, place.number };

      g_array_append_val (block->cells, cell);
    }
}

/* Of a bulletin that is told several times counts what is best. */
static void
fill_cells (ZbChart      *chart,
            ZbChartBlock *block,
            GPtrArray    *weeks,
            GArray       *claims)
{
  g_autofree int *slots = zb_chart_place_weeks (chart, claims);

  for (guint i = 0; i < weeks->len; i++)
    {
      const ZbChartCalendarWeek *week = g_ptr_array_index (weeks, i);
      ZbChartCell *cell;

      if (slots[i] < 0)
        continue;
      cell = &g_array_index (block->cells, ZbChartCell, slots[i]);
      cell->state = MIN (cell->state, week->state);
    }
}

static const char *
get_state_label (ZbChartCellState state)
{
  switch (state)
    {
    case ZB_CHART_CELL_TEXT:
      /* Translators: of a week: the text of its bulletin is in the library. */
      return C_("week", "Text here");
    case ZB_CHART_CELL_FIGURES:
      /* Translators: of a week: its figures are known, but the text of its bulletin is not here. */
      return C_("week", "Figures only");
    case ZB_CHART_CELL_MISSING:
      /* Translators: of a week: there is a bulletin, but nothing of it is here. */
      return C_("week", "Missing");
    case ZB_CHART_CELL_UNKNOWN:
    default:
      /* Translators: of a week: nobody knows whether there is a bulletin. */
      return C_("week", "Nothing known");
    }
}

static void
add_counts (ZbChartBlock *block)
{
  guint n[ZB_CHART_N_CELL_STATES] = { 0, };

  for (guint i = 0; i < block->cells->len; i++)
    n[g_array_index (block->cells, ZbChartCell, i).state]++;
  for (guint i = 0; i < ZB_CHART_N_CELL_STATES; i++)
    {
      ZbChartItem *item = zb_chart_block_add_item (block, NULL, get_state_label (i), n[i]);

      item->unit = g_strdup (block->unit);
    }
}

static gboolean
is_known (const ZbChartBlock *block)
{
  for (guint i = 0; i < block->cells->len; i++)
    if (g_array_index (block->cells, ZbChartCell, i).state != ZB_CHART_CELL_UNKNOWN)
      return TRUE;
  return FALSE;
}

static void
set_titles (ZbChart            *chart,
            const ZbChartBlock *block)
{
  const ZbChartSlot *first = &g_array_index (chart->slots, ZbChartSlot, 0);
  const ZbChartSlot *last = &g_array_index (chart->slots, ZbChartSlot, chart->slots->len - 1);
  guint from = g_array_index (block->cells, ZbChartCell, 0).year;
  guint to = g_array_index (block->cells, ZbChartCell, block->cells->len - 1).year;
  g_autofree char *first_day = zb_date_dup_label (&first->period.start, ZB_DATE_LONG);
  g_autofree char *last_day = zb_date_dup_label (&last->period.end, ZB_DATE_LONG);

  /* Translators: from the first to the last day of a range of weeks. */
  chart->subtitle = g_strdup_printf (C_("range", "%1$s – %2$s"), first_day, last_day);
  chart->name = from == to ? g_strdup_printf ("calendar-%04u", from)
                           : g_strdup_printf ("calendar-%04u-%04u", from, to);
}

static void
set_message (ZbChart *chart)
{
  ZbChartBlock *block;

  g_ptr_array_set_size (chart->blocks, 0);
  g_array_set_size (chart->slots, 0);
  block = zb_chart_add_block (chart, ZB_CHART_BLOCK_MESSAGE, NULL);
  block->message = g_strdup (_("There are no weeks to show."));
  chart->name = g_strdup ("calendar");
}

/**
 * zb_chart_new_calendar:
 * @weeks: (element-type ZbChartCalendarWeek): what is known, in any order; a bulletin
 *   may be there several times
 * @from: (nullable): a day of the first week; the earliest of @weeks where %NULL or invalid
 * @to: (nullable): a day of the last week, as a rule the last that is over; the latest of
 *   @weeks where %NULL or invalid
 *
 * Which weeks are here, known, or missing: a row for each year, and in it a
 * cell for each week of the range. Weeks outside of the range have no cell.
 *
 * A week belongs to the year of its Sunday, as in zb_issue_for_date(). In
 * years whose numbering is not known this is only where it stands; it is given
 * no number but that of its bulletin.
 *
 * Returns: (transfer full): the chart.
 */
ZbChart *
zb_chart_new_calendar (GPtrArray   *weeks,
                       const GDate *from,
                       const GDate *to)
{
  g_autoptr(GArray) claims = NULL;
  ZbChartBlock *block;
  ZbChart *chart;

  g_return_val_if_fail (weeks != NULL, NULL);

  chart = zb_chart_new ();
  chart->title = g_strdup (_("Bulletins by week"));
  block = zb_chart_add_block (chart, ZB_CHART_BLOCK_GRID, NULL);
  /* Translators: what is counted: the name of a unit. */
  block->unit = g_strdup (C_("unit", "weeks"));
  claims = dup_claims (weeks);
  zb_chart_span_weeks (chart, claims, from, to);
  add_cells (chart, block);
  fill_cells (chart, block, weeks, claims);
  if (!is_known (block))
    {
      set_message (chart);
      return chart;
    }
  add_counts (block);
  set_titles (chart, block);
  chart->source = g_strdup (_("CNCERT’s weekly bulletins in this library."));
  g_ptr_array_insert (chart->notes, 0,
                      g_strdup (_("Each week, Monday to Sunday, stands in the year of its Sunday.")));
  return chart;
}
