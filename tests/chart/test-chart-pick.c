/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "chart/zb-chart-calendar.h"
#include "chart/zb-chart-comparison.h"
#include "chart/zb-chart-walk.h"
#include "fixtures.h"

static void
test_segment_under_the_pointer (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 800, 0, style,
                                                         ZB_CHART_PARTS_WINDOW);
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);
  const ZbChartArea *bar = &g_array_index (scene->areas, ZbChartArea, 1);
  g_autoptr(ZbChartHit) hit = zb_chart_layout_pick (layout, bar->x + 1, bar->y + 1);

  g_assert_nonnull (hit);
  g_assert_cmpstr (hit->text, ==, "Other incidents: 41 · 8 %");
  g_assert_cmpint (hit->value, ==, 41);
  g_assert_null (hit->figure);
  g_assert_cmpuint (hit->issue.number, ==, 27);
  g_assert_cmpuint (hit->block, ==, 0);
  g_assert_cmpuint (hit->index, ==, 1);
  g_assert_null (zb_chart_layout_pick (layout, 799.9, 0.1));
}

/* Whatever the zoom, the middle of each week answers with that week. */
static void
test_week_under_the_pointer (void)
{
  static const gint64 values[] = { 495, 239, UNKNOWN, 0 };
  static const double widths[] = { 320, 860, 3000 };
  g_autoptr(ZbChart) chart = trend_new ("2024-07-01", values, G_N_ELEMENTS (values),
                                        "incidents_total");
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();

  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      g_autoptr(ZbChartLayout) layout = NULL;
      const ZbChartArea *area;
      double zoom;

      layout = zb_chart_layout_new (chart, widths[w], widths[w] * 0.75, style, ZB_CHART_PARTS_ALL);
      zoom = zb_chart_layout_get_zoom (layout);
      area = &g_array_index (zb_chart_layout_get_scene (layout)->areas, ZbChartArea, 0);
      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          double x = zoom * (area->x + area->width * (i + 0.5) / G_N_ELEMENTS (values));
          g_autoptr(ZbChartHit) hit = zb_chart_layout_pick (layout, x, zoom * (area->y + 1));

          g_assert_nonnull (hit);
          g_assert_cmpuint (hit->index, ==, i);
          g_assert_cmpuint (hit->issue.number, ==, 27 + i);
          g_assert_cmpint (hit->has_value, ==, values[i] != UNKNOWN);
          g_assert_cmpint (hit->has_point, ==, values[i] != UNKNOWN);
          if (values[i] != UNKNOWN)
            g_assert_cmpint (hit->value, ==, values[i]);
          else
            g_assert_nonnull (strstr (hit->text, "not known"));
          g_assert_cmpfloat (hit->x, <=, x);
          g_assert_cmpfloat (hit->x + hit->width, >=, x);
          if (hit->has_point)
            g_assert_cmpfloat_with_epsilon (hit->point_x, x, 0.01);
        }
    }
}

static void
test_tooltip_names_the_week (void)
{
  static const gint64 values[] = { 1548 };
  g_autoptr(ZbChart) chart = trend_new ("2024-07-01", values, 1, "malicious_app_urls");
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 600, 0, style,
                                                         ZB_CHART_PARTS_WINDOW);
  g_autoptr(ZbChartHit) hit = zb_chart_layout_pick (layout, 300, 100);

  g_assert_nonnull (hit);
  g_assert_cmpstr (hit->text, ==, "Issue 27 of 2024 · 1–7 July 2024\nMalicious URLs: 1,548");
  g_assert_cmpstr (hit->figure, ==, "malicious_app_urls");
}

/* Of 2014 no numbering is known: no number is made up, so there is no issue to go to. */
static void
test_tooltip_of_a_week_without_a_number (void)
{
  static const gint64 values[] = { 1548 };
  g_autoptr(ZbChart) chart = trend_new ("2014-02-03", values, 1, "malicious_app_urls");
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 600, 0, style,
                                                         ZB_CHART_PARTS_WINDOW);
  g_autoptr(ZbChartHit) hit = zb_chart_layout_pick (layout, 300, 100);

  g_assert_nonnull (hit);
  g_assert_cmpstr (hit->text, ==, "3–9 February 2014\nMalicious URLs: 1,548");
  g_assert_false (zb_issue_is_known (hit->issue));
  g_assert_cmpint (hit->value, ==, 1548);
}

