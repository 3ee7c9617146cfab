/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

#define TITLE_26 "网络安全信息与动态周报2024年第26期（6月24日-6月30日）"
#define TITLE_25 "网络安全信息与动态周报2024年第25期（6月17日-6月23日）"
#define URL_26 "http://old.example/s?__biz=A==&mid=26&idx=1&sn=a&chksm=b&scene=21#wechat_redirect"
#define URL_25 "http://old.example/s?__biz=A==&mid=25&idx=1&sn=c&chksm=d&scene=21#wechat_redirect"

/* Given a list of earlier issues as printed, then these are its entries: "2024-26 ADDRESS", a line each. */
static void
assert_recap (const char *list,
              const char *expected)
{
  g_autofree char *body = g_strconcat (STORY_BODY "\n", list, NULL);
  g_autofree char *page = story_dup_page (STORY_TITLE, body);
  g_autoptr(ZbExtraction) extraction = story_read (page);
  g_autofree char *figures = story_dup_figures (extraction->bulletin);
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < extraction->bulletin->recap->len; i++)
    {
      const ZbRecapEntry *entry = g_ptr_array_index (extraction->bulletin->recap, i);
      g_autofree char *issue = zb_issue_to_string (entry->issue);

      g_string_append_printf (found, "%s%s%s%s", i > 0 ? "\n" : "", issue, entry->url != NULL ? " " : "",
                              entry->url != NULL ? entry->url : "");
      g_assert_true (zb_period_is_week (&entry->period));
      g_assert_nonnull (strstr (entry->title, "期"));
    }
  g_test_message ("%s", list);
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpstr (figures, ==, STORY_FIGURES);
  g_assert_cmpuint (extraction->bulletin->issue.number, ==, 27);
}

static void
test_usual (void)
{
  assert_recap ("近期回顾\n\n●[" TITLE_26 "](" URL_26 ")\n\n●[" TITLE_25 "](" URL_25 ")\n",
                "2024-26 " URL_26 "\n2024-25 " URL_25);
  assert_recap ("", "");
  assert_recap ("近期回顾\n", "");
}

/* Three of five lines of 2024 issue 35 were printed without their address. */
static void
test_without_address (void)
{
  assert_recap ("近期回顾\n\n●" TITLE_26 "\n\n●[" TITLE_25 "](" URL_25 ")\n", "2024-26\n2024-25 " URL_25);
}

static void
test_bullets (void)
{
  static const char *const bullets[] = { "●", "● ", "• ", "- ", "* ", "·", "1. ", "", "●\n", "●\n\n", "●**", "> ●" };

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    {
      g_autofree char *list = g_strdup_printf ("近期回顾\n\n%s[%s](%s)\n\n%s[%s](%s)\n", bullets[i], TITLE_26, URL_26,
                                               bullets[i], TITLE_25, URL_25);

      assert_recap (list, "2024-26 " URL_26 "\n2024-25 " URL_25);
    }
}

/* Given lines that run together, then each is still an entry. */
static void
test_lines_in_one_paragraph (void)
{
  assert_recap ("近期回顾\n●[" TITLE_26 "](" URL_26 ")\n●[" TITLE_25 "](" URL_25 ")\n",
                "2024-26 " URL_26 "\n2024-25 " URL_25);
  assert_recap ("近期回顾\n[" TITLE_26 "](" URL_26 ")\n[" TITLE_25 "](" URL_25 ")\n",
                "2024-26 " URL_26 "\n2024-25 " URL_25);
  assert_recap ("近期回顾\n" TITLE_26 "\n" TITLE_25 "\n", "2024-26\n2024-25");
  assert_recap ("近期回顾\n\n●" TITLE_26 "●[" TITLE_25 "](" URL_25 ")\n", "2024-26\n2024-25 " URL_25);
}

/* Given a title that was divided between two links, then it is one entry. */
static void
test_divided_title (void)
{
  assert_recap ("近期回顾\n\n●[网络安全信息与动态周报](" URL_26 ")[2024年第26期（6月24日-6月30日）](" URL_26 ")\n",
                "2024-26 " URL_26);
  assert_recap ("近期回顾\n\n●网络安全[信息与动态周报2024年第26期](" URL_26 ")（6月24日-6月30日）\n", "2024-26 " URL_26);
}

