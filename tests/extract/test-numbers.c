/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

/* Given the sentence with the total written so, then it is this figure: "" where none can be told. */
static void
assert_total (const char *printed,
              const char *value)
{
  g_autofree char *text = g_strdup_printf ("本周事件处理情况\n\n本周，CNCERT共处理网络安全事件%s起。", printed);
  g_autofree char *expected = *value != '\0' ? g_strdup_printf ("incidents_total=%s", value) : g_strdup ("");

  story_assert_figures (text, expected);
}

/* The same for the hosts, which are printed in tens of thousands. */
static void
assert_hosts (const char *printed,
              const char *value)
{
  g_autofree char *text =
    g_strdup_printf ("本周网络病毒活动情况\n\n本周境内感染网络病毒的主机数量约为%s个。", printed);
  g_autofree char *expected = *value != '\0' ? g_strdup_printf ("infected_hosts=%s", value) : g_strdup ("");

  story_assert_figures (text, expected);
}

static void
test_plain (void)
{
  assert_total ("0", "0");
  assert_total ("7", "7");
  assert_total ("2410", "2410");
  assert_total ("007", "7");
  assert_total ("１４９５", "1495");
}

static void
test_blanks_around (void)
{
  assert_total (" 368 ", "368");
  assert_total ("\xe3\x80\x80" "368\xc2\xa0", "368");
  assert_total ("\n368\n", "368");
  assert_total ("**368**", "368");
  assert_total ("3**68**", "368");
  assert_total ("*368*", "368");
  assert_total ("[368](http://x.example/)", "368");
}

/* Given the mark of a footnote behind the number, then it is no digit of it. */
static void
test_footnotes (void)
{
  assert_total ("368[1]", "368");
  assert_total ("368［12］", "368");
  assert_total ("368[^1]", "368");
  assert_total ("368①", "368");
  assert_total ("368¹²", "368");
  assert_total ("368[1]①", "368");
  /* What is none parts the number from its unit. */
  assert_total ("368[1", "");
  assert_total ("368[1234]", "");
  assert_total ("368[]", "");
}

static void
test_thousands (void)
{
  assert_total ("1,495", "1495");
  assert_total ("1，495", "1495");
  assert_total ("12,345,678", "12345678");
}

/* Given groups of digits that are no thousands, then no part of them is taken for the number. */
static void
test_wrong_thousands (void)
{
  assert_total ("1,49", "");
  assert_total ("1,4956", "");
  assert_total ("1495,1", "");
  assert_total (",495", "");
  assert_total ("12,34,567", "");
}

/* Given blanks within a number, where a line ended or groups are set apart, then it is read whole. */
static void
test_blank_within (void)
{
  assert_total ("1 495", "1495");
  assert_total ("1\n495", "1495");
  assert_total ("14\xe3\x80\x80" "95", "1495");
  assert_total ("1 4 9 5", "1495");
  assert_hosts ("2 8.1万", "281000");
  /* What parts the cells of a table parts numbers. */
  assert_total ("1\t495", "");
}

static void
test_ten_thousands (void)
{
  assert_hosts ("28.1万", "281000");
  assert_hosts ("28.1萬", "281000");
  assert_hosts ("28万", "280000");
  assert_hosts (" 28.1 万 ", "281000");
  assert_hosts ("0.85万", "8500");
  assert_hosts ("1.2345万", "12345");
  assert_hosts ("1.2亿", "120000000");
  assert_hosts ("２８．１万", "281000");
  assert_hosts ("281000", "281000");
}

/* Given a number of which digits were lost, then it is no number. */
static void
test_lost_digits (void)
{
  assert_hosts ("43.万", "");
  assert_hosts ("43.萬", "");
  assert_hosts (".3万", "");
  assert_hosts ("万", "");
  assert_hosts ("", "");
}

static void
test_no_count (void)
{
  assert_total ("49.5", "");
  assert_total ("49.5%", "");
  assert_total ("-495", "");
  assert_total ("四百九十五", "");
  assert_hosts ("28.12345万", "");
}

static void
test_huge (void)
{
  assert_total ("999999999999", "999999999999");
  assert_total ("99999999999999", "");
  assert_total ("123456789012345678901234567890123456789012345678901234567890", "");
  assert_hosts ("99999999999亿", "");
}

/* Given a number that cannot be a count, then a warning says so. */
static void
test_warning (void)
{
  g_autofree char *page = story_dup_page (STORY_TITLE, "本周，CNCERT共处理网络安全事件49.5起。");
  g_autoptr(ZbExtraction) extraction = story_read (page);

  g_assert_cmpuint (extraction->bulletin->figures->len, ==, 0);
  g_assert_cmpuint (extraction->bulletin->warnings->len, >, 0);
  g_assert_nonnull (strstr (g_ptr_array_index (extraction->bulletin->warnings, 0), "cannot be a count"));
}

/* Given a part that is more than the whole, then both are kept and a warning names them. */
static void
test_more_than_all (void)
{
  g_autofree char *page = story_dup_page (STORY_TITLE, "共处理网络安全事件100起，含跨境网络安全事件228起。");
  g_autoptr(ZbExtraction) extraction = story_read (page);
  g_autofree char *figures = story_dup_figures (extraction->bulletin);

  g_assert_cmpstr (figures, ==, "incidents_cross_border=228 incidents_total=100");
  g_assert_cmpuint (extraction->bulletin->warnings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (extraction->bulletin->warnings, 0), "228"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/numbers/plain", test_plain);
  g_test_add_func ("/numbers/blanks-around", test_blanks_around);
  g_test_add_func ("/numbers/footnotes", test_footnotes);
  g_test_add_func ("/numbers/thousands", test_thousands);
  g_test_add_func ("/numbers/wrong-thousands", test_wrong_thousands);
  g_test_add_func ("/numbers/blank-within", test_blank_within);
  g_test_add_func ("/numbers/ten-thousands", test_ten_thousands);
  g_test_add_func ("/numbers/lost-digits", test_lost_digits);
  g_test_add_func ("/numbers/no-count", test_no_count);
  g_test_add_func ("/numbers/huge", test_huge);
  g_test_add_func ("/numbers/warning", test_warning);
  g_test_add_func ("/numbers/more-than-all", test_more_than_all);
  return g_test_run ();
}
