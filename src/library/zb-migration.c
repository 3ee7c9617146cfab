/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-migration.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "library/zb-backup.h"
#include "library/zb-library-error.h"

/**
 * zb_migrations_dup_backup_path:
 * @path: the library's file
 * @version: the version of its tables
 *
 * An earlier backup may be of another state, or no backup at all: it stays, and
 * the next one bears a number, from 2.
 *
 * Returns: (transfer full): where the library is saved before it leaves @version;
 *   a name that is not taken.
 */
char *
zb_migrations_dup_backup_path (const char *path,
                               guint       version)
{
  g_autofree char *backup = g_strdup_printf ("%s.v%u.bak", path, version);
  GStatBuf info;

  /* Not g_file_test(): a link that leads nowhere takes the name too. */
  for (guint n = 2; g_lstat (backup, &info) == 0; n++)
    {
      g_free (backup);
      backup = g_strdup_printf ("%s.v%u.%u.bak", path, version, n);
    }
  return g_steal_pointer (&backup);
}

static gboolean
read_marks (ZbDatabase *database,
            gint64     *application,
            gint64     *version,
            gint64     *n_objects,
            GError    **error)
{
  /* A file that another program is just making must not be seen half made, so
   * one transaction; it begins with the first query that reads a table. */
  g_autoptr(ZbTransaction) transaction = NULL;

  if (sqlite3_get_autocommit (zb_database_get_handle (database)) != 0)
    {
      transaction = zb_database_begin (database, ZB_TRANSACTION_READ, error);
      if (transaction == NULL)
        return FALSE;
    }
  return zb_database_query_int (database, "SELECT count(*) FROM sqlite_schema", n_objects, error) &&
         zb_database_query_int (database, "PRAGMA application_id", application, error) &&
         zb_database_query_int (database, "PRAGMA user_version", version, error);
}

/**
 * zb_migrations_check:
 * @database: a connection to a file that may be anything
 * @n_migrations: the newest version that this program knows
 *
 * Looks whether the file is a library that this program may use, or empty,
 * without writing to it.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NEWER, %ZB_LIBRARY_ERROR_FOREIGN,
 *   %ZB_LIBRARY_ERROR_CORRUPT or another error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_migrations_check (ZbDatabase *database,
                     guint       n_migrations,
                     GError    **error)
{
  g_autofree char *shown = g_filename_display_name (zb_database_get_path (database));
  gint64 application, version, n_objects;

  if (!read_marks (database, &application, &version, &n_objects, error))
    return FALSE;

  if (application == 0 && version == 0 && n_objects == 0)
    return TRUE;
  if (application != ZB_LIBRARY_APPLICATION_ID || version < 1)
    {
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FOREIGN,
                   _("The file “%s” is a database of another program. It was left as it is. "
                     "Choose another file for the library."), shown);
      return FALSE;
    }
  if (version > n_migrations)
    {
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NEWER,
                   _("The library “%s” was written by a newer version of this program. It was left as "
                     "it is. Update the program, or choose another library."), shown);
      return FALSE;
    }
  return TRUE;
}

/* A step may take tables apart and so runs without foreign keys being
 * enforced; what it leaves must keep them. */
static gboolean
check_foreign_keys (ZbDatabase *database,
                    GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, "PRAGMA foreign_key_check", error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_CORRUPT,
                 _("The library could not be brought up to date, since its table “%s” points to rows "
                   "that are not there. It was left as it is. Restore it from a backup."),
                 zb_statement_get_text (statement, 0));
  return step == ZB_STEP_DONE;
}

static gboolean
run_step (ZbDatabase        *database,
          const ZbMigration *migration,
          guint              version,
          GError           **error)
{
  g_autofree char *pragmas = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%u",
                                              ZB_LIBRARY_APPLICATION_ID, version);

  return (migration->sql == NULL || zb_database_execute (database, migration->sql, error)) &&
         (migration->apply == NULL || migration->apply (database, error)) &&
         check_foreign_keys (database, error) &&
         zb_database_execute (database, pragmas, error);
}

/* Whoever opens an old library first saves it, so that a user can go back to
 * the version of the program that wrote it. Where the step fails, nothing has
 * been written, and the backup of just now would only be one more each time
 * that the library is opened. */
static gboolean
back_up_and_run_step (ZbDatabase        *database,
                      const ZbMigration *migration,
                      guint              version,
                      GError           **error)
{
  const char *path = zb_database_get_path (database);
  g_autofree char *backup = zb_migrations_dup_backup_path (path, version);

  if (!zb_backup_write (path, backup, error))
    return FALSE;
  if (run_step (database, migration, version + 1, error))
    return TRUE;
  g_unlink (backup);
  return FALSE;
}

/* A new library holds nothing to be saved, and is made in one transaction. */
static gboolean
run_all_steps (ZbDatabase        *database,
               const ZbMigration *migrations,
               guint              n_migrations,
               GError           **error)
{
  for (guint i = 0; i < n_migrations; i++)
    if (!run_step (database, &migrations[i], i + 1, error))
      return FALSE;
  return TRUE;
}

/* Makes the next step, if there is one. */
static gboolean
run_next (ZbDatabase        *database,
          const ZbMigration *migrations,
          guint              n_migrations,
          gboolean          *is_current,
          GError           **error)
{
  g_autoptr(ZbTransaction) transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  gint64 version;

  /* Asked again now that nobody else can write: another program may have been here first. */
  if (transaction == NULL ||
      !zb_migrations_check (database, n_migrations, error) ||
      !zb_database_query_int (database, "PRAGMA user_version", &version, error))
    return FALSE;
  *is_current = (guint) version == n_migrations;
  if (*is_current)
    return TRUE;
  if (version == 0 ? !run_all_steps (database, migrations, n_migrations, error)
                   : !back_up_and_run_step (database, &migrations[version], (guint) version, error))
    return FALSE;
  return zb_transaction_commit (transaction, error);
}

/**
 * zb_migrations_run:
 * @database: a connection that zb_database_set_up() has made ready
 * @migrations: (array length=n_migrations): the steps; the one at place n leads
 *   from version n to version n + 1
 * @n_migrations: how many there are, which is the newest version
 *
 * Brings the tables to the newest version. Each step of an existing library is
 * one transaction together with its number, so a crash or a failure leaves it
 * at one version or the next; before a step it is saved beside itself. A new
 * library is made whole or not at all.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where a step fails.
 */
gboolean
zb_migrations_run (ZbDatabase         *database,
                   const ZbMigration  *migrations,
                   guint               n_migrations,
                   GError            **error)
{
  gboolean is_current = FALSE;
  gboolean is_done = TRUE;
  gint64 version;

  if (!zb_database_query_int (database, "PRAGMA user_version", &version, error))
    return FALSE;
  /* The usual case needs no lock, so that two programs never wait for each other here. */
  if (version == n_migrations)
    return TRUE;
  if (!zb_database_execute (database, "PRAGMA foreign_keys=OFF", error))
    return FALSE;
  while (is_done && !is_current)
    is_done = run_next (database, migrations, n_migrations, &is_current, error);
  return is_done & zb_database_execute (database, "PRAGMA foreign_keys=ON", is_done ? error : NULL);
}
