/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

/* Whole texts of each era in the form of the real thing, with made-up numbers. */

/* Given a text, then it is a bulletin with this rating ("-" for none), this week ("-") and these figures. */
static void
assert_whole (const char *text,
              const char *rating,
              const char *week,
              const char *figures)
{
  g_autoptr(ZbExtraction) extraction = story_read (text);
  ZbBulletin *bulletin = extraction->bulletin;
  g_autofree char *found = story_dup_figures (bulletin);
  g_autofree char *start = zb_date_dup_iso (&bulletin->period.start);
  const char *han = zb_rating_get_han (bulletin->rating);

  g_test_message ("%s", text);
  g_assert_cmpstr (zb_copy_status_to_string (bulletin->status), ==, "ok");
  g_assert_cmpstr (han != NULL ? han : "-", ==, rating);
  g_assert_cmpstr (start != NULL ? start : "-", ==, week);
  g_assert_cmpstr (found, ==, figures);
}

/* About 2011: numbered headings, every figure followed by its change, provinces with their counts. */
static void
test_about_2011 (void)
{
  assert_whole ("网络安全信息与动态周报 - 国家互联网应急中心\n\n"
                "一、本周网络安全基本态势\n\n"
                "境内被篡改政府网站数量为46个，较上周数量环比大幅下降了约42.5%；新增信息安全漏洞81个，较上周新增数量减少了约38.6%，"
                "其中新增高危漏洞27个，环比减少了约15.6%。\n\n"
                "本周网络病毒活动情况\n\n1、网络病毒监测情况\n\n"
                "本周境内感染网络病毒的主机数约为47.3万个，较上周环比下降了约6.1%。其中，境内被木马或被僵尸程序控制的主机约为19.8万个，"
                "环比减少了约7.2%；境内感染飞客（Conficker ）蠕虫的主机约为27.5万个，较上周数量环比减少了约5.3%。\n\n"
                "木马或僵尸程序受控主机在我国大陆的分布情况如左图所示，排名前三位的分别是广东省约6万个（约占中国大陆总感染量的14.2%）、"
                "浙江省约2.4万个（约占5.9%）和江苏省约2万个。\n\n2、网络病毒捕获情况\n\n"
                "本周CNCERT捕获了大量新增网络病毒文件，按网络病毒名称统计新增14个，无新增网络病毒家族。\n",
                "-", "-",
                "conficker_hosts=275000(-5.3) defaced_gov_sites=46(-42.5) high_vulnerabilities=27(-15.6) "
                "infected_hosts=473000(-6.1) new_virus_families=0 new_virus_names=14 new_vulnerabilities=81(-38.6) "
                "trojan_botnet_hosts=198000(-7.2)");
}

/* The same where the mirror lost every percent sign: no change is left. */
static void
test_lost_percent_signs (void)
{
  assert_whole ("网络安全信息与动态周报 - 国家互联网应急中心\n\n本周网络病毒活动情况\n\n1、网络病毒监测情况\n\n"
                "本周境内感染网络病毒的主机数约为47.3万个，较上周环比下降了约6.1。其中，境内被木马或被僵尸程序控制的主机约为19.8万个，"
                "环比减少了约7.2；境内感染飞客（Conficker ）蠕虫的主机约为27.5万个，较上周数量环比减少了约5.3。\n\n"
                "排名前三位的分别是广东省约6万个（约占中国大陆总感染量的14.2）、浙江省约2.4万个（约占5.9）。\n",
                "-", "-", "conficker_hosts=275000 infected_hosts=473000 trojan_botnet_hosts=198000");
}

#define HEAD_2014 \
  "网络安全信息与动态周报(2014.03.03至2014.03.09)\n\n" \
  "时间:2014-03-17 15:42来源:国家互联网应急中心 作者:佚名 点击:\n" \
  "本周境内感染网络病毒的主机数量约为51.4万个,其中包括境内被木马或被僵尸程序控制的主机约29.8万以及" \
  "境内感染飞客(conficker)蠕虫的主机约21.6万。\n\n"
