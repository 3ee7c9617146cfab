/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "numbers-check.h"

#include <math.h>
#include <string.h>

#include "chart/zb-chart-table.h"

#define TOTAL    "incidents_total"
#define PHISHING "incidents_phishing_complaints"
#define CROSS    "incidents_cross_border"

/* Half a year on either side, with so many known weeks at least, and so many times the usual distance. */
#define NEIGHBOURS       26
#define LEAST_NEIGHBOURS 12
#define FAR_TIMES        5.2

static const char *
get_unit (const Truth *truth,
          const char  *figure)
{
  int index = truth_find_figure (truth, figure);

  g_assert_cmpint (index, >=, 0);
  return truth_get_figure (truth, (guint) index)->unit;
}

/* A total and one part of it, in the same unit; the other part is what is left, and never another figure. */
static void
check_split (const Truth        *truth,
             const ZbChartBlock *block)
{
  const ZbChartItem *part, *rest;

  g_assert_nonnull (block->whole);
  g_assert_cmpuint (block->items->len, ==, 2);
  part = g_ptr_array_index (block->items, 0);
  rest = g_ptr_array_index (block->items, 1);
  g_assert_cmpstr (block->whole->figure, ==, TOTAL);
  g_assert_true (g_strcmp0 (part->figure, PHISHING) == 0 || g_strcmp0 (part->figure, CROSS) == 0);
  g_assert_null (rest->figure);
  g_assert_cmpstr (get_unit (truth, part->figure), ==, get_unit (truth, block->whole->figure));
  g_assert_cmpint (part->value, >=, 0);
  g_assert_cmpint (rest->value, >=, 0);
  g_assert_cmpint (part->value + rest->value, ==, block->whole->value);
  if (block->whole->value > 0)
    g_assert_cmpint (part->percent + rest->percent, ==, 100);
}

/* Bars on one scale: figures of one unit and group, each once, none of them of incidents, which overlap. */
static void
check_bars (const Truth        *truth,
            const ZbChartBlock *block)
{
  g_assert_cmpuint (block->items->len, >, 1);
  g_assert_null (block->whole);
  for (guint i = 0; i < block->items->len; i++)
    {
      const ZbChartItem *item = g_ptr_array_index (block->items, i);
      const ZbChartItem *first = g_ptr_array_index (block->items, 0);
      const TruthFigure *figure = truth_get_figure (truth, (guint) truth_find_figure (truth, item->figure));

      g_assert_cmpstr (figure->unit, ==, get_unit (truth, first->figure));
      g_assert_cmpstr (figure->unit_name, ==, block->unit);
      g_assert_cmpstr (figure->unit, !=, "level");
      g_assert_cmpint (item->percent, ==, -1);
      g_assert_cmpstr (figure->group, ==,
                       truth_get_figure (truth, (guint) truth_find_figure (truth, first->figure))->group);
      g_assert_true (item->has_week || !g_str_equal (figure->group, "incidents"));
    }
}

static void
check_panel (const Truth        *truth,
             const ZbChartBlock *block)
{
  for (guint i = 0; i < block->series->len; i++)
    {
      const ZbChartSeries *series = g_ptr_array_index (block->series, i);
      const TruthFigure *figure = truth_get_figure (truth, (guint) truth_find_figure (truth, series->figure));

      g_assert_cmpstr (figure->unit_name, ==, block->unit);
      g_assert_cmpstr (figure->unit, ==, get_unit (truth, ((ZbChartSeries *) block->series->pdata[0])->figure));
    }
}

/**
 * check_blocks:
 *
 * Asserts that nothing is added, divided or measured together that has other units or overlaps.
 */
