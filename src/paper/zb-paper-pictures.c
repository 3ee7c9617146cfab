/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-paper-pictures.h"

#include <cairo.h>
#include <string.h>

#include "document/zb-picture.h"

/* The stored pictures of a bulletin, as they go on paper. Since 2022 most of its figures stand in them. A PDF holds JPEG
 * files as they are, so these are not unpacked; PNG files are; other kinds are rare and stay away. */

/* All of them together: about twenty times what a bulletin has, and four bytes each. */
#define MAX_PIXELS (60 * 1000 * 1000)

typedef struct {
  const guint8 *data;
  gsize         left;
} Reader;

static cairo_status_t
read_cb (void          *closure,
         unsigned char *data,
         unsigned int   length)
{
  Reader *self = closure;

  if (length > self->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, self->data, length);
  self->data += length;
  self->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
unpack_png (GBytes *bytes)
{
  Reader reader;

  reader.data = g_bytes_get_data (bytes, &reader.left);
  return cairo_image_surface_create_from_png_stream (read_cb, &reader);
}

static void
unref_bytes_cb (void *data)
{
  g_bytes_unref (data);
}

/* Only its size is looked at; who draws it takes the file. */
static cairo_surface_t *
wrap_jpeg (GBytes              *bytes,
           const ZbPictureInfo *info)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) info->width, (int) info->height);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS &&
      cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size, unref_bytes_cb, bytes) == CAIRO_STATUS_SUCCESS)
    g_bytes_ref (bytes);
  return surface;
}

/* Returns: (transfer full) (nullable) */
static cairo_surface_t *
make_surface (GBytes *bytes,
              gsize  *n_pixels)
{
  cairo_surface_t *surface = NULL;
  ZbPictureInfo info;

  if (!zb_picture_check (bytes, &info, NULL) || (gsize) info.width * info.height > MAX_PIXELS - *n_pixels)
    return NULL;
  if (g_str_equal (info.media_type, "image/png"))
    surface = unpack_png (bytes);
  else if (g_str_equal (info.media_type, "image/jpeg"))
    surface = wrap_jpeg (bytes, &info);
  if (surface == NULL || cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      g_clear_pointer (&surface, cairo_surface_destroy);
      return NULL;
    }
  *n_pixels += (gsize) info.width * info.height;
  return surface;
}

static gint64
get_shown_copy (const ZbDetail *detail)
{
  for (guint i = 0; i < detail->copies->len; i++)
    {
      const ZbCopyInfo *copy = g_ptr_array_index (detail->copies, i);

      if (copy->shown)
        return copy->id;
    }
  return 0;
}

/**
 * zb_paper_pictures_load:
 * @detail: the bulletin
 * @cancellable: (nullable): to stop it; then some are missing
 *
 * Reads the pictures of the shown copy, as far as they are stored and sound. It takes its time.
 *
 * Returns: (transfer full) (element-type utf8 cairo_surface_t): the pictures by their addresses.
 */
GHashTable *
zb_paper_pictures_load (ZbLibrary      *library,
                        const ZbDetail *detail,
                        GCancellable   *cancellable)
{
  GHashTable *pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cairo_surface_destroy);
  gint64 copy_id = get_shown_copy (detail);
  gsize n_pixels = 0;

  for (guint i = 0; copy_id != 0 && i < detail->pictures->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const ZbCopyPicture *picture = g_ptr_array_index (detail->pictures, i);
      g_autoptr(GBytes) bytes = NULL;
      cairo_surface_t *surface;

      if (picture->is_stored)
        bytes = zb_library_read_picture (library, copy_id, picture->address, NULL);
      surface = bytes != NULL ? make_surface (bytes, &n_pixels) : NULL;
      if (surface != NULL)
        g_hash_table_insert (pictures, g_strdup (picture->address), surface);
    }
  return pictures;
}
