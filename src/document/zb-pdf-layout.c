/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-pdf-layout.h"

#include <string.h>

#include "document/zb-pdf-paragraphs.h"
#include "document/zb-pdf-title.h"

/* Letters and lines on pages become paragraphs in four steps, each in a file of its own:
 * lines (zb-pdf-lines.c), without what stands at the edge of every page (zb-pdf-frame.c); columns and
 * tables (zb-pdf-groups.c) in reading order (zb-pdf-order.c); paragraphs (zb-pdf-paragraphs.c); and
 * the title (zb-pdf-title.c). Here they become a document. */

#define PUBLISHER "国家互联网应急中心"

/* A heading is short, and larger than the text by this much; in percent. */
#define MAX_HEADING_CHARS 60
#define MAX_HEADING_LINES 3
#define MIN_HEADING_SIZE_PERCENT 115

#define MAX_HEADING_LEVEL 6

/* Less than this beside pictures is no text: the stamp of a scanning program, say. */
#define MIN_TEXT_CHARS 60

/* How the text looks that is most of a document. */
typedef struct {
  int      size;
  gboolean bold;
  int      heading_sizes[MAX_HEADING_LEVEL];
  guint    n_heading_sizes;
} Look;

/* Words on their way to runs of one look. @skip bytes of the first words are left out. */
typedef struct {
  ZbBlock    *block;
  GString    *words;
  const char *link;
  gboolean    strong;
  gsize       skip;
} RunWriter;

static void
flush_run (RunWriter *self)
{
  zb_block_add_run (self->block, self->words->str, (gssize) self->words->len, self->link, self->strong);
  g_string_truncate (self->words, 0);
}

static gboolean
is_at_start (const RunWriter *self)
{
  return self->words->len == 0 && self->block->runs->len == 0;
}

static void
write_words (RunWriter  *self,
             const char *words,
             const char *link,
             gboolean    strong)
{
  if (self->words->len > 0 && (g_strcmp0 (link, self->link) != 0 || strong != self->strong))
    flush_run (self);
  self->link = link;
  self->strong = strong;
  for (; self->skip > 0 && *words != '\0'; self->skip--)
    words++;
  if (is_at_start (self))
    while (*words == ' ')
      words++;
  g_string_append (self->words, words);
}

static void
write_line (RunWriter       *self,
            const ZbPdfLine *line,
            gboolean         can_be_strong)
{
  for (guint i = 0; i < line->pieces->len; i++)
    {
      const ZbPdfPiece *piece = g_ptr_array_index (line->pieces, i);

      write_words (self, piece->text, piece->link, can_be_strong && piece->bold);
      if (i + 1 < line->pieces->len && zb_pdf_line_is_blank_after (line, i) && !is_at_start (self))
        g_string_append_c (self->words, ' ');
    }
}

static void
write_row (RunWriter            *self,
           const ZbPdfParagraph *row,
           gboolean              can_be_strong)
{
  guint n_cells = 0;

  for (guint i = 0; i < row->lines->len; i++)
    {
      for (; n_cells <= g_array_index (row->cells, guint, i); n_cells++)
        zb_block_begin_cell (self->block);
      write_line (self, g_ptr_array_index (row->lines, i), can_be_strong);
      flush_run (self);
    }
  for (; n_cells < row->n_cells; n_cells++)
    zb_block_begin_cell (self->block);
}

static void
write_text (RunWriter            *self,
            const ZbPdfParagraph *paragraph,
            gboolean              can_be_strong)
{
  for (guint i = 0; i < paragraph->lines->len; i++)
    {
      const ZbPdfLine *line = g_ptr_array_index (paragraph->lines, i);

      if (i > 0 && zb_pdf_line_joins_with_blank (g_ptr_array_index (paragraph->lines, i - 1), line))
        g_string_append_c (self->words, ' ');
      write_line (self, line, can_be_strong);
    }
  flush_run (self);
}

static guint
count_chars (const ZbPdfParagraph *paragraph)
{
  guint n = 0;

  for (guint i = 0; i < paragraph->lines->len; i++)
    n += ((const ZbPdfLine *) g_ptr_array_index (paragraph->lines, i))->n_chars;
  return n;
}

/* Sizes differ by fractions of a point within one text; half points are told apart. */
static int
round_size (int size)
{
  return (size + 25) / 50 * 50;
}