void
check_blocks (const Truth *truth,
              ZbChart     *chart)
{
  for (guint i = 0; i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      switch (block->kind)
        {
        case ZB_CHART_BLOCK_SPLIT:
          check_split (truth, block);
          break;
        case ZB_CHART_BLOCK_BARS:
          if (((ZbChartItem *) block->items->pdata[block->items->len - 1])->is_reference)
            g_assert_cmpstr (((ZbChartItem *) block->items->pdata[0])->figure, ==,
                             ((ZbChartItem *) block->items->pdata[block->items->len - 1])->figure);
          else
            check_bars (truth, block);
          break;
        case ZB_CHART_BLOCK_PLOT:
          check_panel (truth, block);
          break;
        case ZB_CHART_BLOCK_FACTS:
        case ZB_CHART_BLOCK_GRID:
        case ZB_CHART_BLOCK_MESSAGE:
          g_assert_null (block->whole);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/* "(this week +9 %)" behind what a week is measured by. */
static void
check_change (gint64      now,
              gint64      then,
              const char *words)
{
  double change = 100.0 * (double) (now - then) / (double) then;
  const char *number = strpbrk (words, "+0123456789");
  double told;

  g_assert_nonnull (number);
  told = g_ascii_strtod (number, NULL);
  if (strstr (words, "−") != NULL)
    told = -told;
  g_assert_cmpfloat (fabs (told - change), <=, 0.5 + fabs (change) * 1e-9);
  g_assert_true (told != 0 || strstr (words, "±") != NULL);
}

/**
 * check_changes:
 *
 * Asserts that a comparison says rightly how much this week differs.
 */
void
check_changes (ZbChart *chart)
{
  for (guint i = 0; i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      for (guint j = 1; j < block->items->len; j++)
        {
          const ZbChartItem *now = g_ptr_array_index (block->items, 0);
          const ZbChartItem *item = g_ptr_array_index (block->items, j);

          g_assert_true (item->is_reference);
          g_assert_cmpint (item->symbol != NULL, ==, !item->is_missing && item->value > 0);
          if (item->symbol != NULL)
            check_change (now->value, item->value, item->symbol);
        }
    }
}

/* The known values of up to @reach weeks on either side. */
static guint
collect (const ZbChartSeries *series,
         int                  n_slots,
         int                  slot,
         int                  reach,
         gboolean             with_self,
         gint64              *values)
{
  guint n = 0;

  for (int i = slot - reach; i <= slot + reach; i++)
    if (i >= 0 && i < n_slots && series->known[i] && (with_self || i != slot))
      values[n++] = series->values[i];
  return n;
}

static gboolean
is_far (const ZbChartSeries *series,
        int                  n_slots,
        int                  slot)
{
  gint64 values[2 * NEIGHBOURS + 1];
  guint n = collect (series, n_slots, slot, NEIGHBOURS, FALSE, values);
  gint64 median, distance;

  if (!series->known[slot] || n < LEAST_NEIGHBOURS)
    return FALSE;
  median = sorted_median (values, n);
  for (guint i = 0; i < n; i++)
    values[i] = values[i] > median ? values[i] - median : median - values[i];
  distance = sorted_median (values, n);
  return distance > 0 && fabs ((double) (series->values[slot] - median)) > FAR_TIMES * (double) distance;
}

/**
 * check_lines:
 * @n_median: over how many weeks its median moves; 0 where it has none
 *
 * Asserts what is worked out of the values of a trend, once these are known to be right.
 */
void
check_lines (const Truth *truth,
             ZbChart     *chart,
             guint        n_median)
{
  int n_slots = (int) chart->slots->len;

  for (guint i = 0; i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      for (guint j = 0; j < block->series->len; j++)
        {
          const ZbChartSeries *series = g_ptr_array_index (block->series, j);

          g_assert_cmpint (series->median != NULL, ==, n_median > 0);
          for (int slot = 0; slot < n_slots; slot++)
            {
              gint64 values[WEEKS_OF_YEAR];
              guint n = n_median > 0 ? collect (series, n_slots, slot, (int) n_median / 2, TRUE, values) : 0;

              g_assert_cmpint (series->far[slot], ==, is_far (series, n_slots, slot));
              if (n_median > 0)
                g_assert_cmpint (series->median[slot], ==, series->known[slot] && n >= 3 ? sorted_median (values, n) : -1);
            }
        }
    }
}

/* How many weeks of each state a year has; those of 0 for all years together. */
static void
count_states (const Truth *truth,
              guint        from,
              guint        to,
              guint        year,
              guint        counts[4])
{
  /* By the state of the library, in the order of the chart. */
  static const guint order[] = { 2, 1, 0 };

  memset (counts, 0, 4 * sizeof *counts);
  for (guint monday = from; monday <= to; monday += 7)
    {
      const TruthWeek *week = truth_get_place (truth, monday);
      guint its_year, number;

      issue_of_monday (monday, &its_year, &number);
      if (year == 0 || its_year == year)
        counts[week != NULL ? order[week->state] : 3]++;
    }
}

/**
 * check_calendar_counts:
 *
 * Asserts that a calendar counts its weeks rightly, in all and in the table of its years.
 */
void
check_calendar_counts (const Truth *truth,
                       guint        from,
                       guint        to,
                       ZbChart     *chart)
{
  static const char *const labels[] = { "Text here", "Figures only", "Missing", "Nothing known" };
  const ZbChartBlock *block = g_ptr_array_index (chart->blocks, 0);
  g_autoptr(GPtrArray) table = zb_chart_dup_table (chart);
  guint counts[4], first, last, number, next = 0;

  count_states (truth, from, to, 0, counts);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (((ZbChartItem *) block->items->pdata[i])->value, ==, counts[i]);
  issue_of_monday (from, &first, &number);
  issue_of_monday (to, &last, &number);
  for (guint year = first; year <= last; year++)
    {
      count_states (truth, from, to, year, counts);
      for (guint i = 0; i < 4; i++)
        {
          g_autofree char *label = g_strdup_printf ("%u: %s", year, labels[i]);
          g_autofree char *value = g_strdup_printf ("%u", counts[i]);
          const ZbChartRow *row;

          if (counts[i] == 0)
            continue;
          g_assert_cmpuint (next, <, table->len);
          row = g_ptr_array_index (table, next++);
          g_assert_cmpstr (row->label, ==, label);
          g_assert_cmpstr (row->value, ==, value);
        }
    }
  g_assert_cmpuint (table->len, ==, next);
}
