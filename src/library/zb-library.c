/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "library/zb-identity.h"
#include "library/zb-index.h"
#include "library/zb-library-private.h"
#include "library/zb-schema.h"
#include "library/zb-store.h"

struct _ZbLibrary {
  GObject      parent_instance;
  char        *path;
  char        *digest;
  ZbExtractor *extractor;
  /* The connection is used by one thread at a time. */
  GMutex       mutex;
  ZbDatabase  *database;
};

G_DEFINE_FINAL_TYPE (ZbLibrary, zb_library, G_TYPE_OBJECT)

static void
zb_library_finalize (GObject *object)
{
  ZbLibrary *self = ZB_LIBRARY (object);

  g_clear_pointer (&self->database, zb_database_free);
  g_clear_object (&self->extractor);
  g_clear_pointer (&self->digest, g_free);
  g_clear_pointer (&self->path, g_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (zb_library_parent_class)->finalize (object);
}

static void
zb_library_class_init (ZbLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_library_finalize;
}

static void
zb_library_init (ZbLibrary *self)
{
  g_mutex_init (&self->mutex);
}

void
zb_library_lock (ZbLibrary *self)
{
  g_mutex_lock (&self->mutex);
}

void
zb_library_unlock (ZbLibrary *self)
{
  g_mutex_unlock (&self->mutex);
}

ZbDatabase *
zb_library_get_database (ZbLibrary *self)
{
  return self->database;
}

/* What copies are read with: another catalogue, or another version of the
 * program, may read more out of them. */
const char *
zb_library_get_digest (ZbLibrary *self)
{
  return self->digest;
}

static gboolean
make_folder (const char *path,
             GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);
  int code;

  /* What somebody reads is nobody else's business. */
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  code = errno;
  g_set_error (error, ZB_LIBRARY_ERROR,
               code == EROFS ? ZB_LIBRARY_ERROR_READ_ONLY
               : code == EACCES || code == EPERM ? ZB_LIBRARY_ERROR_PERMISSION
               : code == ENOSPC || code == EDQUOT ? ZB_LIBRARY_ERROR_FULL : ZB_LIBRARY_ERROR_FAILED,
               _("The folder “%s” for the library cannot be made (%s). Make it yourself, or choose a "
                 "library in another place."), shown, g_strerror (code));
  return FALSE;
}

