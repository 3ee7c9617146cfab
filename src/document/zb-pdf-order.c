/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-pdf-groups.h"

/* Columns are read one after the other, and what stands across them parts what is above from what is
 * below. Columns within columns are followed this deep. */
#define MAX_DEPTH 4

/* Between columns there is this much room at least. */
#define MIN_GUTTER (6 * ZB_PDF_UNITS_PER_POINT)

/* What takes more of the width stands across the page. In percent. */
#define WIDE_PERCENT 62

static void order (GPtrArray *set,
                   guint      depth,
                   GPtrArray *ordered);

static int
compare_top (gconstpointer a,
             gconstpointer b)
{
  const ZbPdfGroup *group_a = *(const ZbPdfGroup *const *) a;
  const ZbPdfGroup *group_b = *(const ZbPdfGroup *const *) b;

  return group_a->box.y0 != group_b->box.y0 ? group_a->box.y0 - group_b->box.y0
                                            : group_a->box.x0 - group_b->box.x0;
}

static int
compare_left (gconstpointer a,
              gconstpointer b)
{
  const ZbPdfGroup *group_a = *(const ZbPdfGroup *const *) a;
  const ZbPdfGroup *group_b = *(const ZbPdfGroup *const *) b;

  return group_a->box.x0 - group_b->box.x0;
}

/* The width that all of them take together. */
static int
get_width (GPtrArray *set)
{
  int left = G_MAXINT;
  int right = G_MININT;

  for (guint i = 0; i < set->len; i++)
    {
      const ZbPdfGroup *group = g_ptr_array_index (set, i);

      left = MIN (left, group->box.x0);
      right = MAX (right, group->box.x1);
    }
  return right - left;
}

static gboolean
is_wide (const ZbPdfGroup *group,
         int               width)
{
  return group->box.x1 - group->box.x0 > width / 100 * WIDE_PERCENT;
}

/* Whether some of what is left of @gutter stands beside some of what is right of it. */
static gboolean
is_beside (GPtrArray *columns,
           int        gutter)
{
  int top[2] = { G_MAXINT, G_MAXINT };
  int bottom[2] = { G_MININT, G_MININT };

  for (guint i = 0; i < columns->len; i++)
    {
      const ZbPdfGroup *group = g_ptr_array_index (columns, i);
      guint side = group->box.x0 >= gutter ? 1 : 0;

      top[side] = MIN (top[side], group->box.y0);
      bottom[side] = MAX (bottom[side], group->box.y1);
    }
  return MIN (bottom[0], bottom[1]) > MAX (top[0], top[1]);
}

/* The middle of the widest gap between columns; @columns are ordered from the left. */
static gboolean
find_gap (GPtrArray *columns,
          int       *gutter)
{
  int right = G_MAXINT;
  int widest = MIN_GUTTER - 1;

  for (guint i = 0; i < columns->len; i++)
    {
      const ZbPdfGroup *group = g_ptr_array_index (columns, i);
      int gap = i > 0 ? group->box.x0 - right : 0;

      if (gap > widest && is_beside (columns, group->box.x0))
        {
          widest = gap;
          *gutter = right + gap / 2;
        }
      right = i > 0 ? MAX (right, group->box.x1) : group->box.x1;
    }
  return widest >= MIN_GUTTER;
}

/* Where the columns part. Wrapped text tells most surely; beside a single column of it may stand
 * anything, such as a picture's labels. */
static gboolean
find_gutter (GPtrArray *set,
             int       *gutter)
{
  g_autoptr(GPtrArray) prose = g_ptr_array_new ();
  g_autoptr(GPtrArray) narrow = g_ptr_array_new ();
  int width = get_width (set);

  for (guint i = 0; i < set->len; i++)
    {
      ZbPdfGroup *group = g_ptr_array_index (set, i);

      if (is_wide (group, width))
        continue;
      g_ptr_array_add (narrow, group);
      if (group->is_prose)
        g_ptr_array_add (prose, group);
    }
  g_ptr_array_sort (prose, compare_left);
  g_ptr_array_sort (narrow, compare_left);
  return find_gap (prose, gutter) || (prose->len > 0 && find_gap (narrow, gutter));
}

/* Below columns of text there may be the heading of what follows them, which stands at the margin
 * only. Returns how many groups of @band come before it. */
