/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-pdf-lines.h"

#include <string.h>

/* Pieces as close as this, in tenths of their letters' size, are one text. Up to the second distance
 * the gap may be one within a line or one between columns, where it goes on above or below. */
#define MAX_GAP_TENTHS 7
#define MAX_DOUBTFUL_GAP_TENTHS 14

/* So many rows above and below are looked at, and so many lines in each at most. */
#define ROWS_AROUND 3
#define MAX_LINES_IN_ROW 40

/* A bullet or a number may stand this far before its text. */
#define MAX_MARKER_GAP_TENTHS 40

/* A title may be spread over the page letter by letter, in equal steps; two letters are no title. */
#define MAX_SPACED_GAP_TENTHS 30
#define MIN_SPACED_LETTERS 3

/**
 * zb_pdf_line_free:
 * @data: (nullable): a #ZbPdfLine
 */
void
zb_pdf_line_free (gpointer data)
{
  ZbPdfLine *line = data;

  if (line == NULL)
    return;
  g_ptr_array_unref (line->pieces);
  g_free (line->text);
  g_free (line);
}

static int
center (const ZbPdfBox *box)
{
  return (box->y0 + box->y1) / 2;
}

/* Whether half of the lower one stands beside the other. */
static gboolean
is_same_height (const ZbPdfBox *a,
                const ZbPdfBox *b)
{
  int overlap = MIN (a->y1, b->y1) - MAX (a->y0, b->y0);

  return overlap > 0 && overlap * 2 >= MIN (a->y1 - a->y0, b->y1 - b->y0);
}

static gunichar
last_character (const char *text)
{
  const char *end = text + strlen (text);

  return end > text ? g_utf8_get_char (g_utf8_prev_char (end)) : 0;
}

/**
 * zb_pdf_line_is_blank_after:
 * @piece: the position of a piece that is not the last
 *
 * Returns: whether a blank belongs between that piece and the next.
 */
gboolean
zb_pdf_line_is_blank_after (const ZbPdfLine *self,
                            guint            piece)
{
  const ZbPdfPiece *before = g_ptr_array_index (self->pieces, piece);
  const ZbPdfPiece *after = g_ptr_array_index (self->pieces, piece + 1);

  return !self->is_spaced &&
         zb_pdf_needs_blank (last_character (before->text), g_utf8_get_char (after->text),
                             after->box.x0 - before->box.x1, MAX (before->size, after->size));
}

/**
 * zb_pdf_line_distance:
 * @next: a line below
 *
 * Returns: how far the base lines are apart.
 */
int
zb_pdf_line_distance (const ZbPdfLine *self,
                      const ZbPdfLine *next)
{
  return center (&next->box) - center (&self->box);
}

/* Everything that follows from the pieces. */
static void
update (ZbPdfLine *self)
{
  GString *text = g_string_new (NULL);
  guint n_most = 0;

  self->n_chars = 0;
  self->bold = TRUE;
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const ZbPdfPiece *piece = g_ptr_array_index (self->pieces, i);
      guint n = (guint) g_utf8_strlen (piece->text, -1);

      if (i == 0)
        self->box = piece->box;
      self->box = (ZbPdfBox) { MIN (self->box.x0, piece->box.x0), MIN (self->box.y0, piece->box.y0),
                               MAX (self->box.x1, piece->box.x1), MAX (self->box.y1, piece->box.y1) };
      if (n > n_most)
        {
          n_most = n;
          self->size = piece->size;
        }
      self->n_chars += n;
      self->bold = self->bold && piece->bold;
      g_string_append (text, piece->text);
      if (i + 1 < self->pieces->len && zb_pdf_line_is_blank_after (self, i))
        g_string_append_c (text, ' ');
    }
  g_free (self->text);
  self->text = g_string_free (text, FALSE);
}

static ZbPdfLine *
new_line (ZbPdfPiece *piece)
{
  ZbPdfLine *self = g_new0 (ZbPdfLine, 1);

  self->page = piece->page;
  self->pieces = g_ptr_array_new ();
  g_ptr_array_add (self->pieces, piece);
  return self;
}