/* Between two lines the nearer one answers. */
static void
test_nearest_line_answers (void)
{
  static const char *const ids[] = { "incidents_total", "incidents_cross_border", NULL };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  g_autoptr(GPtrArray) figures = figures_new ("incidents_total", (gint64) 1000,
                                              "incidents_cross_border", (gint64) 100, NULL);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(ZbChartLayout) layout = NULL;
  g_autoptr(ZbChartHit) high = NULL;
  g_autoptr(ZbChartHit) low = NULL;
  const ZbChartArea *area;
  ZbPeriod period;

  zb_period_init_iso (&period, "2024-07-01", "2024-07-07");
  g_ptr_array_add (weeks, zb_chart_week_new ((ZbIssue) { 2024, 27 }, &period, figures));
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, NULL, NULL, NULL);
  layout = zb_chart_layout_new (chart, 600, 0, style, ZB_CHART_PARTS_WINDOW);
  area = &g_array_index (zb_chart_layout_get_scene (layout)->areas, ZbChartArea, 0);
  high = zb_chart_layout_pick (layout, area->x + 5, area->y + 0.3 * area->height);
  low = zb_chart_layout_pick (layout, area->x + 5, area->y + 0.7 * area->height);
  g_assert_cmpstr (high->figure, ==, "incidents_total");
  g_assert_cmpstr (low->figure, ==, "incidents_cross_border");
  g_assert_cmpint (low->value, ==, 100);
}

/* Moves on as a key does. */
static void
step (ZbChartLayout  *layout,
      ZbChartHit    **hit,
      ZbChartStep     where)
{
  ZbChartHit *next = zb_chart_layout_pick_next (layout, *hit, where);

  g_clear_pointer (hit, zb_chart_hit_free);
  *hit = next;
}

static void
assert_week (ZbChartLayout  *layout,
             ZbChartHit    **hit,
             ZbChartStep     where,
             guint           week)
{
  step (layout, hit, where);
  g_assert_nonnull (*hit);
  g_assert_cmpuint ((*hit)->index, ==, week);
}

/* Given 30 weeks with the 16th marked, keys go from it to both ends and no further. */
static void
test_keys_move_over_weeks (void)
{
  gint64 values[30];
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = NULL;
  g_autoptr(ZbChartHit) hit = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = i == 16 ? UNKNOWN : 100 + i;
  chart = trend_new ("2024-01-01", values, G_N_ELEMENTS (values), "incidents_total");
  layout = zb_chart_layout_new (chart, 600, 0, style, ZB_CHART_PARTS_WINDOW);

  assert_week (layout, &hit, ZB_CHART_STEP_RIGHT, 15);
  g_assert_cmpint (hit->value, ==, 115);
  assert_week (layout, &hit, ZB_CHART_STEP_RIGHT, 16);
  g_assert_false (hit->has_value);
  assert_week (layout, &hit, ZB_CHART_STEP_RIGHT, 17);
  assert_week (layout, &hit, ZB_CHART_STEP_LEFT, 16);
  assert_week (layout, &hit, ZB_CHART_STEP_BACK, 6);
  assert_week (layout, &hit, ZB_CHART_STEP_BACK, 0);
  assert_week (layout, &hit, ZB_CHART_STEP_LEFT, 0);
  assert_week (layout, &hit, ZB_CHART_STEP_FORWARD, 10);
  assert_week (layout, &hit, ZB_CHART_STEP_LAST, 29);
  assert_week (layout, &hit, ZB_CHART_STEP_FORWARD, 29);
  assert_week (layout, &hit, ZB_CHART_STEP_FIRST, 0);
  assert_week (layout, &hit, ZB_CHART_STEP_UP, 0);
  assert_week (layout, &hit, ZB_CHART_STEP_DOWN, 0);

  g_clear_pointer (&hit, zb_chart_hit_free);
  assert_week (layout, &hit, ZB_CHART_STEP_LAST, 29);
}

/* Every part of the chart is reached, forwards and back; what is drawn where is as if the pointer
 * had been there. */
