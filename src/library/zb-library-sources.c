/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-sync.h"

#include <glib/gi18n-lib.h>

#include "library/zb-library-private.h"

/* The places where bulletins come from. */

#define LIST_SOURCES \
  "SELECT id, kind, address, name, enabled, added, next_try, n_failures FROM sources ORDER BY id"

#define FIND_SOURCE "SELECT id FROM sources WHERE kind = ?1 AND address = ?2"

#define PUT_SOURCE \
  "INSERT INTO sources (id, kind, address, name, enabled, added, next_try, n_failures)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"

#define REMOVE_SOURCE      "DELETE FROM sources WHERE id = ?1"
#define SET_SOURCE_ENABLED "UPDATE sources SET enabled = ?2 WHERE id = ?1"

/* NULL for a kind that is none, which only a damaged library has. */
static ZbSourceRecord *
read_source_row (ZbStatement *statement)
{
  g_autoptr(ZbSourceRecord) source = zb_source_record_new ();

  if (!zb_source_kind_from_string (zb_statement_get_text (statement, 1), &source->kind))
    return NULL;
  source->id = zb_statement_get_int (statement, 0);
  g_free (source->address);
  source->address = g_strdup (zb_statement_get_string (statement, 2));
  source->name = zb_statement_dup_text (statement, 3);
  source->enabled = zb_statement_get_int (statement, 4) != 0;
  source->added = zb_statement_get_int (statement, 5);
  source->next_try = zb_statement_get_int (statement, 6);
  source->n_failures = (guint) zb_statement_get_int (statement, 7);
  return g_steal_pointer (&source);
}

/**
 * zb_library_list_sources:
 *
 * Returns: (transfer full) (nullable) (element-type ZbSourceRecord): where bulletins come from, in
 *   the order in which the places were added; or %NULL with an error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_library_list_sources (ZbLibrary *self,
                         GError   **error)
{
  g_autoptr(GPtrArray) sources = NULL;
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbStatement) statement = NULL;
  ZbStep step;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  sources = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_source_record_free);
  locker = zb_library_locker_new (self);
  statement = zb_database_prepare (zb_library_get_database (self), LIST_SOURCES, error);
  if (statement == NULL)
    return NULL;
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      ZbSourceRecord *source = read_source_row (statement);

      if (source != NULL)
        g_ptr_array_add (sources, source);
    }
  return step == ZB_STEP_DONE ? g_steal_pointer (&sources) : NULL;
}

static gboolean
is_web_address (const char *address)
{
  g_autoptr(GUri) uri = NULL;

  for (const char *at = address; *at != '\0'; at++)
    if (g_ascii_isspace (*at) || g_ascii_iscntrl (*at))
      return FALSE;
  uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         (strcmp (g_uri_get_scheme (uri), "http") == 0 || strcmp (g_uri_get_scheme (uri), "https") == 0);
}

/* The address as it is kept; NULL with an error where a source of this kind cannot be there. */
static char *
clean_address (ZbSourceKind kind,
               const char  *address,
               GError     **error)
{
  g_autofree char *text = g_strstrip (g_strdup (address != NULL ? address : ""));
  g_autofree char *shown = g_filename_display_name (text);
  gboolean is_valid = g_utf8_validate (text, -1, NULL);

  if (kind == ZB_SOURCE_KNOWN)
    return g_strdup ("");
  if (kind == ZB_SOURCE_FOLDER)
    {
      /* Without dots and a slash at its end, so that the same folder is there once. */
      if (is_valid && g_path_is_absolute (text))
        return g_canonicalize_filename (text, NULL);
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                   _("“%s” is not the full path of a folder. Choose the folder, or type its path from "
                     "the first “/” on."), shown);
      return NULL;
    }
  if (is_valid && is_web_address (text))
    return g_steal_pointer (&text);
  g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
               _("“%s” is no web address. Type one that begins with “https://” or “http://”."), shown);
  return NULL;
}

/* Fails where the same place is a source already. */
static gboolean
check_is_new (ZbDatabase   *database,
              ZbSourceKind  kind,
              const char   *address,
              GError      **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, FIND_SOURCE, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_text (statement, 1, zb_source_kind_to_string (kind));
  zb_statement_bind_text (statement, 2, address);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                         _("This source is there already. Should it be switched off, switch it on."));
  return step == ZB_STEP_DONE;
}

