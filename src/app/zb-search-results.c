/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-search-results.h"

/**
 * zb_search_result_free:
 */
void
zb_search_result_free (ZbSearchResult *self)
{
  g_free (self->name);
  g_free (self->description);
  g_free (self);
}

static ZbSearchResult *
result_new (const ZbEntry *entry,
            const char    *snippet)
{
  ZbSearchResult *self = g_new0 (ZbSearchResult, 1);

  self->id = entry->id;
  self->name = entry->issue.number != 0 ? zb_issue_dup_label (entry->issue) : g_strdup (entry->title);
  if (snippet != NULL && *snippet != '\0')
    self->description = g_strdup (snippet);
  else
    self->description = zb_period_is_known (&entry->period) ? zb_period_dup_label (&entry->period, ZB_DATE_LONG)
                                                            : g_strdup ("");
  return self;
}

static GHashTable *
index_hits (GPtrArray *hits)
{
  GHashTable *by_bulletin = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < hits->len; i++)
    {
      ZbSearchHit *hit = g_ptr_array_index (hits, i);

      g_hash_table_insert (by_bulletin, &hit->bulletin, hit);
    }
  return by_bulletin;
}

/* Somebody else may be writing for long: then what the index held before is searched. */
static gboolean
update (ZbLibrary    *library,
        GCancellable *cancellable,
        GError      **error)
{
  g_autoptr(GError) update_error = NULL;

  if (zb_library_update_search (library, NULL, NULL, cancellable, &update_error))
    return TRUE;
  if (g_error_matches (update_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&update_error));
      return FALSE;
    }
  g_debug ("%s", update_error->message);
  return TRUE;
}

/**
 * zb_search_results_find:
 * @query: what the user has typed
 * @max_results: how many are wanted at most
 * @cancellable: (nullable)
 *
 * Does I/O, for a thread.
 *
 * Returns: (transfer full) (nullable) (element-type ZbSearchResult): the newest issues that hold what was typed,
 *   newest first, or %NULL with %G_IO_ERROR_CANCELLED or an error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_search_results_find (ZbLibrary    *library,
                        const char   *query,
                        guint         max_results,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_search_result_free);
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GHashTable) by_bulletin = NULL;

  if (!update (library, cancellable, error))
    return NULL;
  /* All of them: the newest need not be those that were stored last. */
  hits = zb_library_search (library, query, G_MAXINT, cancellable, error);
  if (hits == NULL)
    return NULL;
  if (hits->len == 0)
    return g_steal_pointer (&results);
  entries = zb_library_list (library, error);
  if (entries == NULL)
    return NULL;
  by_bulletin = index_hits (hits);
  for (guint i = 0; i < entries->len && results->len < max_results; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);
      const ZbSearchHit *hit = g_hash_table_lookup (by_bulletin, &entry->id);

      if (hit != NULL)
        g_ptr_array_add (results, result_new (entry, hit->snippet));
    }
  return g_steal_pointer (&results);
}

static gboolean
contains (const GArray *ids,
          gint64        id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/**
 * zb_search_results_read:
 * @ids: (element-type gint64): numbers of bulletins, which need not exist
 *
 * Does I/O, for a thread.
 *
 * Returns: (transfer full) (nullable) (element-type ZbSearchResult): those that exist, without what was found in them;
 *   or %NULL with an error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_search_results_read (ZbLibrary    *library,
                        const GArray *ids,
                        GError      **error)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_search_result_free);
  g_autoptr(GPtrArray) entries = zb_library_list (library, error);

  if (entries == NULL)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);

      if (contains (ids, entry->id))
        g_ptr_array_add (results, result_new (entry, NULL));
    }
  return g_steal_pointer (&results);
}
