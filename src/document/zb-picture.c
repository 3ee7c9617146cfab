/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Only the heads are read here, which say kind and size. Whoever shows a picture unpacks it, and
 * must be ready for one that is damaged further in. */

/* The size that a head states, before anybody has looked whether it makes sense. */
typedef struct {
  guint32 width;
  guint32 height;
} Size;

static guint
read_u16_big (const guint8 *p)
{
  return (guint) p[0] << 8 | p[1];
}

static guint
read_u16_little (const guint8 *p)
{
  return (guint) p[1] << 8 | p[0];
}

static guint
read_u24_little (const guint8 *p)
{
  return (guint) p[2] << 16 | read_u16_little (p);
}

static guint32
read_u32_big (const guint8 *p)
{
  return (guint32) read_u16_big (p) << 16 | read_u16_big (p + 2);
}

static guint32
read_u32_little (const guint8 *p)
{
  return (guint32) read_u16_little (p + 2) << 16 | read_u16_little (p);
}

/* PNG (W3C Recommendation, 5.3 and 11.2.1): behind the signature stands the chunk IHDR with its
 * thirteen bytes and their checksum. */
static gboolean
read_png (const guint8 *data,
          gsize         length,
          Size         *size)
{
  if (length < 33 || read_u32_big (data + 8) != 13 || memcmp (data + 12, "IHDR", 4) != 0)
    return FALSE;
  size->width = read_u32_big (data + 16);
  size->height = read_u32_big (data + 20);
  return TRUE;
}

/* A frame's head: SOF0 to SOF15, but for DHT, JPG and DAC, which lie among them. */
static gboolean
is_frame_marker (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Markers that stand alone, without a length behind them: TEM and the restarts. */
static gboolean
is_lone_marker (guint8 marker)
{
  return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/* JPEG (ITU-T T.81, annex B): segments, each with its length, up to the frame's head. What comes
 * before it, such as a preview, is passed over; the picture itself must not begin earlier. */
static gboolean
read_jpeg (const guint8 *data,
           gsize         length,
           Size         *size)
{
  gsize place = 2;

  while (length - place >= 4)
    {
      guint8 marker = data[place + 1];
      gsize segment;

      if (data[place] != 0xff)
        return FALSE;
      /* Any number of 0xff may fill the place before a marker. */
      if (marker == 0xff || is_lone_marker (marker))
        {
          place += marker == 0xff ? 1 : 2;
          continue;
        }
      segment = read_u16_big (data + place + 2);
      if (marker == 0xd9 || marker == 0xda || segment < 2 || segment > length - place - 2)
        return FALSE;
      if (is_frame_marker (marker))
        {
          if (segment < 8)
            return FALSE;
          size->height = read_u16_big (data + place + 5);
          size->width = read_u16_big (data + place + 7);
          return TRUE;
        }
      place += 2 + segment;
    }
  return FALSE;
}

/* GIF89a, 18: the logical screen's descriptor. */
static gboolean
read_gif (const guint8 *data,
          gsize         length,
          Size         *size)
{
  if (length < 13 || (memcmp (data, "GIF87a", 6) != 0 && memcmp (data, "GIF89a", 6) != 0))
    return FALSE;
  size->width = read_u16_little (data + 6);
  size->height = read_u16_little (data + 8);
  return TRUE;
}

/* WebP (RFC 9649): the first chunk is a lossy picture, a lossless one, or a canvas for others. */
static gboolean
read_webp (const guint8 *data,
           gsize         length,
           Size         *size)
{
  if (length >= 30 && memcmp (data + 12, "VP8 ", 4) == 0 &&
      memcmp (data + 23, "\x9d\x01\x2a", 3) == 0)
    {
      /* The two bits above are for scaling. */
      size->width = read_u16_little (data + 26) & 0x3fff;
      size->height = read_u16_little (data + 28) & 0x3fff;
      return TRUE;
    }
  if (length >= 25 && memcmp (data + 12, "VP8L", 4) == 0 && data[20] == 0x2f)
    {
      guint32 bits = read_u32_little (data + 21);

      size->width = (bits & 0x3fff) + 1;
      size->height = (bits >> 14 & 0x3fff) + 1;
      return TRUE;
    }
  if (length >= 30 && memcmp (data + 12, "VP8X", 4) == 0)
    {
      size->width = read_u24_little (data + 24) + 1;
      size->height = read_u24_little (data + 27) + 1;
      return TRUE;
    }
  return FALSE;
}

/* BMP: the old head has numbers of 16 bits, all later ones signed numbers of 32; a negative height
 * says that the rows stand from the top down. */
static gboolean
read_bmp (const guint8 *data,
          gsize         length,
          Size         *size)
{
  guint32 head = length >= 26 ? read_u32_little (data + 14) : 0;

  if (head == 12)
    {
      size->width = read_u16_little (data + 18);
      size->height = read_u16_little (data + 20);
      return TRUE;
    }
  if (head < 40 || length < 54)
    return FALSE;
  size->width = read_u32_little (data + 18);
  size->height = read_u32_little (data + 22);
  if (size->height > G_MAXINT32)
    size->height = -size->height;
  return size->width <= G_MAXINT32;
}

static const struct {
  const char *media_type;
  const char *ending;
  const char *magic;
  gsize       length;
  /* Of a container of several kinds: what stands at byte 8. */
  const char *kind;
  gboolean  (*read) (const guint8 *data,
                     gsize         length,
                     Size         *size);
} formats[] = {
  { "image/png", "png", "\x89PNG\r\n\x1a\n", 8, NULL, read_png },
  { "image/jpeg", "jpg", "\xff\xd8\xff", 3, NULL, read_jpeg },
  { "image/gif", "gif", "GIF8", 4, NULL, read_gif },
  { "image/webp", "webp", "RIFF", 4, "WEBP", read_webp },
  { "image/bmp", "bmp", "BM", 2, NULL, read_bmp },
};

/* The position in the table, or -1. */
static int
find_format (const guint8 *data,
             gsize         length)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (length >= formats[i].length && memcmp (data, formats[i].magic, formats[i].length) == 0 &&
        (formats[i].kind == NULL || (length >= 12 && memcmp (data + 8, formats[i].kind, 4) == 0)))
      return (int) i;
  return -1;
}

static gboolean
check_length (gsize    length,
              GError **error)
{
  if (length == 0)
    {
      g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_EMPTY,
                           _("The picture’s file is empty. Fetch or save the picture again."));
      return FALSE;
    }
  if (length > ZB_PICTURE_MAX_BYTES)
    {
      g_autofree char *limit = g_format_size (ZB_PICTURE_MAX_BYTES);

      g_set_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
                   _("The picture has more than %s, which no picture of a bulletin has. Choose the "
                     "picture itself, or make it smaller."), limit);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_size (const Size  *size,
            GError     **error)
{
  if (size->width == 0 || size->height == 0)
    {
      g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_DAMAGED,
                           _("The picture has no width or no height, so there is nothing to see. Fetch "
                             "or save it again."));
      return FALSE;
    }
  if ((guint64) size->width * size->height > ZB_PICTURE_MAX_PIXELS)
    {
      g_set_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
                   /* Translators: the width and height of a picture in pixels, then millions of pixels. */
                   _("The picture is %1$u×%2$u pixels large; up to %3$d million pixels can be shown. "
                     "Make it smaller."),
                   size->width, size->height, ZB_PICTURE_MAX_PIXELS / 1000000);
      return FALSE;
    }
  return TRUE;
}

