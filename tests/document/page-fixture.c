/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "page-fixture.h"

#include "bulletin/zb-period.h"

/**
 * page_read_all:
 *
 * Returns: (transfer full) (element-type ZbDocument): what a file with this text holds.
 */
GPtrArray *
page_read_all (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;
  GPtrArray *documents = zb_document_read (bytes, NULL, &error);

  g_assert_no_error (error);
  return documents;
}

/**
 * page_read:
 *
 * Returns: (transfer full): the one document that a file with this text holds.
 */
ZbDocument *
page_read (const char *text)
{
  g_autoptr(GPtrArray) documents = page_read_all (text);

  g_assert_cmpuint (documents->len, ==, 1);
  return zb_document_ref (g_ptr_array_index (documents, 0));
}

/**
 * page_assert_markdown:
 *
 * Given a page, when it is read, then its blocks are @expected in Markdown.
 */
void
page_assert_markdown (const char *text,
                      const char *expected)
{
  g_autoptr(ZbDocument) document = page_read (text);
  g_autofree char *markdown = zb_document_to_markdown (document);

  g_assert_cmpstr (markdown, ==, expected);
}

/**
 * page_assert_day:
 * @expected: (nullable): "2024-07-12", or %NULL for none
 */
void
page_assert_day (const ZbDocument *document,
                 const char       *expected)
{
  g_autofree char *day = g_date_valid (&document->published) ? zb_date_dup_iso (&document->published) : NULL;

  g_assert_cmpstr (day, ==, expected);
}

/**
 * page_assert_refusal:
 *
 * Given a page, when it is read, then it is this refusal, and nothing of it is a text.
 */
void
page_assert_refusal (const char *text,
                     ZbRefusal   refusal)
{
  g_autoptr(ZbDocument) document = page_read (text);

  g_test_message ("%s", text);
  g_assert_cmpint (document->refusal, ==, refusal);
  g_assert_true (document->blocks->len == 0 || refusal == ZB_REFUSAL_UNKNOWN_PAGE);
}

/**
 * page_assert_error:
 *
 * Given a file that cannot be read, then that is for the reason @code, and the user is told more.
 */
void
page_assert_error (const char      *text,
                   ZbDocumentError  code)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(GError) error = NULL;

  g_assert_null (zb_document_read (bytes, NULL, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

/**
 * page_assert_words:
 * @expected: the words of all blocks
 */
void
page_assert_words (const ZbDocument *document,
                   const char       *expected)
{
  g_autofree char *words = zb_document_to_text (document);

  g_assert_cmpstr (words, ==, expected);
}

/**
 * page_dup_outline:
 *
 * Returns: (transfer full): one line for each block: "h1 ", "p ", "li ", "tr " and its words, with "|"
 *   between cells.
 */
char *
page_dup_outline (const ZbDocument *document)
{
  GString *outline = g_string_new (NULL);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);
      g_autofree char *text = zb_block_dup_text (block);

      if (block->kind == ZB_BLOCK_HEADING)
        g_string_append_printf (outline, "h%u ", block->level);
      else
        g_string_append (outline, block->kind == ZB_BLOCK_LIST_ITEM   ? "li "
                                  : block->kind == ZB_BLOCK_TABLE_ROW ? "tr "
                                                                      : "p ");
      g_string_append_printf (outline, "%s\n", g_strdelimit (text, "\t", '|'));
    }
  return g_string_free (outline, FALSE);
}

/**
 * page_repeat:
 *
 * Returns: (transfer full): @text, @n times.
 */
char *
page_repeat (const char *text,
             guint       n)
{
  GString *repeated = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (repeated, text);
  return g_string_free (repeated, FALSE);
}
