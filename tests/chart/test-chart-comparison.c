/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "fixtures.h"

#include "chart/zb-chart-comparison.h"
#include "chart/zb-chart-csv.h"
#include "chart/zb-chart-pick.h"

/* A week beside what it is measured by. */

#define TOTAL ZB_FIGURE_INCIDENTS_TOTAL

static GPtrArray *
new_weeks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
}

static void
add_total (GPtrArray  *weeks,
           const char *monday,
           gint64      total)
{
  add_week (weeks, monday, figures_new (TOTAL, total, NULL));
}

/* Issue 28 of 2024, of 8 to 14 July, among @weeks. */
static ZbChart *
compare (GPtrArray *weeks)
{
  const char *const ids[] = { TOTAL, NULL };
  ZbPeriod period;

  g_assert_true (zb_period_init_iso (&period, "2024-07-08", "2024-07-14"));
  return zb_chart_new_comparison (zb_catalogue_get_default (), weeks, (ZbIssue) { 2024, 28 }, &period, ids);
}

static void
assert_item (ZbChart    *chart,
             guint       index,
             gint64      value,
             const char *change)
{
  const ZbChartItem *item = get_item (chart, 0, index);

  g_assert_cmpint (item->is_missing, ==, value == UNKNOWN);
  g_assert_cmpint (item->is_reference, ==, index > 0);
  if (value != UNKNOWN)
    g_assert_cmpint (item->value, ==, value);
  if (change != NULL)
    g_assert_nonnull (strstr (item->symbol, change));
  else
    g_assert_null (item->symbol);
}

/* Given all that a week is measured by, then each has its number, its own week, and how much this week's differs. */
static void
test_all_known (void)
{
  g_autoptr(GPtrArray) weeks = new_weeks ();
  g_autoptr(ZbChart) chart = NULL;

  add_total (weeks, "2024-07-08", 440);
  add_total (weeks, "2024-07-15", 9000);
  add_total (weeks, "2024-07-01", 400);
  add_total (weeks, "2023-07-03", 880);
  add_total (weeks, "2024-06-24", 200);
  chart = compare (weeks);
  assert_item (chart, 0, 440, NULL);
  assert_item (chart, 1, 400, "+10 %");
  assert_item (chart, 2, 880, "−50 %");
  /* Of 400, 880 and 200: neither of this week nor of what came after it. */
  assert_item (chart, 3, 400, "+10 %");
  g_assert_cmpstr (get_item (chart, 0, 3)->label, ==, "Median of 3 known weeks before");
  g_assert_true (get_item (chart, 0, 1)->has_week);
  g_assert_cmpuint (get_item (chart, 0, 1)->issue.number, ==, 27);
  g_assert_cmpuint (get_item (chart, 0, 2)->issue.year, ==, 2023);
  g_assert_cmpuint (get_item (chart, 0, 2)->issue.number, ==, 28);
  g_assert_cmpstr (chart->name, ==, "2024-28-comparison");
}

/* Given a week of which nothing else is known, then that is said, and nothing is drawn for it. */
static void
test_alone (void)
{
  g_autoptr(GPtrArray) weeks = new_weeks ();
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = NULL;
  g_autofree char *csv = NULL;
  const ZbChartScene *scene;
  guint n_bars = 0;

  add_total (weeks, "2024-07-08", 440);
  add_week (weeks, "2024-07-01", figures_new (TOTAL, UNKNOWN, NULL));
  chart = compare (weeks);
  assert_item (chart, 0, 440, NULL);
  for (guint i = 1; i < 4; i++)
    assert_item (chart, i, UNKNOWN, NULL);
  layout = zb_chart_layout_new (chart, 860, 0, style, ZB_CHART_PARTS_ALL);
  scene = zb_chart_layout_get_scene (layout);
  for (guint i = 0; i < scene->shapes->len; i++)
    n_bars += ((ZbChartShape *) scene->shapes->pdata[i])->data ? 1 : 0;
  g_assert_cmpuint (n_bars, ==, 1);
  csv = zb_chart_dup_csv (chart);
  g_assert_nonnull (strstr (csv, "28,2024,2024-07-08,2024-07-14," TOTAL ",This week,440,"));
  g_assert_nonnull (strstr (csv, "27,2024,2024-07-01,2024-07-07," TOTAL ",The week before,,"));
  assert_sound_at_any_size (chart);
}

