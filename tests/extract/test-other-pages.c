/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

#define BUTTONS "：\n，\n。\n\n视频\n小程序\n赞\n，轻点两下取消赞\n在看\n，轻点两下取消在看"
/* The neighbours state figures in the bulletin's own forms. */
#define OTHER_TEXT \
  "本周信息安全漏洞威胁整体评价级别为中。\n\n国家信息安全漏洞共享平台本周共收集、整理信息安全漏洞285个，" \
  "其中高危漏洞143个、中危漏洞123个、低危漏洞19个。\n\n协调7个分中心共处置传播移动互联网恶意代码的恶意URL链接51个。\n"

/* Given a page, then its status is this, and it states nothing. */
static void
assert_status (const char *page,
               const char *status)
{
  g_autoptr(ZbExtraction) extraction = story_read (page);
  ZbBulletin *bulletin = extraction->bulletin;

  g_test_message ("%s", page);
  g_assert_cmpstr (zb_copy_status_to_string (bulletin->status), ==, status);
  g_assert_cmpuint (bulletin->figures->len, ==, 0);
  g_assert_cmpint (bulletin->rating, ==, ZB_RATING_UNKNOWN);
  g_assert_null (bulletin->rating_sentence);
  g_assert_nonnull (bulletin->reason);
  g_assert_null (strstr (bulletin->reason, "(null)"));
}

static void
assert_body_status (const char *title,
                    const char *body,
                    const char *status)
{
  g_autofree char *page = story_dup_page (title, body);

  assert_status (page, status);
}

static void
test_refusals (void)
{
  assert_body_status (STORY_TITLE, BUTTONS, "no-text");
  assert_body_status (STORY_TITLE, "", "no-text");
  assert_body_status (STORY_TITLE, "某公众号\n\n分享了一篇文章\n\n阅读全文\n\n" BUTTONS, "no-text");
  assert_body_status (STORY_TITLE, "## 环境异常\n\n当前环境异常，完成验证后即可继续访问。\n\n去验证\n\n" BUTTONS, "blocked");
  assert_body_status (STORY_TITLE, "访问过于频繁，请稍后再试\n", "blocked");
  assert_body_status (STORY_TITLE, "该内容已被发布者删除\n", "deleted");
  assert_body_status (STORY_TITLE, "此内容因违规无法查看\n", "deleted");
  assert_body_status (STORY_TITLE, "此账号已被屏蔽，内容无法查看\n", "deleted");
}

/* Given a refusal, then it still says which issue was refused. */
static void
test_refused_issue_is_known (void)
{
  g_autofree char *page = story_dup_page (STORY_TITLE, "## 环境异常\n\n完成验证后即可继续访问。\n\n" BUTTONS);
  g_autoptr(ZbExtraction) extraction = story_read (page);

  g_assert_cmpuint (extraction->bulletin->issue.year, ==, 2024);
  g_assert_cmpuint (extraction->bulletin->issue.number, ==, 27);
  story_assert_week (extraction->bulletin, "2024-07-01", "2024-07-07");
  g_assert_nonnull (extraction->bulletin->url);
}

static void
test_pictures_only (void)
{
  g_autofree char *page = story_dup_page (STORY_TITLE, "![](https://pictures.example/1)\n\n" BUTTONS);
  g_autoptr(ZbExtraction) extraction = story_read (page);

  assert_status (page, "no-text");
  g_assert_cmpuint (extraction->bulletin->images->len, ==, 1);
  g_assert_nonnull (strstr (extraction->bulletin->reason, "pictures"));
}

/* Given a text that states nothing that is known, then it is a text all the same. */
static void
test_text_without_figures (void)
{
  g_autofree char *page =
    story_dup_page (STORY_TITLE, "本周网络安全基本态势\n\n这一周的文字里什么数字也没有，只有一段说明情况的话，而且说得很长很长。\n");
  g_autoptr(ZbExtraction) extraction = story_read (page);

  g_assert_cmpint (extraction->bulletin->status, ==, ZB_COPY_OK);
  g_assert_cmpuint (extraction->bulletin->figures->len, ==, 0);
  g_assert_cmpuint (extraction->bulletin->warnings->len, ==, 1);
}

static const char *const other_titles[] = {
  "国家互联网应急中心(CNCERT/CC)勒索软件动态周报-2022年第50期（总第58期）(20221210-20221216)",
  "CNVD漏洞周报2024年第27期",
  "CNVD漏洞周报2024年第40、41期",
  "上周关注度较高的产品安全漏洞(20240701-20240707)",
  "每周移动恶意程序传播渠道安全监测报告（2023年03月20日—2023年03月26日）",
  "每周典型移动恶意APP安全监测报告--“Android勒索类病毒”篇（2023-03-06-2023-03-12）",
  "信息安全漏洞周报2025年第2期（1月6日-1月12日）",
};

static void
test_other_series (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_titles); i++)
    assert_body_status (other_titles[i], OTHER_TEXT, "other-series");
}

/* Given another series, then the reason says which it is, its title, and what is read instead. */
static void
test_reason (void)
{
  g_autofree char *page = story_dup_page ("CNVD漏洞周报2024年第27期", OTHER_TEXT);
  g_autoptr(ZbExtraction) extraction = story_read (page);
  static const char *const words[] = { "CNVD vulnerability weekly", "CNVD漏洞周报2024年第27期", "网络安全信息与动态周报" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (extraction->bulletin->reason, words[i]));
}

