/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

/* A page that several bulletins share, one after the other. */

#define NAME "网络安全信息与动态周报"
#define TITLE_27 NAME "2024年第27期（7月1日-7月7日）"
#define TITLE_28 NAME "2024年第28期（7月8日-7月14日）"
#define TITLE_29 NAME "2024年第29期（7月15日-7月21日）"
#define LINK_26 "●[" NAME "2024年第26期（6月24日-6月30日）](http://old.example/26)\n\n"
#define RATING(word) "本周，互联网网络安全态势整体评价为" word "。\n\n"
#define HANDLED(total) "本周，CNCERT共处理网络安全事件" total "起。\n\n"
#define BULLETIN(word, total) \
  "本周网络安全基本态势\n\n" RATING (word) "![](http://pictures.example/" total ")\n\n本周事件处理情况\n\n" HANDLED (total)
#define RECAP "近期回顾\n\n" LINK_26

/* Given a page, then these bulletins are on it: "2024-27 良 495 +1", a line each: the issue or the first
 * day, the rating, all incidents, and how many earlier issues are listed. */
static void
assert_bulletins (const char *page,
                  const char *expected)
{
  g_autoptr(GPtrArray) extractions = story_read_all (page);
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < extractions->len; i++)
    {
      const ZbExtraction *extraction = g_ptr_array_index (extractions, i);
      const ZbBulletin *bulletin = extraction->bulletin;
      const ZbFigure *total = zb_figures_find (bulletin->figures, ZB_FIGURE_INCIDENTS_TOTAL);
      const char *rating = zb_rating_get_han (bulletin->rating);
      g_autofree char *issue = zb_issue_to_string (bulletin->issue);
      g_autofree char *start = zb_date_dup_iso (&bulletin->period.start);
      g_autofree char *text = zb_document_to_text (extraction->body);

      g_string_append_printf (found, "%s%s %s %" G_GINT64_FORMAT " +%u", i > 0 ? "\n" : "",
                              bulletin->issue.number != 0 ? issue : start, rating != NULL ? rating : "-",
                              total != NULL ? total->value : 0, bulletin->recap->len);
      g_assert_cmpint (bulletin->status, ==, ZB_COPY_OK);
      /* Each has its own text and pictures alone. */
      g_assert_cmpuint (bulletin->images->len, <=, 1);
      g_assert_null (strstr (text, "近期回顾"));
    }
  g_test_message ("%s", page);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_two (void)
{
  static const char *const styles[][2] = {
    { "# ", "" }, { "## ", "" }, { "", "" }, { "**", "**" }, { "【业界动态】", "" }, { "CNCERT | ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      const char *before = styles[i][0], *after = styles[i][1];
      g_autofree char *page =
        g_strconcat (before, TITLE_27, after, "\n\n" BULLETIN ("良", "495"), before, TITLE_28, after,
                     "\n\n" BULLETIN ("中", "239"), NULL);
      g_autofree char *with_lists =
        g_strconcat (before, TITLE_27, after, "\n\n" BULLETIN ("良", "495") RECAP, before, TITLE_28, after,
                     "\n\n" BULLETIN ("中", "239") RECAP, NULL);

      assert_bulletins (page, "2024-27 良 495 +0\n2024-28 中 239 +0");
      assert_bulletins (with_lists, "2024-27 良 495 +1\n2024-28 中 239 +1");
    }
}

/* In plain text every line is a line, and no blank lines part them. */
static void
test_plain_text (void)
{
  assert_bulletins (TITLE_27 "\n本周网络安全基本态势\n本周，互联网网络安全态势整体评价为良。\n本周事件处理情况\n"
                    "本周，CNCERT共处理网络安全事件495起。\n近期回顾\n" NAME "2024年第26期（6月24日-6月30日）\n" TITLE_28 "\n"
                    "本周网络安全基本态势\n本周，互联网网络安全态势整体评价为中。\n本周事件处理情况\n"
                    "本周，CNCERT共处理网络安全事件239起。\n",
                    "2024-27 良 495 +1\n2024-28 中 239 +0");
}

static void
test_three (void)
{
  assert_bulletins ("# " TITLE_27 "\n\n" BULLETIN ("良", "495") RECAP "# " TITLE_28 "\n\n" BULLETIN ("中", "239") RECAP
                    "# " TITLE_29 "\n\n" BULLETIN ("优", "177"),
                    "2024-27 良 495 +1\n2024-28 中 239 +1\n2024-29 优 177 +0");
}

/* The page's own title may be that of the first, of all, or none. */
static void
test_title_of_the_page (void)
{
  assert_bulletins ("---\ntitle: " TITLE_27 "\n---\n\n" BULLETIN ("良", "495") "# " TITLE_28 "\n\n" BULLETIN ("中", "239"),
                    "2024-27 良 495 +0\n2024-28 中 239 +0");
  assert_bulletins ("---\ntitle: " NAME "合集\n---\n\n# " TITLE_27 "\n\n" BULLETIN ("良", "495") "# " TITLE_28 "\n\n"
                    BULLETIN ("中", "239"),
                    "2024-27 良 495 +0\n2024-28 中 239 +0");
  assert_bulletins ("---\ntitle: " TITLE_28 "\n---\n\n# " TITLE_27 "\n\n" BULLETIN ("良", "495") "# " TITLE_28 "\n\n"
                    BULLETIN ("中", "239"),
                    "2024-27 良 495 +0\n2024-28 中 239 +0");
}

/* Given a list of contents first, then its lines begin nothing. */
static void
test_contents (void)
{
  assert_bulletins (TITLE_28 "\n\n" TITLE_27 "\n\n# " TITLE_27 "\n\n" BULLETIN ("良", "495") "# " TITLE_28 "\n\n"
                    BULLETIN ("中", "239"),
                    "2024-27 良 495 +0\n2024-28 中 239 +0");
}

static void
test_printed_twice (void)
{
  assert_bulletins ("# " TITLE_27 "\n\n![](http://pictures.example/cover)\n\n# " TITLE_27 "\n\n本周网络安全基本态势\n\n" RATING ("良")
                    "# " TITLE_28 "\n\n# " TITLE_28 "\n\n本周网络安全基本态势\n\n" RATING ("中"),
                    "2024-27 良 0 +0\n2024-28 中 0 +0");
}

/* Given the same issue twice, then it is one bulletin. */
static void
test_same_issue (void)
{
  assert_bulletins ("# " TITLE_27 "\n\n" BULLETIN ("良", "495") "# " NAME "2024年第27期\n\n本周网络安全基本态势\n\n" RATING ("良"),
                    "2024-27 良 495 +0");
}

/* Given weeks without numbers, then the week tells the bulletins apart. */
static void
test_weeks_only (void)
{
  assert_bulletins (NAME "(2014.03.03至2014.03.09)\n\n" BULLETIN ("良", "495") NAME "(2014.03.10至2014.03.16)\n\n"
                    BULLETIN ("中", "239"),
                    "2014-03-03 良 495 +0\n2014-03-10 中 239 +0");
}

/* Given a page without headings, then two titles with statements are two bulletins. */
static void
test_no_headings (void)
{
  assert_bulletins ("# " TITLE_27 "\n\n" RATING ("良") HANDLED ("495") "# " TITLE_28 "\n\n" RATING ("中") HANDLED ("239"),
                    "2024-27 良 495 +0\n2024-28 中 239 +0");
  assert_bulletins ("# " TITLE_27 "\n\n" RATING ("良") HANDLED ("495") RECAP "# " TITLE_28 "\n\n" RATING ("中") HANDLED ("239"),
                    "2024-27 良 495 +1\n2024-28 中 239 +0");
  /* And only the second has headings. */
  assert_bulletins ("# " TITLE_27 "\n\n" RATING ("良") HANDLED ("495") "# " TITLE_28 "\n\n" BULLETIN ("中", "239"),
                    "2024-27 良 495 +0\n2024-28 中 239 +0");
}

/* Given a page, then issue 27 alone is on it, with its own figures. */
static void
assert_one (const char *page)
{
  g_autoptr(ZbExtraction) extraction = story_read (page);
  const ZbBulletin *bulletin = extraction->bulletin;

  g_test_message ("%s", page);
  g_assert_cmpuint (bulletin->issue.number, ==, 27);
  g_assert_cmpint (zb_figures_find (bulletin->figures, ZB_FIGURE_INCIDENTS_TOTAL)->value, ==, 495);
}

/* Given other issues that are only named, then the page is one bulletin. */
static void
test_named_only (void)
{
  static const char *const lines[] = {
    TITLE_28, "[" TITLE_28 "](http://old.example/28)", "下一期：" TITLE_28, "- " TITLE_28, "●" TITLE_28, "# " TITLE_28,
    "据" TITLE_28 "，情况有所变化。",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *before = g_strconcat ("# " TITLE_27 "\n\n", lines[i], "\n\n" BULLETIN ("良", "495"), NULL);
      g_autofree char *between =
        g_strconcat ("# " TITLE_27 "\n\n本周网络安全基本态势\n\n" RATING ("良"), lines[i], "\n\n本周事件处理情况\n\n" HANDLED ("495"), NULL);
      g_autofree char *behind = g_strconcat ("# " TITLE_27 "\n\n" BULLETIN ("良", "495"), lines[i], "\n", NULL);
      g_autofree char *in_list =
        g_strconcat ("# " TITLE_27 "\n\n" BULLETIN ("良", "495") "近期回顾\n\n", lines[i], "\n\n" HANDLED ("239"), NULL);

      /* A teaser before the text of a page without another title would be that title. */
      if (!g_str_has_prefix (lines[i], "# "))
        assert_bulletins (before, "2024-27 良 495 +0");
      assert_bulletins (between, "2024-27 良 495 +0");
      assert_one (behind);
      assert_one (in_list);
    }
}

/* Given another series that names issues of this one, then it stays one page of that series. */
static void
test_other_series (void)
{
  g_autoptr(GPtrArray) extractions =
    story_read_all ("---\ntitle: CNVD漏洞周报2024年第27期\n---\n\n# " TITLE_27 "\n\n" BULLETIN ("良", "495")
                    "# " TITLE_28 "\n\n" BULLETIN ("中", "239"));

  g_assert_cmpuint (extractions->len, ==, 1);
  g_assert_cmpint (((ZbExtraction *) g_ptr_array_index (extractions, 0))->bulletin->status, ==, ZB_COPY_OTHER_SERIES);
}

/* Given a hostile page of very many titles and headings, then there is an end. */
static void
test_very_many (void)
{
  g_autoptr(GString) page = g_string_new (NULL);
  g_autoptr(GPtrArray) extractions = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (page, "# " NAME "%u年第%u期\n\n本周网络安全基本态势\n\n" RATING ("良"), 1980 + i / 50, 1 + i % 50);
  extractions = story_read_all (page->str);
  g_assert_cmpuint (extractions->len, >=, 50);
  g_assert_cmpuint (extractions->len, <=, 100);
}

/* Given whole copies in one file, each with the frame of its site, then each is a bulletin. */
static void
test_copies_in_one_file (void)
{
  g_autofree char *first = story_dup_page (STORY_TITLE, "本周事件处理情况\n\n" STORY_INCIDENTS);
  g_autofree char *second = story_dup_page ("网络安全信息与动态周报2024年第28期（7月8日-7月14日）",
                                            "本周事件处理情况\n\n本周，CNCERT共处理网络安全事件77起。");
  g_autofree char *file = g_strconcat (first, "\n", second, NULL);
  g_autoptr(GPtrArray) all = story_read_all (file);
  const ZbExtraction *last;
  g_autofree char *figures = NULL;

  g_assert_cmpuint (all->len, ==, 2);
  last = g_ptr_array_index (all, 1);
  g_assert_cmpuint (last->bulletin->issue.number, ==, 28);
  figures = story_dup_figures (last->bulletin);
  g_assert_cmpstr (figures, ==, "incidents_total=77");
}

/* Each copy of a file has the address and the day of its own head, and none where it has no head. */
static void
test_heads_in_one_file (void)
{
  g_autofree char *first = story_dup_page (STORY_TITLE, "本周事件处理情况\n\n" STORY_INCIDENTS);
  g_autofree char *second = story_dup_page (TITLE_28, "本周事件处理情况\n\n" HANDLED ("77"));
  g_autofree char *third = story_dup_page (TITLE_29, "本周事件处理情况\n\n" HANDLED ("78"));
  const char *without_head = strstr (third, "# ");
  g_autofree char *file = NULL;
  g_autoptr(GPtrArray) all = NULL;

  /* Only its own head says these. */
  memcpy (strstr (second, "mid=27"), "mid=28", strlen ("mid=28"));
  memcpy (strstr (second, "2024-07-12"), "2024-07-19", strlen ("2024-07-19"));
  file = g_strconcat (first, "\n", second, "\n", without_head, NULL);
  all = story_read_all (file);

  g_assert_cmpuint (all->len, ==, 3);
  for (guint i = 0; i < all->len; i++)
    {
      const ZbBulletin *bulletin = ((const ZbExtraction *) g_ptr_array_index (all, i))->bulletin;

      g_assert_cmpuint (bulletin->issue.number, ==, 27 + i);
      if (i < 2)
        {
          g_assert_nonnull (strstr (bulletin->url, i == 0 ? "mid=27" : "mid=28"));
          g_assert_cmpuint (g_date_get_day (&bulletin->published), ==, i == 0 ? 12 : 19);
        }
      else
        {
          g_assert_null (bulletin->url);
          g_assert_null (bulletin->account);
          g_assert_false (g_date_valid (&bulletin->published));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/shared-page/two", test_two);
  g_test_add_func ("/shared-page/plain-text", test_plain_text);
  g_test_add_func ("/shared-page/three", test_three);
  g_test_add_func ("/shared-page/title-of-the-page", test_title_of_the_page);
  g_test_add_func ("/shared-page/contents", test_contents);
  g_test_add_func ("/shared-page/printed-twice", test_printed_twice);
  g_test_add_func ("/shared-page/same-issue", test_same_issue);
  g_test_add_func ("/shared-page/weeks-only", test_weeks_only);
  g_test_add_func ("/shared-page/no-headings", test_no_headings);
  g_test_add_func ("/shared-page/named-only", test_named_only);
  g_test_add_func ("/shared-page/other-series", test_other_series);
  g_test_add_func ("/shared-page/very-many", test_very_many);
  g_test_add_func ("/shared-page/copies-in-one-file", test_copies_in_one_file);
  g_test_add_func ("/shared-page/heads-in-one-file", test_heads_in_one_file);
  return g_test_run ();
}
