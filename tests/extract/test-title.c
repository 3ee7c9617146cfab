/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "extract/zb-normal-text.h"
#include "extract/zb-title.h"

/* Given a title, published on a day or at an unknown time, then it says "2024-27 2024-07-01 2024-07-07",
 * "-" standing for what it does not say; or it is "other", or "unknown". */
static void
assert_title_published (const char *text,
                        const char *published,
                        const char *expected)
{
  g_autofree char *found = NULL;
  gboolean is_bulletin;
  ZbTitle title;
  GDate date;

  zb_date_parse_iso (published, &date);
  is_bulletin = zb_title_parse (text, published != NULL ? &date : NULL, &title);
  g_assert_cmpint (is_bulletin, ==, title.series == ZB_SERIES_BULLETIN);
  if (is_bulletin)
    {
      g_autofree char *start = zb_date_dup_iso (&title.period.start);
      g_autofree char *end = zb_date_dup_iso (&title.period.end);

      found = g_strdup_printf ("%u-%u %s %s", title.issue.year, title.issue.number,
                               start != NULL ? start : "-", end != NULL ? end : "-");
    }
  else
    found = g_strdup (title.series == ZB_SERIES_OTHER ? "other" : "unknown");
  g_assert_cmpint (title.other != NULL, ==, title.series == ZB_SERIES_OTHER);
  g_test_message ("%s", text);
  g_assert_cmpstr (found, ==, expected);
}

static void
assert_title (const char *text,
              const char *expected)
{
  assert_title_published (text, NULL, expected);
}

#define NAME "网络安全信息与动态周报"

