/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-pdf-groups.h"

#include <string.h>

/* Lines under each other are this close, in tenths of their letters' size. */
#define MAX_LEADING_TENTHS 15
#define MAX_ROW_GAP_TENTHS 25

/* Of wrapped text, most lines end near the margin: the next word did not fit. The longest line does so
 * in any list as well; so there are other signs to look for, unless the lines are as wide as this many
 * letters, and stand alone. */
#define WIDE_PROSE_WIDTH 20
#define MIN_PROSE_WIDTH 10
#define NARROW_PROSE_WIDTH 5
#define MAX_EQUAL_LINES 3
#define MAX_INDENT 5

/* A table's cells are no wider than this many letters, and there are no more of them in a row. */
#define MAX_CELL_WIDTH 24
#define MAX_CELLS 60
#define PROSE_MARGIN_TENTHS 25
#define SAME_END_TENTHS 7

/* Lines further apart than this part of a column's usual distance are two paragraphs. */
#define MIN_GAP_PERCENT 130

/* On a page that anybody can read there are fewer lines; only their places are compared with each other. */
#define MAX_LINES_ON_PAGE 1500

#define NONE G_MAXUINT

/* A line, what is nearest below and above it, how many lines stand there beside each other, and
 * whether it belongs to a group already. */
typedef struct {
  ZbPdfLine *line;
  guint      below;
  guint      above;
  guint      n_below;
  guint      n_above;
  gboolean   is_taken;
} Node;


static void
group_free (gpointer data)
{
  ZbPdfGroup *group = data;

  g_ptr_array_unref (group->lines);
  g_free (group);
}

static int
width (const ZbPdfBox *box)
{
  return box->x1 - box->x0;
}

static gboolean
is_one_size (int a,
             int b)
{
  return ABS (a - b) * 8 <= MAX (a, b);
}

static gboolean
overlaps (const ZbPdfLine *a,
          const ZbPdfLine *b)
{
  return MIN (a->box.x1, b->box.x1) - MAX (a->box.x0, b->box.x0) > MIN (a->size, b->size) / 2;
}

/* Notes what is nearest below each line, and above. Lines are ordered by row. */
static void
find_nearest (Node  *nodes,
              guint  n)
{
  for (guint i = 0; i < n; i++)
    {
      const ZbPdfLine *line = nodes[i].line;

      for (guint k = i + 1; k < n; k++)
        {
          const ZbPdfLine *other = nodes[k].line;

          if (other->row == line->row || !overlaps (line, other))
            continue;
          if (nodes[i].below != NONE && other->row != nodes[nodes[i].below].line->row)
            break;
          if (nodes[i].below == NONE)
            nodes[i].below = k;
          nodes[i].n_below++;
        }
      for (guint k = i; k-- > 0;)
        {
          const ZbPdfLine *other = nodes[k].line;

          if (other->row == line->row || !overlaps (line, other))
            continue;
          if (nodes[i].above != NONE && other->row != nodes[nodes[i].above].line->row)
            break;
          if (nodes[i].above == NONE)
            nodes[i].above = k;
          nodes[i].n_above++;
        }
    }
}

/* Whether the line at @i is followed by the one below it, as in a column of text. */
static gboolean
is_chained (const Node *nodes,
            guint       i)
{
  const Node *node = &nodes[i];
  const ZbPdfLine *line = node->line;
  const ZbPdfLine *next;
  int shared;

  if (node->n_below != 1 || nodes[node->below].n_above != 1 || nodes[node->below].above != i)
    return FALSE;
  next = nodes[node->below].line;
  shared = MIN (line->box.x1, next->box.x1) - MAX (line->box.x0, next->box.x0);
  return is_one_size (line->size, next->size) &&
         (next->box.y0 - line->box.y1) * 10 <= line->size * MAX_LEADING_TENTHS &&
         (shared * 2 >= MIN (width (&line->box), width (&next->box)) ||
          ABS (line->box.x0 - next->box.x0) * 2 <= line->size * 5);
}

static ZbPdfGroup *
new_group (GPtrArray *groups,
           ZbPdfLine *first)
{
  ZbPdfGroup *group = g_new0 (ZbPdfGroup, 1);

  group->page = first->page;
  group->box = first->box;
  group->size = first->size;
  group->lines = g_ptr_array_new ();
  g_ptr_array_add (groups, group);
  return group;
}

