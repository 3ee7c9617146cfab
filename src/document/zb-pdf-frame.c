/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <string.h>

#include "zb-pdf-lines.h"

/* What is printed on every page belongs to none: a running title, a page's number. It stands at the
 * edge, at the same height, and says the same but for numbers. */

/* This part of a page's height, at its top and at its bottom, is its edge. */
#define EDGE_PERCENT 13

#define MAX_HEIGHT_DIFFERENCE (4 * ZB_PDF_UNITS_PER_POINT)
#define MAX_FRAME_CHARS 80

/* @key is its text with "#" for each number, @number the first of them. */
typedef struct {
  char  *key;
  int    height;
  guint  page;
  gint64 number;
  guint  n_lines;
} Row;

/* @n_pages tells on how many pages rows like @first stand. */
typedef struct {
  Row   first;
  guint last_page;
  guint n_pages;
} Kind;

static gboolean
is_edge (const ZbPdfLine    *line,
         const ZbPdfRecords *records)
{
  const ZbPdfPage *page = &g_array_index (records->pages, ZbPdfPage, line->page);
  int edge = page->height / 100 * EDGE_PERCENT;

  return line->box.y1 <= edge || line->box.y0 >= page->height - edge;
}

/* Puts a text without blanks, and with "#" for each number, behind @key. */
static void
append_key (GString    *key,
            const char *text,
            gint64     *number)
{
  for (const char *p = text; *p != '\0';)
    {
      if (g_ascii_isdigit (*p))
        {
          char *end;
          gint64 value = g_ascii_strtoll (p, &end, 10);

          if (*number < 0)
            *number = value;
          g_string_append_c (key, '#');
          p = end;
          continue;
        }
      if (*p != ' ')
        g_string_append_unichar (key, g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }
}

/* The row that begins with line @start. */
static void
read_row (GPtrArray *lines,
          guint      start,
          Row       *row)
{
  const ZbPdfLine *first = g_ptr_array_index (lines, start);
  GString *key = g_string_new (NULL);

  *row = (Row) { .page = first->page, .height = first->box.y0, .number = -1 };
  for (guint i = start; i < lines->len; i++)
    {
      const ZbPdfLine *line = g_ptr_array_index (lines, i);

      if (line->row != first->row)
        break;
      if (row->n_lines++ > 0)
        g_string_append_c (key, '\t');
      append_key (key, line->text, &row->number);
    }
  row->key = g_string_free (key, FALSE);
}

/* The forms in which pages are numbered, as keys. */
static gboolean
is_page_number (const Row *row)
{
  static const char *const forms[] = {
    "#", "-#-", "–#–", "—#—", "#/#", "#页", "第#页", "第#页共#页", "第#页/共#页", "第#页,共#页",
    "第#页，共#页", "page#", "page#of#",
  };
  g_autofree char *key = g_ascii_strdown (row->key, -1);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (key, forms[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Sentences are no frame, and neither are the numbers of a table. */
static gboolean
is_candidate (const Row *row)
{
  gboolean has_letter = FALSE;

  for (const char *p = row->key; *p != '\0' && !has_letter; p = g_utf8_next_char (p))
    has_letter = g_unichar_isalpha (g_utf8_get_char (p));
  return (has_letter || is_page_number (row)) && strstr (row->key, "。") == NULL &&
         g_utf8_strlen (row->key, -1) <= MAX_FRAME_CHARS;
}

/* At the same height; and where it is a page's number, it counts the pages. */
static gboolean
is_like (const Row *row,
         const Row *first)
{
  if (ABS (row->height - first->height) > MAX_HEIGHT_DIFFERENCE)
    return FALSE;
  return !is_page_number (row) || row->number - first->number == (gint64) row->page - (gint64) first->page;
}

static void
kind_free (gpointer data)
{
  Kind *kind = data;

  g_free (kind->first.key);
  g_free (kind);
}

/* Adds the row, whose key is taken over, to the others of its kind. */
static void
count_row (GHashTable *kinds,
           Row        *row)
{
  Kind *kind = g_hash_table_lookup (kinds, row->key);

  if (kind == NULL)
    {
      kind = g_new (Kind, 1);
      *kind = (Kind) { *row, row->page, 1 };
      g_hash_table_insert (kinds, kind->first.key, kind);
      return;
    }
  if (is_like (row, &kind->first) && row->page != kind->last_page)
    {
      kind->last_page = row->page;
      kind->n_pages++;
    }
  g_free (row->key);
}

static GHashTable *
count_rows (GPtrArray          *lines,
            const ZbPdfRecords *records)
{
  GHashTable *kinds = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, kind_free);
  guint n_lines;

  for (guint i = 0; i < lines->len; i += n_lines)
    {
      Row row;

      read_row (lines, i, &row);
      n_lines = row.n_lines;
      if (is_edge (g_ptr_array_index (lines, i), records) && is_candidate (&row))
        count_row (kinds, &row);
      else
        g_free (row.key);
    }
  return kinds;
}

static gboolean
is_frame (GHashTable *kinds,
          const Row  *row)
{
  const Kind *kind = g_hash_table_lookup (kinds, row->key);

  if (kind == NULL || !is_candidate (row))
    return FALSE;
  return (kind->n_pages > 1 && is_like (row, &kind->first)) ||
         (is_page_number (row) && row->number == (gint64) row->page + 1);
}

/**
 * zb_pdf_lines_take_frame:
 * @lines: (element-type ZbPdfLine): the lines of a PDF, ordered by row; changed
 * @records: what they were made from
 *
 * Takes away running titles and page numbers: rows at the edge of several pages
 * that say the same there.
 *
 * Returns: (transfer full) (element-type ZbPdfLine): what was taken away.
 */
GPtrArray *
zb_pdf_lines_take_frame (GPtrArray          *lines,
                         const ZbPdfRecords *records)
{
  g_autoptr(GHashTable) kinds = count_rows (lines, records);
  GPtrArray *frame = g_ptr_array_new_with_free_func (zb_pdf_line_free);
  guint n_kept = 0;
  guint n_lines;

  for (guint i = 0; i < lines->len; i += n_lines)
    {
      Row row;
      gboolean is_taken;

      read_row (lines, i, &row);
      n_lines = row.n_lines;
      is_taken = is_edge (g_ptr_array_index (lines, i), records) && is_frame (kinds, &row);
      for (guint k = i; k < i + n_lines; k++)
        {
          ZbPdfLine *line = g_steal_pointer (&g_ptr_array_index (lines, k));

          if (is_taken)
            g_ptr_array_add (frame, line);
          else
            g_ptr_array_index (lines, n_kept++) = line;
        }
      g_free (row.key);
    }
  g_ptr_array_set_size (lines, (int) n_kept);
  return frame;
}
