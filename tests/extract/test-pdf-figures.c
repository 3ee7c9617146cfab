/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "document/pdf-fixture.h"
#include "story.h"

/* The whole way, from a PDF to its figures: the texts of three times, each as its PDF was laid out. */

#define SAFETY \
  "我国互联网基础设施运行整体平稳，全国范围或省级行政区域内未发生造成重大影响的基础设施运行安全事件。这一句是为测试写的。"
#define HOSTS \
  "本周境内感染网络病毒的主机数量约为28.1万个，其中包括境内被木马或被僵尸程序控制的主机约19.4万以及" \
  "境内感染飞客（conficker）蠕虫的主机约8.7万。"
#define VIRUSES "本周CNCERT捕获了大量新增网络病毒文件，按网络病毒名称统计新增13个，按网络病毒家族统计新增2个。"
#define MALWARE_SITES \
  "放马站点是网络病毒传播的源头。本周，CNCERT监测发现的放马站点共涉及域名157个，涉及IP地址260个。在157个域名中，" \
  "有约61.8%为境外注册，且顶级域为.com的约占76.4%；在260个IP中，有约31.2%位于境外。根据对放马URL的分析发现，" \
  "大部分放马站点是通过域名访问，而通过IP直接访问的涉及19个IP。"
#define SITES \
  "本周CNCERT监测发现境内被篡改网站数量为5460个；境内被植入后门的网站数量为1764个；针对境内网站的仿冒页面数量为92个。"
#define GOVERNMENT_SITES \
  "本周境内被篡改政府网站（GOV类）数量为381个（约占境内7.6%），较上周环比上升了11.4%；境内被植入后门的政府网站（GOV类）" \
  "数量为39个（约占境内3.3%），较上周环比下降了10.5%；针对境内网站的仿冒页面涉及域名79个，IP地址55个，平均每个IP地址" \
  "承载了约5个仿冒页面。"
#define VULNERABILITIES \
  "本周，国家信息安全漏洞共享平台（CNVD）新收录网络安全漏洞284个，信息安全漏洞威胁整体评价级别为中。"
#define HANDLED \
  "本周，CNCERT协调基础电信运营企业、域名注册服务机构、手机应用商店、各省分中心以及国际合作组织共处理了网络安全事件" \
  "1495起，其中跨境网络安全事件328起。"
#define PHISHING "本周，CNCERT协调境内外域名注册机构、境外CERT等机构重点处理了654起网页仿冒投诉事件。"

static ZbExtraction *
read_pdf (GBytes *pdf)
{
  g_autoptr(GPtrArray) extractions = zb_extractor_read (zb_extractor_get_default (), pdf, "weekly.pdf");

  g_assert_cmpuint (extractions->len, ==, 1);
  return zb_extraction_ref (g_ptr_array_index (extractions, 0));
}

static void
assert_bulletin (GBytes     *pdf,
                 guint       year,
                 guint       number,
                 const char *rating,
                 const char *figures)
{
  g_autoptr(ZbExtraction) extraction = read_pdf (pdf);
  ZbBulletin *bulletin = extraction->bulletin;
  g_autofree char *found = story_dup_figures (bulletin);
  g_autofree char *text = zb_document_to_text (extraction->body);

  g_assert_cmpstr (zb_copy_status_to_string (bulletin->status), ==, "ok");
  g_assert_cmpuint (bulletin->issue.year, ==, year);
  g_assert_cmpuint (bulletin->issue.number, ==, number);
  g_assert_cmpstr (zb_rating_get_han (bulletin->rating), ==, rating);
  g_assert_cmpstr (found, ==, figures);
  for (guint i = 0; i < bulletin->figures->len; i++)
    {
      const ZbFigure *figure = g_ptr_array_index (bulletin->figures, i);

      g_assert_nonnull (strstr (text, figure->sentence));
    }
  /* Nothing of what stands at the edge of the pages. */
  g_assert_null (strstr (text, "内部页眉"));
}

/* The head of a first page; returns where the text begins. */
static double
draw_head (PdfMaker   *maker,
           const char *issue,
           const char *week)
{
  pdf_maker_show (maker, 60, 70, 9, "国家互联网应急中心");
  pdf_maker_show_bold (maker, 130, 105, 26, "网络安全信息与动态周报");
  pdf_maker_show (maker, 70, 135, 12, issue);
  pdf_maker_show (maker, 420, 135, 12, week);
  return 155;
}