static void
add_line (ZbPdfGroup *group,
          ZbPdfLine  *line)
{
  ZbPdfBox *box = &group->box;

  *box = (ZbPdfBox) { MIN (box->x0, line->box.x0), MIN (box->y0, line->box.y0),
                      MAX (box->x1, line->box.x1), MAX (box->y1, line->box.y1) };
  g_ptr_array_add (group->lines, line);
}

static gboolean
ends_below (const ZbPdfLine *line,
            const ZbPdfLine *other)
{
  return ABS (line->box.x1 - other->box.x1) * 10 <= line->size * SAME_END_TENTHS;
}

/* Whether the line at @i is one of three that end at the same place, as where text flows around a picture. */
static gboolean
is_one_of_three (const ZbPdfGroup *group,
                 guint             i)
{
  const ZbPdfLine *line = g_ptr_array_index (group->lines, i);
  guint n = 1;

  for (guint k = i; k-- > 0 && k + 2 >= i && ends_below (line, g_ptr_array_index (group->lines, k));)
    n++;
  for (guint k = i + 1; k < group->lines->len && k <= i + 2 && ends_below (line, g_ptr_array_index (group->lines, k)); k++)
    n++;
  return n >= 3;
}

/* Whether there is a sign that stands within sentences. */
static gboolean
has_sentence_sign (const char *text)
{
  return strstr (text, "，") != NULL || strstr (text, "。") != NULL || strstr (text, "、") != NULL ||
         strstr (text, "；") != NULL || strstr (text, ", ") != NULL;
}

static gboolean
has_sentence (const ZbPdfGroup *group)
{
  for (guint i = 0; i < group->lines->len; i++)
    if (has_sentence_sign (((const ZbPdfLine *) g_ptr_array_index (group->lines, i))->text))
      return TRUE;
  return FALSE;
}

/* Whether a line begins further in and the next one does not, as the first line of a paragraph does. */
static gboolean
has_indent (const ZbPdfGroup *group)
{
  for (guint i = 0; i + 1 < group->lines->len; i++)
    {
      const ZbPdfLine *line = g_ptr_array_index (group->lines, i);
      const ZbPdfLine *next = g_ptr_array_index (group->lines, i + 1);
      int indent = line->box.x0 - group->box.x0;

      if (indent > line->size && indent < line->size * MAX_INDENT &&
          next->box.x0 - group->box.x0 < next->size / 2 && width (&next->box) > next->size)
        return TRUE;
    }
  return FALSE;
}

static void
judge_prose (ZbPdfGroup *group,
             gboolean    is_beside)
{
  guint n = group->lines->len;
  const ZbPdfLine *last = g_ptr_array_index (group->lines, n - 1);
  gboolean is_ended = g_str_has_suffix (last->text, "。") || g_str_has_suffix (last->text, ".");
  int n_letters = width (&group->box) / MAX (group->size, 1);
  guint n_full = 0;

  for (guint i = 0; i < n; i++)
    {
      const ZbPdfLine *line = g_ptr_array_index (group->lines, i);

      if ((group->box.x1 - line->box.x1) * 10 <= line->size * PROSE_MARGIN_TENTHS || is_one_of_three (group, i))
        n_full++;
    }
  if (n_letters >= MIN_PROSE_WIDTH && has_sentence (group) && has_indent (group))
    group->is_prose = TRUE;
  if (n < 2 || n_full * 2 < n)
    return;
  if (n_letters >= WIDE_PROSE_WIDTH && !is_beside)
    group->is_prose = TRUE;
  else if (n_letters >= MIN_PROSE_WIDTH)
    group->is_prose = group->is_prose || is_ended || (n_full > 1 && has_sentence (group)) || n_full > MAX_EQUAL_LINES;
  else if (n_letters >= NARROW_PROSE_WIDTH)
    group->is_prose = n > 2 && n_full * 4 >= n * 3 && is_ended;
}

static gboolean
is_beside_another (const Node *nodes,
                   guint       n,
                   guint       i)
{
  return (i > 0 && nodes[i - 1].line->row == nodes[i].line->row) ||
         (i + 1 < n && nodes[i + 1].line->row == nodes[i].line->row);
}

static int
compare_ints (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* How far the base lines of a chain are apart where it is one paragraph: the lower third of all
 * distances, since paragraphs may be short and have gaps between them. */
static int
get_leading (GPtrArray *chain)
{
  g_autoptr(GArray) distances = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 1; i < chain->len; i++)
    {
      int d = zb_pdf_line_distance (g_ptr_array_index (chain, i - 1), g_ptr_array_index (chain, i));

      g_array_append_val (distances, d);
    }
  if (distances->len == 0)
    return 0;
  g_array_sort (distances, compare_ints);
  return g_array_index (distances, int, distances->len / 3);
}

