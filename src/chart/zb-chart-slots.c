/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-slots.h"

#include <glib/gi18n-lib.h>

/* A century of weeks: what a damaged library could ask for stays drawable. */
#define MAX_WEEKS 5300

typedef enum {
  RANK_SURE,
  RANK_PRINTED,
  RANK_GUESSED,
} Rank;

#define N_RANKS (RANK_GUESSED + 1)

static void
init_range (GArray      *claims,
            const GDate *from,
            const GDate *to,
            ZbPeriod    *first,
            ZbPeriod    *last)
{
  zb_period_clear (first);
  zb_period_clear (last);
  for (guint i = 0; i < claims->len; i++)
    {
      const ZbChartSlot *claim = &g_array_index (claims, ZbChartSlot, i);
      ZbPeriod week;

      if (!zb_chart_find_week (claim->issue, &claim->period, &week))
        continue;
      if (!zb_period_is_known (first) || g_date_compare (&week.start, &first->start) < 0)
        *first = week;
      if (!zb_period_is_known (last) || g_date_compare (&week.start, &last->start) > 0)
        *last = week;
    }
  if (from != NULL && g_date_valid (from))
    zb_period_init_week (first, from);
  if (to != NULL && g_date_valid (to))
    zb_period_init_week (last, to);
}

/**
 * zb_chart_span_weeks:
 * @chart: a chart without weeks
 * @claims: (element-type ZbChartSlot): issues and weeks in any order, as they are printed
 * @from: (nullable): a day of the first week; the earliest of @claims where %NULL or invalid
 * @to: (nullable): a day of the last week; the latest of @claims where %NULL or invalid
 *
 * Gives the chart a slot for each week of the range, also for those that nobody claims.
 */
void
zb_chart_span_weeks (ZbChart     *chart,
                     GArray      *claims,
                     const GDate *from,
                     const GDate *to)
{
  ZbPeriod first, last;
  GDate day;

  init_range (claims, from, to, &first, &last);
  if (!zb_period_is_known (&first) || !zb_period_is_known (&last))
    return;
  day = first.start;
  while (g_date_compare (&day, &last.start) <= 0 && chart->slots->len < MAX_WEEKS)
    {
      ZbChartSlot slot = { 0, };

      zb_period_init_week (&slot.period, &day);
      if (zb_issue_is_numbered_year (g_date_get_year (&slot.period.end)))
        slot.issue = zb_issue_for_date (&day);
      g_array_append_val (chart->slots, slot);
      g_date_add_days (&day, 7);
    }
  if (chart->slots->len == MAX_WEEKS)
    g_ptr_array_add (chart->notes, g_strdup (_("The range is too long and was cut.")));
}

/**
 * zb_chart_find_slot:
 * @day: a valid date
 *
 * Returns: the index of the slot that holds @day, or -1.
 */
int
zb_chart_find_slot (ZbChart     *chart,
                    const GDate *day)
{
  const ZbChartSlot *first;
  int days;

  if (chart->slots->len == 0)
    return -1;
  first = &g_array_index (chart->slots, ZbChartSlot, 0);
  days = g_date_days_between (&first->period.start, day);
  if (days < 0 || (guint) days / 7 >= chart->slots->len)
    return -1;
  return days / 7;
}

/* How good a claim is: best where number and week say the same; a printed week is better than a number alone, which in
 * years without a known numbering is only a guess. */
static Rank
get_rank (const ZbChartSlot *claim)
{
  ZbPeriod week, numbered;

  if (zb_issue_is_numbered_year (claim->issue.year) && zb_chart_find_week (claim->issue, &claim->period, &week) &&
      zb_period_init_issue (&numbered, claim->issue) && g_date_compare (&week.start, &numbered.start) == 0)
    return RANK_SURE;
  return zb_period_is_known (&claim->period) ? RANK_PRINTED : RANK_GUESSED;
}

/* Puts a claim where its week is, or, where another issue is there already,
 * where its number says that it belongs. Returns -1 where it finds no place. */
