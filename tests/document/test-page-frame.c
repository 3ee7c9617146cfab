/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "bulletin/zb-period.h"
#include "document/zb-document.h"

#define HEAD "---\ntitle: 样刊\nsource: 某公众号\n---\n\n# 样刊\n\n"
#define BUTTONS "：\n，\n，\n。\n\n视频\n小程序\n赞\n，轻点两下取消赞\n在看\n，轻点两下取消在看\n分享\n留言\n收藏\n听过\n"
#define STORY \
  "这是为测试而写的一段话，它说的是本周的天气、地里的庄稼和村口的那条河，没有别的意思。" \
  "第二句话只是为了让这一段更长一些，好让人一眼看出它是正文而不是网站自己的话。"

static ZbDocument *
read_one (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = zb_document_read (bytes, "story.md", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (documents->len, ==, 1);
  return zb_document_ref (g_ptr_array_index (documents, 0));
}

/* Given a page, when its frame is taken away, then @expected is left, in Markdown. */
static void
assert_left (const char *page,
             const char *expected)
{
  g_autoptr(ZbDocument) document = read_one (page);
  g_autofree char *left = zb_document_to_markdown (document);

  g_assert_cmpstr (left, ==, expected);
}

static void
test_head (void)
{
  assert_left (HEAD "![cover_image](https://c)\n\n# 样刊\n\n原创\n\nCNCERT\n\n国家互联网应急中心CNCERT\n\n" STORY "\n",
               "# 样刊\n\n# 样刊\n\n" STORY);
  assert_left (HEAD "某公众号\n\n![]()\n\n在小说阅读器读本章\n\n去阅读\n\n在小说阅读器中沉浸阅读\n\n"
               "在公众号小说中沉浸阅读\n\n" STORY "\n",
               "# 样刊\n\n" STORY);
}

/* Given the words of a head further down, then they are text. */
static void
test_head_words_in_text (void)
{
  assert_left (HEAD STORY "\n\n原创\n\nCNCERT\n", "# 样刊\n\n" STORY "\n\n原创\n\nCNCERT");
}

static void
test_byline (void)
{
  static const char page[] = "#  样刊   \n 某号  某公众号   2024-07-12 18:05  \n  \n" STORY "\n";
  g_autoptr(ZbDocument) document = read_one (page);
  g_autofree char *published = zb_date_dup_iso (&document->published);
  g_autofree char *left = zb_document_to_text (document);

  g_assert_cmpstr (published, ==, "2024-07-12");
  g_assert_cmpstr (document->account, ==, "某号  某公众号");
  g_assert_cmpstr (left, ==, "样刊\n\n" STORY);
}

/* Given the line in which a site says when it published a text, then it is no part of the text. */
static void
test_date_line (void)
{
  static const char page[] = "样刊\n时间:2014-02-17 15:42来源:某处 作者:佚名 点击: 次\n" STORY "\n";
  g_autoptr(ZbDocument) document = read_one (page);
  g_autofree char *published = zb_date_dup_iso (&document->published);
  g_autofree char *left = zb_document_to_text (document);

  g_assert_cmpstr (published, ==, "2014-02-17");
  g_assert_cmpstr (left, ==, "样刊\n\n" STORY);
}

/* Given the head of a file that says when it was published, then a byline does not change it. */
static void
test_byline_comes_second (void)
{
  static const char page[] =
    "---\ndate: 2024-07-11\nsource: 甲\n---\n\n乙   2024-07-12 18:05\n\n" STORY "\n";
  g_autoptr(ZbDocument) document = read_one (page);
  g_autofree char *published = zb_date_dup_iso (&document->published);

  g_assert_cmpstr (published, ==, "2024-07-11");
  g_assert_cmpstr (document->account, ==, "甲");
}

/* Given a page with a tail that begins in any of the known ways, then nothing of it is left. */
static void
test_tail (void)
{
  static const char *const beginnings[] = {
    "预览时标签不可点", "阅读原文", "修改于2024年07月12日", "不喜欢", "微信扫一扫\n关注该公众号",
    "继续滑动看下一个", "轻触阅读原文", "向上滑动看下一个", "知道了", "使用小程序", "取消\n允许", "×\n分析",
    "微信扫一扫可打开此内容，\n使用完整服务", "：\n，\n，\n。", "视频\n小程序\n赞",
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autofree char *page =
        g_strconcat (HEAD STORY "\n\n", beginnings[i], "\n\n![](http://tail/1)\n\n某公众号\n\n最后的话\n\n", BUTTONS, NULL);

      g_test_message ("%s", beginnings[i]);
      assert_left (page, "# 样刊\n\n" STORY);
    }
}

/* Given a text that uses words or signs of a tail, then it goes on. */
static void
test_tail_words_in_text (void)
{
  assert_left (HEAD STORY "\n\n请阅读原文。\n\n——\n\n* 知道了\n\n" STORY,
               "# 样刊\n\n" STORY "\n\n请阅读原文。\n\n——\n\n- 知道了\n\n" STORY);
}

/* Given a hint of the frame above a text, then the text goes on. */
static void
test_hint_above_text (void)
{
  assert_left (HEAD "微信扫一扫，关注我们\n\n阅读原文\n\n" STORY "\n\n阅读原文\n\n别的文章的话，也有一个句号。\n",
               "# 样刊\n\n" STORY);
}

static void
test_refusals (void)
{
  static const struct { const char *page; ZbRefusal refusal; } pages[] = {
    { HEAD BUTTONS, ZB_REFUSAL_EMPTY },
    { HEAD, ZB_REFUSAL_EMPTY },
    { HEAD "![](http://a)\n\n" BUTTONS, ZB_REFUSAL_EMPTY },
    { HEAD "## 环境异常\n\n当前环境异常，完成验证后即可继续访问。\n\n去验证\n\n" BUTTONS, ZB_REFUSAL_VERIFICATION },
    { "环境异常\n当前环境异常，完成验证后即可继续访问。\n去验证\n", ZB_REFUSAL_VERIFICATION },
    { HEAD "访问过于频繁，请用微信扫描二维码进行访问\n", ZB_REFUSAL_TOO_FREQUENT },
    { HEAD "该内容已被发布者删除\n", ZB_REFUSAL_DELETED },
    { HEAD "此内容因违规无法查看\n", ZB_REFUSAL_VIOLATION },
    { HEAD "此内容因违规已删除\n", ZB_REFUSAL_VIOLATION },
    { HEAD "此内容发送失败无法查看\n", ZB_REFUSAL_DELETED },
    { HEAD "此账号已被屏蔽，内容无法查看\n", ZB_REFUSAL_ACCOUNT_BLOCKED },
    { HEAD "链接已过期\n", ZB_REFUSAL_LINK_EXPIRED },
    { HEAD "获取全文失败，请重试~\n", ZB_REFUSAL_NOT_FETCHED },
    { HEAD "某公众号\n\n分享了一篇文章\n\n阅读全文\n\n" BUTTONS, ZB_REFUSAL_CARD },
    { HEAD STORY "\n", ZB_REFUSAL_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(ZbDocument) document = read_one (pages[i].page);

      g_test_message ("%s", pages[i].page);
      g_assert_cmpint (document->refusal, ==, pages[i].refusal);
    }
}

/* Given a long text that talks about refusals, then it is none. */
static void
test_text_about_refusals (void)
{
  g_autoptr(ZbDocument) document =
    read_one (HEAD STORY "\n\n" STORY "\n\n页面会说“环境异常”，或者说链接已过期。\n\n" BUTTONS);

  g_assert_cmpint (document->refusal, ==, ZB_REFUSAL_NONE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/page-frame/head", test_head);
  g_test_add_func ("/page-frame/head/words-in-text", test_head_words_in_text);
  g_test_add_func ("/page-frame/byline", test_byline);
  g_test_add_func ("/page-frame/date-line", test_date_line);
  g_test_add_func ("/page-frame/hint-above-text", test_hint_above_text);
  g_test_add_func ("/page-frame/byline/comes-second", test_byline_comes_second);
  g_test_add_func ("/page-frame/tail", test_tail);
  g_test_add_func ("/page-frame/tail/words-in-text", test_tail_words_in_text);
  g_test_add_func ("/page-frame/refusals", test_refusals);
  g_test_add_func ("/page-frame/refusals/text-about-them", test_text_about_refusals);
  return g_test_run ();
}
