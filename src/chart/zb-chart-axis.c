/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-axis.h"

#include <glib/gi18n-lib.h>

#include "chart/zb-chart.h"

/* Every how many months a step has a tick; the months are counted from January of year 0. */
static const guint months_per_step[ZB_CHART_N_STEPS] = {
  [ZB_CHART_STEP_MONTH] = 1,
  [ZB_CHART_STEP_2_MONTHS] = 2,
  [ZB_CHART_STEP_QUARTER] = 3,
  [ZB_CHART_STEP_HALF_YEAR] = 6,
  [ZB_CHART_STEP_YEAR] = 12,
  [ZB_CHART_STEP_2_YEARS] = 24,
  [ZB_CHART_STEP_5_YEARS] = 60,
  [ZB_CHART_STEP_10_YEARS] = 120,
};

/**
 * zb_chart_tick_free:
 */
void
zb_chart_tick_free (ZbChartTick *self)
{
  g_free (self->label);
  g_free (self);
}

static ZbChartTick *
add_tick (GPtrArray *ticks,
          double     at,
          char      *label)
{
  ZbChartTick *tick = g_new0 (ZbChartTick, 1);

  tick->at = at;
  tick->label = label;
  g_ptr_array_add (ticks, tick);
  return tick;
}

/**
 * zb_chart_axis_nice_max:
 * @max: the largest value
 * @n_steps: at most how many steps the axis has
 * @step: (out): from tick to tick: 1, 2, 2.5 or 5 times a power of ten, and whole
 *
 * Returns: where an axis from 0 ends so that @max is on it; at least 1.
 */
gint64
zb_chart_axis_nice_max (gint64  max,
                        guint   n_steps,
                        gint64 *step)
{
  static const guint tenths[] = { 10, 20, 25, 50 };
  gint64 needed;

  g_return_val_if_fail (max >= 0, 1);
  g_return_val_if_fail (n_steps > 0, 1);

  needed = MAX (max / n_steps + (max % n_steps > 0), 1);
  for (gint64 base = 1; base <= G_MAXINT64 / 100; base *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (tenths); i++)
      {
        gint64 candidate = base * tenths[i] / 10;

        if (candidate * 10 != base * tenths[i] || candidate < needed)
          continue;
        *step = candidate;
        return MAX ((max / candidate + (max % candidate > 0)) * candidate, candidate);
      }
  *step = MAX (max, 1);
  return *step;
}

/**
 * zb_chart_axis_dup_values:
 * @max: the largest value
 * @n_steps: at most how many steps the axis has
 * @axis_max: (out): the value at the axis's end
 *
 * Returns: (transfer full) (element-type ZbChartTick): the ticks of an axis of
 *   values from 0 up.
 */
GPtrArray *
zb_chart_axis_dup_values (gint64  max,
                          guint   n_steps,
                          gint64 *axis_max)
{
  GPtrArray *ticks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_tick_free);
  gint64 step;
  gint64 end = zb_chart_axis_nice_max (max, n_steps, &step);

  for (gint64 i = 0; i <= end / step; i++)
    add_tick (ticks, (double) (i * step) / (double) end, zb_chart_format_number (i * step));
  *axis_max = end;
  return ticks;
}

static void
add_weeks (GPtrArray   *ticks,
           const GDate *start,
           guint        n_weeks)
{
  GDate day = *start;

  for (guint i = 0; i < n_weeks; i++)
    {
      add_tick (ticks, (i + 0.5) / n_weeks, zb_date_dup_label (&day, ZB_DATE_SHORT));
      g_date_add_days (&day, 7);
    }
}

/* The first and the last week, for when nothing else fits. */
static void
add_edges (GPtrArray   *ticks,
           const GDate *start,
           guint        n_weeks)
{
  GDate day = *start;

  add_tick (ticks, 0.5 / n_weeks, zb_date_dup_label (&day, ZB_DATE_SHORT));
  if (n_weeks == 1)
    return;
  g_date_add_days (&day, 7 * (n_weeks - 1));
  add_tick (ticks, (n_weeks - 0.5) / n_weeks, zb_date_dup_label (&day, ZB_DATE_SHORT));
}

/* How the axis says which year it is. */
typedef enum {
  YEAR_AT_JANUARY,
  YEAR_AT_FIRST,
  YEAR_NEVER,
} YearPlace;

static char *
dup_month_label (const GDate *day,
                 YearPlace    place,
                 gboolean     is_first)
{
  const char *month = zb_date_month_name (g_date_get_month (day));

  if (place == YEAR_NEVER)
    return g_strdup (month);
  if (g_date_get_month (day) == G_DATE_JANUARY)
    /* Translators: a year on an axis. */
    return g_strdup_printf (C_("year", "%u"), g_date_get_year (day));
  if (place == YEAR_AT_FIRST && is_first)
    /* Translators: a month on an axis: %1$s is its short name, %2$u the year. */
    return g_strdup_printf (C_("month and year", "%1$s %2$u"), month, g_date_get_year (day));
  return g_strdup (month);
}

static gboolean
holds_january (const GDate *start,
               guint        n_days)
{
  GDate end = *start;

  g_date_add_days (&end, n_days - 1);
  return g_date_get_year (&end) > g_date_get_year (start) ||
         g_date_get_day_of_year (start) == 1;
}

/* Without a January on the axis its first tick says the year. */
static void
add_months (GPtrArray   *ticks,
            const GDate *start,
            guint        n_days,
            guint        months,
            gboolean     of_any_year)
{
  YearPlace place = of_any_year ? YEAR_NEVER : holds_january (start, n_days) ? YEAR_AT_JANUARY : YEAR_AT_FIRST;
  GDate day = *start;

  if (g_date_get_day (&day) != 1)
    {
      g_date_set_day (&day, 1);
      g_date_add_months (&day, 1);
    }
  for (; (guint) g_date_days_between (start, &day) < n_days; g_date_add_months (&day, 1))
    {
      guint month = g_date_get_year (&day) * 12u + (guint) g_date_get_month (&day) - 1;
      ZbChartTick *tick;

      if (month % months != 0)
        continue;
      tick = add_tick (ticks, (double) g_date_days_between (start, &day) / n_days,
                       dup_month_label (&day, place, ticks->len == 0));
      tick->strong = !of_any_year && months < 12 && g_date_get_month (&day) == G_DATE_JANUARY;
    }
}

/**
 * zb_chart_axis_dup_times:
 * @start: the Monday of the first week
 * @n_weeks: how many weeks the axis has, at least 1
 * @step: how far apart the ticks are
 * @of_any_year: whether the weeks stand for those of other years as well, so that no year is named
 *
 * Returns: (transfer full) (element-type ZbChartTick): the ticks, which can be
 *   none where the step is longer than the axis.
 */
GPtrArray *
zb_chart_axis_dup_times (const GDate     *start,
                         guint            n_weeks,
                         ZbChartTimeStep  step,
                         gboolean         of_any_year)
{
  GPtrArray *ticks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_tick_free);

  g_return_val_if_fail (g_date_valid (start), ticks);
  g_return_val_if_fail (n_weeks > 0, ticks);

  if (step == ZB_CHART_STEP_WEEK)
    add_weeks (ticks, start, n_weeks);
  else if (step == ZB_CHART_STEP_EDGES)
    add_edges (ticks, start, n_weeks);
  else
    add_months (ticks, start, 7 * n_weeks, months_per_step[step], of_any_year);
  return ticks;
}
