/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "document/zb-document.h"
#include "page-fixture.h"
#include "pdf-fixture.h"

/* Well-formed pages, made as a word processor makes them. */

#define SENTENCE_1 \
  "甲乙丙丁戊己庚辛壬癸，子丑寅卯辰巳午未申酉戌亥，天地玄黄宇宙洪荒，日月盈昃辰宿列张，寒来暑往秋收冬藏，" \
  "这一段文字是为测试写的，其中的数字有1234个，长得足够排成好几行。"
#define SENTENCE_2 \
  "第二段文字说的是另一件事，它也长得足够排成好几行，其中的数字有5678个，CNCERT这样的词也在里面，" \
  "还有网址和百分数61.8%，末尾的数字是90个。"

static ZbDocument *
read_pdf (GBytes *pdf)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) documents = zb_document_read (pdf, "weekly.pdf", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (documents->len, ==, 1);
  return zb_document_ref (g_ptr_array_index (documents, 0));
}

static void
assert_outline (GBytes     *pdf,
                const char *expected)
{
  g_autoptr(ZbDocument) document = read_pdf (pdf);
  g_autofree char *outline = page_dup_outline (document);

  g_assert_cmpstr (outline, ==, expected);
}

/* Given headings and two wrapped paragraphs, then they are that. */
static void
test_one_column (void)
{
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autoptr(GBytes) pdf = NULL;
  double y;

  pdf_maker_show_bold (maker, 60, 100, 16, "第一个标题");
  y = pdf_maker_wrap (maker, 60, 120, 300, "　　" SENTENCE_1);
  pdf_maker_wrap (maker, 60, y, 300, "　　" SENTENCE_2);
  pdf_maker_show_bold (maker, 60, 400, PDF_SIZE, "粗体的标题");
  pdf_maker_wrap (maker, 60, 410, 300, SENTENCE_2);
  pdf = pdf_maker_finish (maker);

  assert_outline (pdf, "h1 第一个标题\np " SENTENCE_1 "\np " SENTENCE_2 "\nh2 粗体的标题\np " SENTENCE_2 "\n");
}

/* Given two columns below a line across the page, then the left one is read first, and a sentence
 * that goes on at the top of the right one is whole. */
static void
test_two_columns (void)
{
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autoptr(GBytes) pdf = NULL;
  guint n;

  pdf_maker_show_bold (maker, 60, 80, 16, "跨越两栏的一个标题写在这里它很长很长");
  n = pdf_maker_flow (maker, 60, 100, 230, 0, 3, SENTENCE_1);
  pdf_maker_flow (maker, 310, 100, 230, n, 100, SENTENCE_1);
  pdf_maker_wrap (maker, 310, 160, 230, "　　" SENTENCE_2);
  pdf = pdf_maker_finish (maker);

  assert_outline (pdf, "h1 跨越两栏的一个标题写在这里它很长很长\np " SENTENCE_1 "\np " SENTENCE_2 "\n");
}

static void
draw_frame (PdfMaker   *maker,
            const char *number)
{
  pdf_maker_show (maker, 60, 40, 9, "某某中心");
  pdf_maker_show (maker, 450, 40, 9, "每周简报");
  pdf_maker_show (maker, 290, 810, 9, number);
}

/* Given running titles and page numbers on three pages, and a sentence across a page's end, then
 * those are gone and this is whole. */
static void
test_pages (void)
{
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autoptr(GBytes) pdf = NULL;
  double y;
  guint n;

  draw_frame (maker, "- 1 -");
  y = pdf_maker_wrap (maker, 60, 650, 470, SENTENCE_2);
  n = pdf_maker_flow (maker, 60, y, 470, 0, 2, SENTENCE_1);
  pdf_maker_page (maker);
  draw_frame (maker, "- 2 -");
  pdf_maker_flow (maker, 60, 60, 470, n, 100, SENTENCE_1);
  pdf_maker_page (maker);
  draw_frame (maker, "- 3 -");
  pdf_maker_wrap (maker, 60, 60, 470, SENTENCE_2);
  pdf = pdf_maker_finish (maker);

  assert_outline (pdf, "p " SENTENCE_2 "\np " SENTENCE_1 "\np " SENTENCE_2 "\n");
}