/* Given such a text as a file without a head, then its first line tells. */
static void
test_other_series_without_head (void)
{
  static const char *const beginnings[] = { "# ", "", "**" };

  for (guint i = 0; i < G_N_ELEMENTS (other_titles); i++)
    for (guint j = 0; j < G_N_ELEMENTS (beginnings); j++)
      {
        g_autofree char *page = g_strconcat (beginnings[j], other_titles[i], "\n\n", OTHER_TEXT, NULL);

        assert_status (page, "other-series");
      }
}

/* Given another series that names the bulletin further down, then it stays what it is. */
static void
test_other_series_that_links_here (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_titles); i++)
    assert_body_status (other_titles[i],
                        OTHER_TEXT "\n相关阅读\n\n" STORY_TITLE "\n\n[" STORY_TITLE "](http://old.example/27)\n\n" STORY_RECAP,
                        "other-series");
}

/* Given the bulletin, when it names another series, then it stays what it is. */
static void
test_bulletin_that_names_others (void)
{
  g_autofree char *page =
    story_dup_page (STORY_TITLE, "[CNVD漏洞周报2024年第27期](http://old.example/1)\n\n" STORY_BODY
                    "\n更多漏洞有关的详细情况,请见CNVD漏洞周报。\n\n上周关注度较高的产品安全漏洞(20240701-20240707)\n");
  g_autoptr(ZbExtraction) extraction = story_read (page);

  g_assert_cmpint (extraction->bulletin->status, ==, ZB_COPY_OK);
  g_assert_cmpuint (extraction->bulletin->figures->len, ==, 5);
}

static void
test_no_bulletin (void)
{
  assert_status ("今天天气很好。\n", "unreadable");
  assert_status ("hello\n", "unreadable");
  assert_status ("\n", "unreadable");
  assert_status ("", "unreadable");
  assert_status ("某新闻：上周，共处理网络安全事件495起，含跨境网络安全事件228起。\n", "unreadable");
  assert_status (OTHER_TEXT, "unreadable");
  assert_status ("{\"json\": [1, 2, 3]}", "unreadable");
}

/* Given a site's notice without any title, then it is known for what it is. */
static void
test_notices (void)
{
  assert_status ("<div class=\"weui-msg\"><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p></div>", "blocked");
  assert_status ("<div class=\"weui-msg\"><p>访问过于频繁，请稍后再试。</p></div>", "blocked");
  assert_status ("<div class=\"weui-msg\"><p>该内容已被发布者删除</p></div>", "deleted");
  assert_status ("<div class=\"weui-msg\"><p>此账号已被屏蔽，内容无法查看</p></div>", "deleted");
  assert_status ("环境异常\n当前环境异常，完成验证后即可继续访问。\n去验证\n", "blocked");
  assert_status ("<div class=\"weui-msg\"><p>参数错误</p></div>", "unreadable");
}

static void
test_bytes (void)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GBytes) junk = NULL;
  g_autoptr(GPtrArray) extractions = NULL;

  for (guint i = 0; i < 4096; i++)
    g_byte_array_append (bytes, (const guint8[]) { (guint8) (i * 7919 >> 3) }, 1);
  junk = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  extractions = zb_extractor_read (zb_extractor_get_default (), junk, "junk.bin");
  g_assert_cmpuint (extractions->len, ==, 1);
  g_assert_cmpint (((ZbExtraction *) g_ptr_array_index (extractions, 0))->bulletin->status, ==, ZB_COPY_UNREADABLE);
}

/* Given a page that was cut anywhere, then what is stated is stated exactly, and nothing else. */
static void
test_cut_anywhere (void)
{
  g_autofree char *page = story_dup_page (STORY_TITLE, STORY_BODY "\n" STORY_RECAP);
  gsize size = strlen (page);

  for (gsize length = 0; length < size; length += 7)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (page, length);
      g_autoptr(GPtrArray) extractions = zb_extractor_read (zb_extractor_get_default (), bytes, NULL);
      const ZbExtraction *extraction = g_ptr_array_index (extractions, 0);

      for (guint i = 0; i < extraction->bulletin->figures->len; i++)
        {
          const ZbFigure *figure = g_ptr_array_index (extraction->bulletin->figures, i);
          g_autofree char *word = g_strdup_printf ("%s=%" G_GINT64_FORMAT, figure->id, figure->value);

          g_assert_nonnull (strstr (STORY_FIGURES, word));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/other-pages/refusals", test_refusals);
  g_test_add_func ("/other-pages/refusals/issue-is-known", test_refused_issue_is_known);
  g_test_add_func ("/other-pages/pictures-only", test_pictures_only);
  g_test_add_func ("/other-pages/text-without-figures", test_text_without_figures);
  g_test_add_func ("/other-pages/other-series", test_other_series);
  g_test_add_func ("/other-pages/other-series/reason", test_reason);
  g_test_add_func ("/other-pages/other-series/without-head", test_other_series_without_head);
  g_test_add_func ("/other-pages/other-series/that-links-here", test_other_series_that_links_here);
  g_test_add_func ("/other-pages/bulletin-that-names-others", test_bulletin_that_names_others);
  g_test_add_func ("/other-pages/no-bulletin", test_no_bulletin);
  g_test_add_func ("/other-pages/notices", test_notices);
  g_test_add_func ("/other-pages/bytes", test_bytes);
  g_test_add_func ("/other-pages/cut-anywhere", test_cut_anywhere);
  return g_test_run ();
}
