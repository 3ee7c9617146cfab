/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "document/zb-document.h"
#include "document/zb-pdf-records.h"
#include "pdf-fixture.h"

/* Files that are cut off, broken or made to do harm, and a program that comes to grief over them. */

#define CATALOG "<< /Type /Catalog /Pages 2 0 R >>"
#define ONE_PAGE "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
#define PAGE "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " \
  "/Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >> >>"
#define FONT "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"

static GError *
fail_to_read (GBytes *pdf)
{
  GError *error = NULL;
  g_autoptr(GPtrArray) documents = zb_document_read (pdf, NULL, &error);

  g_assert_null (documents);
  g_assert_nonnull (error);
  /* Something to do about it is said in a second sentence. */
  g_assert_cmpuint (strlen (error->message), >=, 40);
  return error;
}

static void
assert_fails (GBytes *pdf,
              int     code)
{
  g_autoptr(GError) error = fail_to_read (pdf);

  g_assert_error (error, ZB_DOCUMENT_ERROR, code);
}

/* Either an error, or a document; in any case an end. */
static void
assert_ends (GBytes *pdf)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = zb_document_read (pdf, NULL, &error);

  g_assert_true ((documents == NULL) == (error != NULL));
  /* That would be for want of the program. */
  g_assert_false (g_error_matches (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM));
}

/* A PDF of one page with this content, which may use the form /X1. */
static GBytes *
make_pdf (const char *content_head,
          const char *content,
          const char *form)
{
  g_autofree char *stream = pdf_dup_stream (content_head, content);

  return pdf_from_objects ("", CATALOG, ONE_PAGE, PAGE, stream, FONT, form, NULL);
}

/* A program in place of the one that reads PDF files. */
static char *
use_program (const char *script)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("zhoubao-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "zhoubao-pdf-lines", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n%s\n", script);

  g_assert_no_error (error);
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0755, &error);
  g_assert_no_error (error);
  g_setenv ("ZHOUBAO_LIBEXECDIR", folder, TRUE);
  return folder;
}

static void
stop_using (char       *folder,
            const char *libexecdir)
{
  g_autofree char *path = g_build_filename (folder, "zhoubao-pdf-lines", NULL);

  g_setenv ("ZHOUBAO_LIBEXECDIR", libexecdir, TRUE);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

/* Reads @pdf while @script stands in for the program. */
static GError *
fail_with_program (GBytes     *pdf,
                   const char *script)
{
  g_autofree char *libexecdir = g_strdup (g_getenv ("ZHOUBAO_LIBEXECDIR"));
  char *folder = use_program (script);
  GError *error = fail_to_read (pdf);

  stop_using (folder, libexecdir);
  return error;
}

/* Given a file that gives the program no end of work, when it has a second instead of its usual time,
 * then that is what the error says. */
static void
assert_takes_too_long (GBytes *pdf)
{
  g_autofree char *script = g_strdup_printf ("exec '%s/zhoubao-pdf-lines' 1", g_getenv ("ZHOUBAO_LIBEXECDIR"));
  g_autoptr(GError) error = fail_with_program (pdf, script);

  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

static GBytes *
make_story (void)
{
  PdfMaker *maker = pdf_maker_new ("故事");

  pdf_maker_wrap (maker, 60, 100, 400, "这一页是完整的，后来才被截断。数字有1234个，还有5678个，足够看出有没有少了什么。");
  pdf_maker_page (maker);
  pdf_maker_wrap (maker, 60, 100, 400, "这是第二页，上面也有文字。");
  return pdf_maker_finish (maker);
}

/* Given a file cut off anywhere, then that is said, and no half of a text is read. */
static void
test_cut_off (void)
{
  g_autoptr(GBytes) pdf = make_story ();
  gsize size = g_bytes_get_size (pdf);

  for (gsize i = 1; i < 50; i++)
    {
      g_autoptr(GBytes) start = g_bytes_new_from_bytes (pdf, 0, size * i / 50);

      assert_fails (start, ZB_DOCUMENT_ERROR_DAMAGED);
    }
}

/* Given the end but not the middle, then there is an answer. */
static void
test_hole (void)
{
  g_autoptr(GBytes) pdf = make_story ();
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);

  for (gsize i = 0; i < 20; i++)
    {
      g_autoptr(GByteArray) bytes = g_byte_array_new ();
      g_autoptr(GBytes) holed = NULL;

      g_byte_array_append (bytes, (const guint8 *) data, (guint) size);
      memset (bytes->data + 16 + (size - 200) * i / 20, 'x', 100);
      holed = g_bytes_new (bytes->data, bytes->len);
      assert_ends (holed);
    }
}

static void
test_garbage (void)
{
  g_autoptr(GBytes) head = g_bytes_new_static ("%PDF-", 5);
  g_autoptr(GBytes) garbage = g_bytes_new_static ("%PDF-1.7\n\x01\x02 obj <<<< endobj >> xref\n%%EOF\n", 40);
  g_autoptr(GBytes) no_pages = pdf_from_objects ("", CATALOG, "<< /Type /Pages /Kids [] /Count 0 >>", NULL);
  g_autoptr(GBytes) no_tree = pdf_from_objects ("", "<< /Type /Catalog >>", NULL);

  assert_fails (head, ZB_DOCUMENT_ERROR_DAMAGED);
  assert_fails (garbage, ZB_DOCUMENT_ERROR_DAMAGED);
  assert_fails (no_pages, ZB_DOCUMENT_ERROR_DAMAGED);
  assert_fails (no_tree, ZB_DOCUMENT_ERROR_DAMAGED);
}

/* Given a key that no empty password opens, then it is locked. */
static void
test_encrypted (void)
{
  g_autoptr(GBytes) pdf = pdf_from_objects (
    "/Encrypt 4 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]", CATALOG, ONE_PAGE,
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 "
    "/O <0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20> "
    "/U <2122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f40> >>",
    NULL);
  g_autoptr(GError) error = fail_to_read (pdf);

  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM);
  g_assert_nonnull (strstr (error->message, "password"));
}

