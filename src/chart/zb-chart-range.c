/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-range.h"

#include <math.h>

#include "bulletin/zb-period.h"

/* How many weeks @b begins after @a; negative where it begins before. */
static int
count_weeks (const GDate *a,
             const GDate *b)
{
  return g_date_days_between (a, b) / 7;
}

static void
add_weeks (GDate *day,
           int    n_weeks)
{
  if (n_weeks >= 0)
    g_date_add_days (day, 7 * (guint) n_weeks);
  else
    g_date_subtract_days (day, 7 * (guint) -n_weeks);
}

/* Puts @n_weeks weeks that should begin @offset weeks after @whole where they lie within it. */
static void
place (ZbChartRange       *self,
       const ZbChartRange *whole,
       int                 offset,
       guint               n_weeks)
{
  guint least = MIN (ZB_CHART_RANGE_LEAST, whole->n_weeks);

  self->n_weeks = CLAMP (n_weeks, least, whole->n_weeks);
  self->start = whole->start;
  add_weeks (&self->start, CLAMP (offset, 0, (int) (whole->n_weeks - self->n_weeks)));
}

/**
 * zb_chart_range_init:
 * @from: a day of the first week
 * @to: a day of the last week; not before @from
 */
void
zb_chart_range_init (ZbChartRange *self,
                     const GDate  *from,
                     const GDate  *to)
{
  ZbPeriod first, last;

  zb_period_init_week (&first, from);
  zb_period_init_week (&last, to);
  self->start = first.start;
  self->n_weeks = (guint) MAX (count_weeks (&first.start, &last.start), 0) + 1;
}

/**
 * zb_chart_range_get_end:
 * @end: (out): the Sunday of the last week
 */
void
zb_chart_range_get_end (const ZbChartRange *self,
                        GDate              *end)
{
  *end = self->start;
  g_date_add_days (end, 7 * self->n_weeks - 1);
}

/**
 * zb_chart_range_equal:
 *
 * Returns: whether both are the same weeks.
 */
gboolean
zb_chart_range_equal (const ZbChartRange *a,
                      const ZbChartRange *b)
{
  return a->n_weeks == b->n_weeks && g_date_compare (&a->start, &b->start) == 0;
}

/**
 * zb_chart_range_zoom:
 * @whole: all weeks that there are
 * @factor: how many times as many weeks there will be: under 1 for fewer
 * @at: what stays where it is: from 0, the first week's Monday, to 1, the end of the last week
 *
 * Makes the range shorter or longer, by a week at least, but never longer than
 * @whole, and never shorter than %ZB_CHART_RANGE_LEAST weeks.
 */
void
zb_chart_range_zoom (ZbChartRange       *self,
                     const ZbChartRange *whole,
                     double              factor,
                     double              at)
{
  double n_weeks = round (self->n_weeks * factor);
  int offset = count_weeks (&whole->start, &self->start);

  g_return_if_fail (factor > 0);

  if (factor < 1)
    n_weeks = MIN (n_weeks, self->n_weeks - 1.0);
  else if (factor > 1)
    n_weeks = MAX (n_weeks, self->n_weeks + 1.0);
  n_weeks = CLAMP (n_weeks, MIN (ZB_CHART_RANGE_LEAST, whole->n_weeks), whole->n_weeks);
  offset += (int) round ((self->n_weeks - n_weeks) * CLAMP (at, 0, 1));
  place (self, whole, offset, (guint) n_weeks);
}

/**
 * zb_chart_range_move:
 * @whole: all weeks that there are
 * @n_weeks: how far: negative for earlier weeks
 *
 * Shows as many weeks, but other ones, until the end of @whole.
 */
void
zb_chart_range_move (ZbChartRange       *self,
                     const ZbChartRange *whole,
                     int                 n_weeks)
{
  int offset = count_weeks (&whole->start, &self->start);
  int most = (int) whole->n_weeks;

  place (self, whole, offset + CLAMP (n_weeks, -most, most), self->n_weeks);
}

/**
 * zb_chart_range_narrow:
 * @whole: all weeks that there are
 * @first: a week of the range, counted from 0
 * @last: another one, before or after it
 *
 * Shows only the weeks from @first to @last, and where these are too few, those around them.
 */
void
zb_chart_range_narrow (ZbChartRange       *self,
                       const ZbChartRange *whole,
                       guint               first,
                       guint               last)
{
  int offset = count_weeks (&whole->start, &self->start);
  guint low = MIN (MIN (first, last), self->n_weeks - 1);
  guint high = MIN (MAX (first, last), self->n_weeks - 1);
  guint n_weeks = high - low + 1;
  guint lacking = n_weeks < ZB_CHART_RANGE_LEAST ? ZB_CHART_RANGE_LEAST - n_weeks : 0;

  place (self, whole, offset + (int) low - (int) (lacking / 2), n_weeks);
}
