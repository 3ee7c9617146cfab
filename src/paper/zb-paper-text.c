/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-paper-text.h"

#include <string.h>

/* The blocks of a document on pages. A heading is never the last line of a page. */

#define LINE_SPACING 1.3f
#define BELOW_WORDS 7.0
#define ABOVE_HEADING 12.0
#define BELOW_HEADING 5.0
#define ITEM_INDENT 20.0
#define CELL_GAP 10.0
#define ROW_PAD 3.0

/* Narrower cells hold no words; rows of so many cells become lines. */
#define MAX_CELLS 8

/* A text is laid out as a whole: what is longer than any paragraph is divided. */
#define MAX_PIECE_BYTES 12000

/* So many headings can follow each other before one of them stays behind. */
#define MAX_HEADINGS 8

/* More than an address is long. */
#define MAX_KEPT_LINES 20

/* Words, and which of them are emphasised. */
typedef struct {
  GString *text;
  GArray  *strong;
} Words;

typedef struct {
  gsize start;
  gsize end;
} Stretch;

static void
words_init (Words *self)
{
  self->text = g_string_new (NULL);
  self->strong = g_array_new (FALSE, FALSE, sizeof (Stretch));
}

static void
words_clear (Words *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->strong);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

/* Cells of a row that is no table stand beside each other. */
static void
words_add_block (Words         *self,
                 const ZbBlock *block)
{
  guint cell = 0;

  for (guint i = 0; i < block->runs->len; i++)
    {
      const ZbRun *run = g_ptr_array_index (block->runs, i);
      Stretch stretch;

      if (run->cell != cell && self->text->len > 0)
        g_string_append (self->text, "  |  ");
      cell = run->cell;
      stretch.start = self->text->len;
      g_string_append (self->text, run->text);
      stretch.end = self->text->len;
      if (run->strong && stretch.end > stretch.start)
        g_array_append_val (self->strong, stretch);
    }
}

/* A line may end within an address, where a hyphen would be taken for a part of it. */
static void
set_attributes (PangoLayout *layout,
            const Words *words,
            gsize        start,
            gsize        end)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  for (guint i = 0; i < words->strong->len; i++)
    {
      const Stretch *stretch = &g_array_index (words->strong, Stretch, i);
      PangoAttribute *weight;

      if (stretch->end <= start || stretch->start >= end)
        continue;
      weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      weight->start_index = (guint) (MAX (stretch->start, start) - start);
      weight->end_index = (guint) (MIN (stretch->end, end) - start);
      pango_attr_list_insert (attributes, weight);
    }
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

