/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-sync.h"

#include <glib/gi18n-lib.h>

#include "library/zb-library-private.h"

/* The log of the sources. */

#define BEGIN_RUN \
  "INSERT INTO runs (source, started) SELECT id, ?2 FROM sources WHERE id = ?1"

#define PRUNE_RUNS \
  "DELETE FROM runs WHERE source = ?1 AND id NOT IN" \
  " (SELECT id FROM runs WHERE source = ?1 ORDER BY id DESC LIMIT ?2)"

#define END_RUN \
  "UPDATE runs SET ended = ?2, asked = ?3, answered = ?4, stored = ?5, unchanged = ?6, refused = ?7," \
  " failed = ?8, bytes = ?9, next_try = ?10, error = ?11 WHERE id = ?1"

#define REMOVE_NOTES "DELETE FROM run_notes WHERE run = ?1"

#define PUT_NOTE \
  "INSERT INTO run_notes (run, position, address, outcome, message) VALUES (?1, ?2, ?3, ?4, ?5)"

#define SET_SOURCE_STATE "UPDATE sources SET next_try = ?2, n_failures = ?3 WHERE id = ?1"

/* ?1 is 0 for all sources; there are no more than some runs of each. */
#define LIST_RUNS \
  "SELECT id, source, started, ended, asked, answered, stored, unchanged, refused, failed, bytes," \
  " next_try, error FROM runs WHERE ?1 = 0 OR source = ?1 ORDER BY id DESC LIMIT ?2"

#define LIST_NOTES "SELECT address, outcome, message FROM run_notes WHERE run = ?1 ORDER BY position"

/**
 * zb_library_set_no_source:
 *
 * Sets the error of a source that is not there.
 */
void
zb_library_set_no_source (GError **error)
{
  g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                       _("This source is not in the library any more."));
}

static gboolean
insert_run (ZbDatabase *database,
            gint64      source,
            gint64      started,
            GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, BEGIN_RUN, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, source);
  zb_statement_bind_int (statement, 2, started);
  if (!zb_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (zb_database_get_handle (database)) > 0)
    return TRUE;
  zb_library_set_no_source (error);
  return FALSE;
}

static gboolean
prune_runs (ZbDatabase *database,
            gint64      source,
            GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, PRUNE_RUNS, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, source);
  zb_statement_bind_int (statement, 2, ZB_RUNS_KEPT);
  return zb_statement_run (statement, error);
}

