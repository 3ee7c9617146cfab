/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "fixtures.h"

#include "chart/zb-chart-csv.h"
#include "chart/zb-chart-layout.h"

#define FIGURE "incidents_total"

static const ZbChartSeries *
get_series (ZbChart *chart,
            guint    block,
            guint    index)
{
  g_assert_cmpuint (index, <, get_block (chart, block)->series->len);
  return g_ptr_array_index (get_block (chart, block)->series, index);
}

static const ZbChartSlot *
get_slot (ZbChart *chart,
          guint    index)
{
  g_assert_cmpuint (index, <, chart->slots->len);
  return &g_array_index (chart->slots, ZbChartSlot, index);
}

static void
add_printed_week (GPtrArray  *weeks,
          ZbIssue     issue,
          const char *start,
          const char *end,
          GPtrArray  *figures)
{
  ZbPeriod period;

  zb_period_init_iso (&period, start, end);
  g_ptr_array_add (weeks, zb_chart_week_new (issue, &period, figures));
  g_ptr_array_unref (figures);
}

static void
test_every_week_has_its_place (void)
{
  static const gint64 values[] = { 495, UNKNOWN, 0, 177, UNKNOWN };
  g_autoptr(ZbChart) chart = trend_new ("2024-07-01", values, G_N_ELEMENTS (values), FIGURE);
  const ZbChartSeries *series = get_series (chart, 0, 0);

  g_assert_cmpuint (chart->slots->len, ==, 5);
  g_assert_cmpuint (get_slot (chart, 1)->issue.number, ==, 28);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_assert_cmpint (series->known[i], ==, values[i] != UNKNOWN);
      if (values[i] != UNKNOWN)
        g_assert_cmpint (series->values[i], ==, values[i]);
    }
  g_assert_cmpint (chart->highlight, ==, 2);
  g_assert_true (has_note (chart, "weeks without data"));
}

static void
test_no_gap_needs_no_note (void)
{
  static const gint64 values[] = { 1, 2, 3 };
  g_autoptr(ZbChart) chart = trend_new ("2024-07-01", values, G_N_ELEMENTS (values), FIGURE);

  g_assert_cmpuint (chart->notes->len, ==, 0);
}

static void
test_units_have_panels_of_their_own (void)
{
  static const char *const ids[] = {
    "incidents_total", "malicious_app_urls", "incidents_cross_border", "incidents_total", NULL,
  };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  g_autoptr(ZbChart) chart = NULL;

  add_printed_week (weeks, (ZbIssue) { 2024, 27 }, "2024-07-01", "2024-07-07",
            figures_new ("incidents_total", (gint64) 495, "incidents_cross_border", (gint64) 228,
                         "malicious_app_urls", (gint64) 12, NULL));
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, NULL, NULL, NULL);
  g_assert_cmpuint (chart->blocks->len, ==, 2);
  g_assert_cmpstr (get_block (chart, 0)->unit, ==, "incidents");
  g_assert_cmpuint (get_block (chart, 0)->series->len, ==, 2);
  g_assert_cmpint (get_series (chart, 0, 1)->values[0], ==, 228);
  g_assert_cmpstr (get_block (chart, 1)->unit, ==, "URLs");
  g_assert_cmpint (get_series (chart, 1, 0)->values[0], ==, 12);
  /* Within a panel neither colour nor form says the same twice. */
  g_assert_cmpuint (get_series (chart, 0, 0)->color, !=, get_series (chart, 0, 1)->color);
  g_assert_cmpuint (get_series (chart, 0, 0)->variant, !=, get_series (chart, 0, 1)->variant);
}

/* Issue 17 of 2024 was printed with a Saturday as its last day. */
static void
test_wrong_end_of_week (void)
{
  static const char *const ids[] = { FIGURE, NULL };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  g_autoptr(ZbChart) chart = NULL;

  add_printed_week (weeks, (ZbIssue) { 2024, 17 }, "2024-04-22", "2024-04-27",
            figures_new (FIGURE, (gint64) 380, NULL));
  add_printed_week (weeks, (ZbIssue) { 2024, 18 }, "2024-04-29", "2024-05-05",
            figures_new (FIGURE, (gint64) 276, NULL));
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, NULL, NULL, NULL);
  g_assert_cmpuint (chart->slots->len, ==, 2);
  g_assert_cmpuint (get_slot (chart, 0)->issue.number, ==, 17);
  g_assert_true (zb_period_is_week (&get_slot (chart, 0)->period));
  g_assert_cmpint (get_series (chart, 0, 0)->values[0], ==, 380);
}