static void
find_look (GPtrArray *paragraphs,
           Look      *look)
{
  g_autoptr(GHashTable) n_chars = g_hash_table_new (NULL, NULL);
  guint n_most = 0;
  guint n_bold = 0;
  guint n_all = 0;

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const ZbPdfParagraph *paragraph = g_ptr_array_index (paragraphs, i);
      gpointer size = GINT_TO_POINTER (round_size (paragraph->size));
      guint n = count_chars (paragraph);
      guint n_of_size = GPOINTER_TO_UINT (g_hash_table_lookup (n_chars, size)) + n;

      g_hash_table_insert (n_chars, size, GUINT_TO_POINTER (n_of_size));
      if (n_of_size > n_most)
        {
          n_most = n_of_size;
          look->size = GPOINTER_TO_INT (size);
        }
      n_all += n;
      n_bold += paragraph->bold ? n : 0;
    }
  look->bold = n_bold * 2 > n_all;
}

static gboolean
is_large (const ZbPdfParagraph *paragraph,
          const Look           *look)
{
  return paragraph->size * 100 >= look->size * MIN_HEADING_SIZE_PERCENT;
}

/* "一、" and "（一）" number sections; "1、" may as well number the items of a list. */
static gboolean
is_numbered_section (const char *text)
{
  gsize length = zb_pdf_marker_length (text, NULL);

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (text[i]))
      return FALSE;
  return length > 0;
}

static gboolean
is_heading (const ZbPdfParagraph *paragraph,
            const Look           *look)
{
  const ZbPdfLine *first = g_ptr_array_index (paragraph->lines, 0);
  guint n_letters = 0;
  gboolean is_bullet;

  zb_pdf_marker_length (first->text, &is_bullet);
  if (paragraph->is_row || is_bullet || paragraph->lines->len > MAX_HEADING_LINES ||
      count_chars (paragraph) > MAX_HEADING_CHARS || zb_pdf_paragraph_is_terminated (paragraph))
    return FALSE;
  for (const char *p = first->text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      n_letters++;
  /* Numbers in large letters are part of a picture. */
  if (n_letters < 2 || strstr (first->text, "。") != NULL)
    return FALSE;
  return is_large (paragraph, look) ||
         (!paragraph->is_open && ((paragraph->bold && !look->bold) || is_numbered_section (first->text)));
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  return *(const int *) b - *(const int *) a;
}

/* The sizes of large headings, from the largest. */
static void
find_heading_sizes (GPtrArray *paragraphs,
                    Look      *look)
{
  g_autoptr(GArray) sizes = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const ZbPdfParagraph *paragraph = g_ptr_array_index (paragraphs, i);
      int size = round_size (paragraph->size);

      if (is_heading (paragraph, look) && is_large (paragraph, look))
        g_array_append_val (sizes, size);
    }
  g_array_sort (sizes, compare_sizes);
  for (guint i = 0; i < sizes->len && look->n_heading_sizes < MAX_HEADING_LEVEL; i++)
    if (i == 0 || g_array_index (sizes, int, i) != g_array_index (sizes, int, i - 1))
      look->heading_sizes[look->n_heading_sizes++] = g_array_index (sizes, int, i);
}

/* From @top on, by size; headings no larger than the text come last. */
static guint
heading_level (const ZbPdfParagraph *paragraph,
               const Look           *look,
               guint                 top)
{
  guint level = top;

  for (guint i = 0; i < look->n_heading_sizes; i++)
    if (look->heading_sizes[i] > round_size (paragraph->size))
      level++;
  return MIN (level, MAX_HEADING_LEVEL);
}

static ZbBlock *
new_block (const ZbPdfParagraph *paragraph,
           const Look           *look,
           guint                 top)
{
  g_autoptr(GString) words = g_string_new (NULL);
  RunWriter writer = { .words = words };
  const ZbPdfLine *first = g_ptr_array_index (paragraph->lines, 0);
  gboolean is_bullet;
  gsize marker = zb_pdf_marker_length (first->text, &is_bullet);

  if (paragraph->is_row)
    {
      writer.block = zb_block_new (ZB_BLOCK_TABLE_ROW);
      write_row (&writer, paragraph, !look->bold);
      return writer.block;
    }
  if (is_heading (paragraph, look))
    {
      writer.block = zb_block_new (ZB_BLOCK_HEADING);
      writer.block->level = heading_level (paragraph, look, top);
      write_text (&writer, paragraph, FALSE);
      return writer.block;
    }
  writer.block = zb_block_new (is_bullet ? ZB_BLOCK_LIST_ITEM : ZB_BLOCK_PARAGRAPH);
  writer.skip = is_bullet ? marker : 0;
  write_text (&writer, paragraph, !look->bold);
  return writer.block;
}

