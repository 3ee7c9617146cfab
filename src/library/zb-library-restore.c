/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-restore.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "library/zb-backup.h"
#include "library/zb-index.h"
#include "library/zb-library-private.h"
#include "library/zb-migration.h"
#include "library/zb-schema.h"

/* A copy of the backup, in the library's folder, that is deleted with the files that SQLite keeps beside it. */
typedef char Part;

static void
part_free (Part *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
  g_free (path);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Part, part_free)

/* A name beside the library that is not taken. */
static char *
dup_kept_path (const char *path)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *kept = g_strdup_printf ("%s.before-%s.bak", path, day);
  GStatBuf info;

  for (guint n = 2; g_lstat (kept, &info) == 0; n++)
    {
      g_free (kept);
      kept = g_strdup_printf ("%s.before-%s.%u.bak", path, day, n);
    }
  return g_steal_pointer (&kept);
}

/* A backup may lie where SQLite can put no files beside it, such as on a medium that is only read. */
static Part *
copy_backup (ZbLibrary     *self,
             const char    *backup,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(Part) part = g_strconcat (zb_library_get_path (self), ".restoring", NULL);
  g_autoptr(GFile) from = g_file_new_for_path (backup);
  g_autoptr(GFile) to = g_file_new_for_path (part);
  g_autoptr(GError) reason = NULL;
  g_autofree char *shown = g_filename_display_name (backup);

  if (g_file_copy (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, NULL, NULL,
                   &reason))
    return g_steal_pointer (&part);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED,
                 _("The backup “%1$s” could not be copied (%2$s). The library was left as it is. Choose another "
                   "file, or make room."), shown, reason->message);
  return NULL;
}

/* One that is in use has its latest changes in a file beside it, and is read where it lies. */
static gboolean
is_in_use (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

static gboolean
is_sound (ZbDatabase *database,
          const char *shown,
          GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, "PRAGMA quick_check(1)", error);
  g_autofree char *answer = NULL;

  if (statement == NULL || zb_statement_step (statement, error) != ZB_STEP_ROW)
    return FALSE;
  answer = zb_statement_dup_text (statement, 0);
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;
  g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_CORRUPT,
               _("The backup “%s” is damaged. The library was left as it is. Choose another backup."), shown);
  return FALSE;
}

/* An empty file would be taken for a new library. */
static gboolean
is_library (ZbDatabase *database,
            const char *shown,
            GError    **error)
{
  gint64 application = 0;

  if (!zb_migrations_check (database, zb_schema_n_migrations, error) ||
      !zb_database_query_int (database, "PRAGMA application_id", &application, error))
    return FALSE;
  if (application == ZB_LIBRARY_APPLICATION_ID)
    return TRUE;
  g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FOREIGN,
               _("The file “%s” is no backup of a library. The library was left as it is. Choose another file."), shown);
  return FALSE;
}

static gboolean
apply_bundled_index (ZbDatabase *database,
                     GError    **error)
{
  g_autoptr(GBytes) index = g_resources_lookup_data (ZB_INDEX_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return index != NULL && zb_index_apply (index, database, error);
}

/**
 * zb_library_restore:
 * @self: a library
 * @backup: the file of another library, or of a backup
 * @kept: (out) (optional) (transfer full): where the library as it was before is kept
 * @progress: (nullable): is told how many pages are done
 * @cancellable: (nullable): asked now and then; the library is as before then
 *
 * Puts what is in @backup in the place of what is in the library, which is first saved beside itself.
 * A file that is damaged, or no library, changes nothing. @backup itself is not written to.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_FOREIGN, _NEWER, _CORRUPT, _FULL, %G_IO_ERROR_CANCELLED or
 *   another error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_restore (ZbLibrary          *self,
                    const char         *backup,
                    char              **kept,
                    ZbLibraryProgress   progress,
                    gpointer            progress_data,
                    GCancellable       *cancellable,
                    GError            **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *canonical = NULL;
  g_autoptr(Part) part = NULL;
  g_autoptr(ZbDatabase) from = NULL;
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autofree char *saved = NULL;
  ZbDatabase *database;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (backup != NULL, FALSE);

  shown = g_filename_display_name (backup);
  canonical = g_canonicalize_filename (backup, NULL);
  if (g_str_equal (canonical, zb_library_get_path (self)))
    {
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                   _("“%s” is the library itself. Choose a backup of it."), shown);
      return FALSE;
    }
  if (!is_in_use (backup) && (part = copy_backup (self, backup, cancellable, error)) == NULL)
    return FALSE;
  from = zb_database_open_read_only (part != NULL ? part : backup, error);
  if (from == NULL || !is_library (from, shown, error) || !is_sound (from, shown, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  saved = dup_kept_path (zb_library_get_path (self));
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  if (!zb_backup_write (zb_library_get_path (self), saved, error))
    return FALSE;
  /* As one transaction: other programs that have it open see the one or the other, and a crash leaves
   * it as it was. */
  if (!zb_backup_copy_pages (from, database, progress, progress_data, cancellable, error))
    {
      /* Nothing was replaced, so there is nothing to keep. */
      g_unlink (saved);
      return FALSE;
    }
  if (kept != NULL)
    *kept = g_strdup (saved);
  return zb_migrations_run (database, zb_schema_migrations, zb_schema_n_migrations, error) &&
         apply_bundled_index (database, error);
}