/* Two issues were printed with the same week: the number of the second says where it belongs. */
static void
test_two_issues_claim_one_week (void)
{
  static const char *const ids[] = { FIGURE, NULL };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  g_autoptr(ZbChart) chart = NULL;
  GDate to = day ("2024-07-14");

  add_printed_week (weeks, (ZbIssue) { 2024, 27 }, "2024-07-01", "2024-07-07",
            figures_new (FIGURE, (gint64) 495, NULL));
  add_printed_week (weeks, (ZbIssue) { 2024, 28 }, "2024-07-01", "2024-07-07",
            figures_new (FIGURE, (gint64) 239, NULL));
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, NULL, &to, NULL);
  g_assert_cmpint (get_series (chart, 0, 0)->values[0], ==, 495);
  g_assert_cmpint (get_series (chart, 0, 0)->values[1], ==, 239);

  /* Without a place for it, it is told. */
  g_clear_pointer (&chart, zb_chart_unref);
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, NULL, NULL, NULL);
  g_assert_cmpuint (chart->slots->len, ==, 1);
  g_assert_true (has_note (chart, "1 bulletin is left out"));
}

static void
test_week_known_by_number_only (void)
{
  static const char *const ids[] = { FIGURE, NULL };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  g_autoptr(ZbChart) chart = NULL;

  add_printed_week (weeks, (ZbIssue) { 2023, 53 }, NULL, NULL, figures_new (FIGURE, (gint64) 7, NULL));
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, NULL, NULL, NULL);
  g_assert_cmpuint (chart->slots->len, ==, 1);
  g_assert_cmpint (g_date_get_day (&get_slot (chart, 0)->period.end), ==, 31);
  g_assert_cmpint (get_series (chart, 0, 0)->values[0], ==, 7);
}

/* Where the numbering of a year is not known, a number is a bulletin's own or there is none. */
static void
test_no_number_is_made_up (void)
{
  static const char *const ids[] = { FIGURE, NULL };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  g_autoptr(ZbChart) chart = NULL;
  GDate from = day ("2018-12-17"), to = day ("2019-01-20");

  add_printed_week (weeks, (ZbIssue) { 2019, 0 }, "2018-12-31", "2019-01-06",
            figures_new (FIGURE, (gint64) 7, NULL));
  add_printed_week (weeks, (ZbIssue) { 2019, 4 }, "2019-01-07", "2019-01-13",
            figures_new (FIGURE, (gint64) 8, NULL));
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, &from, &to, NULL);
  g_assert_cmpuint (chart->slots->len, ==, 5);
  g_assert_cmpuint (get_slot (chart, 1)->issue.year, ==, 2018);
  g_assert_cmpuint (get_slot (chart, 1)->issue.number, ==, 52);
  g_assert_cmpuint (get_slot (chart, 2)->issue.number, ==, 0);
  g_assert_cmpint (get_series (chart, 0, 0)->values[2], ==, 7);
  g_assert_cmpuint (get_slot (chart, 3)->issue.year, ==, 2019);
  g_assert_cmpuint (get_slot (chart, 3)->issue.number, ==, 4);
  g_assert_cmpint (get_series (chart, 0, 0)->values[3], ==, 8);
  g_assert_cmpuint (get_slot (chart, 4)->issue.number, ==, 0);
}

static void
test_nothing_in_range (void)
{
  static const gint64 values[] = { UNKNOWN, UNKNOWN };
  g_autoptr(ZbChart) chart = trend_new ("2024-07-01", values, G_N_ELEMENTS (values), FIGURE);

  g_assert_true (zb_chart_is_empty (chart));
  g_assert_nonnull (get_block (chart, 0)->message);
}

static void
test_no_weeks_at_all (void)
{
  static const char *const ids[] = { FIGURE, NULL };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new ();
  g_autoptr(ZbChart) chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids,
                                                 NULL, NULL, NULL);

  g_assert_cmpint (get_block (chart, 0)->kind, ==, ZB_CHART_BLOCK_MESSAGE);
}

