/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <string.h>

#include "document/zb-document.h"
#include "document/zb-json-guard.h"
#include "page-fixture.h"

static JsonNode *
parse (const char  *text,
       GError     **error)
{
  return zb_json_parse (text, strlen (text), error);
}

static void
assert_refused (const char     *text,
                ZbDocumentError code)
{
  g_autoptr(GError) error = NULL;

  g_test_message ("%.80s", text);
  g_assert_null (parse (text, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

/* A value with @n brackets around it. */
static char *
nest (const char *open,
      const char *close,
      guint       n)
{
  g_autofree char *head = page_repeat (open, n);
  g_autofree char *tail = page_repeat (close, n);

  return g_strconcat (head, "1", tail, NULL);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nest ("[", "]", ZB_JSON_MAX_DEPTH);
  g_autofree char *deeper = nest ("[", "]", ZB_JSON_MAX_DEPTH + 1);
  g_autofree char *objects = nest ("{\"a\":", "}", ZB_JSON_MAX_DEPTH + 1);
  g_autofree char *open = page_repeat ("[", 100000);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = parse (deepest, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (root));
  assert_refused (deeper, ZB_DOCUMENT_ERROR_TOO_LARGE);
  assert_refused (objects, ZB_DOCUMENT_ERROR_TOO_LARGE);
  assert_refused (open, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

/* Given brackets in a text, then they are words; given such behind what only looks like a text,
 * then they are found. */
static void
test_brackets_in_texts (void)
{
  g_autofree char *brackets = page_repeat ("[", 1000);
  g_autofree char *in_text = g_strdup_printf ("[\"\\\"%s\\\\\"]", brackets);
  g_autofree char *behind_escape = g_strdup_printf ("[\"\\\\\"%s", brackets);
  g_autofree char *behind_half = g_strdup_printf ("[\"\\u12\"%s\"", brackets);
  g_autofree char *behind_quote = g_strdup_printf ("['\"'%s", brackets);
  g_autofree char *behind_comment = g_strdup_printf ("/* \" */%s\"", brackets);
  g_autofree char *behind_line = g_strdup_printf ("// \"\n%s\"", brackets);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = parse (in_text, &error);
  g_autofree char *expected = g_strdup_printf ("\"%s\\", brackets);

  g_assert_no_error (error);
  g_assert_cmpstr (json_array_get_string_element (json_node_get_array (root), 0), ==, expected);
  assert_refused (behind_escape, ZB_DOCUMENT_ERROR_TOO_LARGE);
  assert_refused (behind_half, ZB_DOCUMENT_ERROR_DAMAGED);
  assert_refused (behind_quote, ZB_DOCUMENT_ERROR_DAMAGED);
  assert_refused (behind_comment, ZB_DOCUMENT_ERROR_DAMAGED);
  assert_refused (behind_line, ZB_DOCUMENT_ERROR_DAMAGED);
}

static void
test_counts (void)
{
  g_autoptr(GString) members = g_string_new ("{\"a\":0");
  g_autofree char *values = page_repeat ("1,", ZB_JSON_MAX_VALUES + 1);
  g_autofree char *many = g_strdup_printf ("[%s1]", values);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *most = NULL;

  for (guint i = 1; i < ZB_JSON_MAX_MEMBERS; i++)
    g_string_append_printf (members, ",\"m%u\":%u", i, i);
  most = g_strdup_printf ("[%s},%s}]", members->str, members->str);
  root = parse (most, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (root)), ==, 2);
  g_string_append (members, ",\"more\":1}");
  assert_refused (members->str, ZB_DOCUMENT_ERROR_TOO_LARGE);
  assert_refused (many, ZB_DOCUMENT_ERROR_TOO_LARGE);
}

/* Given escapes that stand for no character, then the rest of the text is there. */
static void
test_escapes (void)
{
  static const struct { const char *text, *expected; } texts[] = {
    { "[\"甲\\u0000乙\"]", "甲\xef\xbf\xbd乙" },
    { "[\"甲\\ud83d\"]", "甲\xef\xbf\xbd" },
    { "[\"\\ud83d甲\"]", "\xef\xbf\xbd甲" },
    { "[\"\\ude00\\ud83d\\u4e59\"]", "\xef\xbf\xbd\xef\xbf\xbd乙" },
    { "[\"\\ud83d\\ud83d\\ude00\"]", "\xef\xbf\xbd😀" },
    { "[\"\\uD83D\\uDE00\"]", "😀" },
    { "[\"\\\\ud83d\"]", "\\ud83d" },
    { "[\"\\\"\\/\\b\\f\\n\\r\\t\"]", "\"/\b\f\n\r\t" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) root = parse (texts[i].text, &error);

      g_test_message ("%s", texts[i].text);
      g_assert_no_error (error);
      g_assert_cmpstr (json_array_get_string_element (json_node_get_array (root), 0), ==, texts[i].expected);
    }
}

static void
test_damaged (void)
{
  static const char *const texts[] = {
    "", " ", "[", "]", "[1]]", "{", "{]", "[}", "{\"a\"}", "{\"a\":}", "[\"", "[\"\\", "[\"\\u", "[\"\\ud83d\\u",
    "[\"\\x41\"]", "[\"\\101\"]", "[truth]", "[1 2]", "var a = [1];", "{a: 1}", "<rss/>",
    "{\"a\": 1}{\"b\": 2}", "2{\"a\": 1}", "[1] [2]", "{\"a\": 1} \"b\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], ZB_DOCUMENT_ERROR_DAMAGED);
}

/* Given JSON that is cut off anywhere, then that is seen. */
static void
test_cut_off (void)
{
  static const char whole[] = "{\"甲\": [1.5e3, true, null, \"\\ud83d\\ude00\\\\\", {\"乙\": \"丙\"}], \"丁\": false}";
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = parse (whole, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (root));
  for (gsize length = 0; length < strlen (whole); length++)
    {
      g_autofree char *start = g_utf8_make_valid (whole, (gssize) length);

      assert_refused (start, ZB_DOCUMENT_ERROR_DAMAGED);
    }
}

static void
test_same_member_twice (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = parse ("{\"a\": 1, \"b\": [], \"a\": \"二\"}", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "a"), ==, "二");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/json-guard/depth", test_depth);
  g_test_add_func ("/json-guard/brackets-in-texts", test_brackets_in_texts);
  g_test_add_func ("/json-guard/counts", test_counts);
  g_test_add_func ("/json-guard/escapes", test_escapes);
  g_test_add_func ("/json-guard/damaged", test_damaged);
  g_test_add_func ("/json-guard/cut-off", test_cut_off);
  g_test_add_func ("/json-guard/same-member-twice", test_same_member_twice);
  return g_test_run ();
}
