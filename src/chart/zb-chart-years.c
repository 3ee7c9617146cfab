/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-years.h"

#include <glib/gi18n-lib.h>

/* Year against year: one line for each, over the weeks of any year. */

#define WEEKS_OF_A_YEAR 53

/* Which year and week a bulletin counts to: by its number; where it has none, by where its week stands in the year. */
static gboolean
find_place (const ZbChartWeek *week,
            ZbIssue           *place)
{
  ZbPeriod period;

  *place = week->issue;
  if (!zb_issue_is_known (*place) && zb_chart_week_find (week, &period))
    *place = zb_issue_for_date (&period.start);
  return zb_issue_is_known (*place) && place->number <= WEEKS_OF_A_YEAR;
}

static gboolean
is_within (const ZbChartWeek *week,
           const GDate       *from,
           const GDate       *to)
{
  ZbPeriod period;

  if (!zb_chart_week_find (week, &period))
    return from == NULL && to == NULL;
  return (from == NULL || !g_date_valid (from) || g_date_compare (&period.end, from) >= 0) &&
         (to == NULL || !g_date_valid (to) || g_date_compare (&period.start, to) <= 0);
}

/* The weeks of a year, of which some have 52 only; unless a bulletin bears it, a week has no number where the numbering of
 * its year is not known. */
static ZbChartSlot *
make_slots (guint year)
{
  ZbChartSlot *slots = g_new0 (ZbChartSlot, WEEKS_OF_A_YEAR);

  for (guint i = 0; i < WEEKS_OF_A_YEAR; i++)
    {
      slots[i].issue.year = year;
      zb_period_clear (&slots[i].period);
      if (i >= zb_issue_n_in_year (year))
        continue;
      zb_period_init_issue (&slots[i].period, (ZbIssue) { year, i + 1 });
      if (zb_issue_is_numbered_year (year))
        slots[i].issue.number = i + 1;
    }
  return slots;
}

static ZbChartSeries *
ensure_year (ZbChartBlock       *block,
             GHashTable         *years,
             const ZbFigureKind *kind,
             guint               year)
{
  ZbChartSeries *series = g_hash_table_lookup (years, GUINT_TO_POINTER (year));
  g_autofree char *label = NULL;

  if (series != NULL)
    return series;
  /* Translators: a year on an axis. */
  label = g_strdup_printf (C_("year", "%u"), year);
  series = zb_chart_block_add_series (block, kind->id, label, WEEKS_OF_A_YEAR);
  series->slots = make_slots (year);
  g_hash_table_insert (years, GUINT_TO_POINTER (year), series);
  return series;
}

/* Of two bulletins in one place the first one counts; returns whether another one is there. */
static gboolean
add_value (ZbChartSeries     *series,
           const ZbChartWeek *week,
           ZbIssue            place,
           const ZbFigure    *figure)
{
  guint index = place.number - 1;
  ZbChartSlot *slot = &series->slots[index];

  if (series->known[index])
    return zb_issue_compare (slot->issue, week->issue) != 0;
  series->values[index] = figure->value;
  series->known[index] = TRUE;
  series->typed[index] = figure->is_typed;
  series->bundled[index] = figure->is_bundled;
  if (zb_issue_is_known (week->issue))
    slot->issue = week->issue;
  if (zb_period_is_known (&week->period) || !zb_period_is_known (&slot->period))
    zb_chart_week_find (week, &slot->period);
  return FALSE;
}

/* First the bulletins that bear a number, since the others are only guessed to stand in one's place.
 * Returns: (transfer full) (element-type guint): the year of each that finds its place taken. */
static GArray *
add_values (ZbChartBlock       *block,
            const ZbFigureKind *kind,
            GPtrArray          *weeks,
            const GDate        *from,
            const GDate        *to)
{
  g_autoptr(GHashTable) years = g_hash_table_new (NULL, NULL);
  GArray *lost = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < weeks->len; i++)
      {
        const ZbChartWeek *week = g_ptr_array_index (weeks, i);
        const ZbFigure *figure = zb_chart_week_get_value (week, kind->id);
        ZbIssue place;

        if (figure != NULL && zb_issue_is_known (week->issue) == (pass == 0) && find_place (week, &place) &&
            is_within (week, from, to) &&
            add_value (ensure_year (block, years, kind, place.year), week, place, figure))
          g_array_append_val (lost, place.year);
      }
  return lost;
}

/* Nothing that is known goes away unsaid; of years that are not drawn another note tells. */
static void
add_note_of_lost (ZbChart *chart,
                  GArray  *lost,
                  guint    first_year)
{
  guint n_lost = 0;

  for (guint i = 0; i < lost->len; i++)
    n_lost += g_array_index (lost, guint, i) >= first_year;
  if (n_lost > 0)
    g_ptr_array_add (chart->notes,
                     g_strdup_printf (ngettext ("%u bulletin is left out: another one claims the "
                                                "same week.",
                                                "%u bulletins are left out: others claim the same "
                                                "weeks.", n_lost), n_lost));
}

static int
compare_years (gconstpointer a,
               gconstpointer b)
{
  const ZbChartSeries *one = *(const ZbChartSeries *const *) a;
  const ZbChartSeries *two = *(const ZbChartSeries *const *) b;

  return (int) two->slots[0].issue.year - (int) one->slots[0].issue.year;
}

