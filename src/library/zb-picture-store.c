/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "library/zb-library-error.h"
#include "library/zb-stored-file.h"

#define DAY_SECONDS (24 * 3600)

#define FIND_PICTURE \
  "SELECT picture FROM pictures WHERE file = ?1 AND address = ?2"

#define READ_PICTURE \
  "SELECT b.sha256, b.size, b.bytes FROM pictures AS p JOIN picture_bytes AS b ON b.id = p.picture" \
  " WHERE p.file = ?1 AND p.address = ?2"

#define PUT_PICTURE \
  "INSERT INTO pictures (file, address, picture, added) VALUES (?1, ?2, ?3, ?4)" \
  " ON CONFLICT (file, address) DO UPDATE SET picture = excluded.picture, added = excluded.added"

#define FIND_SEEN "SELECT seen FROM fetched_pictures WHERE file = ?1 AND address = ?2"
#define NOTE_SEEN "UPDATE fetched_pictures SET seen = ?3 WHERE file = ?1 AND address = ?2"

/* Whoever puts a picture here says afterwards where it was fetched. */
#define FORGET_FETCHED "DELETE FROM fetched_pictures WHERE file = ?1 AND address = ?2"

#define PUT_FETCHED \
  "INSERT INTO fetched_pictures (file, address, fetched, seen) VALUES (?1, ?2, ?3, ?3)" \
  " ON CONFLICT (file, address) DO UPDATE SET fetched = excluded.fetched, seen = excluded.seen"

/* One that the user has chosen for the address in another file need not be what is there. */
#define ADOPT_PICTURE \
  "INSERT INTO pictures (file, address, picture, added)" \
  " SELECT ?1, p.address, p.picture, ?3 FROM fetched_pictures AS f" \
  " JOIN pictures AS p ON p.file = f.file AND p.address = f.address" \
  " WHERE f.address = ?2 AND f.file <> ?1 ORDER BY f.fetched DESC LIMIT 1"

/* Whether a copy in the file shows a picture that is not stored. */
#define FIND_MISSING \
  "SELECT 1 FROM copies AS c JOIN images AS i ON i.copy = c.id WHERE c.file = ?1 AND NOT EXISTS" \
  " (SELECT 1 FROM pictures AS p WHERE p.file = ?1 AND p.address = i.address) LIMIT 1"

#define INSERT_BYTES \
  "INSERT INTO picture_bytes (sha256, size, media_type, width, height, bytes)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"

#define MEND_BYTES \
  "UPDATE picture_bytes SET size = ?2, media_type = ?3, width = ?4, height = ?5, bytes = ?6" \
  " WHERE sha256 = ?1"

#define DROP_UNUSED \
  "DELETE FROM picture_bytes WHERE id = ?1" \
  " AND NOT EXISTS (SELECT 1 FROM pictures WHERE picture = ?1)"

#define NEXT_BYTES \
  "SELECT b.id, b.sha256, b.size, b.bytes," \
  " (SELECT p.address FROM pictures AS p WHERE p.picture = b.id LIMIT 1)" \
  " FROM picture_bytes AS b WHERE b.id > ?1 ORDER BY b.id LIMIT 1"

/**
 * zb_stored_picture_new:
 * @bytes: what may be a picture
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with an error of
 *   zb_picture_check().
 */
ZbStoredPicture *
zb_stored_picture_new (GBytes  *bytes,
                       GError **error)
{
  ZbStoredPicture *self;
  ZbPictureInfo info;

  if (!zb_picture_check (bytes, &info, error))
    return NULL;
  self = g_new0 (ZbStoredPicture, 1);
  self->bytes = g_bytes_ref (bytes);
  self->info = info;
  zb_stored_file_hash (bytes, self->sha256);
  return self;
}

/**
 * zb_stored_picture_free:
 */
void
zb_stored_picture_free (ZbStoredPicture *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}

/* What @sql finds of a picture: FIND_PICTURE the number of its bytes, FIND_SEEN when it was seen last; 0 of one that is
 * not stored, or was not fetched. */
static gboolean
find_number (ZbDatabase  *database,
             const char  *sql,
             gint64       file,
             const char  *address,
             gint64      *number,
             GError     **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, sql, error);
  ZbStep step;

  *number = 0;
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, file);
  zb_statement_bind_text (statement, 2, address);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    *number = zb_statement_get_int (statement, 0);
  return step != ZB_STEP_ERROR;
}

