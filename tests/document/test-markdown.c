/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "bulletin/zb-period.h"
#include "document/zb-markdown.h"

/* One line for each block: what it is, then its words: "h2|…", "p|…", "-|…", "i|…". Links stand as
 * {words→address}, strong words as <words>. */
static char *
describe (const ZbDocument *document)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      if (block->kind == ZB_BLOCK_HEADING)
        g_string_append_printf (text, "h%u|", block->level);
      else if (block->kind == ZB_BLOCK_IMAGE)
        g_string_append_printf (text, "i|%s", block->image);
      else
        g_string_append (text, block->kind == ZB_BLOCK_LIST_ITEM ? "-|" : "p|");
      for (guint j = 0; j < block->runs->len; j++)
        {
          const ZbRun *run = g_ptr_array_index (block->runs, j);

          g_string_append (text, run->strong ? "<" : "");
          if (run->link != NULL)
            g_string_append_printf (text, "{%s→%s}", run->text, run->link);
          else
            g_string_append (text, run->text);
          g_string_append (text, run->strong ? ">" : "");
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_blocks (const char *markdown,
               const char *expected)
{
  g_autoptr(ZbDocument) document = zb_markdown_read (markdown, strlen (markdown));
  g_autofree char *blocks = describe (document);

  g_assert_cmpstr (blocks, ==, expected);
}

static void
test_front_matter (void)
{
  static const char text[] =
    "---\n"
    "title: 周报: 第1期（1月1日-1月7日）\n"
    "url: https://example.com/s?a=b&c=d#rd\n"
    "source: Somebody's \"feed\"\n"
    "date: 2024-01-12\n"
    "fetch_date: 2025-10-06T17:44:45.130874\n"
    "---\n"
    "\n"
    "文字\n";
  g_autoptr(ZbDocument) document = zb_markdown_read (text, strlen (text));
  g_autofree char *blocks = describe (document);
  g_autofree char *published = zb_date_dup_iso (&document->published);

  g_assert_cmpstr (document->title, ==, "周报: 第1期（1月1日-1月7日）");
  g_assert_cmpstr (document->url, ==, "https://example.com/s?a=b&c=d#rd");
  g_assert_cmpstr (document->account, ==, "Somebody's \"feed\"");
  g_assert_cmpstr (published, ==, "2024-01-12");
  g_assert_cmpstr (blocks, ==, "p|文字");
}

static void
test_front_matter_odd (void)
{
  static const char text[] =
    "---\r\n"
    "title: \r\n"
    "url:https://no.blank\r\n"
    "date: yesterday\r\n"
    "source:  甲乙  \r\n"
    "no key at all\r\n"
    "title: 后来的\r\n"
    "---\r\n"
    "文字\r\n";
  g_autoptr(ZbDocument) document = zb_markdown_read (text, strlen (text));
  g_autofree char *blocks = describe (document);

  g_assert_cmpstr (document->title, ==, "后来的");
  g_assert_null (document->url);
  g_assert_cmpstr (document->account, ==, "甲乙");
  g_assert_false (g_date_valid (&document->published));
  g_assert_cmpstr (blocks, ==, "p|文字");
}

/* Given a file that broke off within its head, then what is there is known and is no text. */
static void
test_front_matter_cut (void)
{
  static const char text[] = "---\ntitle: 网络安全信息与动态周报2024年第1期\nurl: https://exa";
  g_autoptr(ZbDocument) document = zb_markdown_read (text, strlen (text));

  g_assert_cmpstr (document->title, ==, "网络安全信息与动态周报2024年第1期");
  g_assert_cmpuint (document->blocks->len, ==, 0);
}

/* Given a rule at the start and no end of a head, then it was a rule. */
static void
test_front_matter_is_a_rule (void)
{
  g_autoptr(GString) text = g_string_new ("---\n\n");

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "第%u段\n\n", i);
  {
    g_autoptr(ZbDocument) document = zb_markdown_read (text->str, text->len);

    g_assert_cmpuint (document->blocks->len, ==, 201);
  }
}

static void
test_paragraphs (void)
{
  assert_blocks ("甲\n\n乙\n丙\n\n\n\n丁", "p|甲\np|乙丙\np|丁");
  assert_blocks ("甲\r\n\r\n乙\r\n丙\r\n", "p|甲\np|乙丙");
  assert_blocks ("one\ntwo\n\n三\nfour\n五", "p|one two\np|三four五");
  assert_blocks ("甲  \n乙\n\n丙", "p|甲\np|乙\np|丙");
  assert_blocks ("  甲\t\n\n  \t \n\n> 乙", "p|甲\np| 乙");
  assert_blocks ("", "");
  assert_blocks ("\n\n \n", "");
}