/* Gives a new number where the source has none. */
static gboolean
put_source (ZbDatabase           *database,
            const ZbSourceRecord *source,
            GError              **error)
{
  g_autoptr(ZbStatement) statement = NULL;

  if (!check_is_new (database, source->kind, source->address, error))
    return FALSE;
  statement = zb_database_prepare (database, PUT_SOURCE, error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_id (statement, 1, source->id);
  zb_statement_bind_text (statement, 2, zb_source_kind_to_string (source->kind));
  zb_statement_bind_text (statement, 3, source->address);
  zb_statement_bind_text (statement, 4, source->name);
  zb_statement_bind_int (statement, 5, source->enabled != FALSE);
  zb_statement_bind_int (statement, 6, source->added);
  zb_statement_bind_int (statement, 7, source->next_try);
  zb_statement_bind_int (statement, 8, source->n_failures);
  return zb_statement_run (statement, error);
}

/**
 * zb_library_add_source:
 * @kind: what it is
 * @address: (nullable): where it is: a web address or the full path of a folder; of no meaning for
 *   %ZB_SOURCE_KNOWN
 * @name: (nullable): what the user calls it
 *
 * Adds a source, switched on.
 *
 * Returns: its number, or 0 with %ZB_LIBRARY_ERROR_INVALID where it cannot be at @address or is
 *   there already, or another error of %ZB_LIBRARY_ERROR.
 */
gint64
zb_library_add_source (ZbLibrary    *self,
                       ZbSourceKind  kind,
                       const char   *address,
                       const char   *name,
                       GError      **error)
{
  g_autoptr(ZbSourceRecord) source = zb_source_record_new ();
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;
  gint64 id;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), 0);
  g_return_val_if_fail (zb_source_kind_to_string (kind) != NULL, 0);

  source->kind = kind;
  g_free (source->address);
  source->address = clean_address (kind, address, error);
  if (source->address == NULL)
    return 0;
  source->name = name != NULL ? g_strstrip (g_utf8_make_valid (name, -1)) : NULL;
  if (source->name != NULL && *source->name == '\0')
    g_clear_pointer (&source->name, g_free);
  source->added = g_get_real_time () / G_USEC_PER_SEC;
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  if (transaction == NULL || !put_source (database, source, error))
    return 0;
  id = zb_database_get_last_id (database);
  return zb_transaction_commit (transaction, error) ? id : 0;
}

/* Runs a change of one source; fails where there is no such source. */
static gboolean
run_change (ZbDatabase  *database,
            ZbStatement *statement,
            GError     **error)
{
  if (!zb_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (zb_database_get_handle (database)) > 0)
    return TRUE;
  zb_library_set_no_source (error);
  return FALSE;
}

/**
 * zb_library_remove_source:
 *
 * Removes a source with its log and with what it still had to fetch. What is remembered of the
 * addresses that were asked stays, and so does every bulletin.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NOT_FOUND or another error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_remove_source (ZbLibrary *self,
                          gint64     id,
                          GError   **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbStatement) statement = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);

  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  statement = zb_database_prepare (database, REMOVE_SOURCE, error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, id);
  return run_change (database, statement, error);
}

/**
 * zb_library_restore_source:
 * @source: a source that was removed, as it was listed
 *
 * Puts a source back under its number. Its log and what it had to fetch do not come back: it finds
 * the latter again.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_INVALID where it is there already, or another error of
 *   %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_restore_source (ZbLibrary            *self,
                           const ZbSourceRecord *source,
                           GError              **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (source != NULL && source->id > 0, FALSE);
  g_return_val_if_fail (zb_source_kind_to_string (source->kind) != NULL, FALSE);

  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  return transaction != NULL &&
         put_source (database, source, error) &&
         zb_transaction_commit (transaction, error);
}

/**
 * zb_library_set_source_enabled:
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NOT_FOUND or another error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_set_source_enabled (ZbLibrary *self,
                               gint64     id,
                               gboolean   enabled,
                               GError   **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbStatement) statement = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);

  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  statement = zb_database_prepare (database, SET_SOURCE_ENABLED, error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, id);
  zb_statement_bind_int (statement, 2, enabled != FALSE);
  return run_change (database, statement, error);
}
