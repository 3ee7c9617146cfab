/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

/* One bulletin, and the many forms in which copies of it come. */

static void
assert_whole (const char *page)
{
  g_autoptr(ZbExtraction) extraction = story_read (page);

  g_test_message ("%s", page);
  story_assert_is_whole (extraction);
}

static void
test_archive (void)
{
  g_autofree char *page = story_dup_page (STORY_TITLE, STORY_BODY "\n" STORY_RECAP);
  g_autoptr(ZbExtraction) extraction = story_read (page);
  ZbBulletin *bulletin = extraction->bulletin;
  g_autofree char *published = zb_date_dup_iso (&bulletin->published);
  const ZbBlock *first = g_ptr_array_index (extraction->body->blocks, 0);

  story_assert_is_whole (extraction);
  g_assert_cmpstr (bulletin->title, ==, STORY_TITLE);
  g_assert_cmpstr (bulletin->url, ==, "https://mp.example/s?__biz=A==&mid=27&idx=1&sn=b&chksm=c#rd");
  g_assert_cmpstr (bulletin->account, ==, "国家互联网应急中心CNCERT");
  g_assert_cmpstr (published, ==, "2024-07-12");
  g_assert_cmpuint (bulletin->warnings->len, ==, 0);
  /* Section headings are plain paragraphs in the copy, and headings afterwards. */
  g_assert_cmpint (first->kind, ==, ZB_BLOCK_HEADING);
  g_assert_cmpuint (first->level, ==, 2);
}

/* Given pictures in the text, then theirs are the only addresses: not the cover's, not the tail's. */
static void
test_images (void)
{
  static const char *const between[] = { "", "\n", "\n\n", " " };

  for (guint i = 0; i < G_N_ELEMENTS (between); i++)
    {
      g_autofree char *pictures =
        g_strconcat ("![](https://pictures.example/1)", between[i], "![](https://pictures.example/2)", NULL);
      g_autofree char *body =
        story_replace (STORY_BODY, "![](https://pictures.example/1)![](https://pictures.example/2)", pictures);
      g_autofree char *page = story_dup_page (STORY_TITLE, body);
      g_autoptr(ZbExtraction) extraction = story_read (page);

      story_assert_is_whole (extraction);
      g_assert_cmpuint (extraction->bulletin->images->len, ==, 2);
      g_assert_cmpstr (g_ptr_array_index (extraction->bulletin->images, 0), ==, "https://pictures.example/1");
      g_assert_cmpstr (g_ptr_array_index (extraction->bulletin->images, 1), ==, "https://pictures.example/2");
    }
}

static void
test_headings (void)
{
  static const struct { const char *first, *second, *recap; } styles[] = {
    { "# 本周网络安全基本态势", "# 本周事件处理情况", "# 近期回顾" },
    { "## 本周网络安全基本态势 ", "### 本周事件处理情况", "## 近期回顾" },
    { "**本周网络安全基本态势**", "****本周事件处理情况****", "**近期回顾**" },
    { "一、本周网络安全基本态势", "二、本周事件处理情况", "三、近期回顾" },
    { "1. 本周网络安全基本态势", "2．本周事件处理情况", "（三）近期回顾" },
    { "**01** 本周网络安全基本态势", "02本周事件处理情况", "03\n近期回顾" },
    { "【本周网络安全基本态势】", "▶ 本周事件处理情况", "—— 近期回顾 ——" },
    { "本周网络 安全基本态势：", "本周事件处理情况:", "近期回顾：" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autofree char *first = story_replace (STORY_BODY "\n" STORY_RECAP, "本周网络安全基本态势", styles[i].first);
      g_autofree char *second = story_replace (first, "本周事件处理情况", styles[i].second);
      g_autofree char *third = story_replace (second, "近期回顾", styles[i].recap);
      g_autofree char *page = story_dup_page (STORY_TITLE, third);
      g_autoptr(ZbExtraction) extraction = story_read (page);

      g_test_message ("%s", page);
      story_assert_is_whole (extraction);
      g_assert_cmpuint (extraction->bulletin->recap->len, ==, 2);
    }
}

/* Given a re-post, then what the re-poster put before the text is not the bulletin's. */
static void
test_repost (void)
{
  static const char preface[] =
    "某安全团队\n\n以下文章来源于国家互联网应急中心CNCERT\n，作者CNCERT\n\n![](http://pictures.example/face)\n\n"
    "**国家互联网应急中心CNCERT**\n.\n\n这里是一段自我介绍，它讲的是这个账号是谁，与本周无关。\n\n";
  g_autofree char *body = g_strconcat (preface, STORY_BODY "\n" STORY_RECAP, NULL);
  g_autofree char *page = story_dup_page ("【业界动态】" STORY_TITLE, body);
  g_autoptr(ZbExtraction) extraction = story_read (page);
  g_autofree char *text = zb_document_to_text (extraction->body);

  story_assert_is_whole (extraction);
  g_assert_cmpuint (extraction->bulletin->images->len, ==, 2);
  g_assert_null (strstr (text, "自我介绍"));
}

static void
test_insertions_of_2026 (void)
{
  g_autofree char *page =
    story_dup_page (STORY_TITLE, "![]()\n\n在小说阅读器读本章\n\n去阅读\n\n在小说阅读器中沉浸阅读\n\n" STORY_BODY);
  g_autoptr(ZbExtraction) extraction = story_read (page);
  g_autofree char *text = zb_document_to_text (extraction->body);

  story_assert_is_whole (extraction);
  g_assert_null (strstr (text, "阅读"));
}

/* The other archive's form: no head, a byline, two blanks at the line ends, bold headings. */
static void
test_other_archive (void)
{
  static const char page[] =
    "#  " STORY_TITLE "   \n CNCERT  国家互联网应急中心CNCERT   2024-07-12 18:00  \n  \n"
    "**本周网络安全基本态势**  \n  \n" STORY_RATING "  \n  \n![](https://pictures.example/1)  \n  \n"
    "**本周事件处理情况**  \n  \n" STORY_INCIDENTS "  \n  \n**近期回顾**  \n  \n"
    "●[网络安全信息与动态周报2024年第26期（6月24日-6月30日）](http://old.example/26)  \n";
  g_autoptr(ZbExtraction) extraction = story_read (page);
  g_autofree char *published = zb_date_dup_iso (&extraction->bulletin->published);

  story_assert_is_whole (extraction);
  g_assert_cmpstr (published, ==, "2024-07-12");
  g_assert_cmpuint (extraction->bulletin->recap->len, ==, 1);
}

static void
test_plain_text (void)
{
  static const char text[] =
    STORY_TITLE "\n本周网络安全基本态势\n" STORY_RATING "\n本周事件处理情况\n" STORY_INCIDENTS "\n近期回顾\n"
    "●网络安全信息与动态周报2024年第26期（6月24日-6月30日）\n●网络安全信息与动态周报2024年第25期（6月17日-6月23日）\n";
  g_autofree char *windows = story_replace (text, "\n", "\r\n");
  g_autofree char *spaced = story_replace (text, "\n", "\n\n");

  assert_whole (text);
  assert_whole (windows);
  assert_whole (spaced);
}

static void
test_punctuation (void)
{
  static const struct { const char *full, *half; } signs[] = {
    { "，", "," }, { "，", ", " }, { "；", ";" }, { "。", "." }, { "（", "(" }, { "）", ")" }, { "-", "—" }, { "2", "２" },
    { "7月", " 7 月 " },
  };
  g_autofree char *page = g_strdup ("# " STORY_TITLE "\n\n" STORY_BODY "\n" STORY_RECAP);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      g_autoptr(GString) other = g_string_new (page);

      g_string_replace (other, signs[i].full, signs[i].half, 0);
      assert_whole (other->str);
    }
}

