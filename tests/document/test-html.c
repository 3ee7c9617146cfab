/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "page-fixture.h"

#include "document/zb-html-guard.h"

/* Web pages of any kind: what a reader sees, and nothing else. */

#define SENTENCE "这一句话，是为测试而写的，说的是村口的那条河。"

static void
test_paragraphs (void)
{
  page_assert_markdown ("<p>甲</p><p>乙</p>", "甲\n\n乙");
  page_assert_markdown ("<div>甲<div>乙</div>丙</div>", "甲\n\n乙\n\n丙");
  page_assert_markdown ("<section><section><span>甲</span></section></section>", "甲");
  /* Tags in capitals, and paragraphs that nobody ends. */
  page_assert_markdown ("<P>甲<P>乙<P>丙", "甲\n\n乙\n\n丙");
  page_assert_markdown ("<h2>标题</h2>正文", "## 标题\n\n正文");
}

/* Given tags in the middle of words, then the words stay whole. */
static void
test_inlines (void)
{
  page_assert_markdown ("<p><span leaf=\"\">共处</span><font>理</font>7<span>31</span>起<!-- 9 --></p>", "共处理731起");
  page_assert_markdown ("<p>甲<strong>乙</strong>丙</p>", "甲**乙**丙");
  page_assert_markdown ("<p>&#x5171;&#22788;&amp;&lt;</p>", "共处&\\<");
}

static void
test_blanks (void)
{
  page_assert_markdown ("<p>  one\n  two&nbsp; three　</p>", "one two three");
  /* The source's own lines are nobody's. */
  page_assert_markdown ("<p>网络\n安全</p>", "网络安全");
  page_assert_markdown ("<p>网络 安全</p>", "网络 安全");
  page_assert_markdown ("<p>　　甲\xe2\x80\x8b乙</p>", "甲乙");
}

static void
test_hidden (void)
{
  page_assert_markdown ("<p>甲<span style=\"color:red; display : none\">乙</span><span hidden>丙</span>丁</p>", "甲丁");
  page_assert_markdown ("<script>var a = '甲';</script><style>乙</style><noscript>丙</noscript><p>丁</p>", "丁");
  page_assert_markdown ("<p><del>甲</del><s>乙</s><span style=\"text-decoration:line-through\">丙</span>丁</p>", "丁");
  page_assert_markdown ("<p>甲</p><template>乙</template><svg><text>丙</text></svg><iframe>丁</iframe>", "甲");
}

static void
test_breaks (void)
{
  page_assert_markdown ("<p>本周一节<br>第二行</p>", "本周一节\n\n第二行");
  /* A line that was full goes on in the next. */
  page_assert_markdown ("<p>这一行写得很长，长到编辑器把它从中间<br/>断成了两行，读的人不会觉得它是两段。</p>",
                        "这一行写得很长，长到编辑器把它从中间断成了两行，读的人不会觉得它是两段。");
  /* But not where a sentence ends, behind an empty line, or where a heading or an entry follows. */
  page_assert_markdown ("<p>这一行写得很长，长到足够被当作一整行了。<br>下一段，开始了。</p>",
                        "这一行写得很长，长到足够被当作一整行了。\n\n下一段，开始了。");
  page_assert_markdown ("<p>这一行写得很长，长到足够被当作一整行了<br><br>下一段，开始了。</p>",
                        "这一行写得很长，长到足够被当作一整行了\n\n下一段，开始了。");
  page_assert_markdown ("<p>这一行写得很长，长到足够被当作一整行了<br>某某情况</p>",
                        "这一行写得很长，长到足够被当作一整行了\n\n某某情况");
  page_assert_markdown ("<p>这一行写得很长，长到足够被当作一整行了<br>2、第二条，如此。</p>",
                        "这一行写得很长，长到足够被当作一整行了\n\n2、第二条，如此。");
  page_assert_markdown ("<p>没有标点的标题写得再长也不会在下一行接着写<br>正文，如此。</p>",
                        "没有标点的标题写得再长也不会在下一行接着写\n\n正文，如此。");
}

static void
test_links (void)
{
  page_assert_markdown ("<p>见<a href=\"https://a.example/?x=1&amp;y=2\">此<b>处</b></a>。</p>",
                        "见[此](https://a.example/?x=1&y=2)**[处](https://a.example/?x=1&y=2)**。");
  /* A script's call is no address. */
  page_assert_markdown ("<p><a href=\"javascript:void(0);\">此处</a></p>", "此处");
}

