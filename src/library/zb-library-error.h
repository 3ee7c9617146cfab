/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define ZB_LIBRARY_ERROR (zb_library_error_quark ())

/**
 * ZbLibraryError:
 * @ZB_LIBRARY_ERROR_FAILED: anything without a code of its own
 * @ZB_LIBRARY_ERROR_CORRUPT: the file is damaged, or no database at all
 * @ZB_LIBRARY_ERROR_NEWER: a newer version of the program has written the file
 * @ZB_LIBRARY_ERROR_FOREIGN: the file is the database of another program
 * @ZB_LIBRARY_ERROR_FULL: no space left on the disk
 * @ZB_LIBRARY_ERROR_READ_ONLY: the file, its folder or its disk cannot be written to
 * @ZB_LIBRARY_ERROR_BUSY: another program held the library for longer than we wait
 * @ZB_LIBRARY_ERROR_PERMISSION: the system does not let the user at the file
 * @ZB_LIBRARY_ERROR_NOT_FOUND: there is no such bulletin, copy or source
 * @ZB_LIBRARY_ERROR_INVALID: what was to be stored makes no sense
 *
 * In every case the library is as it was before the call.
 */
typedef enum {
  ZB_LIBRARY_ERROR_FAILED,
  ZB_LIBRARY_ERROR_CORRUPT,
  ZB_LIBRARY_ERROR_NEWER,
  ZB_LIBRARY_ERROR_FOREIGN,
  ZB_LIBRARY_ERROR_FULL,
  ZB_LIBRARY_ERROR_READ_ONLY,
  ZB_LIBRARY_ERROR_BUSY,
  ZB_LIBRARY_ERROR_PERMISSION,
  ZB_LIBRARY_ERROR_NOT_FOUND,
  ZB_LIBRARY_ERROR_INVALID,
} ZbLibraryError;

GQuark zb_library_error_quark      (void);
void   zb_library_error_set_sqlite (GError    **error,
                                    sqlite3    *handle,
                                    int         code,
                                    const char *path);

G_END_DECLS
