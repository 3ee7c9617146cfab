/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-median.h"

#include <glib/gi18n-lib.h>

/* What is usual, and what is far from it. Medians, since a single week of a campaign would move every mean. */

/* Of fewer known weeks there is no median worth drawing. */
#define LEAST_KNOWN 3

/* A value is far from its neighbours, half a year on either side, where it is so many times farther from their median
 * than their values usually are. Source of the rule: the median absolute deviation as of Iglewicz and Hoaglin, whose
 * limit of 3.5 deviations is 5.2 times the median distance. */
#define NEIGHBOURS 26
#define LEAST_NEIGHBOURS 12
#define FAR_TIMES 5.2

/* Brings the number that would be at @rank, were all sorted, to its place: those before it are not larger, those behind it
 * not smaller. A long line takes two medians for each of its weeks, for which sorting is too slow. */
static gint64
select_rank (gint64 *values,
             guint   n_values,
             guint   rank)
{
  guint low = 0, high = n_values - 1;

  while (low < high)
    {
      gint64 pivot = values[low + (high - low) / 2];
      guint left = low, right = high;

      for (;;)
        {
          gint64 swapped;

          while (values[left] < pivot)
            left++;
          while (values[right] > pivot)
            right--;
          if (left >= right)
            break;
          swapped = values[left];
          values[left++] = values[right];
          values[right--] = swapped;
        }
      if (rank <= right)
        high = right;
      else
        low = right + 1;
    }
  return values[rank];
}

/**
 * zb_chart_median:
 * @values: (array length=n_values): numbers, whose order is changed
 * @n_values: how many, at least 1
 *
 * Returns: the middle one; of an even number the mean of the middle two, rounded up.
 */
gint64
zb_chart_median (gint64 *values,
                 guint   n_values)
{
  gint64 low, high;

  g_return_val_if_fail (n_values > 0, 0);

  low = high = select_rank (values, n_values, (n_values - 1) / 2);
  if (n_values % 2 == 0)
    {
      high = values[n_values / 2];
      for (guint i = n_values / 2 + 1; i < n_values; i++)
        high = MIN (high, values[i]);
    }
  return low + (high - low + 1) / 2;
}

/* The known values of the weeks around @slot, the week itself where @with_self; returns how many. */
static guint
collect_around (const ZbChartSeries *series,
                guint                n_slots,
                guint                slot,
                guint                reach,
                gboolean             with_self,
                gint64              *values)
{
  guint first = slot > reach ? slot - reach : 0;
  guint last = MIN (slot + reach, n_slots - 1);
  guint n = 0;

  for (guint i = first; i <= last; i++)
    if (series->known[i] && (with_self || i != slot))
      values[n++] = series->values[i];
  return n;
}

/**
 * zb_chart_add_median:
 * @chart: a chart with plots, which nobody else holds yet
 * @n_weeks: over how many weeks the median moves: odd, 3 to %ZB_CHART_MAX_MEDIAN
 *
 * Gives each line the median of the weeks around each week. A week that is not known has none, so that no gap is
 * bridged; neither has one with fewer than three known weeks around it.
 */
void
zb_chart_add_median (ZbChart *chart,
                     guint    n_weeks)
{
  g_autofree gint64 *values = g_new (gint64, ZB_CHART_MAX_MEDIAN);

  g_return_if_fail (n_weeks >= 3 && n_weeks <= ZB_CHART_MAX_MEDIAN && n_weeks % 2 == 1);

  for (guint i = 0; i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      for (guint j = 0; j < block->series->len; j++)
        {
          ZbChartSeries *series = g_ptr_array_index (block->series, j);

          g_free (series->median);
          series->median = g_new (gint64, chart->slots->len);
          for (guint slot = 0; slot < chart->slots->len; slot++)
            {
              guint n = collect_around (series, chart->slots->len, slot, n_weeks / 2, TRUE, values);

              series->median[slot] = series->known[slot] && n >= LEAST_KNOWN ? zb_chart_median (values, n) : -1;
            }
        }
    }
  /* Translators: what the thick line of a chart is. */
  g_ptr_array_add (chart->notes, g_strdup_printf (ngettext ("Thick line: moving median of %u week.",
                                                            "Thick line: moving median of %u weeks.", n_weeks),
                                                  n_weeks));
}

static gboolean
is_far (const ZbChartSeries *series,
        guint                n_slots,
        guint                slot)
{
  gint64 values[2 * NEIGHBOURS + 1];
  guint n = collect_around (series, n_slots, slot, NEIGHBOURS, FALSE, values);
  gint64 median, deviation;

  if (!series->known[slot] || n < LEAST_NEIGHBOURS)
    return FALSE;
  median = zb_chart_median (values, n);
  for (guint i = 0; i < n; i++)
    values[i] = ABS (values[i] - median);
  deviation = zb_chart_median (values, n);
  return deviation > 0 && (double) ABS (series->values[slot] - median) > FAR_TIMES * (double) deviation;
}

/**
 * zb_chart_mark_outliers:
 * @chart: a chart with plots, which nobody else holds yet
 *
 * Marks the values that are far from those of the weeks around them.
 */
void
zb_chart_mark_outliers (ZbChart *chart)
{
  guint n = 0;

  for (guint i = 0; i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      for (guint j = 0; j < block->series->len; j++)
        {
          ZbChartSeries *series = g_ptr_array_index (block->series, j);

          for (guint slot = 0; slot < chart->slots->len; slot++)
            {
              series->far[slot] = is_far (series, chart->slots->len, slot);
              n += series->far[slot] ? 1 : 0;
            }
        }
    }
  if (n > 0)
    /* Translators: what a ring around a point of a line means. */
    g_ptr_array_add (chart->notes, g_strdup (_("Ringed: far from the weeks around it.")));
}
