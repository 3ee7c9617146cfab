/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-pdf-records.h"

#include <string.h>

#include "document/zb-document.h"

/* One record is one line of fields with tabs between them; the first field says what it is:
 *
 *   problem  NUMBER                                      nothing else follows but the end
 *   head     PAGES TITLE
 *   page     WIDTH HEIGHT PICTURES
 *   link     ADDRESS                                     the first is number 1
 *   text     LINE X0 Y0 X1 Y1 SIZE BOLD LINK TEXT        on the page before it; link 0 is none
 *   end      LACKS-TABLES                                without it the program came to grief
 *
 * The last field of a line may be empty and holds no control characters. */
#define MAX_FIELDS 10

static void
piece_free (gpointer data)
{
  ZbPdfPiece *piece = data;

  g_free (piece->text);
  g_free (piece);
}

/**
 * zb_pdf_records_new:
 *
 * Returns: (transfer full): records of a PDF without pages.
 */
ZbPdfRecords *
zb_pdf_records_new (void)
{
  ZbPdfRecords *self = g_new0 (ZbPdfRecords, 1);

  self->pages = g_array_new (FALSE, FALSE, sizeof (ZbPdfPage));
  self->pieces = g_ptr_array_new_with_free_func (piece_free);
  self->links = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * zb_pdf_records_free:
 */
void
zb_pdf_records_free (ZbPdfRecords *self)
{
  g_free (self->title);
  g_array_unref (self->pages);
  g_ptr_array_unref (self->pieces);
  g_ptr_array_unref (self->links);
  g_free (self);
}

/**
 * zb_pdf_records_add_page:
 * @page: the next page; copied
 */
void
zb_pdf_records_add_page (ZbPdfRecords    *self,
                         const ZbPdfPage *page)
{
  g_array_append_val (self->pages, *page);
}

/**
 * zb_pdf_records_add_piece:
 * @piece: words of the last page or one before it; copied, but for its link
 */
void
zb_pdf_records_add_piece (ZbPdfRecords     *self,
                          const ZbPdfPiece *piece)
{
  ZbPdfPiece *copy = g_new (ZbPdfPiece, 1);

  g_return_if_fail (piece->page < self->pages->len);

  *copy = *piece;
  copy->text = g_strdup (piece->text);
  g_ptr_array_add (self->pieces, copy);
}

/* Whatever divides lines or fields divides words here. */
static void
append_words (GString    *output,
              const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        g_string_append_c (output, ' ');
      else
        g_string_append_unichar (output, c);
    }
}

/**
 * zb_pdf_write_problem:
 */
void
zb_pdf_write_problem (GString      *output,
                      ZbPdfProblem  problem)
{
  g_string_append_printf (output, "problem\t%u\n", (guint) problem);
}

/**
 * zb_pdf_write_head:
 * @n_pages: how many pages there are
 * @title: (nullable): the title in the PDF's head
 */
void
zb_pdf_write_head (GString    *output,
                   guint       n_pages,
                   const char *title)
{
  g_string_append_printf (output, "head\t%u\t", n_pages);
  append_words (output, title != NULL ? title : "");
  g_string_append_c (output, '\n');
}

/**
 * zb_pdf_write_page:
 */
void
zb_pdf_write_page (GString         *output,
                   const ZbPdfPage *page)
{
  g_string_append_printf (output, "page\t%d\t%d\t%u\n", page->width, page->height, page->n_pictures);
}

/**
 * zb_pdf_write_link:
 * @address: where pieces will lead to; the first that is written is number 1
 */
void
zb_pdf_write_link (GString    *output,
                   const char *address)
{
  g_string_append (output, "link\t");
  append_words (output, address);
  g_string_append_c (output, '\n');
}

/**
 * zb_pdf_write_piece:
 * @piece: words on the page that was written last
 * @link: the number of the link that they lead to, or 0
 */