static void
test_keys_move_over_items (void)
{
  static const char *const labels[] = {
    "Phishing complaints", "Other incidents", "Cross-border", "Domestic",
  };
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 800, 0, style,
                                                         ZB_CHART_PARTS_WINDOW);
  g_autoptr(ZbChartHit) hit = NULL;
  g_autoptr(ZbChartHit) pointed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      step (layout, &hit, ZB_CHART_STEP_RIGHT);
      g_assert_true (g_str_has_prefix (hit->text, labels[i]));
    }
  pointed = zb_chart_layout_pick (layout, hit->x + hit->width / 2, hit->y + hit->height / 2);
  g_assert_cmpstr (pointed->text, ==, hit->text);
  step (layout, &hit, ZB_CHART_STEP_RIGHT);
  g_assert_true (g_str_has_prefix (hit->text, "Domestic"));
  /* The last 8 % of the upper bar stand over the right end of the lower one. */
  step (layout, &hit, ZB_CHART_STEP_UP);
  g_assert_true (g_str_has_prefix (hit->text, "Phishing complaints"));
  step (layout, &hit, ZB_CHART_STEP_DOWN);
  g_assert_true (g_str_has_prefix (hit->text, "Cross-border"));
  step (layout, &hit, ZB_CHART_STEP_LAST);
  g_assert_true (g_str_has_prefix (hit->text, "Domestic"));
  step (layout, &hit, ZB_CHART_STEP_FIRST);
  g_assert_true (g_str_has_prefix (hit->text, "Phishing complaints"));
}

/* Among the lines of one week up goes to the next higher value, whatever their order. */
static void
test_keys_move_over_lines (void)
{
  static const char *const ids[] = {
    "incidents_total", "incidents_cross_border", "incidents_phishing_complaints", NULL,
  };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  g_autoptr(GPtrArray) figures = figures_new ("incidents_total", (gint64) 1000,
                                              "incidents_cross_border", (gint64) 100,
                                              "incidents_phishing_complaints", (gint64) 700, NULL);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(ZbChartLayout) layout = NULL;
  g_autoptr(ZbChartHit) hit = NULL;
  ZbPeriod period;

  zb_period_init_iso (&period, "2024-07-01", "2024-07-07");
  g_ptr_array_add (weeks, zb_chart_week_new ((ZbIssue) { 2024, 27 }, &period, figures));
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, NULL, NULL, NULL);
  layout = zb_chart_layout_new (chart, 600, 0, style, ZB_CHART_PARTS_WINDOW);
  step (layout, &hit, ZB_CHART_STEP_DOWN);
  g_assert_cmpint (hit->value, ==, 1000);
  step (layout, &hit, ZB_CHART_STEP_DOWN);
  g_assert_cmpint (hit->value, ==, 700);
  step (layout, &hit, ZB_CHART_STEP_DOWN);
  g_assert_cmpint (hit->value, ==, 100);
  step (layout, &hit, ZB_CHART_STEP_DOWN);
  g_assert_cmpint (hit->value, ==, 100);
  step (layout, &hit, ZB_CHART_STEP_UP);
  g_assert_cmpint (hit->value, ==, 700);
}

/* After a change of size the selection is where it was. */
static void
test_place_is_found_again (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) wide = zb_chart_layout_new (chart, 800, 0, style, ZB_CHART_PARTS_WINDOW);
  g_autoptr(ZbChartLayout) narrow = zb_chart_layout_new (chart, 320, 0, style, ZB_CHART_PARTS_WINDOW);
  g_autoptr(ZbChartHit) before = zb_chart_layout_pick_next (wide, NULL, ZB_CHART_STEP_LAST);
  g_autoptr(ZbChartHit) after = zb_chart_layout_pick_place (narrow, before->block, before->series,
                                                            before->index);

  g_assert_cmpstr (after->text, ==, before->text);
  g_assert_cmpfloat (after->x + after->width, <=, 320);
  g_assert_null (zb_chart_layout_pick_place (narrow, 99, 0, 0));
  g_assert_null (zb_chart_layout_pick_place (narrow, before->block, 0, 99));
}