/* Given a text without any empty line, then each of its lines is a paragraph. */
static void
test_plain_lines (void)
{
  assert_blocks ("甲\n乙\n丙\n", "p|甲\np|乙\np|丙");
  assert_blocks ("\n\n甲\n乙\n\n\n", "p|甲\np|乙");
  assert_blocks ("---\ntitle: 子\n---\n\n甲\n乙\n", "p|甲\np|乙");
}

static void
test_headings (void)
{
  assert_blocks ("# 甲\n乙\n\n##   丙  \n###### 丁", "h1|甲\np|乙\nh2|丙\nh6|丁");
  assert_blocks ("#甲\n\n####### 乙\n\n#", "p|#甲\np|####### 乙\np|#");
}

static void
test_bullets (void)
{
  assert_blocks ("●甲\n●[乙](u)\n\n• 丙\n- 丁\n* 戊\n+ 己",
                 "-|甲\n-|{乙→u}\n-| 丙\n-|丁\n-|戊\n-|己");
  assert_blocks ("-甲\n\n*乙*\n\n—— 丙", "p|-甲\np|*乙*\np|—— 丙");
}

static void
test_images (void)
{
  assert_blocks ("![](http://a/1)![](http://a/2)![x]( http://a/3 )",
                 "i|http://a/1\ni|http://a/2\ni|http://a/3");
  assert_blocks ("甲![](a)乙", "p|甲\ni|a\np|乙");
  assert_blocks ("![cover_image](c)\n\n![](a \"图\")\n\n![]()", "i|a\ni|");
  assert_blocks ("[![](a)](b)[![图](c)](d \"e\")甲", "i|a\ni|c\np|甲");
  assert_blocks ("[![](a) 甲", "p|[\ni|a\np| 甲");
}

static void
test_links (void)
{
  assert_blocks ("甲[乙](http://x?a=1&b=2#c)丙", "p|甲{乙→http://x?a=1&b=2#c}丙");
  assert_blocks ("[甲](u \"a title\")[乙](v)", "p|{甲→u}{乙→v}");
  assert_blocks ("[【甲】[1]](u)", "p|{【甲】[1]→u}");
  assert_blocks ("**[甲](u)**[**乙**](v)", "p|<{甲→u}><{乙→v}>");
}

static void
test_links_that_are_none (void)
{
  assert_blocks ("[甲", "p|[甲");
  assert_blocks ("[甲]", "p|[甲]");
  assert_blocks ("[甲](u", "p|[甲](u");
  assert_blocks ("甲](u)", "p|甲](u)");
  assert_blocks ("[[[[甲](u)", "p|[[[{甲→u}");
  assert_blocks ("[发布地址:http://x?a=4]。见[乙](v)", "p|[发布地址:http://x?a=4]。见{乙→v}");
  assert_blocks ("\\[甲\\](u)", "p|[甲](u)");
  assert_blocks ("[甲\\]乙](u)", "p|{甲]乙→u}");
  assert_blocks ("![甲", "p|![甲");
}

static void
test_strong (void)
{
  assert_blocks ("甲**乙**丙", "p|甲<乙>丙");
  assert_blocks ("****甲****", "p|甲");
  assert_blocks ("甲**乙", "p|甲<乙>");
  assert_blocks ("a\\*\\*b\\_c\\d", "p|a**b_c\\d");
}

/* Given a line with an old program's line end in it, then a blank stands there. */
static void
test_old_line_ends (void)
{
  assert_blocks ("甲\r乙\r\n丙\v丁\n\n戊\r\n", "p|甲 乙丙 丁\np|戊");
  assert_blocks ("[甲\r乙](http://u)**丙\r丁**\n\n| 甲\r乙 | 丙 |\n", "p|{甲 乙→http://u}<丙 丁>\np|甲 乙丙");
}

static void
test_many_open_brackets (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (text, '[');
  g_string_append (text, "甲](u)");
  {
    g_autoptr(ZbDocument) document = zb_markdown_read (text->str, text->len);
    const ZbBlock *block = g_ptr_array_index (document->blocks, 0);

    g_assert_cmpuint (document->blocks->len, ==, 1);
    g_assert_cmpstr (((ZbRun *) g_ptr_array_index (block->runs, 1))->link, ==, "u");
    words = zb_block_dup_text (block);
    g_assert_cmpuint (strlen (words), ==, 100000 - 1 + strlen ("甲"));
  }
}

