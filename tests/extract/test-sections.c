/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

/* Which of the words on a page are the bulletin's own. */

#define SECTIONS \
  "本周网站安全情况\n\n境内被篡改网站数量为4621个，较上周环比下降了6.7%；境内被植入后门的网站数量为873个。\n\n"

/* Given words before the sections, then the bulletin states this. */
static void
assert_with_preface (const char *preface,
                     const char *figures)
{
  g_autofree char *text = g_strconcat (preface, "\n\n" SECTIONS, NULL);

  story_assert_figures (text, figures);
}

/* Given a summary before the first heading, then it adds what the sections do not state. */
static void
test_summary (void)
{
  assert_with_preface ("境内被篡改网站数量为4621个；新增信息安全漏洞83个，较上周下降9.1%。",
                       "backdoored_sites=873 defaced_sites=4621(-6.7) new_vulnerabilities=83(-9.1)");
  assert_with_preface ("境内被植入后门的网站数量为873个，较上周上升2.3%。",
                       "backdoored_sites=873(+2.3) defaced_sites=4621(-6.7)");
}

/* Given words that contradict the sections, then these win, and nothing else is taken from there. */
static void
test_contradiction (void)
{
  assert_with_preface ("境内被篡改网站数量为4954个；新增信息安全漏洞91个。", "backdoored_sites=873 defaced_sites=4621(-6.7)");
  assert_with_preface ("境内被植入后门的网站数量为801个，较上周上升2.3%。", "backdoored_sites=873 defaced_sites=4621(-6.7)");
}

/* Given a teaser of another issue, then it states nothing here. */
static void
test_teaser (void)
{
  static const char *const teasers[] = {
    "上一期：网络安全信息与动态周报2024年第26期（6月24日-6月30日）\n\n新增信息安全漏洞91个。",
    "网络安全信息与动态周报2024年第26期（6月24日-6月30日）\n\n新增信息安全漏洞91个。",
    "[网络安全信息与动态周报2024年第26期（6月24日-6月30日）](http://old.example/26)\n\n新增信息安全漏洞91个。",
    "据周报第26期，新增信息安全漏洞91个。",
    "上期内容：新增信息安全漏洞91个。",
    "上周，新增信息安全漏洞91个。",
  };

  for (guint i = 0; i < G_N_ELEMENTS (teasers); i++)
    assert_with_preface (teasers[i], "backdoored_sites=873 defaced_sites=4621(-6.7)");
  /* Under its own name again, the summary is its own. */
  assert_with_preface ("网络安全信息与动态周报2024年第26期（6月24日-6月30日）\n\n" STORY_TITLE "\n\n新增信息安全漏洞83个。",
                       "backdoored_sites=873 defaced_sites=4621(-6.7) new_vulnerabilities=83");
}

/* Given a text without headings, then all of it counts alike, and the first statement wins. */
static void
test_no_headings (void)
{
  story_assert_figures ("境内被篡改网站数量为4621个。\n\n境内被篡改网站数量为4954个。", "defaced_sites=4621");
}

/* Given news or a note about the publisher below the sections, then they state nothing. */
static void
test_closing (void)
{
  static const char *const headings[] = { "业界新闻速递", "**业界新闻速递**", "五、业界新闻速递", "关于国家互联网应急中心(CNCERT)" };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      g_autofree char *text =
        g_strconcat (SECTIONS, headings[i], "\n\n某公司修复高危漏洞12个。某地共处理网络安全事件77起。\n\n", NULL);

      if (!g_str_has_suffix (headings[i], ")"))
        story_assert_figures (text, "backdoored_sites=873 defaced_sites=4621(-6.7)");
      else
        {
          g_autofree char *as_heading = story_replace (text, "(CNCERT)", "");

          story_assert_figures (as_heading, "backdoored_sites=873 defaced_sites=4621(-6.7)");
        }
    }
  /* A section that comes after them counts again. */
  story_assert_figures (SECTIONS "业界新闻速递\n\n某公司修复高危漏洞12个。\n\n本周重要漏洞情况\n\n高危漏洞19个。",
                        "backdoored_sites=873 defaced_sites=4621(-6.7) high_vulnerabilities=19");
}