/* SQLite would tell all of these as "unable to open" or only at the first write. */
static gboolean
check_file (const char *path,
            GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (path);
  gboolean exists = g_file_test (path, G_FILE_TEST_EXISTS);

  if (exists && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED,
                   _("“%s” is no file, so it cannot be the library. Choose a file."), shown);
      return FALSE;
    }
  if (exists && g_access (path, R_OK) != 0)
    {
      zb_library_error_set_sqlite (error, NULL, SQLITE_PERM, path);
      return FALSE;
    }
  /* SQLite keeps two files beside the library, so its folder must be writable too. */
  if ((exists && g_access (path, W_OK) != 0) || g_access (folder, W_OK) != 0)
    {
      zb_library_error_set_sqlite (error, NULL, SQLITE_READONLY, path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
apply_index (ZbDatabase *database,
             GBytes     *index,
             GError    **error)
{
  g_autoptr(GBytes) bundled = NULL;

  if (index == NULL)
    {
      bundled = g_resources_lookup_data (ZB_INDEX_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      if (bundled == NULL)
        return FALSE;
      index = bundled;
    }
  return zb_index_apply (index, database, error);
}

/**
 * zb_library_open:
 * @path: the library's file; it and its folders are made where they do not exist
 * @extractor: what reads stored copies
 * @index: (nullable): the index of known issues, in the shape that
 *   data/make-index.py describes; %NULL for the one that comes with the program
 *
 * Opens a library, brings its tables up to date (an older library is saved
 * beside itself first) and makes it know the index. A file that this program
 * may not use is left as it is. Does I/O; the calls of a library may come from
 * any thread and wait for each other.
 *
 * Returns: (transfer full) (nullable): the library, or %NULL with
 *   %ZB_LIBRARY_ERROR_CORRUPT, _NEWER, _FOREIGN, _READ_ONLY, _PERMISSION,
 *   _FULL, _BUSY or another error of %ZB_LIBRARY_ERROR.
 */
ZbLibrary *
zb_library_open (const char  *path,
                 ZbExtractor *extractor,
                 GBytes      *index,
                 GError     **error)
{
  g_autoptr(ZbLibrary) self = NULL;
  ZbCatalogue *catalogue;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (ZB_IS_EXTRACTOR (extractor), NULL);

  catalogue = zb_extractor_get_catalogue (extractor);
  self = g_object_new (ZB_TYPE_LIBRARY, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  self->extractor = g_object_ref (extractor);
  self->digest = g_strdup_printf ("%s:%s", ZB_VERSION, zb_catalogue_get_digest (catalogue));
  if (!make_folder (self->path, error) || !check_file (self->path, error))
    return NULL;
  self->database = zb_database_open (self->path, error);
  if (self->database == NULL ||
      !zb_migrations_check (self->database, zb_schema_n_migrations, error) ||
      !zb_database_set_up (self->database, error) ||
      !zb_migrations_run (self->database, zb_schema_migrations, zb_schema_n_migrations, error) ||
      !apply_index (self->database, index, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * zb_library_dup_default_path:
 *
 * Returns: (transfer full): where the user's library is.
 */
char *
zb_library_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), DATA_FOLDER, "library.db", NULL);
}

/**
 * zb_library_get_path:
 *
 * Returns: (transfer none): the library's file.
 */
const char *
zb_library_get_path (ZbLibrary *self)
{
  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  return self->path;
}

/**
 * zb_library_get_extractor:
 *
 * Returns: (transfer none): what reads its copies.
 */
ZbExtractor *
zb_library_get_extractor (ZbLibrary *self)
{
  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  return self->extractor;
}

/**
 * zb_library_get_change_counter:
 *
 * A cheap way to notice changes, also by other programs: it takes some
 * microseconds.
 *
 * Returns: a number that is another one after a change. It says nothing else.
 */
gint64
zb_library_get_change_counter (ZbLibrary *self)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(GError) error = NULL;
  gint64 by_others = 0;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), 0);

  locker = zb_library_locker_new (self);
  /* Should this fail, so will the reading that follows, and that tells the user. */
  if (!zb_database_query_int (self->database, "PRAGMA data_version", &by_others, &error))
    g_debug ("%s", error->message);
  return (by_others << 32) +
         (sqlite3_total_changes64 (zb_database_get_handle (self->database)) & G_MAXUINT32);
}

/**
 * zb_library_list:
 *
 * Returns: (transfer full) (nullable) (element-type ZbEntry): all bulletins,
 *   newest first, or %NULL with an error of %ZB_LIBRARY_ERROR.
 */
GPtrArray *
zb_library_list (ZbLibrary *self,
                 GError   **error)
{
  g_autoptr(ZbLibraryLocker) locker = NULL;
  g_autoptr(ZbTransaction) transaction = NULL;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  locker = zb_library_locker_new (self);
  transaction = zb_database_begin (self->database, ZB_TRANSACTION_READ, error);
  return transaction != NULL ? zb_reader_list (self->database, 0, error) : NULL;
}

static ZbDetail *
load_tables (ZbLibrary *self,
             gint64     id,
             gint64     copy_id,
             gint64    *shown_copy,
             GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);
  g_autoptr(ZbTransaction) transaction =
    zb_database_begin (self->database, ZB_TRANSACTION_READ, error);

  return transaction != NULL ? zb_reader_load (self->database, id, copy_id, shown_copy, error) : NULL;
}

/**
 * zb_library_load:
 * @id: a bulletin of the list
 *
 * Reads all that the page of a bulletin shows, with the best of its copies.
 * The text is read again from the stored bytes; where these are damaged, the
 * rest comes with a warning.
 *
 * Returns: (transfer full) (nullable): the bulletin, or %NULL with
 *   %ZB_LIBRARY_ERROR_NOT_FOUND or another error of %ZB_LIBRARY_ERROR.
 */
ZbDetail *
zb_library_load (ZbLibrary *self,
                 gint64     id,
                 GError   **error)
{
  return zb_library_load_copy (self, id, 0, error);
}

