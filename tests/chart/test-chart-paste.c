/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "chart/zb-chart-paste.h"
#include "fixtures.h"

/* Stories of numbers that go into other programs. */

static void
test_tabs_between_the_numbers_of_bars (void)
{
  g_autoptr(ZbChart) chart = categories_new (1495, 1454, 228);
  g_autofree char *text = zb_chart_dup_tabbed (chart);

  g_assert_cmpstr (text, ==,
                   "Figure\tValue\tShare\tUnit\tSplit\n"
                   "Incidents handled\t1495\t\tincidents\t\n"
                   "Phishing complaints\t1454\t97 %\tincidents\tBy kind\n"
                   "Other incidents\t41\t3 %\tincidents\tBy kind\n"
                   "Cross-border\t228\t15 %\tincidents\tBy place\n"
                   "Domestic\t1267\t85 %\tincidents\tBy place\n");
}

/* An unknown week keeps its row, with an empty cell; a zero is a zero. Nobody has a share. */
static void
test_tabs_between_the_numbers_of_weeks (void)
{
  static const gint64 values[] = { 281000, UNKNOWN, 0 };
  g_autoptr(ZbChart) chart = trend_new ("2024-07-01", values, G_N_ELEMENTS (values),
                                        "infected_hosts");
  g_autofree char *text = zb_chart_dup_tabbed (chart);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (lines[0], ==, "Week\tValue\tUnit\tFigure");
  g_assert_true (g_str_has_prefix (lines[1], "Issue 27 of 2024 · 1–7 July 2024\t281000\t"));
  g_assert_true (g_str_has_prefix (lines[2], "Issue 28 of 2024 · 8–14 July 2024\t\t"));
  g_assert_true (g_str_has_prefix (lines[3], "Issue 29 of 2024 · 15–21 July 2024\t0\t"));
}

static void
test_table_for_word_processors (void)
{
  g_autoptr(ZbChart) chart = categories_new (1495, 1454, 228);
  g_autofree char *html = zb_chart_dup_html (chart);

  g_assert_nonnull (strstr (html, "<meta charset=\"utf-8\">"));
  g_assert_nonnull (strstr (html, "<caption>Security incidents handled by CNCERT</caption>"));
  g_assert_nonnull (strstr (html, "<thead><tr><th>Figure</th><th>Value</th><th>Share</th>"));
  g_assert_nonnull (strstr (html, "<tr><td>Phishing complaints</td><td align=\"right\">1,454</td>"
                                  "<td>97 %</td><td>incidents</td><td>By kind</td></tr>"));
  g_assert_nonnull (strstr (html, "<p>Source: CNCERT, issue 27 of 2024."));
}

/* Whatever a name holds, it breaks neither the markup nor the rows. */
static void
test_names_are_escaped (void)
{
  g_autoptr(ZbChart) chart = zb_chart_new ();
  ZbChartBlock *block = zb_chart_add_block (chart, ZB_CHART_BLOCK_BARS, NULL);
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;

  chart->title = g_strdup ("A & B");
  zb_chart_block_add_item (block, NULL, "<b>\tsharp\n", 12);
  html = zb_chart_dup_html (chart);
  text = zb_chart_dup_tabbed (chart);
  g_assert_nonnull (strstr (html, "<caption>A &amp; B</caption>"));
  g_assert_nonnull (strstr (html, "<td>&lt;b&gt;"));
  g_assert_cmpstr (text, ==, "Figure\tValue\n<b> sharp \t12\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/paste/tabs-between-the-numbers-of-bars",
                   test_tabs_between_the_numbers_of_bars);
  g_test_add_func ("/paste/tabs-between-the-numbers-of-weeks",
                   test_tabs_between_the_numbers_of_weeks);
  g_test_add_func ("/paste/table-for-word-processors", test_table_for_word_processors);
  g_test_add_func ("/paste/names-are-escaped", test_names_are_escaped);
  return g_test_run ();
}
