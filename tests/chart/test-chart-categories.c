/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "fixtures.h"

/* Issue 27 of 2024, as it was printed. */
static void
test_week_is_split_twice (void)
{
  g_autoptr(GPtrArray) figures = figures_new ("incidents_total", (gint64) 495,
                                              "incidents_phishing_complaints", (gint64) 454,
                                              "incidents_cross_border", (gint64) 228,
                                              "malicious_app_urls", (gint64) 12,
                                              "app_store_platforms", (gint64) 11, NULL);
  g_autoptr(ZbChart) chart = NULL;
  ZbPeriod period;

  zb_period_init_iso (&period, "2024-07-01", "2024-07-07");
  chart = zb_chart_new_categories (zb_catalogue_get_default (), (ZbIssue) { 2024, 27 }, &period,
                                   figures);
  g_assert_cmpuint (chart->blocks->len, ==, 3);
  g_assert_cmpint (get_block (chart, 0)->kind, ==, ZB_CHART_BLOCK_SPLIT);
  g_assert_cmpint (get_block (chart, 0)->whole->value, ==, 495);
  g_assert_cmpint (get_item (chart, 0, 0)->value, ==, 454);
  g_assert_cmpint (get_item (chart, 0, 1)->value, ==, 41);
  g_assert_cmpstr (get_item (chart, 0, 0)->share, ==, "92 %");
  g_assert_cmpstr (get_item (chart, 0, 1)->share, ==, "8 %");
  g_assert_cmpint (get_item (chart, 1, 0)->value, ==, 228);
  g_assert_cmpint (get_item (chart, 1, 1)->value, ==, 267);

  /* What is counted in other units stands apart, without a share of anything. */
  g_assert_cmpint (get_block (chart, 2)->kind, ==, ZB_CHART_BLOCK_FACTS);
  g_assert_cmpint (get_item (chart, 2, 0)->value, ==, 12);
  g_assert_cmpstr (get_item (chart, 2, 0)->unit, ==, "URLs");
  g_assert_cmpint (get_item (chart, 2, 0)->percent, ==, -1);
  g_assert_null (get_item (chart, 2, 1)->share);

  g_assert_cmpstr (chart->source, ==, "Source: CNCERT, issue 27 of 2024.");
  g_assert_true (has_note (chart, "overlap and cannot be added"));
  g_assert_cmpstr (chart->name, ==, "2024-27-categories");
}

/* 2022 issue 52: 289 incidents, but 1,548 URLs; they are no part of them. */
static void
test_more_urls_than_incidents (void)
{
  g_autoptr(GPtrArray) figures = figures_new ("incidents_total", (gint64) 289,
                                              "incidents_phishing_complaints", (gint64) 177,
                                              "malicious_app_urls", (gint64) 1548, NULL);
  g_autoptr(ZbChart) chart = zb_chart_new_categories (zb_catalogue_get_default (),
                                                      (ZbIssue) { 2022, 52 }, NULL, figures);

  g_assert_cmpuint (chart->blocks->len, ==, 2);
  g_assert_cmpint (get_block (chart, 0)->whole->value, ==, 289);
  g_assert_cmpint (get_item (chart, 0, 0)->value + get_item (chart, 0, 1)->value, ==, 289);
  g_assert_cmpint (get_block (chart, 1)->kind, ==, ZB_CHART_BLOCK_FACTS);
  g_assert_cmpstr (get_item (chart, 1, 0)->text, ==, "1,548");
}

static void
test_splits_add_up (void)
{
  for (gint64 total = 0; total <= 60; total++)
    for (gint64 part = 0; part <= total; part++)
      {
        g_autoptr(ZbChart) chart = categories_new (total, part, total - part);

        for (guint i = 0; i < 2; i++)
          {
            const ZbChartItem *first = get_item (chart, i, 0);
            const ZbChartItem *second = get_item (chart, i, 1);

            g_assert_cmpint (first->value + second->value, ==, total);
            g_assert_cmpint (first->value, ==, i == 0 ? part : total - part);
            if (total > 0)
              g_assert_cmpint (first->percent + second->percent, ==, 100);
          }
      }
}