static void
test_heading_lost (void)
{
  assert_recap ("●[" TITLE_26 "](" URL_26 ")\n\n●[" TITLE_25 "](" URL_25 ")\n",
                "2024-26 " URL_26 "\n2024-25 " URL_25);
  assert_recap ("近期\n\n[" TITLE_26 "](" URL_26 ")\n", "2024-26 " URL_26);
}

static void
test_named_twice (void)
{
  assert_recap ("近期回顾\n\n●[" TITLE_26 "](" URL_26 ")\n\n●[" TITLE_26 "](" URL_25 ")\n", "2024-26 " URL_26);
}

/* Given the bulletin itself in its list, then it is not an earlier issue. */
static void
test_own_issue (void)
{
  assert_recap ("近期回顾\n\n●[" STORY_TITLE "](" URL_25 ")\n\n●[" TITLE_26 "](" URL_26 ")\n", "2024-26 " URL_26);
}

static void
test_other_series (void)
{
  assert_recap ("近期回顾\n\n●[CNVD漏洞周报2024年第26期](" URL_25 ")\n\n●[" TITLE_26 "](" URL_26 ")\n", "2024-26 " URL_26);
}

/* Given figures below the heading of the list, then they belong to other weeks. */
static void
test_figures_below (void)
{
  assert_recap ("近期回顾\n\n●[" TITLE_26 "](" URL_26 ")\n\n本周收录安全漏洞293个,信息安全漏洞威胁整体评价级别为中。\n\n"
                "共处理网络安全事件9999起，含跨境网络安全事件9998起。\n",
                "2024-26 " URL_26);
}

/* Given a week over the turn of the year, printed without years, then each day has its own. */
static void
test_turn_of_the_year (void)
{
  g_autofree char *page =
    story_dup_page ("网络安全信息与动态周报2025年第2期（1月6日-1月12日）",
                    STORY_BODY "\n近期回顾\n\n●[网络安全信息与动态周报2025年第1期（12月30日-1月5日）](" URL_26 ")\n");
  g_autoptr(ZbExtraction) extraction = story_read (page);
  const ZbRecapEntry *entry = g_ptr_array_index (extraction->bulletin->recap, 0);
  g_autofree char *start = zb_date_dup_iso (&entry->period.start);

  g_assert_cmpuint (entry->issue.year, ==, 2025);
  g_assert_cmpstr (start, ==, "2024-12-30");
}

static void
test_endless (void)
{
  g_autoptr(GString) list = g_string_new (STORY_BODY "\n近期回顾\n\n");
  g_autofree char *page = NULL;

  for (guint year = 1990; year < 2022; year++)
    for (guint issue = 1; issue <= 52; issue++)
      g_string_append_printf (list, "●[网络安全信息与动态周报%u年第%u期](http://old.example/%u/%u)\n\n", year, issue, year, issue);
  page = story_dup_page (STORY_TITLE, list->str);
  {
    g_autoptr(ZbExtraction) extraction = story_read (page);

    g_assert_cmpuint (extraction->bulletin->recap->len, >=, 5);
    g_assert_cmpuint (extraction->bulletin->recap->len, <, 100);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/recap/usual", test_usual);
  g_test_add_func ("/recap/without-address", test_without_address);
  g_test_add_func ("/recap/bullets", test_bullets);
  g_test_add_func ("/recap/lines-in-one-paragraph", test_lines_in_one_paragraph);
  g_test_add_func ("/recap/divided-title", test_divided_title);
  g_test_add_func ("/recap/heading-lost", test_heading_lost);
  g_test_add_func ("/recap/named-twice", test_named_twice);
  g_test_add_func ("/recap/own-issue", test_own_issue);
  g_test_add_func ("/recap/other-series", test_other_series);
  g_test_add_func ("/recap/figures-below", test_figures_below);
  g_test_add_func ("/recap/turn-of-the-year", test_turn_of_the_year);
  g_test_add_func ("/recap/endless", test_endless);
  return g_test_run ();
}
