/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-list-filter.h"

#include "library/zb-search-hit.h"

/**
 * zb_list_filter_hides:
 *
 * Returns: whether there may be bulletins that are not shown.
 */
gboolean
zb_list_filter_hides (const ZbListFilter *self)
{
  return self->unread || self->starred || self->with_figures || self->missing ||
         self->rating != ZB_RATING_UNKNOWN || self->year != 0 || self->hits != NULL;
}

/* What the user has just marked counts, not what the library said when it was read. */
static gboolean
matches (const ZbListFilter *self,
         ZbListItem         *item)
{
  const ZbEntry *entry = zb_list_item_get_entry (item);

  return (!self->unread || zb_list_item_get_unread (item)) &&
         (!self->starred || zb_list_item_get_starred (item)) &&
         (!self->with_figures || entry->figures != NULL) &&
         (!self->missing || entry->state == ZB_ENTRY_MISSING) &&
         (self->rating == ZB_RATING_UNKNOWN || entry->rating == self->rating) &&
         (self->year == 0 || zb_list_item_get_year (item) == self->year) &&
         (self->hits == NULL || g_hash_table_contains (self->hits, &entry->id));
}

static gint64
get_incidents (const ZbListItem *item)
{
  const ZbEntry *entry = zb_list_item_get_entry ((ZbListItem *) item);
  const ZbFigure *total = entry->figures != NULL ? zb_figures_find (entry->figures, ZB_FIGURE_INCIDENTS_TOTAL) : NULL;

  return total != NULL ? total->value : -1;
}

/* Where both are the same the newer one comes first, since the sort keeps their order. */
static int
compare_incidents (gconstpointer a,
                   gconstpointer b,
                   gpointer      data)
{
  gint64 one = get_incidents (*(ZbListItem *const *) a);
  gint64 two = get_incidents (*(ZbListItem *const *) b);

  return (one < two) - (one > two);
}

static void
sort (const ZbListFilter *self,
      GPtrArray          *items)
{
  if (self->order == ZB_LIST_MOST_INCIDENTS_FIRST && items->len > 0)
    g_qsort_with_data (items->pdata, (int) items->len, sizeof (gpointer), compare_incidents, NULL);
  if (self->order == ZB_LIST_OLDEST_FIRST)
    for (guint i = 0; i < items->len / 2; i++)
      {
        gpointer item = items->pdata[i];

        items->pdata[i] = items->pdata[items->len - 1 - i];
        items->pdata[items->len - 1 - i] = item;
      }
}

static void
show_hit (const ZbListFilter *self,
          ZbListItem         *item)
{
  const ZbEntry *entry = zb_list_item_get_entry (item);

  zb_list_item_set_hit (item, self->hits != NULL ? g_hash_table_lookup (self->hits, &entry->id) : NULL);
  zb_list_item_set_names_year (item, self->order == ZB_LIST_MOST_INCIDENTS_FIRST);
}

/* A heading above each year, which says how many of its bulletins are shown. */
static GPtrArray *
add_headings (GPtrArray *issues)
{
  GPtrArray *shown = g_ptr_array_new_full (issues->len + 64, g_object_unref);
  ZbListItem *heading = NULL;

  for (guint i = 0; i < issues->len; i++)
    {
      ZbListItem *item = g_ptr_array_index (issues, i);

      if (heading == NULL || zb_list_item_get_year (heading) != zb_list_item_get_year (item))
        {
          heading = zb_list_item_new_year (zb_list_item_get_year (item));
          g_ptr_array_add (shown, heading);
        }
      zb_list_item_count (heading);
      g_ptr_array_add (shown, g_object_ref (item));
    }
  return shown;
}

/**
 * zb_list_filter_apply:
 * @items: (element-type ZbListItem): all rows, from zb_list_items_new()
 *
 * Returns: (transfer full) (element-type ZbListItem): the rows that are shown, the same objects but for headings.
 *   Where the whole list is shown as it is, it has its gaps.
 */
GPtrArray *
zb_list_filter_apply (const ZbListFilter *self,
                      GPtrArray          *items)
{
  g_autoptr(GPtrArray) issues = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_whole = !zb_list_filter_hides (self) && self->order == ZB_LIST_NEWEST_FIRST;

  for (guint i = 0; i < items->len; i++)
    {
      ZbListItem *item = g_ptr_array_index (items, i);
      gboolean is_issue = zb_list_item_get_kind (item) == ZB_LIST_ITEM_ISSUE;

      if (is_issue)
        show_hit (self, item);
      if (is_whole || (is_issue && matches (self, item)))
        g_ptr_array_add (issues, g_object_ref (item));
    }
  if (is_whole)
    return g_steal_pointer (&issues);
  sort (self, issues);
  return self->order == ZB_LIST_MOST_INCIDENTS_FIRST ? g_steal_pointer (&issues) : add_headings (issues);
}