static void
test_nothing_happened (void)
{
  g_autoptr(ZbChart) chart = categories_new (0, 0, 0);

  g_assert_cmpint (get_item (chart, 0, 0)->value, ==, 0);
  g_assert_cmpstr (get_item (chart, 0, 0)->text, ==, "0");
  g_assert_null (get_item (chart, 0, 0)->share);
  g_assert_false (zb_chart_is_empty (chart));
}

static void
test_small_shares_are_not_nothing (void)
{
  g_autoptr(ZbChart) chart = categories_new (6090000, 1, 6090000);

  g_assert_cmpstr (get_item (chart, 0, 0)->share, ==, "<1 %");
  g_assert_cmpstr (get_item (chart, 0, 1)->share, ==, ">99 %");
  g_assert_cmpstr (get_item (chart, 1, 0)->share, ==, "100 %");
  g_assert_cmpstr (get_item (chart, 1, 1)->share, ==, "0 %");
  g_assert_cmpstr (get_item (chart, 1, 0)->text, ==, "6,090,000");
}

static void
test_unknown_part_is_not_zero (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, UNKNOWN, 228);

  g_assert_cmpuint (chart->blocks->len, ==, 1);
  g_assert_cmpstr (get_block (chart, 0)->heading, ==, "By place");
  g_assert_true (has_note (chart, "“By kind” is left out"));
  g_assert_false (has_note (chart, "overlap"));
}

static void
test_unknown_total_is_not_divided (void)
{
  g_autoptr(ZbChart) chart = categories_new (UNKNOWN, 454, 228);

  g_assert_cmpuint (chart->blocks->len, ==, 1);
  g_assert_cmpint (get_block (chart, 0)->kind, ==, ZB_CHART_BLOCK_FACTS);
  g_assert_cmpint (get_item (chart, 0, 0)->value, ==, 454);
  g_assert_cmpint (get_item (chart, 0, 1)->value, ==, 228);
  g_assert_true (has_note (chart, "“By kind” is left out"));
  g_assert_true (has_note (chart, "“By place” is left out"));
}

static void
test_part_above_total_is_not_drawn (void)
{
  g_autoptr(ZbChart) chart = categories_new (100, 101, 50);

  g_assert_cmpuint (chart->blocks->len, ==, 2);
  g_assert_cmpstr (get_block (chart, 0)->heading, ==, "By place");
  g_assert_true (has_note (chart, "one of the two numbers must be wrong"));
  /* The number is not hidden. */
  g_assert_cmpint (get_block (chart, 1)->kind, ==, ZB_CHART_BLOCK_FACTS);
  g_assert_cmpint (get_item (chart, 1, 0)->value, ==, 101);
}