static gboolean
goes_on (const ZbPdfPiece *last,
         const ZbPdfPiece *piece)
{
  int size = MAX (last->size, piece->size);
  int gap = piece->box.x0 - last->box.x1;

  return piece->page == last->page && piece->line == last->line && gap >= -size &&
         gap <= size * MAX_GAP_TENTHS / 10 && is_same_height (&last->box, &piece->box);
}

/* Pieces that were told as one line, as far as they stand close together. */
static GPtrArray *
gather_pieces (const ZbPdfRecords *records)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (zb_pdf_line_free);
  ZbPdfLine *line = NULL;

  for (guint i = 0; i < records->pieces->len; i++)
    {
      ZbPdfPiece *piece = g_ptr_array_index (records->pieces, i);

      if (line != NULL && goes_on (g_ptr_array_index (line->pieces, line->pieces->len - 1), piece))
        {
          g_ptr_array_add (line->pieces, piece);
          continue;
        }
      line = new_line (piece);
      g_ptr_array_add (lines, line);
    }
  for (guint i = 0; i < lines->len; i++)
    update (g_ptr_array_index (lines, i));
  return lines;
}

static int
compare_height (gconstpointer a,
                gconstpointer b)
{
  const ZbPdfLine *line_a = *(const ZbPdfLine *const *) a;
  const ZbPdfLine *line_b = *(const ZbPdfLine *const *) b;

  if (line_a->page != line_b->page)
    return line_a->page < line_b->page ? -1 : 1;
  return center (&line_a->box) - center (&line_b->box);
}

static int
compare_place (gconstpointer a,
               gconstpointer b)
{
  const ZbPdfLine *line_a = *(const ZbPdfLine *const *) a;
  const ZbPdfLine *line_b = *(const ZbPdfLine *const *) b;

  if (line_a->row != line_b->row)
    return line_a->row < line_b->row ? -1 : 1;
  return line_a->box.x0 - line_b->box.x0;
}

/* Orders the lines row by row. Rows are numbered from 0 through all pages. */
static void
sort_rows (GPtrArray *lines)
{
  const ZbPdfLine *first = NULL;
  guint row = 0;

  g_ptr_array_sort (lines, compare_height);
  for (guint i = 0; i < lines->len; i++)
    {
      ZbPdfLine *line = g_ptr_array_index (lines, i);

      if (first == NULL || line->page != first->page ||
          center (&line->box) - center (&first->box) > MIN (line->size, first->size) / 2)
        {
          row += first != NULL ? 1 : 0;
          first = line;
        }
      line->row = row;
    }
  g_ptr_array_sort (lines, compare_place);
}

/* Or a wide sign, such as the colon at the end of a line that was stretched to the margin. */
static gboolean
is_han_letter (const ZbPdfLine *line)
{
  return line->n_chars == 1 && g_unichar_iswide (g_utf8_get_char (line->text));
}

static int
gap_before (GPtrArray *lines,
            guint      i)
{
  const ZbPdfLine *before = g_ptr_array_index (lines, i - 1);
  const ZbPdfLine *line = g_ptr_array_index (lines, i);

  return line->box.x0 - before->box.x1;
}

/* How many lines from @start on are the letters of one word in equal steps; 1 where it is none. */
static guint
count_spaced_letters (GPtrArray *lines,
                      guint      start)
{
  const ZbPdfLine *first = g_ptr_array_index (lines, start);
  guint i;

  for (i = start; i < lines->len; i++)
    {
      const ZbPdfLine *line = g_ptr_array_index (lines, i);
      int limit = first->size * MAX_SPACED_GAP_TENTHS / 10;

      if (line->row != first->row || !is_han_letter (line) || ABS (line->size - first->size) * 10 > first->size)
        break;
      if (i > start && (gap_before (lines, i) < 0 || gap_before (lines, i) > limit))
        break;
      if (i > start + 1 && ABS (gap_before (lines, i) - gap_before (lines, start + 1)) * 3 > first->size)
        break;
    }
  return i - start >= MIN_SPACED_LETTERS ? i - start : 1;
}

/* Letters that were drawn twice, to look bolder or to cast a shadow. */
static gboolean
is_shadow (const ZbPdfLine *line,
           const ZbPdfLine *next)
{
  return next->box.x0 - line->box.x0 < line->size / 2 && strcmp (line->text, next->text) == 0;
}

