/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-importer.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "library/zb-file-reader.h"
#include "library/zb-library-private.h"
#include "library/zb-page-pictures.h"
#include "library/zb-store.h"

/* A batch is written in one transaction when it is this long, this large or
 * this old: the disk is asked seldom, and a crash costs little. */
#define MAX_BATCH       512
#define MAX_BATCH_BYTES (32 * 1024 * 1024)
#define MAX_BATCH_USEC  (200 * G_TIME_SPAN_MILLISECOND)

/* In a folder, only files with these endings are tried, and small ones without
 * any: a table of figures beside the bulletins is none itself. Whatever the
 * user names is tried. */
static const char *const text_endings[] = {
  ".md", ".markdown", ".txt", ".mht", ".mhtml", ".xml", ".rss", ".atom", ".json", ".pdf",
};
/* The only ones beside which browsers save pictures. */
static const char *const page_endings[] = { ".html", ".htm", ".xhtml", ".shtml" };
#define MAX_UNKNOWN_BYTES (1024 * 1024)

/* Feeds have these endings, and so has much else. */
static const char *const data_endings[] = { ".xml", ".json" };

struct _ZbImporter {
  GObject            parent_instance;
  ZbLibrary         *library;
  ZbLibraryProgress  progress;
  gpointer           progress_data;
};

G_DEFINE_FINAL_TYPE (ZbImporter, zb_importer, G_TYPE_OBJECT)

/* A file to be tried; a folder's files are judged by their names. */
typedef struct {
  char    *path;
  gboolean is_named;
} Candidate;

/* What the library has of a file already. */
typedef enum {
  STORED_NOT,
  STORED_DAMAGED,
  STORED_WITHOUT_PICTURES,
  STORED_WHOLE,
} Stored;

/* One call of the importer. */
typedef struct {
  ZbImporter     *importer;
  GCancellable   *cancellable;
  ZbImportResult *result;
  GPtrArray      *batch;
  gsize           batch_bytes;
  gint64          batch_started;
} Run;

static void
zb_importer_finalize (GObject *object)
{
  ZbImporter *self = ZB_IMPORTER (object);

  g_clear_object (&self->library);

  G_OBJECT_CLASS (zb_importer_parent_class)->finalize (object);
}

static void
zb_importer_class_init (ZbImporterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_importer_finalize;
}

static void
zb_importer_init (ZbImporter *self)
{
}

/**
 * zb_importer_new:
 * @library: where to store what is imported
 *
 * Returns: (transfer full): an importer, for one thread at a time.
 */
ZbImporter *
zb_importer_new (ZbLibrary *library)
{
  ZbImporter *self;

  g_return_val_if_fail (ZB_IS_LIBRARY (library), NULL);

  self = g_object_new (ZB_TYPE_IMPORTER, NULL);
  self->library = g_object_ref (library);
  return self;
}

/**
 * zb_importer_set_progress:
 * @progress: (nullable): called after each file, in the thread that imports
 * @data: given to @progress; must outlive the import
 */
void
zb_importer_set_progress (ZbImporter        *self,
                          ZbLibraryProgress  progress,
                          gpointer           data)
{
  g_return_if_fail (ZB_IS_IMPORTER (self));

  self->progress = progress;
  self->progress_data = data;
}

static void
clear_candidate (gpointer data)
{
  Candidate *candidate = data;

  g_free (candidate->path);
}

static void
start_run (Run          *run,
           ZbImporter   *importer,
           GCancellable *cancellable)
{
  run->importer = importer;
  run->cancellable = cancellable;
  run->result = zb_import_result_new ();
  run->batch = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_stored_file_free);
  run->batch_bytes = 0;
  run->batch_started = g_get_monotonic_time ();
}

