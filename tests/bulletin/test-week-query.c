/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "bulletin/zb-period.h"
#include "bulletin/zb-week-query.h"

/* What a user types to go to a week. */

static char *
read_query (const char *text)
{
  ZbIssue issue;
  GDate day;

  if (!zb_week_query_parse (text, &issue, &day))
    {
      g_assert_false (zb_issue_is_known (issue));
      g_assert_false (g_date_valid (&day));
      return g_strdup ("words");
    }
  g_assert_cmpint (zb_issue_is_known (issue), !=, g_date_valid (&day));
  return zb_issue_is_known (issue) ? zb_issue_to_string (issue) : zb_date_dup_iso (&day);
}

#define assert_query(text, expected)               \
  G_STMT_START {                                   \
    g_autofree char *read_ = read_query (text);    \
    g_assert_cmpstr (read_, ==, (expected));       \
  } G_STMT_END

static void
test_issues (void)
{
  assert_query ("2024-28", "2024-28");
  assert_query (" 2024-8 ", "2024-08");
  assert_query ("2024 28", "2024-28");
  assert_query ("2024/28", "2024-28");
  assert_query ("2024年第28期", "2024-28");
  assert_query ("２０２４年２８期", "2024-28");
  assert_query ("2023-53", "2023-53");
  assert_query ("2024-54", "words");
  assert_query ("2024-0", "words");
  assert_query ("1999-10", "words");
}

static void
test_days (void)
{
  assert_query ("2024-07-08", "2024-07-08");
  assert_query ("2024/7/8", "2024-07-08");
  assert_query ("2024.7.8", "2024-07-08");
  assert_query ("20240708", "2024-07-08");
  assert_query ("2024年7月8日", "2024-07-08");
  assert_query ("２０２４年７月８日", "2024-07-08");
  assert_query ("8 July 2024", "2024-07-08");
  assert_query ("July 8, 2024", "2024-07-08");
  assert_query ("2024-02-30", "words");
  assert_query ("20241332", "words");
}

static void
test_words (void)
{
  assert_query ("", "words");
  assert_query ("28", "words");
  assert_query ("1548", "words");
  assert_query ("漏洞", "words");
  assert_query ("2024年 钓鱼 28", "words");
  assert_query ("CVE-2024-1234", "words");
  assert_query ("2024-07-08 2024-07-14", "words");
  assert_query ("123456789012345678901234567890", "words");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/week-query/issues", test_issues);
  g_test_add_func ("/week-query/days", test_days);
  g_test_add_func ("/week-query/words", test_words);
  return g_test_run ();
}