/* Signs alone are ornaments. */
static gboolean
has_letters (const ZbPdfParagraph *paragraph)
{
  for (guint i = 0; i < paragraph->lines->len; i++)
    for (const char *p = ((const ZbPdfLine *) g_ptr_array_index (paragraph->lines, i))->text; *p != '\0';
         p = g_utf8_next_char (p))
      if (g_unichar_isalnum (g_utf8_get_char (p)))
        return TRUE;
  return FALSE;
}

static void
add_title (ZbDocument *document)
{
  ZbBlock *heading = zb_block_new (ZB_BLOCK_HEADING);

  heading->level = 1;
  zb_block_add_run (heading, document->title, -1, NULL, FALSE);
  g_ptr_array_add (document->blocks, heading);
}

/* Where the page does not name the series, the file's head may have a title, or the largest heading is one. */
static void
find_other_title (ZbDocument *document,
                  const char *head)
{
  document->title = zb_pdf_title_of_head (head);
  for (guint i = 0; i < document->blocks->len && document->title == NULL; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->kind == ZB_BLOCK_HEADING && block->level == 1)
        document->title = zb_block_dup_text (block);
    }
}

static gboolean
names_publisher (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const ZbPdfLine *line = g_ptr_array_index (lines, i);

      if (line->page == 0 && strstr (line->text, PUBLISHER) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
judge_text (ZbDocument         *document,
            GPtrArray          *lines,
            const ZbPdfRecords *records)
{
  guint n_pictures = 0;
  guint n_chars = 0;

  for (guint i = 0; i < lines->len; i++)
    n_chars += ((const ZbPdfLine *) g_ptr_array_index (lines, i))->n_chars;
  for (guint i = 0; i < records->pages->len; i++)
    n_pictures += g_array_index (records->pages, ZbPdfPage, i).n_pictures;
  /* Without any text, letters may have been drawn as lines, which is a picture of a text as well. */
  if (n_chars == 0 || (n_chars < MIN_TEXT_CHARS && n_pictures > 0))
    document->refusal = ZB_REFUSAL_SCANNED;
}

/**
 * zb_pdf_layout_read:
 * @records: what stands on the pages of a PDF
 *
 * Puts together again what a PDF only shows: the lines of a paragraph, the
 * cells of a table, columns in the order in which they are read, sentences that
 * go on in the next column or on the next page. No file is read here.
 *
 * Returns: (transfer full): the document; a refusal, %ZB_REFUSAL_SCANNED, where
 *   there is no text.
 */
ZbDocument *
zb_pdf_layout_read (const ZbPdfRecords *records)
{
  ZbDocument *document = zb_document_new ();
  g_autoptr(GPtrArray) lines = zb_pdf_lines_new (records);
  g_autoptr(GPtrArray) frame = zb_pdf_lines_take_frame (lines, records);
  g_autoptr(GPtrArray) groups = zb_pdf_groups_new (lines);
  g_autoptr(GPtrArray) paragraphs = NULL;
  Look look = { 0, };

  zb_pdf_groups_order (groups);
  paragraphs = zb_pdf_paragraphs_new (groups);
  find_look (paragraphs, &look);
  document->title = zb_pdf_title_take (paragraphs, frame);
  find_heading_sizes (paragraphs, &look);
  if (document->title != NULL)
    add_title (document);
  for (guint i = 0; i < paragraphs->len; i++)
    if (has_letters (g_ptr_array_index (paragraphs, i)))
      g_ptr_array_add (document->blocks,
                       new_block (g_ptr_array_index (paragraphs, i), &look, document->title != NULL ? 2 : 1));
  if (document->title == NULL)
    find_other_title (document, records->title);
  if (names_publisher (lines) || names_publisher (frame))
    document->account = g_strdup (PUBLISHER);
  judge_text (document, lines, records);
  return document;
}
