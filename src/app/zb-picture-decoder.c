/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture-decoder.h"

#include <glib/gi18n.h>

/* Bytes are given to the decoder in pieces, so that one that finds an error early stops early. */
#define PIECE (256 * 1024)

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  const int       *max_width)
{
  if (*max_width > 0 && width > *max_width)
    gdk_pixbuf_loader_set_size (loader, *max_width,
                                MAX (1, (int) ((gint64) height * *max_width / width)));
}

static gboolean
feed (GdkPixbufLoader *loader,
      GBytes          *bytes,
      GError         **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length; i += PIECE)
    if (!gdk_pixbuf_loader_write (loader, data + i, MIN (PIECE, length - i), error))
      {
        gdk_pixbuf_loader_close (loader, NULL);
        return FALSE;
      }
  return gdk_pixbuf_loader_close (loader, error);
}

/* The decoders speak to programmers. */
static void
set_error (GError       **error,
           const GError  *cause)
{
  if (g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         _("This kind of picture cannot be shown on this computer. Save it to look at it "
                           "with another program, or install the loader of its kind for GdkPixbuf."));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _("The picture is damaged and cannot be shown. Replace it by another file."));
}

/**
 * zb_picture_decode:
 * @bytes: a picture that zb_picture_check() accepts, which bounds what it takes to unpack it
 * @max_width: in pixels: a wider picture is scaled down; 0 for its own size
 *
 * Takes long; not for the main thread. One picture is unpacked at a time, so
 * that a page of many does not need the memory of all at once.
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with
 *   %G_IO_ERROR_NOT_SUPPORTED where this computer has no decoder of its kind,
 *   or %G_IO_ERROR_INVALID_DATA.
 */
GdkTexture *
zb_picture_decode (GBytes  *bytes,
                   int      max_width,
                   GError **error)
{
  static GMutex mutex;
  G_GNUC_UNUSED g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr(GError) cause = NULL;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &max_width);
  if (!feed (loader, bytes, &cause))
    {
      set_error (error, cause);
      return NULL;
    }
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      set_error (error, NULL);
      return NULL;
    }
  return gdk_texture_new_for_pixbuf (pixbuf);
}

/**
 * zb_picture_can_decode:
 * @media_type: such as "image/webp"
 *
 * Returns: whether this computer has a decoder for it.
 */
gboolean
zb_picture_can_decode (const char *media_type)
{
  g_autoptr(GSList) formats = gdk_pixbuf_get_formats ();

  for (const GSList *l = formats; l != NULL; l = l->next)
    {
      g_auto(GStrv) types = gdk_pixbuf_format_get_mime_types (l->data);

      if (g_strv_contains ((const char * const *) types, media_type))
        return TRUE;
    }
  return FALSE;
}
