/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <string.h>

#include "page-fixture.h"

#define FEED(items) \
  "{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"某公众号\", \"items\": [" items "]}"
#define ANSWER(articles) "{\"data\": [" articles "], \"err\": \"\"}"
#define STORY "这是为测试而写的一段话，它说的是地里的庄稼和村口的那条河，没有别的意思，只是要长一些。"

static void
test_version_1 (void)
{
  g_autoptr(ZbDocument) document = page_read (FEED (
    "{\"id\": \"a1B\", \"url\": \"https://mp.example/s?a=1&amp;b=2\", \"title\": \"样刊 &amp;amp; 其他\","
    " \"image\": \"https://p\", \"date_modified\": \"2024-07-12T16:30:00.000Z\", \"author\": {\"name\": \"作者甲\"},"
    " \"content_html\": \"<p>" STORY "</p><p>末。<\\/p>\"}"));

  g_assert_cmpstr (document->title, ==, "样刊 &amp; 其他");
  /* As printed. */
  g_assert_cmpstr (document->url, ==, "https://mp.example/s?a=1&amp;b=2");
  g_assert_cmpstr (document->account, ==, "作者甲");
  page_assert_day (document, "2024-07-13");
  page_assert_words (document, STORY "\n\n末。");
  g_assert_cmpint (document->refusal, ==, ZB_REFUSAL_NONE);
}

static void
test_version_1_1 (void)
{
  g_autoptr(GPtrArray) documents = page_read_all (
    "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"某公众号\", \"authors\": [{\"name\": \"没人\"}],"
    " \"language\": \"zh-cn\", \"items\": ["
    "{\"id\": 17, \"url\": \"https://e/1\", \"title\": \"一\", \"date_published\": \"2024-07-12T18:00:00+08:00\","
    " \"date_modified\": \"2024-08-01T00:00:00Z\", \"authors\": [{\"url\": \"https://u\"}, {\"name\": \"作者乙\"}],"
    " \"content_text\": \"甲\\n乙\"},"
    "{\"id\": \"https://e/2\", \"title\": \"二\", \"summary\": \"丙\"},"
    "{\"id\": \"x\", \"external_url\": \"https://e/3\", \"content_html\": \"<p>丁</p>\"}]}");
  ZbDocument *first = g_ptr_array_index (documents, 0);
  ZbDocument *second = g_ptr_array_index (documents, 1);
  ZbDocument *third = g_ptr_array_index (documents, 2);

  g_assert_cmpuint (documents->len, ==, 3);
  g_assert_cmpstr (first->url, ==, "https://e/1");
  g_assert_cmpstr (first->account, ==, "作者乙");
  page_assert_day (first, "2024-07-12");
  page_assert_words (first, "甲\n\n乙");
  g_assert_cmpstr (second->url, ==, "https://e/2");
  g_assert_cmpstr (second->account, ==, "某公众号");
  page_assert_day (second, NULL);
  page_assert_words (second, "丙");
  g_assert_cmpstr (third->url, ==, "https://e/3");
  g_assert_null (third->title);
}

static void
test_wechat2rss (void)
{
  g_autoptr(GPtrArray) documents = page_read_all (ANSWER (
    "{\"biz_id\": \"30\", \"biz_name\": \"某公众号\", \"title\": \"一\", \"desc\": \"摘要\","
    " \"created\": \"2024-07-12T00:10:00+08:00\", \"link\": \"https://e/1\", \"content\": \"<p>" STORY "</p>\"},"
    "{\"biz_id\": \"30\", \"biz_name\": \"某公众号\", \"title\": \"二\", \"desc\": \"摘要\", \"created\": 1720800000}"));
  ZbDocument *first = g_ptr_array_index (documents, 0);
  ZbDocument *second = g_ptr_array_index (documents, 1);

  g_assert_cmpuint (documents->len, ==, 2);
  g_assert_cmpstr (first->title, ==, "一");
  g_assert_cmpstr (first->url, ==, "https://e/1");
  g_assert_cmpstr (first->account, ==, "某公众号");
  page_assert_day (first, "2024-07-12");
  page_assert_words (first, STORY);
  page_assert_words (second, "摘要");
  page_assert_day (second, "2024-07-13");
}

