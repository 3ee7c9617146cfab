/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

/* The forms of 2018 to 2026: the rating, and the one sentence about incidents. */

static void
test_usual (void)
{
  story_assert_figures (STORY_INCIDENTS, STORY_FIGURES);
  /* 2022 and 2023: a semicolon before the platforms. */
  story_assert_figures (STORY_HANDLED "其中，协调境内外域名注册机构、境外CERT等机构重点处理654起仿冒投诉事件；" STORY_PLATFORMS,
                        STORY_FIGURES);
}

/* Given no sentence about platforms, then they are not known: unknown is never zero. */
static void
test_without_platforms (void)
{
  story_assert_figures (STORY_HANDLED STORY_PHISHING,
                        "incidents_cross_border=328 incidents_phishing_complaints=654 incidents_total=1495");
  story_assert_figures (STORY_HANDLED, STORY_FIGURES_HANDLED);
}

static void
test_before_2022 (void)
{
  story_assert_figures ("本周,CNCERT协调基础电信运营企业、域名注册服务机构、手机应用商店、各省分中心以及国际合作组织"
                        "共处理了网络安全事件1495起,其中跨境网络安全事件328起。\n\n"
                        "本周,CNCERT协调境内外域名注册机构、境外CERT等机构重点处理了654起网页仿冒投",
                        "incidents_cross_border=328 incidents_phishing_complaints=654 incidents_total=1495");
}

