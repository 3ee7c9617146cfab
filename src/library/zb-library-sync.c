/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-sync.h"

#include <glib/gi18n-lib.h>

#include "library/zb-known-addresses.h"
#include "library/zb-library-private.h"
#include "library/zb-store.h"

/* What was asked, what is still to be asked, and what an answer changes. */

#define FIND_FETCH \
  "SELECT etag, last_modified, sha256, moved_to, outcome, reason, checked, next_try, n_failures" \
  " FROM fetches WHERE address = ?1"

#define PUT_FETCH \
  "INSERT INTO fetches (address, etag, last_modified, sha256, moved_to, outcome, reason, checked," \
  "  next_try, n_failures) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)" \
  " ON CONFLICT (address) DO UPDATE SET" \
  "  etag = excluded.etag, last_modified = excluded.last_modified, sha256 = excluded.sha256," \
  "  moved_to = excluded.moved_to, outcome = excluded.outcome, reason = excluded.reason," \
  "  checked = excluded.checked, next_try = excluded.next_try, n_failures = excluded.n_failures"

#define LIST_HOSTS "SELECT host, next_try, n_failures, interval_ms FROM hosts ORDER BY host"

#define PUT_HOST \
  "INSERT INTO hosts (host, next_try, n_failures, interval_ms) VALUES (?1, ?2, ?3, ?4)" \
  " ON CONFLICT (host) DO UPDATE SET next_try = excluded.next_try," \
  "  n_failures = excluded.n_failures, interval_ms = excluded.interval_ms"

#define REMOVE_HOST "DELETE FROM hosts WHERE host = ?1"

#define LIST_TASKS "SELECT address, kind, title, bulletin FROM tasks WHERE source = ?1 ORDER BY position"

/* A source that was removed has no tasks. A copy (kind 1 of ZbTaskKind) that was had, or is gone for
 * good (1 and 4 of ZbFetchOutcome), is not fetched again; a list may say something else today. */
#define PUT_TASK \
  "INSERT INTO tasks (source, address, position, kind, title, bulletin)" \
  " SELECT id, ?2, coalesce ((SELECT max (position) FROM tasks WHERE source = ?1), 0) + 1, ?3, ?4," \
  "  (SELECT id FROM bulletins WHERE id = ?5)" \
  " FROM sources WHERE id = ?1 AND NOT (?3 = 1 AND" \
  "  EXISTS (SELECT 1 FROM fetches WHERE address = ?2 AND outcome IN (1, 4)))" \
  " ON CONFLICT (source, address) DO NOTHING"

#define REMOVE_TASK "DELETE FROM tasks WHERE source = ?1 AND address = ?2"

/* Both not later than ?1: a misprinted week must not make the sources wait for the one after it. */
#define NEWEST_TEXT "SELECT max (week) FROM bulletins WHERE state = 2 AND week <= ?1"
#define NEWEST_KNOWN \
  "SELECT max (b.week) FROM bulletins AS b JOIN index_issues AS i ON i.bulletin = b.id WHERE b.week <= ?1"

static void
read_fetch_row (ZbStatement   *statement,
                ZbFetchRecord *fetch)
{
  g_autoptr(GBytes) sha256 = zb_statement_dup_bytes (statement, 2);

  /* Not mended: they are sent as they came. */
  fetch->etag = g_strdup (zb_statement_get_text (statement, 0));
  fetch->last_modified = g_strdup (zb_statement_get_text (statement, 1));
  fetch->has_hash = g_bytes_get_size (sha256) == sizeof fetch->sha256;
  if (fetch->has_hash)
    memcpy (fetch->sha256, g_bytes_get_data (sha256, NULL), sizeof fetch->sha256);
  fetch->moved_to = zb_statement_dup_text (statement, 3);
  fetch->outcome = zb_fetch_outcome_from_int (zb_statement_get_int (statement, 4));
  fetch->reason = zb_statement_dup_text (statement, 5);
  fetch->checked = zb_statement_get_int (statement, 6);
  fetch->next_try = zb_statement_get_int (statement, 7);
  fetch->n_failures = (guint) zb_statement_get_int (statement, 8);
}

/**
 * zb_library_find_fetch:
 * @address: exactly as printed
 *
 * Returns: (transfer full) (nullable): what is remembered of the address; of one that was never
 *   asked a record that says so. %NULL with an error of %ZB_LIBRARY_ERROR.
 */
ZbFetchRecord *
zb_library_find_fetch (ZbLibrary  *self,
                       const char *address,
                       GError    **error)
{
  g_autoptr(ZbFetchRecord) fetch = NULL;
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbStatement) statement = NULL;
  ZbStep step;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  fetch = zb_fetch_record_new (address);
  locker = zb_library_locker_new (self);
  statement = zb_database_prepare (zb_library_get_database (self), FIND_FETCH, error);
  if (statement == NULL)
    return NULL;
  zb_statement_bind_text (statement, 1, address);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    read_fetch_row (statement, fetch);
  return step != ZB_STEP_ERROR ? g_steal_pointer (&fetch) : NULL;
}