#define BODY_2014 \
  "本周网络安全基本态势\n\n\n\n本周网络病毒活动情况\n\n" \
  "本周境内感染网络病毒的主机数量约为51.4万个,其中包括境内被木马或被僵尸程序控制的主机约29.8万以及" \
  "境内感染飞客(conficker)蠕虫的主机约21.6万。\n\n" \
  "木马或僵尸程序受控主机在我国大陆的分布情况如下图所示,其中红色区域是木马和僵尸程序感染量最多的地区," \
  "排名前三位的分别是广东省、浙江省和江苏省。\n\n" \
  "本周CNCERT捕获了大量新增网络病毒文件,按网络病毒名称统计新增17个,按网络病毒家族统计新增3个。\n\n" \
  "放马站点是网络病毒传播的源头。本周,CNCERT监测发现的放马站点共涉及域名153个,涉及IP地址241个。在153个域名中," \
  "有约57.4%为境外注册,且顶级域为.com的约占71.3%;在241个IP中,有约33.8%位于境外。根据对放马URL的分析发现," \
  "大部分放马站点是通过域名访问,而通过IP直接访问的涉及21个IP。\n\n" \
  "本周网站安全情况\n\n" \
  "本周CNCERT监测发现境内被篡改的网站数量为4731个;境内被植入后门的网站数量为1284 个;针对境内网站的仿冒页面数量为127。\n\n" \
  "本周境内被篡改政府网站(GOV类)数量为362个(约占境内7.7%),较上周环比增长了4.2%;境内被植入后门的政府网站(GOV类)数量为" \
  "43个(约占境内3.3%),较上周环比减少了12.2%;针对境内网站的仿冒页面涉及域名84个,IP地址61个," \
  "平均每个IP地址承载了约2个仿冒页面。\n\n" \
  "本周重要漏洞情况\n\n" \
  "本周,国家信息安全漏洞共享平台(CNVD)新收录网络安全漏洞53个,其中高危漏洞19个、中危漏洞28个、低危漏洞6个。\n\n" \
  "本周CNVD发布的网络安全漏洞中,应用程序漏洞占比最高,其次是WEB应用漏洞和网络设备漏洞。\n\n" \
  "更多漏洞有关的详细情况,请见CNVD漏洞周报。[CNVD漏洞周报发布地址:http://www.cnvd.org.cn/webinfo/list?type=4]\n\n"
#define FIGURES_2014 \
  "backdoored_gov_sites=43(-12.2) backdoored_sites=1284 conficker_hosts=216000 defaced_gov_sites=362(+4.2) " \
  "defaced_sites=4731 high_vulnerabilities=19 infected_hosts=514000 low_vulnerabilities=6 malsite_domains=153 " \
  "malsite_ips=241 medium_vulnerabilities=28 new_virus_families=3 new_virus_names=17 new_vulnerabilities=53 " \
  "phishing_domains=84 phishing_ips=61 phishing_pages=127 trojan_botnet_hosts=298000"

/* 2013 to 2015: the first figures once more in a summary, the week in the title, no rating in words. */
static void
test_2014 (void)
{
  g_autoptr(GString) narrow = g_string_new (HEAD_2014 BODY_2014);
  g_autoptr(GString) wide = g_string_new (HEAD_2014 BODY_2014);

  assert_whole (HEAD_2014 BODY_2014, "-", "2014-03-03", FIGURES_2014);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const signs[][2] = { { ",", "，" }, { ";", "；" }, { "(", "（" }, { ")", "）" } };

      g_string_replace (wide, signs[i][0], signs[i][1], 0);
    }
  assert_whole (wide->str, "-", "2014-03-03", FIGURES_2014);
  while (g_string_replace (narrow, "\n\n", "\n", 0) > 0)
    ;
  assert_whole (narrow->str, "-", "2014-03-03", FIGURES_2014);
}

/* 2014 with the mobile URLs, under the text of those years. */
static void
test_2014_mobile (void)
{
  assert_whole (HEAD_2014 BODY_2014 "本周事件处理情况\n\n"
                "本周,CNCERT协调14个应用商店开展移动互联网恶意代码处理工作,共处理传播移动互联网恶意代码的恶意URL链接133个。\n",
                "-", "2014-03-03", "app_store_platforms=14 backdoored_gov_sites=43(-12.2) backdoored_sites=1284 "
                "conficker_hosts=216000 defaced_gov_sites=362(+4.2) defaced_sites=4731 high_vulnerabilities=19 "
                "infected_hosts=514000 low_vulnerabilities=6 malicious_app_urls=133 malsite_domains=153 malsite_ips=241 "
                "medium_vulnerabilities=28 new_virus_families=3 new_virus_names=17 new_vulnerabilities=53 "
                "phishing_domains=84 phishing_ips=61 phishing_pages=127 trojan_botnet_hosts=298000");
}

