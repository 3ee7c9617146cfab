/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

/* The change from the week before, in all the words in which it is told, beside its own value. */

/* Given the defaced sites, and this behind their number, then this is their change. */
static void
assert_change (const char *printed,
               const char *change)
{
  g_autofree char *text = g_strdup_printf ("境内被篡改网站数量为4621个%s", printed);
  g_autofree char *figures = g_strdup_printf ("defaced_sites=4621%s", change);

  story_assert_figures (text, figures);
}

static void
test_verbs (void)
{
  static const struct { const char *verb; gboolean is_fall; } verbs[] = {
    { "上升", FALSE }, { "增加", FALSE }, { "增长", FALSE }, { "上涨", FALSE }, { "提高", FALSE },
    { "下降", TRUE }, { "减少", TRUE }, { "下跌", TRUE }, { "降低", TRUE }, { "回落", TRUE },
  };
  static const char *const before[] = {
    "较上周环比", "较上周", "比上周", "环比上周", "环比", "与上周相比", "与上周相比，", "与上周对比，", "环比上周，", "较上周数量环比",
    "较上周新增数量", "较上周环比大幅", "较上周略有", "", "同上周相比", "和上周相比,",
  };
  static const char *const after[] = { "了", "", "约", "了约", "达", "约为" };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    for (guint j = 0; j < G_N_ELEMENTS (before); j++)
      for (guint k = 0; k < G_N_ELEMENTS (after); k++)
        {
          g_autofree char *clause = g_strdup_printf ("，%s%s%s6.7%%。", before[j], verbs[i].verb, after[k]);

          assert_change (clause, verbs[i].is_fall ? "(-6.7)" : "(+6.7)");
        }
}

static void
test_signs (void)
{
  assert_change (",较上周环比上升了6.7%;", "(+6.7)");
  assert_change ("（较上周环比上升了6.7％）。", "(+6.7)");
  assert_change (" ， 较上周 环比 上升 了 6.7 % 。", "(+6.7)");
  assert_change ("，较上周环比上升了６．７％。", "(+6.7)");
  assert_change ("，較上週環比上昇了6.7%。", "(+6.7)");
}

static void
test_sizes (void)
{
  assert_change ("，较上周环比上升了0.1%。", "(+0.1)");
  assert_change ("，较上周环比上升了7%。", "(+7.0)");
  assert_change ("，较上周环比上升了317.5%。", "(+317.5)");
  assert_change ("，较上周环比上升了1,317.5%。", "(+1317.5)");
  assert_change ("，较上周环比下降了100%。", "(-100.0)");
  /* Nothing falls by more than all of it: the point was lost. */
  assert_change ("，较上周环比下降了317%。", "");
}

/* Unchanged was stated as well: a change of nothing. */
static void
test_unchanged (void)
{
  assert_change ("，与上周持平。", "(+0.0)");
  assert_change ("，较上周持平。", "(+0.0)");
  assert_change ("，环比持平。", "(+0.0)");
  assert_change ("，与上周相同。", "(+0.0)");
  assert_change ("，较上周无变化。", "(+0.0)");
  story_assert_figures ("新增信息安全漏洞数量与上周持平，仍为146个。", "new_vulnerabilities=146(+0.0)");
}

/* Given no change, or none from the week before in percent, then none is invented. */
static void
test_none (void)
{
  static const char *const clauses[] = {
    "。", "；", "，其中政府网站更多。", "，较上周环比下降了约6.7。", "，较上周减少了52个。", "，同比上升了6.7%。", "，与上月相比上升了6.7%。",
    "，较上月上升了6.7%。", "，较去年同期上升了6.7%。", "，较上周上升了6.7个百分点。", "，占6.7%。", "，上升。", "，较上周有所变化，约6.7%。",
    "，较上周基本稳定。", "。较上周环比上升了6.7%。",
  };

  for (guint i = 0; i < G_N_ELEMENTS (clauses); i++)
    assert_change (clauses[i], "");
}

/* Given several figures in one sentence, then each change stands beside its own value. */
static void
test_beside_its_value (void)
{
  story_assert_figures ("新增信息安全漏洞83个，其中新增高危漏洞31个，较上周下降52.6%。",
                        "high_vulnerabilities=31(-52.6) new_vulnerabilities=83");
  story_assert_figures ("境内被篡改网站数量为4621个；境内被植入后门的网站数量为873个，较上周上升3.1%；针对境内网站的仿冒页面数量为214个。",
                        "backdoored_sites=873(+3.1) defaced_sites=4621 phishing_pages=214");
  story_assert_figures ("新增信息安全漏洞83个。其中，高危漏洞数量减至31个，降幅同样明显，为52.6%。",
                        "high_vulnerabilities=31(-52.6) new_vulnerabilities=83");
}

/* Given the percentage before the number, then both are read. */
static void
test_before_the_number (void)
{
  story_assert_figures ("针对境内网站的仿冒页面数量环比下跌8.3%，降至4127个。", "phishing_pages=4127(-8.3)");
  story_assert_figures ("针对境内网站的仿冒页面数量较上周上升了8.3%，达到4127个。", "phishing_pages=4127(+8.3)");
  story_assert_figures ("境内被篡改网站总数环比下降8.3%，降至4127个。", "defaced_sites=4127(-8.3)");
  story_assert_figures ("境内感染网络病毒的主机数量较上周上升8.3%，约为41.2万个。", "infected_hosts=412000(+8.3)");
  story_assert_figures ("感染飞客（Conficker）蠕虫的主机较上周减少8.3%，约为41.2万。", "conficker_hosts=412000(-8.3)");
  story_assert_figures ("高危漏洞数量上升8.3%，达41个。", "high_vulnerabilities=41(+8.3)");
  story_assert_figures ("境内被篡改网站总数4127个，环比下降8.3%，其中政府网站数量上升2.4%，为61个。",
                        "defaced_gov_sites=61(+2.4) defaced_sites=4127(-8.3)");
}

/* Given a figure printed twice, once with its change, then it has its change. */
static void
test_printed_twice (void)
{
  story_assert_figures ("境内感染网络病毒的主机数约为41.2万个，较上周上升0.7%。\n\n"
                        "境内感染网络病毒的主机数量约为41.2万个，其中包括境内被木马或被僵尸程序控制的主机约20.1万。",
                        "infected_hosts=412000(+0.7) trojan_botnet_hosts=201000");
  /* Two values are two statements: the first counts, and has no change. */
  story_assert_figures ("境内感染网络病毒的主机数量约为41.2万个。\n\n境内感染网络病毒的主机数约为41.3万个，较上周上升0.7%。",
                        "infected_hosts=412000");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/changes/verbs", test_verbs);
  g_test_add_func ("/changes/signs", test_signs);
  g_test_add_func ("/changes/sizes", test_sizes);
  g_test_add_func ("/changes/unchanged", test_unchanged);
  g_test_add_func ("/changes/none", test_none);
  g_test_add_func ("/changes/beside-its-value", test_beside_its_value);
  g_test_add_func ("/changes/before-the-number", test_before_the_number);
  g_test_add_func ("/changes/printed-twice", test_printed_twice);
  return g_test_run ();
}
