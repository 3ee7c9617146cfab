/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "story.h"

/* The bulletin as the programs that make feeds of WeChat's accounts give it. */

#define OTHER_TITLE "网络安全信息与动态周报2024年第28期（7月8日-7月14日）"
#define FAILURE "获取全文失败，请重试~"
#define LONG_URL "https://mp.example/s?__biz=A==&mid=27&idx=1&sn=b&chksm=c#rd"
#define SHORT_URL "https://mp.example/s/a1B2c3D4e5F6g7H8i9J0kL"

/* The text as it stands in a page of WeChat. */
#define CONTENT \
  "<section><p><span leaf=\"\">本周网络安全基本态势</span></p><p><span leaf=\"\">" STORY_RATING "</span></p>" \
  "<p><img data-src=\"https://pictures.example/1?a=1&amp;b=2\" data-w=\"1080\"></p><p><br></p>" \
  "<p><strong>本周事件处理情况</strong></p><p>" STORY_INCIDENTS "</p></section>" \
  "<section><p>近期回顾</p><p>●<a href=\"http://old.example/s?mid=26&amp;chksm=a#rd\">" \
  "网络安全信息与动态周报2024年第26期（6月24日-6月30日）</a></p></section>"
#define PAGE \
  "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title></title>" \
  "<meta property=\"og:title\" content=\"" STORY_TITLE "\"><meta name=\"author\" content=\"CNCERT\">" \
  "<script>var ct = \"1720778400\"; var nickname = htmlDecode(\"某公众号\");</script></head><body>" \
  "<h1 class=\"rich_media_title\" id=\"activity-name\">" STORY_TITLE "</h1><a id=\"js_name\">某公众号</a>" \
  "<div class=\"rich_media_content\" id=\"js_content\" style=\"visibility: hidden;\">" CONTENT "</div>" \
  "<p>预览时标签不可点</p><p>微信扫一扫</p></body></html>"
#define VERIFICATION \
  "<html><body><div class=\"weui-msg\"><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p>" \
  "<a href=\"javascript:;\">去验证</a></div></body></html>"

/* Given a feed, when it is read, then there are @n bulletins. */
static GPtrArray *
read_feed (const char *feed,
           guint       n)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (feed, strlen (feed));
  GPtrArray *extractions = zb_extractor_read (zb_extractor_get_default (), bytes, "feed");

  g_test_message ("%s", feed);
  g_assert_cmpuint (extractions->len, ==, n);
  return extractions;
}

static void
assert_whole (GPtrArray  *extractions,
              guint       i,
              const char *url,
              const char *account,
              const char *day)
{
  ZbExtraction *extraction = g_ptr_array_index (extractions, i);
  ZbBulletin *bulletin = extraction->bulletin;
  g_autofree char *published = zb_date_dup_iso (&bulletin->published);

  story_assert_is_whole (extraction);
  g_assert_cmpstr (bulletin->title, ==, STORY_TITLE);
  g_assert_cmpstr (bulletin->url, ==, url);
  g_assert_cmpstr (bulletin->account, ==, account);
  g_assert_cmpstr (published, ==, day);
  g_assert_cmpuint (bulletin->images->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (bulletin->images, 0), ==, "https://pictures.example/1?a=1&b=2");
  g_assert_cmpuint (bulletin->recap->len, ==, 1);
}

/* Given an entry without its text, then its issue and address are known, and why it has none. */
static void
assert_shell (GPtrArray   *extractions,
              guint        i,
              ZbCopyStatus status,
              const char  *reason)
{
  ZbExtraction *extraction = g_ptr_array_index (extractions, i);
  ZbBulletin *bulletin = extraction->bulletin;

  g_assert_cmpint (bulletin->status, ==, status);
  g_assert_nonnull (strstr (bulletin->reason, reason));
  g_assert_cmpuint (bulletin->issue.year, ==, 2024);
  g_assert_cmpuint (bulletin->issue.number, ==, 28);
  g_assert_nonnull (bulletin->url);
  g_assert_cmpuint (bulletin->figures->len, ==, 0);
}