/* Newest first, each with its colour and form; the oldest ones are too many. */
static void
finish_series (ZbChart      *chart,
               ZbChartBlock *block)
{
  guint n_left = block->series->len > ZB_CHART_MAX_YEARS ? block->series->len - ZB_CHART_MAX_YEARS : 0;

  g_ptr_array_sort (block->series, compare_years);
  g_ptr_array_set_size (block->series, (int) (block->series->len - n_left));
  for (guint i = 0; i < block->series->len; i++)
    {
      ZbChartSeries *series = g_ptr_array_index (block->series, i);

      series->color = series->variant = i;
    }
  if (n_left > 0)
    g_ptr_array_add (chart->notes, g_strdup_printf (ngettext ("%u earlier year is left out.",
                                                              "%u earlier years are left out.", n_left), n_left));
}

static void
set_titles (ZbChart            *chart,
            const ZbFigureKind *kind,
            const ZbChartBlock *block)
{
  const ZbChartSeries *newest = g_ptr_array_index (block->series, 0);
  const ZbChartSeries *oldest = g_ptr_array_index (block->series, block->series->len - 1);
  guint first = oldest->slots[0].issue.year;
  guint last = newest->slots[0].issue.year;

  /* Translators: the title of a chart with a line for each year; %s is the name of a figure. */
  chart->title = g_strdup_printf (_("%s, year by year"), zb_figure_kind_get_label (kind));
  chart->subtitle = first == last ? g_strdup (newest->label)
                    /* Translators: the first and the last of several years. */
                    : g_strdup_printf (C_("years", "%1$u–%2$u"), first, last);
  chart->source = g_strdup (_("Source: CNCERT, weekly bulletins."));
  chart->name = g_strdup_printf ("%s-years-%u-%u", kind->id, first, last);
}

static void
add_slots (ZbChart             *chart,
           const ZbChartSeries *newest,
           const GDate         *highlight)
{
  g_array_append_vals (chart->slots, newest->slots, WEEKS_OF_A_YEAR);
  chart->is_yearly = TRUE;
  for (guint i = 0; highlight != NULL && g_date_valid (highlight) && i < WEEKS_OF_A_YEAR; i++)
    if (zb_period_is_known (&newest->slots[i].period) &&
        g_date_compare (&newest->slots[i].period.start, highlight) <= 0 &&
        g_date_compare (highlight, &newest->slots[i].period.end) <= 0)
      chart->highlight = (int) i;
}

/* Nothing is known: a sentence instead of lines. */
static void
make_empty (ZbChart            *chart,
            const ZbFigureKind *kind)
{
  g_ptr_array_set_size (chart->blocks, 0);
  chart->title = g_strdup_printf (_("%s, year by year"), kind != NULL ? zb_figure_kind_get_label (kind) : "?");
  chart->name = g_strdup ("years");
  zb_chart_add_block (chart, ZB_CHART_BLOCK_MESSAGE, NULL)->message = g_strdup (_("There are no weeks to show."));
}

/**
 * zb_chart_new_years:
 * @catalogue: what the figures mean
 * @weeks: (element-type ZbChartWeek): what is known, in any order
 * @figure_id: which figure is drawn
 * @from: (nullable): a day of the first week; the earliest where %NULL or invalid
 * @to: (nullable): a day of the last week; the latest where %NULL or invalid
 * @highlight: (nullable): a day of the week that is marked, where it is of the newest year
 *
 * A figure year against year, the newest six of those of which something is known. Weeks with the same number stand
 * over each other; where the numbering of a year is not known, one without a number stands where its week is in the year.
 *
 * Returns: (transfer full): the chart.
 */
ZbChart *
zb_chart_new_years (ZbCatalogue *catalogue,
                    GPtrArray   *weeks,
                    const char  *figure_id,
                    const GDate *from,
                    const GDate *to,
                    const GDate *highlight)
{
  g_autoptr(GArray) lost = NULL;
  const ZbFigureKind *kind;
  ZbChartBlock *block;
  ZbChart *chart;

  g_return_val_if_fail (ZB_IS_CATALOGUE (catalogue), NULL);
  g_return_val_if_fail (weeks != NULL, NULL);
  g_return_val_if_fail (figure_id != NULL, NULL);

  kind = zb_catalogue_lookup (catalogue, figure_id);
  chart = zb_chart_new ();
  block = zb_chart_add_block (chart, ZB_CHART_BLOCK_PLOT, NULL);
  if (kind != NULL && !zb_figure_kind_is_level (kind))
    lost = add_values (block, kind, weeks, from, to);
  if (block->series->len == 0)
    {
      make_empty (chart, kind);
      return chart;
    }
  block->unit = g_strdup (zb_catalogue_get_unit_name (catalogue, kind->unit));
  finish_series (chart, block);
  add_note_of_lost (chart, lost, ((ZbChartSeries *) block->series->pdata[block->series->len - 1])->slots[0].issue.year);
  add_slots (chart, g_ptr_array_index (block->series, 0), highlight);
  set_titles (chart, kind, block);
  return chart;
}

/**
 * zb_chart_years_get_year:
 *
 * Returns: the year to whose line a week belongs, or 0 where it is not known.
 */
guint
zb_chart_years_get_year (const ZbChartWeek *week)
{
  ZbIssue place;

  return find_place (week, &place) ? place.year : 0;
}
