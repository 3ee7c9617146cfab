/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "library/zb-database.h"
#include "library/zb-library-error.h"

/* So many pages at a time: between them the user may stop it. */
#define STEP_PAGES 256

static gboolean
set_failed (const char *target,
            int         code,
            GError    **error)
{
  g_autofree char *shown = g_filename_display_name (target);

  g_set_error (error, ZB_LIBRARY_ERROR,
               code == ENOSPC || code == EDQUOT ? ZB_LIBRARY_ERROR_FULL : ZB_LIBRARY_ERROR_FAILED,
               _("The backup “%s” could not be written (%s). The library was left as it is. "
                 "Make room or choose another place, and try again."),
               shown, g_strerror (code));
  return FALSE;
}

/* A name counts as written only when its folder is on the disk too. */
static gboolean
sync_path (const char *path,
           const char *target,
           GError    **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_synced;
  int code;

  if (fd < 0)
    return set_failed (target, errno, error);
  is_synced = fsync (fd) == 0;
  code = errno;
  close (fd);
  return is_synced || set_failed (target, code, error);
}

/**
 * zb_backup_copy_pages:
 * @from: what is read
 * @to: another database, all of which is replaced in one transaction
 * @progress: (nullable): is told how many pages are done
 * @cancellable: (nullable): asked now and then; @to is as before then
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED or an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_backup_copy_pages (ZbDatabase         *from,
                      ZbDatabase         *to,
                      ZbLibraryProgress   progress,
                      gpointer            progress_data,
                      GCancellable       *cancellable,
                      GError            **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (zb_database_get_handle (to), "main",
                                                zb_database_get_handle (from), "main");
  gint64 deadline = g_get_monotonic_time () + ZB_DATABASE_BUSY_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;
  int code = SQLITE_OK;

  while (backup != NULL && code != SQLITE_DONE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          sqlite3_backup_finish (backup);
          return FALSE;
        }
      /* Who cannot stop it has it done at once, with the source as it is at one moment. */
      code = sqlite3_backup_step (backup, cancellable != NULL ? STEP_PAGES : -1);
      if ((code == SQLITE_BUSY || code == SQLITE_LOCKED) && g_get_monotonic_time () < deadline)
        g_usleep (10 * G_TIME_SPAN_MILLISECOND);
      else if (code != SQLITE_OK && code != SQLITE_DONE)
        break;
      else if (progress != NULL)
        progress ((guint) (sqlite3_backup_pagecount (backup) - sqlite3_backup_remaining (backup)),
                  (guint) sqlite3_backup_pagecount (backup), progress_data);
    }
  if (backup == NULL)
    code = sqlite3_errcode (zb_database_get_handle (to));
  else
    sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;
  zb_library_error_set_sqlite (error, zb_database_get_handle (to), code, zb_database_get_path (to));
  return FALSE;
}

static gboolean
copy_file (const char         *path,
           const char         *part,
           ZbLibraryProgress   progress,
           gpointer            progress_data,
           GCancellable       *cancellable,
           GError            **error)
{
  g_autoptr(ZbDatabase) from = zb_database_open_read_only (path, error);
  g_autoptr(ZbDatabase) to = from != NULL ? zb_database_open (part, error) : NULL;

  return to != NULL && zb_backup_copy_pages (from, to, progress, progress_data, cancellable, error);
}

/**
 * zb_backup_write:
 * @path: a library's file; others may use it meanwhile
 * @target: where to write the copy; an existing file there is never replaced
 *
 * Copies the library as it was when last committed. The copy appears under
 * its name only when it is whole and on the disk.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where it fails.
 */
gboolean
zb_backup_write (const char *path,
                 const char *target,
                 GError    **error)
{
  g_autofree char *part = g_strconcat (target, ".part", NULL);
  g_autofree char *folder = g_path_get_dirname (target);
  int code;

  /* What a crash may have left; our caller sees to it that no other program is at it. */
  g_unlink (part);
  if (!copy_file (path, part, NULL, NULL, NULL, error) || !sync_path (part, target, error))
    {
      g_unlink (part);
      return FALSE;
    }
  /* Other than rename() this fails where the name is taken. */
  if (link (part, target) != 0)
    {
      code = errno;
      /* Some file systems know no second name for a file. */
      if (code == EEXIST || g_file_test (target, G_FILE_TEST_EXISTS) || g_rename (part, target) != 0)
        {
          g_unlink (part);
          return set_failed (target, code, error);
        }
    }
  g_unlink (part);
  return sync_path (folder, target, error);
}

/* Also where one of the names is a link to the other. */
static gboolean
is_same_file (const char *a,
              const char *b)
{
  GStatBuf one, two;

  return g_stat (a, &one) == 0 && g_stat (b, &two) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/**
 * zb_backup_save:
 * @path: a library's file; others may use it meanwhile
 * @target: where to write the copy; a file that is there is replaced when all of the copy is on the
 *   disk, but the library itself never is
 * @progress: (nullable): is told how many pages are done
 * @cancellable: (nullable): asked now and then; what is at @target is as before then
 *
 * As zb_backup_write(), for a place that the user has chosen.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED or an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_backup_save (const char         *path,
                const char         *target,
                ZbLibraryProgress   progress,
                gpointer            progress_data,
                GCancellable       *cancellable,
                GError            **error)
{
  g_autofree char *part = g_strconcat (target, ".part", NULL);
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *shown = g_filename_display_name (target);

  if (is_same_file (path, target))
    {
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                   _("“%s” is the library itself. Choose another name for its backup."), shown);
      return FALSE;
    }
  g_unlink (part);
  if (!copy_file (path, part, progress, progress_data, cancellable, error) || !sync_path (part, target, error))
    {
      g_unlink (part);
      return FALSE;
    }
  if (g_rename (part, target) != 0)
    {
      int code = errno;

      g_unlink (part);
      return set_failed (target, code, error);
    }
  return sync_path (folder, target, error);
}