/* Every misprint that was seen, and their like. */
static void
test_misprints (void)
{
  static const struct { const char *right, *wrong; } misprints[] = {
    { "跨境网络安全事件328", "跨境网络安全事328" }, { "处理654", "处654" }, { "URL链接26", "URL链26" },
    { "仿冒投诉事件", "仿冒投诉事 件" }, { "移动互联网恶意代码", "移动互联网恶意 代码" },
    { "网络安全事件1495", "网络安全事件 1495" }, { "网络安全事件1495", "网络安全事1495" },
    { "共处理网络", "共处网络" }, { "重点处理", "重 点\n处 理" }, { "恶意URL", "恶意 Url " },
    { "，", "," }, { "；", ";" }, { "。", "." }, { "，", "" }, { "。", "" },
    { "1495起，", "1495，" }, { "328起。", "328。" }, { "654起", "654" }, { "26个", "26" }, { "17个", "17" },
    { "含跨境", "含跨" }, { "含跨境", "含境" }, { "协调17", "调17" }, { "提供恶意", "供恶意" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (misprints); i++)
    {
      g_autoptr(GString) text = g_string_new (STORY_INCIDENTS);

      g_string_replace (text, misprints[i].right, misprints[i].wrong, 0);
      story_assert_figures (text->str, STORY_FIGURES);
    }
}

/* Given any character lost but a digit, then no figure is wrong, and what was read is exact. */
static void
test_each_character_lost (void)
{
  for (const char *p = STORY_INCIDENTS; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autoptr(GString) text = NULL;

      if (g_ascii_isdigit (*p))
        continue;
      text = g_string_new_len (STORY_INCIDENTS, p - STORY_INCIDENTS);
      g_string_append (text, g_utf8_next_char (p));
      story_assert_figures (text->str, STORY_FIGURES);
    }
}

/* Given a line that ends anywhere, within a number too, then every figure is read whole. */
static void
test_each_place_broken (void)
{
  for (const char *p = g_utf8_next_char (STORY_INCIDENTS); *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autoptr(GString) text = g_string_new_len (STORY_INCIDENTS, p - STORY_INCIDENTS);

      g_string_append_c (text, '\n');
      g_string_append (text, p);
      story_assert_figures (text->str, STORY_FIGURES);
    }
}

static void
test_sentence_is_as_printed (void)
{
  g_autofree char *page = story_dup_page (STORY_TITLE, STORY_RATING "\n\n" STORY_INCIDENTS "\n");
  g_autoptr(ZbExtraction) extraction = story_read (page);
  GPtrArray *figures = extraction->bulletin->figures;

  g_assert_cmpstr (zb_figures_find (figures, ZB_FIGURE_INCIDENTS_TOTAL)->sentence, ==, STORY_HANDLED);
  g_assert_cmpstr (zb_figures_find (figures, ZB_FIGURE_INCIDENTS_CROSS_BORDER)->sentence, ==, STORY_HANDLED);
  g_assert_cmpstr (zb_figures_find (figures, ZB_FIGURE_INCIDENTS_PHISHING)->sentence, ==, STORY_PHISHING);
  g_assert_cmpstr (zb_figures_find (figures, ZB_FIGURE_MALICIOUS_APP_URLS)->sentence, ==, STORY_PLATFORMS);
  g_assert_cmpstr (extraction->bulletin->rating_sentence, ==, "本周，互联网网络安全态势整体评价为中。");
}

static void
assert_rating (const char *sentence,
               const char *rating)
{
  g_autofree char *page = story_dup_page (STORY_TITLE, sentence);
  g_autoptr(ZbExtraction) extraction = story_read (page);

  g_test_message ("%s", sentence);
  g_assert_cmpstr (zb_rating_get_han (extraction->bulletin->rating), ==, rating);
}

static void
test_rating (void)
{
  static const char *const ratings[] = { "优", "良", "中", "差", "危" };

  for (guint i = 0; i < G_N_ELEMENTS (ratings); i++)
    {
      g_autofree char *usual = g_strdup_printf ("本周，互联网网络安全态势整体评价为%s。", ratings[i]);
      g_autofree char *retold = g_strdup_printf ("我国互联网网络安全指数整体评价为 %s", ratings[i]);

      assert_rating (usual, ratings[i]);
      assert_rating (retold, ratings[i]);
    }
  for (const char *p = "态势整体评价为"; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *letter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      g_autoptr(GString) sentence = g_string_new ("本周，互联网网络安全态势整体评价为差。");

      g_string_replace (sentence, letter, "", 0);
      assert_rating (sentence->str, "差");
    }
}

static void
test_no_rating (void)
{
  assert_rating ("信息安全漏洞威胁整体评价级别为中。这是一句话。", NULL);
  assert_rating ("信息安全漏洞威胁整体评价为中。这是一句话。", NULL);
  assert_rating ("本周，互联网网络安全态势整体评价为。这是一句话。", NULL);
  assert_rating ("本周，互联网网络安全态势整体评价为高。这是一句话。", NULL);
  assert_rating ("在网络安全态势整体评价中，专家们说了很多好话。", NULL);
  assert_rating ("这里以网络安全为中心，讲了很多别的事情。", NULL);
}

/* Given the constant words around the figures, then none of them is one. */
static void
test_words_that_are_no_figures (void)
{
  story_assert_figures ("针对政府、企业以及广大互联网用户的主要安全威胁来自于软件高危漏洞、恶意代码传播以及网站攻击。", "");
  story_assert_figures ("CNCERT成立于2001年8月，在31个省设有分支机构，7×24小时处理网络安全事件。", "");
  story_assert_figures ("2024年网络安全事件统计表明，2023年的投诉事件更多。", "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/incidents/usual", test_usual);
  g_test_add_func ("/incidents/without-platforms", test_without_platforms);
  g_test_add_func ("/incidents/before-2022", test_before_2022);
  g_test_add_func ("/incidents/misprints", test_misprints);
  g_test_add_func ("/incidents/each-character-lost", test_each_character_lost);
  g_test_add_func ("/incidents/each-place-broken", test_each_place_broken);
  g_test_add_func ("/incidents/sentence-is-as-printed", test_sentence_is_as_printed);
  g_test_add_func ("/incidents/rating", test_rating);
  g_test_add_func ("/incidents/no-rating", test_no_rating);
  g_test_add_func ("/incidents/words-that-are-no-figures", test_words_that_are_no_figures);
  return g_test_run ();
}