/* Given another series on the same page, then its figures are not the bulletin's. */
static void
test_other_series_below (void)
{
  story_assert_figures (SECTIONS "CNVD漏洞周报2024年第27期\n\n本周信息安全漏洞威胁整体评价级别为中。"
                        "其中高危漏洞143个、中危漏洞123个、低危漏洞19个，涉及0day漏洞180个（占63%）。",
                        "backdoored_sites=873 defaced_sites=4621(-6.7)");
  /* A sentence that names it, or a link, ends nothing. */
  story_assert_figures ("本周网站安全情况\n\n更多情况，请见CNVD漏洞周报2024年第27期。\n\n"
                        "[CNVD漏洞周报2024年第27期](http://old.example/)\n\n境内被篡改网站数量为4621个。", "defaced_sites=4621");
}

/* Given another issue's name among the sections, then what stands under it is that issue's. */
static void
test_other_issue_below (void)
{
  story_assert_figures (SECTIONS "网络安全信息与动态周报2024年第26期（6月24日-6月30日）\n\n新增信息安全漏洞91个。\n\n"
                        "本周重要漏洞情况\n\n新增信息安全漏洞83个。",
                        "backdoored_sites=873 defaced_sites=4621(-6.7) new_vulnerabilities=83");
}

/* Given a statement about another time, then it is not the week's. */
static void
test_other_times (void)
{
  static const char *const sentences[] = {
    "上周，境内被篡改网站数量为4954个。", "上周境内被篡改网站数量为4954个。", "上周(6月24日至30日)境内被篡改网站数量为4954个。",
    "上月境内被篡改网站数量为19954个。", "去年同期，境内被篡改网站数量为4954个。", "本月，境内被篡改网站数量为19954个。",
    "今年以来，境内被篡改网站数量为99954个。", "境内被篡改网站数量上周为4954个。",
    "同期：6月境内被篡改网站数量为19954个。",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *text = g_strconcat (sentences[i], "本周境内被篡改网站数量为4621个。", NULL);

      story_assert_figures (sentences[i], "");
      story_assert_figures (text, "defaced_sites=4621");
    }
  story_assert_figures ("较上周，境内被篡改网站数量为4621个。", "defaced_sites=4621");
  story_assert_figures ("与上周相比有所变化，境内被篡改网站数量为4621个。", "defaced_sites=4621");
  /* All of a sentence is of the time that it begins with, until it says otherwise. */
  story_assert_figures ("上周，境内被篡改网站数量为4954个，被植入后门的873个，针对境内网站的仿冒页面数量为214个。", "");
  story_assert_figures ("（一）上月境内被篡改网站数量为4954个，境内被植入后门的网站数量为873个。", "");
  story_assert_figures ("上周境内被篡改网站数量为4954个，本周境内被篡改网站数量为4621个，境内被植入后门的网站数量为873个。",
                        "backdoored_sites=873 defaced_sites=4621");
  story_assert_figures ("今年第27周，境内被篡改网站数量为4621个。", "defaced_sites=4621");
  story_assert_figures ("本月1日至7日，境内被篡改网站数量为4621个。", "defaced_sites=4621");
  story_assert_figures ("上周发布的数据显示，本周境内被篡改网站数量为4621个。", "defaced_sites=4621");
  story_assert_figures ("境内被篡改网站数量为4621个（上周为4954个），境内被植入后门的网站数量为873个。",
                        "backdoored_sites=873 defaced_sites=4621");
}