/* Ends the last group. Lines that were not wrapped stand for themselves, but for a bracket that opens
 * in one and closes in the next. */
static void
end_group (GPtrArray *groups,
           gboolean   is_beside)
{
  ZbPdfGroup *group = g_ptr_array_index (groups, groups->len - 1);
  g_autoptr(GPtrArray) lines = NULL;

  judge_prose (group, is_beside);
  if (group->is_prose)
    return;
  lines = g_ptr_array_copy (group->lines, NULL, NULL);
  g_ptr_array_remove_index (groups, groups->len - 1);
  for (guint i = 0; i < lines->len; i++)
    {
      const ZbPdfLine *before = i > 0 ? g_ptr_array_index (lines, i - 1) : NULL;
      ZbPdfLine *line = g_ptr_array_index (lines, i);

      if (before == NULL || !zb_pdf_has_open_bracket (before->text))
        group = new_group (groups, line);
      add_line (group, line);
    }
}

/* Puts the lines of a chain into groups: a new one behind each gap. */
static void
split_chain (GPtrArray *chain,
             gboolean   is_beside,
             GPtrArray *groups)
{
  int leading = get_leading (chain);
  ZbPdfGroup *group = NULL;

  for (guint i = 0; i < chain->len; i++)
    {
      ZbPdfLine *line = g_ptr_array_index (chain, i);

      if (group == NULL ||
          zb_pdf_line_distance (g_ptr_array_index (chain, i - 1), line) * 100 > leading * MIN_GAP_PERCENT)
        {
          if (group != NULL)
            end_group (groups, is_beside);
          group = new_group (groups, line);
        }
      add_line (group, line);
    }
  end_group (groups, is_beside);
}

/* Follows the chains of lines. */
static void
gather_chains (Node      *nodes,
               guint      n,
               GPtrArray *groups)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GPtrArray) chain = NULL;
      gboolean is_beside = FALSE;
      guint k = i;

      if (nodes[i].is_taken)
        continue;
      chain = g_ptr_array_new ();
      for (;;)
        {
          nodes[k].is_taken = TRUE;
          is_beside = is_beside || is_beside_another (nodes, n, k);
          g_ptr_array_add (chain, nodes[k].line);
          if (!is_chained (nodes, k) || nodes[nodes[k].below].is_taken)
            break;
          k = nodes[k].below;
        }
      split_chain (chain, is_beside, groups);
    }
}

/* Cells hold words, not sentences. */
static gboolean
is_cell (const ZbPdfLine *line)
{
  return width (&line->box) <= line->size * MAX_CELL_WIDTH && !has_sentence_sign (line->text);
}

/* How many cells the row at @start has, which ends at @end; 0 where something in it is none. */
static guint
count_cells (ZbPdfLine **lines,
             guint       n,
             guint       start,
             guint      *end)
{
  gboolean is_row = TRUE;
  guint i;

  for (i = start; i < n && lines[i]->row == lines[start]->row; i++)
    is_row = is_row && is_cell (lines[i]);
  *end = i;
  return is_row && i - start <= MAX_CELLS ? i - start : 0;
}

static gboolean
is_aligned (const ZbPdfLine *cell,
            const ZbPdfLine *above)
{
  int limit = MAX (cell->size, above->size);

  return ABS (cell->box.x0 - above->box.x0) <= limit || ABS (cell->box.x1 - above->box.x1) <= limit ||
         ABS (cell->box.x0 + cell->box.x1 - above->box.x0 - above->box.x1) <= limit * 2;
}

/* Whether the row may follow the last one of the table: close below it, and most of its cells under
 * cells of that. */
static gboolean
is_next_row (const ZbPdfGroup *table,
             ZbPdfLine       **cells,
             guint             n_cells)
{
  const ZbPdfLine *last = g_ptr_array_index (table->lines, table->lines->len - 1);
  guint n_aligned = 0;

  if ((cells[0]->box.y0 - table->box.y1) * 10 > table->size * MAX_ROW_GAP_TENTHS ||
      !is_one_size (cells[0]->size, last->size))
    return FALSE;
  for (guint i = 0; i < n_cells; i++)
    for (guint k = table->lines->len; k-- > 0;)
      {
        const ZbPdfLine *above = g_ptr_array_index (table->lines, k);

        if (above->row != last->row)
          break;
        if (is_aligned (cells[i], above))
          {
            n_aligned++;
            break;
          }
      }
  return n_aligned * 2 >= n_cells && n_aligned > 1;
}