static void
test_relative_links (void)
{
  page_assert_markdown ("<!-- saved from url=(0030)https://a.example/dir/page.html -->\n"
                        "<html><body><p><a href=\"../b.html\">此处</a></p></body></html>",
                        "[此处](https://a.example/b.html)");
}

static void
test_lists (void)
{
  page_assert_markdown ("<ul><li>甲</li><li><p>乙</p><p>丙</p></li></ul><p>丁</p>", "- 甲\n\n- 乙\n\n丙\n\n丁");
  /* The dot of WeChat's lists is text. */
  page_assert_markdown ("<p>●甲</p><p>● <a href=\"https://a.example/\">乙</a></p>", "- 甲\n\n- [乙](https://a.example/)");
}

/* Given raised numbers, then they do not look like digits of the number before them. */
static void
test_raised_numbers (void)
{
  page_assert_markdown ("<p>甲495<sup>1</sup>起，10<sup><b>4</b></sup>，5<sup><a href=\"#n\">23</a></sup>。</p>",
                        "甲495¹起，10⁴，5²³。");
  page_assert_markdown ("<p>甲495<sup>[1]</sup>起，<sup>注</sup>，<sup>1234</sup><sup></sup>，<sup>1<i>a</i></sup>。</p>",
                        "甲495\\[1\\]起，注，1234，1a。");
}

static void
test_tables (void)
{
  page_assert_markdown ("<table><tr><th>类别</th><th>数量</th></tr><tr><td><p>甲</p></td><td>1<br>2</td></tr>"
                        "<tr><td></td><td><b>3</b></td></tr></table><p>乙</p>",
                        "| 类别 | 数量 |\n|---|---|\n| 甲 | 1 2 |\n|  | **3** |\n\n乙");
  /* A table of one column, or one that holds pictures or another table, places a text. */
  page_assert_markdown ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", "甲\n\n乙");
  page_assert_markdown ("<table><tr><td>甲</td><td><table><tr><td>乙</td></tr></table></td></tr></table>", "甲\n\n乙");
}

static void
test_pictures (void)
{
  g_autoptr(ZbDocument) document =
    page_read ("<p>甲<img data-src=\"https://p.example/1?a=b&amp;c=d\" src=\"./页_files/640\">乙</p>"
               "<p><img src=\"https://p.example/2\"></p><p>丙</p><img src=\"\"><img>");
  const ZbBlock *image;
  g_autofree char *markdown = zb_document_to_markdown (document);

  /* One in the middle of a sentence does not end it. */
  g_assert_cmpstr (markdown, ==, "甲乙\n\n![](https://p.example/1?a=b&c=d)\n\n![](https://p.example/2)\n\n丙");
  image = g_ptr_array_index (document->blocks, 1);
  g_assert_cmpstr (image->image_file, ==, "./页_files/640");
  image = g_ptr_array_index (document->blocks, 2);
  g_assert_null (image->image_file);
}

