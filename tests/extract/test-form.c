/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "extract/zb-extractor.h"
#include "extract/zb-form.h"
#include "extract/zb-normal-text.h"

/* What a form finds in a text: "495", "495(+3.5)", "中", "found" without a value, "bad" for a number
 * that cannot be a count, "none" for no match. */
static void
assert_found (const char *pattern,
              const char *text,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbForm) form = zb_form_new (zb_catalogue_get_default (), pattern, &error);
  g_autoptr(ZbNormalText) normal = zb_normal_text_new (text, FALSE);
  g_auto(ZbFormMatch) match = { 0, };
  g_autofree char *found = NULL;

  g_test_message ("%s in %s", pattern, text);
  g_assert_no_error (error);
  if (!zb_form_match (form, normal, 0, normal->length, &match))
    found = g_strdup ("none");
  else if (match.word != NULL)
    found = g_strdup (match.word);
  else if (match.has_value && match.has_change)
    found = g_strdup_printf ("%" G_GINT64_FORMAT "(%+.1f)", match.value, match.change_percent);
  else if (match.has_value)
    found = g_strdup_printf ("%" G_GINT64_FORMAT, match.value);
  else
    found = g_strdup (strstr (pattern, "{value}") != NULL ? "bad" : "found");
  g_assert_cmpstr (found, ==, expected);
}

static void
test_value (void)
{
  assert_found ("网站数量为{value}个", "网站数量为 92 个", "92");
  assert_found ("网站数量为{value}个", "网站数量92个", "none");
  assert_found ("主机约{value}", "主机约28.1万个", "281000");
}

static void
test_optional (void)
{
  static const char form[] = "被篡改[的]网站数量[为]{value}[个]";

  assert_found (form, "被篡改网站数量为7个", "7");
  assert_found (form, "被篡改的网站数量7", "7");
  assert_found (form, "被篡改了的网站数量7", "none");
  assert_found ("甲[乙[丙]]{value}", "甲乙3", "3");
  assert_found ("甲[乙[丙]]{value}", "甲丙3", "none");
  assert_found ("甲[(乙|丙)]{value}", "甲丙3", "3");
}

static void
test_alternatives (void)
{
  static const char form[] = "主机(数量|数)(约为|约){value}个";

  assert_found (form, "主机数量约5个", "5");
  assert_found (form, "主机数约为5个", "5");
  assert_found (form, "主机数为5个", "none");
}

/* Given round brackets without alternatives, then they are text, in either width. */
static void
test_round_brackets_as_text (void)
{
  assert_found ("飞客[(Conficker)]蠕虫{value}", "飞客（conficker ）蠕虫6", "6");
  assert_found ("飞客[(Conficker)]蠕虫{value}", "飞客蠕虫6", "6");
  assert_found ("(GOV类){value}", "（gov 类）4", "4");
}

/* Given signs that mean something in a regular expression, then they mean themselves. */
static void
test_signs_as_text (void)
{
  assert_found ("a.b*c+?^$\\d{value}", "a.bc+?^$\\d1", "1");
  assert_found ("a.b{value}", "axb1", "none");
}

static void
test_passed_over (void)
{
  assert_found ("域名{number}个,IP{value}个", "域名1,234个，IP 5个", "5");
  assert_found ("占{percent}共{value}个", "占约15.7%共5个", "5");
  assert_found ("甲{gap}乙{value}", "甲，一些字，乙5", "5");
  assert_found ("甲{gap}乙{value}", "甲。乙5", "none");
  assert_found ("甲{gap}乙{value}", "甲\n乙5", "none");
  assert_found ("甲{gap:丙}乙{value}", "甲丙乙5", "none");
  assert_found ("甲{gap:丙}乙{value}", "甲丁乙5", "5");
  assert_found ("甲{value}个[{share}]乙", "甲5个(约占境内7.6%)乙", "5");
  assert_found ("甲{value}个[{share}]乙", "甲5个（约占境内7.6）乙", "5");
  assert_found ("甲{value}个[{share}]乙", "甲5个(7.6%)乙", "5");
  assert_found ("甲{value}个[{share}]乙", "甲5个(其中2个)乙", "none");
  assert_found ("甲{is}{value}", "甲约为5", "5");
  assert_found ("甲{is}{value}", "甲下降至约5", "5");
  assert_found ("甲{is}{value}", "甲5", "5");
  assert_found ("甲{is}{value}", "甲前5", "none");
  assert_found ("{not:跨境}事件{value}起", "跨境事件3起，事件5起", "5");
}

