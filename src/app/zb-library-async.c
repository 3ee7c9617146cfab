/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-async.h"

#include "library/zb-library-aside.h"
#include "library/zb-library-fetched.h"

/* Results wait for the frame that is being drawn: the first picture of a
 * window must not wait for its list. */
#define RESULT_PRIORITY G_PRIORITY_DEFAULT_IDLE

/* What a mark is set on. */
typedef struct {
  gint64   id;
  gboolean value;
} MarkData;

/* What many marks are set on. */
typedef struct {
  GArray  *ids;
  gboolean value;
} AllReadData;

/* What the user has written. */
typedef struct {
  gint64  id;
  char   *note;
} NoteData;

/* What is to be loaded. */
typedef struct {
  gint64 id;
  gint64 copy_id;
} LoadData;

/* A figure that the user has typed, or the name of one that is to be forgotten. */
typedef struct {
  gint64      id;
  const char *figure_id;
  ZbFigure   *figure;
} TypedData;

static GTask *
new_task (gpointer             source,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data,
          gpointer             tag)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_priority (task, RESULT_PRIORITY);
  return task;
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  ZbLibrary *library = zb_library_open (task_data, zb_extractor_get_default (), NULL, &error);
  g_autoptr(GError) reason = NULL;

  /* What is kept too long does no harm. */
  if (library != NULL && !zb_library_expire_pictures (library, g_get_real_time () / G_USEC_PER_SEC, NULL, &reason))
    g_debug ("%s", reason->message);
  if (library != NULL)
    g_task_return_pointer (task, library, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zb_library_open_async:
 * @path: the library's file
 *
 * See zb_library_open().
 */
void
zb_library_open_async (const char          *path,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (NULL, cancellable, callback, user_data, zb_library_open_async);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * zb_library_open_finish:
 *
 * Returns: (transfer full) (nullable): the library.
 */
ZbLibrary *
zb_library_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
set_aside_in_thread (GTask        *task,
                     gpointer      source,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  GError *error = NULL;
  char *kept = NULL;

  if (zb_library_set_aside (task_data, &kept, &error))
    g_task_return_pointer (task, kept, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * zb_library_set_aside_async:
 * @path: the file of a library that cannot be opened
 *
 * See zb_library_set_aside(). It cannot be stopped.
 */
void
zb_library_set_aside_async (const char          *path,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (NULL, NULL, callback, user_data, zb_library_set_aside_async);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, set_aside_in_thread);
}

/**
 * zb_library_set_aside_finish:
 *
 * Returns: (transfer full) (nullable): the file's new name.
 */
char *
zb_library_set_aside_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, zb_library_set_aside_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *list = zb_library_list (source, &error);

  if (list != NULL)
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zb_library_list_async:
 *
 * See zb_library_list().
 */
void
zb_library_list_async (ZbLibrary           *library,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (library, cancellable, callback, user_data, zb_library_list_async);

  g_task_run_in_thread (task, list_in_thread);
}

/**
 * zb_library_list_finish:
 *
 * Returns: (transfer full) (nullable) (element-type ZbEntry): the list.
 */
GPtrArray *
zb_library_list_finish (ZbLibrary     *library,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const LoadData *data = task_data;
  GError *error = NULL;
  ZbDetail *detail = zb_library_load_copy (source, data->id, data->copy_id, &error);

  if (detail != NULL)
    g_task_return_pointer (task, detail, (GDestroyNotify) zb_detail_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zb_library_load_async:
 * @id: the bulletin
 * @copy_id: one of its copies; 0 for the best
 *
 * See zb_library_load_copy().
 */
void
zb_library_load_async (ZbLibrary           *library,
                       gint64               id,
                       gint64               copy_id,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (library, cancellable, callback, user_data, zb_library_load_async);
  LoadData data = { id, copy_id };

  g_task_set_task_data (task, g_memdup2 (&data, sizeof data), g_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * zb_library_load_finish:
 *
 * Returns: (transfer full) (nullable): what the page shows.
 */
ZbDetail *
zb_library_load_finish (ZbLibrary     *library,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
set_mark_in_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  const MarkData *data = task_data;
  GError *error = NULL;
  gboolean done = g_task_get_source_tag (task) == zb_library_set_read_async
                  ? zb_library_set_read (source, data->id, data->value, &error)
                  : zb_library_set_starred (source, data->id, data->value, &error);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set_mark_async (ZbLibrary           *library,
                gint64               id,
                gboolean             value,
                GAsyncReadyCallback  callback,
                gpointer             user_data,
                gpointer             tag)
{
  g_autoptr(GTask) task = new_task (library, NULL, callback, user_data, tag);
  MarkData data = { id, value };

  g_task_set_task_data (task, g_memdup2 (&data, sizeof data), g_free);
  g_task_run_in_thread (task, set_mark_in_thread);
}

/**
 * zb_library_set_read_async:
 *
 * See zb_library_set_read().
 */
void
zb_library_set_read_async (ZbLibrary           *library,
                           gint64               id,
                           gboolean             is_read,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  set_mark_async (library, id, is_read, callback, user_data, zb_library_set_read_async);
}

/**
 * zb_library_set_starred_async:
 *
 * See zb_library_set_starred().
 */
void
zb_library_set_starred_async (ZbLibrary           *library,
                              gint64               id,
                              gboolean             is_starred,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  set_mark_async (library, id, is_starred, callback, user_data, zb_library_set_starred_async);
}

/**
 * zb_library_set_mark_finish:
 *
 * Ends zb_library_set_read_async(), zb_library_set_starred_async() and zb_library_set_note_async().
 */
gboolean
zb_library_set_mark_finish (ZbLibrary     *library,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
all_read_data_free (gpointer data)
{
  AllReadData *self = data;

  g_array_unref (self->ids);
  g_free (self);
}

static void
set_all_read_in_thread (GTask        *task,
                        gpointer      source,
                        gpointer      task_data,
                        GCancellable *cancellable)
{
  const AllReadData *data = task_data;
  GError *error = NULL;
  GArray *changed = zb_library_set_all_read (source, data->ids, data->value, &error);

  if (changed != NULL)
    g_task_return_pointer (task, changed, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zb_library_set_all_read_async:
 * @ids: (element-type gint64): bulletins; it is not to be changed any more
 *
 * See zb_library_set_all_read().
 */
void
zb_library_set_all_read_async (ZbLibrary           *library,
                               GArray              *ids,
                               gboolean             is_read,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (library, NULL, callback, user_data, zb_library_set_all_read_async);
  AllReadData data = { g_array_ref (ids), is_read };

  g_task_set_task_data (task, g_memdup2 (&data, sizeof data), all_read_data_free);
  g_task_run_in_thread (task, set_all_read_in_thread);
}

/**
 * zb_library_set_all_read_finish:
 *
 * Returns: (transfer full) (nullable) (element-type gint64): those that were not so before.
 */
GArray *
zb_library_set_all_read_finish (ZbLibrary     *library,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
note_data_free (gpointer data)
{
  NoteData *self = data;

  g_free (self->note);
  g_free (self);
}

static void
set_note_in_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  const NoteData *data = task_data;
  GError *error = NULL;

  if (zb_library_set_note (source, data->id, data->note, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * zb_library_set_note_async:
 *
 * See zb_library_set_note(). zb_library_set_mark_finish() ends it.
 */
void
zb_library_set_note_async (ZbLibrary           *library,
                           gint64               id,
                           const char          *note,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (library, NULL, callback, user_data, zb_library_set_note_async);
  NoteData data = { id, g_strdup (note) };

  g_task_set_task_data (task, g_memdup2 (&data, sizeof data), note_data_free);
  g_task_run_in_thread (task, set_note_in_thread);
}

static void
typed_data_free (gpointer data)
{
  TypedData *self = data;

  g_clear_pointer (&self->figure, zb_figure_free);
  g_free (self);
}

static void
set_typed_in_thread (GTask        *task,
                     gpointer      source,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  const TypedData *data = task_data;
  GError *error = NULL;
  gboolean done = data->figure != NULL
                  ? zb_library_set_typed_figure (source, data->id, data->figure, &error)
                  : zb_library_remove_typed_figure (source, data->id, data->figure_id, &error);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * zb_library_set_typed_figure_async:
 * @id: the bulletin
 * @figure_id: which figure (interned)
 * @figure: (nullable): what the user has typed; %NULL to forget it
 *
 * See zb_library_set_typed_figure() and zb_library_remove_typed_figure().
 */
void
zb_library_set_typed_figure_async (ZbLibrary           *library,
                                   gint64               id,
                                   const char          *figure_id,
                                   const ZbFigure      *figure,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (library, NULL, callback, user_data, zb_library_set_typed_figure_async);
  TypedData *data = g_new0 (TypedData, 1);

  data->id = id;
  data->figure_id = figure_id;
  data->figure = figure != NULL ? zb_figure_copy (figure) : NULL;
  g_task_set_task_data (task, data, typed_data_free);
  g_task_run_in_thread (task, set_typed_in_thread);
}

/**
 * zb_library_set_typed_figure_finish:
 */
gboolean
zb_library_set_typed_figure_finish (ZbLibrary     *library,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
import_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  g_autoptr(ZbImporter) importer = zb_importer_new (source);

  g_task_return_pointer (task, zb_importer_import_paths (importer, task_data, cancellable),
                         (GDestroyNotify) zb_import_result_unref);
}

/**
 * zb_library_import_async:
 * @paths: files and folders
 *
 * See zb_importer_import_paths().
 */
void
zb_library_import_async (ZbLibrary           *library,
                         const char * const  *paths,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (library, cancellable, callback, user_data, zb_library_import_async);

  g_task_set_task_data (task, g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev);
  /* What was stored before the user cancelled is still told. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, import_in_thread);
}

/**
 * zb_library_import_finish:
 *
 * Returns: (transfer full): what became of the import.
 */
ZbImportResult *
zb_library_import_finish (ZbLibrary     *library,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