/* The week of 3 February 2014: nothing of incidents, but much else. */
static void
test_other_figures_by_unit (void)
{
  g_autoptr(GPtrArray) figures = figures_new ("infected_hosts", (gint64) 578000,
                                              "trojan_botnet_hosts", (gint64) 322000,
                                              "new_virus_names", (gint64) 13,
                                              "defaced_sites", (gint64) 4988,
                                              "backdoored_sites", (gint64) 1190,
                                              "phishing_pages", (gint64) 113,
                                              "phishing_domains", (gint64) 79, NULL);
  g_autoptr(ZbChart) chart = NULL;
  ZbPeriod period;

  g_ptr_array_add (figures, zb_figure_new_level ("vuln_level", "中"));
  zb_period_init_iso (&period, "2014-02-03", "2014-02-09");
  chart = zb_chart_new_categories (zb_catalogue_get_default (), (ZbIssue) { 2014, 0 }, &period,
                                   figures);
  g_assert_cmpuint (chart->blocks->len, ==, 5);
  g_assert_cmpint (get_block (chart, 0)->kind, ==, ZB_CHART_BLOCK_BARS);
  g_assert_cmpstr (get_block (chart, 0)->unit, ==, "hosts");
  g_assert_cmpuint (get_block (chart, 0)->items->len, ==, 2);
  g_assert_cmpint (get_block (chart, 1)->kind, ==, ZB_CHART_BLOCK_FACTS);
  g_assert_cmpstr (get_block (chart, 2)->unit, ==, "websites");
  g_assert_cmpint (get_item (chart, 2, 0)->value, ==, 4988);
  g_assert_cmpint (get_item (chart, 2, 1)->value, ==, 1190);
  /* Pages and domains are alone with their units: no bars that could be compared. */
  g_assert_cmpint (get_block (chart, 3)->kind, ==, ZB_CHART_BLOCK_FACTS);
  g_assert_cmpuint (get_block (chart, 3)->items->len, ==, 2);
  g_assert_cmpstr (get_item (chart, 4, 0)->text, ==, "Medium");
  g_assert_cmpstr (chart->source, ==, "Source: CNCERT, bulletin of 3–9 February 2014.");
  g_assert_cmpstr (chart->name, ==, "2014-02-03-categories");
}

static void
test_nothing_known (void)
{
  g_autoptr(ZbChart) chart = categories_new (UNKNOWN, UNKNOWN, UNKNOWN);

  g_assert_true (zb_chart_is_empty (chart));
  g_assert_cmpuint (chart->blocks->len, ==, 1);
  g_assert_cmpint (get_block (chart, 0)->kind, ==, ZB_CHART_BLOCK_MESSAGE);
  g_assert_nonnull (get_block (chart, 0)->message);
}

static void
test_numbers_have_separators (void)
{
  static const struct { gint64 value; const char *text; } cases[] = {
    { 0, "0" }, { 999, "999" }, { 1000, "1,000" }, { 6090000, "6,090,000" }, { -1548, "-1,548" },
    { G_MAXINT64, "9,223,372,036,854,775,807" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = zb_chart_format_number (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Given figures that the user has typed in, then a note names them. */
static void
test_typed_is_named (void)
{
  g_autoptr(GPtrArray) figures = figures_new ("incidents_total", (gint64) 495, "defaced_sites", (gint64) 31,
                                              "infected_hosts", (gint64) 7000, NULL);
  g_autoptr(ZbChart) chart = NULL;

  ((ZbFigure *) zb_figures_find (figures, "defaced_sites"))->is_typed = TRUE;
  chart = zb_chart_new_categories (zb_catalogue_get_default (), (ZbIssue) { 2024, 27 }, NULL, figures);
  g_assert_true (has_note (chart, "Typed in from pictures: Defaced websites."));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/categories/week-is-split-twice", test_week_is_split_twice);
  g_test_add_func ("/categories/more-urls-than-incidents", test_more_urls_than_incidents);
  g_test_add_func ("/categories/splits-add-up", test_splits_add_up);
  g_test_add_func ("/categories/nothing-happened", test_nothing_happened);
  g_test_add_func ("/categories/small-shares-are-not-nothing", test_small_shares_are_not_nothing);
  g_test_add_func ("/categories/unknown-part-is-not-zero", test_unknown_part_is_not_zero);
  g_test_add_func ("/categories/unknown-total-is-not-divided", test_unknown_total_is_not_divided);
  g_test_add_func ("/categories/part-above-total-is-not-drawn", test_part_above_total_is_not_drawn);
  g_test_add_func ("/categories/other-figures-by-unit", test_other_figures_by_unit);
  g_test_add_func ("/categories/nothing-known", test_nothing_known);
  g_test_add_func ("/categories/typed-is-named", test_typed_is_named);
  g_test_add_func ("/categories/numbers-have-separators", test_numbers_have_separators);
  return g_test_run ();
}