/* Given numbers beside figures, then they are nobody's. */
static void
test_nobody_s_numbers (void)
{
  static const char *const sentences[] = {
    "境内被篡改网站数量2024年有所下降。", "境内被篡改网站数量3月份有所下降。", "境内被篡改网站数量占7.6%。", "境内被篡改网站数量前10位的省份如图所示。",
    "图3 本周我国境内被篡改网站占比\n\n12.5%", "平均每个IP地址承载了约5个仿冒页面。", "通过IP直接访问的涉及21个IP。",
    "漏洞平均分值为6.48。涉及0day漏洞180个（占63%）。", "我国香港被篡改网站数量为48个。", "境外被植入后门的网站数量为48个。",
    "监测发现2009起我国单位设施感染勒索软件事件。", "4月，境内约507万个IP地址对应的主机被木马或僵尸程序控制，与上月相比减少4.7%。",
    "境内感染网络病毒的主机数量约为28个。",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    story_assert_figures (sentences[i], "");
}

/* Given a number that goes on in the next paragraph, then neither half is taken for it. */
static void
test_divided_numbers (void)
{
  story_assert_figures ("境内被篡改网站数量为46\n\n21个；", "");
  story_assert_figures ("境内被篡改网站数量为4,\n\n621个；", "");
  story_assert_figures ("境内感染网络病毒的主机数量约为28\n\n万个。", "");
  story_assert_figures ("境内感染网络病毒的主机数量约为28.\n\n1万个。", "");
  story_assert_figures ("共处理网络安全事件14\n\n95起，含跨境网络安全事件328起。", "incidents_cross_border=328");
  /* What begins the next paragraph may count paragraphs. */
  story_assert_figures ("境内被篡改网站数量为4621\n\n2、网站后门情况", "defaced_sites=4621");
}

/* Given parts that do not make their whole, then a warning says so. */
static void
test_sums (void)
{
  static const struct { const char *text; guint n_warnings; } texts[] = {
    { "感染网络病毒的主机数量约为31.2万个，被木马或被僵尸程序控制的主机约20.7万以及感染飞客蠕虫的主机约10.5万。", 0 },
    { "感染网络病毒的主机数量约为31.2万个，被木马或被僵尸程序控制的主机约20.7万以及感染飞客蠕虫的主机约10.4万。", 0 },
    { "感染网络病毒的主机数量约为31.2万个，被木马或被僵尸程序控制的主机约207万以及感染飞客蠕虫的主机约10.5万。", 1 },
    { "新收录网络安全漏洞48个,其中高危漏洞19个、中危漏洞22个、低危漏洞7个。", 0 },
    { "新收录网络安全漏洞48个,其中高危漏洞19个、中危漏洞2个、低危漏洞7个。", 1 },
    { "新收录网络安全漏洞48个,其中高危漏洞19个。", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *page = story_dup_page (STORY_TITLE, texts[i].text);
      g_autoptr(ZbExtraction) extraction = story_read (page);

      g_test_message ("%s", texts[i].text);
      g_assert_cmpuint (extraction->bulletin->warnings->len, ==, texts[i].n_warnings);
    }
}

/* Given a number that lost its point, which its parts or its whole show, then it is not known, and no
 * other is. */
static void
test_lost_points (void)
{
  story_assert_figures ("感染网络病毒的主机数量约为312万个，被木马或被僵尸程序控制的主机约20.7万以及感染飞客蠕虫的主机约10.5万。",
                        "conficker_hosts=105000 trojan_botnet_hosts=207000");
  story_assert_figures ("感染网络病毒的主机数量约为31.2万个，被木马或被僵尸程序控制的主机约207万以及感染飞客蠕虫的主机约10.5万。",
                        "conficker_hosts=105000 infected_hosts=312000");
  story_assert_figures ("感染网络病毒的主机数量约为31.2万个，被木马或被僵尸程序控制的主机约20.7万以及感染飞客蠕虫的主机约105万。",
                        "infected_hosts=312000 trojan_botnet_hosts=207000");
  /* What was misprinted otherwise stays as printed, with a warning. */
  story_assert_figures ("感染网络病毒的主机数量约为31.2万个，被木马或被僵尸程序控制的主机约24.7万以及感染飞客蠕虫的主机约10.5万。",
                        "conficker_hosts=105000 infected_hosts=312000 trojan_botnet_hosts=247000");
}

/* Given a level of which a character was lost, then it is not taken for another. */
static void
test_levels (void)
{
  story_assert_figures ("新收录网络安全漏洞48个,其中危漏洞19个、危漏洞22个。", "new_vulnerabilities=48");
  story_assert_figures ("新收录网络安全漏洞48个,其中中危漏洞22个。", "medium_vulnerabilities=22 new_vulnerabilities=48");
}

/* Given a title that names only an issue, or only a week, then lines about the issues before and after it,
 * which say more of themselves, do not take its place. */
static void
test_own_title_stays (void)
{
  static const char text[] = "本周网站安全情况\n\n境内被篡改网站数量为4621个。\n\n";
  static const char *const links[] = {
    "[网络安全信息与动态周报2026年第11期（3月9日-3月15日）](http://x.example/)\n\n",
    "下一篇：[网络安全信息与动态周报2026年第13期（3月23日-3月29日）](http://x.example/)\n\n",
    "网络安全信息与动态周报2026年第11期（3月9日-3月15日）\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *issue = g_strconcat ("# 网络安全信息与动态周报-2026年第12期\n\n", i < 2 ? links[i] : "", text,
                                            i < 2 ? "" : links[i], NULL);
      g_autofree char *week = g_strconcat ("# 网络安全信息与动态周报(2014.02.03至2014.02.09)\n\n", text, links[i], NULL);
      g_autoptr(ZbExtraction) first = story_read (issue);
      g_autoptr(ZbExtraction) second = story_read (week);

      g_assert_cmpuint (first->bulletin->issue.year, ==, 2026);
      g_assert_cmpuint (first->bulletin->issue.number, ==, 12);
      story_assert_week (second->bulletin, "2014-02-03", "2014-02-09");
      g_assert_cmpuint (second->bulletin->issue.number, ==, 0);
    }
}

/* Given other articles, offices and months on the page, then what they state is not the week's. */
static void
test_other_articles (void)
{
  static const char *const others[] = {
    "延伸阅读\n\n境内被篡改网站数量为4621个。", "精选留言\n\n网友：境内被篡改网站数量为4621个。",
    "- [某地境内被篡改网站数量为4621个](http://x.example/)\n\n", "工信部：境内被篡改网站数量为4621个。",
    "2024年6月，境内被篡改网站数量为4621个。", "公安部通报，有777起案件，境内被篡改网站数量为4621个。",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *text = g_strconcat ("本周事件处理情况\n\n本周，CNCERT共处理网络安全事件495起。\n\n", others[i], NULL);

      story_assert_figures (text, "incidents_total=495");
    }
  /* Above the text such a box closes nothing. */
  story_assert_figures ("延伸阅读\n\n本周，CNCERT共处理网络安全事件495起。", "incidents_total=495");
}

/* Given the name on one line, and the issue or the week on the next, then both belong to the title. */
static void
test_title_of_two_lines (void)
{
  static const char *const heads[] = {
    "网络安全信息与动态周报\n2018年第14期 3月26日-4月1日\n", "网络安全信息与动态周报2018年第14期\n3月26日-4月1日\n",
    "# 网络安全信息与动态周报\n\n2018年第14期（3月26日-4月1日）\n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *text = g_strconcat (heads[i], "本周网站安全情况\n本周境内被篡改网站数量为4621个。\n", NULL);
      g_autoptr(ZbExtraction) extraction = story_read (text);

      g_assert_cmpuint (extraction->bulletin->issue.year, ==, 2018);
      g_assert_cmpuint (extraction->bulletin->issue.number, ==, 14);
      story_assert_week (extraction->bulletin, "2018-03-26", "2018-04-01");
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sections/summary", test_summary);
  g_test_add_func ("/sections/contradiction", test_contradiction);
  g_test_add_func ("/sections/teaser", test_teaser);
  g_test_add_func ("/sections/no-headings", test_no_headings);
  g_test_add_func ("/sections/closing", test_closing);
  g_test_add_func ("/sections/other-series-below", test_other_series_below);
  g_test_add_func ("/sections/other-issue-below", test_other_issue_below);
  g_test_add_func ("/sections/other-times", test_other_times);
  g_test_add_func ("/sections/nobody-s-numbers", test_nobody_s_numbers);
  g_test_add_func ("/sections/divided-numbers", test_divided_numbers);
  g_test_add_func ("/sections/sums", test_sums);
  g_test_add_func ("/sections/lost-points", test_lost_points);
  g_test_add_func ("/sections/levels", test_levels);
  g_test_add_func ("/sections/own-title-stays", test_own_title_stays);
  g_test_add_func ("/sections/other-articles", test_other_articles);
  g_test_add_func ("/sections/title-of-two-lines", test_title_of_two_lines);
  return g_test_run ();
}