/**
 * zb_library_load_copy:
 * @id: a bulletin of the list
 * @copy_id: one of its copies, see #ZbCopyInfo; 0 for the best
 *
 * As zb_library_load(), but the page shows another copy: its text, its
 * pictures and its list of earlier issues. The figures are those of all
 * copies, whichever is shown.
 *
 * Returns: (transfer full) (nullable): the bulletin, or %NULL with
 *   %ZB_LIBRARY_ERROR_NOT_FOUND where the bulletin or such a copy of it is not
 *   there, or another error of %ZB_LIBRARY_ERROR.
 */
ZbDetail *
zb_library_load_copy (ZbLibrary *self,
                      gint64     id,
                      gint64     copy_id,
                      GError   **error)
{
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) read_error = NULL;
  gint64 shown_copy = 0;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  detail = load_tables (self, id, copy_id, &shown_copy, error);
  if (detail == NULL || shown_copy == 0)
    return g_steal_pointer (&detail);
  detail->shown = zb_library_read_copy (self, shown_copy, &read_error);
  if (detail->shown != NULL)
    zb_library_note_embedded (detail);
  else
    g_ptr_array_add (detail->warnings, g_strdup (read_error->message));
  return g_steal_pointer (&detail);
}

static GBytes *
read_copy_bytes (ZbLibrary *self,
                 gint64     copy_id,
                 char     **origin,
                 guint     *entry,
                 GError   **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);
  g_autoptr(ZbTransaction) transaction =
    zb_database_begin (self->database, ZB_TRANSACTION_READ, error);
  gint64 file;

  if (transaction == NULL || !zb_reader_find_copy (self->database, copy_id, &file, entry, error))
    return NULL;
  return zb_store_read_bytes (self->database, file, origin, error);
}

/**
 * zb_library_read_copy:
 * @copy_id: a copy of a bulletin, see #ZbCopyInfo
 *
 * Reads a stored copy again from its bytes.
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL with
 *   %ZB_LIBRARY_ERROR_NOT_FOUND, %ZB_LIBRARY_ERROR_CORRUPT or another error of
 *   %ZB_LIBRARY_ERROR.
 */
ZbExtraction *
zb_library_read_copy (ZbLibrary *self,
                      gint64     copy_id,
                      GError   **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GPtrArray) extractions = NULL;
  g_autofree char *origin = NULL;
  guint entry = 0;

  g_return_val_if_fail (ZB_IS_LIBRARY (self), NULL);

  bytes = read_copy_bytes (self, copy_id, &origin, &entry, error);
  if (bytes == NULL)
    return NULL;
  extractions = zb_extractor_read (self->extractor, bytes, origin);
  if (entry >= extractions->len)
    {
      /* Another version of the program reads the file in another way. */
      g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                           _("This copy is read in another way now. Read all copies again."));
      return NULL;
    }
  return zb_extraction_ref (g_ptr_array_index (extractions, entry));
}

static gint64
find (ZbLibrary        *self,
      const ZbIdentity *identity,
      GError          **error)
{
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (self);
  gint64 id;

  if (!zb_identity_find (identity, self->database, &id, error))
    return 0;
  if (id == 0)
    g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                         _("The library does not know this issue."));
  return id;
}

/**
 * zb_library_find:
 * @issue: year and number
 *
 * Returns: the bulletin's id, or 0 with %ZB_LIBRARY_ERROR_NOT_FOUND or another
 *   error of %ZB_LIBRARY_ERROR.
 */
gint64
zb_library_find (ZbLibrary *self,
                 ZbIssue    issue,
                 GError   **error)
{
  ZbIdentity identity = { .issue = issue };

  g_return_val_if_fail (ZB_IS_LIBRARY (self), 0);

  zb_period_clear (&identity.week);
  return find (self, &identity, error);
}

/**
 * zb_library_find_date:
 * @date: any day of the bulletin's week
 *
 * Returns: the bulletin's id, or 0 with %ZB_LIBRARY_ERROR_NOT_FOUND or another
 *   error of %ZB_LIBRARY_ERROR.
 */
gint64
zb_library_find_date (ZbLibrary   *self,
                      const GDate *date,
                      GError     **error)
{
  ZbIdentity identity = { 0, };

  g_return_val_if_fail (ZB_IS_LIBRARY (self), 0);
  g_return_val_if_fail (g_date_valid (date), 0);

  zb_period_init_week (&identity.week, date);
  return find (self, &identity, error);
}