/* Returns: (transfer full): the words from @start on, and where the next piece starts. */
static ZbChartText *
make_piece (ZbChartPages *pages,
            ZbChartFace   face,
            const Words  *words,
            gsize        *start,
            double        width)
{
  gsize end = MIN (*start + MAX_PIECE_BYTES, words->text->len);
  g_autofree char *piece = NULL;
  ZbChartText *text;

  while (end < words->text->len && ((guchar) words->text->str[end] & 0xc0) == 0x80)
    end--;
  piece = g_strndup (words->text->str + *start, end - *start);
  text = zb_chart_scene_make_text (pages->scene, face, piece, width);
  pango_layout_set_width (text->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (text->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (text->layout, LINE_SPACING);
  set_attributes (text->layout, words, *start, end);
  *start = end;
  return text;
}

static void
put_words (ZbChartPages *pages,
           ZbChartFace   face,
           const Words  *words,
           double        indent)
{
  for (gsize start = 0; start < words->text->len;)
    {
      g_autoptr(ZbChartText) text = make_piece (pages, face, words, &start, ZB_CHART_PAGES_WIDTH - indent);

      zb_chart_pages_put_lines (pages, text, ZB_CHART_PAGES_MARGIN + indent);
    }
}

/* How high the beginning is that must stand together: two lines. */
static double
measure_beginning (ZbChartPages *pages,
                   ZbChartFace   face,
                   const Words  *words,
                   double        indent,
                   guint         n_lines)
{
  gsize start = 0;
  g_autoptr(ZbChartText) text = make_piece (pages, face, words, &start, ZB_CHART_PAGES_WIDTH - indent);
  PangoLayoutIter *iter = pango_layout_get_iter (text->layout);
  int end = 0;
  guint n = 0;

  do
    pango_layout_iter_get_line_yrange (iter, NULL, &end);
  while (++n < n_lines && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return (double) end / PANGO_SCALE;
}

/**
 * zb_paper_text_put_words:
 * @words: a paragraph
 *
 * Puts it below what is there.
 */
void
zb_paper_text_put_words (ZbChartPages *pages,
                         ZbChartFace   face,
                         const char   *words)
{
  g_auto(Words) made;

  words_init (&made);
  g_string_append (made.text, words);
  put_words (pages, face, &made, 0);
  pages->y += BELOW_WORDS;
}

static double
measure_heading (ZbChartPages *pages,
                 const Words  *words)
{
  return ABOVE_HEADING + measure_beginning (pages, ZB_CHART_FACE_SECTION, words, 0, G_MAXUINT) + BELOW_HEADING;
}

/* The space above a heading is no use on top of a page. */
static void
put_heading (ZbChartPages *pages,
             const Words  *words,
             double        follows)
{
  zb_chart_pages_need (pages, measure_heading (pages, words) + follows);
  if (pages->y > ZB_CHART_PAGES_MARGIN)
    pages->y += ABOVE_HEADING;
  put_words (pages, ZB_CHART_FACE_SECTION, words, 0);
  pages->y += BELOW_HEADING;
}

/**
 * zb_paper_text_put_heading:
 * @words: a heading
 * @follows: how much of what comes next must stand on the same page
 *
 * Puts a heading below what is there.
 */
void
zb_paper_text_put_heading (ZbChartPages *pages,
                           const char   *words,
                           double        follows)
{
  g_auto(Words) made;

  words_init (&made);
  g_string_append (made.text, words);
  put_heading (pages, &made, follows);
}

/**
 * zb_paper_text_put_section:
 * @heading: what it is about
 * @lines: a few lines
 *
 * Puts them below what is there, on one page where they fit.
 */
void
zb_paper_text_put_section (ZbChartPages *pages,
                           const char   *heading,
                           const char   *lines)
{
  g_auto(Words) made;

  words_init (&made);
  g_string_append (made.text, lines);
  zb_paper_text_put_heading (pages, heading,
                             measure_beginning (pages, ZB_CHART_FACE_SUBTITLE, &made, 0, MAX_KEPT_LINES));
  put_words (pages, ZB_CHART_FACE_SUBTITLE, &made, 0);
  pages->y += BELOW_WORDS;
}

/* Returns: how high the row is. */
static double
put_cells (ZbChartPages  *pages,
           const ZbBlock *block)
{
  double width = ZB_CHART_PAGES_WIDTH / block->n_cells, height = 0;
  guint n_run = 0;

  for (guint cell = 0; cell < block->n_cells; cell++)
    {
      g_autoptr(GString) words = g_string_new (NULL);
      gboolean strong = TRUE;
      double high;

      for (; n_run < block->runs->len; n_run++)
        {
          const ZbRun *run = g_ptr_array_index (block->runs, n_run);

          if (run->cell > cell)
            break;
          strong = strong && run->strong;
          g_string_append (words, run->text);
        }
      high = zb_chart_pages_put_text (pages, strong ? ZB_CHART_FACE_HEADING : ZB_CHART_FACE_READING,
                                      words->str, ZB_CHART_PAGES_MARGIN + width * cell, pages->y,
                                      width - CELL_GAP, FALSE);
      height = MAX (height, high);
    }
  return height;
}

static double
measure_cells (ZbChartPages  *pages,
               const ZbBlock *block)
{
  cairo_t *cr = g_steal_pointer (&pages->cr);
  double height = put_cells (pages, block);

  pages->cr = cr;
  return height;
}

static gsize
count_bytes (const ZbBlock *block)
{
  gsize n = 0;

  for (guint i = 0; i < block->runs->len; i++)
    n += strlen (((const ZbRun *) g_ptr_array_index (block->runs, i))->text);
  return n;
}

/* What is too much for a row of a table is words like others. */
static gboolean
is_row (const ZbBlock *block)
{
  return block->kind == ZB_BLOCK_TABLE_ROW && block->n_cells > 1 && block->n_cells <= MAX_CELLS
      && count_bytes (block) <= MAX_PIECE_BYTES;
}

static double
get_indent (const ZbBlock *block)
{
  return block->kind == ZB_BLOCK_LIST_ITEM ? ITEM_INDENT : 0;
}

/* Returns: whether the block is a table's row and was put. */
static gboolean
put_row (ZbChartPages  *pages,
         const ZbBlock *block)
{
  double height;

  if (!is_row (block))
    return FALSE;
  height = measure_cells (pages, block) + 2 * ROW_PAD;
  if (height > ZB_CHART_PAGES_HEIGHT)
    return FALSE;
  zb_chart_pages_need (pages, height);
  pages->y += ROW_PAD;
  put_cells (pages, block);
  pages->y += height - ROW_PAD;
  zb_chart_pages_put_rule (pages, ZB_CHART_ROLE_GRID);
  return TRUE;
}

/* Returns: (nullable) (transfer none): the block's picture, where it is one that is here. */
static cairo_surface_t *
find_picture (const ZbBlock *block,
              GHashTable    *pictures)
{
  return block->kind == ZB_BLOCK_IMAGE && block->image != NULL && pictures != NULL
           ? g_hash_table_lookup (pictures, block->image) : NULL;
}

/* How much of what follows a heading must stand on its page: the headings below it, and the beginning of the first text. */
static double
measure_following (ZbChartPages *pages,
                   GPtrArray    *blocks,
                   GHashTable   *pictures,
                   guint         first)
{
  double height = 0;

  for (guint i = first, n = 0; i < blocks->len && n < MAX_HEADINGS; i++)
    {
      const ZbBlock *block = g_ptr_array_index (blocks, i);
      g_auto(Words) words;

      words_init (&words);
      if (find_picture (block, pictures) != NULL)
        return height + zb_chart_pages_measure_picture (find_picture (block, pictures));
      words_add_block (&words, block);
      if (words.text->len == 0)
        continue;
      if (block->kind == ZB_BLOCK_HEADING)
        {
          height += measure_heading (pages, &words);
          n++;
          continue;
        }
      if (is_row (block))
        return height + measure_cells (pages, block) + 2 * ROW_PAD;
      return height + measure_beginning (pages, ZB_CHART_FACE_READING, &words, get_indent (block), 2);
    }
  return height;
}

static void
put_item_sign (ZbChartPages *pages,
               const Words  *words)
{
  zb_chart_pages_need (pages,
                       measure_beginning (pages, ZB_CHART_FACE_READING, words, ITEM_INDENT, 2));
  zb_chart_pages_put_text (pages, ZB_CHART_FACE_READING, "•",
                           ZB_CHART_PAGES_MARGIN + ITEM_INDENT / 3, pages->y, ITEM_INDENT, FALSE);
}

static void
put_block (ZbChartPages *pages,
           GPtrArray    *blocks,
           GHashTable   *pictures,
           guint         position)
{
  const ZbBlock *block = g_ptr_array_index (blocks, position);
  cairo_surface_t *picture = find_picture (block, pictures);
  g_auto(Words) words;

  words_init (&words);
  words_add_block (&words, block);
  if (picture != NULL)
    {
      zb_chart_pages_put_picture (pages, picture);
      pages->y += BELOW_WORDS;
    }
  if (words.text->len == 0)
    return;
  if (block->kind == ZB_BLOCK_HEADING)
    {
      put_heading (pages, &words, measure_following (pages, blocks, pictures, position + 1));
      return;
    }
  if (put_row (pages, block))
    return;
  if (block->kind == ZB_BLOCK_LIST_ITEM)
    put_item_sign (pages, &words);
  put_words (pages, ZB_CHART_FACE_READING, &words, get_indent (block));
  pages->y += BELOW_WORDS;
}

/**
 * zb_paper_text_put_blocks:
 * @blocks: (element-type ZbBlock): a text
 * @pictures: (nullable) (element-type utf8 cairo_surface_t): pictures by their addresses; others are left out
 *
 * Puts a document's text below what is there, over as many pages as it needs.
 *
 * Returns: whether it was put to the end; otherwise the error is %G_IO_ERROR_CANCELLED.
 */
gboolean
zb_paper_text_put_blocks (ZbChartPages  *pages,
                          GPtrArray     *blocks,
                          GHashTable    *pictures,
                          GCancellable  *cancellable,
                          GError       **error)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (blocks, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      /* A table ends closely below its last row. */
      if (i > 0 && block->kind != ZB_BLOCK_TABLE_ROW
          && ((const ZbBlock *) g_ptr_array_index (blocks, i - 1))->kind == ZB_BLOCK_TABLE_ROW)
        pages->y += BELOW_WORDS;
      put_block (pages, blocks, pictures, i);
    }
  return TRUE;
}