/* Given a page that holds its pictures itself, then their bytes are kept, but not those of placeholders. */
static void
test_embedded_pictures (void)
{
  g_autofree guchar *data = g_malloc0 (3000);
  g_autofree char *code = g_base64_encode (data, 3000);
  g_autofree char *page = g_strdup_printf ("<p>甲</p><img src=\"data:image/png;base64,%s\">"
                                           "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">", code);
  g_autoptr(ZbDocument) document = page_read (page);
  const ZbBlock *image;

  g_assert_cmpuint (document->blocks->len, ==, 2);
  image = g_ptr_array_index (document->blocks, 1);
  g_assert_cmpstr (image->image, ==, "embedded:1");
  g_assert_cmpuint (g_hash_table_size (document->pictures), ==, 1);
  g_assert_cmpuint (g_bytes_get_size (g_hash_table_lookup (document->pictures, "embedded:1")), ==, 3000);
}

/* Given a page of menus, a text and other texts' names, then the text is what is left. */
static void
test_main_part (void)
{
  page_assert_markdown ("<body><nav><a href=\"/\">首页</a></nav><div id=\"top\"><ul><li><a>新闻</a></li></ul></div>"
                        "<div id=\"a\"><h1>题目</h1><div><p>" SENTENCE "</p><p>短句</p><p>" SENTENCE "</p></div></div>"
                        "<div class=\"related\"><p>另一篇文章的第一句话，不属于这里。</p></div>"
                        "<footer>版权所有，未经许可，不得转载，违者必究。</footer></body>",
                        "# 题目\n\n" SENTENCE "\n\n短句\n\n" SENTENCE);
  /* Not even where the text is short and lies beside them. */
  page_assert_markdown ("<body><div><div class=\"article\"><h1>题目</h1><div><p>" SENTENCE "</p></div></div>"
                        "<div class=\"related\"><ul><li><a href=\"/1\">另一篇</a></li></ul></div></div></body>",
                        "# 题目\n\n" SENTENCE);
  page_assert_markdown ("<body><div class=\"photo-list\"><p>" SENTENCE SENTENCE SENTENCE "</p></div><div class=\"hot-list\"><p>" SENTENCE
                        "</p></div><div class=\"right\"><p>" SENTENCE "</p></div></body>", SENTENCE SENTENCE SENTENCE);
  /* Where everything is called a comment, nothing is left out. */
  page_assert_markdown ("<body><div class=\"comment-page\"><p>" SENTENCE "</p></div><p>又一句话，也是为测试写的。</p></body>",
                        SENTENCE "\n\n又一句话，也是为测试写的。");
}

static void
test_title (void)
{
  g_autoptr(ZbDocument) first =
    page_read ("<head><title>题目 - 某站</title></head><body><h2>小标题</h2><h1>题 目</h1><p>" SENTENCE "</p></body>");
  g_autoptr(ZbDocument) second =
    page_read ("<head><meta property=\"og:title\" content=\"真题目\"><title>题目 - 某站</title></head>"
               "<body><p>" SENTENCE "</p></body>");
  g_autoptr(ZbDocument) third = page_read ("<title>题目 - 某站</title><p>" SENTENCE "</p>");

  g_assert_cmpstr (first->title, ==, "题 目");
  g_assert_cmpstr (second->title, ==, "真题目");
  g_assert_cmpstr (third->title, ==, "题目 - 某站");
}

static void
test_day (void)
{
  static const char *const pages[] = {
    "<div class=\"info\">时间:2014-02-17 15:42来源:某处 作者:佚名 点击:</div><p>" SENTENCE "</p>",
    "<div><small>时间:</small>2014-02-17 15:42<small>来源:</small>某处</div><p>" SENTENCE "</p>",
    "<span>发布日期：</span><b>2014年2月17日</b><p>" SENTENCE "</p>",
    "<time datetime=\"2014-02-17T08:00:00+08:00\">昨天</time><p>" SENTENCE "</p>",
    "<meta property=\"article:published_time\" content=\"2014-02-17T08:00:00+08:00\"><p>" SENTENCE "</p>",
    "<p>更新时间：2014/2/17</p><p>" SENTENCE "</p>",
  };
  g_autoptr(ZbDocument) without = page_read ("<p>时间：昨天</p><p>2014-02-17，" SENTENCE "</p>");

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(ZbDocument) document = page_read (pages[i]);

      g_test_message ("%s", pages[i]);
      page_assert_day (document, "2014-02-17");
    }
  page_assert_day (without, NULL);
}

/* Given a page in the encoding of older Chinese sites, whatever it says of itself, then it is read. */
static void
test_encoding (void)
{
  static const char page[] = "<html><head><meta charset=\"utf-8\"></head><body><p>" SENTENCE "</p></body></html>";
  gsize length;
  g_autofree char *encoded = g_convert (page, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (encoded, length);
  g_autoptr(GPtrArray) documents = zb_document_read (bytes, "page.html", NULL);
  g_autofree char *text = zb_document_to_text (g_ptr_array_index (documents, 0));

  g_assert_cmpstr (text, ==, SENTENCE);
  page_assert_markdown ("\xef\xbb\xbf<meta charset=\"gb2312\"><p>" SENTENCE "</p>", SENTENCE);
}

/* A tag with @n attributes behind @start. */
static char *
make_long_tag (const char *start,
               guint       n)
{
  GString *page = g_string_new (start);

  g_string_append (page, "<p");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (page, " a%u", i);
  g_string_append (page, ">\"'甲</p>");
  return g_string_free (page, FALSE);
}

/* Given a tag that would take libxml2 minutes, wherever it hides, then the page is refused. */
static void
test_guard (void)
{
  static const char *const starts[] = {
    "", "<!-- <p a=\" -->", "<!-- <p a=' --><p>", "<?x <p a=\" ?>", "</p <p a=\" >", "<p \"x=\" >", "<p a\"b=\" >",
    "<title><p a='1'>", "<p/><p a=1/b=\" >", "<p /\">", "<script></SCRIPT\">", "<1 a=\">", "< a=\">", "<!x a=\">",
  };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autofree char *page = make_long_tag (starts[i], 20000);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", starts[i]);
      g_assert_false (zb_html_guard (page, strlen (page), &error));
      g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE);
    }
}

