/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "document/zb-document.h"
#include "document/zb-markdown.h"

static void
test_unreadable (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("", 0);
  g_autoptr(GError) error = NULL;

  g_assert_null (zb_document_read (bytes, NULL, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_EMPTY);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static GBytes *
repeat (const char *line,
        guint       n)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, line);
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static void
test_too_many_blocks (void)
{
  g_autoptr(GBytes) most = repeat ("# 甲\n", ZB_DOCUMENT_MAX_BLOCKS);
  g_autoptr(GBytes) headings = repeat ("# 甲\n", ZB_DOCUMENT_MAX_BLOCKS + 1);
  g_autoptr(GBytes) images = repeat ("![](a)", ZB_DOCUMENT_MAX_BLOCKS + 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = zb_document_read (most, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (documents->len, ==, 1);
  g_assert_null (zb_document_read (headings, NULL, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (zb_document_read (images, NULL, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

/* Given a document, when it is written as Markdown and read again, then it is the same. */
static void
test_markdown_comes_back (void)
{
  static const char text[] =
    "# 标题\n\n甲[乙](http://u?a=1&b=2)丙**丁**\n\n## 小标题\n\n- 一\n\n- [二](https://v)\n\n![](http://i)\n\n末";
  g_autoptr(ZbDocument) document = zb_markdown_read (text, strlen (text));
  g_autofree char *markdown = zb_document_to_markdown (document);
  g_autofree char *words = zb_document_to_text (document);

  g_assert_cmpstr (markdown, ==, text);
  g_assert_cmpstr (words, ==, "标题\n\n甲乙丙丁\n\n小标题\n\n一\n\n二\n\n末");
}

/* Given words that look like signs, and an address that is none, when they are written as
 * Markdown, then they are words. */
static void
test_markdown_is_escaped (void)
{
  static const char text[] = "\\# 甲\\*\\*乙\\*\\* [丙](javascript:x) \\<b>";
  g_autoptr(ZbDocument) document = zb_markdown_read (text, strlen (text));
  g_autofree char *markdown = zb_document_to_markdown (document);

  g_assert_cmpstr (markdown, ==, "\\# 甲\\*\\*乙\\*\\* 丙 \\<b\\>");
}

static void
test_block_copy (void)
{
  g_autoptr(ZbBlock) block = zb_block_new (ZB_BLOCK_HEADING);
  g_autoptr(ZbBlock) copy = NULL;
  g_autofree char *text = NULL;
  const ZbRun *run;

  block->level = 3;
  zb_block_add_run (block, "甲乙", strlen ("甲"), "http://u", TRUE);
  zb_block_add_run (block, "", -1, NULL, FALSE);
  zb_block_add_run (block, "丙", -1, NULL, FALSE);
  copy = zb_block_copy (block);
  g_clear_pointer (&block, zb_block_free);

  g_assert_cmpuint (copy->level, ==, 3);
  g_assert_cmpuint (copy->runs->len, ==, 2);
  run = g_ptr_array_index (copy->runs, 0);
  g_assert_cmpstr (run->text, ==, "甲");
  g_assert_cmpstr (run->link, ==, "http://u");
  g_assert_true (run->strong);
  text = zb_block_dup_text (copy);
  g_assert_cmpstr (text, ==, "甲丙");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/document/unreadable", test_unreadable);
  g_test_add_func ("/document/too-many-blocks", test_too_many_blocks);
  g_test_add_func ("/document/markdown-comes-back", test_markdown_comes_back);
  g_test_add_func ("/document/markdown-is-escaped", test_markdown_is_escaped);
  g_test_add_func ("/document/block-copy", test_block_copy);
  return g_test_run ();
}