/**
 * zb_library_list_hosts:
 *
 * Returns: (transfer full) (nullable) (element-type ZbHostRecord): the hosts that asked for
 *   patience; or %NULL with an error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_library_list_hosts (ZbLibrary *self,
                       GError   **error)
{
  g_autoptr(GPtrArray) hosts = NULL;
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbStatement) statement = NULL;
  ZbStep step;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  hosts = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_host_record_free);
  locker = zb_library_locker_new (self);
  statement = zb_database_prepare (zb_library_get_database (self), LIST_HOSTS, error);
  if (statement == NULL)
    return NULL;
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      ZbHostRecord *host = g_new0 (ZbHostRecord, 1);

      host->host = g_strdup (zb_statement_get_string (statement, 0));
      host->next_try = zb_statement_get_int (statement, 1);
      host->n_failures = (guint) zb_statement_get_int (statement, 2);
      host->interval_ms = (guint) zb_statement_get_int (statement, 3);
      g_ptr_array_add (hosts, host);
    }
  return step == ZB_STEP_DONE ? g_steal_pointer (&hosts) : NULL;
}

/**
 * zb_library_put_host:
 * @host: what to remember in place of what was remembered before; one that asks for nothing any
 *   more is forgotten
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_put_host (ZbLibrary          *self,
                     const ZbHostRecord *host,
                     GError            **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbStatement) statement = NULL;
  gboolean is_known;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (host != NULL && host->host != NULL, FALSE);

  is_known = host->next_try != 0 || host->n_failures != 0 || host->interval_ms != 0;
  locker = zb_library_locker_new (self);
  statement = zb_database_prepare (zb_library_get_database (self), is_known ? PUT_HOST : REMOVE_HOST,
                                   error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_text (statement, 1, host->host);
  if (is_known)
    {
      zb_statement_bind_int (statement, 2, host->next_try);
      zb_statement_bind_int (statement, 3, host->n_failures);
      zb_statement_bind_int (statement, 4, host->interval_ms);
    }
  return zb_statement_run (statement, error);
}

/**
 * zb_library_list_tasks:
 * @source: whose tasks
 *
 * Returns: (transfer full) (nullable) (element-type ZbTask): what the source has still to fetch, in
 *   the order in which it was found; or %NULL with an error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_library_list_tasks (ZbLibrary *self,
                       gint64     source,
                       GError   **error)
{
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbStatement) statement = NULL;
  ZbStep step;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  locker = zb_library_locker_new (self);
  statement = zb_database_prepare (zb_library_get_database (self), LIST_TASKS, error);
  if (statement == NULL)
    return NULL;
  zb_statement_bind_int (statement, 1, source);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      g_autofree char *title = zb_statement_dup_text (statement, 2);

      g_ptr_array_add (tasks, zb_task_new (zb_statement_get_int (statement, 1) == ZB_TASK_COPY
                                             ? ZB_TASK_COPY : ZB_TASK_LIST,
                                           zb_statement_get_string (statement, 0), title,
                                           zb_statement_get_int (statement, 3)));
    }
  return step == ZB_STEP_DONE ? g_steal_pointer (&tasks) : NULL;
}

static gboolean
put_tasks (ZbDatabase *database,
           gint64      source,
           GPtrArray  *tasks,
           GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, PUT_TASK, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < tasks->len; i++)
    {
      const ZbTask *task = g_ptr_array_index (tasks, i);

      zb_statement_bind_int (statement, 1, source);
      zb_statement_bind_text (statement, 2, task->address);
      zb_statement_bind_int (statement, 3, task->kind);
      zb_statement_bind_text (statement, 4, task->title);
      zb_statement_bind_id (statement, 5, task->bulletin);
      if (!zb_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zb_library_add_tasks:
 * @source: who has found them
 * @tasks: (element-type ZbTask): what is to be fetched, behind what is to be fetched already
 *
 * Remembers what is to be fetched. An address that is on the source's list stays at its place. A copy
 * that was fetched well before or is gone for good is passed over, and so is everything where the
 * source was removed meanwhile.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_add_tasks (ZbLibrary *self,
                      gint64     source,
                      GPtrArray *tasks,
                      GError   **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (tasks != NULL, FALSE);

  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  return transaction != NULL &&
         put_tasks (database, source, tasks, error) &&
         zb_transaction_commit (transaction, error);
}

/* The bytes of a text, which need not be UTF-8. */
static void
bind_validator (ZbStatement *statement,
                int          position,
                const char  *text)
{
  if (text != NULL)
    zb_statement_bind_bytes (statement, position, text, strlen (text));
  else
    zb_statement_bind_null (statement, position);
}