static void
test_change (void)
{
  static const char form[] = "数量{value}个[,{change}]";

  assert_found (form, "数量5个，较上周环比上升了11.4%", "5(+11.4)");
  assert_found (form, "数量5个，较上周下降了约9.4%", "5(-9.4)");
  assert_found (form, "数量5个,环比大幅减少了约51.3％", "5(-51.3)");
  assert_found (form, "数量5个,较上周新增数量增长110.0%", "5(+110.0)");
  assert_found (form, "数量5个，较上周环比下降了约12.3。", "5");
  /* Unchanged is a change of nothing, and it was stated. */
  assert_found (form, "数量5个，较上周持平", "5(+0.0)");
  assert_found (form, "数量5个，持平的还有其他", "5");
}

/* Given a number that is part of something else, then it is not counted. */
static void
test_cut (void)
{
  static const char *const texts[] = {
    "数量5%个", "数量5年", "数量5月", "数量5日", "数量5倍", "数量5\n6", "数量5.\n6", "数量5,6", "数量5\n万", "数量5.万",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_found ("数量{value}[个]", texts[i], "none");
  assert_found ("数量{value}[个]", "数量5\n六", "5");
  assert_found ("数量{value}[个]", "数量5\n6、七", "5");
  assert_found ("{value}起", "4\n5起", "none");
  assert_found ("{value}起", "4,\n5起", "none");
  assert_found ("数量{value}个", "数量5万余个", "50000");
}

static void
test_words (void)
{
  assert_found ("整体评价为{rating}", "整体评价为危。", "危");
  assert_found ("整体评价为{rating}", "整体评价为高。", "none");
  assert_found ("级别为{level}", "级别为 高", "高");
  assert_found ("security as \"{rating},\"", "security as “Good,” the", "good");
  assert_found ("无新增家族", "无 新增家族", "found");
}

static void
test_place (void)
{
  g_autoptr(ZbNormalText) normal = zb_normal_text_new ("前文，数量5个，数量6个，后文", FALSE);
  g_autoptr(ZbForm) form = zb_form_new (zb_catalogue_get_default (), "数量{value}个", NULL);
  g_auto(ZbFormMatch) match = { 0, };

  g_assert_true (zb_form_match (form, normal, 0, normal->length, &match));
  g_assert_cmpuint (match.start, ==, strlen ("前文,"));
  g_assert_cmpuint (match.end, ==, strlen ("前文,数量5个"));
  /* The next one, and none where the text is looked at up to there only. */
  g_assert_true (zb_form_match (form, normal, match.end, normal->length, &match));
  g_assert_cmpint (match.value, ==, 6);
  g_assert_false (zb_form_match (form, normal, match.end, normal->length, &match));
  g_assert_false (zb_form_match (form, normal, 0, strlen ("前文,数量"), &match));
}

/* Given a form that cannot work, then the error names it. */
static void
test_invalid (void)
{
  static const char *const invalid[] = {
    "", "{value}", "[甲]{value}", "(甲|乙){value}", "甲{", "甲{value", "甲{nothing}", "甲{}", "甲[乙", "甲(乙|丙",
    "甲{value}乙{value}", "甲{not:(}乙",
  };

  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", invalid[i]);
      g_assert_null (zb_form_new (zb_catalogue_get_default (), invalid[i], &error));
      g_assert_error (error, ZB_EXTRACT_ERROR, ZB_EXTRACT_ERROR_FORM);
      g_assert_nonnull (strstr (error->message, invalid[i]));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/form/value", test_value);
  g_test_add_func ("/form/optional", test_optional);
  g_test_add_func ("/form/alternatives", test_alternatives);
  g_test_add_func ("/form/round-brackets-as-text", test_round_brackets_as_text);
  g_test_add_func ("/form/signs-as-text", test_signs_as_text);
  g_test_add_func ("/form/passed-over", test_passed_over);
  g_test_add_func ("/form/change", test_change);
  g_test_add_func ("/form/cut", test_cut);
  g_test_add_func ("/form/words", test_words);
  g_test_add_func ("/form/place", test_place);
  g_test_add_func ("/form/invalid", test_invalid);
  return g_test_run ();
}
