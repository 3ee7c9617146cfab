/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-comparison.h"

#include <glib/gi18n-lib.h>

#include "chart/zb-chart-median.h"
#include "chart/zb-chart-slots.h"

/* A week beside what it is measured by: the week before, the same one a year before, and what is usual. Each figure
 * has bars of its own, since different figures share no scale. */

const char *const zb_chart_comparison_figures[] = {
  ZB_FIGURE_INCIDENTS_TOTAL, ZB_FIGURE_INCIDENTS_CROSS_BORDER, ZB_FIGURE_INCIDENTS_PHISHING, NULL,
};

#define DAYS_OF_A_WEEK 7
#define WEEKS_OF_A_YEAR 52

/* What lies a century back is not compared with. */
#define MAX_YEARS 100

typedef struct {
  ZbCatalogue        *catalogue;
  ZbIssue             issue;
  ZbPeriod            period;
  GPtrArray          *weeks;
  /* A chart for its weeks alone: those up to this one. */
  ZbChart            *places;
  /* (nullable) (array): which bulletin stands in each of them. */
  const ZbChartWeek **seats;
} Comparison;

/* The first week that is known, but none from before the century. */
static void
init_first (const Comparison *self,
            GDate            *first)
{
  *first = self->period.start;
  for (guint i = 0; i < self->weeks->len; i++)
    {
      ZbPeriod week;

      if (zb_chart_week_find (g_ptr_array_index (self->weeks, i), &week) && g_date_compare (&week.start, first) < 0 &&
          g_date_days_between (&week.start, &self->period.start) <= MAX_YEARS * WEEKS_OF_A_YEAR * DAYS_OF_A_WEEK)
        *first = week.start;
    }
}

/* Returns whether it is known which week is compared. */
static gboolean
place_weeks (Comparison        *self,
             const ZbChartWeek *week)
{
  GDate first;

  zb_period_clear (&self->period);
  if (!zb_chart_week_find (week, &self->period))
    return FALSE;
  init_first (self, &first);
  self->seats = zb_chart_seat_weeks (self->places, self->weeks, &first, &self->period.start);
  return TRUE;
}

/* What the week itself says. Another bulletin can claim the same week: its number is not this one's. */
static const ZbFigure *
find_own (const Comparison *self,
          const char       *figure)
{
  for (guint i = 0; i < self->weeks->len; i++)
    {
      const ZbChartWeek *week = g_ptr_array_index (self->weeks, i);
      const ZbFigure *found = NULL;
      ZbPeriod period;

      if (zb_issue_compare (week->issue, self->issue) == 0 && zb_chart_week_find (week, &period) &&
          g_date_compare (&period.start, &self->period.start) == 0)
        found = zb_chart_week_get_value (week, figure);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Of the bulletin that stands in that week. */
static const ZbFigure *
find_value (const Comparison *self,
            const ZbPeriod   *period,
            const char       *figure,
            ZbIssue          *issue)
{
  int slot = zb_chart_find_slot (self->places, &period->start);
  const ZbChartWeek *week = slot >= 0 ? self->seats[slot] : NULL;

  if (week == NULL)
    return NULL;
  *issue = week->issue;
  return zb_chart_week_get_value (week, figure);
}

/* The week that begins so many weeks before this one. */
static void
init_before (const Comparison *self,
             guint             n_weeks,
             ZbPeriod         *period)
{
  GDate day = self->period.start;

  g_date_subtract_days (&day, n_weeks * DAYS_OF_A_WEEK);
  zb_period_init_week (period, &day);
}

/* The same issue of the year before, where both years are numbered; else 52 weeks before. */
static void
init_year_before (const Comparison *self,
                  ZbPeriod         *period)
{
  ZbIssue before = { self->issue.year - 1, self->issue.number };

  if (!zb_issue_is_known (self->issue) || !zb_issue_is_numbered_year (self->issue.year) ||
      !zb_issue_is_numbered_year (before.year) || before.number > zb_issue_n_in_year (before.year) ||
      !zb_period_init_issue (period, before))
    init_before (self, WEEKS_OF_A_YEAR, period);
}

/* Behind a number: how much larger or smaller this week's is. */
static void
add_change (ZbChartItem *item,
            gint64       now)
{
  double change;
  g_autofree char *percent = NULL;

  if (item->value <= 0)
    return;
  change = 100.0 * (double) (now - item->value) / (double) item->value;
  if (change >= 0.5)
    /* Translators: a rise in percent; the space does not break. */
    percent = g_strdup_printf (C_("change", "+%.0f %%"), change);
  else if (change <= -0.5)
    /* Translators: a fall in percent, with a minus sign; the space does not break. */
    percent = g_strdup_printf (C_("change", "−%.0f %%"), -change);
  else
    percent = g_strdup (C_("change", "±0 %"));
  /* Translators: behind another week's number; %s is how much this week's is larger or smaller: "+9 %". */
  item->symbol = g_strdup_printf (_("(this week %s)"), percent);
}

static void
add_week (ZbChartBlock     *block,
          const Comparison *self,
          const char       *figure,
          const char       *label,
          const ZbPeriod   *period,
          const ZbFigure   *now)
{
  ZbIssue issue = { 0, 0 };
  const ZbFigure *value = find_value (self, period, figure, &issue);
  ZbChartItem *item = value != NULL ? zb_chart_block_add_item (block, figure, label, value->value)
                                    : zb_chart_block_add_missing (block, figure, label);

  item->is_reference = TRUE;
  item->has_week = TRUE;
  item->issue = issue;
  item->period = *period;
  if (value == NULL)
    return;
  item->is_typed = value->is_typed;
  item->is_bundled = value->is_bundled;
  add_change (item, now->value);
}

/* The last weeks before this one of which the figure is known, at most so many as a year has. */
static GArray *
collect_before (const Comparison *self,
                const char       *figure)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (gint64));
  int slot = zb_chart_find_slot (self->places, &self->period.start);

  for (int i = slot - 1; i >= 0 && values->len < ZB_CHART_MEDIAN_WEEKS; i--)
    {
      const ZbFigure *value = self->seats[i] != NULL ? zb_chart_week_get_value (self->seats[i], figure) : NULL;

      if (value != NULL)
        g_array_append_val (values, value->value);
    }
  return values;
}