#define BODY_2018 \
  "本周网络安全基本态势\n\n本周,互联网网络安全态势整体评价为优。我国互联网基础设施运行整体平稳。" \
  "针对政府、企业以及广大互联网用户的主要安全威胁来自于软件高危漏洞、恶意代码传播以及网站攻击。\n\n" \
  "本周网络病毒活动情况\n\n" \
  "本周境内感染网络病毒的主机数量约为 21.7 万个，其中包括境内被木马或被僵尸程序控制的主机约 12.9 万以及" \
  "境内感染飞客（conficker）蠕虫的主机约 8.8 万。\n\n图1 本周境内感染网络病毒主机数量\n\n" \
  "本周网站安全情况\n\n" \
  "本周 CNCERT 监测发现境内被篡改网站数量为 1924 个; 境内被植入后门的网站数量为 736 个; 针对境内网站的仿冒页面数量为 194 个。\n\n" \
  "图2 本周境内网站感染情况分布\n\n" \
  "本周境内被篡改政府网站(GOV 类)数量为 31 个(约占境内 1.6%);境内被植入后门的政府网站(GOV 类)数量为 11 个(约占境内 1.5%)," \
  "较上周环比下降了 26.7%;针对境内网站的仿冒页面涉及域名 161 个,IP 地址 63 个,平均每个 IP 地址承载了约 3 个仿冒页面。\n\n" \
  "图3 本周我国境内被篡改网站占比\n\n本周重要漏洞情况\n\n" \
  "本周,国家信息安全漏洞共享平台(CNVD)新收录网络安全漏洞 271 个,信息安全漏洞威胁整体评价级别为中。\n\n" \
  "图5 本周收录网络安全漏洞情况\n\n" \
  "本周事件处理情况\n\n" \
  "本周,CNCERT协调基础电信运营企业、域名注册服务机构、手机应用商店、各省分中心以及国际合作组织共处理了网络安全事件 512 起," \
  "其中跨境网络安全事件 213 起。\n\n"
#define FIGURES_2018 \
  "backdoored_gov_sites=11(-26.7) backdoored_sites=736 conficker_hosts=88000 defaced_gov_sites=31 defaced_sites=1924 " \
  "incidents_cross_border=213 incidents_phishing_complaints=463 incidents_total=512 infected_hosts=217000 " \
  "new_vulnerabilities=271 phishing_domains=161 phishing_ips=63 phishing_pages=194 trojan_botnet_hosts=129000 vuln_level=中"

/* 2018: with an issue and a rating; copies end in the middle of a word. */
static void
test_2018 (void)
{
  static const char *const ends[] = { "起网页仿冒投诉事件。", "起网页仿冒投", "起网页" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *rest =
        g_strconcat (BODY_2018 "本周,CNCERT协调境内外域名注册机构、境外CERT等机构重点处理了463", ends[i], NULL);
      g_autofree char *archive =
        g_strconcat ("查看原文\n\n其他\n\n网络安全信息与动态周报2018年第7期(2月12日—2月18日)\n\n"
                     "CNCERT 国家互联网应急中心CNCERT 2021-02-21\n\n", rest, NULL);
      g_autofree char *spaced = g_strconcat ("# CNCERT 网络安全信息与动态周报 2018 年第 15 期\n\n", rest, NULL);

      assert_whole (archive, "优", "2018-02-12", FIGURES_2018);
      assert_whole (spaced, "优", "-", FIGURES_2018);
    }
}