static void
test_usual (void)
{
  assert_title (NAME "2024年第27期（7月1日-7月7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title (NAME "2023年第53期（12月25日-12月31日）", "2023-53 2023-12-25 2023-12-31");
  assert_title (NAME "2018年第6期(2月5日—2月11日)", "2018-6 2018-02-05 2018-02-11");
  /* Printed so: a week that ends on a Saturday. */
  assert_title (NAME "2024年第17期（4月22日-4月27日）", "2024-17 2024-04-22 2024-04-27");
}

/* Given a week that begins in the old year, then the year of the issue is that of its end. */
static void
test_two_years (void)
{
  assert_title (NAME "2025年第1期（2024年12月30日-2025年1月5日）", "2025-1 2024-12-30 2025-01-05");
  assert_title (NAME "2026年第1期（2025年12月29日-2026年1月4日）", "2026-1 2025-12-29 2026-01-04");
  assert_title (NAME "2025年第1期（12月30日-1月5日）", "2025-1 2024-12-30 2025-01-05");
  assert_title (NAME "2026年第1期（12月29日-1月4日）", "2026-1 2025-12-29 2026-01-04");
  assert_title (NAME "2023年第1期（12月26日-1月1日）", "2023-1 2022-12-26 2023-01-01");
  assert_title (NAME "2025年第1期（2024年12月30日-1月5日）", "2025-1 2024-12-30 2025-01-05");
  assert_title (NAME "（2024年12月30日-1月5日）", "2025-0 2024-12-30 2025-01-05");
}

static void
test_without_week_or_number (void)
{
  assert_title (NAME "-2026年第12期", "2026-12 - -");
  assert_title ("CNCERT 网络安全信息与动态周报 2018 年第 14 期", "2018-14 - -");
  assert_title (NAME "2024年第4 3期（1 0月2 1日-10月27日）", "2024-43 2024-10-21 2024-10-27");
  assert_title (NAME "(2014.02.03至2014.02.09)", "2014-0 2014-02-03 2014-02-09");
  assert_title (NAME "(2014-02-03到2014-02-09)", "2014-0 2014-02-03 2014-02-09");
  assert_title (NAME "(20140203-20140209)", "2014-0 2014-02-03 2014-02-09");
  assert_title (NAME " - 国家互联网应急中心", "0-0 - -");
  assert_title ("国家互联应急中心-" NAME, "0-0 - -");
}

static void
test_of_reposters (void)
{
  assert_title ("【业界动态】" NAME "2024年第12期（3月18日-3月24日）", "2024-12 2024-03-18 2024-03-24");
  assert_title ("CNCERT | " NAME "2025年第2期（1月6日-1月12日）", "2025-2 2025-01-06 2025-01-12");
  assert_title ("转发：2023年佳作 " NAME "2024年第12期", "2024-12 - -");
}

static void
test_english (void)
{
  assert_title ("CNCERT Weekly Report July 1-7 2013", "2013-0 2013-07-01 2013-07-07");
  assert_title ("CNCERT Weekly Report July 29-August 4, 2013", "2013-0 2013-07-29 2013-08-04");
  assert_title ("CNCERT Weekly Report", "0-0 - -");
}

/* Given no year anywhere, then the day of publication tells it. */
static void
test_year_from_publication (void)
{
  assert_title_published (NAME "（7月1日-7月7日）", "2024-07-12", "2024-0 2024-07-01 2024-07-07");
  assert_title_published (NAME "（12月23日-12月29日）", "2025-01-03", "2024-0 2024-12-23 2024-12-29");
  assert_title_published (NAME "（12月30日-1月5日）", "2025-01-09", "2025-0 2024-12-30 2025-01-05");
  assert_title (NAME "（7月1日-7月7日）", "0-0 - -");
}

static void
test_blanks_and_signs (void)
{
  assert_title ("网络安全信息与 动态周报 ２０２４年第２７期 ( 7 月 1 日 － 7 月 7 日 )", "2024-27 2024-07-01 2024-07-07");
  assert_title (NAME "2024年第27期（7月1日——7月7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title (NAME "2024年第27期（7月1日～7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title (NAME "2024年第27期（7月1日至7月7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title (NAME "2024年第07期", "2024-7 - -");
  assert_title (NAME "2 0 2 4 年 第 2 7 期", "2024-27 - -");
  assert_title (NAME "第27期（2024年7月1日-7月7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title (NAME "(2014.02.03-02.09)", "2014-0 2014-02-03 2014-02-09");
}

static void
test_lost_characters (void)
{
  assert_title (NAME "2024年27期（7月1日-7月7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title (NAME "2024第27期（7月1日-7月7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title (NAME "2024年第27（7月1日-7月7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title (NAME "2024年第27期（7月1-7月7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title (NAME "2024年第27期（7月1日7月7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title (NAME "2024年第27期（7月1日-7月7）", "2024-27 2024-07-01 2024-07-07");
}

/* Given what cannot be, then it is not believed. */
static void
test_impossible (void)
{
  assert_title (NAME "2024年第54期", "0-0 - -");
  assert_title (NAME "2024年第0期", "0-0 - -");
  assert_title (NAME "2024年第123期", "0-0 - -");
  assert_title (NAME "2024年第27期（13月1日-13月7日）", "2024-27 - -");
  assert_title (NAME "2024年第27期（7月32日-8月7日）", "2024-27 - -");
  assert_title (NAME "2024年第27期（7月8日-7月1日）", "2024-27 - -");
  assert_title (NAME "2023年第9期（2月29日-3月5日）", "2023-9 - -");
  assert_title (NAME "2024年第26、27期", "0-0 - -");
  assert_title (NAME "2024年7月1日", "0-0 - -");
}

static void
test_other_series (void)
{
  static const char *const titles[] = {
    "国家互联网应急中心(CNCERT/CC)勒索软件动态周报-2022年第50期（总第58期）(20221210-20221216)",
    "CNVD漏洞周报2024年第27期", "CNVD漏洞周报2024年第40、41期", "上周关注度较高的产品安全漏洞(20240701-20240707)",
    "每周移动恶意程序传播渠道安全监测报告（2023年03月20日—2023年03月26日）",
    "每周典型移动恶意APP安全监测报告--“Android勒索类病毒”篇（2023-03-06-2023-03-12）",
    "CNCERT国家工程研究中心安全资讯周报3期", "信息安全漏洞周报2025年第2期（1月6日-1月12日）",
    "安全热点周报：某某漏洞", "CNCERT互联网安全威胁报告", "2022年4月网络安全监测数据分析",
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    assert_title (titles[i], "other");
}

/* Given two series in one title, then the one that has an issue or a week is meant. */
static void
test_two_series (void)
{
  assert_title (NAME "2024年第27期（附CNVD漏洞周报2024年第27期）", "2024-27 - -");
  assert_title ("勒索软件动态周报、" NAME "2024年第27期（7月1日-7月7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title ("CNVD漏洞周报2024年第27期 - " NAME "栏目", "other");
  assert_title (NAME "栏目 - CNVD漏洞周报", "0-0 - -");
}

static void
assert_series (const char *text,
               const char *name)
{
  ZbTitle title;

  g_test_message ("%s", text);
  g_assert_false (zb_title_parse (text, NULL, &title));
  g_assert_nonnull (strstr (zb_other_series_get_name (title.other), name));
}

/* Given another series, then its name says which, in the reader's language and its own. */
static void
test_series_names (void)
{
  assert_series ("国家互联网应急中心(CNCERT/CC)勒索软件动态周报-2022年第50期（总第58期）", "ransomware weekly (勒索软件动态周报)");
  assert_series ("CNVD漏洞周报2024年第27期", "CNVD vulnerability weekly (CNVD漏洞周报)");
  assert_series ("信息安全漏洞周报2025年第2期（1月6日-1月12日）", "CNNVD vulnerability weekly");
  assert_series ("上周关注度较高的产品安全漏洞(20240701-20240707)", "product vulnerabilities (产品安全漏洞)");
  assert_series ("每周移动恶意程序传播渠道安全监测报告（2023年03月20日—2023年03月26日）", "channels of mobile malware");
  assert_series ("每周典型移动恶意APP安全监测报告", "malicious apps");
  assert_series ("CNCERT国家工程研究中心安全资讯周报3期", "security news weekly");
  assert_series ("安全热点周报：某某漏洞", "QiAnXin");
  assert_series ("CNCERT互联网安全威胁报告", "monthly threat report");
  assert_series ("2022年4月网络安全监测数据分析", "monthly analysis");
  assert_series ("某单位 CNNVD 通报分析", "CNNVD");
}

static void
test_traditional (void)
{
  assert_title ("網絡安全信息與動態周報2024年第27期（7月1日-7月7日）", "2024-27 2024-07-01 2024-07-07");
  assert_title ("網絡安全信息與動態週報(2014.02.03至2014.02.09)", "2014-0 2014-02-03 2014-02-09");
  assert_title ("勒索軟件動態週報-2022年第50期", "other");
}

/* Given words before the name that are about another issue than the page, then this is noted. */
static void
test_mentions (void)
{
  static const struct { const char *text; gboolean is_mention; } titles[] = {
    { NAME "2024年第27期", FALSE }, { "【业界动态】" NAME "2024年第27期", FALSE }, { "CNCERT | " NAME "2024年第27期", FALSE },
    { "上一期：" NAME "2024年第26期", TRUE }, { "往期回顾 " NAME "2024年第26期", TRUE }, { "相关阅读：" NAME "2024年第26期", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      ZbTitle title;

      g_assert_true (zb_title_parse (titles[i].text, NULL, &title));
      g_assert_cmpint (title.is_mention, ==, titles[i].is_mention);
    }
}

static void
test_is_other (void)
{
  static const struct { const char *a, *b; gboolean is_other; } titles[] = {
    { NAME "2024年第27期", NAME "2024年第28期", TRUE },
    { NAME "2024年第27期", NAME "2023年第27期", TRUE },
    { NAME "2024年第27期", NAME "2024年第27期（7月1日-7月7日）", FALSE },
    /* A misprinted end is still the same week. */
    { NAME "2024年第17期（4月22日-4月27日）", NAME "2024年第17期（4月22日-4月28日）", FALSE },
    { NAME "(2014.02.03至2014.02.09)", NAME "(2014.02.10至2014.02.16)", TRUE },
    { NAME "(2014.02.03至2014.02.08)", NAME "(2014.02.03至2014.02.09)", FALSE },
    /* What one of them does not say cannot be another. */
    { NAME "2024年第27期", NAME "(2014.02.10至2014.02.16)", FALSE },
    { NAME, NAME "2024年第28期", FALSE },
    { "CNVD漏洞周报2024年第27期", NAME "2024年第28期", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      ZbTitle a, b;

      zb_title_parse (titles[i].a, NULL, &a);
      zb_title_parse (titles[i].b, NULL, &b);
      g_test_message ("%s, %s", titles[i].a, titles[i].b);
      g_assert_cmpint (zb_title_is_other (&a, &b), ==, titles[i].is_other);
      g_assert_cmpint (zb_title_is_other (&b, &a), ==, titles[i].is_other);
    }
}

/* Given a sentence that names a week, then it is found: "2013-08-12 2013-08-18", or "-". */
static void
assert_week (const char *text,
             const char *published,
             const char *expected)
{
  g_autofree char *normal = zb_normalise (text);
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autofree char *found = NULL;
  ZbPeriod week;
  GDate date;

  zb_date_parse_iso (published, &date);
  zb_title_find_week (normal, &date, &week);
  start = zb_date_dup_iso (&week.start);
  end = zb_date_dup_iso (&week.end);
  found = start != NULL ? g_strconcat (start, " ", end, NULL) : g_strdup ("-");
  g_test_message ("%s", text);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_week_in_a_sentence (void)
{
  assert_week ("在5月第1周(2015-05-04至2015-05-10)期间，", NULL, "2015-05-04 2015-05-10");
  assert_week ("在2013年8月12日至8月18日期间，", NULL, "2013-08-12 2013-08-18");
  assert_week ("统计期间如下。\n在8月12日至8月18日期间，", "2013-08-27", "2013-08-12 2013-08-18");
  /* A page that was copied years later does not tell the year. */
  assert_week ("在8月12日至8月18日期间，", "2020-03-27", "-");
  assert_week ("在8月12日至8月18日期间，", NULL, "-");
  assert_week ("在国庆节期间，", "2013-08-27", "-");
  assert_week ("2013年8月12日至8月18日，没有事件；在此期间", NULL, "-");
  assert_week ("", NULL, "-");
}

static void
test_unknown (void)
{
  assert_title ("", "unknown");
  assert_title ("今天的新闻", "unknown");
  assert_title ("动态周报2024年第27期", "unknown");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/title/usual", test_usual);
  g_test_add_func ("/title/two-years", test_two_years);
  g_test_add_func ("/title/without-week-or-number", test_without_week_or_number);
  g_test_add_func ("/title/of-reposters", test_of_reposters);
  g_test_add_func ("/title/english", test_english);
  g_test_add_func ("/title/year-from-publication", test_year_from_publication);
  g_test_add_func ("/title/blanks-and-signs", test_blanks_and_signs);
  g_test_add_func ("/title/lost-characters", test_lost_characters);
  g_test_add_func ("/title/impossible", test_impossible);
  g_test_add_func ("/title/other-series", test_other_series);
  g_test_add_func ("/title/two-series", test_two_series);
  g_test_add_func ("/title/series-names", test_series_names);
  g_test_add_func ("/title/traditional", test_traditional);
  g_test_add_func ("/title/mentions", test_mentions);
  g_test_add_func ("/title/is-other", test_is_other);
  g_test_add_func ("/title/week-in-a-sentence", test_week_in_a_sentence);
  g_test_add_func ("/title/unknown", test_unknown);
  return g_test_run ();
}