static double
draw_section (PdfMaker   *maker,
              double      x,
              double      y,
              const char *heading)
{
  pdf_maker_show_bold (maker, x, y + 18, 14, heading);
  return y + 26;
}

/* 2013 to 2015: one column, without a rating in words, with a map and its labels beside the text. */
static void
test_one_column (void)
{
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autoptr(GBytes) pdf = NULL;
  double y = draw_head (maker, "2014年第6期", "2月3日-2月9日");

  y = draw_section (maker, 60, y, "本周网络病毒活动情况");
  y = pdf_maker_wrap (maker, 60, y, 300, "　　" HOSTS);
  pdf_maker_picture (maker, 380, y - 60, 150, 100);
  pdf_maker_show (maker, 390, y - 50, 7, "广东省 15.7%");
  pdf_maker_show (maker, 430, y - 30, 7, "浙江省 6.5%");
  y = pdf_maker_wrap (maker, 60, y, 300, "　　" VIRUSES);
  y = pdf_maker_wrap (maker, 60, y, 470, "　　" MALWARE_SITES);
  y = draw_section (maker, 60, y, "本周网站安全情况");
  y = pdf_maker_wrap (maker, 60, y, 470, "　　" SITES);
  y = pdf_maker_wrap (maker, 60, y, 470, "　　" GOVERNMENT_SITES);
  y = draw_section (maker, 60, y, "本周重要漏洞情况");
  pdf_maker_wrap (maker, 60, y, 470, "　　" VULNERABILITIES);
  pdf = pdf_maker_finish (maker);

  assert_bulletin (pdf, 2014, 6, NULL,
                   "backdoored_gov_sites=39(-10.5) backdoored_sites=1764 conficker_hosts=87000 "
                   "defaced_gov_sites=381(+11.4) defaced_sites=5460 infected_hosts=281000 malsite_domains=157 "
                   "malsite_ips=260 new_virus_families=2 new_virus_names=13 new_vulnerabilities=284 "
                   "phishing_domains=79 phishing_ips=55 phishing_pages=92 trojan_botnet_hosts=194000 vuln_level=中");
}

/* 2018: two columns on two pages, with a running title and page numbers; sentences go on in the next
 * column and on the next page. */
static void
test_two_columns (void)
{
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autoptr(GBytes) pdf = NULL;
  double y, left;
  guint n;

  pdf_maker_show (maker, 60, 30, 8, "内部页眉");
  pdf_maker_show (maker, 290, 820, 8, "1");
  y = draw_head (maker, "2018年第6期", "2月5日-2月11日");
  y = draw_section (maker, 60, y, "本周网络安全基本态势");
  y = pdf_maker_wrap (maker, 60, y, 475, "　　本周，互联网网络安全态势整体评价为优。" SAFETY);
  left = draw_section (maker, 60, y, "本周网络病毒活动情况");
  left = pdf_maker_wrap (maker, 60, left, 225, "　　" HOSTS);
  n = pdf_maker_flow (maker, 60, left, 225, 0, 5, "　　" MALWARE_SITES);
  left = y + 12;
  pdf_maker_flow (maker, 310, left, 225, n, 100, "　　" MALWARE_SITES);
  left = draw_section (maker, 310, left + 120, "本周网站安全情况");
  left = pdf_maker_wrap (maker, 310, left, 225, "　　" SITES);
  n = pdf_maker_flow (maker, 310, left, 225, 0, 4, "　　" GOVERNMENT_SITES);

  pdf_maker_page (maker);
  pdf_maker_show (maker, 60, 30, 8, "内部页眉");
  pdf_maker_show (maker, 290, 820, 8, "2");
  pdf_maker_flow (maker, 60, 60, 225, n, 100, "　　" GOVERNMENT_SITES);
  left = draw_section (maker, 60, 200, "本周重要漏洞情况");
  pdf_maker_wrap (maker, 60, left, 225, "　　" VULNERABILITIES);
  left = draw_section (maker, 310, 40, "本周事件处理情况");
  left = pdf_maker_wrap (maker, 310, left, 225, "　　" HANDLED);
  pdf_maker_wrap (maker, 310, left, 225, "　　" PHISHING);
  pdf = pdf_maker_finish (maker);

  assert_bulletin (pdf, 2018, 6, "优",
                   "backdoored_gov_sites=39(-10.5) backdoored_sites=1764 conficker_hosts=87000 "
                   "defaced_gov_sites=381(+11.4) defaced_sites=5460 incidents_cross_border=328 "
                   "incidents_phishing_complaints=654 incidents_total=1495 infected_hosts=281000 "
                   "malsite_domains=157 malsite_ips=260 new_vulnerabilities=284 phishing_domains=79 "
                   "phishing_ips=55 phishing_pages=92 trojan_botnet_hosts=194000 vuln_level=中");
}

