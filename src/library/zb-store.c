/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-store.h"

#include <glib/gi18n-lib.h>

#include "library/zb-copy-writer.h"
#include "library/zb-entry.h"
#include "library/zb-identity.h"
#include "library/zb-library-error.h"
#include "library/zb-page-pictures.h"
#include "library/zb-summary.h"

/* All that reading a file says, for comparing before and after. */
#define FINGERPRINT \
  "SELECT group_concat (line, char (10)) FROM (" \
  " SELECT quote (entry) || quote (bulletin) || quote (status) || quote (year) || quote (number)" \
  "  || quote (period_start) || quote (period_end) || quote (published) || quote (title)" \
  "  || quote (url) || quote (account) || quote (rating) || quote (n_han)" \
  "  || coalesce ((SELECT group_concat (figure || quote (value) || quote (level) || quote (change)" \
  "   || quote (sentence)) FROM figures WHERE copy = copies.id), '')" \
  "  || coalesce ((SELECT group_concat (quote (bulletin) || quote (url)) FROM recap" \
  "   WHERE copy = copies.id), '') AS line" \
  " FROM copies WHERE file = ?1 ORDER BY entry)"

/* The bulletin that a copy belongs to now, and whether an earlier copy has brought its text. */
#define BULLETIN_OF_COPY \
  "SELECT bulletin, EXISTS (SELECT 1 FROM copies AS earlier WHERE earlier.bulletin = copies.bulletin" \
  "  AND earlier.status = 'ok' AND earlier.id < copies.id)" \
  " FROM copies WHERE file = ?1 AND entry = ?2 AND bulletin IS NOT NULL"

