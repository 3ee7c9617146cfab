/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-document.h"

/* The highest heading within a page, below the page's own title. */
#define TOP_LEVEL 2
#define LOWEST_LEVEL 6

static void
append_escaped (GString    *html,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (html, escaped);
}

static void
append_run (GString     *html,
            const ZbRun *run)
{
  gboolean has_link = zb_is_web_address (run->link);

  if (has_link)
    {
      g_string_append (html, "<a href=\"");
      append_escaped (html, run->link);
      g_string_append (html, "\">");
    }
  if (run->strong)
    g_string_append (html, "<strong>");
  append_escaped (html, run->text);
  if (run->strong)
    g_string_append (html, "</strong>");
  if (has_link)
    g_string_append (html, "</a>");
}

static void
append_runs (GString       *html,
             const ZbBlock *block,
             const char    *element)
{
  g_string_append_printf (html, "<%s>", element);
  for (guint i = 0; i < block->runs->len; i++)
    append_run (html, g_ptr_array_index (block->runs, i));
  g_string_append_printf (html, "</%s>\n", element);
}

static void
append_row (GString       *html,
            const ZbBlock *block)
{
  g_string_append (html, "<tr>");
  for (guint cell = 0; cell < block->n_cells; cell++)
    {
      g_string_append (html, "<td>");
      for (guint i = 0; i < block->runs->len; i++)
        {
          const ZbRun *run = g_ptr_array_index (block->runs, i);

          if (run->cell == cell)
            append_run (html, run);
        }
      g_string_append (html, "</td>");
    }
  g_string_append (html, "</tr>\n");
}

static void
append_block (GString       *html,
              const ZbBlock *block)
{
  g_autofree char *heading = NULL;

  switch (block->kind)
    {
    case ZB_BLOCK_HEADING:
      heading = g_strdup_printf ("h%u", CLAMP (block->level, TOP_LEVEL, LOWEST_LEVEL));
      append_runs (html, block, heading);
      break;
    case ZB_BLOCK_IMAGE:
      /* A picture that the file held itself has a name that means nothing elsewhere. */
      if (zb_is_web_address (block->image))
        {
          g_string_append (html, "<p><img src=\"");
          append_escaped (html, block->image);
          g_string_append (html, "\"></p>\n");
        }
      break;
    case ZB_BLOCK_TABLE_ROW:
      append_row (html, block);
      break;
    case ZB_BLOCK_LIST_ITEM:
      append_runs (html, block, "li");
      break;
    case ZB_BLOCK_PARAGRAPH:
    default:
      append_runs (html, block, "p");
    }
}

/* What holds blocks of this kind together. */
static const char *
get_wrapper (const ZbBlock *block)
{
  if (block == NULL)
    return NULL;
  return block->kind == ZB_BLOCK_LIST_ITEM ? "ul" : block->kind == ZB_BLOCK_TABLE_ROW ? "table" : NULL;
}

/**
 * zb_document_to_html:
 *
 * Returns: (transfer full): the text as a piece of HTML, without what a page has around it. All that
 *   a file says is escaped, and only addresses of the web become links and pictures.
 */
char *
zb_document_to_html (const ZbDocument *self)
{
  GString *html = g_string_new (NULL);
  const char *open = NULL;

  for (guint i = 0; i <= self->blocks->len; i++)
    {
      const ZbBlock *block = i < self->blocks->len ? g_ptr_array_index (self->blocks, i) : NULL;
      const char *wrapper = get_wrapper (block);

      if (wrapper != open && open != NULL)
        g_string_append_printf (html, "</%s>\n", open);
      if (wrapper != open && wrapper != NULL)
        g_string_append_printf (html, "<%s>\n", wrapper);
      open = wrapper;
      if (block != NULL)
        append_block (html, block);
    }
  return g_string_free (html, FALSE);
}
