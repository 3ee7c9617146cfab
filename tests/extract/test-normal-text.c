/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "extract/zb-normal-text.h"

static void
assert_normal (const char *text,
               const char *expected)
{
  g_autofree char *normal = zb_normalise (text);

  g_assert_cmpstr (normal, ==, expected);
}

static void
test_blanks (void)
{
  assert_normal ("事件 368 起", "事件368起");
  assert_normal ("\t事\xc2\xa0件\xe3\x80\x80 368\xe2\x80\x89起 ", "事件368起");
  assert_normal ("投诉事\r件", "投诉事件");
  assert_normal ("   ", "");
  assert_normal ("", "");
}

/* Given a blank between digits, then it stays: two numbers must not become one. */
static void
test_blank_within_digits (void)
{
  assert_normal ("4 95", "4 95");
  assert_normal ("4 \xe3\x80\x80 95", "4 95");
  assert_normal ("４　９", "4 9");
  assert_normal ("4 万 5", "4万5");
}

/* Given what nobody sees within a number, then the number is what is seen. */
static void
test_invisible (void)
{
  assert_normal ("4\xe2\x80\x8b" "9\xef\xbb\xbf" "5\xe2\x81\xa0起\xc2\xad", "495起");
  assert_normal ("*495*起", "495起");
}

static void
test_signs (void)
{
  assert_normal ("（ＡＢ，４９：５％；）", "(ab,49:5%;)");
  assert_normal ("“Good,” ‘x’", "\"good,\"'x'");
  assert_normal ("1—2–3－4～5~6", "1-2-3-4-5-6");
  assert_normal ("。、《》", "。、《》");
}

static void
test_lines_stay (void)
{
  assert_normal ("甲 \n 乙\n\n1\n2", "甲\n乙\n\n1\n2");
}

/* Given any place in the normal text, then its origin is the same character. */
static void
test_origin (void)
{
  static const char text[] = "（ 事 件\xe2\x80\x8b ３６ 8，起）";
  ZbNormalText *normal = zb_normal_text_new (text, TRUE);
  static const struct { const char *normal, *original; } places[] = {
    { "(", "（" }, { "事", "事" }, { "件", "件" }, { "3", "３" }, { "6", "６" }, { "8", "8" }, { ",", "，" },
    { "起", "起" }, { ")", "）" },
  };

  g_assert_cmpuint (normal->length, ==, strlen (normal->text));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gsize at = (gsize) (strstr (normal->text, places[i].normal) - normal->text);

      g_assert_true (g_str_has_prefix (text + normal->origin[at], places[i].original));
    }
  g_assert_cmpuint (normal->origin[normal->length], ==, strlen (text));
  zb_normal_text_free (normal);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/normal-text/blanks", test_blanks);
  g_test_add_func ("/normal-text/blank-within-digits", test_blank_within_digits);
  g_test_add_func ("/normal-text/invisible", test_invisible);
  g_test_add_func ("/normal-text/signs", test_signs);
  g_test_add_func ("/normal-text/lines-stay", test_lines_stay);
  g_test_add_func ("/normal-text/origin", test_origin);
  return g_test_run ();
}