/**
 * zb_picture_check:
 * @bytes: a file's bytes, which may be anything
 * @info: (out caller-allocates): what the picture is
 *
 * Looks whether a file is a picture that can be kept and shown. Its name and
 * what a server calls it say nothing; only the head of the file is believed.
 * SVG is refused: it can name other files and run for as long as it likes.
 *
 * Returns: %FALSE with %ZB_DOCUMENT_ERROR_EMPTY, _TOO_LARGE, _FORM for what is
 *   no picture of these kinds, or _DAMAGED.
 */
gboolean
zb_picture_check (GBytes         *bytes,
                  ZbPictureInfo  *info,
                  GError        **error)
{
  gsize length;
  const guint8 *data;
  Size size = { 0, 0 };
  int format;

  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (info != NULL, FALSE);

  *info = (ZbPictureInfo) { NULL, 0, 0 };
  data = g_bytes_get_data (bytes, &length);
  if (!check_length (length, error))
    return FALSE;
  format = find_format (data, length);
  if (format < 0)
    {
      g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM,
                           _("This is no picture that can be shown here. PNG, JPEG, GIF, WebP and BMP "
                             "can; save it as one of these."));
      return FALSE;
    }
  if (!formats[format].read (data, length, &size))
    {
      g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_DAMAGED,
                           _("The picture is cut off or damaged. Fetch or save it again."));
      return FALSE;
    }
  if (!check_size (&size, error))
    return FALSE;
  *info = (ZbPictureInfo) { formats[format].media_type, size.width, size.height };
  return TRUE;
}

/**
 * zb_picture_get_ending:
 * @media_type: (nullable): as #ZbPictureInfo has it
 *
 * Returns: (nullable): how the names of such files end, without a point: "png";
 *   %NULL for any other media type.
 */
const char *
zb_picture_get_ending (const char *media_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (media_type, formats[i].media_type) == 0)
      return formats[i].ending;
  return NULL;
}
