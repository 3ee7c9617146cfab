/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-search-async.h"

static GHashTable *
index_hits (GPtrArray *hits)
{
  GHashTable *by_bulletin = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                                   (GDestroyNotify) zb_search_hit_free);

  g_ptr_array_set_free_func (hits, NULL);
  for (guint i = 0; i < hits->len; i++)
    {
      ZbSearchHit *hit = g_ptr_array_index (hits, i);

      g_hash_table_insert (by_bulletin, &hit->bulletin, hit);
    }
  return by_bulletin;
}

static void
search_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  ZbLibrary *library = source;
  const char *query = task_data;
  g_autoptr(GPtrArray) hits = NULL;
  GError *error = NULL;

  if (zb_library_update_search (library, NULL, NULL, cancellable, &error))
    hits = zb_library_search (library, query, G_MAXINT, cancellable, &error);
  if (hits == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, index_hits (hits), (GDestroyNotify) g_hash_table_unref);
}

/**
 * zb_search_async:
 * @query: what the user has typed; a query of blanks finds nothing, but makes the index ready for the next one
 *
 * See zb_library_update_search() and zb_library_search().
 */
void
zb_search_async (ZbLibrary           *library,
                 const char          *query,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ZB_IS_LIBRARY (library));
  g_return_if_fail (query != NULL);

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, zb_search_async);
  g_task_set_task_data (task, g_strdup (query), g_free);
  g_task_run_in_thread (task, search_in_thread);
}

/**
 * zb_search_finish:
 *
 * Returns: (transfer full) (nullable) (element-type gint64 ZbSearchHit): the hits by the numbers of their bulletins,
 *   or %NULL with %G_IO_ERROR_CANCELLED or an error of %ZB_LIBRARY_ERROR.
 */
GHashTable *
zb_search_finish (ZbLibrary     *library,
                  GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
