/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "fixtures.h"

#include "chart/zb-chart-range.h"

/* Stories of a reader who looks at fewer weeks, at more, and at others. */

/* All weeks that there are: those of 2023 and 2024. */
#define WHOLE "2023-01-02", "2024-12-29"

static ZbChartRange
range_new (const char *from,
           const char *to)
{
  GDate first = day (from), last = day (to);
  ZbChartRange range;

  zb_chart_range_init (&range, &first, &last);
  return range;
}

static void
assert_range (const ZbChartRange *range,
              const char         *from,
              const char         *to)
{
  GDate end;
  g_autofree char *first = zb_date_dup_iso (&range->start);
  g_autofree char *last = NULL;

  zb_chart_range_get_end (range, &end);
  last = zb_date_dup_iso (&end);
  g_assert_cmpstr (first, ==, from);
  g_assert_cmpstr (last, ==, to);
}

static void
test_weeks_are_whole (void)
{
  ZbChartRange range = range_new ("2024-07-03", "2024-07-23");

  g_assert_cmpuint (range.n_weeks, ==, 4);
  assert_range (&range, "2024-07-01", "2024-07-28");
  range = range_new ("2024-07-07", "2024-07-07");
  g_assert_cmpuint (range.n_weeks, ==, 1);
}

/* What is under the pointer stays under it. */
static void
test_zoom_keeps_a_place (void)
{
  ZbChartRange whole = range_new (WHOLE);
  ZbChartRange range = range_new ("2024-01-01", "2024-05-19");

  g_assert_cmpuint (range.n_weeks, ==, 20);
  zb_chart_range_zoom (&range, &whole, 0.5, 0);
  assert_range (&range, "2024-01-01", "2024-03-10");
  zb_chart_range_zoom (&range, &whole, 2, 0);
  assert_range (&range, "2024-01-01", "2024-05-19");
  zb_chart_range_zoom (&range, &whole, 0.5, 1);
  assert_range (&range, "2024-03-11", "2024-05-19");
  zb_chart_range_zoom (&range, &whole, 2, 0.5);
  assert_range (&range, "2024-02-05", "2024-06-23");
}

/* However little a wheel is turned, something happens; and there is an end to it. */
static void
test_zoom_goes_on_and_ends (void)
{
  ZbChartRange whole = range_new (WHOLE);
  ZbChartRange range = range_new ("2024-01-01", "2024-02-25");

  g_assert_cmpuint (range.n_weeks, ==, 8);
  zb_chart_range_zoom (&range, &whole, 0.999, 0.5);
  g_assert_cmpuint (range.n_weeks, ==, 7);
  zb_chart_range_zoom (&range, &whole, 1.001, 0.5);
  g_assert_cmpuint (range.n_weeks, ==, 8);
  zb_chart_range_zoom (&range, &whole, 1, 0.5);
  g_assert_cmpuint (range.n_weeks, ==, 8);
  for (guint i = 0; i < 10; i++)
    zb_chart_range_zoom (&range, &whole, 0.8, 0.5);
  g_assert_cmpuint (range.n_weeks, ==, ZB_CHART_RANGE_LEAST);
  zb_chart_range_zoom (&range, &whole, 1e9, 0.1);
  g_assert_true (zb_chart_range_equal (&range, &whole));
  zb_chart_range_zoom (&range, &whole, 1e-9, 7);
  assert_range (&range, "2024-12-02", "2024-12-29");
}

static void
test_zoom_at_an_edge (void)
{
  ZbChartRange whole = range_new (WHOLE);
  ZbChartRange range = range_new ("2024-12-02", "2024-12-29");

  zb_chart_range_zoom (&range, &whole, 2, 0);
  assert_range (&range, "2024-11-04", "2024-12-29");
}

static void
test_moving (void)
{
  ZbChartRange whole = range_new (WHOLE);
  ZbChartRange range = range_new ("2024-01-01", "2024-01-28");

  zb_chart_range_move (&range, &whole, 3);
  assert_range (&range, "2024-01-22", "2024-02-18");
  zb_chart_range_move (&range, &whole, -4);
  assert_range (&range, "2023-12-25", "2024-01-21");
  zb_chart_range_move (&range, &whole, G_MAXINT);
  assert_range (&range, "2024-12-02", "2024-12-29");
  zb_chart_range_move (&range, &whole, G_MININT);
  assert_range (&range, "2023-01-02", "2023-01-29");
}

/* From right to left is the same; a single week is too few, and gets its neighbours. */
static void
test_narrowing (void)
{
  ZbChartRange whole = range_new (WHOLE);
  ZbChartRange start = range_new ("2024-01-01", "2024-05-19");
  ZbChartRange range = start;

  zb_chart_range_narrow (&range, &whole, 2, 9);
  assert_range (&range, "2024-01-15", "2024-03-10");
  range = start;
  zb_chart_range_narrow (&range, &whole, 9, 2);
  assert_range (&range, "2024-01-15", "2024-03-10");
  range = start;
  zb_chart_range_narrow (&range, &whole, 10, 10);
  assert_range (&range, "2024-03-04", "2024-03-31");
  range = start;
  zb_chart_range_narrow (&range, &whole, 17, G_MAXUINT);
  assert_range (&range, "2024-04-29", "2024-05-26");
}

/* Of three weeks nothing can be left out, and a range outside of all weeks comes back. */
static void
test_little_to_choose_from (void)
{
  ZbChartRange whole = range_new ("2024-01-01", "2024-01-21");
  ZbChartRange range = whole;

  zb_chart_range_zoom (&range, &whole, 0.1, 0.5);
  g_assert_true (zb_chart_range_equal (&range, &whole));
  zb_chart_range_narrow (&range, &whole, 1, 1);
  g_assert_true (zb_chart_range_equal (&range, &whole));
  range = range_new ("2001-01-01", "2001-12-30");
  zb_chart_range_move (&range, &whole, 1);
  g_assert_true (zb_chart_range_equal (&range, &whole));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/range/weeks-are-whole", test_weeks_are_whole);
  g_test_add_func ("/range/zoom-keeps-a-place", test_zoom_keeps_a_place);
  g_test_add_func ("/range/zoom-goes-on-and-ends", test_zoom_goes_on_and_ends);
  g_test_add_func ("/range/zoom-at-an-edge", test_zoom_at_an_edge);
  g_test_add_func ("/range/moving", test_moving);
  g_test_add_func ("/range/narrowing", test_narrowing);
  g_test_add_func ("/range/little-to-choose-from", test_little_to_choose_from);
  return g_test_run ();
}
