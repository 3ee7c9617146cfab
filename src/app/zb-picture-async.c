/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture-async.h"

#include <glib/gi18n.h>

#include "app/zb-picture-decoder.h"
#include "document/zb-picture.h"
#include "library/zb-library-fetched.h"

/* As for the library's other calls: drawing is more urgent. */
#define RESULT_PRIORITY G_PRIORITY_DEFAULT_IDLE

/* What one call needs; which of it, is the call's own matter. */
typedef struct {
  gint64     copy_id;
  char      *address;
  char     **addresses;
  GPtrArray *sources;
  GBytes    *bytes;
  GFile     *file;
  int        max_width;
  guint      n_done;
} PictureData;

static void
picture_data_free (gpointer data)
{
  PictureData *self = data;

  g_free (self->address);
  g_strfreev (self->addresses);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->file);
  g_free (self);
}

static GTask *
new_task (ZbLibrary           *library,
          gint64               copy_id,
          const char          *address,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data,
          gpointer             tag)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);
  PictureData *data = g_new0 (PictureData, 1);

  data->copy_id = copy_id;
  data->address = g_strdup (address);
  g_task_set_source_tag (task, tag);
  g_task_set_priority (task, RESULT_PRIORITY);
  g_task_set_task_data (task, data, picture_data_free);
  return task;
}

/* So that it is kept; the picture is shown all the same where that fails. */
static void
note_seen (ZbLibrary         *library,
           const PictureData *data)
{
  g_autoptr(GError) error = NULL;

  if (!zb_library_note_picture_seen (library, data->copy_id, data->address, g_get_real_time () / G_USEC_PER_SEC,
                                     &error))
    g_debug ("%s", error->message);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const PictureData *data = task_data;
  g_autoptr(GBytes) bytes = NULL;
  GdkTexture *texture = NULL;
  GError *error = NULL;

  /* The reader may have gone on while others were unpacked. */
  if (g_task_return_error_if_cancelled (task))
    return;
  bytes = zb_library_read_picture (source, data->copy_id, data->address, &error);
  if (bytes != NULL && !g_cancellable_is_cancelled (cancellable))
    texture = zb_picture_decode (bytes, data->max_width, &error);
  if (texture != NULL)
    note_seen (source, data);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_error_if_cancelled (task);
}

/**
 * zb_picture_load_async:
 * @max_width: in pixels: a wider picture is scaled down; 0 for its own size
 *
 * Reads a stored picture and unpacks it.
 */