void
zb_pdf_write_piece (GString          *output,
                    const ZbPdfPiece *piece,
                    guint             link)
{
  const ZbPdfBox *box = &piece->box;

  g_string_append_printf (output, "text\t%u\t%d\t%d\t%d\t%d\t%d\t%d\t%u\t", piece->line,
                          box->x0, box->y0, box->x1, box->y1, piece->size, piece->bold ? 1 : 0, link);
  append_words (output, piece->text);
  g_string_append_c (output, '\n');
}

/**
 * zb_pdf_write_end:
 * @lacks_tables: whether letters were lost for want of tables
 */
void
zb_pdf_write_end (GString  *output,
                  gboolean  lacks_tables)
{
  g_string_append_printf (output, "end\t%d\n", lacks_tables ? 1 : 0);
}

/* Cuts @line at its tabs, in place; more fields than there can be are the last one's text. */
static guint
split_fields (char *line,
              char *fields[MAX_FIELDS])
{
  guint n = 0;
  char *p = line;

  while (p != NULL && n < MAX_FIELDS)
    {
      fields[n++] = p;
      p = strchr (p, '\t');
      if (p != NULL)
        *p++ = '\0';
    }
  return n;
}

/* FALSE where a field is not a number from @min to @max. */
static gboolean
parse_numbers (char   **fields,
               guint    n_fields,
               gint64   min,
               gint64   max,
               int     *numbers)
{
  for (guint i = 0; i < n_fields; i++)
    {
      gint64 number;

      if (!g_ascii_string_to_signed (fields[i], 10, min, max, &number, NULL))
        return FALSE;
      numbers[i] = (int) number;
    }
  return TRUE;
}

static gboolean
parse_piece (ZbPdfRecords  *self,
             char         **fields)
{
  ZbPdfPiece piece = { 0, };
  int line, link, bold;
  int lengths[5];

  if (self->pages->len == 0 || self->pieces->len >= ZB_PDF_MAX_PIECES ||
      !parse_numbers (fields, 1, 0, G_MAXINT, &line) ||
      !parse_numbers (fields + 1, 5, -ZB_PDF_MAX_LENGTH, ZB_PDF_MAX_LENGTH, lengths) ||
      !parse_numbers (fields + 6, 1, 0, 1, &bold) ||
      !parse_numbers (fields + 7, 1, 0, self->links->len, &link))
    return FALSE;
  piece.page = self->pages->len - 1;
  piece.line = (guint) line;
  piece.box = (ZbPdfBox) { lengths[0], lengths[1], lengths[2], lengths[3] };
  piece.size = lengths[4];
  piece.bold = bold != 0;
  piece.link = link > 0 ? g_ptr_array_index (self->links, link - 1) : NULL;
  piece.text = fields[8];
  if (piece.size <= 0 || piece.box.x0 > piece.box.x1 || piece.box.y0 > piece.box.y1 || *piece.text == '\0')
    return FALSE;
  zb_pdf_records_add_piece (self, &piece);
  return TRUE;
}

static gboolean
parse_page (ZbPdfRecords  *self,
            char         **fields)
{
  int numbers[3];
  ZbPdfPage page;

  if (self->pages->len >= ZB_PDF_MAX_PAGES ||
      !parse_numbers (fields, 3, 0, ZB_PDF_MAX_LENGTH, numbers))
    return FALSE;
  page = (ZbPdfPage) { numbers[0], numbers[1], (guint) numbers[2] };
  zb_pdf_records_add_page (self, &page);
  return TRUE;
}

static gboolean
parse_head (ZbPdfRecords  *self,
            char         **fields)
{
  int n_pages;

  if (self->title != NULL || !parse_numbers (fields, 1, 0, G_MAXINT, &n_pages))
    return FALSE;
  self->n_pages = (guint) n_pages;
  self->title = g_strdup (fields[1]);
  return TRUE;
}