/**
 * zb_store_find_file:
 * @sha256: (array fixed-size=32): the hash of its bytes
 * @id: (out): the stored file; 0 where it is not stored
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_store_find_file (ZbDatabase   *database,
                    const guint8 *sha256,
                    gint64       *id,
                    GError      **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, "SELECT id FROM files WHERE sha256 = ?1", error);
  ZbStep step;

  *id = 0;
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_bytes (statement, 1, sha256, ZB_STORED_FILE_SHA256_SIZE);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    *id = zb_statement_get_int (statement, 0);
  return step != ZB_STEP_ERROR;
}

/**
 * zb_store_is_whole:
 * @file: a stored file
 * @sha256: (array fixed-size=32): the hash that its bytes should have
 * @is_whole: (out): whether they can be read and have it
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_store_is_whole (ZbDatabase   *database,
                   gint64        file,
                   const guint8 *sha256,
                   gboolean     *is_whole,
                   GError      **error)
{
  g_autoptr(GError) read_error = NULL;
  g_autoptr(GBytes) bytes = zb_store_read_bytes (database, file, NULL, &read_error);
  guint8 stored[ZB_STORED_FILE_SHA256_SIZE];

  *is_whole = FALSE;
  if (bytes == NULL)
    {
      if (g_error_matches (read_error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_CORRUPT))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }
  zb_stored_file_hash (bytes, stored);
  *is_whole = memcmp (stored, sha256, sizeof stored) == 0;
  return TRUE;
}

/**
 * zb_store_note_known:
 * @file: a stored file
 * @result: what to note its copies in
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_store_note_known (ZbDatabase     *database,
                     gint64          file,
                     ZbImportResult *result,
                     GError        **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database,
                         "SELECT entry FROM copies WHERE file = ?1 AND bulletin IS NOT NULL"
                         " ORDER BY entry", error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, file);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    zb_import_result_add_copy (result, file, (guint) zb_statement_get_int (statement, 0), FALSE);
  return step != ZB_STEP_ERROR;
}

static gboolean
settle_copy (ZbDatabase         *database,
             const ZbImportCopy *copy,
             ZbImportResult     *result,
             GError            **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, BULLETIN_OF_COPY, error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, copy->file);
  zb_statement_bind_int (statement, 2, copy->entry);
  step = zb_statement_step (statement, error);
  if (step != ZB_STEP_ROW)
    return step == ZB_STEP_DONE;
  zb_import_result_add_bulletin (result, zb_statement_get_int (statement, 0));
  if (copy->is_imported && zb_statement_get_int (statement, 1) != 0)
    {
      result->imported--;
      result->updated++;
    }
  return TRUE;
}

/**
 * zb_store_settle:
 * @result: the result of an import that has ended
 *
 * Looks up the bulletins of the copies that the import has met. Two bulletins
 * may have turned out to be one after the copies were stored; then one copy
 * alone has brought the text, and the others count as further ones.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_store_settle (ZbDatabase     *database,
                 ZbImportResult *result,
                 GError        **error)
{
  for (guint i = 0; i < result->copies->len; i++)
    if (!settle_copy (database, &g_array_index (result->copies, ZbImportCopy, i), result, error))
      return FALSE;
  g_array_set_size (result->copies, 0);
  return TRUE;
}

static gboolean
insert_file (ZbDatabase   *database,
             ZbStoredFile *file,
             gint64       *id,
             GError      **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database,
                         "INSERT INTO files (sha256, size, origin, added, packed)"
                         " VALUES (?1, ?2, ?3, ?4, ?5)", error);
  gsize size;
  gconstpointer data = g_bytes_get_data (file->packed, &size);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_bytes (statement, 1, file->sha256, sizeof file->sha256);
  zb_statement_bind_int (statement, 2, (gint64) file->size);
  zb_statement_bind_text (statement, 3, file->origin);
  zb_statement_bind_int (statement, 4, g_get_real_time () / G_USEC_PER_SEC);
  zb_statement_bind_bytes (statement, 5, data, size);
  if (!zb_statement_run (statement, error))
    return FALSE;
  *id = zb_database_get_last_id (database);
  return TRUE;
}

static gboolean
get_state (ZbDatabase   *database,
           gint64        bulletin,
           ZbEntryState *state,
           GError      **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, "SELECT state FROM bulletins WHERE id = ?1", error);
  ZbStep step;

  *state = ZB_ENTRY_MISSING;
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, bulletin);
  step = zb_statement_step (statement, error);
  if (step == ZB_STEP_ROW)
    *state = (ZbEntryState) zb_statement_get_int (statement, 0);
  return step != ZB_STEP_ERROR;
}

static gboolean
resolve (ZbDatabase   *database,
         ZbExtraction *extraction,
         gint64       *bulletin,
         GError      **error)
{
  ZbIdentity identity;

  *bulletin = 0;
  return !zb_identity_init (&identity, extraction->bulletin->issue, &extraction->bulletin->period) ||
         zb_identity_resolve (&identity, database, bulletin, error);
}

/* The file, and which of its bulletins where it holds several. */
static char *
dup_shown_name (const ZbStoredFile *file,
                const ZbBulletin   *bulletin)
{
  if (file->extractions->len < 2 || bulletin->title == NULL)
    return g_strdup (file->origin);
  /* Translators: a file that holds several bulletins, and the title of one of them. */
  return g_strdup_printf (_("%1$s (%2$s)"), file->origin, bulletin->title);
}

static gboolean
add_copy (ZbDatabase     *database,
          gint64          file,
          guint           entry,
          ZbExtraction   *extraction,
          const char     *digest,
          const char     *origin,
          ZbImportResult *result,
          GError        **error)
{
  ZbCopyStatus status = extraction->bulletin->status;
  ZbEntryState before = ZB_ENTRY_MISSING;
  gboolean is_imported;
  gint64 bulletin;

  if (!resolve (database, extraction, &bulletin, error) ||
      (bulletin != 0 && !get_state (database, bulletin, &before, error)) ||
      !zb_copy_writer_write (database, file, entry, extraction, bulletin, digest, error) ||
      (bulletin != 0 && !zb_summary_refresh (database, bulletin, error)))
    return FALSE;

  is_imported = status == ZB_COPY_OK && bulletin != 0 && before != ZB_ENTRY_TEXT;
  if (bulletin != 0)
    zb_import_result_add_copy (result, file, entry, is_imported);
  if (status != ZB_COPY_OK)
    zb_import_result_add_refused (result, zb_copy_status_to_string (status), origin,
                                  extraction->bulletin->reason);
  else if (bulletin == 0)
    zb_import_result_add_refused (result, ZB_IMPORT_NO_ISSUE, origin,
                                  _("The text says neither its issue nor its week, so it has no place "
                                    "among the others."));
  else if (is_imported)
    result->imported++;
  else
    result->updated++;
  return TRUE;
}