static void
test_encodings (void)
{
  static const char *const encodings[] = { "GB18030", "UTF-16" };
  g_autofree char *page = story_dup_page (STORY_TITLE, STORY_BODY);

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize size;
      char *data = g_convert (page, -1, encodings[i], "UTF-8", NULL, &size, NULL);
      g_autoptr(GBytes) bytes = g_bytes_new_take (data, size);
      g_autoptr(GPtrArray) extractions = zb_extractor_read (zb_extractor_get_default (), bytes, NULL);

      story_assert_is_whole (g_ptr_array_index (extractions, 0));
    }
}

/* Given a title line that tells less than another, then the better one counts. */
static void
test_best_title (void)
{
  static const char *const titles[] = {
    "国家互联应急中心-网络安全信息与动态周报", "网络安全信息与动态周报-2024年第27期", "一份周报",
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *page = g_strdup_printf ("---\ntitle: %s\n---\n\n# " STORY_TITLE "\n\n" STORY_BODY, titles[i]);

      assert_whole (page);
    }
}

/* Given a sentence that names the bulletin, then it is a sentence and states what it states. */
static void
test_sentence_with_the_name (void)
{
  story_assert_figures ("据网络安全信息与动态周报，本周共处理网络安全事件1495起，含跨境网络安全事件328起。", STORY_FIGURES_HANDLED);
}

/* Given the figures without any title, then they are read, and the unknown issue is told. */
static void
test_no_title (void)
{
  g_autoptr(ZbExtraction) extraction = story_read (STORY_BODY);
  g_autofree char *figures = story_dup_figures (extraction->bulletin);

  g_assert_cmpint (extraction->bulletin->status, ==, ZB_COPY_OK);
  g_assert_cmpuint (extraction->bulletin->issue.number, ==, 0);
  g_assert_cmpstr (figures, ==, STORY_FIGURES);
  g_assert_cmpuint (extraction->bulletin->warnings->len, ==, 1);
}

static void
test_wrong_week (void)
{
  g_autofree char *page = story_dup_page ("网络安全信息与动态周报2024年第17期（4月22日-4月27日）", STORY_BODY);
  g_autoptr(ZbExtraction) extraction = story_read (page);

  story_assert_week (extraction->bulletin, "2024-04-22", "2024-04-27");
  g_assert_cmpint (extraction->bulletin->status, ==, ZB_COPY_OK);
  g_assert_cmpuint (extraction->bulletin->warnings->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/copies/archive", test_archive);
  g_test_add_func ("/copies/images", test_images);
  g_test_add_func ("/copies/headings", test_headings);
  g_test_add_func ("/copies/repost", test_repost);
  g_test_add_func ("/copies/insertions-of-2026", test_insertions_of_2026);
  g_test_add_func ("/copies/other-archive", test_other_archive);
  g_test_add_func ("/copies/plain-text", test_plain_text);
  g_test_add_func ("/copies/punctuation", test_punctuation);
  g_test_add_func ("/copies/encodings", test_encodings);
  g_test_add_func ("/copies/best-title", test_best_title);
  g_test_add_func ("/copies/sentence-with-the-name", test_sentence_with_the_name);
  g_test_add_func ("/copies/no-title", test_no_title);
  g_test_add_func ("/copies/wrong-week", test_wrong_week);
  return g_test_run ();
}
