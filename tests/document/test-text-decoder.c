/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "document/zb-document.h"
#include "document/zb-text-decoder.h"

#define STORY "本周，互联网网络安全态势整体评价为良。Weekly 周报 2024\n"

static char *
decode (const char *data,
        gsize       size,
        GError    **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  gsize length = 0;
  char *text = zb_text_decode (bytes, &length, error);

  if (text != NULL)
    {
      g_assert_cmpuint (length, ==, strlen (text));
      g_assert_true (g_utf8_validate (text, (gssize) length, NULL));
    }
  return text;
}

static void
assert_decoded (const char *data,
                gsize       size,
                const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = decode (data, size, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* STORY in another encoding, behind @mark. */
static GString *
encode (const char *encoding,
        const char *mark,
        gsize       mark_length)
{
  g_autofree char *encoded = NULL;
  GString *data = g_string_new_len (mark, (gssize) mark_length);
  gsize size;

  encoded = g_convert (STORY, -1, encoding, "UTF-8", NULL, &size, NULL);
  g_assert_nonnull (encoded);
  return g_string_append_len (data, encoded, (gssize) size);
}

static void
test_utf8 (void)
{
  assert_decoded (STORY, strlen (STORY), STORY);
  assert_decoded ("\xef\xbb\xbf" STORY, strlen (STORY) + 3, STORY);
  assert_decoded ("x", 1, "x");
}

static void
test_utf16 (void)
{
  g_autoptr(GString) little = encode ("UTF-16LE", "\xff\xfe", 2);
  g_autoptr(GString) big = encode ("UTF-16BE", "\xfe\xff", 2);

  assert_decoded (little->str, little->len, STORY);
  assert_decoded (big->str, big->len, STORY);
}

static void
test_gb18030 (void)
{
  g_autoptr(GString) data = encode ("GB18030", "", 0);

  assert_decoded (data->str, data->len, STORY);
}

/* Given a download that broke off within a character, then the rest is read. */
static void
test_cut (void)
{
  g_autoptr(GString) gb18030 = encode ("GB18030", "", 0);
  g_autoptr(GString) utf16 = encode ("UTF-16LE", "\xff\xfe", 2);
  g_autofree char *text = NULL;

  g_string_append_c (gb18030, '\xb1');
  assert_decoded (gb18030->str, gb18030->len, STORY);
  g_string_append_c (utf16, 'x');
  assert_decoded (utf16->str, utf16->len, STORY);
  text = decode (STORY "\xe6\x9c", strlen (STORY) + 2, NULL);
  g_assert_true (g_str_has_prefix (text, STORY));
}

static void
test_damaged_utf8 (void)
{
  g_autoptr(GString) data = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append (data, STORY);
  data->str[data->len / 2] = '\xff';
  text = decode (data->str, data->len, NULL);
  g_assert_true (g_str_has_prefix (text, STORY));
  g_assert_true (g_str_has_suffix (text, STORY));
}

static void
test_nuls (void)
{
  g_autoptr(GString) utf16 = NULL;

  assert_decoded ("\0a\0\0b\0", 6, "ab");
  utf16 = g_string_new_len ("\xff\xfe\0\0a\0\0\0b\0", 10);
  assert_decoded (utf16->str, utf16->len, "ab");
}

static void
test_nothing_but_marks (void)
{
  static const struct { const char *data; gsize size; } marks[] = {
    { "\xef\xbb\xbf", 3 }, { "\xff\xfe", 2 }, { "\xfe\xff", 2 }, { "\0\0\0", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    assert_decoded (marks[i].data, marks[i].size, "");
}

static void
test_empty (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (decode ("", 0, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_EMPTY);
}

static void
test_too_large (void)
{
  g_autofree char *data = g_malloc (ZB_DOCUMENT_MAX_TEXT_BYTES + 1);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  memset (data, 'x', ZB_DOCUMENT_MAX_TEXT_BYTES + 1);
  text = decode (data, ZB_DOCUMENT_MAX_TEXT_BYTES, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (text), ==, ZB_DOCUMENT_MAX_TEXT_BYTES);
  g_assert_null (decode (data, ZB_DOCUMENT_MAX_TEXT_BYTES + 1, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

static void
test_not_text (void)
{
  g_autoptr(GError) error = NULL;
  guint8 data[600];

  /* Breaks the rules of UTF-8 everywhere, and those of GB18030. */
  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    data[i] = i % 2 == 0 ? 0xff : 0x80;
  g_assert_null (decode ((const char *) data, sizeof data, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_NOT_TEXT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/text-decoder/utf8", test_utf8);
  g_test_add_func ("/text-decoder/utf16", test_utf16);
  g_test_add_func ("/text-decoder/gb18030", test_gb18030);
  g_test_add_func ("/text-decoder/cut", test_cut);
  g_test_add_func ("/text-decoder/damaged-utf8", test_damaged_utf8);
  g_test_add_func ("/text-decoder/nuls", test_nuls);
  g_test_add_func ("/text-decoder/nothing-but-marks", test_nothing_but_marks);
  g_test_add_func ("/text-decoder/empty", test_empty);
  g_test_add_func ("/text-decoder/too-large", test_too_large);
  g_test_add_func ("/text-decoder/not-text", test_not_text);
  return g_test_run ();
}