/* Lines in the order of rows on their way to longer ones; the positions at which rows begin, by number. */
typedef struct {
  GPtrArray *lines;
  GArray    *rows;
} Joiner;

typedef enum {
  SEEN_NOTHING,
  SEEN_TEXT,
  SEEN_GAP,
} Seen;

/* What stands in a row above or below the gap between @line and @next: text across it, or text that
 * ends before it and goes on behind it, or ends just where @line does, as if it went on there. */
static Seen
look_at_row (const Joiner    *self,
             guint            row,
             const ZbPdfLine *line,
             const ZbPdfLine *next)
{
  guint start = g_array_index (self->rows, guint, row);
  guint end = row + 1 < self->rows->len ? g_array_index (self->rows, guint, row + 1) : self->lines->len;
  gboolean has_left = FALSE;
  gboolean has_right = FALSE;
  gboolean ends_there = FALSE;

  if (end - start > MAX_LINES_IN_ROW)
    return SEEN_NOTHING;
  for (guint i = start; i < end; i++)
    {
      const ZbPdfLine *other = g_ptr_array_index (self->lines, i);

      if (other->page != line->page)
        return SEEN_NOTHING;
      if (other->box.x0 <= line->box.x1 && other->box.x1 >= next->box.x0)
        return SEEN_TEXT;
      has_left = has_left || other->box.x1 <= next->box.x0;
      ends_there = ends_there || ABS (other->box.x1 - line->box.x1) * 10 <= line->size * MAX_GAP_TENTHS;
      has_right = has_right || (other->box.x0 >= line->box.x1 && other->box.x0 <= next->box.x0 + line->size * 3);
    }
  return ends_there || (has_left && has_right) ? SEEN_GAP : SEEN_NOTHING;
}

/* Whether a gap that is wide for one within a line goes on in the rows around it, and so is one
 * between columns. */
static gboolean
is_between_columns (const Joiner    *self,
                    const ZbPdfLine *line,
                    const ZbPdfLine *next)
{
  guint first = line->row > ROWS_AROUND ? line->row - ROWS_AROUND : 0;
  guint n_gaps = 0;
  guint n_texts = 0;

  for (guint row = first; row < self->rows->len && row <= line->row + ROWS_AROUND; row++)
    if (row != line->row)
      {
        Seen seen = look_at_row (self, row, line, next);

        n_gaps += seen == SEEN_GAP ? 1 : 0;
        n_texts += seen == SEEN_TEXT ? 1 : 0;
      }
  return n_gaps > n_texts;
}

static gboolean
joins (const Joiner    *self,
       const ZbPdfLine *line,
       const ZbPdfLine *next,
       gboolean         is_marker)
{
  int size = MAX (line->size, next->size);
  int gap = next->box.x0 - line->box.x1;

  if (!is_same_height (&line->box, &next->box) || gap < -size / 2)
    return FALSE;
  if (gap <= size * (is_marker ? MAX_MARKER_GAP_TENTHS : MAX_GAP_TENTHS) / 10)
    return TRUE;
  return gap <= size * MAX_DOUBTFUL_GAP_TENTHS / 10 && !is_between_columns (self, line, next);
}

static void
append_line (ZbPdfLine       *self,
             const ZbPdfLine *next)
{
  for (guint i = 0; i < next->pieces->len; i++)
    g_ptr_array_add (self->pieces, g_ptr_array_index (next->pieces, i));
  self->box.x1 = MAX (self->box.x1, next->box.x1);
}

/* Adds to the line at @i what belongs to it; returns the position behind that. */
static guint
join_line (const Joiner *self,
           guint         i)
{
  ZbPdfLine *line = g_ptr_array_index (self->lines, i);
  gboolean is_marker = zb_pdf_marker_length (line->text, NULL) == strlen (line->text);
  guint n_spaced = count_spaced_letters (self->lines, i);

  line->is_spaced = n_spaced > 1;
  for (guint end = i++ + n_spaced; i < end; i++)
    append_line (line, g_ptr_array_index (self->lines, i));
  for (; i < self->lines->len && !line->is_spaced; i++)
    {
      const ZbPdfLine *next = g_ptr_array_index (self->lines, i);

      if (line->row != next->row)
        break;
      if (is_shadow (line, next))
        continue;
      if (!joins (self, line, next, is_marker))
        break;
      append_line (line, next);
      is_marker = FALSE;
    }
  update (line);
  return i;
}