static void
test_levels_are_no_numbers (void)
{
  static const char *const ids[] = { "vuln_level", "no_such_figure", FIGURE, NULL };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new ();
  GDate from = day ("2024-07-01");
  g_autoptr(ZbChart) chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids,
                                                 &from, &from, NULL);

  g_assert_cmpuint (chart->blocks->len, ==, 1);
  g_assert_cmpuint (get_block (chart, 0)->series->len, ==, 1);
  g_assert_true (has_note (chart, "no_such_figure"));
}

static void
test_endless_range_is_cut (void)
{
  static const char *const ids[] = { FIGURE, NULL };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new ();
  GDate from = day ("0001-01-01"), to = day ("9999-12-31");
  g_autoptr(ZbChart) chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids,
                                                 &from, &to, NULL);

  g_assert_cmpuint (chart->slots->len, <, 10000);
  g_assert_true (has_note (chart, "cut"));
}

/* Given a week whose number the user has typed in, then its mark is hollow, and that is explained. */
static void
test_typed_is_marked (void)
{
  static const char *const ids[] = { FIGURE, NULL };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  GPtrArray *typed = figures_new (FIGURE, (gint64) 500, NULL);
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = NULL;
  g_autofree char *csv = NULL;
  const GPtrArray *shapes;
  guint n_hollow = 0, n_full = 0;

  ((ZbFigure *) g_ptr_array_index (typed, 0))->is_typed = TRUE;
  add_printed_week (weeks, (ZbIssue) { 2024, 27 }, "2024-07-01", "2024-07-07", figures_new (FIGURE, (gint64) 495, NULL));
  add_printed_week (weeks, (ZbIssue) { 2024, 28 }, "2024-07-08", "2024-07-14", typed);
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, NULL, NULL, NULL);
  g_assert_false (get_series (chart, 0, 0)->typed[0]);
  g_assert_true (get_series (chart, 0, 0)->typed[1]);
  g_assert_true (has_note (chart, "typed in"));

  layout = zb_chart_layout_new (chart, 800, 0, style, ZB_CHART_PARTS_WINDOW);
  shapes = zb_chart_layout_get_scene (layout)->shapes;
  for (guint i = 0; i < shapes->len; i++)
    {
      const ZbChartShape *shape = g_ptr_array_index (shapes, i);

      if (shape->kind == ZB_CHART_SHAPE_MARKER && shape->stroke.alpha > 0)
        n_hollow++;
      else if (shape->kind == ZB_CHART_SHAPE_MARKER)
        n_full++;
    }
  g_assert_cmpuint (n_hollow, ==, 1);
  g_assert_cmpuint (n_full, ==, 1);

  csv = zb_chart_dup_csv (chart);
  g_assert_nonnull (strstr (csv, ",495,incidents,,\r\n"));
  g_assert_nonnull (strstr (csv, ",500,incidents,,yes\r\n"));
}

/* Three figures of two units over two weeks. */
static GPtrArray *
three_figures_new (void)
{
  GPtrArray *weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);

  add_printed_week (weeks, (ZbIssue) { 2024, 27 }, "2024-07-01", "2024-07-07",
                    figures_new (FIGURE, (gint64) 495, "incidents_cross_border", (gint64) 228,
                                 "malicious_app_urls", (gint64) 7, NULL));
  add_printed_week (weeks, (ZbIssue) { 2024, 28 }, "2024-07-08", "2024-07-14",
                    figures_new (FIGURE, (gint64) 500, "incidents_cross_border", (gint64) 230, NULL));
  return weeks;
}

/* A line that is left alone keeps its colour and its form; it is still another figure than the first. */
static void
test_line_looks_the_same_without_others (void)
{
  static const char *const all_ids[] = { FIGURE, "incidents_cross_border", "malicious_app_urls", NULL };
  static const char *const some_ids[] = { "incidents_cross_border", "malicious_app_urls", NULL };
  g_autoptr(GPtrArray) weeks = three_figures_new ();
  g_autoptr(ZbChart) all = zb_chart_new_trend (zb_catalogue_get_default (), weeks, all_ids, NULL, NULL, NULL);
  g_autoptr(ZbChart) some = zb_chart_new_trend (zb_catalogue_get_default (), weeks, some_ids, NULL, NULL, NULL);

  g_assert_cmpuint (get_series (some, 0, 0)->color, !=, get_series (all, 0, 1)->color);
  zb_chart_match_looks (some, all);
  g_assert_cmpuint (get_series (some, 0, 0)->color, ==, get_series (all, 0, 1)->color);
  g_assert_cmpuint (get_series (some, 0, 0)->variant, ==, get_series (all, 0, 1)->variant);
  g_assert_cmpuint (get_series (some, 1, 0)->color, ==, get_series (all, 1, 0)->color);
}