/* Given cells in rows, one of them empty, then they are a table's rows. */
static void
test_table (void)
{
  static const char *const cells[][3] = {
    { "指标", "本周", "变化" },
    { "被篡改网站", "5460", "" },
    { "被植入后门网站", "1764", "下降" },
  };
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autoptr(GBytes) pdf = NULL;

  pdf_maker_wrap (maker, 60, 100, 470, SENTENCE_1);
  for (guint row = 0; row < G_N_ELEMENTS (cells); row++)
    for (guint cell = 0; cell < 3; cell++)
      pdf_maker_show (maker, 80 + cell * 150, 220 + row * 20, PDF_SIZE, cells[row][cell]);
  pdf_maker_wrap (maker, 60, 300, 470, SENTENCE_2);
  pdf = pdf_maker_finish (maker);

  assert_outline (pdf, "p " SENTENCE_1 "\ntr 指标|本周|变化\ntr 被篡改网站|5460\ntr 被植入后门网站|1764|下降\np " SENTENCE_2 "\n");
}

/* Given a picture's labels beside a paragraph, then no sentence has them. */
static void
test_labels (void)
{
  static const char *const labels[] = { "120", "90", "60", "30", "广东省" };
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(ZbDocument) document = NULL;
  g_autofree char *outline = NULL;

  pdf_maker_wrap (maker, 60, 100, 250, SENTENCE_1);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    pdf_maker_show (maker, 340, 108 + i * 23, 7, labels[i]);
  pdf_maker_show (maker, 400, 120, 7, "浙江省");
  pdf_maker_wrap (maker, 60, 300, 470, SENTENCE_2);
  pdf = pdf_maker_finish (maker);
  document = read_pdf (pdf);
  outline = page_dup_outline (document);

  g_assert_nonnull (strstr (outline, "p " SENTENCE_1 "\n"));
  g_assert_nonnull (strstr (outline, "p " SENTENCE_2 "\n"));
  g_assert_nonnull (strstr (outline, "广东省"));
}

/* Given bullets and links, then items of a list that lead there. */
static void
test_links (void)
{
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(ZbDocument) document = NULL;
  g_autofree char *outline = NULL;
  const ZbBlock *block;
  const ZbRun *run;

  pdf_maker_wrap (maker, 60, 100, 470, SENTENCE_1);
  for (guint i = 0; i < 2; i++)
    {
      pdf_maker_show (maker, 60, 200 + i * 16, PDF_SIZE, "●");
      pdf_maker_link (maker, 72, 200 + i * 16, i == 0 ? "第一条" : "第二条",
                      i == 0 ? "http://one.example/s?a=1&b=2#rd" : "javascript:x");
    }
  pdf = pdf_maker_finish (maker);
  document = read_pdf (pdf);
  outline = page_dup_outline (document);

  g_assert_cmpstr (outline, ==, "p " SENTENCE_1 "\nli 第一条\nli 第二条\n");
  block = g_ptr_array_index (document->blocks, 1);
  run = g_ptr_array_index (block->runs, 0);
  g_assert_cmpstr (run->link, ==, "http://one.example/s?a=1&b=2#rd");
  block = g_ptr_array_index (document->blocks, 2);
  run = g_ptr_array_index (block->runs, 0);
  g_assert_null (run->link);
}

/* Given an issue and its week on one line of the front page, which reaches no margin, then a sentence
 * further down is not its other half. */
static void
test_front_page (void)
{
  PdfMaker *maker = pdf_maker_new (NULL);
  g_autoptr(GBytes) pdf = NULL;
  double y;

  pdf_maker_show (maker, 165, 90, 24, "网络安全信息与动态周报");
  pdf_maker_show (maker, 220, 140, PDF_SIZE, "2012年第17期 4月23日-4月29日");
  pdf_maker_show_bold (maker, 60, 190, 16, "一、本周网络安全基本态势");
  y = pdf_maker_wrap (maker, 60, 210, 470, "　　" SENTENCE_1);
  pdf_maker_show (maker, 60 + 2 * PDF_SIZE, y + 2 * PDF_SIZE, PDF_SIZE, "只有一行的一句话写在这里，说的是甲乙丙丁戊己庚辛。");
  pdf_maker_wrap (maker, 60, y + 3 * PDF_SIZE, 470, "　　" SENTENCE_2);
  pdf = pdf_maker_finish (maker);

  assert_outline (pdf, "h1 网络安全信息与动态周报2012年第17期（4月23日-4月29日）\n"
                       "h2 一、本周网络安全基本态势\np " SENTENCE_1 "\n"
                       "p 只有一行的一句话写在这里，说的是甲乙丙丁戊己庚辛。\np " SENTENCE_2 "\n");
}

