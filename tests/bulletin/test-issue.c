/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "bulletin/zb-issue.h"
#include "bulletin/zb-period.h"

static GDate
day (const char *iso)
{
  GDate date;

  g_assert_true (zb_date_parse_iso (iso, &date));
  return date;
}

static void
assert_issue (ZbIssue issue,
              guint   year,
              guint   number)
{
  g_assert_cmpuint (issue.year, ==, year);
  g_assert_cmpuint (issue.number, ==, number);
}

static void
test_parse (void)
{
  ZbIssue issue;

  g_assert_true (zb_issue_parse ("2024-28", &issue));
  assert_issue (issue, 2024, 28);
  g_assert_true (zb_issue_parse ("2024-8", &issue));
  assert_issue (issue, 2024, 8);
  g_assert_true (zb_issue_parse ("2024-08", &issue));
  assert_issue (issue, 2024, 8);
  g_assert_true (zb_issue_parse ("2023-53", &issue));
  assert_issue (issue, 2023, 53);
}

static void
test_parse_nonsense (void)
{
  static const char *const nonsense[] = {
    "", "2024", "2024-", "2024-0", "2024-00", "2024-54", "2024-99", "24-28", "2024-028", "2024-2x",
    "2024/28", " 2024-28", "2024-28 ", "2024--8", "-2024-8", "2024-+8", "0000-01", "0999-01",
    "20244-1", "２０２４-28", "2024年第28期",
  };

  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      ZbIssue issue = { 1, 2 };

      g_test_message ("%s", nonsense[i]);
      g_assert_false (zb_issue_parse (nonsense[i], &issue));
      assert_issue (issue, 1, 2);
    }
}

static void
test_string_comes_back (void)
{
  for (guint number = 1; number <= ZB_ISSUE_MAX_NUMBER; number++)
    {
      g_autofree char *text = zb_issue_to_string ((ZbIssue) { 2024, number });
      ZbIssue issue;

      g_assert_cmpuint (strlen (text), ==, strlen ("2024-08"));
      g_assert_true (zb_issue_parse (text, &issue));
      assert_issue (issue, 2024, number);
    }
}

static void
test_order (void)
{
  /* In order; a number that is not known comes before all that are. */
  static const ZbIssue issues[] = {
    { 0, 0 }, { 2014, 0 }, { 2018, 6 }, { 2023, 52 }, { 2023, 53 }, { 2024, 0 }, { 2024, 1 }, { 2024, 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (issues); i++)
    for (guint j = 0; j < G_N_ELEMENTS (issues); j++)
      {
        int order = zb_issue_compare (issues[i], issues[j]);

        g_assert_cmpint ((order > 0) - (order < 0), ==, (i > j) - (i < j));
      }
}

static void
test_known (void)
{
  g_assert_true (zb_issue_is_known ((ZbIssue) { 2024, 1 }));
  g_assert_false (zb_issue_is_known ((ZbIssue) { 2024, 0 }));
  g_assert_false (zb_issue_is_known ((ZbIssue) { 0, 12 }));
}

static void
test_label (void)
{
  g_autofree char *numbered = zb_issue_dup_label ((ZbIssue) { 2024, 8 });
  g_autofree char *unnumbered = zb_issue_dup_label ((ZbIssue) { 2014, 0 });

  g_assert_cmpstr (numbered, ==, "Issue 8 of 2024");
  g_assert_cmpstr (unnumbered, ==, "Issue without a number");
}

/* Given any day of a week, then its Sunday says the year and the number. */
static void
test_for_date (void)
{
  static const struct { const char *iso; guint year, number; } weeks[] = {
    { "2018-02-05", 2018, 6 }, { "2018-02-11", 2018, 6 }, { "2018-02-12", 2018, 7 },
    { "2022-12-26", 2023, 1 }, { "2023-01-01", 2023, 1 }, { "2023-01-02", 2023, 2 },
    { "2023-12-24", 2023, 52 }, { "2023-12-25", 2023, 53 }, { "2023-12-31", 2023, 53 },
    { "2024-01-01", 2024, 1 }, { "2024-04-24", 2024, 17 }, { "2024-12-29", 2024, 52 },
    { "2024-12-30", 2025, 1 }, { "2025-01-05", 2025, 1 }, { "2025-12-29", 2026, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (weeks); i++)
    {
      GDate date = day (weeks[i].iso);

      g_test_message ("%s", weeks[i].iso);
      assert_issue (zb_issue_for_date (&date), weeks[i].year, weeks[i].number);
    }
}

/* Given every issue that is known to exist, then its week gives its number. */
static void
test_for_date_of_known_issues (void)
{
  g_autoptr(GBytes) bytes = g_resources_lookup_data ("/io/github/zhoubao/Zhoubao/index.json",
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonArray *issues;
  guint n_checked = 0;

  g_assert_nonnull (bytes);
  g_assert_true (json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                             (gssize) g_bytes_get_size (bytes), NULL));
  issues = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "issues");
  for (guint i = 0; i < json_array_get_length (issues); i++)
    {
      JsonObject *issue = json_array_get_object_element (issues, i);
      const char *ends[] = { "start", "end" };

      if (!json_object_has_member (issue, "issue"))
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          const char *iso = json_object_get_string_member (issue, ends[j]);
          GDate date = day (iso);

          g_test_message ("%s", iso);
          assert_issue (zb_issue_for_date (&date),
                        (guint) json_object_get_int_member (issue, "year"),
                        (guint) json_object_get_int_member (issue, "issue"));
        }
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >=, 200);
}