static guint
count_without_heading (GPtrArray *band)
{
  const ZbPdfGroup *last = band->len > 1 ? g_ptr_array_index (band, band->len - 1) : NULL;

  if (last == NULL || last->is_prose || last->is_table || last->lines->len > 1 ||
      g_str_has_suffix (((const ZbPdfLine *) g_ptr_array_index (last->lines, 0))->text, "。"))
    return band->len;
  for (guint i = 0; i + 1 < band->len; i++)
    if (((const ZbPdfGroup *) g_ptr_array_index (band, i))->box.y1 > last->box.y0)
      return band->len;
  return band->len - 1;
}

/* Reads one band of the page: one column, then the other. */
static void
order_band (GPtrArray *band,
            int        gutter,
            guint      depth,
            GPtrArray *ordered)
{
  g_autoptr(GPtrArray) left = g_ptr_array_new ();
  g_autoptr(GPtrArray) right = g_ptr_array_new ();
  guint n = count_without_heading (band);

  for (guint i = 0; i < n; i++)
    {
      ZbPdfGroup *group = g_ptr_array_index (band, i);

      g_ptr_array_add (group->box.x0 < gutter ? left : right, group);
    }
  order (left, depth + 1, ordered);
  order (right, depth + 1, ordered);
  if (n < band->len)
    g_ptr_array_add (ordered, g_ptr_array_index (band, n));
  g_ptr_array_set_size (band, 0);
}

/* Parts the page at what stands across the gutter. */
static void
order_columns (GPtrArray *set,
               int        gutter,
               guint      depth,
               GPtrArray *ordered)
{
  g_autoptr(GPtrArray) band = g_ptr_array_new ();

  for (guint i = 0; i < set->len; i++)
    {
      ZbPdfGroup *group = g_ptr_array_index (set, i);

      if (group->box.x0 < gutter && group->box.x1 > gutter)
        {
          order_band (band, gutter, depth, ordered);
          g_ptr_array_add (ordered, group);
        }
      else
        g_ptr_array_add (band, group);
    }
  order_band (band, gutter, depth, ordered);
}

/* Parts the page at what is wide, where columns above and below are not the same. */
static void
order_between_wide (GPtrArray *set,
                    guint      depth,
                    GPtrArray *ordered)
{
  g_autoptr(GPtrArray) band = g_ptr_array_new ();
  int width = get_width (set);

  for (guint i = 0; i < set->len; i++)
    {
      ZbPdfGroup *group = g_ptr_array_index (set, i);

      if (is_wide (group, width))
        {
          order (band, depth + 1, ordered);
          g_ptr_array_set_size (band, 0);
          g_ptr_array_add (ordered, group);
        }
      else
        g_ptr_array_add (band, group);
    }
  order (band, depth + 1, ordered);
}

/* Puts the groups of @set, which are ordered from the top, behind @ordered. */
static void
order (GPtrArray *set,
       guint      depth,
       GPtrArray *ordered)
{
  int gutter;

  if (set->len < 2 || depth >= MAX_DEPTH)
    {
      for (guint i = 0; i < set->len; i++)
        g_ptr_array_add (ordered, g_ptr_array_index (set, i));
    }
  else if (find_gutter (set, &gutter))
    order_columns (set, gutter, depth, ordered);
  else
    order_between_wide (set, depth, ordered);
}

/**
 * zb_pdf_groups_order:
 * @groups: (element-type ZbPdfGroup): the groups of a PDF, ordered by page; changed
 *
 * Puts the groups of each page into the order in which they are read.
 */
void
zb_pdf_groups_order (GPtrArray *groups)
{
  g_autoptr(GPtrArray) ordered = g_ptr_array_sized_new (groups->len);

  for (guint start = 0; start < groups->len;)
    {
      const ZbPdfGroup *first = g_ptr_array_index (groups, start);
      g_autoptr(GPtrArray) page = g_ptr_array_new ();

      while (start < groups->len && ((const ZbPdfGroup *) g_ptr_array_index (groups, start))->page == first->page)
        g_ptr_array_add (page, g_ptr_array_index (groups, start++));
      g_ptr_array_sort (page, compare_top);
      order (page, 0, ordered);
    }
  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_index (groups, i) = g_ptr_array_index (ordered, i);
}