/* Whether the lines under @first end where it ends, and are long: columns of text may have some lines
 * without any sign. */
static gboolean
is_text_column (const ZbPdfGroup *table,
                const ZbPdfLine  *first)
{
  if (width (&first->box) < first->size * MIN_PROSE_WIDTH)
    return FALSE;
  for (guint i = 0; i < table->lines->len; i++)
    {
      const ZbPdfLine *line = g_ptr_array_index (table->lines, i);

      if (overlaps (first, line) && ABS (first->box.x1 - line->box.x1) > line->size)
        return FALSE;
    }
  return TRUE;
}

/* Once side by side is no table, and text in columns is none. */
static gboolean
is_table (const ZbPdfGroup *table,
          guint             n_rows)
{
  const ZbPdfLine *first = g_ptr_array_index (table->lines, 0);

  if (n_rows < 2)
    return FALSE;
  for (guint i = 0; i < table->lines->len; i++)
    {
      const ZbPdfLine *line = g_ptr_array_index (table->lines, i);

      if (line->row != first->row)
        break;
      if (is_text_column (table, line))
        return FALSE;
    }
  return TRUE;
}

static void
end_table (GPtrArray  *tables,
           ZbPdfGroup *table,
           guint       n_rows)
{
  if (table != NULL && !is_table (table, n_rows))
    g_ptr_array_remove_index (tables, tables->len - 1);
}

/* Rows of at least two cells that follow each other. */
static GPtrArray *
find_tables (ZbPdfLine **lines,
             guint       n)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (group_free);
  ZbPdfGroup *table = NULL;
  guint n_rows = 0;
  guint end;

  for (guint start = 0; start < n; start = end)
    {
      guint n_cells = count_cells (lines, n, start, &end);

      if (table == NULL || n_cells < 2 || !is_next_row (table, lines + start, n_cells))
        {
          end_table (tables, table, n_rows);
          table = NULL;
          n_rows = 0;
        }
      if (n_cells < 2)
        continue;
      if (table == NULL)
        table = new_group (tables, lines[start]);
      table->is_table = TRUE;
      for (guint i = start; i < end; i++)
        add_line (table, lines[i]);
      n_rows++;
    }
  end_table (tables, table, n_rows);
  return tables;
}

static void
add_groups_of_page (GPtrArray  *groups,
                    ZbPdfLine **lines,
                    guint       n)
{
  g_autofree Node *nodes = g_new (Node, n);
  g_autoptr(GPtrArray) tables = find_tables (lines, n);
  g_autoptr(GHashTable) cells = g_hash_table_new (NULL, NULL);
  guint n_nodes = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const ZbPdfGroup *table = g_ptr_array_index (tables, i);

      for (guint k = 0; k < table->lines->len; k++)
        g_hash_table_add (cells, g_ptr_array_index (table->lines, k));
    }
  for (guint i = 0; i < n; i++)
    if (!g_hash_table_contains (cells, lines[i]))
      nodes[n_nodes++] = (Node) { lines[i], NONE, NONE, 0, 0, FALSE };
  /* On a page that nobody could read, every line stands for itself. */
  if (n_nodes <= MAX_LINES_ON_PAGE)
    find_nearest (nodes, n_nodes);
  gather_chains (nodes, n_nodes, groups);
  g_ptr_array_extend_and_steal (groups, g_steal_pointer (&tables));
}

/**
 * zb_pdf_groups_new:
 * @lines: (element-type ZbPdfLine): the lines of a PDF, ordered by row; they live longer than the groups
 *
 * Finds columns of text and tables.
 *
 * Returns: (transfer full) (element-type ZbPdfGroup): the groups, ordered by
 *   page; see zb_pdf_groups_order().
 */
GPtrArray *
zb_pdf_groups_new (GPtrArray *lines)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  ZbPdfLine **all = (ZbPdfLine **) lines->pdata;
  guint end;

  for (guint start = 0; start < lines->len; start = end)
    {
      for (end = start + 1; end < lines->len && all[end]->page == all[start]->page; end++)
        ;
      add_groups_of_page (groups, all + start, end - start);
    }
  return groups;
}