/**
 * zb_picture_store_has:
 * @file: a stored file
 * @address: a picture's address as printed there
 * @has_it: (out): whether the picture is stored
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_picture_store_has (ZbDatabase  *database,
                      gint64       file,
                      const char  *address,
                      gboolean    *has_it,
                      GError     **error)
{
  gint64 picture;

  if (!find_number (database, FIND_PICTURE, file, address, &picture, error))
    return FALSE;
  *has_it = picture != 0;
  return TRUE;
}

/**
 * zb_picture_store_is_complete:
 * @file: a stored file
 * @is_complete: (out): whether every picture of every copy in it is stored
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_picture_store_is_complete (ZbDatabase  *database,
                              gint64       file,
                              gboolean    *is_complete,
                              GError     **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, FIND_MISSING, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, file);
  step = zb_statement_step (statement, error);
  *is_complete = step == ZB_STEP_DONE;
  return step != ZB_STEP_ERROR;
}

/* Bytes that are not what their hash says are damaged, whatever their size. */
static gboolean
is_whole (GBytes *bytes,
          gint64  size,
          GBytes *sha256)
{
  guint8 found[ZB_STORED_FILE_SHA256_SIZE];

  zb_stored_file_hash (bytes, found);
  return (gint64) g_bytes_get_size (bytes) == size &&
         g_bytes_get_size (sha256) == sizeof found &&
         memcmp (g_bytes_get_data (sha256, NULL), found, sizeof found) == 0;
}

/* @id is 0 where the bytes are not stored; @is_equal whether they are stored and undamaged. */
static gboolean
find_bytes (ZbDatabase             *database,
            const ZbStoredPicture  *picture,
            gint64                 *id,
            gboolean               *is_equal,
            GError                **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, "SELECT id, bytes FROM picture_bytes WHERE sha256 = ?1", error);
  ZbStep step;

  *id = 0;
  *is_equal = FALSE;
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_bytes (statement, 1, picture->sha256, sizeof picture->sha256);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    {
      g_autoptr(GBytes) stored = zb_statement_dup_bytes (statement, 1);

      *id = zb_statement_get_int (statement, 0);
      *is_equal = g_bytes_equal (stored, picture->bytes);
    }
  return step != ZB_STEP_ERROR;
}

static gboolean
write_bytes (ZbDatabase             *database,
             const char             *sql,
             const ZbStoredPicture  *picture,
             GError                **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, sql, error);
  gsize size;
  gconstpointer data = g_bytes_get_data (picture->bytes, &size);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_bytes (statement, 1, picture->sha256, sizeof picture->sha256);
  zb_statement_bind_int (statement, 2, (gint64) size);
  zb_statement_bind_text (statement, 3, picture->info.media_type);
  zb_statement_bind_int (statement, 4, picture->info.width);
  zb_statement_bind_int (statement, 5, picture->info.height);
  zb_statement_bind_bytes (statement, 6, data, size);
  return zb_statement_run (statement, error);
}

/* Several copies show the same picture; and whoever brings it again mends it. */
static gboolean
put_bytes (ZbDatabase             *database,
           const ZbStoredPicture  *picture,
           gint64                 *id,
           GError                **error)
{
  gboolean is_equal;

  if (!find_bytes (database, picture, id, &is_equal, error))
    return FALSE;
  if (*id != 0)
    return is_equal || write_bytes (database, MEND_BYTES, picture, error);
  if (!write_bytes (database, INSERT_BYTES, picture, error))
    return FALSE;
  *id = zb_database_get_last_id (database);
  return TRUE;
}

static gboolean
drop_unused (ZbDatabase  *database,
             gint64       picture,
             GError     **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, DROP_UNUSED, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, picture);
  return zb_statement_run (statement, error);
}

static gboolean
run_on_picture (ZbDatabase  *database,
                const char  *sql,
                gint64       file,
                const char  *address,
                gint64       moment,
                GError     **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, file);
  zb_statement_bind_text (statement, 2, address);
  if (moment != 0)
    zb_statement_bind_int (statement, 3, moment);
  return zb_statement_run (statement, error);
}