/* For the files of this folder: what to remember of an address in place of what was remembered before. */
gboolean
zb_library_write_fetch (ZbDatabase          *database,
                        const ZbFetchRecord *fetch,
                        GError             **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, PUT_FETCH, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_text (statement, 1, fetch->address);
  bind_validator (statement, 2, fetch->etag);
  bind_validator (statement, 3, fetch->last_modified);
  if (fetch->has_hash)
    zb_statement_bind_bytes (statement, 4, fetch->sha256, sizeof fetch->sha256);
  zb_statement_bind_text (statement, 5, fetch->moved_to);
  zb_statement_bind_int (statement, 6, fetch->outcome);
  zb_statement_bind_text (statement, 7, fetch->reason);
  zb_statement_bind_int (statement, 8, fetch->checked);
  zb_statement_bind_int (statement, 9, fetch->next_try);
  zb_statement_bind_int (statement, 10, fetch->n_failures);
  return zb_statement_run (statement, error);
}

/**
 * zb_library_put_fetch:
 * @fetch: what to remember of an address in place of what was remembered before
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_put_fetch (ZbLibrary           *self,
                      const ZbFetchRecord *fetch,
                      GError             **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (fetch != NULL, FALSE);

  locker = zb_library_locker_new (self);
  return zb_library_write_fetch (zb_library_get_database (self), fetch, error);
}

static gboolean
remove_task (ZbDatabase *database,
             gint64      source,
             const char *address,
             GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, REMOVE_TASK, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, source);
  zb_statement_bind_text (statement, 2, address);
  return zb_statement_run (statement, error);
}

/* What is done goes last: a list that names itself is not asked again for that. */
static gboolean
write_step (ZbLibrary        *library,
            gint64            source,
            const ZbSyncStep *step,
            ZbImportResult   *result,
            GError          **error)
{
  ZbDatabase *database = zb_library_get_database (library);

  for (guint i = 0; step->files != NULL && i < step->files->len; i++)
    if (!zb_store_add_file (database, g_ptr_array_index (step->files, i),
                            zb_library_get_digest (library), result, error))
      return FALSE;
  return (step->fetch == NULL || zb_library_write_fetch (database, step->fetch, error)) &&
         (step->tasks == NULL || put_tasks (database, source, step->tasks, error)) &&
         (step->done == NULL || remove_task (database, source, step->done, error));
}

/**
 * zb_library_commit_steps:
 * @source: whose steps; where it was removed meanwhile, its files are stored all the same
 * @steps: (element-type ZbSyncStep): what some answers change
 * @result: where to count what became of the files in addition to what is counted; touched only
 *   where all is well
 *
 * Writes what was fetched, all of it or nothing. Afterwards it is on the disk.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_commit_steps (ZbLibrary      *self,
                         gint64          source,
                         GPtrArray      *steps,
                         ZbImportResult *result,
                         GError        **error)
{
  g_autoptr(ZbImportResult) written = NULL;
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (steps != NULL, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  written = zb_import_result_new ();
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    if (!write_step (self, source, g_ptr_array_index (steps, i), written, error))
      return FALSE;
  /* Before the end, so that nothing can fail when all is written. */
  if (!zb_store_settle (database, written, error) || !zb_transaction_commit (transaction, error))
    return FALSE;
  zb_import_result_add (result, written);
  return TRUE;
}

/**
 * zb_library_list_missing:
 * @id: the only bulletin to look at; 0 for all
 *
 * Returns: (transfer full) (nullable) (element-type ZbMissingIssue): the bulletins whose text is not
 *   here but can be had somewhere, newest first; or %NULL with %ZB_LIBRARY_ERROR_NOT_FOUND where
 *   there is no bulletin @id, or another error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_library_list_missing (ZbLibrary *self,
                         gint64     id,
                         GError   **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  g_autoptr(ZbEntry) entry = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_READ, error);
  if (transaction == NULL)
    return NULL;
  if (id != 0)
    {
      entry = zb_reader_read_entry (database, id, error);
      if (entry == NULL)
        return NULL;
    }
  return zb_known_addresses_list_missing (database, id, error);
}

static gboolean
read_week (ZbDatabase  *database,
           const char  *sql,
           const GDate *latest,
           GDate       *monday,
           GError     **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, sql, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_date (statement, 1, latest);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    zb_statement_get_date (statement, 0, monday);
  return step != ZB_STEP_ERROR;
}

/**
 * zb_library_find_newest_week:
 * @monday: (out caller-allocates): the first day of the week
 *
 * Finds from where on to look for new bulletins: the week of the newest one whose text is here, or
 * where there is none, of the newest one in the index. Weeks that have not begun do not count.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NOT_FOUND where there is no such week, or another error of
 *   %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_find_newest_week (ZbLibrary *self,
                             GDate     *monday,
                             GError   **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  g_autoptr(GDateTime) now = NULL;
  ZbDatabase *database;
  GDate today;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (monday != NULL, FALSE);

  g_date_clear (monday, 1);
  now = g_date_time_new_now_local ();
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_READ, error);
  if (transaction == NULL ||
      !read_week (database, NEWEST_TEXT, &today, monday, error) ||
      (!g_date_valid (monday) && !read_week (database, NEWEST_KNOWN, &today, monday, error)))
    return FALSE;
  if (g_date_valid (monday))
    return TRUE;
  g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                       _("The library does not know any week yet. Import some bulletins first."));
  return FALSE;
}
