/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "fixtures.h"

#include "chart/zb-chart-median.h"

/* What is usual, and what is far from it. */

#define FIGURE "incidents_total"

static const ZbChartSeries *
get_line (ZbChart *chart)
{
  return g_ptr_array_index (get_block (chart, 0)->series, 0);
}

static void
test_middle (void)
{
  gint64 odd[] = { 9, 1, 5 };
  gint64 even[] = { 4, 1, 2, 9 };
  gint64 large[] = { G_MAXINT64, G_MAXINT64 - 1 };
  gint64 one[] = { 0 };

  g_assert_cmpint (zb_chart_median (odd, 3), ==, 5);
  g_assert_cmpint (zb_chart_median (even, 4), ==, 3);
  g_assert_cmpint (zb_chart_median (large, 2), ==, G_MAXINT64);
  g_assert_cmpint (zb_chart_median (one, 1), ==, 0);
}

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 two = *(const gint64 *) b;

  return (one > two) - (one < two);
}

/* Given any numbers, many of them equal, then the middle one is the one that is there when they are sorted. */
static void
test_any_numbers (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      guint n = (guint) g_test_rand_int_range (1, 60);
      gint64 values[60], sorted[60];

      for (guint i = 0; i < n; i++)
        values[i] = sorted[i] = g_test_rand_int_range (0, round % 2 == 0 ? 5 : 100000);
      qsort (sorted, n, sizeof *sorted, compare_values);
      g_assert_cmpint (zb_chart_median (values, n), ==,
                       sorted[(n - 1) / 2] + (sorted[n / 2] - sorted[(n - 1) / 2] + 1) / 2);
    }
}

/* Given a line with a gap, then the median has the same gap; where too few weeks are known it has none. */
static void
test_moving (void)
{
  static const gint64 values[] = { 10, 20, 30, UNKNOWN, 50, 60, UNKNOWN, UNKNOWN, 80 };
  static const gint64 expected[] = { -1, 20, -1, -1, -1, -1, -1, -1, -1 };
  static const gint64 wider[] = { 20, 20, 25, -1, 50, -1, -1, -1, -1 };
  g_autoptr(ZbChart) three = trend_new ("2024-07-01", values, G_N_ELEMENTS (values), FIGURE);
  g_autoptr(ZbChart) five = trend_new ("2024-07-01", values, G_N_ELEMENTS (values), FIGURE);

  zb_chart_add_median (three, 3);
  zb_chart_add_median (five, 5);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_assert_cmpint (get_line (three)->median[i], ==, expected[i]);
      g_assert_cmpint (get_line (five)->median[i], ==, wider[i]);
    }
  g_assert_true (has_note (three, "moving median of 3 weeks"));
  assert_sound_at_any_size (three);
}

/* Given a week of a campaign among usual ones, then it alone is marked; of few weeks none is. */
static void
test_far (void)
{
  gint64 values[40];
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(ZbChart) flat = NULL;
  g_autoptr(ZbChart) few = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = 200 + (gint64) (i * 7 % 20);
  flat = trend_new ("2024-01-01", values, G_N_ELEMENTS (values), FIGURE);
  values[5] = 2000;
  few = trend_new ("2024-01-01", values, 8, FIGURE);
  chart = trend_new ("2024-01-01", values, G_N_ELEMENTS (values), FIGURE);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_assert_cmpint (get_line (chart)->far[i], ==, i == 5);
      g_assert_false (get_line (flat)->far[i]);
      g_assert_false (i < 8 && get_line (few)->far[i]);
    }
  g_assert_true (has_note (chart, "far from the weeks around it"));
  g_assert_false (has_note (flat, "far from the weeks around it"));
  assert_sound_at_any_size (chart);
}

/* The rule as it is written: farther from the median of the weeks around it than 5.2 times their median distance. */
static gboolean
is_far_by_the_rule (const gint64 *values,
                    guint         n_values,
                    guint         at)
{
  gint64 around[52];
  guint n = 0;
  gint64 median, distance;

  for (guint i = at > 26 ? at - 26 : 0; i < n_values && i <= at + 26; i++)
    if (i != at && values[i] != UNKNOWN)
      around[n++] = values[i];
  if (values[at] == UNKNOWN || n < 12)
    return FALSE;
  median = zb_chart_median (around, n);
  for (guint i = 0; i < n; i++)
    around[i] = ABS (around[i] - median);
  distance = zb_chart_median (around, n);
  return distance > 0 && (double) ABS (values[at] - median) > 5.2 * (double) distance;
}

/* Given any lines, with gaps, equal values and campaigns, then the weeks are marked that the rule names. */
static void
test_any_far (void)
{
  guint n_far = 0;

  for (guint round = 0; round < 60; round++)
    {
      guint n = (guint) g_test_rand_int_range (1, 160);
      gint64 values[160];
      g_autoptr(ZbChart) chart = NULL;

      for (guint i = 0; i < n; i++)
        {
          int chance = g_test_rand_int_range (0, 20);

          values[i] = chance < (int) (round % 10) ? UNKNOWN
                      : chance == 19      ? g_test_rand_int_range (0, 4000)
                                          : 100 + g_test_rand_int_range (0, round % 3 == 0 ? 3 : 60);
        }
      values[g_test_rand_int_range (0, (int) n)] = 100;
      chart = trend_new ("2020-01-06", values, n, FIGURE);
      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpint (get_line (chart)->far[i], ==, is_far_by_the_rule (values, n, i));
          n_far += get_line (chart)->far[i] ? 1 : 0;
        }
    }
  g_assert_cmpuint (n_far, >, 50);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/median/middle", test_middle);
  g_test_add_func ("/median/any-numbers", test_any_numbers);
  g_test_add_func ("/median/moving", test_moving);
  g_test_add_func ("/median/far", test_far);
  g_test_add_func ("/median/any-far", test_any_far);
  return g_test_run ();
}