/* Given an answer that is a complaint, then the user is told which. */
static void
test_complaint (void)
{
  static const char text[] = "{\"data\": null, \"err\": \"k 不对\"}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;

  g_assert_null (zb_document_read (bytes, NULL, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM);
  g_assert_nonnull (strstr (error->message, "k 不对"));
}

static void
test_contents (void)
{
  static const struct { const char *members; ZbRefusal refusal; } items[] = {
    { "", ZB_REFUSAL_TITLE_ONLY },
    { ", \"content_html\": \"\"", ZB_REFUSAL_TITLE_ONLY },
    { ", \"content_html\": null, \"content_text\": \" \\n\"", ZB_REFUSAL_TITLE_ONLY },
    { ", \"content_html\": \"获取全文失败，请重试~\"", ZB_REFUSAL_NOT_FETCHED },
    { ", \"content_html\": \"\", \"content_text\": \"" STORY "\"", ZB_REFUSAL_NONE },
    { ", \"content_text\": \"<p>" STORY "</p>\"", ZB_REFUSAL_NONE },
    { ", \"content_html\": \"<p>该内容已被发布者删除</p>\"", ZB_REFUSAL_DELETED },
    { ", \"content_html\": \"<html><body><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p></body></html>\"",
      ZB_REFUSAL_VERIFICATION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autofree char *feed = g_strdup_printf (FEED ("{\"title\": \"甲\", \"url\": \"https://e\"%s}"), items[i].members);
      g_autoptr(ZbDocument) document = page_read (feed);

      g_assert_cmpint (document->refusal, ==, items[i].refusal);
      g_assert_cmpstr (document->title, ==, "甲");
    }
}

/* Given things of the wrong kind anywhere, then they count as not there. */
static void
test_wrong_types (void)
{
  static const char *const values[] = { "null", "true", "17", "-1.5e300", "[]", "{}", "[[1]]", "{\"name\": 1}", "\"\"" };
  static const char *const members[] = {
    "url", "external_url", "title", "content_html", "content_text", "summary", "date_published", "date_modified", "authors",
    "author", "attachments", "id",
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(GString) feed = g_string_new ("{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": ");
      g_autoptr(GPtrArray) documents = NULL;
      const ZbDocument *document;

      g_string_append_printf (feed, "%s, \"items\": [%s, {", values[i], values[i]);
      for (guint j = 0; j < G_N_ELEMENTS (members); j++)
        g_string_append_printf (feed, "%s\"%s\": %s", j > 0 ? ", " : "", members[j], values[i]);
      g_string_append (feed, "}, {\"title\": \"甲\"}]}");
      documents = page_read_all (feed->str);
      document = g_ptr_array_index (documents, documents->len - 1);
      g_assert_cmpuint (documents->len, ==, 1);
      g_assert_cmpstr (document->title, ==, "甲");
      g_assert_null (document->account);
    }
}

static void
test_no_feed (void)
{
  static const char *const texts[] = {
    "{}", "{\"a\": 1}", "[]", "[{\"title\": \"甲\"}]", "{\"items\": [{\"title\": \"甲\"}]}", "{\"data\": [{\"title\": \"甲\"}]}",
    "{\"version\": \"1.0\", \"items\": []}", "{\"version\": \"https://jsonfeed.org/version/1\"}",
    "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": {}}", "{\"data\": {}, \"err\": \"\"}", "{\"a\": 1",
    "{\"a\": 1} // 注", "[[", "[\"甲",
  };
  g_autofree char *open = page_repeat ("[", 100000);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    page_assert_error (texts[i], ZB_DOCUMENT_ERROR_FORM);
  page_assert_error (open, ZB_DOCUMENT_ERROR_FORM);
}

static void
test_empty (void)
{
  page_assert_error (FEED (""), ZB_DOCUMENT_ERROR_EMPTY);
  page_assert_error (ANSWER (""), ZB_DOCUMENT_ERROR_EMPTY);
  page_assert_error (FEED ("1, \"甲\", {}"), ZB_DOCUMENT_ERROR_DAMAGED);
}

/* Given a feed that is cut off, then the user is told that it is one. */
static void
test_cut_off (void)
{
  static const char feed[] = FEED ("{\"title\": \"甲\", \"content_html\": \"<p>乙\\u4e59</p>\"}, {\"title\": \"丙\"}");
  gsize start = (gsize) (strstr (feed, "\"items\"") - feed);

  for (gsize length = start; length < strlen (feed); length++)
    {
      g_autofree char *part = g_utf8_make_valid (feed, (gssize) length);

      page_assert_error (part, ZB_DOCUMENT_ERROR_DAMAGED);
    }
}

static void
test_too_many (void)
{
  g_autofree char *items = page_repeat ("{\"title\": \"甲\"},", ZB_DOCUMENT_MAX_ENTRIES - 1);
  g_autofree char *most = g_strdup_printf (FEED ("%s{\"title\": \"末\"}"), items);
  g_autofree char *more = g_strdup_printf (FEED ("%s{\"title\": \"甲\"}, {\"title\": \"末\"}"), items);
  g_autofree char *deep = page_repeat ("[", 100000);
  g_autofree char *nested = g_strdup_printf (FEED ("{\"title\": \"甲\", \"_extra\": %s"), deep);
  g_autoptr(GPtrArray) documents = page_read_all (most);
  const ZbDocument *last = g_ptr_array_index (documents, documents->len - 1);

  g_assert_cmpuint (documents->len, ==, ZB_DOCUMENT_MAX_ENTRIES);
  g_assert_cmpstr (last->title, ==, "末");
  page_assert_error (more, ZB_DOCUMENT_ERROR_TOO_LARGE);
  page_assert_error (nested, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/feed-json/version-1", test_version_1);
  g_test_add_func ("/feed-json/version-1.1", test_version_1_1);
  g_test_add_func ("/feed-json/wechat2rss", test_wechat2rss);
  g_test_add_func ("/feed-json/complaint", test_complaint);
  g_test_add_func ("/feed-json/contents", test_contents);
  g_test_add_func ("/feed-json/wrong-types", test_wrong_types);
  g_test_add_func ("/feed-json/no-feed", test_no_feed);
  g_test_add_func ("/feed-json/empty", test_empty);
  g_test_add_func ("/feed-json/cut-off", test_cut_off);
  g_test_add_func ("/feed-json/too-many", test_too_many);
  return g_test_run ();
}