/* Puts together what stands close together in a row, whatever the PDF told as one line. */
static GPtrArray *
join_rows (GPtrArray *lines)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  Joiner self = { lines, rows };
  GPtrArray *joined = g_ptr_array_new_with_free_func (zb_pdf_line_free);

  for (guint i = 0; i < lines->len; i++)
    if (((const ZbPdfLine *) g_ptr_array_index (lines, i))->row == rows->len)
      g_array_append_val (rows, i);
  for (guint i = 0; i < lines->len; i = join_line (&self, i))
    g_array_append_val (starts, i);
  for (guint i = 0; i < starts->len; i++)
    g_ptr_array_add (joined, g_steal_pointer (&g_ptr_array_index (lines, g_array_index (starts, guint, i))));
  return joined;
}

/**
 * zb_pdf_lines_new:
 * @records: what stands in a PDF; lives longer than the lines
 *
 * Returns: (transfer full) (element-type ZbPdfLine): its lines, ordered by page
 *   and by row, and from left to right.
 */
GPtrArray *
zb_pdf_lines_new (const ZbPdfRecords *records)
{
  g_autoptr(GPtrArray) told = gather_pieces (records);

  sort_rows (told);
  return join_rows (told);
}

/**
 * zb_pdf_has_open_bracket:
 *
 * Returns: whether a bracket opens in @text that does not close there.
 */
gboolean
zb_pdf_has_open_bracket (const char *text)
{
  guint depth = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '(' || c == 0xff08 || c == 0x300a)
        depth++;
      else if ((c == ')' || c == 0xff09 || c == 0x300b) && depth > 0)
        depth--;
    }
  return depth > 0;
}

/* The length of "一", "12" and the like; 0 where @p is no short number. */
static gsize
number_length (const char *p)
{
  const char *start = p;
  guint n_digits = 0;

  while (g_ascii_isdigit (*p) && n_digits++ < 2)
    p++;
  if (p > start)
    return g_ascii_isdigit (*p) ? 0 : (gsize) (p - start);
  for (guint i = 0; i < 3 && *p != '\0' && g_utf8_strchr ("一二三四五六七八九十", -1, g_utf8_get_char (p)) != NULL; i++)
    p = g_utf8_next_char (p);
  return (gsize) (p - start);
}

/* Whether @c stands before the items of a list; programs take many of them from fonts of signs,
 * whose letters have numbers of their own. */
static gboolean
is_bullet_sign (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_PRIVATE_USE ||
         (c >= 0x80 && g_utf8_strchr ("●○•◦■□◆◇▪▫‣★☆➢➤►▶·", -1, c) != NULL);
}

/**
 * zb_pdf_marker_length:
 * @text: a line or its beginning
 * @is_bullet: (out) (optional): whether it is a bullet
 *
 * Returns: the length in bytes of the bullet or number with which @text begins
 *   as an item or heading: "●", "1.", "2、", "（三）"; 0 where there is none.
 */
gsize
zb_pdf_marker_length (const char *text,
                      gboolean   *is_bullet)
{
  const char *p = text;
  gunichar c = g_utf8_get_char (p);
  gboolean is_bracket = c == '(' || c == 0xff08;
  gsize length;

  if (is_bullet != NULL)
    *is_bullet = is_bullet_sign (c);
  if (is_bullet_sign (c))
    return (gsize) (g_utf8_next_char (p) - text);
  if (is_bracket)
    p = g_utf8_next_char (p);
  length = number_length (p);
  p += length;
  c = g_utf8_get_char (p);
  if (length == 0 || (is_bracket ? c != ')' && c != 0xff09 : c != '.' && c != 0x3001 && c != 0xff0e && c != ')'))
    return 0;
  p = g_utf8_next_char (p);
  return g_ascii_isdigit (*p) ? 0 : (gsize) (p - text);
}