/* A PDF of as many pages, all with this content. */
static GBytes *
make_pages (guint       n_pages,
            const char *content)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);
  GString *pages = g_string_new ("<< /Type /Pages /Kids [");

  g_ptr_array_add (objects, g_strdup (CATALOG));
  g_ptr_array_add (objects, NULL);
  g_ptr_array_add (objects, g_strdup (FONT));
  g_ptr_array_add (objects, pdf_dup_stream ("", content));
  for (guint i = 0; i < n_pages; i++)
    {
      g_ptr_array_add (objects, g_strdup ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                                          "/Resources << /Font << /F1 3 0 R >> >> >>"));
      g_string_append_printf (pages, "%u 0 R ", objects->len);
    }
  g_string_append_printf (pages, "] /Count %u >>", n_pages);
  g_ptr_array_index (objects, 1) = g_string_free (pages, FALSE);
  return pdf_from_list ("", objects);
}

/* Given a book, then it is no bulletin. */
static void
test_many_pages (void)
{
  static const char content[] = "BT /F1 12 Tf 60 700 Td (Page) Tj ET";
  g_autoptr(GBytes) most = make_pages (ZB_PDF_MAX_PAGES, content);
  g_autoptr(GBytes) one_more = make_pages (ZB_PDF_MAX_PAGES + 1, content);
  g_autoptr(GBytes) book = make_pages (50000, content);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = zb_document_read (most, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (documents->len, ==, 1);
  assert_fails (one_more, ZB_DOCUMENT_ERROR_TOO_LARGE);
  assert_fails (book, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

/* Given a tree of pages that is its own branch, or tells a wrong number, then there is an answer. */
static void
test_page_tree (void)
{
  g_autoptr(GBytes) own_child = pdf_from_objects (
    "", CATALOG, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 4 >>", NULL);
  g_autoptr(GBytes) lie = pdf_from_objects (
    "", CATALOG, "<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>", NULL);

  assert_ends (own_child);
  assert_ends (lie);
}

/* Forms that draw each other ten times each: ten thousand million letters. */
static void
test_endless_content (void)
{
  g_autoptr(GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GBytes) pdf = NULL;

  g_ptr_array_add (objects, g_strdup (CATALOG));
  g_ptr_array_add (objects, g_strdup (ONE_PAGE));
  g_ptr_array_add (objects, g_strdup (PAGE));
  g_ptr_array_add (objects, pdf_dup_stream ("", "/X1 Do"));
  g_ptr_array_add (objects, g_strdup (FONT));
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *head = g_strdup_printf (
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> /XObject << /X1 %u 0 R >> >>",
        i + 7);

      g_ptr_array_add (objects, pdf_dup_stream (head, "/X1 Do /X1 Do /X1 Do /X1 Do /X1 Do /X1 Do /X1 Do /X1 Do /X1 Do /X1 Do "));
    }
  g_ptr_array_add (objects, pdf_dup_stream ("/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
                                            "/Resources << /Font << /F1 5 0 R >> >>",
                                            "BT /F1 1 Tf 1 1 Td (a) Tj ET"));
  pdf = pdf_from_list ("", objects);

  assert_takes_too_long (pdf);
}

/* The hexadecimal digits of @n_bytes blanks, squeezed by zlib. */
static char *
dup_squeezed_blanks (gsize n_bytes)
{
  g_autoptr(GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, converter);
  g_autofree char *blanks = g_strnfill (1024 * 1024, ' ');
  g_autoptr(GString) digits = g_string_new (NULL);
  const guint8 *data;

  for (gsize i = 0; i < n_bytes; i += 1024 * 1024)
    g_assert_true (g_output_stream_write_all (stream, blanks, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  data = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory));
  for (gsize i = 0; i < g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)); i++)
    g_string_append_printf (digits, "%02x", data[i]);
  g_string_append_c (digits, '>');
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* Given a stream of a quarter of a gigabyte within one within another, then it is not waited for. */
static void
test_bomb (void)
{
  g_autofree char *digits = dup_squeezed_blanks (256 * 1024 * 1024);
  g_autoptr(GString) contents = g_string_new ("[");
  g_autofree char *stream = pdf_dup_stream ("/Filter [/ASCIIHexDecode /FlateDecode]", digits);
  g_autoptr(GBytes) pdf = NULL;

  /* The same stream again and again. */
  for (guint i = 0; i < 200; i++)
    g_string_append (contents, "4 0 R ");
  g_string_append_c (contents, ']');
  {
    g_autofree char *page = g_strdup_printf ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %s >>",
                                             contents->str);

    pdf = pdf_from_objects ("", CATALOG, ONE_PAGE, page, stream, NULL);
  }
  g_assert_cmpuint (g_bytes_get_size (pdf), <, 1024 * 1024);

  assert_takes_too_long (pdf);
}

/* Given brackets within brackets, in the content and in the page's own object, then there is an answer. */
static void
test_nested (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *page = g_strdup_printf ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /A %s >>", brackets);
  g_autoptr(GBytes) in_content = make_pdf ("", brackets, "null");
  g_autoptr(GBytes) in_object = pdf_from_objects ("", CATALOG, ONE_PAGE, page, NULL);

  assert_ends (in_content);
  assert_ends (in_object);
}

/* Given letters far from the page, of no size, or of any, then there is an answer. */
static void
test_strange_places (void)
{
  g_autoptr(GBytes) pdf = make_pdf (
    "", "BT /F1 0 Tf 10 10 Td (none) Tj /F1 1e30 Tf (huge) Tj /F1 12 Tf 1e9 -1e9 Td (far) Tj "
        "1 0 0 1 100 100 Tm -5 Tc (letters one over the other) Tj 0 1 -1 0 300 300 Tm 0 Tc (upright) Tj ET", "null");

  assert_ends (pdf);
}

/* Given pages with more pieces of text together than any bulletin has, then it is too large. */
static void
test_too_much_text (void)
{
  g_autoptr(GString) content = g_string_new ("BT /F1 4 Tf ");
  g_autoptr(GBytes) pdf = NULL;

  for (guint i = 0; i < ZB_PDF_MAX_PIECES / ZB_PDF_MAX_PAGES + 30; i++)
    g_string_append_printf (content, "1 0 0 1 %u %u Tm (a) Tj ", i % 58 * 10 + 5, i / 58 * 20 + 20);
  g_string_append (content, "ET");
  pdf = make_pages (ZB_PDF_MAX_PAGES, content->str);

  assert_fails (pdf, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

/* Given no program, then the error says what to install. */
static void
test_program_missing (void)
{
  g_autofree char *libexecdir = g_strdup (g_getenv ("ZHOUBAO_LIBEXECDIR"));
  g_autoptr(GBytes) pdf = make_story ();
  g_autoptr(GError) error = NULL;

  g_setenv ("ZHOUBAO_LIBEXECDIR", "/nowhere", TRUE);
  error = fail_to_read (pdf);
  g_setenv ("ZHOUBAO_LIBEXECDIR", libexecdir, TRUE);

  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM);
  g_assert_nonnull (strstr (error->message, "/nowhere/zhoubao-pdf-lines"));
}

/* Given a program that was taken over, then what it says is not believed, and it does not hold us up. */
static void
test_program_fails (void)
{
  static const struct { const char *script; int code; } programs[] = {
    { "kill -XCPU $$", ZB_DOCUMENT_ERROR_TOO_LARGE },
    { "kill -KILL $$", ZB_DOCUMENT_ERROR_TOO_LARGE },
    { "kill -ABRT $$", ZB_DOCUMENT_ERROR_TOO_LARGE },
    { "kill -SEGV $$", ZB_DOCUMENT_ERROR_DAMAGED },
    { "exit 0", ZB_DOCUMENT_ERROR_DAMAGED },
    { "exit 1", ZB_DOCUMENT_ERROR_DAMAGED },
    { "yes 'link\thttp://a'", ZB_DOCUMENT_ERROR_TOO_LARGE },
    { "echo rubbish", ZB_DOCUMENT_ERROR_DAMAGED },
    { "exec >&-; exec sleep 1000", ZB_DOCUMENT_ERROR_TOO_LARGE },
    { "printf 'page\\t1\\t1\\t0\\nend\\t0\\nend\\t0\\n'", ZB_DOCUMENT_ERROR_DAMAGED },
    { "printf 'page\\t1\\t1\\t0\\ntext\\t0\\t0\\t0\\t9\\t9\\t9\\t0\\t1\\ta\\nend\\t0\\n'", ZB_DOCUMENT_ERROR_DAMAGED },
    { "printf 'problem\\t99\\nend\\t0\\n'", ZB_DOCUMENT_ERROR_DAMAGED },
    { "printf 'head\\t1\\t\\npage\\t9\\t9\\t0\\nend\\t1\\n'", ZB_DOCUMENT_ERROR_FORM },
  };
  g_autoptr(GBytes) pdf = make_story ();

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autoptr(GError) error = fail_with_program (pdf, programs[i].script);

      g_test_message ("%s: %s", programs[i].script, error->message);
      g_assert_error (error, ZB_DOCUMENT_ERROR, programs[i].code);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pdf-hostile/cut-off", test_cut_off);
  g_test_add_func ("/pdf-hostile/hole", test_hole);
  g_test_add_func ("/pdf-hostile/garbage", test_garbage);
  g_test_add_func ("/pdf-hostile/encrypted", test_encrypted);
  g_test_add_func ("/pdf-hostile/many-pages", test_many_pages);
  g_test_add_func ("/pdf-hostile/page-tree", test_page_tree);
  g_test_add_func ("/pdf-hostile/endless-content", test_endless_content);
  g_test_add_func ("/pdf-hostile/bomb", test_bomb);
  g_test_add_func ("/pdf-hostile/nested", test_nested);
  g_test_add_func ("/pdf-hostile/strange-places", test_strange_places);
  g_test_add_func ("/pdf-hostile/too-much-text", test_too_much_text);
  g_test_add_func ("/pdf-hostile/program-missing", test_program_missing);
  g_test_add_func ("/pdf-hostile/program-fails", test_program_fails);
  return g_test_run ();
}
