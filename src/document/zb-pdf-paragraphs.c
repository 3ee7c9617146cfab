/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-pdf-paragraphs.h"

#include <string.h>

/* A line that ends this close to the margin is full, in letters: signs that must not begin a line
 * take a letter along. */
#define FULL_MARGIN 2

/* A first line begins this far in, in tenths of a letter. */
#define MIN_INDENT_TENTHS 12

/* Beside a picture, a line is at least this part of the column's width; no heading has as many characters. */
#define MIN_FLOW_PERCENT 50
#define MIN_FLOW_CHARS 24

/* Paragraphs of one column are no further apart than this many letters. */
#define MAX_PARAGRAPH_GAP 3

/* How many paragraphs, such as labels of a picture, may stand between the halves of a sentence. */
#define MAX_BETWEEN_HALVES 12

/* A text of one line needs as many characters to be the second half of a sentence that it does not end. */
#define MIN_HALF_CHARS 15

/* The column in which a group stands; @left and @right are its margins. */
typedef struct {
  const ZbPdfGroup *group;
  int               left;
  int               right;
} Column;

/**
 * zb_pdf_paragraph_free:
 * @data: (nullable): a #ZbPdfParagraph
 */
void
zb_pdf_paragraph_free (gpointer data)
{
  ZbPdfParagraph *self = data;

  if (self == NULL)
    return;
  g_ptr_array_unref (self->lines);
  g_clear_pointer (&self->cells, g_array_unref);
  g_free (self);
}

static gunichar
last_character (const char *text)
{
  const char *end = text + strlen (text);

  return end > text ? g_utf8_get_char (g_utf8_prev_char (end)) : 0;
}

static gboolean
is_one_of (gunichar    c,
           const char *signs)
{
  return c != 0 && g_utf8_strchr (signs, -1, c) != NULL;
}

static gboolean
has_han (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* Whether @text ends with the end of a sentence, behind which brackets and quotes may close. A full
 * stop behind a digit may stand within a number. */
static gboolean
is_terminated (const char *text)
{
  const char *end = text + strlen (text);

  while (end > text && is_one_of (g_utf8_get_char (g_utf8_prev_char (end)), "”’」』）)\"]】"))
    end = g_utf8_prev_char (end);
  if (end == text)
    return FALSE;
  end = g_utf8_prev_char (end);
  if (*end == '.')
    return end == text || !g_ascii_isdigit (end[-1]);
  return is_one_of (g_utf8_get_char (end), "。！？…：!?:");
}

/**
 * zb_pdf_paragraph_is_terminated:
 *
 * Returns: whether the paragraph ends with the end of a sentence.
 */
gboolean
zb_pdf_paragraph_is_terminated (const ZbPdfParagraph *self)
{
  const ZbPdfLine *last = g_ptr_array_index (self->lines, self->lines->len - 1);

  return is_terminated (last->text);
}

/**
 * zb_pdf_line_joins_with_blank:
 * @next: the line that goes on with the text of @self
 *
 * Han text, its numbers and addresses are wrapped anywhere, Latin text at its blanks.
 *
 * Returns: whether a blank belongs between the two.
 */
gboolean
zb_pdf_line_joins_with_blank (const ZbPdfLine *self,
                              const ZbPdfLine *next)
{
  gunichar before = last_character (self->text);
  gunichar after = g_utf8_get_char (next->text);
  const char *word = strrchr (self->text, ' ');

  if (g_unichar_iswide (before) || g_unichar_iswide (after) || before == '-' || before == '/')
    return FALSE;
  if (g_unichar_isdigit (after) && (g_unichar_isdigit (before) || before == '.' || before == ','))
    return !has_han (self->text) && !has_han (next->text);
  if (is_one_of (after, "%.,;:)"))
    return FALSE;
  return strstr (word != NULL ? word : self->text, "://") == NULL;
}

/**
 * zb_pdf_paragraph_dup_text:
 *
 * Returns: (transfer full): its words, with tabs between the cells of a row.
 */
char *
zb_pdf_paragraph_dup_text (const ZbPdfParagraph *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const ZbPdfLine *line = g_ptr_array_index (self->lines, i);

      if (i > 0 && self->is_row)
        g_string_append_c (text, '\t');
      else if (i > 0 && zb_pdf_line_joins_with_blank (g_ptr_array_index (self->lines, i - 1), line))
        g_string_append_c (text, ' ');
      g_string_append (text, line->text);
    }
  return g_string_free (text, FALSE);
}