/* What is selected in one chart is found in another one of other weeks and figures. */
static void
test_same_place_in_another_chart (void)
{
  static const char *const ids[] = { "malicious_app_urls", "incidents_cross_border", FIGURE, NULL };
  g_autoptr(GPtrArray) weeks = three_figures_new ();
  GDate from = day ("2024-06-10"), to = day ("2024-07-14");
  g_autoptr(ZbChart) chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, &from, &to, NULL);
  GDate monday = day ("2024-07-01"), later = day ("2024-08-05");
  const char *figure = g_intern_string (FIGURE);
  guint block, series, index;

  g_assert_true (zb_chart_find_place (chart, figure, &monday, &block, &series, &index));
  g_assert_cmpuint (block, ==, 1);
  g_assert_cmpuint (series, ==, 1);
  g_assert_cmpuint (index, ==, 3);
  g_assert_cmpint (get_series (chart, block, series)->values[index], ==, 495);
  g_assert_false (zb_chart_find_place (chart, figure, &later, &block, &series, &index));
  g_assert_false (zb_chart_find_place (chart, g_intern_string ("new_virus_names"), &monday, &block, &series, &index));
}

/* How often a text of the layout has these words. */
static guint
count_texts (const ZbChartLayout *layout,
             const char          *words)
{
  const GPtrArray *texts = zb_chart_layout_get_scene (layout)->texts;
  guint n = 0;

  for (guint i = 0; i < texts->len; i++)
    n += g_str_equal (pango_layout_get_text (((ZbChartText *) g_ptr_array_index (texts, i))->layout), words);
  return n;
}

/* In a window buttons say which line is which. They stand above the chart: which of its plots a line
 * is in is said there. */
static void
test_legend_is_left_out_for_one_plot (void)
{
  static const char *const one_unit[] = { FIGURE, "incidents_cross_border", NULL };
  static const char *const two_units[] = { FIGURE, "incidents_cross_border", "malicious_app_urls", NULL };
  const struct {
    const char *const *ids;
    ZbChartParts       parts;
    guint              n;
  } cases[] = {
    { one_unit, ZB_CHART_PARTS_ALL, 1 },
    { one_unit, ZB_CHART_PARTS_WINDOW, 0 },
    { two_units, ZB_CHART_PARTS_ALL, 1 },
    { two_units, ZB_CHART_PARTS_WINDOW, 1 },
  };
  g_autoptr(GPtrArray) weeks = three_figures_new ();
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ZbChart) chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, cases[i].ids, NULL, NULL, NULL);
      g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 800, 0, style, cases[i].parts);

      g_assert_cmpuint (count_texts (layout, "Cross-border"), ==, cases[i].n);
      assert_layout_sound (layout);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/trend/every-week-has-its-place", test_every_week_has_its_place);
  g_test_add_func ("/trend/no-gap-needs-no-note", test_no_gap_needs_no_note);
  g_test_add_func ("/trend/units-have-panels-of-their-own", test_units_have_panels_of_their_own);
  g_test_add_func ("/trend/wrong-end-of-week", test_wrong_end_of_week);
  g_test_add_func ("/trend/two-issues-claim-one-week", test_two_issues_claim_one_week);
  g_test_add_func ("/trend/week-known-by-number-only", test_week_known_by_number_only);
  g_test_add_func ("/trend/no-number-is-made-up", test_no_number_is_made_up);
  g_test_add_func ("/trend/nothing-in-range", test_nothing_in_range);
  g_test_add_func ("/trend/no-weeks-at-all", test_no_weeks_at_all);
  g_test_add_func ("/trend/levels-are-no-numbers", test_levels_are_no_numbers);
  g_test_add_func ("/trend/endless-range-is-cut", test_endless_range_is_cut);
  g_test_add_func ("/trend/typed-is-marked", test_typed_is_marked);
  g_test_add_func ("/trend/line-looks-the-same-without-others", test_line_looks_the_same_without_others);
  g_test_add_func ("/trend/same-place-in-another-chart", test_same_place_in_another_chart);
  g_test_add_func ("/trend/legend-is-left-out-for-one-plot", test_legend_is_left_out_for_one_plot);
  return g_test_run ();
}