void
zb_picture_load_async (ZbLibrary           *library,
                       gint64               copy_id,
                       const char          *address,
                       int                  max_width,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (library, copy_id, address, cancellable, callback, user_data,
                                    zb_picture_load_async);

  ((PictureData *) g_task_get_task_data (task))->max_width = max_width;
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * zb_picture_load_finish:
 *
 * Returns: (transfer full) (nullable): the picture; or %NULL with an error of
 *   zb_library_read_picture() or of zb_picture_decode().
 */
GdkTexture *
zb_picture_load_finish (ZbLibrary     *library,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* One byte more than may be, so that what is too large is told as that. */
static GBytes *
read_file (GFile   *file,
           GError **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree guint8 *buffer = NULL;
  gsize length;

  if (stream == NULL)
    return NULL;
  buffer = g_malloc (ZB_PICTURE_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, ZB_PICTURE_MAX_BYTES + 1, &length, NULL, error))
    return NULL;
  return g_bytes_new (buffer, length);
}

/* A picture comes as a file, or from the clipboard. */
static GBytes *
read_source (GObject  *source,
             GError  **error)
{
  GBytes *bytes;

  if (G_IS_FILE (source))
    bytes = read_file (G_FILE (source), error);
  else
    bytes = gdk_texture_save_to_png_bytes (GDK_TEXTURE (source));
  return bytes;
}

static gboolean
remove_picture (ZbLibrary         *library,
                const PictureData *data,
                GError           **error)
{
  g_autoptr(GBytes) rest = NULL;

  if (!zb_library_remove_picture (library, data->copy_id, data->address, error))
    return FALSE;
  rest = zb_library_read_picture (library, data->copy_id, data->address, NULL);
  if (rest == NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       _("This picture is a part of the file that was opened, and stays with it."));
  return FALSE;
}

static void
exchange_in_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  PictureData *data = task_data;
  g_autoptr(GBytes) before = zb_library_read_picture (source, data->copy_id, data->address, NULL);
  g_autoptr(GBytes) bytes = g_steal_pointer (&data->bytes);
  GError *error = NULL;
  gboolean done;

  if (data->sources != NULL)
    bytes = read_source (g_ptr_array_index (data->sources, 0), &error);
  if (bytes != NULL)
    done = zb_library_store_picture (source, data->copy_id, data->address, bytes, &error);
  else
    done = error == NULL && remove_picture (source, data, &error);
  data->bytes = g_steal_pointer (&before);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * zb_picture_exchange_async:
 * @source: (nullable): the new picture as a #GFile or a #GdkTexture
 * @bytes: (nullable): or as bytes; without either, the stored picture is removed
 *
 * Stores a picture in another one's place, or removes it, and gives back what
 * was there before, so that it can be undone.
 */
void
zb_picture_exchange_async (ZbLibrary           *library,
                           gint64               copy_id,
                           const char          *address,
                           GObject             *source,
                           GBytes              *bytes,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (library, copy_id, address, NULL, callback, user_data,
                                    zb_picture_exchange_async);
  PictureData *data = g_task_get_task_data (task);

  if (source != NULL)
    {
      data->sources = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (data->sources, g_object_ref (source));
    }
  data->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  g_task_run_in_thread (task, exchange_in_thread);
}

/**
 * zb_picture_exchange_finish:
 * @before: (out) (transfer full) (nullable): what was stored before
 */
gboolean
zb_picture_exchange_finish (ZbLibrary     *library,
                            GAsyncResult  *result,
                            GBytes       **before,
                            GError       **error)
{
  PictureData *data;

  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  data = g_task_get_task_data (G_TASK (result));
  *before = g_steal_pointer (&data->bytes);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Says which file it was, where it is a file. */
static void
prefix_file (GError  **error,
             GObject  *source)
{
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;

  if (!G_IS_FILE (source))
    return;
  name = g_file_get_basename (G_FILE (source));
  /* Translators: a file's name, then one or two sentences that say why it was not taken. */
  message = g_strdup_printf (_("%1$s: %2$s"), name, (*error)->message);
  g_free ((*error)->message);
  (*error)->message = g_steal_pointer (&message);
}

static void
add_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  PictureData *data = task_data;
  g_autoptr(GError) error = NULL;
  char **address = data->addresses;

  for (guint i = 0; i < data->sources->len && *address != NULL; i++)
    {
      GObject *picture = g_ptr_array_index (data->sources, i);
      g_autoptr(GError) cause = NULL;
      g_autoptr(GBytes) bytes = read_source (picture, &cause);

      if (bytes != NULL && zb_library_store_picture (source, data->copy_id, *address, bytes, &cause))
        {
          data->n_done++;
          address++;
          continue;
        }
      prefix_file (&cause, picture);
      /* The first failure is told; the others are most often the same. */
      if (error == NULL)
        error = g_steal_pointer (&cause);
    }
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * zb_picture_add_async:
 * @addresses: (array zero-terminated=1): pictures of the copy that are not stored
 * @sources: (element-type GObject): pictures as #GFile or #GdkTexture
 *
 * Stores pictures in their order: the first that can be used as the first
 * address, and so on. What is no picture takes no place.
 */
void
zb_picture_add_async (ZbLibrary           *library,
                      gint64               copy_id,
                      const char * const  *addresses,
                      GPtrArray           *sources,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (library, copy_id, NULL, NULL, callback, user_data, zb_picture_add_async);
  PictureData *data = g_task_get_task_data (task);

  data->addresses = g_strdupv ((char **) addresses);
  data->sources = g_ptr_array_ref (sources);
  g_task_run_in_thread (task, add_in_thread);
}

/**
 * zb_picture_add_finish:
 *
 * Returns: how many were stored; @error tells of the first that was not.
 */
guint
zb_picture_add_finish (ZbLibrary     *library,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), 0);

  g_task_propagate_boolean (G_TASK (result), error);
  return ((const PictureData *) g_task_get_task_data (G_TASK (result)))->n_done;
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const PictureData *data = task_data;
  GError *error = NULL;
  g_autoptr(GBytes) bytes = zb_library_read_picture (source, data->copy_id, data->address, &error);

  if (bytes != NULL &&
      g_file_replace_contents (data->file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                               NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * zb_picture_save_async:
 * @file: where to
 *
 * Writes a stored picture into a file, as it came.
 */
void
zb_picture_save_async (ZbLibrary           *library,
                       gint64               copy_id,
                       const char          *address,
                       GFile               *file,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = new_task (library, copy_id, address, NULL, callback, user_data, zb_picture_save_async);

  ((PictureData *) g_task_get_task_data (task))->file = g_object_ref (file);
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * zb_picture_save_finish:
 */
gboolean
zb_picture_save_finish (ZbLibrary     *library,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
