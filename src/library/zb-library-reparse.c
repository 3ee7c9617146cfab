/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "library/zb-library-private.h"
#include "library/zb-store.h"
#include "library/zb-summary.h"

/* A step is durable when this many files are read again, or this much time
 * has gone, so that a crash costs little and the disk is asked seldom. */
#define MAX_BATCH      100
#define MAX_BATCH_USEC (200 * G_TIME_SPAN_MILLISECOND)

/* ?1 is what copies are read with now; ?2 whether to read the others too. A file without any copies
 * has lost them. */
#define FILES_TO_READ \
  "SELECT file FROM copies WHERE digest <> ?1 OR ?2" \
  " UNION" \
  " SELECT id FROM files WHERE NOT EXISTS (SELECT 1 FROM copies WHERE file = files.id)" \
  " ORDER BY file"

/* A stored file that was read again. */
typedef struct {
  gint64     id;
  GPtrArray *extractions;
} Reread;

static void
clear_reread (gpointer data)
{
  Reread *reread = data;

  g_clear_pointer (&reread->extractions, g_ptr_array_unref);
}

static GArray *
list_files (ZbLibrary *self,
            gboolean   all,
            GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);
  g_autoptr(GArray) files = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (zb_library_get_database (self), FILES_TO_READ, error);
  ZbStep step;

  if (statement == NULL)
    return NULL;
  zb_statement_bind_text (statement, 1, zb_library_get_digest (self));
  zb_statement_bind_int (statement, 2, all);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      gint64 file = zb_statement_get_int (statement, 0);

      g_array_append_val (files, file);
    }
  return step == ZB_STEP_DONE ? g_steal_pointer (&files) : NULL;
}

static GBytes *
read_bytes (ZbLibrary *self,
            gint64     file,
            char     **origin,
            GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);

  return zb_store_read_bytes (zb_library_get_database (self), file, origin, error);
}

/* The slow part, without the lock. Damaged bytes are counted and passed over:
 * what was read from them while they were whole is worth keeping. */
static gboolean
read_again (ZbLibrary       *self,
            gint64           file,
            GArray          *batch,
            ZbReparseResult *result,
            GError         **error)
{
  g_autofree char *origin = NULL;
  g_autoptr(GError) read_error = NULL;
  g_autoptr(GBytes) bytes = read_bytes (self, file, &origin, &read_error);
  Reread reread = { .id = file };

  if (bytes == NULL && g_error_matches (read_error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_CORRUPT))
    {
      result->n_damaged++;
      return TRUE;
    }
  if (bytes == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }
  reread.extractions = zb_extractor_read (zb_library_get_extractor (self), bytes, origin);
  g_array_append_val (batch, reread);
  return TRUE;
}

static gboolean
write_batch (ZbLibrary       *self,
             GArray          *batch,
             gboolean         is_last,
             ZbReparseResult *result,
             GError         **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);
  ZbDatabase *database = zb_library_get_database (self);
  g_autoptr(ZbTransaction) transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  guint n_changed = 0;

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < batch->len; i++)
    {
      Reread *reread = &g_array_index (batch, Reread, i);
      gboolean is_changed = FALSE;

      if (!zb_store_rewrite (database, reread->id, reread->extractions,
                             zb_library_get_digest (self), &is_changed, error))
        return FALSE;
      n_changed += is_changed;
    }
  /* Looking at all bulletins once is enough. */
  if ((is_last && !zb_summary_prune (database, error)) || !zb_transaction_commit (transaction, error))
    return FALSE;
  result->n_files += batch->len;
  result->n_changed += n_changed;
  g_array_set_size (batch, 0);
  return TRUE;
}

/**
 * zb_library_reparse:
 * @self: a library
 * @all: whether to read all stored copies again, not only those that were read
 *   with another catalogue or another version of the program, or that are lost
 * @result: (out caller-allocates): what was done, also where it ends early
 * @progress: (nullable): told after each file
 * @cancellable: (nullable): asked between files
 *
 * Reads stored copies again from their bytes, in durable steps: a crash or
 * cancelling leaves each file read in the old or the new way, and the next
 * call goes on. Marks and typed figures are not touched.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED or an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_reparse (ZbLibrary         *self,
                    gboolean           all,
                    ZbReparseResult   *result,
                    ZbLibraryProgress  progress,
                    gpointer           progress_data,
                    GCancellable      *cancellable,
                    GError           **error)
{
  g_autoptr(GArray) files = NULL;
  g_autoptr(GArray) batch = g_array_new (FALSE, FALSE, sizeof (Reread));
  gint64 started = g_get_monotonic_time ();

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  *result = (ZbReparseResult) { 0, };
  g_array_set_clear_func (batch, clear_reread);
  files = list_files (self, all, error);
  if (files == NULL)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      gboolean is_last = i + 1 == files->len;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !read_again (self, g_array_index (files, gint64, i), batch, result, error))
        return FALSE;
      if (is_last || batch->len == MAX_BATCH || g_get_monotonic_time () - started > MAX_BATCH_USEC)
        {
          if (!write_batch (self, batch, is_last, result, error))
            return FALSE;
          started = g_get_monotonic_time ();
        }
      if (progress != NULL)
        progress (i + 1, files->len, progress_data);
    }
  return TRUE;
}
