/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "chart/zb-chart-pick.h"
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
  return g_test_run ();
}