/* Given more weeks than a year has, then the median is that of the last 52; of weeks of zero there is no percentage. */
static void
test_median (void)
{
  g_autoptr(GPtrArray) weeks = new_weeks ();
  g_autoptr(ZbChart) chart = NULL;
  GDate date = day ("2024-07-08");

  add_total (weeks, "2024-07-08", 5);
  for (guint i = 0; i < 80; i++)
    {
      g_autofree char *monday = NULL;

      g_date_subtract_days (&date, 7);
      monday = zb_date_dup_iso (&date);
      add_total (weeks, monday, i < 52 ? 0 : 1000);
    }
  chart = compare (weeks);
  g_assert_cmpstr (get_item (chart, 0, 3)->label, ==, "Median of 52 known weeks before");
  assert_item (chart, 3, 0, NULL);
  assert_item (chart, 1, 0, NULL);
}

/* Given two bulletins of one week, then the week counts once in the median. */
static void
test_two_of_a_week (void)
{
  g_autoptr(GPtrArray) weeks = new_weeks ();
  g_autoptr(ZbChart) chart = NULL;

  add_total (weeks, "2024-07-08", 5);
  add_total (weeks, "2024-07-01", 10);
  add_total (weeks, "2024-07-01", 10);
  add_total (weeks, "2024-06-24", 20);
  chart = compare (weeks);
  g_assert_cmpstr (get_item (chart, 0, 3)->label, ==, "Median of 2 known weeks before");
  assert_item (chart, 3, 15, "−67 %");
}

/* Given a figure that is not known for the week, then that is told; of an unknown week there is only a sentence. */
static void
test_unknown (void)
{
  const char *const ids[] = { TOTAL, "no_such_figure", NULL };
  g_autoptr(GPtrArray) weeks = new_weeks ();
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(ZbChart) nowhere = NULL;
  ZbPeriod unknown;

  add_total (weeks, "2024-07-01", 400);
  chart = compare (weeks);
  g_assert_true (zb_chart_is_empty (chart));
  g_assert_true (has_note (chart, "not known for this week"));
  assert_sound_at_any_size (chart);
  zb_period_clear (&unknown);
  nowhere = zb_chart_new_comparison (zb_catalogue_get_default (), weeks, (ZbIssue) { 0, 0 }, &unknown, ids);
  g_assert_true (zb_chart_is_empty (nowhere));
}

static void
test_any_size (void)
{
  static const gint64 values[][3] = {
    { 0, 0, 0 }, { 1, 6090000, 1548 }, { 6090000, 1, UNKNOWN }, { 9000000000000, 9000000000000, 9000000000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(GPtrArray) weeks = new_weeks ();
      g_autoptr(ZbChart) chart = NULL;

      add_total (weeks, "2024-07-08", values[i][0]);
      add_total (weeks, "2024-07-01", values[i][1]);
      add_total (weeks, "2023-07-03", values[i][2]);
      chart = compare (weeks);
      assert_sound_at_any_size (chart);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/comparison/all-known", test_all_known);
  g_test_add_func ("/comparison/alone", test_alone);
  g_test_add_func ("/comparison/median", test_median);
  g_test_add_func ("/comparison/two-of-a-week", test_two_of_a_week);
  g_test_add_func ("/comparison/unknown", test_unknown);
  g_test_add_func ("/comparison/any-size", test_any_size);
  return g_test_run ();
}
