/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n-lib.h>

#include "library/zb-library-private.h"
#include "library/zb-picture-store.h"
#include "library/zb-sync-record.h"

/* The pictures of copies, so that a bulletin can be read without a network. */

/* The stored file of a copy that shows the picture. */
#define FILE_OF_PICTURE \
  "SELECT c.file FROM copies AS c JOIN images AS i ON i.copy = c.id" \
  " WHERE c.id = ?1 AND i.address = ?2 LIMIT 1"

gboolean
zb_library_find_picture_file (ZbDatabase  *database,
                              gint64       copy_id,
                              const char  *address,
                              gint64      *file,
                              GError     **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, FILE_OF_PICTURE, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, copy_id);
  zb_statement_bind_text (statement, 2, address);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    *file = zb_statement_get_int (statement, 0);
  else if (step == ZB_STEP_DONE)
    g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                         _("This copy is not in the library any more, or has no such picture."));
  return step == ZB_STEP_ROW;
}

/* Stores a picture of a copy, after all that needs no database is done; that its address has failed before is
 * forgotten. */
gboolean
zb_library_keep_picture (ZbLibrary         *self,
                         gint64             copy_id,
                         const char        *address,
                         GBytes            *bytes,
                         ZbPutPictureFunc   put,
                         GError           **error)
{
  g_autoptr(ZbStoredPicture) picture = NULL;
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;
  gint64 file;

  picture = zb_stored_picture_new (bytes, error);
  if (picture == NULL)
    return FALSE;
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  return transaction != NULL &&
         zb_library_find_picture_file (database, copy_id, address, &file, error) &&
         put (database, file, address, picture, error) &&
         zb_library_forget_fetch (database, address, error) &&
         zb_transaction_commit (transaction, error);
}

/**
 * zb_library_store_picture:
 * @copy_id: a copy of a bulletin, see #ZbCopyInfo
 * @address: one of its pictures, see #ZbCopyPicture
 * @bytes: what was fetched or opened
 *
 * Keeps a picture of a copy, in place of one that was stored before. It
 * outlives the reading of the copy again, and stays until it is removed.
 *
 * Returns: %FALSE with an error of zb_picture_check() where @bytes are no
 *   picture, with %ZB_LIBRARY_ERROR_NOT_FOUND where the copy has no such
 *   picture, or with another error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_store_picture (ZbLibrary   *self,
                          gint64       copy_id,
                          const char  *address,
                          GBytes      *bytes,
                          GError     **error)
{
  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  return zb_library_keep_picture (self, copy_id, address, bytes, zb_picture_store_put, error);
}

static GBytes *
read_stored (ZbLibrary   *self,
             gint64       copy_id,
             const char  *address,
             GError     **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);
  ZbDatabase *database = zb_library_get_database (self);
  g_autoptr(ZbTransaction) transaction = zb_database_begin (database, ZB_TRANSACTION_READ, error);
  gint64 file;

  if (transaction == NULL || !zb_library_find_picture_file (database, copy_id, address, &file, error))
    return NULL;
  return zb_picture_store_read (database, file, address, error);
}

/* A picture that the copy's own file holds; NULL where it holds none that can be shown. */
static GBytes *
find_embedded (const ZbExtraction *copy,
               const char         *address,
               ZbPictureInfo      *info)
{
  GBytes *bytes = copy->body->pictures != NULL
                    ? g_hash_table_lookup (copy->body->pictures, address) : NULL;

  return bytes != NULL && zb_picture_check (bytes, info, NULL) ? bytes : NULL;
}

/**
 * zb_library_read_picture:
 * @copy_id: a copy of a bulletin, see #ZbCopyInfo
 * @address: one of its pictures, see #ZbCopyPicture
 *
 * Reads a picture that is stored, or that the copy's own file holds.
 *
 * Returns: (transfer full) (nullable): the picture's bytes as they came, whole and of
 *   one of the kinds of #ZbPictureInfo, though they may be damaged further in; or %NULL
 *   with %ZB_LIBRARY_ERROR_NOT_FOUND where there are none, %ZB_LIBRARY_ERROR_CORRUPT or
 *   another error of %ZB_LIBRARY_ERROR.
 */
GBytes *
zb_library_read_picture (ZbLibrary   *self,
                         gint64       copy_id,
                         const char  *address,
                         GError     **error)
{
  g_autoptr(GError) read_error = NULL;
  g_autoptr(ZbExtraction) copy = NULL;
  ZbPictureInfo info;
  GBytes *bytes;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  bytes = read_stored (self, copy_id, address, &read_error);
  if (bytes != NULL)
    return bytes;
  if (g_error_matches (read_error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND))
    copy = zb_library_read_copy (self, copy_id, NULL);
  if (copy != NULL && (bytes = find_embedded (copy, address, &info)) != NULL)
    return g_bytes_ref (bytes);
  g_propagate_error (error, g_steal_pointer (&read_error));
  return NULL;
}

/* Who removes a picture does not want it to come back by itself. */
static gboolean
refuse_fetch (ZbDatabase  *database,
              const char  *address,
              GError     **error)
{
  g_autofree char *name = zb_fetch_record_dup_picture_name (address);
  g_autoptr(ZbFetchRecord) fetch = zb_fetch_record_new (name);

  fetch->outcome = ZB_FETCH_REFUSED;
  fetch->next_try = G_MAXINT64;
  fetch->reason = g_strdup (_("You have removed this picture."));
  return zb_library_write_fetch (database, fetch, error);
}

/**
 * zb_library_remove_picture:
 * @copy_id: a copy of a bulletin, see #ZbCopyInfo
 * @address: one of its pictures, see #ZbCopyPicture
 *
 * Removes a stored picture; not having it is no error. One that the copy's own
 * file holds stays there. It is not fetched again but where the user asks for it.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NOT_FOUND where the copy has no such
 *   picture, or with another error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_remove_picture (ZbLibrary   *self,
                           gint64       copy_id,
                           const char  *address,
                           GError     **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;
  gint64 file;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  return transaction != NULL &&
         zb_library_find_picture_file (database, copy_id, address, &file, error) &&
         zb_picture_store_remove (database, file, address, error) &&
         refuse_fetch (database, address, error) &&
         zb_transaction_commit (transaction, error);
}

/**
 * zb_library_note_embedded:
 * @detail: a detail whose copy has been read
 *
 * Marks the pictures that the shown copy's own file holds as stored, since
 * they are: storing them once more would only double the library.
 */
void
zb_library_note_embedded (ZbDetail *detail)
{
  for (guint i = 0; i < detail->pictures->len; i++)
    {
      ZbCopyPicture *picture = g_ptr_array_index (detail->pictures, i);
      ZbPictureInfo info;

      if (picture->is_stored || find_embedded (detail->shown, picture->address, &info) == NULL)
        continue;
      picture->is_stored = TRUE;
      picture->width = info.width;
      picture->height = info.height;
      picture->media_type = g_strdup (info.media_type);
    }
}
