/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <string.h>

#include "page-fixture.h"

#define HEAD \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" " \
  "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n" \
  "<channel><title>某公众号</title><link>https://feed.example</link><description>简介</description>\n" \
  "<image><title>图</title><url>https://feed.example/i.png</url></image>\n"
#define TAIL "</channel></rss>\n"
#define RSS(items) HEAD items TAIL
#define ITEM(fields) "<item>" fields "</item>\n"
#define ATOM(entries) \
  "<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>某公众号</title>" \
  "<author><name>收集者</name></author><link rel=\"self\" href=\"https://feed.example/f.atom\"/>" entries "</feed>"
#define STORY "这是为测试而写的一段话，它说的是地里的庄稼和村口的那条河，没有别的意思，只是要长一些。"

static void
test_rss (void)
{
  g_autoptr(ZbDocument) document = page_read (RSS (ITEM (
    "<title>样刊 &amp; 其他</title><link>https://mp.example/s?__biz=A==&amp;mid=1&amp;sn=b#rd</link>"
    "<guid isPermaLink=\"false\">abc</guid><pubDate>Fri, 12 Jul 2024 18:00:00 +0800</pubDate>"
    "<dc:creator>作者甲</dc:creator><description>摘要</description>"
    "<content:encoded><![CDATA[<p>第一段&nbsp;&amp;。</p><p>" STORY "</p>]]></content:encoded>")));

  g_assert_cmpstr (document->title, ==, "样刊 & 其他");
  g_assert_cmpstr (document->url, ==, "https://mp.example/s?__biz=A==&mid=1&sn=b#rd");
  g_assert_cmpstr (document->account, ==, "作者甲");
  page_assert_day (document, "2024-07-12");
  g_assert_cmpint (document->refusal, ==, ZB_REFUSAL_NONE);
  g_assert_cmpuint (document->blocks->len, ==, 2);
}

/* Given an entry without an author, then the feed's own title stands for the account, wherever it is. */
static void
test_account (void)
{
  static const char late[] =
    "<rss><channel><item><title>甲</title></item><title> 迟到的\n 名字 </title></channel></rss>";
  g_autoptr(ZbDocument) titled = page_read (RSS (ITEM ("<title>甲</title>")));
  g_autoptr(ZbDocument) named = page_read (late);
  g_autoptr(ZbDocument) mail =
    page_read (RSS (ITEM ("<title>甲</title><author>a@b.example (作者乙)</author>")));
  g_autoptr(ZbDocument) plain = page_read (RSS (ITEM ("<title>甲</title><author> 作者丙 </author>")));

  g_assert_cmpstr (titled->account, ==, "某公众号");
  g_assert_cmpstr (named->account, ==, "迟到的 名字");
  g_assert_cmpstr (mail->account, ==, "作者乙");
  g_assert_cmpstr (plain->account, ==, "作者丙");
}

/* Given a page in an entry, then what it says counts only where the entry says nothing. */
static void
test_page_within (void)
{
  static const char feed[] = RSS (
    ITEM ("<title>条目的标题</title><link>https://entry.example/1</link><pubDate>2024-07-12</pubDate>"
          "<content:encoded><![CDATA[<html><head><title>页面的标题</title>"
          "<meta property=\"og:url\" content=\"https://page.example/1\"></head><body><p>" STORY "</p></body></html>]]>"
          "</content:encoded>")
    ITEM ("<description><![CDATA[<html><head><title>页面的标题</title>"
          "<meta property=\"og:url\" content=\"https://page.example/2\"></head><body><p>" STORY "</p></body></html>]]>"
          "</description>"));
  g_autoptr(GPtrArray) documents = page_read_all (feed);
  ZbDocument *first = g_ptr_array_index (documents, 0);
  ZbDocument *second = g_ptr_array_index (documents, 1);

  g_assert_cmpuint (documents->len, ==, 2);
  g_assert_cmpstr (first->title, ==, "条目的标题");
  g_assert_cmpstr (first->url, ==, "https://entry.example/1");
  page_assert_day (first, "2024-07-12");
  g_assert_cmpstr (second->title, ==, "页面的标题");
  g_assert_cmpstr (second->url, ==, "https://page.example/2");
}