/* One that is here stays: it may be one that the user has chosen. */
static gboolean
add_pictures (ZbDatabase     *database,
              gint64          file,
              GPtrArray      *pictures,
              ZbImportResult *result,
              GError        **error)
{
  for (guint i = 0; pictures != NULL && i < pictures->len; i++)
    {
      const ZbPagePicture *picture = g_ptr_array_index (pictures, i);
      gboolean has_it;

      if (!zb_picture_store_has (database, file, picture->address, &has_it, error))
        return FALSE;
      if (has_it)
        continue;
      if (!zb_picture_store_put (database, file, picture->address, picture->picture, error))
        return FALSE;
      result->pictures++;
    }
  return TRUE;
}

/* The copies are read anew too: they may stem from the damaged bytes. */
static gboolean
mend_file (ZbDatabase     *database,
           gint64          id,
           ZbStoredFile   *file,
           const char     *digest,
           ZbImportResult *result,
           GError        **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, "UPDATE files SET packed = ?2, size = ?3 WHERE id = ?1", error);
  gboolean is_changed;
  gsize size;
  gconstpointer data = g_bytes_get_data (file->packed, &size);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, id);
  zb_statement_bind_bytes (statement, 2, data, size);
  zb_statement_bind_int (statement, 3, (gint64) file->size);
  if (!zb_statement_run (statement, error) ||
      !zb_store_rewrite (database, id, file->extractions, digest, &is_changed, error) ||
      (is_changed && !zb_summary_prune (database, error)))
    return FALSE;
  result->updated++;
  return add_pictures (database, id, file->pictures, result, error) &&
         zb_store_note_known (database, id, result, error);
}

/**
 * zb_store_add_file:
 * @file: the file, read
 * @digest: what it was read with
 * @result: where to count what became of it
 *
 * Stores a file with its pictures and all copies in it, or mends one whose stored
 * bytes are damaged; one that is here gets the pictures that it lacks. A file of which nothing is wanted is only counted. To be called in
 * a writing transaction; where that fails @result must not be used.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_store_add_file (ZbDatabase     *database,
                   ZbStoredFile   *file,
                   const char     *digest,
                   ZbImportResult *result,
                   GError        **error)
{
  gboolean is_whole = TRUE;
  gint64 id;

  /* Asked again although the importer did: the same bytes may stand twice in
   * one batch, or another program may have stored them meanwhile. */
  if (!zb_store_find_file (database, file->sha256, &id, error) ||
      (id != 0 && !zb_store_is_whole (database, id, file->sha256, &is_whole, error)))
    return FALSE;
  if (!is_whole && file->packed != NULL)
    return mend_file (database, id, file, digest, result, error);
  if (id != 0)
    {
      result->duplicates++;
      return add_pictures (database, id, file->pictures, result, error) &&
             zb_store_note_known (database, id, result, error);
    }
  if (file->packed != NULL &&
      (!insert_file (database, file, &id, error) ||
       !add_pictures (database, id, file->pictures, result, error)))
    return FALSE;

  for (guint i = 0; i < file->extractions->len; i++)
    {
      ZbExtraction *extraction = g_ptr_array_index (file->extractions, i);
      ZbCopyStatus status = extraction->bulletin->status;
      g_autofree char *name = dup_shown_name (file, extraction->bulletin);

      if (!zb_stored_file_is_wanted (extraction->bulletin))
        zb_import_result_add_refused (result, zb_copy_status_to_string (status), name,
                                      extraction->bulletin->reason);
      else if (!add_copy (database, id, i, extraction, digest, name, result, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zb_store_read_bytes:
 * @file: a stored file
 * @origin: (out) (transfer full) (optional): where it came from
 *
 * Returns: (transfer full) (nullable): its bytes as they came, or %NULL with
 *   %ZB_LIBRARY_ERROR_CORRUPT, %ZB_LIBRARY_ERROR_NOT_FOUND or another error of
 *   %ZB_LIBRARY_ERROR.
 */
GBytes *
zb_store_read_bytes (ZbDatabase *database,
                     gint64      file,
                     char      **origin,
                     GError    **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database, "SELECT origin, size, packed FROM files WHERE id = ?1", error);
  g_autoptr(GBytes) packed = NULL;
  GBytes *bytes;
  ZbStep step;

  if (statement == NULL)
    return NULL;
  zb_statement_bind_int (statement, 1, file);
  step = zb_statement_step (statement, error);
  if (step != ZB_STEP_ROW)
    {
      if (step == ZB_STEP_DONE)
        g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                             _("This copy is not in the library any more."));
      return NULL;
    }
  packed = zb_statement_dup_bytes (statement, 2);
  bytes = zb_stored_file_unpack (packed, (gsize) zb_statement_get_int (statement, 1), error);
  if (bytes != NULL && origin != NULL)
    *origin = g_strdup (zb_statement_get_string (statement, 0));
  return bytes;
}

static gboolean
dup_fingerprint (ZbDatabase *database,
                 gint64      file,
                 char      **fingerprint,
                 GError    **error)
{
  g_autoptr(ZbStatement) statement = zb_database_prepare (database, FINGERPRINT, error);

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, file);
  if (zb_statement_step (statement, error) != ZB_STEP_ROW)
    return FALSE;
  *fingerprint = zb_statement_dup_text (statement, 0);
  return TRUE;
}

