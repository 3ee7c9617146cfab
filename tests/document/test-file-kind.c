/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "document/zb-document.h"
#include "document/zb-file-kind.h"

static void
test_bytes (void)
{
  static const struct { const char *data; gsize length; ZbFileKind kind; } files[] = {
    { "", 0, ZB_FILE_TEXT },
    { "甲", 3, ZB_FILE_TEXT },
    { "%PDF-1.4\n", 9, ZB_FILE_PDF },
    { "\r\n\r\n%PDF-1.7\n", 13, ZB_FILE_PDF },
    { "PK\x03\x04word", 8, ZB_FILE_OFFICE },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, ZB_FILE_OFFICE },
    { "{\\rtf1", 6, ZB_FILE_OFFICE },
    { "\x89PNG\r\n\x1a\n", 8, ZB_FILE_PICTURE },
    { "\xff\xd8\xff\xe0", 4, ZB_FILE_PICTURE },
    { "\x1f\x8b\x08\0", 4, ZB_FILE_ARCHIVE },
    { "PK", 2, ZB_FILE_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (files[i].data, files[i].length);

      g_test_message ("%u", i);
      g_assert_cmpint (zb_file_kind_of_bytes (bytes), ==, files[i].kind);
    }
}

static void
test_texts (void)
{
  static const struct { const char *text; ZbFileKind kind; } files[] = {
    { "", ZB_FILE_TEXT },
    { "<", ZB_FILE_TEXT },
    { "< 甲", ZB_FILE_TEXT },
    { "[题目](https://a.example)", ZB_FILE_TEXT },
    { "[]", ZB_FILE_JSON },
    { " \n{\"version\": \"https://jsonfeed.org/version/1.1\"}", ZB_FILE_JSON },
    { "{{甲}}", ZB_FILE_TEXT },
    { "[[", ZB_FILE_JSON },
    { "<!DOCTYPE html><html>", ZB_FILE_HTML },
    { "<?xml version=\"1.0\"?><html>", ZB_FILE_HTML },
    { "<!-- <rss> --><section>", ZB_FILE_HTML },
    { "<p>甲", ZB_FILE_HTML },
    { "<!--", ZB_FILE_HTML },
    { "<?xml version=\"1.0\"?>\n<!-- 甲 -->\n<rss version=\"2.0\">", ZB_FILE_XML_FEED },
    { "<feed xmlns=\"http://www.w3.org/2005/Atom\">", ZB_FILE_XML_FEED },
    { "<rdf:RDF>", ZB_FILE_XML_FEED },
    { "<atom:feed xmlns:atom=\"http://www.w3.org/2005/Atom\">", ZB_FILE_XML_FEED },
    { "<!DOCTYPE rss [<!-- ' --><!ENTITY a \"]>\">]> <rss>", ZB_FILE_XML_FEED },
    { "<!DOCTYPE html [<!ENTITY a \"]><rss>\">]> <html>", ZB_FILE_HTML },
    { "<feed:x>", ZB_FILE_HTML },
    { "<rssx>", ZB_FILE_HTML },
    /* The head of a server's answer, saved with the page. */
    { "HTTP/1.1 200 OK\nContent-Type: text/html\n\n<HTML><HEAD>", ZB_FILE_HTML },
    /* An archive's Markdown about pages is none. */
    { "---\ntitle: 甲\n---\n\n<html><head>", ZB_FILE_TEXT },
    { "# 甲\n\n乙", ZB_FILE_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_test_message ("%s", files[i].text);
      g_assert_cmpint (zb_file_kind_of_text (files[i].text), ==, files[i].kind);
    }
}

/* Given a file that holds no text, then the error says what it is, whatever its name is. */
static void
test_no_text (void)
{
  static const char *const files[] = { "PK\x03\x04 docx", "\x89PNG\r\n\x1a\n png", "\x1f\x8b\x08 gz" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (zb_document_read (bytes, "page.html", &error));
      g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/file-kind/bytes", test_bytes);
  g_test_add_func ("/file-kind/texts", test_texts);
  g_test_add_func ("/file-kind/no-text", test_no_text);
  return g_test_run ();
}