/* Since 2022: little text, the figures in pictures, and the list of earlier issues with its links. */
static void
test_pictures (void)
{
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(ZbExtraction) extraction = NULL;
  const ZbRecapEntry *entry;
  double y;

  pdf_maker_show_bold (maker, 60, 60, 18, STORY_TITLE);
  y = draw_section (maker, 60, 80, "本周网络安全基本态势");
  y = pdf_maker_wrap (maker, 60, y, 470, STORY_RATING SAFETY);
  pdf_maker_picture (maker, 60, y + 10, 470, 300);
  y = draw_section (maker, 60, y + 320, "本周事件处理情况");
  y = pdf_maker_wrap (maker, 60, y, 470, STORY_INCIDENTS);
  pdf_maker_show (maker, 60, y + 20, PDF_SIZE, "近期回顾");
  pdf_maker_show (maker, 60, y + 40, PDF_SIZE, "●");
  pdf_maker_link (maker, 72, y + 40, "网络安全信息与动态周报2024年第26期（6月24日-6月30日）", "http://old.example/s?mid=26#rd");
  pdf_maker_show (maker, 60, y + 60, PDF_SIZE, "●网络安全信息与动态周报2024年第25期（6月17日-6月23日）");
  pdf = pdf_maker_finish (maker);

  assert_bulletin (pdf, 2024, 27, "中", STORY_FIGURES);
  extraction = read_pdf (pdf);
  story_assert_is_whole (extraction);
  g_assert_cmpuint (extraction->bulletin->recap->len, ==, 2);
  entry = g_ptr_array_index (extraction->bulletin->recap, 0);
  g_assert_cmpuint (entry->issue.number, ==, 26);
  g_assert_cmpstr (entry->url, ==, "http://old.example/s?mid=26#rd");
  entry = g_ptr_array_index (extraction->bulletin->recap, 1);
  g_assert_cmpuint (entry->issue.number, ==, 25);
  g_assert_null (entry->url);
}

/* Given pictures of pages, then the copy has no text, and says why. */
static void
test_scanned (void)
{
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(ZbExtraction) extraction = NULL;

  pdf_maker_picture (maker, 0, 0, PDF_WIDTH, PDF_HEIGHT);
  pdf = pdf_maker_finish (maker);
  extraction = read_pdf (pdf);

  g_assert_cmpstr (zb_copy_status_to_string (extraction->bulletin->status), ==, "no-text");
  g_assert_nonnull (strstr (extraction->bulletin->reason, "pictures of a text"));
}

/* Given another series of the same publishers, then it is told apart. */
static void
test_other_series (void)
{
  PdfMaker *maker = pdf_maker_new ("Microsoft Word - 2018年第6期.doc");
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(ZbExtraction) extraction = NULL;

  pdf_maker_show_bold (maker, 60, 60, 18, "CNVD漏洞周报2018年第6期");
  pdf_maker_wrap (maker, 60, 80, 470, VULNERABILITIES SAFETY);
  pdf = pdf_maker_finish (maker);
  extraction = read_pdf (pdf);

  g_assert_cmpstr (zb_copy_status_to_string (extraction->bulletin->status), ==, "other-series");
  g_assert_cmpuint (extraction->bulletin->figures->len, ==, 0);
}

/* Given a file that cannot be read, then the bulletin is unreadable, and says why. */
static void
test_unreadable (void)
{
  g_autoptr(GBytes) pdf = g_bytes_new_static ("%PDF-1.7 and no more", 20);
  g_autoptr(ZbExtraction) extraction = read_pdf (pdf);

  g_assert_cmpstr (zb_copy_status_to_string (extraction->bulletin->status), ==, "unreadable");
  g_assert_nonnull (strstr (extraction->bulletin->reason, "cut off"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pdf-figures/one-column", test_one_column);
  g_test_add_func ("/pdf-figures/two-columns", test_two_columns);
  g_test_add_func ("/pdf-figures/pictures", test_pictures);
  g_test_add_func ("/pdf-figures/scanned", test_scanned);
  g_test_add_func ("/pdf-figures/other-series", test_other_series);
  g_test_add_func ("/pdf-figures/unreadable", test_unreadable);
  return g_test_run ();
}