static void
test_atom (void)
{
  static const char feed[] = ATOM (
    "<entry><title type=\"html\">样刊 &amp;amp; 其他</title><id>urn:1</id>"
    "<link rel=\"edit\" href=\"https://feed.example/edit\"/><link href=\"https://mp.example/s/1?a=1&amp;b=2\"/>"
    "<published>2024-07-12T17:00:00Z</published><updated>2024-07-15T00:00:00Z</updated>"
    "<author><email>a@b.example</email><name>作者甲</name><uri>https://u</uri></author>"
    "<summary>摘要</summary><content type=\"html\">&lt;p&gt;第一段&lt;br&gt;续&lt;/p&gt;</content></entry>"
    "<entry><title>乙</title><id>https://mp.example/s/2</id><updated>2024-07-15T00:00:00+08:00</updated>"
    "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a &lt; b<br/><em>强</em></p>"
    "<p>末<img src=\"https://p.example/1?a=1&amp;b=2\"/></p></div></content></entry>"
    "<entry><title>丙</title><summary>没有标签的 &lt;摘要&gt;</summary></entry>");
  g_autoptr(GPtrArray) documents = page_read_all (feed);
  ZbDocument *html = g_ptr_array_index (documents, 0);
  ZbDocument *xhtml = g_ptr_array_index (documents, 1);
  ZbDocument *plain = g_ptr_array_index (documents, 2);
  const ZbBlock *image = g_ptr_array_index (xhtml->blocks, xhtml->blocks->len - 1);
  g_autofree char *words = zb_document_to_text (xhtml);

  g_assert_cmpuint (documents->len, ==, 3);
  g_assert_cmpstr (html->title, ==, "样刊 & 其他");
  g_assert_cmpstr (html->url, ==, "https://mp.example/s/1?a=1&b=2");
  g_assert_cmpstr (html->account, ==, "作者甲");
  page_assert_day (html, "2024-07-13");
  g_assert_cmpstr (xhtml->url, ==, "https://mp.example/s/2");
  g_assert_cmpstr (xhtml->account, ==, "某公众号");
  page_assert_day (xhtml, "2024-07-15");
  g_assert_cmpint (image->kind, ==, ZB_BLOCK_IMAGE);
  g_assert_cmpstr (image->image, ==, "https://p.example/1?a=1&b=2");
  g_assert_true (g_str_has_prefix (words, "a < b"));
  page_assert_words (plain, "没有标签的 <摘要>");
}

/* RSS 1.0, where the entries stand beside the channel; and prefixes that nobody else uses. */
static void
test_other_forms (void)
{
  g_autoptr(ZbDocument) rdf = page_read (
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
    "xmlns:d=\"http://purl.org/dc/elements/1.1/\" xmlns:c=\"http://purl.org/rss/1.0/modules/content/\">"
    "<channel rdf:about=\"https://f\"><title>某刊</title></channel><item rdf:about=\"https://e\"><title>甲</title>"
    "<link>https://e</link><d:date>2024-07-12T23:30:00+00:00</d:date><d:creator>乙</d:creator>"
    "<c:encoded>&lt;p&gt;丙&lt;/p&gt;</c:encoded></item></rdf:RDF>");
  g_autoptr(ZbDocument) prefixed = page_read (
    "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\" xmlns:m=\"http://search.yahoo.com/mrss/\"><a:title>某刊</a:title>"
    "<a:entry><m:title>别的</m:title><a:title>甲</a:title><a:link href=\"https://e\"/></a:entry></a:feed>");

  g_assert_cmpstr (rdf->title, ==, "甲");
  g_assert_cmpstr (rdf->url, ==, "https://e");
  g_assert_cmpstr (rdf->account, ==, "乙");
  page_assert_day (rdf, "2024-07-13");
  page_assert_words (rdf, "丙");
  g_assert_cmpstr (prefixed->title, ==, "甲");
  g_assert_cmpstr (prefixed->url, ==, "https://e");
}

