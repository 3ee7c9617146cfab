/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-text-markup.h"

#include "app/zb-desktop.h"
#include "app/zb-window.h"

/* A label is laid out as a whole, at every width that is tried: what is longer is divided, also
 * where a text has no place for it. */
#define MAX_WORDS_CHARS 1000

/**
 * zb_set_han_language:
 *
 * Gives the label's Han characters the shapes of simplified Chinese, whatever
 * the desktop's language is.
 */
void
zb_set_han_language (GtkLabel *label)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string ("zh-cn")));
  gtk_label_set_attributes (label, attributes);
}

static void
append_words (GString    *markup,
              const char *words)
{
  glong n_left = g_utf8_strlen (words, -1);

  while (n_left > 0)
    {
      glong n = MIN (n_left, MAX_WORDS_CHARS);
      const char *end = g_utf8_offset_to_pointer (words, n);
      g_autofree char *text = g_markup_escape_text (words, end - words);

      g_string_append (markup, text);
      if (n < n_left)
        g_string_append_c (markup, '\n');
      words = end;
      n_left -= n;
    }
}

static void
append_run (GString     *markup,
            const ZbRun *run)
{
  g_autofree char *link = zb_is_web_address (run->link) ? g_markup_escape_text (run->link, -1) : NULL;

  if (run->strong)
    g_string_append (markup, "<b>");
  if (link != NULL)
    g_string_append_printf (markup, "<a href=\"%s\">", link);
  append_words (markup, run->text);
  if (link != NULL)
    g_string_append (markup, "</a>");
  if (run->strong)
    g_string_append (markup, "</b>");
}

/**
 * zb_text_append_block:
 * @markup: what stands before it in the same label
 * @block: a paragraph or a list's item
 */
void
zb_text_append_block (GString       *markup,
                      const ZbBlock *block)
{
  if (markup->len > 0)
    g_string_append (markup, "\n\n");
  if (block->kind == ZB_BLOCK_LIST_ITEM)
    g_string_append (markup, "• ");
  for (guint i = 0; i < block->runs->len; i++)
    append_run (markup, g_ptr_array_index (block->runs, i));
}

/**
 * zb_text_append_cell:
 * @row: a table's row
 * @cell: one of its cells, from 0
 * @max_bytes: where the cell's text breaks off
 */
void
zb_text_append_cell (GString       *markup,
                     const ZbBlock *row,
                     guint          cell,
                     gsize          max_bytes)
{
  for (guint i = 0; i < row->runs->len; i++)
    {
      const ZbRun *run = g_ptr_array_index (row->runs, i);

      if (run->cell != cell)
        continue;
      if (markup->len + strlen (run->text) > max_bytes)
        {
          g_string_append (markup, "…");
          return;
        }
      append_run (markup, run);
    }
}

/**
 * zb_text_count_bytes:
 *
 * Returns: how long a block's text is.
 */
gsize
zb_text_count_bytes (const ZbBlock *block)
{
  gsize n = 0;

  for (guint i = 0; i < block->runs->len; i++)
    n += strlen (((const ZbRun *) g_ptr_array_index (block->runs, i))->text);
  return n;
}

static gboolean
activate_link_cb (GtkLabel   *label,
                  const char *uri)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (label));

  /* Links to bulletins open here; all others go where links go. */
  if (GTK_IS_WINDOW (root) && !(ZB_IS_WINDOW (root) && zb_window_show_address (ZB_WINDOW (root), uri)))
    zb_desktop_open (GTK_WINDOW (root), uri);
  return TRUE;
}

/**
 * zb_text_label_new:
 * @markup: words of a bulletin
 *
 * Returns: (transfer floating): a label that wraps and can be selected, whose
 *   links to bulletins open here.
 */
GtkWidget *
zb_text_label_new (const char *markup)
{
  /* Without the language, Han characters take their Japanese shapes where the desktop's is not Chinese. */
  g_autofree char *text = g_strconcat ("<span lang=\"zh-cn\">", markup, "</span>", NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "use-markup", TRUE,
                                   "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "selectable", TRUE,
                                   "xalign", 0.0f,
                                   NULL);

  g_signal_connect (label, "activate-link", G_CALLBACK (activate_link_cb), NULL);
  return label;
}