/* A group of few lines does not show where its margin is; another one in the same column may. */
static int
get_right (GPtrArray *groups,
           guint      i)
{
  const ZbPdfGroup *group = g_ptr_array_index (groups, i);
  guint from = i > 3 ? i - 3 : 0;
  int right = group->box.x1;

  if (group->is_prose)
    return right;
  for (guint k = from; k < groups->len && k <= i + 3; k++)
    {
      const ZbPdfGroup *other = g_ptr_array_index (groups, k);

      if (other->page == group->page && other->is_prose && other->lines->len > 2 &&
          ABS (other->box.x0 - group->box.x0) <= group->size * 3 && other->box.x1 >= group->box.x1 - group->size)
        right = MAX (right, other->box.x1);
    }
  return right;
}

/* How much room the first word of @line needs, which is wrapped as a whole, with the bracket before it
 * and the signs behind it. */
static int
first_word_width (const ZbPdfLine *line)
{
  const char *p = line->text;
  int width = 0;

  while (is_one_of (g_utf8_get_char (p), "（“《「『【"))
    {
      width += line->size;
      p = g_utf8_next_char (p);
    }
  if (g_unichar_iswide (g_utf8_get_char (p)))
    {
      width += line->size;
      p = g_utf8_next_char (p);
    }
  for (; *p != '\0' && *p != ' ' && !g_unichar_iswide (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    width += line->size * 6 / 10;
  while (is_one_of (g_utf8_get_char (p), "）”》」』】，。、；："))
    {
      width += line->size;
      p = g_utf8_next_char (p);
    }
  return width;
}

/* Whether the line at @i was wrapped: it reaches the margin, or as far as the next word allows; or it
 * ends where its neighbour ends, as text does that flows around a picture. */
static gboolean
is_full (const Column *self,
         guint         i)
{
  GPtrArray *lines = self->group->lines;
  const ZbPdfLine *line = g_ptr_array_index (lines, i);
  int room = self->right - line->box.x1;

  if (room <= line->size * FULL_MARGIN)
    return line->box.x1 - line->box.x0 >= line->size * MIN_HALF_CHARS || lines->len > 1;
  if (is_terminated (line->text))
    return FALSE;
  if (i + 1 < lines->len && room <= first_word_width (g_ptr_array_index (lines, i + 1)) + line->size)
    return TRUE;
  for (guint k = i > 0 ? i - 1 : i + 1; k < lines->len && k <= i + 1; k += 2)
    {
      const ZbPdfLine *neighbour = g_ptr_array_index (lines, k);

      if (self->group->is_prose && ABS (neighbour->box.x1 - line->box.x1) * 10 <= line->size * 7)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_indented (const Column    *self,
             const ZbPdfLine *line)
{
  return (line->box.x0 - self->left) * 10 >= line->size * MIN_INDENT_TENTHS;
}

/* Whether the line @next stands further in than the first line of a paragraph with a bullet or a
 * number, as its further lines do. */
static gboolean
is_hanging (const ZbPdfLine *first,
            const ZbPdfLine *next)
{
  return zb_pdf_marker_length (first->text, NULL) > 0 && (next->box.x0 - first->box.x0) * 2 > first->size;
}

/* Whether a sentence goes on behind a line that does not reach the margin. Beside a picture, lines end
 * early; but headings, labels and the lines of a list are short, and have no commas. */
static gboolean
is_in_flow (const Column    *self,
            const ZbPdfLine *line,
            const ZbPdfLine *first)
{
  gboolean is_long = (line->box.x1 - self->left) * 100 >= (self->right - self->left) * MIN_FLOW_PERCENT;

  if (is_terminated (line->text))
    return FALSE;
  /* That @first begins further in and what follows does not, tells more than any length. */
  return is_one_of (last_character (line->text), "，、,") || is_indented (self, first) ||
         (is_long && (line->n_chars >= MIN_FLOW_CHARS || strstr (line->text, "，") != NULL ||
                      zb_pdf_has_open_bracket (line->text)));
}

/* Whether the line at @i begins a paragraph; @first is the first line of the one before it. */
static gboolean
begins_paragraph (const Column    *self,
                  guint            i,
                  const ZbPdfLine *first)
{
  const ZbPdfLine *before = g_ptr_array_index (self->group->lines, i - 1);
  const ZbPdfLine *line = g_ptr_array_index (self->group->lines, i);
  gboolean full = is_full (self, i - 1);
  gboolean is_open = full && !is_terminated (before->text);
  gboolean is_within_number = is_open && is_one_of (last_character (before->text), "0123456789.，,、");
  gboolean is_bullet;
  gboolean has_marker = zb_pdf_marker_length (line->text, &is_bullet) > 0;

  /* Lines that were not wrapped are a list, labels or a heading; this may have a second line. */
  if (!self->group->is_prose)
    return !zb_pdf_has_open_bracket (before->text) && !is_hanging (first, line);
  if (is_bullet || (!is_open && (has_marker || before->bold != line->bold)))
    return TRUE;
  if (is_indented (self, line) && !is_within_number && !is_hanging (first, line) &&
      (before == first || !is_indented (self, before)))
    return TRUE;
  /* What stops short of the margin was meant to stop there, unless a sentence is in full flow. */
  return !full && !is_in_flow (self, before, first) && !is_one_of (g_utf8_get_char (line->text), "，。、；：）");
}

static ZbPdfParagraph *
new_paragraph (GPtrArray        *paragraphs,
               const ZbPdfGroup *group)
{
  ZbPdfParagraph *paragraph = g_new0 (ZbPdfParagraph, 1);

  paragraph->page = group->page;
  paragraph->size = group->size;
  paragraph->bold = TRUE;
  paragraph->is_prose = group->is_prose;
  paragraph->lines = g_ptr_array_new ();
  g_ptr_array_add (paragraphs, paragraph);
  return paragraph;
}

static void
add_line (ZbPdfParagraph *self,
          ZbPdfLine      *line)
{
  g_ptr_array_add (self->lines, line);
  self->bold = self->bold && line->bold;
}

static void
split_group (GPtrArray *paragraphs,
             GPtrArray *groups,
             guint      position)
{
  const ZbPdfGroup *group = g_ptr_array_index (groups, position);
  Column column = { group, group->box.x0, get_right (groups, position) };
  ZbPdfParagraph *paragraph = NULL;

  for (guint i = 0; i < group->lines->len; i++)
    {
      ZbPdfLine *line = g_ptr_array_index (group->lines, i);

      if (paragraph == NULL || begins_paragraph (&column, i, g_ptr_array_index (paragraph->lines, 0)))
        {
          paragraph = new_paragraph (paragraphs, group);
          paragraph->is_indented = is_indented (&column, line);
        }
      add_line (paragraph, line);
      /* What is followed by another paragraph of the column goes on nowhere. */
      paragraph->is_open = i + 1 == group->lines->len && is_full (&column, i) && !is_terminated (line->text);
    }
}

static int
compare_left (gconstpointer a,
              gconstpointer b)
{
  const ZbPdfLine *line_a = *(const ZbPdfLine *const *) a;
  const ZbPdfLine *line_b = *(const ZbPdfLine *const *) b;

  return line_a->box.x0 - line_b->box.x0;
}

/* Where the columns of a table begin: cells that stand under each other are in one. */
static GArray *
find_columns (const ZbPdfGroup *table)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr(GPtrArray) cells = g_ptr_array_copy (table->lines, NULL, NULL);
  int right = G_MININT;

  g_ptr_array_sort (cells, compare_left);
  for (guint i = 0; i < cells->len; i++)
    {
      const ZbPdfLine *cell = g_ptr_array_index (cells, i);

      if (cell->box.x0 >= right)
        g_array_append_val (columns, cell->box.x0);
      right = MAX (right, cell->box.x1);
    }
  return columns;
}

/* The last column that begins at @x or before it. */
static guint
find_column (GArray *columns,
             int     x)
{
  guint low = 0;
  guint high = columns->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (columns, int, middle) <= x)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* Cells are counted where no two of a row fall into the same column; columns tell of empty cells. */
static void
place_cells (ZbPdfParagraph *row,
             GArray         *columns)
{
  gboolean is_placed = TRUE;

  row->cells = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < row->lines->len; i++)
    {
      const ZbPdfLine *cell = g_ptr_array_index (row->lines, i);
      guint column = find_column (columns, cell->box.x0);

      is_placed = is_placed && (i == 0 || column > g_array_index (row->cells, guint, i - 1));
      g_array_append_val (row->cells, column);
    }
  for (guint i = 0; i < row->cells->len && !is_placed; i++)
    g_array_index (row->cells, guint, i) = i;
  row->n_cells = is_placed ? columns->len : row->cells->len;
}

static void
split_table (GPtrArray        *paragraphs,
             const ZbPdfGroup *table)
{
  g_autoptr(GArray) columns = find_columns (table);
  ZbPdfParagraph *row = NULL;

  for (guint i = 0; i < table->lines->len; i++)
    {
      ZbPdfLine *line = g_ptr_array_index (table->lines, i);

      if (row == NULL || line->row != ((const ZbPdfLine *) g_ptr_array_index (row->lines, 0))->row)
        {
          if (row != NULL)
            place_cells (row, columns);
          row = new_paragraph (paragraphs, table);
          row->is_row = TRUE;
        }
      add_line (row, line);
    }
  place_cells (row, columns);
}

/* Whether @next may be the other half of the sentence with which @self ends. What stands between them
 * has to be passed over only for the sake of wrapped text. */
static gboolean
is_other_half (const ZbPdfParagraph *self,
               const ZbPdfParagraph *next,
               gboolean              is_near)
{
  const ZbPdfLine *first = g_ptr_array_index (next->lines, 0);

  if (next->is_row || next->is_indented || next->bold != self->bold ||
      ABS (next->size - self->size) * 10 > self->size || zb_pdf_marker_length (first->text, NULL) > 0)
    return FALSE;
  if (next->is_prose && next->lines->len > 1)
    return TRUE;
  if (zb_pdf_paragraph_is_terminated (next))
    return is_near || self->is_prose;
  return is_near && first->n_chars >= MIN_HALF_CHARS;
}

/* Whether @next stands right below @self, as the next paragraph of a column does. */
static gboolean
is_below (const ZbPdfParagraph *self,
          const ZbPdfParagraph *next)
{
  const ZbPdfLine *last = g_ptr_array_index (self->lines, self->lines->len - 1);
  const ZbPdfLine *first = g_ptr_array_index (next->lines, 0);

  return last->page == first->page && first->box.y0 > last->box.y0 &&
         first->box.y0 - last->box.y1 <= last->size * MAX_PARAGRAPH_GAP &&
         ABS (first->box.x0 - last->box.x0) <= last->size * MAX_PARAGRAPH_GAP;
}

/* Sentences go on in the next column and on the next page. */
static void
join_halves (GPtrArray *paragraphs)
{
  for (guint i = 0; i < paragraphs->len; i++)
    {
      ZbPdfParagraph *paragraph = g_ptr_array_index (paragraphs, i);

      for (guint k = i + 1; paragraph != NULL && paragraph->is_open && k < paragraphs->len &&
                            k <= i + MAX_BETWEEN_HALVES; k++)
        {
          ZbPdfParagraph *next = g_ptr_array_index (paragraphs, k);

          if (next == NULL)
            continue;
          if (!is_other_half (paragraph, next, k == i + 1))
            {
              paragraph->is_open = !next->is_prose || !is_below (paragraph, next);
              continue;
            }
          g_ptr_array_extend (paragraph->lines, next->lines, NULL, NULL);
          paragraph->is_open = next->is_open;
          paragraph->is_prose = TRUE;
          g_clear_pointer ((ZbPdfParagraph **) &g_ptr_array_index (paragraphs, k), zb_pdf_paragraph_free);
        }
    }
}

/**
 * zb_pdf_paragraphs_new:
 * @groups: (element-type ZbPdfGroup): the groups of a PDF in the order in which they are read; their
 *   lines live longer than the paragraphs
 *
 * Returns: (transfer full) (element-type ZbPdfParagraph): the text.
 */
GPtrArray *
zb_pdf_paragraphs_new (GPtrArray *groups)
{
  g_autoptr(GPtrArray) halves = g_ptr_array_new_with_free_func (zb_pdf_paragraph_free);
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func (zb_pdf_paragraph_free);

  for (guint i = 0; i < groups->len; i++)
    {
      const ZbPdfGroup *group = g_ptr_array_index (groups, i);

      if (group->is_table)
        split_table (halves, group);
      else
        split_group (halves, groups, i);
    }
  join_halves (halves);
  for (guint i = 0; i < halves->len; i++)
    if (g_ptr_array_index (halves, i) != NULL)
      g_ptr_array_add (paragraphs, g_steal_pointer (&g_ptr_array_index (halves, i)));
  return paragraphs;
}