static void
test_n_in_year (void)
{
  static const struct { guint year, n; } years[] = {
    { 2017, 53 }, { 2018, 52 }, { 2019, 52 }, { 2020, 52 }, { 2022, 52 }, { 2023, 53 },
    { 2024, 52 }, { 2025, 52 }, { 2026, 52 }, { 2028, 53 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_test_message ("%u", years[i].year);
      g_assert_cmpuint (zb_issue_n_in_year (years[i].year), ==, years[i].n);
    }
}

/* Given all days of forty years, then each week follows the one before it without a gap. */
static void
test_no_gaps (void)
{
  GDate date = day ("2010-01-04");
  ZbIssue previous = zb_issue_for_date (&date);

  while (g_date_get_year (&date) < 2050)
    {
      ZbIssue issue;

      g_date_add_days (&date, 7);
      issue = zb_issue_for_date (&date);
      if (issue.year == previous.year)
        g_assert_cmpuint (issue.number, ==, previous.number + 1);
      else
        {
          g_assert_cmpuint (previous.number, ==, zb_issue_n_in_year (previous.year));
          assert_issue (issue, previous.year + 1, 1);
        }
      previous = issue;
    }
}

static void
test_numbered_years (void)
{
  static const guint numbered[] = { 2018, 2022, 2023, 2024, 2026, 2040 };
  static const guint others[] = { 0, 2014, 2017, 2019, 2020, 2021 };

  for (guint i = 0; i < G_N_ELEMENTS (numbered); i++)
    g_assert_true (zb_issue_is_numbered_year (numbered[i]));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (zb_issue_is_numbered_year (others[i]));
}

/* Given every issue of forty years, then its week has that number. */
static void
test_week_of_issue (void)
{
  for (guint year = 2017; year < 2057; year++)
    for (guint number = 1; number <= zb_issue_n_in_year (year); number++)
      {
        ZbPeriod week;

        g_assert_true (zb_period_init_issue (&week, (ZbIssue) { year, number }));
        g_assert_true (zb_period_is_week (&week));
        assert_issue (zb_issue_for_date (&week.start), year, number);
      }
}

static void
test_week_of_no_issue (void)
{
  static const ZbIssue issues[] = {
    { 0, 0 }, { 0, 6 }, { 2024, 0 }, { 2024, 54 }, { 2024, G_MAXUINT }, { 10000, 1 },
    { 65536 + 2024, 1 }, { G_MAXUINT, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (issues); i++)
    {
      ZbPeriod week;

      g_test_message ("%u-%u", issues[i].year, issues[i].number);
      g_assert_false (zb_period_init_issue (&week, issues[i]));
      g_assert_false (zb_period_is_known (&week));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/issue/parse", test_parse);
  g_test_add_func ("/issue/parse/nonsense", test_parse_nonsense);
  g_test_add_func ("/issue/string-comes-back", test_string_comes_back);
  g_test_add_func ("/issue/order", test_order);
  g_test_add_func ("/issue/known", test_known);
  g_test_add_func ("/issue/label", test_label);
  g_test_add_func ("/issue/for-date", test_for_date);
  g_test_add_func ("/issue/for-date/known-issues", test_for_date_of_known_issues);
  g_test_add_func ("/issue/n-in-year", test_n_in_year);
  g_test_add_func ("/issue/numbered-years", test_numbered_years);
  g_test_add_func ("/issue/week", test_week_of_issue);
  g_test_add_func ("/issue/week/none", test_week_of_no_issue);
  g_test_add_func ("/issue/no-gaps", test_no_gaps);
  return g_test_run ();
}
