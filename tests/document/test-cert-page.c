/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "page-fixture.h"

/* The pages of www.cert.org.cn: lists and articles. */

#define PAGE(content) "<!DOCTYPE html><html><head><meta charset=\"utf-8\"/></head><body>" content "</body></html>"
#define LIST(entries) PAGE ("<div class=\"con_list\"><ul class=\"waring_con\">" entries "</ul></div>" \
                            "<a href=\"/publish/main/44/index.html\">首页</a>" \
                            "<a href=\"/publish/main/44/index_3.html\">下一页</a>")

static void
assert_entry (GPtrArray  *documents,
              guint       position,
              const char *title,
              const char *url,
              const char *day)
{
  const ZbDocument *entry = g_ptr_array_index (documents, position);

  g_assert_cmpstr (entry->title, ==, title);
  g_assert_cmpstr (entry->url, ==, url);
  page_assert_day (entry, day);
  g_assert_cmpint (entry->refusal, ==, ZB_REFUSAL_TITLE_ONLY);
  g_assert_cmpstr (entry->next_page, ==, "https://www.cert.org.cn/publish/main/44/index_3.html");
  g_assert_cmpuint (entry->blocks->len, ==, 0);
}

/* Given the three ways in which entries name their address, then all are found, and the lines without one are not. */
static void
test_list (void)
{
  g_autoptr(GPtrArray) documents = page_read_all (
    LIST ("<li><span>[2026-04-03]</span><a href=\"javascript:void(0)\""
          " onclick='window.open(\"/publish/main/44/2026/a.html\")'>样刊-2026年第12期</a></li>\n"
          "<li><span>[2026-03-27]</span><a href=\"javascript:void(0)\" onclick=window.open(\"/publish/main/44/2026/1/1_.html\")>"
          "样刊-2026年第11期</a></li>"
          "<li><span>2026-03-20</span><a class=\"newslist_style\" href=\"/publish/main/44/2026/c.html\">样刊-2026年第10期</a></li>"
          "<li><span>[2026-03-13]</span><a href=\"#\">没有地址</a></li>"
          "<li><span>[2026-03-13]</span>没有链接</li>"));

  g_assert_cmpuint (documents->len, ==, 3);
  assert_entry (documents, 0, "样刊-2026年第12期", "https://www.cert.org.cn/publish/main/44/2026/a.html", "2026-04-03");
  assert_entry (documents, 1, "样刊-2026年第11期", "https://www.cert.org.cn/publish/main/44/2026/1/1_.html", "2026-03-27");
  assert_entry (documents, 2, "样刊-2026年第10期", "https://www.cert.org.cn/publish/main/44/2026/c.html", "2026-03-20");
}

/* Given an entry whose first anchors lead nowhere, and entries within an entry, then each is read once. */
static void
test_nested_list (void)
{
  g_autoptr(GPtrArray) documents = page_read_all (
    LIST ("<li><span><em>\n[2026-04-03]</em></span><a href=\"#\">图</a><a name=\"x\">标</a>"
          "<span><a href=\"/a.html\">样刊-2026年第12期</a></span>"
          "<ul><li><span>[2026-03-27]</span><a href=\"/b.html\">样刊-2026年第11期</a></li></ul></li>"
          "<li>没有日期的一行<ul><li><span>[2026-03-20]</span><a href=\"/c.html\">样刊-2026年第10期</a></li></ul></li>"));

  g_assert_cmpuint (documents->len, ==, 3);
  assert_entry (documents, 0, "样刊-2026年第12期", "https://www.cert.org.cn/a.html", "2026-04-03");
  assert_entry (documents, 1, "样刊-2026年第11期", "https://www.cert.org.cn/b.html", "2026-03-27");
  assert_entry (documents, 2, "样刊-2026年第10期", "https://www.cert.org.cn/c.html", "2026-03-20");
}

static void
test_empty_list (void)
{
  g_autoptr(ZbDocument) document = page_read (LIST (""));

  g_assert_cmpint (document->refusal, !=, ZB_REFUSAL_TITLE_ONLY);
}

/* Given another site's page that uses the same name for its text, then that is read. */
static void
test_no_list (void)
{
  page_assert_markdown (PAGE ("<div class=\"con_list\"><p>这一句话，是为测试而写的，说的是村口的那条河。</p>"
                              "<ul><li><a href=\"/a.html\">上一篇</a></li></ul></div>"),
                        "这一句话，是为测试而写的，说的是村口的那条河。\n\n- 上一篇");
}

#define ARTICLE(byline, content) \
  PAGE ("<h2 class=\"artil_tit\"><font color=>样刊-2026年第12期</font></h2><div class=\"artil_art\">" byline "</div>" \
        "<div class=\"artil_content\" ID=\"Content\">" content "</div>" \
        "<div class=\"foot\">网站地图 RSS订阅</div>")

/* Given an article that only links to a file, then it says so and names the file. */
static void
test_article_with_pdf (void)
{
  g_autoptr(ZbDocument) document = page_read (
    ARTICLE ("来源：CNCERT　时间：2026-04-03",
             "<p><p>&nbsp;&nbsp;<a href=\"/publish/main/upload/File/Weekly%2012.pdf\">样刊-2026年第12期</a> (点击下载)</p>"));

  g_assert_cmpstr (document->title, ==, "样刊-2026年第12期");
  page_assert_day (document, "2026-04-03");
  g_assert_cmpint (document->refusal, ==, ZB_REFUSAL_ATTACHMENT);
  g_assert_cmpuint (document->attachments->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (document->attachments, 0), ==,
                   "https://www.cert.org.cn/publish/main/upload/File/Weekly%2012.pdf");
}

/* Given a saved article that says where it was, then addresses are completed from there. */
static void
test_article_with_text (void)
{
  g_autoptr(ZbDocument) document = page_read (
    "<!-- saved from url=(0049)http://www.cert.org.cn/publish/main/44/2026/a.html -->\n"
    ARTICLE ("　时间：2026-06-01", "<p>&ldquo;这一句&rdquo;，是为测试写的。</p><p><a href=\"b.pdf\">附件</a></p>"));
  g_autofree char *markdown = zb_document_to_markdown (document);

  g_assert_cmpstr (document->url, ==, "http://www.cert.org.cn/publish/main/44/2026/a.html");
  page_assert_day (document, "2026-06-01");
  g_assert_cmpint (document->refusal, ==, ZB_REFUSAL_NONE);
  g_assert_cmpstr (markdown, ==,
                   "“这一句”，是为测试写的。\n\n[附件](http://www.cert.org.cn/publish/main/44/2026/b.pdf)");
}

static void
test_article_without_day (void)
{
  g_autoptr(ZbDocument) document = page_read (ARTICLE ("来源：CNCERT", "<p>这一句话，是为测试写的。</p>"));

  page_assert_day (document, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cert-page/list", test_list);
  g_test_add_func ("/cert-page/nested-list", test_nested_list);
  g_test_add_func ("/cert-page/empty-list", test_empty_list);
  g_test_add_func ("/cert-page/no-list", test_no_list);
  g_test_add_func ("/cert-page/article-with-pdf", test_article_with_pdf);
  g_test_add_func ("/cert-page/article-with-text", test_article_with_text);
  g_test_add_func ("/cert-page/article-without-day", test_article_without_day);
  return g_test_run ();
}
