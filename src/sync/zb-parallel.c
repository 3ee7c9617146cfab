/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-parallel.h"

/* Reading is fast; more threads than this only take the machine from others. */
#define MAX_THREADS 4

/**
 * zb_parallel_run:
 * @items: what is to be done
 * @func: does one of @items, given @data as well; called in several threads at once
 *
 * Does all items on the processors that there are, and returns when all are
 * done.
 */
void
zb_parallel_run (GPtrArray *items,
                 GFunc      func,
                 gpointer   data)
{
  guint n_threads = MIN (MIN (g_get_num_processors (), MAX_THREADS), items->len);
  GThreadPool *pool = n_threads > 1 ? g_thread_pool_new (func, data, (int) n_threads, FALSE, NULL) : NULL;

  for (guint i = 0; i < items->len; i++)
    if (pool == NULL || !g_thread_pool_push (pool, g_ptr_array_index (items, i), NULL))
      func (g_ptr_array_index (items, i), data);
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, TRUE);
}
