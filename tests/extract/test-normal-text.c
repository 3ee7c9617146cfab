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

/* Given traditional characters that the bulletin's words have, then they become simplified ones. */
static void
test_traditional (void)
{
  assert_normal ("感染網絡病毒的主機數量約為31.2萬個", "感染网络病毒的主机数量约为31.2万个");
  assert_normal ("較上週環比增長了，與上週相比減少", "较上周环比增长了,与上周相比减少");
  assert_normal ("網絡安全信息與動態週報", "网络安全信息与动态周报");
  /* Others stay: this is no conversion. */
  assert_normal ("龍鳳", "龍鳳");
}

/* Given how a character is read, in brackets behind it, then this is left out. */
static void
test_readings (void)
{
  assert_normal ("網(wǎng)絡(luò)安全個（gè）數", "网络安全个数");
  /* Words without a mark of tone are words. */
  assert_normal ("飞客(conficker)蠕虫", "飞客(conficker)蠕虫");
  assert_normal ("政府网站(gov类)", "政府网站(gov类)");
  assert_normal ("萬(", "万(");
  assert_normal ("萬(wà", "万(wà");
  assert_normal ("3(wàn)", "3(wàn)");
}

static void
test_append (void)
{
  g_autoptr(ZbNormalText) normal = zb_normal_text_new ("甲 乙", TRUE);
  gsize first = normal->length;

  zb_normal_text_append (normal, "\n丙 丁", 100);
  g_assert_cmpstr (normal->text, ==, "甲乙\n丙丁");
  g_assert_cmpuint (normal->origin[first], ==, 100);
  g_assert_cmpuint (normal->origin[first + 4], ==, 105);
  zb_normal_text_truncate (normal, first);
  g_assert_cmpstr (normal->text, ==, "甲乙");
  zb_normal_text_append (normal, "9", 7);
  g_assert_cmpstr (normal->text, ==, "甲乙9");
  g_assert_cmpuint (normal->origin[first], ==, 7);
}

static void
test_may_hold (void)
{
  g_autoptr(ZbNormalText) normal = zb_normal_text_new ("境內個", FALSE);
  g_autoptr(GArray) chars = g_array_new (FALSE, FALSE, sizeof (gunichar));
  static const gunichar there[] = { U'境', U'内', U'个' };
  static const gunichar elsewhere = U'漏';

  g_assert_true (zb_normal_text_may_hold (normal, chars));
  g_array_append_vals (chars, there, G_N_ELEMENTS (there));
  g_assert_true (zb_normal_text_may_hold (normal, chars));
  g_array_append_val (chars, elsewhere);
  g_assert_false (zb_normal_text_may_hold (normal, chars));
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

/* Given the radicals that PDFs print, then they are the characters that they look like. */
static void
test_radicals (void)
{
  assert_normal ("⽹络安全事件", "网络安全事件");
  assert_normal ("⼯⼿⽇⽉", "工手日月");
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
  g_test_add_func ("/normal-text/traditional", test_traditional);
  g_test_add_func ("/normal-text/readings", test_readings);
  g_test_add_func ("/normal-text/append", test_append);
  g_test_add_func ("/normal-text/may-hold", test_may_hold);
  g_test_add_func ("/normal-text/lines-stay", test_lines_stay);
  g_test_add_func ("/normal-text/origin", test_origin);
  g_test_add_func ("/normal-text/radicals", test_radicals);
  return g_test_run ();
}
