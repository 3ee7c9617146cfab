/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "story.h"

/* The sentence forms of 2010 to 2020, each with made-up numbers. */

static void
test_hosts (void)
{
  static const char figures[] = "conficker_hosts=105000 infected_hosts=312000 trojan_botnet_hosts=207000";

  /* 2013 to 2018; the inner numbers have 万 but no 个. */
  story_assert_figures ("本周境内感染网络病毒的主机数量约为31.2万个,其中包括境内被木马或被僵尸程序控制的主机约20.7万以及"
                        "境内感染飞客(conficker)蠕虫的主机约10.5万。", figures);
  story_assert_figures ("本周境内感染网络病毒的主机数量约为 31.2 万个，其中包括境内被木马或被僵尸程序控制的主机约 20.7 万以及"
                        "境内感染飞客（conficker）蠕虫的主机约 10.5 万。", figures);
  /* 2020: no 本周, another sign, and a word less. */
  story_assert_figures ("境内感染网络病毒的主机数量约为31.2万个;其中包括境内被木马或僵尸程序控制的主机约20.7万以及"
                        "境内感染飞客(conficker)蠕虫的主机约10.5万。", figures);
}

static void
test_hosts_with_change (void)
{
  story_assert_figures ("本周境内感染网络病毒的主机数约为31.2万个，较上周环比下降了约3.5%。其中，境内被木马或被僵尸程序控制的"
                        "主机约为20.7万个，环比减少了约4.5%；境内感染飞客（Conficker ）蠕虫的主机约为10.5万个，较上周数量"
                        "环比减少了约5.5%。",
                        "conficker_hosts=105000(-5.5) infected_hosts=312000(-3.5) trojan_botnet_hosts=207000(-4.5)");
  /* The mirror lost every percent sign: what is left is no change. */
  story_assert_figures ("本周境内感染网络病毒的主机数约为31.2万个，较上周环比下降了约3.5。其中，境内被木马或被僵尸程序控制的"
                        "主机约为20.7万个，环比减少了约4.5；",
                        "infected_hosts=312000 trojan_botnet_hosts=207000");
}

static void
test_hosts_retold (void)
{
  story_assert_figures ("境内感染网络病毒的主机数约为31.2万个,较上周上升0.5%。", "infected_hosts=312000(+0.5)");
  story_assert_figures ("境内感染病毒的主机数量达31.2萬个。", "infected_hosts=312000");
  story_assert_figures ("境内感染病毒的主机数量达43.萬个。", "");
}

/* Given the caption of the map and the ranking of provinces, then their numbers are nobody's. */
static void
test_provinces (void)
{
  story_assert_figures ("木马或僵尸程序受控主机在我国大陆的分布情况如左图所示,其中红色区域是木马和僵尸程序感染量最多的地区,"
                        "排名前三位的分别是广东省约6万个（约占中国大陆总感染量的14.2%）、浙江省约2.4万个（约占5.9%）。", "");
}

static void
test_viruses (void)
{
  story_assert_figures ("本周CNCERT捕获了大量新增网络病毒文件,按网络病毒名称统计新增13个,按网络病毒家族统计新增2个。",
                        "new_virus_families=2 new_virus_names=13");
  story_assert_figures ("本周CNCERT捕获了大量新增网络病毒文件,按网络病毒名称统计新增13个,无新增网络病毒家族。",
                        "new_virus_families=0 new_virus_names=13");
}

/* The numbers are printed twice: the first time counts, the rest are parts of it. */
static void
test_malware_sites (void)
{
  story_assert_figures ("放马站点是网络病毒传播的源头。本周,CNCERT监测发现的放马站点共涉及域名163个,涉及IP地址274个。在163个域名中,"
                        "有约61.8%为境外注册,且顶级域为.com的约占76.4%;在274个IP中,有约31.2%位于境外。根据对放马URL的分析发现,"
                        "大部分放马站点是通过域名访问,而通过IP直接访问的涉及19个IP。",
                        "malsite_domains=163 malsite_ips=274");
  story_assert_figures ("放马站点是网络病毒传播的源头,本周放马站点共涉及域名837个。", "malsite_domains=837");
  story_assert_figures ("针对CNCERT自主监测发现以及各单位报送数据,CNCERT积极协调域名注册机构等进行处理,同时通过ANVA在其官方网站上"
                        "发布恶意地址黑名单。", "");
}