/* 2020, retold without a title of ours or headings. */
static void
test_2020_retold (void)
{
  assert_whole ("境内感染网络病毒的主机数量约为57.2万个;其中包括境内被木马或僵尸程序控制的主机约50.9万以及"
                "境内感染飞客(conficker)蠕虫的主机约6.3万。\n\n"
                "放马站点是网络病毒传播的源头,本周放马站点共涉及域名914个,涉及IP地址4412个。在914个域名中,有13.6%为境外注册。\n\n"
                "境内被篡改的网站数量3986个;被植入后门的网站数量为567个;针对境内网站的仿冒页面数量12974个。\n\n"
                "另外境内被篡改的政府网站(GOV类)数量21个(约占境内0.5%),较上周下降了31.8%;"
                "境内被植入后门的政府网站(GOV类)数量为3个(约占境内0.5%)。\n\n"
                "本周收录安全漏洞281个,信息安全漏洞威胁整体评价级别为中。\n",
                "-", "-",
                "backdoored_gov_sites=3 backdoored_sites=567 conficker_hosts=63000 defaced_gov_sites=21(-31.8) "
                "defaced_sites=3986 infected_hosts=572000 malsite_domains=914 malsite_ips=4412 new_vulnerabilities=281 "
                "phishing_pages=12974 trojan_botnet_hosts=509000 vuln_level=中");
}

/* 2013, retold under a title of the site's own: a summary with the changes, then sections without
 * "本周" that have the rest; a word was censored. */
static void
test_2013_retold (void)
{
  assert_whole ("# 9月第一周网络安全:境内感染网络病毒主机数68.4万个\n\n"
                "某网站09月10日报道:据CNCERT抽样监测结果和国家信息安全漏洞共享平台(CNVD)发布的数据得悉,"
                "在2013年8月26日至9月1日期间,我国互联网网络安全指数整体评价为中。\n\n"
                "其中,境内感染网络病毒的主机数约为68.4万个,较上周上升0.8%;境内被篡改政府网站数量为358个,较上周环比下降12.1%;"
                "境内被植入后门的政府网站数量为118个,较上周下降15.4%;针对境内网站的仿冒页面数量为571个,较上周环比上升5.7%;"
                "新增信息安全漏洞69个,其中新增高危漏洞23个,较上周下降58.9%。\n\n"
                "一、 网络病毒活动情况\n\n"
                "境内感染网络病毒的主机数量约为68.4万个,其中包括境内被***或被僵尸程序控制的主机约24.9万以及"
                "境内感染飞客(conficker)蠕虫的主机约43.5万。\n\n"
                "二、 网站安全情况\n\n"
                "根据监测数据,境内被篡改网站数量为5216个,较上周环比下降3.8%。境内被植入后门的网站数量为3317个,环比上周下降29.6%;"
                "针对境内网站的仿冒页面数量为571个,环比上周上升5.7%。\n",
                "中", "2013-08-26",
                "backdoored_gov_sites=118(-15.4) backdoored_sites=3317(-29.6) conficker_hosts=435000 "
                "defaced_gov_sites=358(-12.1) defaced_sites=5216(-3.8) high_vulnerabilities=23(-58.9) "
                "infected_hosts=684000(+0.8) new_vulnerabilities=69 phishing_pages=571(+5.7) trojan_botnet_hosts=249000");
}

/* 2015, retold on a mirror with traditional characters and their readings, with a digit lost. */
static void
test_2015_traditional (void)
{
  assert_whole ("# 6月第2周網(wǎng)絡(luò)安全報(bào)告:境內(nèi)被篡改網(wǎng)站總數(shù)2618個(gè)\n\n"
                "發(fā)布時(shí)間:2015-06-24某網(wǎng)06月23日?qǐng)?bào)道:在6月第2周(2015-06-08至2015-06-14)期間,"
                "我國(guó)互聯(lián)網(wǎng)網(wǎng)絡(luò)安全指數(shù)整體評(píng)價(jià)為良。\n\n"
                "境內(nèi)感染病毒的主機(jī)數(shù)量達(dá)43.萬(wàn),環(huán)比上周,上升8.7%;而境內(nèi)被篡改網(wǎng)站總數(shù)2618個(gè),"
                "環(huán)比下降3.7%,其中政府網(wǎng)站數(shù)量降至64個(gè);另外,境內(nèi)被植入后門(mén)網(wǎng)站總數(shù)為1852個(gè),較上周減少28.4%,"
                "其中政府網(wǎng)站數(shù)量下降13.6%;針對(duì)境內(nèi)網(wǎng)站的仿冒頁(yè)面數(shù)量環(huán)比下跌9.1%,降至3416個(gè)。\n\n"
                "此外,新增信息安全漏洞數(shù)量114個(gè),與上周對(duì)比,下降41.2%。其中,高危漏洞數(shù)量減至36個(gè),降幅同樣明顯,為39.4%。\n",
                "良", "2015-06-08",
                "backdoored_sites=1852(-28.4) defaced_gov_sites=64 defaced_sites=2618(-3.7) high_vulnerabilities=36(-39.4) "
                "new_vulnerabilities=114(-41.2) phishing_pages=3416(-9.1)");
}

