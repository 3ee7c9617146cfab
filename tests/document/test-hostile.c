/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "page-fixture.h"

#include "document/zb-html-guard.h"

/* Files that were made to hurt: most of them as large as a text may be. Whoever reads them with
 * a loop within a loop is not back before this test is stopped. */

/* @head, and @unit behind it until the text is as large as it may be, or @n times. */
static GBytes *
repeat (const char *head,
        const char *unit,
        gsize       n)
{
  gsize room = ZB_DOCUMENT_MAX_TEXT_BYTES - strlen (head);
  gsize n_units = MIN (n, room / strlen (unit));
  GString *text = g_string_sized_new (ZB_DOCUMENT_MAX_TEXT_BYTES);

  g_string_append (text, head);
  for (gsize i = 0; i < n_units; i++)
    g_string_append (text, unit);
  return g_string_free_to_bytes (text);
}

/* The one document in it. */
static ZbDocument *
read_one (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = zb_document_read (bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (documents->len, ==, 1);
  return zb_document_ref (g_ptr_array_index (documents, 0));
}

static ZbDocument *
read_repeated (const char *head,
               const char *unit,
               gsize       n)
{
  g_autoptr(GBytes) bytes = repeat (head, unit, n);

  return read_one (bytes);
}

static void
assert_refused (GBytes          *bytes,
                ZbDocumentError  code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (zb_document_read (bytes, NULL, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, (int) code);
}

static void
assert_too_large (const char *head,
                  const char *unit)
{
  g_autoptr(GBytes) bytes = repeat (head, unit, G_MAXSIZE);

  g_test_message ("%s", unit);
  assert_refused (bytes, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

static void
assert_words (const ZbDocument *document,
              guint             position,
              const char       *expected)
{
  g_autofree char *text = zb_block_dup_text (g_ptr_array_index (document->blocks, position));

  g_assert_cmpstr (text, ==, expected);
}

/* Given a page of nothing but tags, or of what is none, as large as may be, then it is refused. */
static void
test_tags (void)
{
  static const char *const units[] = {
    "<div>", "<section>", "<table><tr><td>", "<b>", "<b>x</b>", "<p>", "<li>●", "<h1>x</h1>", "<br>", "x<br>",
    "<", "</", "<!--", "<!---->", "<?a?>", "<!DOCTYPE a>", "<img src=a>", "<ul><li>", "<select><option>",
    "<meta name=a content=b>", "&", "&lt;", "&#1;", "&unknown;", "\x01", "<script>", "<svg>", "<a href=x>y",
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    assert_too_large ("<html><body><p>", units[i]);
}

/* Given elements within elements, then what lies in more of them than anybody nests on purpose is still read, and
 * a page of nothing else is refused. */
static void
test_depth (void)
{
  static const char *const units[] = { "<div>", "<section>", "<b>", "<font>", "<table><tr><td>", "<a><div>" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr(GBytes) deep = repeat ("<html><body><p>第一段</p>", units[i], 50000);
      g_autofree char *nested = page_repeat (units[i], 400);
      g_autofree char *page = g_strconcat ("<html><body><p>第一段</p>", nested, "第二段<p>第三段", NULL);
      g_autoptr(ZbDocument) document = page_read (page);
      g_autofree char *words = NULL;

      g_assert_cmpuint (document->blocks->len, >=, 2);
      words = zb_block_dup_text (g_ptr_array_index (document->blocks, document->blocks->len - 1));
      assert_words (document, 0, "第一段");
      g_assert_true (g_str_has_suffix (words, "第三段"));
      assert_refused (deep, ZB_DOCUMENT_ERROR_TOO_LARGE);
    }
}

/* "<p a0 a1 a2 …>" behind @head. */
static char *
dup_attributes (const char *head,
                guint       n)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, " a%u", i);
  g_string_append (text, ">本周的一段话");
  return g_string_free (text, FALSE);
}

/* Given an element with more attributes than any has, when something before it tries to hide that, then it is seen. */
static void
test_attributes (void)
{
  static const char *const heads[] = {
    "<p", "<script/><p", "<xmp><script></xmp><p", "<svg><style/></svg><p", "<p>\"<p", "<p title=\"'\"><p", "<p title='\"'", "<!-- \" --><p", "<script>var a = '<b c=\"';</script><p",
    "<p a=\"1\"b='2'c=d", "<p =\"", "<p 1=\" ", "<p a= =\"", "<p a\"=\"", "<p\"", "<p/", "<p\ta\n=\r\"b\"", "<p 甲=\" ",
    "<a<p", "<!-- <p a=\" --><p", "<?x <p a=\" ?><p", "</p <p a=\" ><p", "<p \"x=\" ><p", "<p a\"b=\" ><p", "<title><p a='1'><p",
    "<p/><p a=1/b=\" ><p", "<p /\"><p", "<script></SCRIPT\"><p", "<1 a=\"><p", "< a=\"><p", "<!x a=\"><p", "<p title='<p title=\"<p", "<p title=\"'<p title='\"",
    "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=\" c=\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *text = dup_attributes (heads[i], 100000);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", heads[i]);
      g_assert_false (zb_html_guard (text, strlen (text), &error));
      g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE);
    }
}

/* Given names without an end, which libxml2 divides into attributes, then they are seen, too. */
static void
test_long_names (void)
{
  g_autofree char *name = g_strnfill (4 * 1024 * 1024, 'a');
  g_autofree char *text = g_strconcat ("<p ", name, ">本周的一段话", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (zb_html_guard (text, strlen (text), &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

/* Given a long page as sites make them, with attributes, scripts and quotation marks of all kinds, then it is read. */
static void
test_long_page (void)
{
  static const char unit[] =
    "<section class=\"a b c\" style='font-family: \"x y\", z; margin: 0 1 2 3' data-tools=\"一 二 三\" data-id=7>"
    "<span leaf=\"\">甲 'a' \"b\" c = d</span></section>\n"
    "<script>for (i=0;i<n;i++) { s='<p class=\"x\">' + a[i] + \"</p>\"; } if (a<b && c==\"it's\") d = e; var s = 'x=\"';</script>\n"
    "<!-- it's <b title=\"a comment -->";
  g_autoptr(GBytes) bytes = repeat ("<html><body>", unit, 12000);
  g_autoptr(ZbDocument) document = read_one (bytes);

  g_assert_cmpuint (document->blocks->len, ==, 12000);
  assert_words (document, 11999, "甲 'a' \"b\" c = d");
}

/* Given a long address that stands with many words, then it is not kept with each of them. */
static void
test_long_link (void)
{
  g_autofree char *address = g_strnfill (1024 * 1024, 'a');
  g_autofree char *head = g_strdup_printf ("<div id=\"js_content\"><p><a href=\"http://h/%s\">", address);
  g_autoptr(ZbDocument) document = read_repeated (head, "<b>甲</b>乙", 60000);
  g_autofree char *markdown = zb_document_to_markdown (document);

  g_assert_cmpuint (((const ZbBlock *) g_ptr_array_index (document->blocks, 0))->runs->len, ==, 120000);
  g_assert_cmpuint (strlen (markdown), <, 32 * 1024 * 1024);
}

/* Given a page that calls a very long address its own, then others are not completed from it. */
static void
test_long_base (void)
{
  g_autofree char *address = g_strnfill (2 * 1024 * 1024, 'a');
  g_autofree char *head =
    g_strdup_printf ("<meta property=\"og:url\" content=\"http://h/%s/\"><body><p>", address);
  g_autoptr(ZbDocument) document = read_repeated (head, "本周，这是一个用来测试的句子。<a href=x>链接</a>", 60000);
  const ZbBlock *block = g_ptr_array_index (document->blocks, 0);

  g_assert_cmpuint (block->runs->len, ==, 120000);
  g_assert_cmpstr (((const ZbRun *) g_ptr_array_index (block->runs, 1))->link, ==, "x");
}

/* Given a list whose next page has a very long address, then that does not stand with each of its lines. */
static void
test_long_next_page (void)
{
  g_autofree char *address = g_strnfill (2 * 1024 * 1024, 'a');
  g_autofree char *head =
    g_strdup_printf ("<div class=\"con_list\"><a href=\"/%s\">下一页</a>", address);
  g_autoptr(GBytes) bytes = repeat (head, "<li>[2026-04-03]<a href=\"/x\">样刊</a></li>", 40000);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = zb_document_read (bytes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (documents->len, ==, ZB_DOCUMENT_MAX_ENTRIES);
  for (guint i = 0; i < documents->len; i++)
    g_assert_null (((const ZbDocument *) g_ptr_array_index (documents, i))->next_page);
}

/* Given items and words within each other, as many as may be, then a list of them is read, and one of more is refused. */
static void
test_nested_list (void)
{
  g_autoptr(GString) unit = g_string_new ("<li><a href=\"/x\">样刊</a>");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) deeper = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (unit, "<ul><li><span>");
  g_string_append (unit, "没有日期的一行");
  bytes = repeat ("<div class=\"con_list\">", unit->str, 6);
  deeper = repeat ("<div class=\"con_list\">", unit->str, 300);
  assert_refused (deeper, ZB_DOCUMENT_ERROR_TOO_LARGE);
  documents = zb_document_read (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (documents->len, >=, 1);
}

/* Given an article that links to any number of files, then some of them are named. */
static void
test_attachments (void)
{
  g_autoptr(GString) text = g_string_new ("<h2 class=\"artil_tit\">样刊</h2><div class=\"artil_content\">");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ZbDocument) document = NULL;

  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (text, "<a href=\"/%u.pdf\">x</a>", i);
  bytes = g_bytes_new (text->str, text->len);
  document = read_one (bytes);
  g_assert_cmpint (document->refusal, ==, ZB_REFUSAL_ATTACHMENT);
  g_assert_cmpuint (document->attachments->len, ==, 64);
}

/* Given a paragraph that is broken at the end of each of its lines, then it is one, however long. */
static void
test_broken_lines (void)
{
  static const char line[] = "这是一行很长的文字，它没有结束而在下一行继续下去<br>";
  g_autoptr(ZbDocument) document = read_repeated ("<div id=\"js_content\"><p>", line, 95000);

  g_assert_cmpuint (document->blocks->len, ==, 1);
  g_assert_cmpuint (((const ZbBlock *) g_ptr_array_index (document->blocks, 0))->runs->len, ==, 95000);
}

/* Given a feed whose entries have many tags each, then it is refused before all are read. */
static void
test_feed_of_tags (void)
{
  g_autofree char *tags = g_strnfill (60000, ' ');
  g_autofree char *unit = NULL;
  g_autoptr(GBytes) bytes = NULL;

  for (gsize i = 0; i + 3 <= 60000; i += 3)
    memcpy (tags + i, "<p>", 3);
  unit = g_strdup_printf ("<item><title>样刊</title><description><![CDATA[%s]]></description></item>", tags);
  bytes = repeat ("<rss version=\"2.0\"><channel>", unit, G_MAXSIZE);
  assert_refused (bytes, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

/* Given brackets within brackets, then Markdown takes them for words, and JSON is refused. */
static void
test_brackets (void)
{
  static const char *const heads[] = { "甲", "甲[乙](http://u)" };
  static const char *const units[] = { "[", "[![a](b", "![a](", "[a](b", "](", "**", "\\" };
  g_autoptr(GBytes) json = repeat ("", "[", 100000);
  g_autoptr(GBytes) objects = repeat ("", "{\"a\":", 100000);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    for (guint j = 0; j < G_N_ELEMENTS (units); j++)
      {
        g_autoptr(ZbDocument) document = read_repeated (heads[i], units[j], G_MAXSIZE);

        g_assert_cmpuint (document->blocks->len, ==, 1);
      }
  g_assert_null (zb_document_read (json, NULL, &error));
  g_assert_true (error->domain == ZB_DOCUMENT_ERROR);
  g_clear_error (&error);
  g_assert_null (zb_document_read (objects, NULL, &error));
  g_assert_true (error->domain == ZB_DOCUMENT_ERROR);
}

/* Given a text of short lines that never ends a sentence, then it is one paragraph, read in one pass. */
static void
test_short_lines (void)
{
  static const char head[] = "一行很长的文字它没有标点也没有结束而且比别的都长得多\n;\n";
  g_autofree char *text = g_strconcat ("题\n\n", head, NULL);
  g_autoptr(ZbDocument) document = read_repeated (text, ";甲\n", G_MAXSIZE);

  g_assert_cmpuint (document->blocks->len, <=, 3);
  assert_too_large (head, "甲乙\n");
}

/* Given a paragraph of a million emphasised words, then most signs stay words. */
static void
test_emphasis (void)
{
  g_autoptr(ZbDocument) document = read_repeated ("", "**甲", G_MAXSIZE);
  const ZbBlock *block = g_ptr_array_index (document->blocks, 0);

  g_assert_cmpuint (document->blocks->len, ==, 1);
  g_assert_cmpuint (block->runs->len, <=, 10001);
}

/* Given entities that grow when they are replaced, then they do not. */
static void
test_entities (void)
{
  g_autoptr(GString) text = g_string_new ("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"甲\">");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(ZbDocument) document = NULL;

  for (guint i = 1; i < 30; i++)
    {
      g_string_append_printf (text, "<!ENTITY a%u \"", i);
      for (guint j = 0; j < 10; j++)
        g_string_append_printf (text, "&a%u;", i - 1);
      g_string_append (text, "\">");
    }
  g_string_append (text, "]><rss version=\"2.0\"><channel><item><title>样刊&a29;</title></item></channel></rss>");
  bytes = g_bytes_new (text->str, text->len);
  document = read_one (bytes);
  g_assert_true (g_str_has_prefix (document->title, "样刊"));
  g_assert_cmpuint (strlen (document->title), <, 4096);
}

/* Given a text in one line, or one of very many, then all of it is kept, up to the number of blocks. */
static void
test_lines (void)
{
  g_autoptr(ZbDocument) one = read_repeated ("", "本周没有完的一行", G_MAXSIZE);
  g_autoptr(ZbDocument) empty = read_repeated ("甲", "\n", G_MAXSIZE);

  g_assert_cmpuint (one->blocks->len, ==, 1);
  g_assert_cmpuint (empty->blocks->len, ==, 1);
  assert_too_large ("", "甲\n");
  assert_too_large ("---\n", "title: 样刊\n");
  assert_too_large ("", "- - -\n");
}

/* Given bytes that are no text, or parts of one in an encoding that was cut, then each has its answer. */
static void
test_encodings (void)
{
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autofree char *zeros = g_malloc0 (ZB_DOCUMENT_MAX_TEXT_BYTES);
  g_autoptr(GBytes) nuls = g_bytes_new_static (zeros, ZB_DOCUMENT_MAX_TEXT_BYTES);
  g_autoptr(GBytes) surrogates = repeat ("", "\xed\xa0\x80", G_MAXSIZE);
  g_autoptr(GBytes) half = g_bytes_new_static ("\xff\xfe\x68\x54\xa5\x62\x34", 7);
  g_autoptr(GBytes) lone = g_bytes_new_static ("\xff\xfe\x68\x54\x00\xd8\xa5\x62", 8);
  /* 周报周报… in GB18030, with the first byte of another at the end. */
  g_autoptr(GBytes) cut = repeat ("\xd6", "\xdc\xb1\xa8\xd6", 1000);
  g_autoptr(ZbDocument) zero_document = read_one (nuls);
  g_autoptr(ZbDocument) half_document = read_one (half);
  g_autoptr(ZbDocument) cut_document = read_one (cut);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = NULL;

  assert_refused (nothing, ZB_DOCUMENT_ERROR_EMPTY);
  assert_refused (lone, ZB_DOCUMENT_ERROR_NOT_TEXT);
  g_assert_cmpuint (zero_document->blocks->len, ==, 0);
  assert_words (half_document, 0, "周报");
  g_assert_cmpuint (cut_document->blocks->len, ==, 1);
  /* Broken in every place, it may be taken for another encoding, but never for text that it is not. */
  documents = zb_document_read (surrogates, NULL, &error);
  g_assert_true (documents != NULL || error->domain == ZB_DOCUMENT_ERROR);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/tags", test_tags);
  g_test_add_func ("/hostile/depth", test_depth);
  g_test_add_func ("/hostile/attributes", test_attributes);
  g_test_add_func ("/hostile/long-names", test_long_names);
  g_test_add_func ("/hostile/long-page", test_long_page);
  g_test_add_func ("/hostile/long-link", test_long_link);
  g_test_add_func ("/hostile/long-base", test_long_base);
  g_test_add_func ("/hostile/long-next-page", test_long_next_page);
  g_test_add_func ("/hostile/nested-list", test_nested_list);
  g_test_add_func ("/hostile/attachments", test_attachments);
  g_test_add_func ("/hostile/broken-lines", test_broken_lines);
  g_test_add_func ("/hostile/feed-of-tags", test_feed_of_tags);
  g_test_add_func ("/hostile/brackets", test_brackets);
  g_test_add_func ("/hostile/short-lines", test_short_lines);
  g_test_add_func ("/hostile/emphasis", test_emphasis);
  g_test_add_func ("/hostile/entities", test_entities);
  g_test_add_func ("/hostile/lines", test_lines);
  g_test_add_func ("/hostile/encodings", test_encodings);
  return g_test_run ();
}