/* Given a table, then its rows are blocks, and its rule is none; a table of one column only places a text. */
static void
test_tables (void)
{
  g_autoptr(ZbDocument) document = zb_markdown_read ("前\n| 类别 | 数量 |\n|---|:-:|\n| **甲** | 1,305 |\n|  | [乙](https://a) \\| |\n后\n\n| 丙 |\n",
                                                     strlen ("前\n| 类别 | 数量 |\n|---|:-:|\n| **甲** | 1,305 |\n|  | [乙](https://a) \\| |\n后\n\n| 丙 |\n"));
  g_autofree char *markdown = zb_document_to_markdown (document);
  const ZbBlock *row;

  g_assert_cmpstr (markdown, ==, "前\n\n| 类别 | 数量 |\n|---|---|\n| **甲** | 1,305 |\n|  | [乙](https://a) \\| |\n\n后\n\n丙");
  row = g_ptr_array_index (document->blocks, 2);
  g_assert_cmpint (row->kind, ==, ZB_BLOCK_TABLE_ROW);
  g_assert_cmpuint (row->n_cells, ==, 2);
}

#define HEADING "某某情况的一个小标题"
#define SENTENCE "这是一句话，它有好几个字，"

/* Given a text with few empty lines, as what is copied from a page, then headings and sentences part it. */
static void
test_few_gaps (void)
{
  assert_blocks ("某某周报的题目\n" HEADING "\n" SENTENCE SENTENCE "完。\n\n" HEADING "\n" SENTENCE SENTENCE "完。\n" SENTENCE "完。\n",
                 "p|某某周报的题目\np|" HEADING "\np|" SENTENCE SENTENCE "完。\np|" HEADING "\np|" SENTENCE SENTENCE
                 "完。\np|" SENTENCE "完。");
  /* A line end within a sentence ends nothing. */
  assert_blocks ("甲\n\n" SENTENCE SENTENCE "共\n368\n起。", "p|甲\np|" SENTENCE SENTENCE "共368起。");
  /* Lines that begin alike are entries. */
  assert_blocks ("甲\n\n某某周报第一期\n某某周报第二期", "p|甲\np|某某周报第一期\np|某某周报第二期");
}

/* Given lines that a program has wrapped, then they are joined, with and without empty lines. */
static void
test_wrapped_lines (void)
{
  assert_blocks (HEADING "\n" SENTENCE "它在\n这里继续下去而且没有什么别的\n意思。\n" SENTENCE "完。",
                 "p|" HEADING "\np|" SENTENCE "它在这里继续下去而且没有什么别的意思。\np|" SENTENCE "完。");
  assert_blocks ("甲\n\n国家某某中心某某部门某某处\n共处理某某事件，一共是三百\n六十八起。",
                 "p|甲\np|国家某某中心某某部门某某处共处理某某事件，一共是三百六十八起。");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/markdown/front-matter", test_front_matter);
  g_test_add_func ("/markdown/front-matter/odd", test_front_matter_odd);
  g_test_add_func ("/markdown/front-matter/cut", test_front_matter_cut);
  g_test_add_func ("/markdown/front-matter/is-a-rule", test_front_matter_is_a_rule);
  g_test_add_func ("/markdown/paragraphs", test_paragraphs);
  g_test_add_func ("/markdown/plain-lines", test_plain_lines);
  g_test_add_func ("/markdown/headings", test_headings);
  g_test_add_func ("/markdown/bullets", test_bullets);
  g_test_add_func ("/markdown/images", test_images);
  g_test_add_func ("/markdown/links", test_links);
  g_test_add_func ("/markdown/links-that-are-none", test_links_that_are_none);
  g_test_add_func ("/markdown/strong", test_strong);
  g_test_add_func ("/markdown/old-line-ends", test_old_line_ends);
  g_test_add_func ("/markdown/many-open-brackets", test_many_open_brackets);
  g_test_add_func ("/markdown/tables", test_tables);
  g_test_add_func ("/markdown/few-gaps", test_few_gaps);
  g_test_add_func ("/markdown/wrapped-lines", test_wrapped_lines);
  return g_test_run ();
}
