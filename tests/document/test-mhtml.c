/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "page-fixture.h"

/* Pages that browsers save into a single file. */

#define HEAD \
  "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/s/1\r\n" \
  "Subject: =?utf-8?Q?=E6=A0=B7?=\r\nMIME-Version: 1.0\r\n" \
  "Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Mark--x----\"\r\n\r\n\r\n"
#define PAGE_HEAD \
  "------Mark--x----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n" \
  "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/s/1\r\n\r\n"
/* "样刊" and two pictures, a line of which goes on in the next. */
#define PAGE \
  "<!DOCTYPE html><html><body><p>=E6=A0=\r\n=B7=E5=88=8A</p>" \
  "<img data-src=3D\"https://p.example/1\" src=3D\"https://p.example/1?lazy\">" \
  "<img src=3D\"https://p.example/2\"></body></html>\r\n"
#define PICTURE_HEAD \
  "------Mark--x----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n" \
  "Content-Location: https://p.example/1?lazy\r\n\r\n"
#define END "------Mark--x------\r\n"

static void
test_page (void)
{
  g_autoptr(ZbDocument) document = page_read (HEAD PAGE_HEAD PAGE PICTURE_HEAD "cGlj\r\ndHVyZQ==\r\n" END);
  g_autofree char *markdown = zb_document_to_markdown (document);
  GBytes *picture;

  g_assert_cmpstr (markdown, ==, "样刊\n\n![](https://p.example/1)\n\n![](https://p.example/2)");
  g_assert_cmpstr (document->url, ==, "https://a.example/s/1");
  g_assert_cmpuint (g_hash_table_size (document->pictures), ==, 1);
  picture = g_hash_table_lookup (document->pictures, "https://p.example/1");
  g_assert_cmpmem (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), "picture", 7);
}

/* Given a file that is cut off at any place, then there is a page or an error, and no half picture. */
static void
test_cut_off (void)
{
  static const char whole[] = HEAD PAGE_HEAD PAGE PICTURE_HEAD "cGljdHVyZQ==\r\n";

  for (gsize length = 1; length < sizeof whole; length++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (whole, length);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) documents = zb_document_read (bytes, NULL, &error);
      const ZbDocument *document = documents != NULL ? g_ptr_array_index (documents, 0) : NULL;

      g_assert_true ((documents != NULL) == (error == NULL));
      g_assert_true (document == NULL || document->pictures == NULL || g_hash_table_size (document->pictures) == 0);
    }
}

/* Given a part whose address is no text, then the page's address is one. */
static void
test_broken_address (void)
{
  g_autoptr(ZbDocument) document = page_read (
    HEAD "------Mark--x----\r\nContent-Type: text/html\r\nContent-Location: https://a.example/\xe6\xa0\r\n\r\n"
    "<p>样刊</p>\r\n" END);

  g_assert_cmpstr (document->url, ==, "https://a.example/\ufffd\ufffd");
}

static void
test_no_page (void)
{
  static const char *const files[] = {
    HEAD, HEAD END, HEAD PICTURE_HEAD "cGlj\r\n" END,
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\n\n--\n\n--\n",
    "MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr(GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (zb_document_read (bytes, NULL, &error));
      g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_DAMAGED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/mhtml/page", test_page);
  g_test_add_func ("/mhtml/cut-off", test_cut_off);
  g_test_add_func ("/mhtml/broken-address", test_broken_address);
  g_test_add_func ("/mhtml/no-page", test_no_page);
  return g_test_run ();
}
