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

static gboolean
copy_pages (const char *path,
            const char *part,
            GError    **error)
{
  g_autoptr(ZbDatabase) from = zb_database_open_read_only (path, error);
  g_autoptr(ZbDatabase) to = from != NULL ? zb_database_open (part, error) : NULL;
  sqlite3_backup *backup;
  int code;

  if (to == NULL)
    return FALSE;
  backup = sqlite3_backup_init (zb_database_get_handle (to), "main",
                                zb_database_get_handle (from), "main");
  if (backup == NULL)
    {
      zb_library_error_set_sqlite (error, zb_database_get_handle (to),
                                   sqlite3_errcode (zb_database_get_handle (to)), part);
      return FALSE;
    }
  code = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  if (code == SQLITE_DONE)
    return TRUE;
  zb_library_error_set_sqlite (error, zb_database_get_handle (to), code, part);
  return FALSE;
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
  if (!copy_pages (path, part, error) || !sync_path (part, target, error))
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
