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
#define PROSE_MARGIN_TENTHS 15
#define SAME_END_TENTHS 7

/* On a page that anybody can read there are fewer lines; only their places are compared with each other. */
#define MAX_LINES_ON_PAGE 1500

#define NONE G_MAXUINT

/* A line, what is nearest below and above it, how many lines stand there beside each other, and the
 * group to which it belongs. */
typedef struct {
  ZbPdfLine *line;
  guint      below;
  guint      above;
  guint      n_below;
  guint      n_above;
  guint      group;
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

/* Whether one of the lines has a sign that stands within sentences. */
static gboolean
has_sentence (const ZbPdfGroup *group)
{
  for (guint i = 0; i < group->lines->len; i++)
    {
      const char *text = ((const ZbPdfLine *) g_ptr_array_index (group->lines, i))->text;

      if (strstr (text, "，") != NULL || strstr (text, "。") != NULL || strstr (text, "、") != NULL ||
          strstr (text, "；") != NULL || strstr (text, ", ") != NULL)
        return TRUE;
    }
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

/* Follows the chains of lines, each into a group; groups are numbered as in @groups. */
static void
gather_chains (Node      *nodes,
               guint      n,
               GPtrArray *groups)
{
  for (guint i = 0; i < n; i++)
    {
      ZbPdfGroup *group;
      gboolean is_beside = FALSE;
      guint k = i;

      if (nodes[i].group != NONE)
        continue;
      group = new_group (groups, nodes[i].line);
      for (;;)
        {
          nodes[k].group = groups->len - 1;
          is_beside = is_beside || is_beside_another (nodes, n, k);
          add_line (group, nodes[k].line);
          if (!is_chained (nodes, k) || nodes[nodes[k].below].group != NONE)
            break;
          k = nodes[k].below;
        }
      judge_prose (group, is_beside);
    }
}

/* The cells in the row that begins at @start, where it may be one of a table; puts its end. */
static guint
count_cells (const Node *nodes,
             guint       n,
             guint       start,
             GPtrArray  *groups,
             guint      *end)
{
  guint n_cells = 0;
  guint i;

  for (i = start; i < n && nodes[i].line->row == nodes[start].line->row; i++)
    {
      const ZbPdfGroup *group = g_ptr_array_index (groups, nodes[i].group);

      if (!group->is_prose)
        n_cells++;
    }
  *end = i;
  return n_cells;
}

/* Whether a table's row may follow the other: close below, and under some part of it. */
static gboolean
is_next_row (const ZbPdfGroup *table,
             const ZbPdfLine  *line)
{
  return (line->box.y0 - table->box.y1) * 10 <= table->size * MAX_ROW_GAP_TENTHS &&
         line->box.x0 < table->box.x1 && line->box.x1 > table->box.x0;
}

static void
end_table (GPtrArray  *tables,
           ZbPdfGroup *table,
           guint       n_rows)
{
  /* Once side by side is no table. */
  if (table != NULL && n_rows < 2)
    g_ptr_array_remove_index (tables, tables->len - 1);
}

/* Rows of at least two cells that follow each other. Text in columns has rows as well: those of
 * wrapped text do not count. */
static GPtrArray *
find_tables (Node      *nodes,
             guint      n,
             GPtrArray *groups)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (group_free);
  ZbPdfGroup *table = NULL;
  guint n_rows = 0;
  guint end;

  for (guint start = 0; start < n; start = end)
    {
      guint n_cells = count_cells (nodes, n, start, groups, &end);

      if (table == NULL || n_cells < 2 || !is_next_row (table, nodes[start].line))
        {
          end_table (tables, table, n_rows);
          table = NULL;
          n_rows = 0;
        }
      if (n_cells < 2)
        continue;
      for (guint i = start; i < end; i++)
        {
          const ZbPdfGroup *group = g_ptr_array_index (groups, nodes[i].group);

          if (group->is_prose)
            continue;
          if (table == NULL)
            {
              table = new_group (tables, nodes[i].line);
              table->is_table = TRUE;
            }
          add_line (table, nodes[i].line);
        }
      n_rows++;
    }
  end_table (tables, table, n_rows);
  return tables;
}

/* Puts a chain into @groups without the cells of tables, at which it falls apart. */
static void
add_chain (GPtrArray        *groups,
           const ZbPdfGroup *chain,
           GHashTable       *cells)
{
  ZbPdfGroup *group = NULL;

  for (guint i = 0; i < chain->lines->len; i++)
    {
      ZbPdfLine *line = g_ptr_array_index (chain->lines, i);

      if (g_hash_table_contains (cells, line))
        {
          group = NULL;
          continue;
        }
      if (group == NULL)
        group = new_group (groups, line);
      group->is_prose = chain->is_prose;
      add_line (group, line);
    }
}

static void
add_groups_of_page (GPtrArray  *groups,
                    ZbPdfLine **lines,
                    guint       n)
{
  g_autofree Node *nodes = g_new (Node, n);
  g_autoptr(GPtrArray) chains = g_ptr_array_new_with_free_func (group_free);
  g_autoptr(GPtrArray) tables = NULL;
  g_autoptr(GHashTable) cells = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    nodes[i] = (Node) { lines[i], NONE, NONE, 0, 0, NONE };
  /* On a page that nobody could read, every line stands for itself. */
  if (n <= MAX_LINES_ON_PAGE)
    find_nearest (nodes, n);
  gather_chains (nodes, n, chains);
  tables = find_tables (nodes, n, chains);
  for (guint i = 0; i < tables->len; i++)
    {
      const ZbPdfGroup *table = g_ptr_array_index (tables, i);

      for (guint k = 0; k < table->lines->len; k++)
        g_hash_table_add (cells, g_ptr_array_index (table->lines, k));
    }
  for (guint i = 0; i < chains->len; i++)
    add_chain (groups, g_ptr_array_index (chains, i), cells);
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
