/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-document.h"

#include <string.h>

/* Words are words: what would be a sign of Markdown, or a tag, is escaped. */
static void
append_markdown_words (GString    *text,
                       const char *words,
                       gboolean    at_line_start)
{
  if (at_line_start && *words != '\0' && strchr ("#-+>", *words) != NULL)
    g_string_append_c (text, '\\');
  for (const char *p = words; *p != '\0'; p++)
    {
      if (strchr ("\\`*_[]<>|", *p) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p);
    }
}

static void
append_markdown_run (GString     *text,
                     const ZbRun *run,
                     gboolean     at_line_start)
{
  if (run->strong)
    g_string_append (text, "**");
  if (zb_is_web_address (run->link))
    g_string_append_c (text, '[');
  append_markdown_words (text, run->text, at_line_start);
  if (zb_is_web_address (run->link))
    g_string_append_printf (text, "](%s)", run->link);
  if (run->strong)
    g_string_append (text, "**");
}

static void
append_markdown_row (GString       *text,
                     const ZbBlock *block)
{
  guint n_run = 0;

  for (guint cell = 0; cell < block->n_cells; cell++)
    {
      g_string_append (text, "| ");
      for (; n_run < block->runs->len; n_run++)
        {
          const ZbRun *run = g_ptr_array_index (block->runs, n_run);

          if (run->cell > cell)
            break;
          append_markdown_run (text, run, FALSE);
        }
      g_string_append_c (text, ' ');
    }
  g_string_append_c (text, '|');
}

/* A table's first row is its head, since Markdown has no table without one. */
static void
append_markdown_rule (GString       *text,
                      const ZbBlock *block)
{
  g_string_append_c (text, '\n');
  for (guint cell = 0; cell < block->n_cells; cell++)
    g_string_append (text, "|---");
  g_string_append_c (text, '|');
}

static void
append_markdown_block (GString       *text,
                       const ZbBlock *block)
{
  if (block->kind == ZB_BLOCK_IMAGE)
    {
      g_string_append_printf (text, "![](%s)", block->image);
      return;
    }
  if (block->kind == ZB_BLOCK_TABLE_ROW)
    {
      append_markdown_row (text, block);
      return;
    }
  if (block->kind == ZB_BLOCK_HEADING)
    for (guint i = 0; i < MAX (block->level, 1); i++)
      g_string_append_c (text, '#');
  if (block->kind == ZB_BLOCK_LIST_ITEM)
    g_string_append_c (text, '-');
  if (block->kind != ZB_BLOCK_PARAGRAPH)
    g_string_append_c (text, ' ');
  for (guint i = 0; i < block->runs->len; i++)
    append_markdown_run (text, g_ptr_array_index (block->runs, i),
                         i == 0 && block->kind == ZB_BLOCK_PARAGRAPH);
}

/**
 * zb_document_to_markdown:
 *
 * Returns: (transfer full): the blocks as Markdown, without a newline at the end.
 */
char *
zb_document_to_markdown (const ZbDocument *self)
{
  GString *text = g_string_new (NULL);
  gboolean in_table = FALSE;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (self->blocks, i);
      gboolean is_row = block->kind == ZB_BLOCK_TABLE_ROW;

      if (text->len > 0)
        g_string_append (text, is_row && in_table ? "\n" : "\n\n");
      append_markdown_block (text, block);
      if (is_row && !in_table)
        append_markdown_rule (text, block);
      in_table = is_row;
    }
  return g_string_free (text, FALSE);
}

/**
 * zb_document_to_text:
 *
 * Returns: (transfer full): the words of the blocks, a paragraph each, without images.
 */
char *
zb_document_to_text (const ZbDocument *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (self->blocks, i);
      g_autofree char *words = NULL;

      if (block->kind == ZB_BLOCK_IMAGE)
        continue;
      if (text->len > 0)
        g_string_append (text, "\n\n");
      words = zb_block_dup_text (block);
      g_string_append (text, words);
    }
  return g_string_free (text, FALSE);
}