/* Given the name in large letters, and the issue and the week elsewhere, then they are one title. */
static void
test_title (void)
{
  PdfMaker *maker = pdf_maker_new ("Microsoft Word - 周报.doc");
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(ZbDocument) document = NULL;
  g_autofree char *outline = NULL;

  pdf_maker_show (maker, 60, 60, 9, "国家互联网应急中心");
  pdf_maker_show_bold (maker, 130, 100, 26, "网络安全信息与动态周报");
  pdf_maker_show (maker, 70, 130, 12, "2018年第6期");
  pdf_maker_show (maker, 420, 130, 12, "2月5日-2月11日");
  pdf_maker_wrap (maker, 60, 160, 470, SENTENCE_1);
  pdf = pdf_maker_finish (maker);
  document = read_pdf (pdf);
  outline = page_dup_outline (document);

  g_assert_cmpstr (document->title, ==, "网络安全信息与动态周报2018年第6期（2月5日-2月11日）");
  g_assert_cmpstr (document->account, ==, "国家互联网应急中心");
  g_assert_null (document->url);
  g_assert_cmpint (document->refusal, ==, ZB_REFUSAL_NONE);
  g_assert_cmpstr (outline, ==, "h1 网络安全信息与动态周报2018年第6期（2月5日-2月11日）\np " SENTENCE_1 "\n");
}

/* Given pages that do not name the series, then the title in the head is the title. */
static void
test_title_of_head (void)
{
  PdfMaker *maker = pdf_maker_new ("Microsoft Word - 另一份周报.doc");
  g_autoptr(GBytes) pdf = NULL;
  g_autoptr(ZbDocument) document = NULL;

  pdf_maker_wrap (maker, 60, 160, 470, SENTENCE_1);
  pdf = pdf_maker_finish (maker);
  document = read_pdf (pdf);

  g_assert_cmpstr (document->title, ==, "另一份周报");
  g_assert_null (document->account);
}

/* Given pictures and no more text than a stamp, then it is a text that was scanned. */
static void
test_scanned (void)
{
  for (guint with_stamp = 0; with_stamp < 2; with_stamp++)
    {
      PdfMaker *maker = pdf_maker_new (NULL);
      g_autoptr(GBytes) pdf = NULL;
      g_autoptr(ZbDocument) document = NULL;

      pdf_maker_picture (maker, 0, 0, PDF_WIDTH, PDF_HEIGHT);
      if (with_stamp)
        pdf_maker_show (maker, 400, 830, 8, "扫描全能王");
      pdf = pdf_maker_finish (maker);
      document = read_pdf (pdf);

      g_assert_cmpint (document->refusal, ==, ZB_REFUSAL_SCANNED);
    }
}

/* Given fonts that are named but not in the file, as in the PDFs of 2010, then the tables of Chinese
 * character sets tell what their numbers mean. */
static void
test_fonts_elsewhere (void)
{
  /* 周报数字有1234个 in GBK */
  g_autofree char *content = pdf_dup_stream ("", "BT /F1 12 Tf 60 700 Td <D6DCB1A8CAFDD7D6D3D031323334B8F6> Tj ET");
  g_autoptr(GBytes) pdf = pdf_from_objects (
    "", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    content,
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [6 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
    "/Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 7 0 R >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
    "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
    NULL);

  /* Those tables make full-width letters of narrow ones. */
  assert_outline (pdf, "p 周报数字有１２３４个\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pdf/one-column", test_one_column);
  g_test_add_func ("/pdf/two-columns", test_two_columns);
  g_test_add_func ("/pdf/pages", test_pages);
  g_test_add_func ("/pdf/table", test_table);
  g_test_add_func ("/pdf/labels", test_labels);
  g_test_add_func ("/pdf/links", test_links);
  g_test_add_func ("/pdf/front-page", test_front_page);
  g_test_add_func ("/pdf/title", test_title);
  g_test_add_func ("/pdf/title-of-head", test_title_of_head);
  g_test_add_func ("/pdf/scanned", test_scanned);
  g_test_add_func ("/pdf/fonts-elsewhere", test_fonts_elsewhere);
  return g_test_run ();
}
