/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "document/zb-picture.h"

/* Heads of 12 times 34 pixels, each as short as its form allows. */
#define PNG  "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x0c\0\0\0\x22\x08\x02\0\0\0CRC!"
#define JPEG "\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xff\xc0\0\x0b\x08\0\x22\0\x0c\x01\x01\x11\0"
#define GIF  "GIF89a\x0c\0\x22\0\x80\0\0"
#define LOSSY "RIFF\x1a\0\0\0WEBPVP8 \x0e\0\0\0\x10\0\0\x9d\x01\x2a\x0c\x40\x22\x80"
/* 11 in 14 bits, then 33 in 14 bits, and the mark of an alpha channel above. */
#define LOSSLESS "RIFF\x11\0\0\0WEBPVP8L\x05\0\0\0\x2f\x0b\x40\x08\x10"
#define EXTENDED "RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0b\0\0\x21\0\0"
#define OLD_BMP "BM\x1a\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0\x0c\0\x22\0\x01\0\x18\0"
#define BMP "BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x0c\0\0\0\xde\xff\xff\xff\x01\0\x18\0" \
            "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static const struct {
  const char *name;
  const char *data;
  gsize       size;
  const char *media_type;
  const char *ending;
} heads[] = {
  { "png", PNG, sizeof PNG - 1, "image/png", "png" },
  { "jpeg", JPEG, sizeof JPEG - 1, "image/jpeg", "jpg" },
  { "gif", GIF, sizeof GIF - 1, "image/gif", "gif" },
  { "lossy webp", LOSSY, sizeof LOSSY - 1, "image/webp", "webp" },
  { "lossless webp", LOSSLESS, sizeof LOSSLESS - 1, "image/webp", "webp" },
  { "extended webp", EXTENDED, sizeof EXTENDED - 1, "image/webp", "webp" },
  { "old bmp", OLD_BMP, sizeof OLD_BMP - 1, "image/bmp", "bmp" },
  { "bmp", BMP, sizeof BMP - 1, "image/bmp", "bmp" },
};