static gboolean
collect_bulletins (ZbDatabase *database,
                   gint64      file,
                   GArray     *bulletins,
                   GError    **error)
{
  g_autoptr(ZbStatement) statement =
    zb_database_prepare (database,
                         "SELECT DISTINCT bulletin FROM copies WHERE file = ?1 AND bulletin IS NOT NULL",
                         error);
  ZbStep step;

  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, file);
  while ((step = zb_statement_step (statement, error)) == ZB_STEP_ROW)
    {
      gint64 bulletin = zb_statement_get_int (statement, 0);

      g_array_append_val (bulletins, bulletin);
    }
  return step != ZB_STEP_ERROR;
}

/* A copy that is not one any more in the eyes of a newer reader keeps its
 * row, without a bulletin: the bytes stay, so its trace stays. */
static gboolean
rewrite_copies (ZbDatabase *database,
                gint64      file,
                GPtrArray  *extractions,
                const char *digest,
                GError    **error)
{
  g_autoptr(ZbStatement) statement = NULL;

  for (guint i = 0; i < extractions->len; i++)
    {
      ZbExtraction *extraction = g_ptr_array_index (extractions, i);
      gint64 bulletin = 0;

      if ((zb_stored_file_is_wanted (extraction->bulletin) &&
           !resolve (database, extraction, &bulletin, error)) ||
          !zb_copy_writer_write (database, file, i, extraction, bulletin, digest, error))
        return FALSE;
    }
  statement = zb_database_prepare (database, "DELETE FROM copies WHERE file = ?1 AND entry >= ?2",
                                   error);
  if (statement == NULL)
    return FALSE;
  zb_statement_bind_int (statement, 1, file);
  zb_statement_bind_int (statement, 2, extractions->len);
  return zb_statement_run (statement, error);
}

/**
 * zb_store_rewrite:
 * @file: a stored file
 * @extractions: (element-type ZbExtraction): what was now read from its bytes
 * @digest: what it was read with
 * @is_changed: (out): whether that is something else than before
 *
 * Puts what is read now in the place of what was read before. What the user
 * has done is elsewhere and not touched. To be called in a writing
 * transaction.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library fails.
 */
gboolean
zb_store_rewrite (ZbDatabase *database,
                  gint64      file,
                  GPtrArray  *extractions,
                  const char *digest,
                  gboolean   *is_changed,
                  GError    **error)
{
  g_autoptr(GArray) bulletins = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!dup_fingerprint (database, file, &before, error) ||
      !collect_bulletins (database, file, bulletins, error) ||
      !rewrite_copies (database, file, extractions, digest, error) ||
      !collect_bulletins (database, file, bulletins, error))
    return FALSE;
  for (guint i = 0; i < bulletins->len; i++)
    if (!zb_summary_refresh (database, g_array_index (bulletins, gint64, i), error))
      return FALSE;
  if (!dup_fingerprint (database, file, &after, error))
    return FALSE;
  *is_changed = g_strcmp0 (before, after) != 0;
  return TRUE;
}
