/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-database.h"

#include "library/zb-library-error.h"
#include "library/zb-search-tokenizer.h"

struct _ZbDatabase {
  char       *path;
  sqlite3    *handle;
  GHashTable *statements;
};

struct _ZbTransaction {
  ZbDatabase *database;
  gboolean    is_open;
};

static gboolean
check_code (ZbDatabase *self,
            int         code,
            GError    **error)
{
  if (code == SQLITE_OK)
    return TRUE;
  zb_library_error_set_sqlite (error, self->handle, code, self->path);
  return FALSE;
}

static ZbDatabase *
open_with_flags (const char *path,
                 int         flags,
                 GError    **error)
{
  g_autoptr(ZbDatabase) self = g_new0 (ZbDatabase, 1);

  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) zb_statement_destroy);
  /* Our callers take turns by a lock of their own, so SQLite's would only cost time. */
  if (!check_code (self, sqlite3_open_v2 (path, &self->handle,
                                          flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                                          NULL), error) ||
      !check_code (self, sqlite3_busy_timeout (self->handle, ZB_DATABASE_BUSY_TIMEOUT_MS), error) ||
      !check_code (self, zb_search_tokenizer_register (self->handle), error))
    return NULL;

  /* The file may come from anywhere (--library, a restored backup): what its
   * schema says must not be able to run or to break anything. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  return g_steal_pointer (&self);
}

/**
 * zb_database_open:
 * @path: the file; it is made where it does not exist, its folder is not
 *
 * Opens the file without writing to it.
 *
 * Returns: (transfer full) (nullable): the connection, or %NULL with an error
 *   of %ZB_LIBRARY_ERROR.
 */