static int
place_week (ZbChart            *chart,
            const ZbChartSlot **owners,
            const ZbChartSlot  *claim,
            gboolean           *lost)
{
  ZbPeriod week;
  int slot;

  if (!zb_chart_find_week (claim->issue, &claim->period, &week) || (slot = zb_chart_find_slot (chart, &week.start)) < 0)
    return -1;
  if (owners[slot] != NULL && zb_issue_compare (owners[slot]->issue, claim->issue) != 0 &&
      zb_period_init_issue (&week, claim->issue))
    slot = zb_chart_find_slot (chart, &week.start);
  *lost = slot < 0 || (owners[slot] != NULL &&
                       zb_issue_compare (owners[slot]->issue, claim->issue) != 0);
  if (*lost)
    return -1;
  if (owners[slot] == NULL)
    owners[slot] = claim;
  if (zb_issue_is_known (claim->issue))
    g_array_index (chart->slots, ZbChartSlot, slot).issue = claim->issue;
  return slot;
}

/**
 * zb_chart_place_weeks:
 * @chart: a chart whose weeks zb_chart_span_weeks() has made
 * @claims: (element-type ZbChartSlot): issues and weeks in any order, as they are printed
 *
 * Says which of @claims stands in which slot. Two issues can claim one week,
 * since printed weeks can be wrong: then it is given to the one whose number
 * says the same, else to the first that prints it, else to the first whose
 * number alone leads there; the other goes where its number says that it
 * belongs. Issues that find no place are told in a note of the chart.
 * An issue that is there several times has the same slot each time.
 *
 * Returns: (transfer full): for each of @claims the index of its slot, or -1.
 */
int *
zb_chart_place_weeks (ZbChart *chart,
                      GArray  *claims)
{
  g_autofree const ZbChartSlot **owners = g_new0 (const ZbChartSlot *, chart->slots->len + 1);
  int *slots = g_new (int, claims->len + 1);
  guint n_lost = 0;

  for (guint rank = 0; rank < N_RANKS; rank++)
    for (guint i = 0; i < claims->len; i++)
      {
        const ZbChartSlot *claim = &g_array_index (claims, ZbChartSlot, i);
        gboolean lost = FALSE;

        if (get_rank (claim) != rank)
          continue;
        slots[i] = place_week (chart, owners, claim, &lost);
        n_lost += lost;
      }
  if (n_lost > 0)
    g_ptr_array_add (chart->notes,
                     g_strdup_printf (ngettext ("%u bulletin is left out: another one claims the "
                                                "same week.",
                                                "%u bulletins are left out: others claim the same "
                                                "weeks.", n_lost), n_lost));
  return slots;
}

/**
 * zb_chart_seat_weeks:
 * @chart: a chart without weeks
 * @weeks: (element-type ZbChartWeek): what is known, in any order
 * @from: (nullable): a day of the first week, as for zb_chart_span_weeks()
 * @to: (nullable): a day of the last week
 *
 * Gives the chart its weeks, and says which of @weeks stands in each; of the
 * same issue the first.
 *
 * Returns: (transfer container) (array): for each slot the week, or %NULL.
 */
const ZbChartWeek **
zb_chart_seat_weeks (ZbChart     *chart,
                     GPtrArray   *weeks,
                     const GDate *from,
                     const GDate *to)
{
  g_autoptr(GArray) claims = g_array_new (FALSE, FALSE, sizeof (ZbChartSlot));
  g_autofree int *slots = NULL;
  const ZbChartWeek **seats;

  for (guint i = 0; i < weeks->len; i++)
    {
      const ZbChartWeek *week = g_ptr_array_index (weeks, i);
      ZbChartSlot claim = { .issue = week->issue, .period = week->period };

      g_array_append_val (claims, claim);
    }
  zb_chart_span_weeks (chart, claims, from, to);
  slots = zb_chart_place_weeks (chart, claims);
  seats = g_new0 (const ZbChartWeek *, chart->slots->len + 1);
  for (guint i = 0; i < weeks->len; i++)
    if (slots[i] >= 0 && seats[slots[i]] == NULL)
      seats[slots[i]] = g_ptr_array_index (weeks, i);
  return seats;
}