static gboolean
write_files (Run            *run,
             ZbImportResult *result,
             GError        **error)
{
  ZbLibrary *library = run->importer->library;
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (library);
  ZbDatabase *database = zb_library_get_database (library);
  g_autoptr(ZbTransaction) transaction = zb_database_begin (database, ZB_TRANSACTION_WRITE, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < run->batch->len; i++)
    if (!zb_store_add_file (database, g_ptr_array_index (run->batch, i),
                            zb_library_get_digest (library), result, error))
      return FALSE;
  return zb_transaction_commit (transaction, error);
}

/* What is counted is stored: a batch counts only when it is committed. */
static gboolean
flush (Run     *run,
       GError **error)
{
  g_autoptr(ZbImportResult) result = zb_import_result_new ();

  if (run->batch->len > 0)
    {
      if (!write_files (run, result, error))
        return FALSE;
      zb_import_result_add (run->result, result);
    }
  g_ptr_array_set_size (run->batch, 0);
  run->batch_bytes = 0;
  run->batch_started = g_get_monotonic_time ();
  return TRUE;
}

static gboolean
ends_with_any (const char        *path,
               const char *const *endings,
               guint              n_endings)
{
  const char *ending = strrchr (path, '.');

  for (guint i = 0; ending != NULL && i < n_endings; i++)
    if (g_ascii_strcasecmp (ending, endings[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Most of a second import are files that are here; they need not be read again, unless what is
 * stored of them is damaged, or lacks pictures that may lie beside the page now. */
static gboolean
look_up (Run           *run,
         const guint8  *sha256,
         const char    *path,
         gint64        *id,
         Stored        *stored,
         GError       **error)
{
  ZbLibrary *library = run->importer->library;
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (library);
  ZbDatabase *database = zb_library_get_database (library);
  gboolean is_whole = FALSE, is_complete = TRUE;

  if (!zb_store_find_file (database, sha256, id, error) ||
      (*id != 0 && !zb_store_is_whole (database, *id, sha256, &is_whole, error)))
    return FALSE;
  if (is_whole && path != NULL && ends_with_any (path, page_endings, G_N_ELEMENTS (page_endings)) &&
      !zb_picture_store_is_complete (database, *id, &is_complete, error))
    return FALSE;
  *stored = *id == 0 ? STORED_NOT : !is_whole ? STORED_DAMAGED
                                  : is_complete ? STORED_WHOLE : STORED_WITHOUT_PICTURES;
  return TRUE;
}

static gboolean
note_duplicate (Run     *run,
                gint64   id,
                GError **error)
{
  ZbLibrary *library = run->importer->library;
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (library);

  run->result->duplicates++;
  return zb_store_note_known (zb_library_get_database (library), id, run->result, error);
}

static gsize
get_size (const ZbStoredFile *file)
{
  gsize size = file->size;

  for (guint i = 0; file->pictures != NULL && i < file->pictures->len; i++)
    size += g_bytes_get_size (((const ZbPagePicture *)
                               g_ptr_array_index (file->pictures, i))->picture->bytes);
  return size;
}

/* Whether nobody would take these bytes for a feed or a bulletin. A feed that is damaged, or has no
 * entries yet, is one that the user should hear of. */
static gboolean
is_other_file (GBytes             *bytes,
               const ZbStoredFile *file)
{
  const ZbExtraction *first = g_ptr_array_index (file->extractions, 0);
  g_autoptr(GPtrArray) documents = NULL;
  g_autoptr(GError) error = NULL;

  if (file->extractions->len > 1 || first->bulletin->status != ZB_COPY_UNREADABLE)
    return FALSE;
  documents = zb_document_read (bytes, NULL, &error);
  return documents != NULL || g_error_matches (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM) ||
         g_error_matches (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_NOT_TEXT);
}

/* Reads one file's bytes; @path is NULL where they came from elsewhere, and @may_be_other tells
 * whether they may well be no bulletin. Fails only where the library does. */
static gboolean
add_bytes (Run         *run,
           GBytes      *bytes,
           const char  *origin,
           const char  *path,
           gboolean     may_be_other,
           GError     **error)
{
  g_autoptr(GError) read_error = NULL;
  g_autoptr(ZbStoredFile) file = NULL;
  guint8 sha256[ZB_STORED_FILE_SHA256_SIZE];
  Stored stored = STORED_NOT;
  gint64 id;

  zb_stored_file_hash (bytes, sha256);
  if (!look_up (run, sha256, path, &id, &stored, error))
    return FALSE;
  if (stored == STORED_WHOLE)
    return note_duplicate (run, id, error);
  file = zb_stored_file_new (bytes, sha256, origin, zb_library_get_extractor (run->importer->library),
                             &read_error);
  if (file == NULL || (stored == STORED_DAMAGED && !zb_stored_file_pack (file, bytes, &read_error)))
    {
      zb_import_result_add_failure (run->result, origin, read_error->message);
      return TRUE;
    }
  if (may_be_other && is_other_file (bytes, file))
    {
      zb_import_result_add_skipped (run->result, ZB_IMPORT_OTHER_FILE, 1);
      return TRUE;
    }
  if (path != NULL)
    file->pictures = zb_page_pictures_read (file->extractions, path, run->cancellable);
  if (stored == STORED_WITHOUT_PICTURES && file->pictures->len == 0)
    return note_duplicate (run, id, error);
  run->batch_bytes += get_size (file);
  g_ptr_array_add (run->batch, g_steal_pointer (&file));
  if (run->batch->len < MAX_BATCH && run->batch_bytes < MAX_BATCH_BYTES &&
      g_get_monotonic_time () - run->batch_started < MAX_BATCH_USEC)
    return TRUE;
  return flush (run, error);
}

/* In a folder, whether @path is worth reading. */
static gboolean
is_likely (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  GStatBuf info;

  if (strchr (name, '.') == NULL)
    return g_stat (path, &info) != 0 || info.st_size <= MAX_UNKNOWN_BYTES;
  return ends_with_any (name, text_endings, G_N_ELEMENTS (text_endings)) ||
         ends_with_any (name, page_endings, G_N_ELEMENTS (page_endings));
}

static gboolean
add_candidate (Run             *run,
               const Candidate *candidate,
               GError         **error)
{
  g_autofree char *shown = g_filename_display_name (candidate->path);
  g_autoptr(GError) read_error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (!candidate->is_named && !is_likely (candidate->path))
    {
      zb_import_result_add_skipped (run->result, ZB_IMPORT_OTHER_FILE, 1);
      return TRUE;
    }
  bytes = zb_file_reader_read (candidate->path, ZB_DOCUMENT_MAX_BYTES, run->cancellable, &read_error);
  if (bytes != NULL)
    return add_bytes (run, bytes, shown, candidate->path,
                      !candidate->is_named &&
                        ends_with_any (candidate->path, data_endings, G_N_ELEMENTS (data_endings)), error);
  if (g_error_matches (read_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }
  zb_import_result_add_failure (run->result, shown, read_error->message);
  return TRUE;
}

static GHashTable *
collect_names (const char * const *paths)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    g_hash_table_add (names, g_canonicalize_filename (paths[i], NULL));
  return names;
}

static gboolean
collect_candidates (Run                *run,
                    const char * const *paths,
                    GArray             *candidates,
                    GError            **error)
{
  g_autoptr(GHashTable) names = collect_names (paths);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GPtrArray) unreadable = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
      g_autofree char *path = g_canonicalize_filename (paths[i], NULL);
      g_autofree char *shown = g_filename_display_name (path);
      gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

      /* Whoever marks all in a folder means the pages. */
      if (is_folder && zb_file_reader_is_page_folder (path, names))
        continue;
      if (!is_folder)
        g_ptr_array_add (files, g_steal_pointer (&path));
      else if (!zb_file_reader_walk (path, files, unreadable, run->cancellable, error))
        return FALSE;
      for (guint j = 0; j < files->len; j++)
        {
          Candidate candidate = { g_strdup (g_ptr_array_index (files, j)), !is_folder };

          g_array_append_val (candidates, candidate);
        }
      for (guint j = 0; j < unreadable->len; j++)
        zb_import_result_add_failure (run->result, shown,
                                      ((GError *) g_ptr_array_index (unreadable, j))->message);
    }
  return TRUE;
}

static gboolean
add_candidates (Run     *run,
                GArray  *candidates,
                GError **error)
{
  ZbImporter *self = run->importer;

  for (guint i = 0; i < candidates->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (run->cancellable, error) ||
          !add_candidate (run, &g_array_index (candidates, Candidate, i), error))
        return FALSE;
      if (self->progress != NULL)
        self->progress (i + 1, candidates->len, self->progress_data);
    }
  return TRUE;
}

/* Only now is it known which bulletins the copies belong to. */
static gboolean
settle (Run     *run,
        GError **error)
{
  ZbLibrary *library = run->importer->library;
  G_GNUC_UNUSED g_autoptr(ZbLibraryLocker) locker = zb_library_locker_new (library);

  return zb_store_settle (zb_library_get_database (library), run->result, error);
}

/* What was read before the user had enough is stored all the same. */
static ZbImportResult *
finish_run (Run    *run,
            GError *error)
{
  g_autoptr(GError) flush_error = NULL;
  g_autoptr(GError) settle_error = NULL;
  gboolean may_flush = error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (may_flush && !flush (run, &flush_error) && error == NULL)
    error = g_steal_pointer (&flush_error);
  if (!settle (run, &settle_error) && error == NULL)
    error = g_steal_pointer (&settle_error);
  run->result->error = error;
  g_ptr_array_unref (run->batch);
  return run->result;
}

/**
 * zb_importer_import_paths:
 * @paths: (array zero-terminated=1) (element-type filename): files and folders;
 *   folders with all that is in them
 * @cancellable: (nullable): ends the import after the present file
 *
 * Imports files, saved pages with the pictures that lie beside them. Each becomes
 * part of the library whole or not at all; a crash leaves the library as after
 * one of the files, and the next import completes it. Importing the same files
 * again changes nothing, but adds pictures that were missing.
 *
 * Returns: (transfer full): what became of it; see #ZbImportResult.error.
 */
ZbImportResult *
zb_importer_import_paths (ZbImporter         *self,
                          const char * const *paths,
                          GCancellable       *cancellable)
{
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GError *error = NULL;
  Run run;

  g_return_val_if_fail (ZB_IS_IMPORTER (self), NULL);
  g_return_val_if_fail (paths != NULL, NULL);

  g_array_set_clear_func (candidates, clear_candidate);
  start_run (&run, self, cancellable);
  if (collect_candidates (&run, paths, candidates, &error))
    add_candidates (&run, candidates, &error);
  return finish_run (&run, error);
}

/**
 * zb_importer_import_bytes:
 * @bytes: what was read elsewhere
 * @origin: where it came from, valid UTF-8 and fit to be shown; a name or an address
 * @cancellable: (nullable): asked before anything is done
 *
 * Imports what is no file, as the standard input or a fetched page.
 *
 * Returns: (transfer full): what became of it; see #ZbImportResult.error.
 */
ZbImportResult *
zb_importer_import_bytes (ZbImporter   *self,
                          GBytes       *bytes,
                          const char   *origin,
                          GCancellable *cancellable)
{
  GError *error = NULL;
  Run run;

  g_return_val_if_fail (ZB_IS_IMPORTER (self), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (g_utf8_validate (origin, -1, NULL), NULL);

  start_run (&run, self, cancellable);
  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      if (g_bytes_get_size (bytes) <= ZB_DOCUMENT_MAX_BYTES)
        add_bytes (&run, bytes, origin, NULL, FALSE, &error);
      else
        zb_import_result_add_failure (run.result, origin,
                                      _("This is too large to be a bulletin."));
    }
  return finish_run (&run, error);
}