ZbDatabase *
zb_database_open (const char *path,
                  GError    **error)
{
  return open_with_flags (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
}

/**
 * zb_database_open_read_only:
 * @path: the file, which must exist
 *
 * Returns: (transfer full) (nullable): a connection that cannot write, or
 *   %NULL with an error of %ZB_LIBRARY_ERROR.
 */
ZbDatabase *
zb_database_open_read_only (const char *path,
                            GError    **error)
{
  return open_with_flags (path, SQLITE_OPEN_READONLY, error);
}

/**
 * zb_database_free:
 *
 * Closes the connection. All its statements must have been given back.
 */
void
zb_database_free (ZbDatabase *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    {
      g_critical ("A statement outlives its database");
      sqlite3_close_v2 (self->handle);
    }
  g_free (self->path);
  g_free (self);
}

/* SQLite does not wait by itself for the short lock that this change needs. */
static gboolean
switch_to_wal (ZbDatabase *self,
               GError    **error)
{
  gint64 deadline = g_get_monotonic_time () + ZB_DATABASE_BUSY_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;
  int code;

  while (TRUE)
    {
      code = sqlite3_exec (self->handle, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
      if ((code & 0xff) != SQLITE_BUSY || g_get_monotonic_time () > deadline)
        return check_code (self, code, error);
      g_usleep (10 * G_TIME_SPAN_MILLISECOND);
    }
}

/**
 * zb_database_set_up:
 *
 * Makes the connection one for reading and writing a library. To be called
 * once it is known that the file is ours, since it changes the file.
 *
 * What is committed is on the disk (synchronous=FULL): a power cut takes
 * nothing that was reported as stored. Writers gather many files for one
 * transaction, so this costs little. A stored page of a bulletin takes 2 to 4
 * KiB: two or three fit into a database page of 8 KiB, but only one into the
 * usual 4. A longer log of changes writes the pages of indexes less often.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where it fails.
 */
gboolean
zb_database_set_up (ZbDatabase *self,
                    GError    **error)
{
  return zb_database_execute (self, "PRAGMA page_size=8192", error) &&
         switch_to_wal (self, error) &&
         zb_database_execute (self,
                              "PRAGMA wal_autocheckpoint=2000;"
                              "PRAGMA journal_size_limit=4194304;"
                              "PRAGMA synchronous=FULL;"
                              "PRAGMA foreign_keys=ON;"
                              "PRAGMA cell_size_check=ON;"
                              "PRAGMA mmap_size=0;"
                              "PRAGMA temp_store=MEMORY", error);
}

/**
 * zb_database_get_path:
 */
const char *
zb_database_get_path (ZbDatabase *self)
{
  return self->path;
}

/**
 * zb_database_get_handle:
 */
sqlite3 *
zb_database_get_handle (ZbDatabase *self)
{
  return self->handle;
}

static ZbStatement *
prepare_new (ZbDatabase *self,
             const char *sql,
             GError    **error)
{
  sqlite3_stmt *handle = NULL;

  if (!check_code (self, sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                             &handle, NULL), error))
    return NULL;
  return zb_statement_new (self, handle);
}

/**
 * zb_database_prepare:
 * @sql: one statement
 *
 * Prepares the statement, or takes the one that was prepared before.
 *
 * Returns: (transfer full) (nullable): the statement with nothing bound, to be
 *   freed before the database; or %NULL with an error of %ZB_LIBRARY_ERROR.
 */
ZbStatement *
zb_database_prepare (ZbDatabase *self,
                     const char *sql,
                     GError    **error)
{
  ZbStatement *statement = g_hash_table_lookup (self->statements, sql);

  /* Somebody further up is in the middle of the same query: a second one of its own. */
  if (statement != NULL && zb_statement_is_lent (statement))
    return prepare_new (self, sql, error);
  if (statement == NULL)
    {
      statement = prepare_new (self, sql, error);
      if (statement == NULL)
        return NULL;
      g_hash_table_insert (self->statements, g_strdup (sql), statement);
    }
  zb_statement_lend (statement);
  return statement;
}

/**
 * zb_database_execute:
 * @sql: one or several statements without parameters; their rows are dropped
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where one fails.
 */
gboolean
zb_database_execute (ZbDatabase *self,
                     const char *sql,
                     GError    **error)
{
  return check_code (self, sqlite3_exec (self->handle, sql, NULL, NULL, NULL), error);
}

/**
 * zb_database_query_int:
 * @sql: a query for one number
 * @value: (out): where to put it; 0 where there is no row
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where it fails.
 */
gboolean
zb_database_query_int (ZbDatabase *self,
                       const char *sql,
                       gint64     *value,
                       GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (self, sql, error);
  ZbStep step;

  *value = 0;
  if (statement == NULL)
    return FALSE;
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    *value = zb_statement_get_int (statement, 0);
  return step != ZB_STEP_ERROR;
}

/**
 * zb_database_get_last_id:
 *
 * Returns: the number of the row that was inserted last.
 */
gint64
zb_database_get_last_id (ZbDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * zb_database_begin:
 * @kind: whether it writes; transactions do not nest
 *
 * Returns: (transfer full) (nullable): the transaction, or %NULL with an error
 *   of %ZB_LIBRARY_ERROR, %ZB_LIBRARY_ERROR_BUSY where another program does
 *   not let go.
 */
ZbTransaction *
zb_database_begin (ZbDatabase        *self,
                   ZbTransactionKind  kind,
                   GError           **error)
{
  ZbTransaction *transaction;

  if (!zb_database_execute (self, kind == ZB_TRANSACTION_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", error))
    return NULL;
  transaction = g_new0 (ZbTransaction, 1);
  transaction->database = self;
  transaction->is_open = TRUE;
  return transaction;
}

/**
 * zb_transaction_commit:
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where it fails; then
 *   nothing of the transaction stays.
 */
gboolean
zb_transaction_commit (ZbTransaction *self,
                       GError       **error)
{
  g_return_val_if_fail (self->is_open, FALSE);

  if (!zb_database_execute (self->database, "COMMIT", error))
    return FALSE;
  self->is_open = FALSE;
  return TRUE;
}

/**
 * zb_transaction_free:
 *
 * Rolls back what was not committed.
 */
void
zb_transaction_free (ZbTransaction *self)
{
  /* After some errors SQLite has rolled back already, and would call this an error. */
  if (self->is_open && sqlite3_get_autocommit (self->database->handle) == 0)
    {
      g_autoptr(GError) error = NULL;

      if (!zb_database_execute (self->database, "ROLLBACK", &error))
        g_warning ("%s", error->message);
    }
  g_free (self);
}