static gboolean
parse_record (ZbPdfRecords *self,
              char         *line,
              gboolean     *is_end)
{
  char *fields[MAX_FIELDS] = { line };
  guint n = split_fields (line, fields);
  int number;

  if (strcmp (fields[0], "text") == 0)
    return n == 10 && parse_piece (self, fields + 1);
  if (strcmp (fields[0], "page") == 0)
    return n == 4 && parse_page (self, fields + 1);
  if (strcmp (fields[0], "head") == 0)
    return n == 3 && parse_head (self, fields + 1);
  if (strcmp (fields[0], "link") == 0 && n == 2)
    {
      g_ptr_array_add (self->links, zb_is_web_address (fields[1]) ? g_strdup (fields[1]) : NULL);
      return TRUE;
    }
  if (strcmp (fields[0], "problem") == 0)
    {
      if (n != 2 || !parse_numbers (fields + 1, 1, 1, ZB_PDF_N_PROBLEMS - 1, &number))
        return FALSE;
      self->problem = (ZbPdfProblem) number;
      return TRUE;
    }
  if (strcmp (fields[0], "end") == 0 && n == 2 && parse_numbers (fields + 1, 1, 0, 1, &number))
    {
      self->lacks_tables = number != 0;
      *is_end = TRUE;
      return TRUE;
    }
  return FALSE;
}

/* What zb_pdf_write_piece() and the others write has no control characters in it. */
static gboolean
has_control_character (const char *text,
                       gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_iscntrl (text[i]) && text[i] != '\t' && text[i] != '\n')
      return TRUE;
  return FALSE;
}

/**
 * zb_pdf_records_parse:
 * @text: what zhoubao-pdf-lines wrote
 * @length: its length in bytes
 *
 * Reads the records again. The program reads what strangers made, so that it is
 * no more to be trusted than they.
 *
 * Returns: (transfer full) (nullable): the records, or %NULL where they are not
 *   all there, or not as they are written here.
 */
ZbPdfRecords *
zb_pdf_records_parse (const char *text,
                      gsize       length)
{
  g_autoptr(ZbPdfRecords) self = zb_pdf_records_new ();
  const char *end = text + length;
  gboolean is_end = FALSE;

  if (length > ZB_PDF_MAX_RECORD_BYTES || !g_utf8_validate_len (text, length, NULL) ||
      has_control_character (text, length))
    return NULL;
  while (text < end && !is_end)
    {
      const char *line_end = memchr (text, '\n', (gsize) (end - text));
      g_autofree char *line = NULL;

      if (line_end == NULL)
        return NULL;
      line = g_strndup (text, (gsize) (line_end - text));
      if (!parse_record (self, line, &is_end))
        return NULL;
      text = line_end + 1;
    }
  return is_end && text == end ? g_steal_pointer (&self) : NULL;
}

/**
 * zb_pdf_needs_blank:
 * @before: the last character before a gap
 * @after: the first behind it
 * @gap: how wide it is
 * @size: of the letters, in the same unit
 *
 * A PDF places its letters one by one, and what looks like a blank may be one
 * or none: lines are stretched to the margin, and programs leave a quarter of a
 * letter free between Han and others. Han text has no blanks, and a blank
 * within a number would make two of it; so both want a wide gap.
 *
 * Returns: whether a blank belongs between the two.
 */
gboolean
zb_pdf_needs_blank (gunichar before,
                    gunichar after,
                    int      gap,
                    int      size)
{
  if (before != 0 && g_utf8_strchr ("，。、；：）」』】！？", -1, before) != NULL)
    return gap >= size * 5 / 4;
  if (g_unichar_iswide (before) || g_unichar_iswide (after))
    return gap >= size * 3 / 4;
  if (g_unichar_isdigit (after) && (g_unichar_isdigit (before) || before == '.' || before == ','))
    return gap >= size * 22 / 100;
  return gap >= size * 14 / 100;
}
