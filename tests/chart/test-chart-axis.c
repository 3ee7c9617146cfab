/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "chart/zb-chart-axis.h"

static void
test_axis_ends_at_round_numbers (void)
{
  static const struct { gint64 max, end, step; } cases[] = {
    { 0, 1, 1 }, { 1, 1, 1 }, { 3, 3, 1 }, { 812, 1000, 250 }, { 1000, 1000, 250 },
    { 1548, 2000, 500 }, { 6090000, 8000000, 2000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 step;

      g_assert_cmpint (zb_chart_axis_nice_max (cases[i].max, 4, &step), ==, cases[i].end);
      g_assert_cmpint (step, ==, cases[i].step);
    }
}

static void
test_axis_holds_every_value (void)
{
  for (guint n = 1; n <= 6; n++)
    for (gint64 max = 1; max > 0 && max < G_MAXINT64 / 3; max = max * 2 + max / 3 + 1)
      {
        gint64 step, end = zb_chart_axis_nice_max (max, n, &step);

        g_assert_cmpint (end, >=, max);
        g_assert_cmpint (end / step, <=, n);
        g_assert_cmpint (end % step, ==, 0);
      }
}

static void
test_value_ticks_have_commas (void)
{
  gint64 end;
  g_autoptr(GPtrArray) ticks = zb_chart_axis_dup_values (812, 4, &end);
  const ZbChartTick *last = g_ptr_array_index (ticks, ticks->len - 1);

  g_assert_cmpuint (ticks->len, ==, 5);
  g_assert_cmpstr (last->label, ==, "1,000");
  g_assert_cmpfloat (last->at, ==, 1.0);
}

static void
assert_labels (const char      *monday,
               guint            n_weeks,
               ZbChartTimeStep  step,
               const char      *expected)
{
  g_autoptr(GString) labels = g_string_new (NULL);
  g_autoptr(GPtrArray) ticks = NULL;
  double before = -1;
  GDate start;

  g_assert_true (zb_date_parse_iso (monday, &start));
  ticks = zb_chart_axis_dup_times (&start, n_weeks, step, FALSE);
  for (guint i = 0; i < ticks->len; i++)
    {
      const ZbChartTick *tick = g_ptr_array_index (ticks, i);

      g_assert_cmpfloat (tick->at, >, before);
      g_assert_cmpfloat (tick->at, <=, 1);
      before = tick->at;
      g_string_append_printf (labels, "%s%s", i > 0 ? " " : "", tick->label);
    }
  g_assert_cmpstr (labels->str, ==, expected);
}

static void
test_january_is_the_year (void)
{
  assert_labels ("2024-10-28", 14, ZB_CHART_STEP_MONTH, "Nov Dec 2025 Feb");
}

static void
test_without_january_the_first_says_the_year (void)
{
  assert_labels ("2024-02-26", 14, ZB_CHART_STEP_MONTH, "Mar 2024 Apr May Jun");
}

static void
test_quarters_and_years (void)
{
  assert_labels ("2023-01-30", 60, ZB_CHART_STEP_QUARTER, "Apr Jul Oct 2024");
  assert_labels ("2012-12-31", 52 * 8, ZB_CHART_STEP_2_YEARS, "2014 2016 2018 2020");
}

static void
test_weeks_by_their_monday (void)
{
  assert_labels ("2024-06-24", 3, ZB_CHART_STEP_WEEK, "24 Jun 1 Jul 8 Jul");
}

static void
test_step_longer_than_axis (void)
{
  assert_labels ("2024-07-08", 2, ZB_CHART_STEP_YEAR, "");
  assert_labels ("2024-07-08", 2, ZB_CHART_STEP_EDGES, "8 Jul 15 Jul");
  assert_labels ("2024-07-08", 1, ZB_CHART_STEP_EDGES, "8 Jul");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/axis/ends-at-round-numbers", test_axis_ends_at_round_numbers);
  g_test_add_func ("/axis/holds-every-value", test_axis_holds_every_value);
  g_test_add_func ("/axis/value-ticks-have-commas", test_value_ticks_have_commas);
  g_test_add_func ("/axis/january-is-the-year", test_january_is_the_year);
  g_test_add_func ("/axis/without-january-the-first-says-the-year",
                   test_without_january_the_first_says_the_year);
  g_test_add_func ("/axis/quarters-and-years", test_quarters_and_years);
  g_test_add_func ("/axis/weeks-by-their-monday", test_weeks_by_their_monday);
  g_test_add_func ("/axis/step-longer-than-axis", test_step_longer_than_axis);
  return g_test_run ();
}