/**
 * zb_picture_store_put:
 * @file: a stored file
 * @address: a picture's address as printed there
 * @picture: the picture
 *
 * Stores a picture in place of an earlier one, to stay until it is removed. To
 * be called in a writing transaction.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_picture_store_put (ZbDatabase             *database,
                      gint64                  file,
                      const char             *address,
                      const ZbStoredPicture  *picture,
                      GError                **error)
{
  g_autoptr(ZbStatement) statement = NULL;
  gint64 before, now;

  if (!find_number (database, FIND_PICTURE, file, address, &before, error) ||
      !put_bytes (database, picture, &now, error))
    return FALSE;
  statement = zb_database_prepare (database, PUT_PICTURE, error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, file);
  zb_statement_bind_text (statement, 2, address);
  zb_statement_bind_int (statement, 3, now);
  zb_statement_bind_int (statement, 4, g_get_real_time () / G_USEC_PER_SEC);
  return zb_statement_run (statement, error) &&
         run_on_picture (database, FORGET_FETCHED, file, address, 0, error) &&
         (before == 0 || before == now || drop_unused (database, before, error));
}

/**
 * zb_picture_store_note_fetched:
 * @file: a stored file
 * @address: the address of a picture that is stored for it
 * @now: seconds since 1970
 *
 * Remembers that the picture was fetched from its address, so that it may go
 * when nobody has seen it for long. To be called in a writing transaction.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_picture_store_note_fetched (ZbDatabase  *database,
                               gint64       file,
                               const char  *address,
                               gint64       now,
                               GError     **error)
{
  return run_on_picture (database, PUT_FETCHED, file, address, now, error);
}

/**
 * zb_picture_store_note_seen:
 * @file: a stored file
 * @address: the address of a picture
 * @now: seconds since 1970
 *
 * Remembers that a picture was seen. Of one that was not fetched nothing is remembered, and once a day is
 * enough, so that reading writes seldom.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_picture_store_note_seen (ZbDatabase  *database,
                            gint64       file,
                            const char  *address,
                            gint64       now,
                            GError     **error)
{
  gint64 seen;

  return find_number (database, FIND_SEEN, file, address, &seen, error) &&
         (seen == 0 || seen > now - DAY_SECONDS || run_on_picture (database, NOTE_SEEN, file, address, now, error));
}

/**
 * zb_picture_store_adopt:
 * @file: a stored file
 * @address: the address of a picture that is not stored for it
 * @now: seconds since 1970
 * @is_here: (out): whether it is stored now
 *
 * Takes over what was fetched from this address for another file. To be called
 * in a writing transaction.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_picture_store_adopt (ZbDatabase  *database,
                        gint64       file,
                        const char  *address,
                        gint64       now,
                        gboolean    *is_here,
                        GError     **error)
{
  return run_on_picture (database, ADOPT_PICTURE, file, address, now, error) &&
         zb_picture_store_has (database, file, address, is_here, error) &&
         (!*is_here || zb_picture_store_note_fetched (database, file, address, now, error));
}

/**
 * zb_picture_store_read:
 * @file: a stored file
 * @address: a picture's address as printed there
 *
 * Returns: (transfer full) (nullable): the picture's bytes as they came, or %NULL with
 *   %ZB_LIBRARY_ERROR_NOT_FOUND, %ZB_LIBRARY_ERROR_CORRUPT or another error of
 *   %ZB_LIBRARY_ERROR.
 */
GBytes *
zb_picture_store_read (ZbDatabase  *database,
                       gint64       file,
                       const char  *address,
                       GError     **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, READ_PICTURE, error);
  g_autoptr(GBytes) sha256 = NULL;
  g_autoptr(GBytes) bytes = NULL;
  ZbStep step;

  if (statement == NULL)
    return NULL;
  zb_statement_bind_int (statement, 1, file);
  zb_statement_bind_text (statement, 2, address);
  step = zb_statement_step (statement, error);
  if (step != ZB_STEP_ROW)
    {
      if (step == ZB_STEP_DONE)
        g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                             _("This picture is not stored. Open it in a browser, or store it first."));
      return NULL;
    }
  sha256 = zb_statement_dup_bytes (statement, 0);
  bytes = zb_statement_dup_bytes (statement, 2);
  if (is_whole (bytes, zb_statement_get_int (statement, 1), sha256))
    return g_steal_pointer (&bytes);
  g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_CORRUPT,
                       _("The stored picture is damaged. Store it again, or restore the library from a "
                         "backup."));
  return NULL;
}

/**
 * zb_picture_store_remove:
 * @file: a stored file
 * @address: a picture's address as printed there; not having one is no error
 *
 * Removes a picture; its bytes go with the last copy that shows it. To be
 * called in a writing transaction.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_picture_store_remove (ZbDatabase  *database,
                         gint64       file,
                         const char  *address,
                         GError     **error)
{
  g_autoptr(ZbStatement) statement = NULL;
  gint64 picture;

  if (!find_number (database, FIND_PICTURE, file, address, &picture, error))
    return FALSE;
  if (picture == 0)
    return TRUE;
  statement = zb_database_prepare (database, "DELETE FROM pictures WHERE file = ?1 AND address = ?2",
                                   error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, file);
  zb_statement_bind_text (statement, 2, address);
  return zb_statement_run (statement, error) && drop_unused (database, picture, error);
}

/**
 * zb_picture_store_check_next:
 * @id: (inout): behind which picture to look, from 0; the one that was looked
 *   at, or 0 at the end
 * @damaged: (out) (transfer full) (nullable): the address of the picture where
 *   it is damaged
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_picture_store_check_next (ZbDatabase  *database,
                             gint64      *id,
                             char       **damaged,
                             GError     **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, NEXT_BYTES, error);
  g_autoptr(GBytes) sha256 = NULL;
  g_autoptr(GBytes) bytes = NULL;
  ZbStep step;

  *damaged = NULL;
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, *id);
  step = zb_statement_step (statement, error);
  *id = 0;
  if (step != ZB_STEP_ROW)
    return step == ZB_STEP_DONE;
  *id = zb_statement_get_int (statement, 0);
  sha256 = zb_statement_dup_bytes (statement, 1);
  bytes = zb_statement_dup_bytes (statement, 3);
  if (!is_whole (bytes, zb_statement_get_int (statement, 2), sha256))
    *damaged = g_strdup (zb_statement_get_string (statement, 4));
  return TRUE;
}
