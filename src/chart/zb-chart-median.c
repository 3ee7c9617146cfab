/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-median.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

/* The mean of two numbers, of which @high is not the smaller one, rounded up. */
static gint64
mean_up (gint64 low,
         gint64 high)
{
  return low + (high - low + 1) / 2;
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
  return mean_up (low, high);
}

/* The known values of the weeks around @slot, the week itself among them; returns how many. */
static guint
collect_around (const ZbChartSeries *series,
                guint                n_slots,
                guint                slot,
                guint                reach,
                gint64              *values)
{
  guint first = slot > reach ? slot - reach : 0;
  guint last = MIN (slot + reach, n_slots - 1);
  guint n = 0;

  for (guint i = first; i <= last; i++)
    if (series->known[i])
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
              guint n = collect_around (series, chart->slots->len, slot, n_weeks / 2, values);

              series->median[slot] = series->known[slot] && n >= LEAST_KNOWN ? zb_chart_median (values, n) : -1;
            }
        }
    }
  /* Translators: what the thick line of a chart is. */
  g_ptr_array_add (chart->notes, g_strdup_printf (ngettext ("Thick line: moving median of %u week.",
                                                            "Thick line: moving median of %u weeks.", n_weeks),
                                                  n_weeks));
}

/* The known values around a week, in rising order. It moves along a line from week to week, since to sort them anew for
 * each week takes longer than to draw the line. */
typedef struct {
  gint64 values[2 * NEIGHBOURS + 1];
  guint  n;
} Neighbours;

/* How many are smaller than @value. */
static guint
count_below (const Neighbours *self,
             gint64            value)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->values[middle] < value)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
neighbours_add (Neighbours *self,
                gint64      value)
{
  guint place = count_below (self, value);

  memmove (self->values + place + 1, self->values + place, (self->n - place) * sizeof *self->values);
  self->values[place] = value;
  self->n++;
}

static void
neighbours_remove (Neighbours *self,
                   gint64      value)
{
  guint place = count_below (self, value);

  self->n--;
  memmove (self->values + place, self->values + place + 1, (self->n - place) * sizeof *self->values);
}

static gboolean
is_far (const Neighbours *neighbours,
        gint64            value)
{
  gint64 distances[2 * NEIGHBOURS + 1];
  guint n = neighbours->n;
  gint64 median, deviation, near, over;

  if (n < LEAST_NEIGHBOURS)
    return FALSE;
  median = mean_up (neighbours->values[(n - 1) / 2], neighbours->values[n / 2]);
  /* The usual distance is so small only where half of them are so near, which is seldom and soon seen. */
  near = (gint64) ((double) ABS (value - median) / FAR_TIMES) + 1;
  over = median < G_MAXINT64 - near ? median + near + 1 : G_MAXINT64;
  if (2 * (count_below (neighbours, over) - count_below (neighbours, median - near)) < n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    distances[i] = ABS (neighbours->values[i] - median);
  deviation = zb_chart_median (distances, n);
  return deviation > 0 && (double) ABS (value - median) > FAR_TIMES * (double) deviation;
}

/* Returns how many there are. */
static guint
mark_line (ZbChartSeries *series,
           guint          n_slots)
{
  Neighbours neighbours = { .n = 0 };
  guint n = 0;

  for (guint slot = 0; slot < MIN (NEIGHBOURS, n_slots); slot++)
    if (series->known[slot])
      neighbours_add (&neighbours, series->values[slot]);
  for (guint slot = 0; slot < n_slots; slot++)
    {
      if (slot > NEIGHBOURS && series->known[slot - NEIGHBOURS - 1])
        neighbours_remove (&neighbours, series->values[slot - NEIGHBOURS - 1]);
      if (slot + NEIGHBOURS < n_slots && series->known[slot + NEIGHBOURS])
        neighbours_add (&neighbours, series->values[slot + NEIGHBOURS]);
      series->far[slot] = FALSE;
      if (!series->known[slot])
        continue;
      neighbours_remove (&neighbours, series->values[slot]);
      series->far[slot] = is_far (&neighbours, series->values[slot]);
      neighbours_add (&neighbours, series->values[slot]);
      n += series->far[slot] ? 1 : 0;
    }
  return n;
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
        n += mark_line (g_ptr_array_index (block->series, j), chart->slots->len);
    }
  if (n > 0)
    /* Translators: what a ring around a point of a line means. */
    g_ptr_array_add (chart->notes, g_strdup (_("Ringed: far from the weeks around it.")));
}