static void
add_median (ZbChartBlock     *block,
            const Comparison *self,
            const char       *figure,
            const ZbFigure   *now)
{
  g_autoptr(GArray) values = collect_before (self, figure);
  g_autofree char *label = NULL;
  ZbChartItem *item;

  if (values->len == 0)
    item = zb_chart_block_add_missing (block, figure, _("Median of the weeks before"));
  else
    {
      /* Translators: of how many weeks before this one the median is. */
      label = g_strdup_printf (ngettext ("Median of %u known week before", "Median of %u known weeks before", values->len),
                               values->len);
      item = zb_chart_block_add_item (block, figure, label,
                                      zb_chart_median ((gint64 *) (gpointer) values->data, values->len));
      add_change (item, now->value);
    }
  item->is_reference = TRUE;
  item->has_week = TRUE;
}

static void
add_figure (ZbChart            *chart,
            const Comparison   *self,
            const ZbFigureKind *kind)
{
  const ZbFigure *now = find_own (self, kind->id);
  ZbPeriod before, year_before;
  ZbChartBlock *block;
  ZbChartItem *item;

  if (now == NULL)
    {
      /* Translators: %s is the name of a figure. */
      g_ptr_array_add (chart->notes, g_strdup_printf (_("“%s” is left out: it is not known for this week."),
                                                      zb_figure_kind_get_label (kind)));
      return;
    }
  init_before (self, 1, &before);
  init_year_before (self, &year_before);
  block = zb_chart_add_block (chart, ZB_CHART_BLOCK_BARS, zb_figure_kind_get_label (kind));
  block->unit = g_strdup (zb_catalogue_get_unit_name (self->catalogue, kind->unit));
  block->color = chart->blocks->len - 1;
  item = zb_chart_block_add_item (block, kind->id, _("This week"), now->value);
  item->is_typed = now->is_typed;
  item->is_bundled = now->is_bundled;
  add_week (block, self, kind->id, _("The week before"), &before, now);
  add_week (block, self, kind->id, _("The same week a year before"), &year_before, now);
  add_median (block, self, kind->id, now);
  for (guint i = 0; i < block->items->len; i++)
    ((ZbChartItem *) block->items->pdata[i])->unit = g_strdup (block->unit);
}

static void
set_titles (ZbChart          *chart,
            const Comparison *self)
{
  g_autofree char *start = zb_date_dup_iso (&self->period.start);

  chart->issue = self->issue;
  chart->period = self->period;
  chart->title = g_strdup (_("The week beside others"));
  chart->subtitle = zb_chart_format_issue (self->issue, &self->period);
  chart->source = g_strdup (_("Source: CNCERT, weekly bulletins."));
  chart->name = zb_issue_is_known (self->issue)
                ? g_strdup_printf ("%u-%02u-comparison", self->issue.year, self->issue.number)
                : g_strdup_printf ("%s-comparison", start);
}

/**
 * zb_chart_new_comparison:
 * @catalogue: what the figures mean
 * @weeks: (element-type ZbChartWeek): what is known, in any order, the week itself among them
 * @issue: the issue; parts are 0 where unknown
 * @period: its week; may be unknown where the issue is known
 * @figure_ids: (array zero-terminated=1): which figures are compared
 *
 * A week beside the week before, the same week a year before, and the median of the last 52 weeks before it of which
 * the figure is known. What is not known is said, and has no bar.
 *
 * Returns: (transfer full): the chart; without a number where nothing is known of the week.
 */
ZbChart *
zb_chart_new_comparison (ZbCatalogue        *catalogue,
                         GPtrArray          *weeks,
                         ZbIssue             issue,
                         const ZbPeriod     *period,
                         const char * const *figure_ids)
{
  g_autoptr(ZbChart) places = zb_chart_new ();
  const ZbChartWeek week = { .issue = issue, .period = *period };
  Comparison self = { .catalogue = catalogue, .issue = issue, .weeks = weeks, .places = places };
  ZbChart *chart;

  g_return_val_if_fail (ZB_IS_CATALOGUE (catalogue), NULL);
  g_return_val_if_fail (weeks != NULL, NULL);
  g_return_val_if_fail (figure_ids != NULL, NULL);

  chart = zb_chart_new ();
  if (place_weeks (&self, &week))
    for (guint i = 0; figure_ids[i] != NULL; i++)
      {
        const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure_ids[i]);

        if (kind != NULL && !zb_figure_kind_is_level (kind))
          add_figure (chart, &self, kind);
      }
  set_titles (chart, &self);
  g_free (self.seats);
  if (chart->blocks->len == 0)
    zb_chart_add_block (chart, ZB_CHART_BLOCK_MESSAGE, NULL)->message = g_strdup (_("No number of this week is known."));
  return chart;
}
