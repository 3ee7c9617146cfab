/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-fetched.h"

#include "library/zb-library-private.h"
#include "library/zb-library-sync.h"
#include "library/zb-picture-store.h"

#define DAY_SECONDS (24 * 3600)

#define FORGET_FETCH "DELETE FROM fetches WHERE address = ?1"

/* Not seen since ?1, and of no bulletin with a star. */
#define EXPIRED \
  " FROM fetched_pictures AS f WHERE f.seen < ?1 AND NOT EXISTS" \
  " (SELECT 1 FROM copies AS c JOIN marks AS m ON m.bulletin = c.bulletin" \
  "  WHERE c.file = f.file AND m.starred_at IS NOT NULL)"

#define COUNT_EXPIRED "SELECT count(*)" EXPIRED
#define DROP_EXPIRED  "DELETE FROM pictures WHERE (file, address) IN (SELECT f.file, f.address" EXPIRED ")"
#define DROP_BYTES \
  "DELETE FROM picture_bytes WHERE NOT EXISTS (SELECT 1 FROM pictures AS p WHERE p.picture = picture_bytes.id)"

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
take_known (ZbDatabase  *database,
            gint64       file,
            const char  *address,
            gboolean    *is_here,
            GError     **error)
{
  if (!zb_picture_store_has (database, file, address, is_here, error))
    return FALSE;
  if (*is_here)
    return TRUE;
  return zb_picture_store_adopt (database, file, address, get_now (), is_here, error) &&
         (!*is_here || zb_library_forget_fetch (database, address, error));
}

/**
 * zb_library_take_known_picture:
 * @copy_id: a copy of a bulletin
 * @address: one of its pictures
 * @is_here: (out): whether it is stored
 *
 * Looks whether a picture need not be fetched: since it is stored, or since it was fetched for another
 * copy, from which it is taken then.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NOT_FOUND where the copy has no such picture, or another error
 *   of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_take_known_picture (ZbLibrary   *self,
                               gint64       copy_id,
                               const char  *address,
                               gboolean    *is_here,
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
         take_known (database, file, address, is_here, error) &&
         zb_transaction_commit (transaction, error);
}

static gboolean
put (ZbDatabase             *database,
     gint64                  file,
     const char             *address,
     const ZbStoredPicture  *picture,
     GError                **error)
{
  gboolean has_it;

  if (!zb_picture_store_has (database, file, address, &has_it, error))
    return FALSE;
  return has_it || (zb_picture_store_put (database, file, address, picture, error) &&
                    zb_picture_store_note_fetched (database, file, address, get_now (), error));
}

/**
 * zb_library_store_fetched_picture:
 * @copy_id: a copy of a bulletin
 * @address: one of its pictures
 * @bytes: what was fetched from there
 *
 * Keeps a picture that was fetched. One that the user has added meanwhile stays. That the address has
 * failed before is forgotten.
 *
 * Returns: %FALSE with an error of zb_picture_check() where @bytes are no picture, with
 *   %ZB_LIBRARY_ERROR_NOT_FOUND where the copy has no such picture, or with another error of
 *   %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_store_fetched_picture (ZbLibrary   *self,
                                  gint64       copy_id,
                                  const char  *address,
                                  GBytes      *bytes,
                                  GError     **error)
{
  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  return zb_library_keep_picture (self, copy_id, address, bytes, put, error);
}

/* For the files of this folder: an address that gave what was wanted is asked again without delay. */
gboolean
zb_library_forget_fetch (ZbDatabase  *database,
                         const char  *address,
                         GError     **error)
{
  g_autofree char *name = zb_fetch_record_dup_picture_name (address);
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, FORGET_FETCH, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_text (statement, 1, name);
  return zb_statement_run (statement, error);
}

/**
 * zb_library_note_picture_seen:
 * @copy_id: a copy of a bulletin
 * @address: one of its pictures
 * @now: seconds since 1970
 *
 * Remembers that the user has seen a picture. Of one that was not fetched nothing is remembered; and
 * once a day is enough, so that reading writes seldom.
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_NOT_FOUND where the copy has no such picture, or another error
 *   of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_library_note_picture_seen (ZbLibrary   *self,
                              gint64       copy_id,
                              const char  *address,
                              gint64       now,
                              GError     **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  ZbDatabase *database;
  gint64 file;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  return zb_library_find_picture_file (database, copy_id, address, &file, error) &&
         zb_picture_store_note_seen (database, file, address, now, error);
}

static gboolean
count_expired (ZbDatabase  *database,
               gint64       limit,
               guint       *n,
               GError     **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, COUNT_EXPIRED, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, limit);
  if (zb_statement_step (statement, error) != ZB_STEP_ROW)
    return FALSE;
  *n = (guint) zb_statement_get_int (statement, 0);
  return TRUE;
}

static gboolean
drop_expired (ZbDatabase  *database,
              gint64       limit,
              GError     **error)
{
  g_autoptr(ZbStatement) pictures = zb_database_prepare (database, DROP_EXPIRED, error);
  g_autoptr(ZbStatement) bytes = NULL;

  if (pictures == NULL)
    return FALSE;
  zb_statement_bind_int (pictures, 1, limit);
  if (!zb_statement_run (pictures, error))
    return FALSE;
  bytes = zb_database_prepare (database, DROP_BYTES, error);
  return bytes != NULL && zb_statement_run (bytes, error);
}

/**
 * zb_library_expire_pictures:
 * @now: seconds since 1970
 * @n_removed: (out) (optional): how many pictures were removed
 *
 * Removes the pictures that were fetched and not seen for longer than the user wants them to be kept
 * (see #ZbSyncSettings). Those of bulletins with a star stay, and so do all that came otherwise. May
 * take long.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR, and nothing is removed.
 */
gboolean
zb_library_expire_pictures (ZbLibrary  *self,
                            gint64      now,
                            guint      *n_removed,
                            GError    **error)
{
  g_auto(ZbSyncSettings) settings = { 0, };
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;
  ZbDatabase *database;
  gint64 limit;
  guint n = 0;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), FALSE);

  if (n_removed != NULL)
    *n_removed = 0;
  if (!zb_library_get_sync_settings (self, &settings, error))
    return FALSE;
  if (settings.picture_days == 0)
    return TRUE;
  limit = now - (gint64) settings.picture_days * DAY_SECONDS;
  locker = zb_library_locker_new (self);
  database = zb_library_get_database (self);
  /* Most often there is nothing to do, and nothing is written then. */
  if (!count_expired (database, limit, &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);
  if (transaction == NULL || !drop_expired (database, limit, error) || !zb_transaction_commit (transaction, error))
    return FALSE;
  if (n_removed != NULL)
    *n_removed = n;
  return TRUE;
}