/* A whole bulletin in traditional characters. */
static void
test_traditional (void)
{
  assert_whole ("網絡安全信息與動態週報(2014.03.03至2014.03.09)\n\n本週網絡安全基本態勢\n\n本週網絡病毒活動情況\n\n"
                "本週境內感染網絡病毒的主機數量約為51.4萬個，其中包括境內被木馬或被殭屍程序控制的主機約29.8萬以及"
                "境內感染飛客（conficker）蠕蟲的主機約21.6萬。\n\n"
                "按網絡病毒名稱統計新增17個，按網絡病毒家族統計新增3個。\n\n本週網站安全情況\n\n"
                "境內被篡改政府網站（GOV類）數量為362個（約佔境內7.7%），較上週環比增長了4.2%；境內被植入後門的政府網站（GOV類）數量為"
                "43個（約佔境內3.3%），較上週環比減少了12.2%；針對境內網站的仿冒頁面涉及域名84個，IP地址61個。\n\n"
                "近期回顧\n\n網絡安全信息與動態週報(2014.02.24至2014.03.02)\n",
                "-", "2014-03-03",
                "backdoored_gov_sites=43(-12.2) conficker_hosts=216000 defaced_gov_sites=362(+4.2) infected_hosts=514000 "
                "new_virus_families=3 new_virus_names=17 phishing_domains=84 phishing_ips=61 trojan_botnet_hosts=298000");
}

/* 2022 to 2026: three ways to print the one sentence. */
static void
test_since_2022 (void)
{
  static const char figures[] =
    "app_store_platforms=17 incidents_cross_border=328 incidents_phishing_complaints=654 "
    "incidents_total=1495 malicious_app_urls=26";
  static const char *const sentences[] = {
    STORY_HANDLED "其中，协调境内外域名注册机构、境外CERT等机构重点处理654起仿冒投诉事件；" STORY_PLATFORMS,
    STORY_INCIDENTS,
    STORY_HANDLED STORY_PHISHING,
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *body = story_replace (STORY_BODY "\n" STORY_RECAP, STORY_INCIDENTS, sentences[i]);
      g_autofree char *page = story_dup_page (STORY_TITLE, body);

      assert_whole (page, "中", "2024-07-01",
                    i < 2 ? figures : "incidents_cross_border=328 incidents_phishing_complaints=654 incidents_total=1495");
    }
}

/* English, 2013 to 2014, as a reader's page quotes it. */
static void
test_english (void)
{
  assert_whole ("# [Worth Reading] CNCERT Weekly Report July 8-14 2013 –\n\n"
                "These are the summary metrics from the report’s front page.\n\n"
                "“This week, the defaced government (gov.cn) websites totaled 1,412 (6.8%), an\nincrease of 15.2% from last week. "
                "Backdoors were installed into 97 (3.9%)\ngovernment (gov.cn) websites, which decrease by 14.9% from last week.”\n\n"
                "“This week, CNCERT has coordinated 19 mobile phone application stores to\nhandle 386 malicious URLs of the mobile malware”\n",
                "-", "2013-07-08",
                "app_store_platforms=19 backdoored_gov_sites=97(-14.9) defaced_gov_sites=1412(+15.2) malicious_app_urls=386");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/whole-texts/about-2011", test_about_2011);
  g_test_add_func ("/whole-texts/lost-percent-signs", test_lost_percent_signs);
  g_test_add_func ("/whole-texts/2014", test_2014);
  g_test_add_func ("/whole-texts/2014-mobile", test_2014_mobile);
  g_test_add_func ("/whole-texts/2018", test_2018);
  g_test_add_func ("/whole-texts/2020-retold", test_2020_retold);
  g_test_add_func ("/whole-texts/2013-retold", test_2013_retold);
  g_test_add_func ("/whole-texts/2015-traditional", test_2015_traditional);
  g_test_add_func ("/whole-texts/traditional", test_traditional);
  g_test_add_func ("/whole-texts/since-2022", test_since_2022);
  g_test_add_func ("/whole-texts/english", test_english);
  return g_test_run ();
}
