/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (zb-library-error-quark, zb_library_error)

/* SQLite reports some reasons only as the error number of the system call. */
static int
refine_code (int code,
             int system_error)
{
  if ((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_IOERR)
    switch (system_error)
      {
      case ENOSPC:
      case EDQUOT:
      case EFBIG:
        return SQLITE_FULL;
      case EROFS:
        return SQLITE_READONLY;
      case EACCES:
      case EPERM:
        return SQLITE_PERM;
      default:
        break;
      }
  return code & 0xff;
}

/**
 * zb_library_error_set_sqlite:
 * @handle: (nullable): the connection that failed
 * @code: the result code, plain or extended
 * @path: the library's file, for the message
 *
 * The one place that turns SQLite's result codes into what a user can act on.
 */
void
zb_library_error_set_sqlite (GError    **error,
                             sqlite3    *handle,
                             int         code,
                             const char *path)
{
  /* SQLite forgets the number when a commit fails; then it is still the last one. */
  int last_error = errno;
  int system_error = handle != NULL ? sqlite3_system_errno (handle) : 0;
  g_autofree char *shown = g_filename_display_name (path);

  if (system_error == 0 && (code & 0xff) == SQLITE_IOERR)
    system_error = last_error;
  switch (refine_code (code, system_error))
    {
    case SQLITE_FULL:
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FULL,
                   _("There is no space left for the library “%s”. What is in it is unharmed. "
                     "Free some space on its disk and try again."), shown);
      break;
    case SQLITE_READONLY:
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_READ_ONLY,
                   _("The library “%s” cannot be changed, since its file, its folder or its disk is "
                     "read-only. Make them writable, or choose a library in another place."), shown);
      break;
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_PERMISSION,
                   _("You have no permission to use the library “%s”. Change the permissions of the "
                     "file and its folder, or choose a library in another place."), shown);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_CORRUPT,
                   _("The library “%s” is damaged or is no library at all. It was left as it is. "
                     "Restore it from a backup, or move it aside to start with a new one."), shown);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_BUSY,
                   _("Another program is using the library “%s”. Try again when it has finished."),
                   shown);
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED,
                   _("The library “%s” cannot be opened. Check that its folder exists and that it is "
                     "a file."), shown);
      break;
    case SQLITE_IOERR:
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED,
                   _("Reading or writing the library “%s” failed (%s). Check its disk, and try again."),
                   shown, system_error != 0 ? g_strerror (system_error) : sqlite3_errstr (code));
      break;
    case SQLITE_NOMEM:
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED,
                   _("There is not enough memory for the library “%s”. Close other programs and try "
                     "again."), shown);
      break;
    default:
      /* What remains are defects of ours; the English words help whoever gets the report. */
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED,
                   _("The library “%s” could not do this (%s). What is in it is unharmed. "
                     "Please report this as a defect of the program."),
                   shown, handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code));
      break;
    }
}