/**
 * zb_library_begin_run:
 * @run: a new run of a source; gets its number, and the moment where it has none
 *
 * Begins a line of the log. Of each source the newest %ZB_RUNS_KEPT lines are kept.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NOT_FOUND where the source was removed, or another error
 *   of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_begin_run (ZbLibrary   *self,
                      ZbRunRecord *run,
                      GError     **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;
  gint64 started, id;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (run != NULL, FALSE);

  started = run->started != 0 ? run->started : g_get_real_time () / G_USEC_PER_SEC;
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  if (transaction == NULL || !insert_run (database, run->source, started, error))
    return FALSE;
  id = zb_database_get_last_id (database);
  if (!prune_runs (database, run->source, error) || !zb_transaction_commit (transaction, error))
    return FALSE;
  run->id = id;
  run->started = started;
  return TRUE;
}

static gboolean
update_run (ZbDatabase        *database,
            const ZbRunRecord *run,
            gboolean          *is_there,
            GError           **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, END_RUN, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, run->id);
  zb_statement_bind_int (statement, 2, run->ended != 0 ? run->ended
                                                       : g_get_real_time () / G_USEC_PER_SEC);
  zb_statement_bind_int (statement, 3, run->asked);
  zb_statement_bind_int (statement, 4, run->answered);
  zb_statement_bind_int (statement, 5, run->stored);
  zb_statement_bind_int (statement, 6, run->unchanged);
  zb_statement_bind_int (statement, 7, run->refused);
  zb_statement_bind_int (statement, 8, run->failed);
  zb_statement_bind_int (statement, 9, run->bytes);
  zb_statement_bind_int (statement, 10, run->next_try);
  zb_statement_bind_text (statement, 11, run->error);
  if (!zb_statement_run (statement, error))
    return FALSE;
  *is_there = sqlite3_changes (zb_database_get_handle (database)) > 0;
  return TRUE;
}

static gboolean
put_notes (ZbDatabase        *database,
           const ZbRunRecord *run,
           GError           **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, PUT_NOTE, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < run->notes->len && i < ZB_RUN_MAX_NOTES; i++)
    {
      const ZbRunNote *note = g_ptr_array_index (run->notes, i);

      zb_statement_bind_int (statement, 1, run->id);
      zb_statement_bind_int (statement, 2, i);
      zb_statement_bind_text (statement, 3, note->address);
      zb_statement_bind_int (statement, 4, note->outcome);
      zb_statement_bind_text (statement, 5, note->message);
      if (!zb_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
remove_notes (ZbDatabase *database,
              gint64      run,
              GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, REMOVE_NOTES, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, run);
  return zb_statement_run (statement, error);
}

static gboolean
set_source_state (ZbDatabase        *database,
                  const ZbRunRecord *run,
                  guint              n_failures,
                  GError           **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, SET_SOURCE_STATE, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, run->source);
  zb_statement_bind_int (statement, 2, run->next_try);
  zb_statement_bind_int (statement, 3, n_failures);
  return zb_statement_run (statement, error);
}

/**
 * zb_library_end_run:
 * @run: a run that was begun; where it does not say when it ended, that is now
 * @n_failures: how many runs of its source have failed one after the other
 *
 * Completes a line of the log, and remembers when the source is to be asked again. Where the line
 * is not there any more, since its source was removed, there is nothing to be done.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_end_run (ZbLibrary         *self,
                    const ZbRunRecord *run,
                    guint              n_failures,
                    GError           **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;
  gboolean is_there;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (run != NULL, FALSE);

  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  if (transaction == NULL || !update_run (database, run, &is_there, error))
    return FALSE;
  if (!is_there)
    return TRUE;
  return remove_notes (database, run->id, error) &&
         put_notes (database, run, error) &&
         set_source_state (database, run, n_failures, error) &&
         zb_transaction_commit (transaction, error);
}

static ZbRunRecord *
read_run_row (ZbStatement *statement)
{
  ZbRunRecord *run = zb_run_record_new (zb_statement_get_int (statement, 1));

  run->id = zb_statement_get_int (statement, 0);
  run->started = zb_statement_get_int (statement, 2);
  run->ended = zb_statement_get_int (statement, 3);
  run->asked = (guint) zb_statement_get_int (statement, 4);
  run->answered = (guint) zb_statement_get_int (statement, 5);
  run->stored = (guint) zb_statement_get_int (statement, 6);
  run->unchanged = (guint) zb_statement_get_int (statement, 7);
  run->refused = (guint) zb_statement_get_int (statement, 8);
  run->failed = (guint) zb_statement_get_int (statement, 9);
  run->bytes = zb_statement_get_int (statement, 10);
  run->next_try = zb_statement_get_int (statement, 11);
  run->error = zb_statement_dup_text (statement, 12);
  return run;
}

static gboolean
read_notes (ZbDatabase  *database,
            ZbRunRecord *run,
            GError     **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, LIST_NOTES, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, run->id);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    zb_run_record_add_note (run, zb_statement_get_string (statement, 0),
                            zb_fetch_outcome_from_int (zb_statement_get_int (statement, 1)),
                            zb_statement_get_string (statement, 2));
  return step == ZB_STEP_DONE;
}

/**
 * zb_library_list_runs:
 * @source: whose runs; 0 for those of all sources
 * @limit: how many at most; 0 for all that are kept
 *
 * Returns: (transfer full) (nullable) (element-type ZbRunRecord): the log with its notes, newest
 *   first; or %NULL with an error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_library_list_runs (ZbLibrary *self,
                      gint64     source,
                      guint      limit,
                      GError   **error)
{
  g_autoptr(GPtrArray) runs = NULL;
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  g_autoptr(ZbStatement) statement = NULL;
  ZbDatabase *database;
  ZbStep step;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  runs = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_run_record_free);
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_READ, error);
  if (transaction == NULL)
    return NULL;
  statement = zb_database_prepare (database, LIST_RUNS, error);
  if (statement == NULL)
    return NULL;
  zb_statement_bind_int (statement, 1, source);
  zb_statement_bind_int (statement, 2, limit != 0 ? (gint64) limit : -1);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      ZbRunRecord *run = read_run_row (statement);

      g_ptr_array_add (runs, run);
      if (!read_notes (database, run, error))
        return NULL;
    }
  return step == ZB_STEP_DONE ? g_steal_pointer (&runs) : NULL;
}