static void
test_description_of_an_item (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 800, 0, style,
                                                         ZB_CHART_PARTS_WINDOW);
  g_autoptr(ZbChartHit) hit = zb_chart_layout_pick_next (layout, NULL, ZB_CHART_STEP_FIRST);
  g_autofree char *stated = zb_chart_layout_describe_hit (layout, hit);
  g_autofree char *worked_out = NULL;

  g_assert_cmpstr (stated, ==, "Issue 27 of 2024 · 1–7 July 2024\nPhishing complaints: 454 · 92 %\n"
                               "Stated in the bulletin");
  step (layout, &hit, ZB_CHART_STEP_RIGHT);
  worked_out = zb_chart_layout_describe_hit (layout, hit);
  g_assert_nonnull (strstr (worked_out, "Other incidents: 41 · 8 %\nWorked out from"));
}

/* Whose number it is that the user reads is never left open. */
static char *
dup_description_of_hosts (gboolean is_typed,
                          gboolean is_bundled)
{
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  g_autoptr(GPtrArray) figures = figures_new ("infected_hosts", (gint64) 275000, NULL);
  const char *const ids[] = { "infected_hosts", NULL };
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(ZbChartLayout) layout = NULL;
  g_autoptr(ZbChartHit) hit = NULL;
  ZbPeriod period;

  ((ZbFigure *) g_ptr_array_index (figures, 0))->is_typed = is_typed;
  ((ZbFigure *) g_ptr_array_index (figures, 0))->is_bundled = is_bundled;
  zb_period_init_iso (&period, "2024-07-01", "2024-07-07");
  g_ptr_array_add (weeks, zb_chart_week_new ((ZbIssue) { 2024, 27 }, &period, figures));
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, NULL, NULL, NULL);
  layout = zb_chart_layout_new (chart, 600, 0, style, ZB_CHART_PARTS_WINDOW);
  hit = zb_chart_layout_pick_next (layout, NULL, ZB_CHART_STEP_FIRST);
  g_assert_cmpint (hit->is_typed, ==, is_typed);
  g_assert_cmpint (hit->is_bundled, ==, is_bundled);
  return zb_chart_layout_describe_hit (layout, hit);
}

/* A week says where its number is from. */
static void
test_description_of_a_week (void)
{
  g_autofree char *typed = dup_description_of_hosts (TRUE, FALSE);
  g_autofree char *bundled = dup_description_of_hosts (FALSE, TRUE);

  g_assert_cmpstr (typed, ==, "Issue 27 of 2024 · 1–7 July 2024\nInfected hosts: 275,000\n"
                              "Typed in by you");
  g_assert_cmpstr (bundled, ==, "Issue 27 of 2024 · 1–7 July 2024\nInfected hosts: 275,000\n"
                                "From the index that comes with Zhoubao");
}

/* Beside other weeks each says its own; a median is of none, and nobody has stated it. */
static void
test_descriptions_of_a_comparison (void)
{
  static const char *const ids[] = { "incidents_total", NULL };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  g_autoptr(GPtrArray) before = figures_new ("incidents_total", (gint64) 400, NULL);
  g_autoptr(GPtrArray) now = figures_new ("incidents_total", (gint64) 495, NULL);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(ZbChartLayout) layout = NULL;
  g_autoptr(ZbChartHit) hit = NULL;
  g_autofree char *week_before = NULL;
  g_autofree char *year_before = NULL;
  g_autofree char *median = NULL;
  ZbPeriod period;

  zb_period_init_iso (&period, "2024-06-24", "2024-06-30");
  g_ptr_array_add (weeks, zb_chart_week_new ((ZbIssue) { 2024, 26 }, &period, before));
  zb_period_init_iso (&period, "2024-07-01", "2024-07-07");
  g_ptr_array_add (weeks, zb_chart_week_new ((ZbIssue) { 2024, 27 }, &period, now));
  chart = zb_chart_new_comparison (zb_catalogue_get_default (), weeks, (ZbIssue) { 2024, 27 }, &period, ids);
  layout = zb_chart_layout_new (chart, 600, 0, style, ZB_CHART_PARTS_WINDOW);
  step (layout, &hit, ZB_CHART_STEP_FIRST);
  step (layout, &hit, ZB_CHART_STEP_DOWN);
  week_before = zb_chart_layout_describe_hit (layout, hit);
  g_assert_true (g_str_has_prefix (week_before, "Issue 26 of 2024 · 24–30 June 2024\nThe week before: 400"));
  g_assert_true (g_str_has_suffix (week_before, "\nStated in the bulletin"));
  step (layout, &hit, ZB_CHART_STEP_DOWN);
  g_assert_false (hit->has_value);
  year_before = zb_chart_layout_describe_hit (layout, hit);
  g_assert_null (strstr (year_before, "Stated"));
  step (layout, &hit, ZB_CHART_STEP_DOWN);
  median = zb_chart_layout_describe_hit (layout, hit);
  g_assert_true (g_str_has_prefix (median, "Median of 1 known week before: 400"));
  g_assert_true (g_str_has_suffix (median, "\nWorked out from other figures"));
}