static void
test_dates (void)
{
  static const struct { const char *text, *day; } dates[] = {
    { "Fri, 12 Jul 2024 18:00:00 +0800", "2024-07-12" },
    { "Fri, 12 Jul 2024 18:00:00 GMT", "2024-07-13" },
    { "Fri, 12 Jul 2024 15:59:59 GMT", "2024-07-12" },
    { "12 Jul 2024 16:00 UT", "2024-07-13" },
    { "Fri, 12 Jul 24 23:30:00 -0500", "2024-07-13" },
    { "Sat, 1 Jun 2024 00:30:00 +0900", "2024-05-31" },
    { "Fri, 12 Jul 2024 23:30:00 CST", "2024-07-12" },
    { "Fri, 12 Jul 2024 12:00:00 EST", "2024-07-13" },
    { "Tue, 31 Dec 2024 20:00:00 Z", "2025-01-01" },
    { "Fri, 12 Jul 2024 23:30:00", "2024-07-12" },
    { "Fri, 12 Jul 2024 23:30:00 ", "2024-07-12" },
    { " 12 July 2024\n", "2024-07-12" },
    { "Fri Jul 12 2024 23:30:00 GMT+0800 (中国标准时间)", "2024-07-12" },
    { "2024-07-12", "2024-07-12" },
    { "2024/7/12 23:30", "2024-07-12" },
    { "2024年7月12日", "2024-07-12" },
    { "2024-07-12 23:30:00", "2024-07-12" },
    { "2024-07-12T23:30:00", "2024-07-12" },
    { "2024-07-12T16:00:00Z", "2024-07-13" },
    { "2024-07-12T16:00:00.000Z", "2024-07-13" },
    { "2024-07-12T23:30:00+08:00", "2024-07-12" },
    { "2024-07-12 23:30:00 +0000", "2024-07-13" },
    { "2024-02-29T20:00-04", "2024-03-01" },
    { "1720800000", "2024-07-13" },
    { "昨天", NULL },
    { "", NULL },
    { "2024-13-01", NULL },
    { "Fri, 31 Jun 2024 10:00:00 GMT", NULL },
    { "0001-01-01T00:00:00+14:00", NULL },
    { "9999-12-31T23:59:59-12:00", NULL },
    { "99999999999999999999", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *feed = g_strdup_printf (RSS (ITEM ("<title>甲</title><pubDate>%s</pubDate>")), dates[i].text);
      g_autoptr(ZbDocument) document = page_read (feed);

      page_assert_day (document, dates[i].day);
    }
}

/* Given titles that were escaped once more than needed, or hold no word, then what was meant counts. */
static void
test_titles (void)
{
  static const struct { const char *text, *title; } titles[] = {
    { "A&amp;amp;B", "A&B" },
    { "A&amp;B", "A&B" },
    { "&amp;ldquo;甲&amp;rdquo;", "“甲”" },
    { "&amp;amp;lt;", "&lt;" },
    { "<![CDATA[甲 &amp; 乙]]>", "甲 & 乙" },
    { "&lt;![CDATA[ 甲 ]]&gt;", "甲" },
    { "\n  甲\n\t乙\n", "甲 乙" },
    { "&amp;nope; &", "&nope; &" },
    { "甲&#x4e59;&#19993;", "甲乙丙" },
    { " ", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *feed =
        g_strdup_printf (RSS (ITEM ("<title>%s</title><link>https://e</link>")), titles[i].text);
      g_autoptr(ZbDocument) document = page_read (feed);

      g_assert_cmpstr (document->title, ==, titles[i].title);
    }
}

static void
test_addresses (void)
{
  static const struct { const char *fields, *url; } entries[] = {
    { "<link>\n https://e?a=1&amp;b=2#rd \n</link>", "https://e?a=1&b=2#rd" },
    { "<link>https://e?a=1&amp;amp;b=2</link>", "https://e?a=1&amp;b=2" },
    { "<link>https://e?a=1&b=2&copy=3</link>", "https://e?a=1&b=2&copy=3" },
    { "<link/><guid isPermaLink=\"true\">https://g</guid>", "https://g" },
    { "<guid>3a5f</guid>", NULL },
    { "<link>javascript:x</link>", NULL },
    { "<atom:link rel=\"self\" href=\"https://self\"/><link>https://e</link>", "https://e" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *feed = g_strdup_printf (RSS (ITEM ("<title>甲</title>%s")), entries[i].fields);
      g_autoptr(ZbDocument) document = page_read (feed);

      g_assert_cmpstr (document->url, ==, entries[i].url);
    }
}

/* Given what is meant to be HTML, then it is read as what it is. */
static void
test_contents (void)
{
  static const struct { const char *content, *text; ZbRefusal refusal; } entries[] = {
    { "&lt;p&gt;" STORY "&lt;/p&gt;", STORY, ZB_REFUSAL_NONE },
    { "<![CDATA[<p>" STORY "</p>]]>", STORY, ZB_REFUSAL_NONE },
    { "&lt;![CDATA[&lt;p&gt;" STORY "&lt;/p&gt;]]&gt;", STORY, ZB_REFUSAL_NONE },
    { "&amp;lt;p&amp;gt;" STORY "&amp;lt;/p&amp;gt;", STORY, ZB_REFUSAL_NONE },
    { "<p>" STORY "</p>", STORY, ZB_REFUSAL_NONE },
    { STORY, STORY, ZB_REFUSAL_NONE },
    { "第一行。\n第二行 &lt; 第三行。", "第一行。\n\n第二行 < 第三行。", ZB_REFUSAL_NONE },
    { "", "", ZB_REFUSAL_TITLE_ONLY },
    { " \n ", "", ZB_REFUSAL_TITLE_ONLY },
    { "<![CDATA[]]>", "", ZB_REFUSAL_TITLE_ONLY },
    { "&lt;![CDATA[]]&gt;", "", ZB_REFUSAL_TITLE_ONLY },
    { "标题", "", ZB_REFUSAL_TITLE_ONLY },
    { "获取全文失败，请重试~", "获取全文失败，请重试~", ZB_REFUSAL_NOT_FETCHED },
    { "&lt;p&gt;获取全文失败，请重试~&lt;/p&gt;", "获取全文失败，请重试~", ZB_REFUSAL_NOT_FETCHED },
    { "&lt;div&gt;&lt;h2&gt;环境异常&lt;/h2&gt;&lt;p&gt;当前环境异常，完成验证后即可继续访问。&lt;/p&gt;&lt;a&gt;去验证&lt;/a&gt;&lt;/div&gt;",
      NULL, ZB_REFUSAL_VERIFICATION },
    { "环境异常\n当前环境异常，完成验证后即可继续访问。\n去验证", NULL, ZB_REFUSAL_VERIFICATION },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *feed =
        g_strdup_printf (RSS (ITEM ("<title>标题</title><description>%s</description>")), entries[i].content);
      g_autoptr(ZbDocument) document = page_read (feed);

      g_assert_cmpint (document->refusal, ==, entries[i].refusal);
      if (entries[i].text != NULL)
        page_assert_words (document, entries[i].text);
    }
}

static void
assert_titles (GPtrArray  *documents,
               const char *expected)
{
  g_autoptr(GString) titles = g_string_new (NULL);

  for (guint i = 0; i < documents->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", ((ZbDocument *) g_ptr_array_index (documents, i))->title);
  g_assert_cmpstr (titles->str, ==, expected);
}

/* Given faults that make a feed no XML, then its entries are there all the same, and whole. */
static void
test_faults (void)
{
  static const char *const faults[] = {
    "甲 & 乙", "&nbsp;", "&nope;", "\x08\x0b", "\xef\xbf\xbf", "&#0;", "&#8;", "&#xd800;", "&#x110000;", "&#99999999999;",
    "&#;", "a < b", "<3", "]]>", "<b>", "</b>", "<b", "<b c", "<b c=\"", "<b c=d>", "<b c='1' c='2'/>", "<!x>", "<?php echo 1 ?>",
    "<!-- -- -->", "<x:y/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *feed =
        g_strdup_printf (RSS (ITEM ("<title>一</title>")
                              ITEM ("<title>二</title><comments>%s</comments>")
                              ITEM ("<title>三</title><description>&lt;p&gt;甲 &amp;amp; 乙&lt;/p&gt;</description>")),
                         faults[i]);
      g_autoptr(GPtrArray) documents = page_read_all (feed);

      assert_titles (documents, "一 二 三");
      page_assert_words (g_ptr_array_index (documents, 2), "甲 & 乙");
    }
}

/* Given a feed that is cut off anywhere, then the entries before that are whole, and no others are there. */
static void
test_cut_off (void)
{
  static const char feed[] = RSS (
    ITEM ("<title>一</title><link>https://e/1</link><description>&lt;p&gt;甲&lt;/p&gt;</description>")
    ITEM ("<title>二</title><link>https://e/2</link><description><![CDATA[<p>乙</p>]]></description>"));
  const char *first_end = strstr (feed, "</item>") + strlen ("</item>");
  const char *second_end = strstr (first_end, "</item>") + strlen ("</item>");
  gsize start = strlen (HEAD);

  for (gsize length = start; length < strlen (feed); length++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (feed, length);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) documents = zb_document_read (bytes, NULL, &error);
      guint n_expected = (feed + length >= first_end) + (feed + length >= second_end);

      if (n_expected == 0)
        {
          g_assert_null (documents);
          g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_DAMAGED);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (documents->len, ==, n_expected);
      page_assert_words (g_ptr_array_index (documents, 0), "甲");
    }
}

/* Given an entry whose end is missing, then it ends where the next one begins. */
static void
test_unclosed_entry (void)
{
  g_autoptr(GPtrArray) documents =
    page_read_all (HEAD "<item><title>一</title>" ITEM ("<title>二</title>") ITEM ("<title>三</title>") TAIL);

  assert_titles (documents, "一 二 三");
}

static void
test_empty (void)
{
  page_assert_error (RSS (""), ZB_DOCUMENT_ERROR_EMPTY);
  page_assert_error (ATOM (""), ZB_DOCUMENT_ERROR_EMPTY);
  page_assert_error ("<rss/>", ZB_DOCUMENT_ERROR_EMPTY);
  page_assert_error ("<rss", ZB_DOCUMENT_ERROR_DAMAGED);
  page_assert_error ("<rss>", ZB_DOCUMENT_ERROR_DAMAGED);
  page_assert_error (HEAD "<item><title>甲", ZB_DOCUMENT_ERROR_DAMAGED);
}

/* Given a feed that names the encoding in which it came, then that is over by now. */
static void
test_encodings (void)
{
  static const char feed[] =
    "<?xml version=\"1.0\" encoding=\"GB18030\"?><rss><channel><title>某公众号</title><item><title>样刊</title>"
    "<description>" STORY "</description></item></channel></rss>";
  static const char *const encodings[] = { "GB18030", "UTF-16", "UTF-8" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize size;
      char *data = g_convert (feed, -1, encodings[i], "UTF-8", NULL, &size, NULL);
      g_autoptr(GBytes) bytes = g_bytes_new_take (data, size);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) documents = zb_document_read (bytes, NULL, &error);

      g_assert_no_error (error);
      assert_titles (documents, "样刊");
      page_assert_words (g_ptr_array_index (documents, 0), STORY);
    }
}

/* Given a document type before the feed, then it is passed over, and what it defines stands for nothing. */
static void
test_document_type (void)
{
  g_autoptr(ZbDocument) plain = page_read (
    "<?xml version=\"1.0\"?><!DOCTYPE rss PUBLIC \"-//Netscape//DTD RSS 0.91//EN\" \"http://n.example/rss.dtd\">"
    "<!-- > --><rss><channel><item><title>甲&nbsp;乙</title></item></channel></rss>");
  g_autoptr(ZbDocument) bomb = page_read (
    "<?xml version=\"1.0\"?><!DOCTYPE rss [<!-- ' ]> --><!ENTITY a \"哈]>哈\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d SYSTEM \"file:///etc/passwd\">"
    "<!ATTLIST item x CDATA \"y\">]><rss><channel><item><title>甲&c;&d;</title></item></channel></rss>");

  g_assert_cmpstr (plain->title, ==, "甲 乙");
  g_assert_cmpstr (bomb->title, ==, "甲&c;&d;");
}

static void
test_too_many (void)
{
  g_autofree char *items = page_repeat (ITEM ("<title>甲</title>"), ZB_DOCUMENT_MAX_ENTRIES);
  g_autofree char *most = g_strconcat (HEAD, items, TAIL, NULL);
  g_autofree char *more = g_strconcat (HEAD, items, ITEM ("<title>甲</title>"), TAIL, NULL);
  g_autofree char *paragraphs = page_repeat ("<p>甲</p>", ZB_DOCUMENT_MAX_BLOCKS / 2 + 1);
  g_autofree char *item = g_strconcat ("<item><title>甲</title><description>", paragraphs, "</description></item>", NULL);
  g_autofree char *one = g_strconcat (HEAD, item, TAIL, NULL);
  g_autofree char *two = g_strconcat (HEAD, item, item, TAIL, NULL);
  g_autoptr(GPtrArray) documents = page_read_all (most);
  g_autoptr(ZbDocument) document = page_read (one);

  g_assert_cmpuint (documents->len, ==, ZB_DOCUMENT_MAX_ENTRIES);
  g_assert_cmpuint (document->blocks->len, >, ZB_DOCUMENT_MAX_BLOCKS / 2);
  page_assert_error (more, ZB_DOCUMENT_ERROR_TOO_LARGE);
  page_assert_error (two, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

/* Given what only an attacker writes, then it ends soon, and the entries before it are there. */
static void
test_hostile (void)
{
  static const char first[] = HEAD ITEM ("<title>一</title>");
  g_autofree char *tags = page_repeat ("<a>", 1000000);
  g_autofree char *nested = g_strconcat (first, "<item><title>二</title><description>", tags, NULL);
  g_autofree char *within = g_strconcat (first, tags, NULL);
  g_autoptr(GString) attributes = g_string_new (first);
  g_autoptr(GString) names = g_string_new (first);
  g_autoptr(GString) inverted = g_string_new (HEAD ITEM ("<title>一</title>") "<x\" ");
  g_autoptr(GPtrArray) documents = NULL;

  for (guint i = 0; i < 300000; i++)
    {
      g_string_append_printf (attributes, "%sa%u=\"1\"", i == 0 ? "<item " : " ", i);
      g_string_append_printf (names, "<n%u/>", i);
      g_string_append_printf (inverted, "%sa%u='' xmlns:b%u=\"\"", i == 0 ? "<item " : " ", i, i);
    }
  g_string_append (attributes, "><title>二</title></item>" TAIL);
  g_string_append (names, ITEM ("<title>二</title>") TAIL);
  g_string_append (inverted, "><title>二</title></item>" TAIL);

  documents = page_read_all (nested);
  assert_titles (documents, "一");
  g_ptr_array_unref (documents);
  documents = page_read_all (within);
  assert_titles (documents, "一");
  g_ptr_array_unref (documents);
  documents = page_read_all (attributes->str);
  assert_titles (documents, "一");
  g_ptr_array_unref (documents);
  documents = page_read_all (names->str);
  assert_titles (documents, "一");
  g_ptr_array_unref (documents);
  documents = page_read_all (inverted->str);
  assert_titles (documents, "一");
}

/* Given a title as long as a file may be, then its beginning is there. */
static void
test_long_title (void)
{
  g_autofree char *words = page_repeat ("周报", (ZB_DOCUMENT_MAX_TEXT_BYTES - 1024) / strlen ("周报"));
  g_autofree char *feed = g_strconcat (HEAD "<item><title>", words, "</title></item>" TAIL, NULL);
  g_autofree char *address = g_strconcat (HEAD "<item><title>甲</title><link>https://", words, "</link></item>" TAIL, NULL);
  g_autoptr(ZbDocument) titled = page_read (feed);
  g_autoptr(ZbDocument) addressed = page_read (address);

  g_assert_true (g_str_has_prefix (titled->title, "周报周报"));
  g_assert_cmpuint (strlen (titled->title), <, 4096);
  g_assert_null (addressed->url);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/feed-xml/rss", test_rss);
  g_test_add_func ("/feed-xml/account", test_account);
  g_test_add_func ("/feed-xml/page-within", test_page_within);
  g_test_add_func ("/feed-xml/atom", test_atom);
  g_test_add_func ("/feed-xml/other-forms", test_other_forms);
  g_test_add_func ("/feed-xml/dates", test_dates);
  g_test_add_func ("/feed-xml/titles", test_titles);
  g_test_add_func ("/feed-xml/addresses", test_addresses);
  g_test_add_func ("/feed-xml/contents", test_contents);
  g_test_add_func ("/feed-xml/faults", test_faults);
  g_test_add_func ("/feed-xml/cut-off", test_cut_off);
  g_test_add_func ("/feed-xml/unclosed-entry", test_unclosed_entry);
  g_test_add_func ("/feed-xml/empty", test_empty);
  g_test_add_func ("/feed-xml/encodings", test_encodings);
  g_test_add_func ("/feed-xml/document-type", test_document_type);
  g_test_add_func ("/feed-xml/too-many", test_too_many);
  g_test_add_func ("/feed-xml/hostile", test_hostile);
  g_test_add_func ("/feed-xml/long-title", test_long_title);
  return g_test_run ();
}