static char *
dup_json (const char *text)
{
  g_autoptr(JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

static char *
dup_xml (const char *text)
{
  return g_markup_escape_text (text, -1);
}

static void
test_wechat2rss_rss (void)
{
  g_autofree char *content = dup_xml (CONTENT);
  g_autofree char *url = dup_xml (LONG_URL);
  g_autofree char *feed = g_strdup_printf (
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n"
    "  <channel>\n    <title>CNCERT风险评估</title>\n    <link>https://feed.example</link>\n    <description>说明</description>\n"
    "    <item>\n      <title>" STORY_TITLE "</title>\n      <link>%s</link>\n      <description>摘要</description>\n"
    "      <content:encoded>%s</content:encoded>\n      <pubDate>Fri, 12 Jul 2024 18:00:00 +0800</pubDate>\n    </item>\n"
    "    <item><title>" OTHER_TITLE "</title><link>" SHORT_URL "</link><pubDate>Fri, 19 Jul 2024 18:00:00 +0800</pubDate></item>\n"
    "  </channel>\n</rss>\n", url, content);
  g_autoptr(GPtrArray) extractions = read_feed (feed, 2);

  assert_whole (extractions, 0, LONG_URL, "CNCERT风险评估", "2024-07-12");
  assert_shell (extractions, 1, ZB_COPY_NO_TEXT, "without its text");
}

static void
test_wechat2rss_json (void)
{
  g_autofree char *content = dup_json (CONTENT);
  g_autofree char *failure = dup_json (VERIFICATION);
  g_autofree char *feed = g_strdup_printf (
    "{\"data\":[{\"biz_id\":\"3204940818\",\"biz_name\":\"国家互联网应急中心CNCERT\",\"title\":\"" STORY_TITLE "\","
    "\"desc\":\"摘要\",\"created\":\"2024-07-12T18:00:00+08:00\",\"link\":\"" LONG_URL "\",\"content\":%s},"
    "{\"biz_id\":\"3204940818\",\"biz_name\":\"国家互联网应急中心CNCERT\",\"title\":\"" OTHER_TITLE "\",\"desc\":\"\","
    "\"created\":\"2024-07-19T18:00:00+08:00\",\"link\":\"" SHORT_URL "\",\"content\":%s}],\"err\":\"\"}", content, failure);
  g_autoptr(GPtrArray) extractions = read_feed (feed, 2);

  assert_whole (extractions, 0, LONG_URL, "国家互联网应急中心CNCERT", "2024-07-12");
  assert_shell (extractions, 1, ZB_COPY_BLOCKED, "verification");
}

static void
test_wewe_rss_rss (void)
{
  static const char feed[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n    <channel>\n        <title>某公众号</title>\n"
    "        <link>https://feed.example</link>\n        <lastBuildDate>Sat, 13 Jul 2024 00:00:00 GMT</lastBuildDate>\n"
    "        <generator>WeWe-RSS</generator>\n        <item>\n            <title><![CDATA[" STORY_TITLE "]]></title>\n"
    "            <link>" SHORT_URL "</link>\n            <guid>a1B2c3D4e5F6g7H8i9J0kL</guid>\n"
    "            <pubDate>Fri, 12 Jul 2024 10:00:00 GMT</pubDate>\n"
    "            <content:encoded><![CDATA[" PAGE "]]></content:encoded>\n        </item>\n        <item>\n"
    "            <title><![CDATA[" OTHER_TITLE "]]></title>\n            <link>" SHORT_URL "</link>\n"
    "            <pubDate>Fri, 19 Jul 2024 10:00:00 GMT</pubDate>\n"
    "            <content:encoded><![CDATA[" FAILURE "]]></content:encoded>\n        </item>\n    </channel>\n</rss>";
  g_autoptr(GPtrArray) extractions = read_feed (feed, 2);

  assert_whole (extractions, 0, SHORT_URL, "某公众号", "2024-07-12");
  assert_shell (extractions, 1, ZB_COPY_NO_TEXT, "maker could not get");
}

static void
test_wewe_rss_atom (void)
{
  static const char feed[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n    <id>MP_WXS_1</id>\n"
    "    <title>WeWe-RSS All</title>\n    <updated>2024-07-13T00:00:00.000Z</updated>\n"
    "    <link rel=\"alternate\" href=\"https://feed.example\"/>\n    <entry>\n"
    "        <title type=\"html\"><![CDATA[" STORY_TITLE "]]></title>\n        <id>a1B2c3D4e5F6g7H8i9J0kL</id>\n"
    "        <link href=\"" SHORT_URL "\"/>\n        <updated>2024-07-12T17:00:00.000Z</updated>\n"
    "        <content type=\"html\"><![CDATA[" CONTENT "]]></content>\n"
    "        <author>\n            <name>某公众号</name>\n        </author>\n    </entry>\n    <entry>\n"
    "        <title type=\"html\"><![CDATA[" OTHER_TITLE "]]></title>\n        <id>b</id>\n"
    "        <link href=\"" SHORT_URL "\"/>\n        <updated>2024-07-19T10:00:00.000Z</updated>\n"
    "        <content type=\"html\"><![CDATA[]]></content>\n    </entry>\n</feed>";
  g_autoptr(GPtrArray) extractions = read_feed (feed, 2);

  assert_whole (extractions, 0, SHORT_URL, "某公众号", "2024-07-13");
  assert_shell (extractions, 1, ZB_COPY_NO_TEXT, "without its text");
}

static void
test_wewe_rss_json (void)
{
  g_autofree char *page = dup_json (PAGE);
  g_autofree char *feed = g_strdup_printf (
    "{\n    \"version\": \"https://jsonfeed.org/version/1\",\n    \"title\": \"某公众号\",\n"
    "    \"home_page_url\": \"https://feed.example\",\n    \"description\": \"说明\",\n    \"icon\": \"https://i.example\",\n"
    "    \"author\": {\n        \"name\": \"某公众号\"\n    },\n    \"generator\": \"WeWe-RSS\",\n    \"items\": [\n"
    "        {\"id\": \"a\", \"content_html\": %s, \"url\": \"" SHORT_URL "\", \"title\": \"" STORY_TITLE "\","
    " \"image\": \"https://c.example\", \"date_modified\": \"2024-07-12T10:00:00.000Z\"},\n"
    "        {\"id\": \"b\", \"content_html\": \"\", \"url\": \"" SHORT_URL "\", \"title\": \"" OTHER_TITLE "\","
    " \"date_modified\": \"2024-07-19T10:00:00.000Z\"},\n"
    "        {\"id\": \"c\", \"content_html\": \"" FAILURE "\", \"url\": \"" SHORT_URL "\", \"title\": \"" OTHER_TITLE "\"}\n"
    "    ]\n}", page);
  g_autoptr(GPtrArray) extractions = read_feed (feed, 3);

  assert_whole (extractions, 0, SHORT_URL, "某公众号", "2024-07-12");
  assert_shell (extractions, 1, ZB_COPY_NO_TEXT, "without its text");
  assert_shell (extractions, 2, ZB_COPY_NO_TEXT, "maker could not get");
}

static void
test_rsshub_rss (void)
{
  g_autofree char *content = dup_xml (CONTENT);
  g_autofree char *url = dup_xml (LONG_URL);
  g_autofree char *feed = g_strdup_printf (
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss xmlns:atom=\"http://www.w3.org/2005/Atom\" version=\"2.0\">\n  <channel>\n"
    "    <title>CNCERT风险评估</title>\n    <link>https://feed.example</link>\n"
    "    <atom:link href=\"https://hub.example/wechat/x\" rel=\"self\" type=\"application/rss+xml\"></atom:link>\n"
    "    <description>说明 - Powered by RSSHub</description>\n    <ttl>5</ttl>\n    <item>\n      <title>" STORY_TITLE "</title>\n"
    "      <description>%s</description>\n      <link>%s</link>\n      <guid isPermaLink=\"false\">%s</guid>\n"
    "      <pubDate>Fri, 12 Jul 2024 10:00:00 GMT</pubDate>\n      <author>国家互联网应急中心CNCERT</author>\n"
    "      <category>周报</category>\n    </item>\n  </channel>\n</rss>", content, url, url);
  g_autoptr(GPtrArray) extractions = read_feed (feed, 1);

  assert_whole (extractions, 0, LONG_URL, "国家互联网应急中心CNCERT", "2024-07-12");
}

static void
test_rsshub_json (void)
{
  g_autofree char *content = dup_json (CONTENT);
  g_autofree char *feed = g_strdup_printf (
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"CNCERT风险评估\",\"home_page_url\":\"https://feed.example\","
    "\"feed_url\":\"https://hub.example/wechat/x\",\"description\":\"说明 - Powered by RSSHub\",\"language\":\"en\",\"items\":["
    "{\"id\":\"" LONG_URL "\",\"url\":\"" LONG_URL "\",\"title\":\"" STORY_TITLE "\",\"content_html\":%s,"
    "\"date_published\":\"2024-07-12T10:00:00.000Z\",\"authors\":[{\"name\":\"国家互联网应急中心CNCERT\"}]},"
    "{\"id\":7,\"url\":\"" SHORT_URL "\",\"title\":\"" OTHER_TITLE "\",\"content_text\":\"该内容已被发布者删除\"}]}", content);
  g_autoptr(GPtrArray) extractions = read_feed (feed, 2);

  assert_whole (extractions, 0, LONG_URL, "国家互联网应急中心CNCERT", "2024-07-12");
  assert_shell (extractions, 1, ZB_COPY_DELETED, "removed");
}

/* Its text is escaped once more, and its days have no zone. */
static void
test_we_mp_rss (void)
{
  g_autofree char *content = dup_xml ("<![CDATA[" CONTENT "]]>");
  g_autofree char *title = dup_xml ("<![CDATA[" STORY_TITLE "]]>");
  g_autofree char *failure = dup_xml ("<![CDATA[环境异常\n当前环境异常，完成验证后即可继续访问。\n去验证]]>");
  g_autofree char *feed = g_strdup_printf (
    "<?xml version='1.0' encoding='utf-8'?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">"
    "<channel><title>某公众号</title><link>https://feed.example</link><description>说明</description><language>zh-CN</language>"
    "<item><id>3204940818-2247499233_1</id><title>%s</title><description>摘要</description><guid>" SHORT_URL "</guid>"
    "<enclosure url=\"https://c.example\" length=\"0\" type=\"image/jpeg\" /><content:encoded>%s</content:encoded>"
    "<link>" SHORT_URL "</link><pubDate>Fri, 12 Jul 2024 23:30:00 </pubDate></item>"
    "<item><id>2</id><title>" OTHER_TITLE "</title><description></description><guid>" SHORT_URL "</guid>"
    "<content:encoded>%s</content:encoded><pubDate>Fri, 19 Jul 2024 23:30:00 </pubDate></item></channel></rss>",
    title, content, failure);
  g_autoptr(GPtrArray) extractions = read_feed (feed, 2);

  assert_whole (extractions, 0, SHORT_URL, "某公众号", "2024-07-12");
  assert_shell (extractions, 1, ZB_COPY_BLOCKED, "verification");
}

/* Given a feed of many accounts, then other series and other things are told apart, and the order is kept. */
static void
test_collector (void)
{
  g_autofree char *content = dup_xml (CONTENT);
  g_autofree char *feed = g_strdup_printf (
    "<rss version=\"2.0\"><channel><title>Doonsec's feed</title>"
    "<item><title>CNVD漏洞周报2024年第27期</title><link>https://e/1</link><description>漏洞</description></item>"
    "<item><title>【业界动态】" STORY_TITLE "</title><link>https://e/2</link><description>%s</description></item>"
    "<item><title>今天吃什么</title><link>https://e/3</link><description>白菜、豆腐。</description></item>"
    "</channel></rss>", content);
  g_autoptr(GPtrArray) extractions = read_feed (feed, 3);
  ZbExtraction *other_series = g_ptr_array_index (extractions, 0);
  ZbExtraction *bulletin = g_ptr_array_index (extractions, 1);
  ZbExtraction *nothing = g_ptr_array_index (extractions, 2);

  g_assert_cmpint (other_series->bulletin->status, ==, ZB_COPY_OTHER_SERIES);
  story_assert_is_whole (bulletin);
  g_assert_cmpstr (bulletin->bulletin->account, ==, "Doonsec's feed");
  g_assert_cmpint (nothing->bulletin->status, ==, ZB_COPY_UNREADABLE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/feeds/wechat2rss/rss", test_wechat2rss_rss);
  g_test_add_func ("/feeds/wechat2rss/json", test_wechat2rss_json);
  g_test_add_func ("/feeds/wewe-rss/rss", test_wewe_rss_rss);
  g_test_add_func ("/feeds/wewe-rss/atom", test_wewe_rss_atom);
  g_test_add_func ("/feeds/wewe-rss/json", test_wewe_rss_json);
  g_test_add_func ("/feeds/rsshub/rss", test_rsshub_rss);
  g_test_add_func ("/feeds/rsshub/json", test_rsshub_json);
  g_test_add_func ("/feeds/we-mp-rss", test_we_mp_rss);
  g_test_add_func ("/feeds/collector", test_collector);
  return g_test_run ();
}