/* Given a page as large as WeChat's, with scripts full of signs, then it is read. */
static void
test_no_guard (void)
{
  g_autofree char *page = make_long_tag ("<p>乙</p>", 500);
  g_autoptr(GString) script = g_string_new ("<p>甲</p><script>");

  for (guint i = 0; i < 20000; i++)
    g_string_append (script, "if (a<b && c > 'd \\' e') f = \"<g h='i' \" + j;");
  page_assert_markdown (page, "乙\n\n\"'甲");
  page_assert_markdown (script->str, "甲");
}

/* Given a page whose own address is none of the web, then its links are as printed. */
static void
test_strange_base (void)
{
  static const char *const bases[] = { "http:.", "http:.///", "//h", "x", "file:///home/x.html", "http://h", "http://",
                                       "http://;//", "http://h;x/" };
  static const char *const links[] = { ".//", "x", "//", "?", "#:", "/.//", "..//..", "[]", "../x", "//;" };

  for (guint i = 0; i < G_N_ELEMENTS (bases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (links); j++)
      {
        g_autofree char *text = g_strdup_printf ("<meta property=\"og:url\" content=\"%s\"><p>" SENTENCE
                                                 "<a href=\"%s\">甲</a></p>", bases[i], links[j]);
        g_autoptr(ZbDocument) document = page_read (text);
        const ZbBlock *block = g_ptr_array_index (document->blocks, 0);
        const ZbRun *run = g_ptr_array_index (block->runs, block->runs->len - 1);

        g_assert_cmpstr (run->text, ==, "甲");
        if (!zb_is_web_address (bases[i]))
          g_assert_cmpstr (run->link, ==, links[j]);
      }
}

/* Given a table that ends with empty cells, then the paragraph behind it has none. */
static void
test_empty_cells (void)
{
  g_autoptr(ZbDocument) document = page_read ("<table><tr><td>甲</td><td>乙</td></tr><tr><td></td><td></td></tr></table>"
                                              "<p>" SENTENCE "</p>");
  const ZbBlock *block = g_ptr_array_index (document->blocks, 1);

  g_assert_cmpuint (document->blocks->len, ==, 2);
  g_assert_cmpint (block->kind, ==, ZB_BLOCK_PARAGRAPH);
  g_assert_cmpuint (block->n_cells, ==, 0);
}

/* Given nothing that can be read, then there is a document, and it is empty. */
static void
test_nothing (void)
{
  page_assert_refusal ("<!doctype html>", ZB_REFUSAL_EMPTY);
  page_assert_refusal ("<html></html>", ZB_REFUSAL_EMPTY);
  page_assert_refusal ("<script>甲</script>", ZB_REFUSAL_EMPTY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/html/paragraphs", test_paragraphs);
  g_test_add_func ("/html/inlines", test_inlines);
  g_test_add_func ("/html/blanks", test_blanks);
  g_test_add_func ("/html/hidden", test_hidden);
  g_test_add_func ("/html/breaks", test_breaks);
  g_test_add_func ("/html/links", test_links);
  g_test_add_func ("/html/relative-links", test_relative_links);
  g_test_add_func ("/html/lists", test_lists);
  g_test_add_func ("/html/raised-numbers", test_raised_numbers);
  g_test_add_func ("/html/tables", test_tables);
  g_test_add_func ("/html/pictures", test_pictures);
  g_test_add_func ("/html/embedded-pictures", test_embedded_pictures);
  g_test_add_func ("/html/main-part", test_main_part);
  g_test_add_func ("/html/title", test_title);
  g_test_add_func ("/html/day", test_day);
  g_test_add_func ("/html/encoding", test_encoding);
  g_test_add_func ("/html/guard", test_guard);
  g_test_add_func ("/html/no-guard", test_no_guard);
  g_test_add_func ("/html/strange-base", test_strange_base);
  g_test_add_func ("/html/empty-cells", test_empty_cells);
  g_test_add_func ("/html/nothing", test_nothing);
  return g_test_run ();
}
