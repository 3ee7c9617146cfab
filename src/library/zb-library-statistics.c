/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-statistics.h"

#include <glib/gstdio.h>

#include "library/zb-library-private.h"

static guint64
measure_files (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };
  guint64 n_bytes = 0;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      GStatBuf info;

      if (g_stat (name, &info) == 0)
        n_bytes += (guint64) info.st_size;
    }
  return n_bytes;
}

/**
 * zb_library_count:
 * @statistics: (out caller-allocates): what the library holds
 *
 * Counts what is stored. Takes some milliseconds.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_count (ZbLibrary            *self,
                  ZbLibraryStatistics  *statistics,
                  GError              **error)
{
  const struct {
    const char *sql;
    guint      *value;
  } counts[] = {
    { "SELECT count(*) FROM bulletins", &statistics->n_issues },
    { "SELECT count(*) FROM bulletins WHERE state = 2", &statistics->n_texts },
    { "SELECT count(*) FROM copies", &statistics->n_copies },
    { "SELECT count(*) FROM picture_bytes", &statistics->n_pictures },
  };
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);

  locker = zb_library_locker_new (self);
  transaction = zb_database_begin (zb_library_get_database (self), ZB_TRANSACTION_READ, error);
  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      gint64 value = 0;

      if (!zb_database_query_int (zb_library_get_database (self), counts[i].sql, &value, error))
        return FALSE;
      *counts[i].value = (guint) value;
    }
  statistics->n_bytes = measure_files (zb_library_get_path (self));
  return TRUE;
}