static void
assert_refused (gconstpointer data,
                gsize         size,
                int           code)
{
  /* Exactly as many bytes as there are, so that reading beyond them is noticed. */
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  ZbPictureInfo info;

  g_assert_false (zb_picture_check (bytes, &info, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (info.media_type);
}

/* Given the head of each kind, then kind and size are read from it, whatever follows. */
static void
test_heads (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    for (guint more = 0; more < 2; more++)
      {
        g_autoptr(GByteArray) data = g_byte_array_new ();
        g_autoptr(GBytes) bytes = NULL;
        g_autoptr(GError) error = NULL;
        ZbPictureInfo info;

        g_test_message ("%s", heads[i].name);
        g_byte_array_append (data, (const guint8 *) heads[i].data, (guint) heads[i].size);
        if (more)
          g_byte_array_append (data, (const guint8 *) "the picture itself", 18);
        bytes = g_byte_array_free_to_bytes (g_steal_pointer (&data));
        g_assert_true (zb_picture_check (bytes, &info, &error));
        g_assert_no_error (error);
        g_assert_cmpstr (info.media_type, ==, heads[i].media_type);
        g_assert_cmpuint (info.width, ==, 12);
        g_assert_cmpuint (info.height, ==, 34);
        g_assert_cmpstr (zb_picture_get_ending (info.media_type), ==, heads[i].ending);
      }
  g_assert_null (zb_picture_get_ending ("image/svg+xml"));
  g_assert_null (zb_picture_get_ending (NULL));
}

/* Given a head that is cut off anywhere, then it is refused, and nothing behind it is read. */
static void
test_cut_off (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    for (gsize size = 1; size < heads[i].size; size++)
      {
        g_autoptr(GBytes) bytes = g_bytes_new (heads[i].data, size);
        g_autoptr(GError) error = NULL;
        ZbPictureInfo info;

        if (zb_picture_check (bytes, &info, &error))
          g_error ("%s is read from %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " bytes",
                   heads[i].name, size, heads[i].size);
        g_assert_true (g_error_matches (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_DAMAGED) ||
                       g_error_matches (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM));
      }
}

/* Given what a server or a user may hand over instead, then it is refused. */
static void
test_others (void)
{
  static const char *const others[] = {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"12\" height=\"34\"/>",
    "<?xml version=\"1.0\"?><svg/>", "<!DOCTYPE html><title>环境异常</title>", "plain words", "B", "%PDF-1.4",
    "II*", "RIFF\x10\x10\x10\x10WAVEfmt ", "RIFFWEBP", "\x89PNG\n\x1a\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    assert_refused (others[i], strlen (others[i]), ZB_DOCUMENT_ERROR_FORM);
  assert_refused ("", 0, ZB_DOCUMENT_ERROR_EMPTY);
  assert_refused ("GIF88a\x0c\0\x22\0\x80\0\0", 13, ZB_DOCUMENT_ERROR_DAMAGED);
  assert_refused ("RIFF\x16\0\0\0WEBPVP9 \x0a\0\0\0\0\0\0\0\x0b\0\0\x21\0\0", 30, ZB_DOCUMENT_ERROR_DAMAGED);
}

/* Given a JPEG whose segments lead nowhere, then it is refused. */
static void
test_broken_jpeg (void)
{
  static const struct { const char *data; gsize size; } broken[] = {
    /* The picture begins, or ends, before its size was told. */
    { "\xff\xd8\xff\xda\0\x08\0\0\0\0\0\0", 12 }, { "\xff\xd8\xff\xd9\0\x08\0\0\0\0\0\0", 12 },
    /* A segment of no length, or beyond the end. */
    { "\xff\xd8\xff\xe0\0\0\0\0\0\0", 10 }, { "\xff\xd8\xff\xe0\0\x01\0\0\0\0", 10 },
    { "\xff\xd8\xff\xe0\xff\xff\0\0\0\0", 10 },
    /* A frame's head that is too short for a size. */
    { "\xff\xd8\xff\xc0\0\x07\x08\0\x22\0\x0c", 11 },
    /* No marker where one must be; nothing but fill. */
    { "\xff\xd8\xff\xe0\0\x02" "abcdefgh", 14 }, { "\xff\xd8\xff\xff\xff\xff\xff\xff\xff\xff", 10 },
    { "\xff\xd8\xff\xd0\xff\xd1\xff\xd2\xff\x01", 10 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    assert_refused (broken[i].data, broken[i].size, ZB_DOCUMENT_ERROR_DAMAGED);
}

static guint8 *
dup_png (guint32 width,
         guint32 height)
{
  guint8 *data = g_memdup2 (PNG, sizeof PNG - 1);

  for (guint i = 0; i < 4; i++)
    {
      data[16 + i] = (guint8) (width >> (24 - 8 * i));
      data[20 + i] = (guint8) (height >> (24 - 8 * i));
    }
  return data;
}

/* Given sizes that make no sense or no window could show, then they are refused. */
static void
test_sizes (void)
{
  static const struct { guint32 width, height; int code; } sizes[] = {
    { 0, 34, ZB_DOCUMENT_ERROR_DAMAGED }, { 12, 0, ZB_DOCUMENT_ERROR_DAMAGED },
    { 10000, 5001, ZB_DOCUMENT_ERROR_TOO_LARGE }, { 1, 50000001, ZB_DOCUMENT_ERROR_TOO_LARGE },
    { G_MAXUINT32, G_MAXUINT32, ZB_DOCUMENT_ERROR_TOO_LARGE }, { 0x10000, 0x10000, ZB_DOCUMENT_ERROR_TOO_LARGE },
  };
  g_autofree guint8 *largest = dup_png (10000, 5000);
  g_autoptr(GBytes) bytes = g_bytes_new (largest, sizeof PNG - 1);
  g_autoptr(GError) error = NULL;
  ZbPictureInfo info;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *data = dup_png (sizes[i].width, sizes[i].height);

      assert_refused (data, sizeof PNG - 1, sizes[i].code);
    }
  g_assert_true (zb_picture_check (bytes, &info, &error));
  g_assert_cmpuint (info.width, ==, 10000);
  assert_refused ("GIF89a\0\0\x22\0\x80\0\0", 13, ZB_DOCUMENT_ERROR_DAMAGED);
  /* The smallest of all numbers has no positive counterpart. */
  assert_refused ("BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x0c\0\0\0\0\0\0\x80\x01\0\x18\0"
                  "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 54, ZB_DOCUMENT_ERROR_TOO_LARGE);
  assert_refused ("BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\xff\xff\xff\xff\x01\0\0\0\x01\0\x18\0"
                  "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 54, ZB_DOCUMENT_ERROR_DAMAGED);
}

/* Given a file beyond the limit, then it is refused before anything in it is looked at. */
static void
test_too_large (void)
{
  g_autofree guint8 *data = g_malloc0 (ZB_PICTURE_MAX_BYTES + 1);
  g_autoptr(GBytes) largest = NULL;
  g_autoptr(GError) error = NULL;
  ZbPictureInfo info;

  memcpy (data, PNG, sizeof PNG - 1);
  assert_refused (data, ZB_PICTURE_MAX_BYTES + 1, ZB_DOCUMENT_ERROR_TOO_LARGE);
  largest = g_bytes_new (data, ZB_PICTURE_MAX_BYTES);
  g_assert_true (zb_picture_check (largest, &info, &error));
}

/* Given a JPEG of nothing but markers, then it is read once through and refused. */
static void
test_endless (void)
{
  g_autofree guint8 *data = g_malloc (ZB_PICTURE_MAX_BYTES);

  memset (data, 0xff, ZB_PICTURE_MAX_BYTES);
  data[1] = 0xd8;
  assert_refused (data, ZB_PICTURE_MAX_BYTES, ZB_DOCUMENT_ERROR_DAMAGED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/heads", test_heads);
  g_test_add_func ("/picture/cut-off", test_cut_off);
  g_test_add_func ("/picture/others", test_others);
  g_test_add_func ("/picture/broken-jpeg", test_broken_jpeg);
  g_test_add_func ("/picture/sizes", test_sizes);
  g_test_add_func ("/picture/too-large", test_too_large);
  g_test_add_func ("/picture/endless", test_endless);
  return g_test_run ();
}
