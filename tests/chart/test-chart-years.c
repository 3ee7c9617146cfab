/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "fixtures.h"

#include "chart/zb-chart-csv.h"
#include "chart/zb-chart-pick.h"
#include "chart/zb-chart-years.h"

/* A figure year against year. */

#define TOTAL ZB_FIGURE_INCIDENTS_TOTAL

/* One value in each third week, over so many years up to 2024. */
static GPtrArray *
make_years (guint n_years)
{
  GPtrArray *weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);

  for (guint year = 2025 - n_years; year <= 2024; year++)
    for (guint number = 1; number <= 52; number += 3)
      {
        g_autofree char *monday = NULL;
        ZbPeriod period;

        if (!zb_period_init_issue (&period, (ZbIssue) { year, number }))
          continue;
        monday = zb_date_dup_iso (&period.start);
        add_week (weeks, monday, figures_new (TOTAL, (gint64) (year * 100 + number), NULL));
      }
  return weeks;
}

static ZbChart *
chart_years (GPtrArray  *weeks,
             const char *from)
{
  GDate first;

  g_date_clear (&first, 1);
  if (from != NULL)
    first = day (from);
  return zb_chart_new_years (zb_catalogue_get_default (), weeks, TOTAL, &first, NULL, NULL);
}

static const ZbChartSeries *
get_year (ZbChart *chart,
          guint    index)
{
  g_assert_cmpuint (index, <, get_block (chart, 0)->series->len);
  return g_ptr_array_index (get_block (chart, 0)->series, index);
}

/* Given some years, then each is a line with its own weeks; a week without a value is none. */
static void
test_lines (void)
{
  g_autoptr(GPtrArray) weeks = make_years (3);
  g_autoptr(ZbChart) chart = chart_years (weeks, NULL);
  g_autofree char *csv = zb_chart_dup_csv (chart);

  g_assert_cmpuint (get_block (chart, 0)->series->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const ZbChartSeries *series = get_year (chart, i);
      g_autofree char *year = g_strdup_printf ("%u", 2024 - i);

      g_assert_cmpstr (series->label, ==, year);
      for (guint week = 0; week < 52; week++)
        {
          g_assert_cmpint (series->known[week], ==, week % 3 == 0);
          g_assert_cmpuint (zb_chart_get_slot (chart, series, week)->issue.year, ==, 2024 - i);
          if (series->known[week])
            g_assert_cmpint (series->values[week], ==, (2024 - i) * 100 + week + 1);
        }
    }
  g_assert_nonnull (strstr (csv, "\r\n4,2022,2022-01-17,2022-01-23," TOTAL ",2022,202204,"));
  g_assert_cmpstr (chart->name, ==, TOTAL "-years-2022-2024");
}

/* Given more years than can be told apart, then the newest are drawn, and that is told; a range can choose fewer. */
static void
test_many (void)
{
  g_autoptr(GPtrArray) weeks = make_years (9);
  g_autoptr(ZbChart) chart = chart_years (weeks, NULL);
  g_autoptr(ZbChart) fewer = chart_years (weeks, "2023-01-02");
  guint n = get_block (chart, 0)->series->len;

  g_assert_cmpuint (n, <=, ZB_CHART_MAX_YEARS);
  g_assert_cmpstr (get_year (chart, 0)->label, ==, "2024");
  for (guint i = 1; i < n; i++)
    g_assert_cmpuint (get_year (chart, i)->color, !=, get_year (chart, i - 1)->color);
  g_assert_cmpuint (get_block (fewer, 0)->series->len, ==, 2);
}

/* Given a pointer over a week, then it says what each year has there, and which issue the nearest one is. */
static void
test_pick (void)
{
  g_autoptr(GPtrArray) weeks = make_years (2);
  g_autoptr(ZbChart) chart = chart_years (weeks, NULL);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 860, 400, style, ZB_CHART_PARTS_ALL);
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);
  const ZbChartArea *area = &g_array_index (scene->areas, ZbChartArea, 0);
  double zoom = zb_chart_layout_get_zoom (layout);
  g_autoptr(ZbChartHit) top = NULL;
  g_autoptr(ZbChartHit) bottom = NULL;
  double x = (area->x + area->width * 3.5 / area->n_slots) * zoom;

  top = zb_chart_layout_pick (layout, x, area->y * zoom + 1);
  bottom = zb_chart_layout_pick (layout, x, (area->y + area->height) * zoom - 1);
  g_assert_cmpstr (top->text, ==, "Week 4\n2024: 202,404\n2023: 202,304");
  g_assert_cmpuint (top->issue.year, ==, 2024);
  g_assert_cmpuint (bottom->issue.year, ==, 2023);
  g_assert_cmpuint (bottom->issue.number, ==, 4);
  g_assert_cmpint (bottom->value, ==, 202304);
}

static void
test_nothing (void)
{
  g_autoptr(GPtrArray) weeks = g_ptr_array_new ();
  g_autoptr(ZbChart) chart = chart_years (weeks, NULL);
  g_autoptr(ZbChart) other = zb_chart_new_years (zb_catalogue_get_default (), weeks, "no_such_figure", NULL, NULL, NULL);

  g_assert_true (zb_chart_is_empty (chart));
  g_assert_true (zb_chart_is_empty (other));
  assert_sound_at_any_size (chart);
}

static void
test_any_size (void)
{
  for (guint n = 1; n <= 6; n += 5)
    {
      g_autoptr(GPtrArray) weeks = make_years (n);
      g_autoptr(ZbChart) chart = chart_years (weeks, NULL);

      assert_sound_at_any_size (chart);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/years/lines", test_lines);
  g_test_add_func ("/years/many", test_many);
  g_test_add_func ("/years/pick", test_pick);
  g_test_add_func ("/years/nothing", test_nothing);
  g_test_add_func ("/years/any-size", test_any_size);
  return g_test_run ();
}