/* In a calendar keys begin at the newest week; up and down go to the same week of another year. */
static void
test_keys_move_over_a_calendar (void)
{
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_calendar_week_free);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(ZbChartLayout) layout = NULL;
  g_autoptr(ZbChartHit) hit = NULL;
  g_autofree char *text = NULL;
  GDate from = day ("2022-01-03"), to = day ("2024-07-07");
  ZbPeriod period;

  zb_period_init_iso (&period, "2024-07-01", "2024-07-07");
  g_ptr_array_add (weeks, zb_chart_calendar_week_new ((ZbIssue) { 2024, 27 }, &period, ZB_CHART_CELL_TEXT));
  chart = zb_chart_new_calendar (weeks, &from, &to);
  layout = zb_chart_layout_new (chart, 800, 0, style, ZB_CHART_PARTS_WINDOW);
  step (layout, &hit, ZB_CHART_STEP_LEFT);
  text = zb_chart_layout_describe_hit (layout, hit);
  g_assert_true (g_str_has_prefix (text, "Issue 27 of 2024 · 1–7 July 2024\n"));
  g_assert_null (strstr (text + 1, "Issue 27"));
  step (layout, &hit, ZB_CHART_STEP_DOWN);
  g_assert_cmpuint (g_date_get_year (&hit->period.end), ==, 2023);
  g_assert_cmpuint (g_date_get_month (&hit->period.end), ==, G_DATE_JULY);
  step (layout, &hit, ZB_CHART_STEP_UP);
  g_assert_cmpuint (hit->issue.number, ==, 27);
  step (layout, &hit, ZB_CHART_STEP_LEFT);
  g_assert_cmpuint (g_date_get_day (&hit->period.start), ==, 24);
  step (layout, &hit, ZB_CHART_STEP_FIRST);
  g_assert_cmpuint (g_date_get_year (&hit->period.end), ==, 2022);
}

/* A chart that has nothing to tell has nothing to select. */
static void
test_nothing_to_select (void)
{
  g_autoptr(ZbChart) chart = zb_chart_new ();
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = NULL;

  zb_chart_add_block (chart, ZB_CHART_BLOCK_MESSAGE, NULL)->message = g_strdup ("Nothing is known.");
  layout = zb_chart_layout_new (chart, 600, 0, style, ZB_CHART_PARTS_WINDOW);
  for (guint i = 0; i <= ZB_CHART_STEP_FORWARD; i++)
    g_assert_null (zb_chart_layout_pick_next (layout, NULL, (ZbChartStep) i));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pick/segment-under-the-pointer", test_segment_under_the_pointer);
  g_test_add_func ("/pick/week-under-the-pointer", test_week_under_the_pointer);
  g_test_add_func ("/pick/tooltip-names-the-week", test_tooltip_names_the_week);
  g_test_add_func ("/pick/tooltip-of-a-week-without-a-number",
                   test_tooltip_of_a_week_without_a_number);
  g_test_add_func ("/pick/nearest-line-answers", test_nearest_line_answers);
  g_test_add_func ("/pick/keys-move-over-weeks", test_keys_move_over_weeks);
  g_test_add_func ("/pick/keys-move-over-items", test_keys_move_over_items);
  g_test_add_func ("/pick/keys-move-over-lines", test_keys_move_over_lines);
  g_test_add_func ("/pick/place-is-found-again", test_place_is_found_again);
  g_test_add_func ("/pick/description-of-an-item", test_description_of_an_item);
  g_test_add_func ("/pick/description-of-a-week", test_description_of_a_week);
  g_test_add_func ("/pick/descriptions-of-a-comparison", test_descriptions_of_a_comparison);
  g_test_add_func ("/pick/keys-move-over-a-calendar", test_keys_move_over_a_calendar);
  g_test_add_func ("/pick/nothing-to-select", test_nothing_to_select);
  return g_test_run ();
}