static void
test_sites (void)
{
  static const char figures[] = "backdoored_sites=1764 defaced_sites=5462 phishing_pages=92";

  story_assert_figures ("本周CNCERT监测发现境内被篡改网站数量为5462个;境内被植入后门的网站数量为1764个;"
                        "针对境内网站的仿冒页面数量为92个。", figures);
  story_assert_figures ("本周 CNCERT 监测发现境内被篡改的网站数量为 5462 个; 境内被植入后门的网站数量为1764 个; "
                        "针对境内网站的仿冒页面数量为92。", figures);
  story_assert_figures ("境内被篡改的网站数量5462个;被植入后门的网站数量为1764个;针对境内网站的仿冒页面数量92个。", figures);
}

static void
test_sites_retold (void)
{
  story_assert_figures ("境内被篡改网站总数2618个,环比下降3.7%,其中政府网站数量降至64个；境内被植入后门网站总数为1852个,较上周减少28.4%。"
                        "针对境内网站的仿冒页面数量环比下跌9.1%,降至3416个。",
                        "backdoored_sites=1852(-28.4) defaced_gov_sites=64 defaced_sites=2618(-3.7) phishing_pages=3416(-9.1)");
}

static void
test_government_sites (void)
{
  static const struct { const char *verb; double first, second; } verbs[] = {
    { "上升", 12.6, 131.0 }, { "增加", 12.6, 131.0 }, { "增长", 12.6, 131.0 }, { "下降", -12.6, -45.5 }, { "减少", -12.6, -45.5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("本周境内被篡改政府网站(GOV类)数量为372个(约占境内8.1%%),较上周环比%s了%.1f%%;"
                         "境内被植入后门的政府网站(GOV 类)数量为 41 个(约占境内2.9%%),较上周%s了%.1f%%;"
                         "针对境内网站的仿冒页面涉及域名83个,IP 地址57个,平均每个IP 地址承载了约5个仿冒页面。",
                         verbs[i].verb, ABS (verbs[i].first), verbs[i].verb, ABS (verbs[i].second));
      g_autofree char *figures =
        g_strdup_printf ("backdoored_gov_sites=41(%+.1f) defaced_gov_sites=372(%+.1f) phishing_domains=83 phishing_ips=57",
                         verbs[i].second, verbs[i].first);

      story_assert_figures (text, figures);
    }
}

/* Given no change since the week before, then the whole clause is left out. */
static void
test_government_sites_without_change (void)
{
  story_assert_figures ("本周境内被篡改政府网站(GOV类)数量为33个(约占境内1.7%);境内被植入后门的政府网站(GOV类)数量为8个"
                        "(约占境内1.1%),较上周环比下降了27.3%;针对境内网站的仿冒页面涉及域名148个,IP地址62个,"
                        "平均每个IP地址承载了约3个仿冒页面。",
                        "backdoored_gov_sites=8(-27.3) defaced_gov_sites=33 phishing_domains=148 phishing_ips=62");
  story_assert_figures ("境内被篡改政府网站数量为46个，较上周数量环比大幅下降了约42.5%。", "defaced_gov_sites=46(-42.5)");
}

/* Given the same noun printed twice, then the first stands for the defaced sites. */
static void
test_government_sites_misprinted (void)
{
  story_assert_figures ("本周境内被植入后门的政府网站(GOV类)数量为31个(约占境内1.8%),较上周环比下降了8.8%;"
                        "境内被植入后门的政府网站(GOV类)数量为5个(约占境内0.7%),较上周环比上升了25.0%。",
                        "backdoored_gov_sites=5(+25.0) defaced_gov_sites=31(-8.8)");
}

static void
test_vulnerabilities (void)
{
  story_assert_figures ("本周,国家信息安全漏洞共享平台(CNVD)新收录网络安全漏洞263 个,信息安全漏洞威胁整体评价级别为中。",
                        "new_vulnerabilities=263 vuln_level=中");
  story_assert_figures ("本周,国家信息安全漏洞共享平台(CNVD)新收录网络安全漏洞48个,其中高危漏洞19个、中危漏洞22个、低危漏洞7个。",
                        "high_vulnerabilities=19 low_vulnerabilities=7 medium_vulnerabilities=22 new_vulnerabilities=48");
  story_assert_figures ("本周收录安全漏洞278个,信息安全漏洞威胁整体评价级别为低。", "new_vulnerabilities=278 vuln_level=低");
  story_assert_figures ("新增信息安全漏洞81个，较上周新增数量减少了约38.6%，其中新增高危漏洞27个，环比减少了约15.6%。",
                        "high_vulnerabilities=27(-15.6) new_vulnerabilities=81(-38.6)");
  story_assert_figures ("新增信息安全漏洞114个，环比下降41.2%。其中，高危漏洞数量减至36个。",
                        "high_vulnerabilities=36 new_vulnerabilities=114(-41.2)");
  story_assert_figures ("本周CNVD发布的网络安全漏洞中,应用程序漏洞占比最高,其次是WEB应用漏洞和操作系统漏洞。更多漏洞有关的详细情况,"
                        "请见CNVD漏洞周报。[CNVD漏洞周报发布地址:http://www.cnvd.org.cn/webinfo/list?type=4]", "");
}

/* Given a text of those years, then the vulnerabilities' level does not rate the week. */
static void
test_level_is_not_the_rating (void)
{
  g_autofree char *page = story_dup_page ("网络安全信息与动态周报(2014.02.03至2014.02.09)",
                                          "本周重要漏洞情况\n\n信息安全漏洞威胁整体评价级别为高。\n");
  g_autoptr(ZbExtraction) extraction = story_read (page);

  g_assert_cmpint (extraction->bulletin->rating, ==, ZB_RATING_UNKNOWN);
  g_assert_null (extraction->bulletin->rating_sentence);
}

static void
test_english (void)
{
  static const char text[] =
    "# CNCERT Weekly Report July 1-7 2013\n\n"
    "The centre rated last week's network security as “Good,” the second highest level in its five-level rating system.\n\n"
    "This week, the defaced government (gov.cn) websites totaled 372 (8.1%), an increase of 4.5% from last week. "
    "Backdoors were installed into 1,039 (3.3%) government (gov.cn) websites, which decrease by 11.4% from last week.\n\n"
    "It coordinated 11 mobile phone application stores to handle 112 malicious URLs of the mobile malware.\n";
  g_autoptr(ZbExtraction) extraction = story_read (text);
  g_autofree char *figures = story_dup_figures (extraction->bulletin);

  g_assert_cmpstr (zb_copy_status_to_string (extraction->bulletin->status), ==, "ok");
  g_assert_cmpstr (zb_rating_get_han (extraction->bulletin->rating), ==, "良");
  story_assert_week (extraction->bulletin, "2013-07-01", "2013-07-07");
  g_assert_cmpstr (figures, ==,
                   "app_store_platforms=11 backdoored_gov_sites=1039(-11.4) defaced_gov_sites=372(+4.5) malicious_app_urls=112");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/early-eras/hosts", test_hosts);
  g_test_add_func ("/early-eras/hosts/with-change", test_hosts_with_change);
  g_test_add_func ("/early-eras/hosts/retold", test_hosts_retold);
  g_test_add_func ("/early-eras/provinces", test_provinces);
  g_test_add_func ("/early-eras/viruses", test_viruses);
  g_test_add_func ("/early-eras/malware-sites", test_malware_sites);
  g_test_add_func ("/early-eras/sites", test_sites);
  g_test_add_func ("/early-eras/sites/retold", test_sites_retold);
  g_test_add_func ("/early-eras/government-sites", test_government_sites);
  g_test_add_func ("/early-eras/government-sites/without-change", test_government_sites_without_change);
  g_test_add_func ("/early-eras/government-sites/misprinted", test_government_sites_misprinted);
  g_test_add_func ("/early-eras/vulnerabilities", test_vulnerabilities);
  g_test_add_func ("/early-eras/level-is-not-the-rating", test_level_is_not_the_rating);
  g_test_add_func ("/early-eras/english", test_english);
  return g_test_run ();
}
