/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <string.h>

#include "document/zb-pdf-layout.h"
#include "document/zb-pdf-records.h"
#include "page-fixture.h"

/* Pages that are told piece by piece, without a PDF. Han letters are as wide as they are large, others
 * half as wide. */

#define U ZB_PDF_UNITS_PER_POINT
#define SIZE 10
#define LEADING 16

static ZbPdfRecords *
new_records (guint n_pages)
{
  ZbPdfRecords *records = zb_pdf_records_new ();
  ZbPdfPage page = { 595 * U, 842 * U, 0 };

  for (guint i = 0; i < n_pages; i++)
    zb_pdf_records_add_page (records, &page);
  return records;
}

static int
get_width (const char *text,
           int         size)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? size * 2 : size;
  return width * U / 2;
}

/* Adds words in letters of @size whose base line is about @y, in points; each on a line of its own. */
static void
say_sized (ZbPdfRecords *records,
           guint         page,
           int           x,
           int           y,
           int           size,
           gboolean      bold,
           const char   *text)
{
  ZbPdfPiece piece = {
    .page = page,
    .line = records->pieces->len,
    .box = { x * U, y * U - size * 85, x * U + get_width (text, size), y * U + size * 20 },
    .size = size * U,
    .bold = bold,
    .text = (char *) text,
  };

  zb_pdf_records_add_piece (records, &piece);
}

static void
say (ZbPdfRecords *records,
     guint         page,
     int           x,
     int           y,
     const char   *text)
{
  say_sized (records, page, x, y, SIZE, FALSE, text);
}

static char *
dup_outline (ZbPdfRecords *records)
{
  g_autoptr(ZbDocument) document = zb_pdf_layout_read (records);

  return page_dup_outline (document);
}

static void
assert_outline (ZbPdfRecords *records,
                const char   *expected)
{
  g_autofree char *outline = dup_outline (records);

  g_assert_cmpstr (outline, ==, expected);
}

/* Lines of 20 Han letters, the last one with a full stop. */
#define FULL_A "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
#define FULL_B "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"
#define END_C "秋收冬藏。"

/* Given lines that end within a number or a word, then both come out whole, and words apart. */
static void
test_line_ends (void)
{
  static const struct { const char *first, *second, *joined; } ends[] = {
    { "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳共有12", "34个。", "共有1234个。" },
    { "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳约28.", "1万个。", "约28.1万个。" },
    { "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳约28", ".1万个。", "约28.1万个。" },
    { "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳有1,0", "39个。", "有1,039个。" },
    { "甲乙丙丁戊己庚辛壬癸子丑寅卯辰占61.8", "%。", "占61.8%。" },
    { "甲乙丙丁戊己庚辛壬癸子丑寅卯辰由CNCERT", "协调。", "由CNCERT协调。" },
    { "甲乙丙丁戊己庚辛壬癸子丑寅卯辰由CNCERT", "CNVD协调。", "由CNCERT CNVD协调。" },
    { "甲乙丙丁戊己庚辛壬癸见http://a.example/", "list?type=4。", "见http://a.example/list?type=4。" },
    { "甲乙丙丁戊己庚辛壬癸见http://a.example/li", "st?type=4。", "见http://a.example/list?type=4。" },
    { "the defaced government websites totaled", "1,039 this week.", "totaled 1,039 this week." },
    { "the government websites counted in 2013,", "112 of them, were.", "in 2013, 112 of them, were." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr(ZbPdfRecords) records = new_records (1);
      g_autofree char *outline = NULL;

      say (records, 0, 60, 100, FULL_A);
      say (records, 0, 60, 100 + LEADING, ends[i].first);
      say (records, 0, 60, 100 + LEADING * 2, ends[i].second);
      outline = dup_outline (records);

      g_test_message ("%s", outline);
      g_assert_nonnull (strstr (outline, ends[i].joined));
    }
}

/* Given a blank between letters as wide as a stretched line's, then it is one only where there was one. */
static void
test_blanks (void)
{
  /* A tenth, a quarter and a whole of a letter's size. */
  g_assert_false (zb_pdf_needs_blank ('1', '2', 10, 100));
  g_assert_true (zb_pdf_needs_blank ('1', '2', 25, 100));
  g_assert_false (zb_pdf_needs_blank (0x6709, '1', 25, 100));
  g_assert_false (zb_pdf_needs_blank (0x6709, 0x6709, 25, 100));
  g_assert_true (zb_pdf_needs_blank (0x6709, 0x6709, 100, 100));
  g_assert_false (zb_pdf_needs_blank ('a', 'b', 10, 100));
  g_assert_true (zb_pdf_needs_blank ('a', 'b', 25, 100));
}

/* Given paragraphs with their first lines further in, or with gaps between them, then they are apart. */
static void
test_paragraphs (void)
{
  g_autoptr(ZbPdfRecords) indented = new_records (1);
  g_autoptr(ZbPdfRecords) spaced = new_records (1);

  say (indented, 0, 80, 100, "庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地");
  say (indented, 0, 60, 116, FULL_A);
  say (indented, 0, 60, 132, FULL_B);
  say (indented, 0, 80, 148, "庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地");
  say (indented, 0, 60, 164, END_C);
  assert_outline (indented, "p 庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地" FULL_A FULL_B "\n"
                            "p 庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地" END_C "\n");

  say (spaced, 0, 60, 100, FULL_A);
  say (spaced, 0, 60, 116, "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑。");
  say (spaced, 0, 60, 142, FULL_A);
  say (spaced, 0, 60, 158, FULL_B);
  say (spaced, 0, 60, 174, END_C);
  assert_outline (spaced, "p " FULL_A "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑。\np " FULL_A FULL_B END_C "\n");
}

/* Given text that flows around a picture, with narrow lines beside it, then it is one paragraph. */
static void
test_text_around_a_picture (void)
{
  g_autoptr(ZbPdfRecords) records = new_records (1);

  say (records, 0, 60, 100, "甲乙丙丁戊己庚辛壬癸子丑");
  say (records, 0, 60, 116, "天地玄黄宇宙洪荒日月盈昃");
  say (records, 0, 60, 132, "辰宿列张寒来暑往秋收冬藏");
  say (records, 0, 60, 148, FULL_A "戌亥天地");
  say (records, 0, 60, 164, FULL_B "秋收冬藏");
  say (records, 0, 60, 180, END_C);

  assert_outline (records, "p 甲乙丙丁戊己庚辛壬癸子丑天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏" FULL_A "戌亥天地" FULL_B
                           "秋收冬藏" END_C "\n");
}

/* Given a column that ends within a sentence, and labels of a picture before the next one begins, then
 * the sentence is whole and has no label. */
static void
test_sentence_over_columns (void)
{
  g_autoptr(ZbPdfRecords) records = new_records (1);
  g_autofree char *outline = NULL;

  for (guint i = 0; i < 6; i++)
    say (records, 0, 60, 400 + (int) i * LEADING, i % 2 == 0 ? FULL_A : FULL_B);
  say (records, 0, 300, 100, "120");
  say (records, 0, 330, 130, "广东");
  say (records, 0, 300, 160, "80");
  say (records, 0, 290, 400, "宇宙洪荒日月盈昃辰宿列张寒来暑往天地玄黄");
  say (records, 0, 290, 416, FULL_B);
  say (records, 0, 290, 432, END_C);
  outline = dup_outline (records);

  g_assert_nonnull (strstr (outline, "p " FULL_A FULL_B FULL_A FULL_B FULL_A FULL_B
                                     "宇宙洪荒日月盈昃辰宿列张寒来暑往天地玄黄" FULL_B END_C "\n"));
  g_assert_nonnull (strstr (outline, "p 广东\n"));
}

/* Given the last word of a sentence alone on the next page, then it is not lost. */
static void
test_sentence_over_pages (void)
{
  g_autoptr(ZbPdfRecords) records = new_records (2);

  say (records, 0, 60, 700, FULL_A);
  say (records, 0, 60, 716, FULL_B);
  say (records, 0, 60, 732, FULL_A);
  say (records, 0, 60, 748, "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳共有12");
  say (records, 1, 60, 100, "34个。");
  say (records, 1, 60, 130, FULL_B);
  say (records, 1, 60, 146, END_C);

  assert_outline (records, "p " FULL_A FULL_B FULL_A "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳共有1234个。\np " FULL_B END_C "\n");
}

/* Given a heading at the end of a column of text, then the next page does not go on with it. */
static void
test_heading_at_the_end (void)
{
  g_autoptr(ZbPdfRecords) records = new_records (2);

  say (records, 0, 60, 700, FULL_A);
  say (records, 0, 60, 716, FULL_B);
  say (records, 0, 60, 732, END_C);
  say (records, 0, 60, 748, "本周网站安全情况");
  say (records, 1, 60, 100, FULL_A);
  say (records, 1, 60, 116, FULL_B);
  say (records, 1, 60, 132, END_C);

  assert_outline (records, "p " FULL_A FULL_B END_C "\np 本周网站安全情况\np " FULL_A FULL_B END_C "\n");
}

/* Given headings by size, by bold letters and by numbers, then each is one, and no part of the text. */
static void
test_headings (void)
{
  g_autoptr(ZbPdfRecords) records = new_records (1);

  say_sized (records, 0, 60, 80, 18, FALSE, "最大的标题");
  say_sized (records, 0, 60, 110, 14, FALSE, "较大的标题");
  say (records, 0, 60, 140, FULL_A);
  say (records, 0, 60, 156, END_C);
  say_sized (records, 0, 60, 172, SIZE, TRUE, "粗体的标题");
  say (records, 0, 60, 188, FULL_A);
  say (records, 0, 60, 204, END_C);
  say (records, 0, 60, 220, "二、编号的标题");
  say (records, 0, 60, 236, END_C);
  say (records, 0, 60, 252, "1、编号的条目");
  say (records, 0, 60, 268, "2、编号的条目");

  assert_outline (records, "h1 最大的标题\nh2 较大的标题\np " FULL_A END_C "\nh3 粗体的标题\np " FULL_A END_C
                           "\nh3 二、编号的标题\np " END_C "\np 1、编号的条目\np 2、编号的条目\n");
}

/* Given bullets, some apart from their words, whose further lines hang below these, then they are items. */
static void
test_list (void)
{
  g_autoptr(ZbPdfRecords) records = new_records (1);

  say (records, 0, 60, 100, "●");
  say (records, 0, 80, 100, FULL_A);
  say (records, 0, 80, 116, END_C);
  say (records, 0, 60, 132, "\xef\x81\xac");
  say (records, 0, 80, 132, "第二条");
  say (records, 0, 60, 148, "●第三条");

  assert_outline (records, "li " FULL_A END_C "\nli 第二条\nli 第三条\n");
}

/* Given a title in letters far apart, or drawn twice, then its words are read once and whole. */
static void
test_spaced_letters (void)
{
  static const char *const letters[] = { "网", "络", "安", "全", "周", "报" };
  g_autoptr(ZbPdfRecords) records = new_records (1);

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    say_sized (records, 0, 60 + (int) i * 50, 80, 24, FALSE, letters[i]);
  say_sized (records, 0, 60, 120, 16, FALSE, "有影子的标题");
  say_sized (records, 0, 61, 121, 16, FALSE, "有影子的标题");
  say (records, 0, 60, 160, FULL_A);
  say (records, 0, 60, 176, END_C);

  assert_outline (records, "h1 网络安全周报\nh2 有影子的标题\np " FULL_A END_C "\n");
}

/* Given rows that are alike on every page, then those are no text; but a sentence, and the first row of
 * a table, are. */
static void
test_frame (void)
{
  g_autoptr(ZbPdfRecords) records = new_records (3);
  g_autofree char *outline = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("第%u页 共3页", i + 1);
      g_autofree char *cell = g_strdup_printf ("%u", 100 + 7 * i * i);

      say_sized (records, i, 60, 40, 9, FALSE, "周报2018年第6期");
      say (records, i, 100, 60, cell);
      say (records, i, 200, 60, cell);
      say (records, i, 60, 110, FULL_A);
      say (records, i, 60, 126, END_C);
      say_sized (records, i, 280, 820, 9, FALSE, number);
    }
  outline = dup_outline (records);

  g_assert_null (strstr (outline, "周报"));
  g_assert_null (strstr (outline, "页"));
  g_assert_nonnull (strstr (outline, "100"));
  g_assert_nonnull (strstr (outline, "107"));
  g_assert_nonnull (strstr (outline, "128"));
}

/* Given one page with its number at the foot, then that is no text. */
static void
test_single_page_number (void)
{
  g_autoptr(ZbPdfRecords) records = new_records (1);

  say (records, 0, 60, 110, FULL_A);
  say (records, 0, 60, 126, END_C);
  say_sized (records, 0, 290, 820, 9, FALSE, "- 1 -");

  assert_outline (records, "p " FULL_A END_C "\n");
}

/* Given cells of different widths, and two columns of text below, then the former are rows and the
 * latter are not. */
static void
test_table_and_columns (void)
{
  g_autoptr(ZbPdfRecords) records = new_records (1);

  say (records, 0, 60, 100, "指标");
  say (records, 0, 200, 100, "本周");
  say (records, 0, 300, 100, "环比");
  say (records, 0, 60, 120, "高危漏洞");
  say (records, 0, 200, 120, "17个");
  say (records, 0, 60, 140, "中危漏洞");
  say (records, 0, 200, 140, "23个");
  say (records, 0, 300, 140, "持平");
  for (int i = 0; i < 3; i++)
    {
      say (records, 0, 60, 200 + i * LEADING, i == 2 ? END_C : FULL_A);
      say (records, 0, 290, 200 + i * LEADING, i == 2 ? END_C : FULL_B);
    }

  assert_outline (records, "tr 指标|本周|环比\ntr 高危漏洞|17个\ntr 中危漏洞|23个|持平\n"
                           "p " FULL_A FULL_A END_C "\np " FULL_B FULL_B END_C "\n");
}

/* Given a gap that is wide for one within a line, then its neighbours tell whether it is one. */
static void
test_doubtful_gap (void)
{
  g_autoptr(ZbPdfRecords) within = new_records (1);
  g_autoptr(ZbPdfRecords) between = new_records (1);

  say (within, 0, 60, 100, FULL_A);
  say (within, 0, 60, 116, "标题");
  say (within, 0, 90, 116, "正文正文正文正文正文正文正文正文正");
  say (within, 0, 60, 132, FULL_A);
  say (within, 0, 60, 148, END_C);
  assert_outline (within, "p " FULL_A "标题 正文正文正文正文正文正文正文正文正" FULL_A END_C "\n");

  for (int i = 0; i < 4; i++)
    {
      say (between, 0, 60, 100 + i * LEADING, i == 3 ? END_C : FULL_A);
      say (between, 0, 270, 100 + i * LEADING, i == 3 ? END_C : FULL_B);
    }
  assert_outline (between, "p " FULL_A FULL_A FULL_A END_C "\np " FULL_B FULL_B FULL_B END_C "\n");
}

static void
assert_title (ZbPdfRecords *records,
              const char   *expected)
{
  g_autoptr(ZbDocument) document = NULL;

  for (guint i = 0; i < records->pages->len; i++)
    {
      say (records, i, 60, 300, FULL_A);
      say (records, i, 60, 316, FULL_B);
      say (records, i, 60, 332, "见《网络安全信息与动态周报》。");
    }
  document = zb_pdf_layout_read (records);
  g_test_message ("%s", expected);
  g_assert_cmpstr (document->title, ==, expected);
}

/* Given all the ways in which a first page tells what it is, then the title is always the same. */
static void
test_titles (void)
{
  static const char title[] = "网络安全信息与动态周报2018年第6期（2月5日-2月11日）";
  g_autoptr(ZbPdfRecords) one_line = new_records (1);
  g_autoptr(ZbPdfRecords) two_lines = new_records (1);
  g_autoptr(ZbPdfRecords) no_year = new_records (1);
  g_autoptr(ZbPdfRecords) in_table = new_records (1);
  g_autoptr(ZbPdfRecords) in_frame = new_records (2);
  g_autoptr(ZbPdfRecords) with_total = new_records (1);
  g_autoptr(ZbPdfRecords) without_week = new_records (1);

  say_sized (one_line, 0, 60, 80, 18, TRUE, "网络安全信息与动态周报2018年第6期（2月5日-2月11日）");
  assert_title (one_line, title);

  say_sized (two_lines, 0, 100, 80, 30, TRUE, "网络安全信息");
  say_sized (two_lines, 0, 100, 120, 30, TRUE, "与动态周报");
  say (two_lines, 0, 60, 160, "2018 年第 6 期");
  say (two_lines, 0, 400, 160, "2月5日-2月11日");
  assert_title (two_lines, title);

  say_sized (no_year, 0, 100, 80, 30, TRUE, "网络安全信息与动态周报");
  say (no_year, 0, 60, 120, "第6期");
  say (no_year, 0, 400, 120, "2018年2月5日-2月11日");
  assert_title (no_year, "网络安全信息与动态周报2018年第6期（2018年2月5日-2月11日）");

  say (in_table, 0, 60, 80, "国家互联网应急中心");
  say (in_table, 0, 300, 80, "网络安全信息与动态周报");
  say (in_table, 0, 60, 100, "2018年第6期");
  say (in_table, 0, 300, 100, "2月5日-2月11日");
  assert_title (in_table, title);

  for (guint i = 0; i < 2; i++)
    {
      say_sized (in_frame, i, 60, 40, 9, FALSE, "网络安全信息与动态周报");
      say_sized (in_frame, i, 400, 40, 9, FALSE, "2018年第6期（2月5日-2月11日）");
    }
  assert_title (in_frame, title);

  say_sized (with_total, 0, 100, 80, 30, TRUE, "网络安全信息与动态周报");
  say (with_total, 0, 60, 120, "2018年第6期（总第358期）");
  say (with_total, 0, 400, 120, "2月5日-2月11日");
  assert_title (with_total, title);

  say_sized (without_week, 0, 60, 80, 18, TRUE, "网络安全信息与动态周报");
  say (without_week, 0, 60, 120, "2018年第14期");
  assert_title (without_week, "网络安全信息与动态周报2018年第14期");
}

/* Given records as the program writes them, when they are read, then they are the same. */
static void
test_records_come_back (void)
{
  g_autoptr(GString) output = g_string_new (NULL);
  g_autoptr(ZbPdfRecords) records = NULL;
  ZbPdfPage page = { 59500, 84200, 2 };
  ZbPdfPiece piece = { .line = 7, .box = { -5, 10, 1000, 1100 }, .size = 1050, .bold = TRUE, .text = (char *) "甲\t乙\n丙\xff" };
  const ZbPdfPiece *read;

  zb_pdf_write_head (output, 1, "标\n题");
  zb_pdf_write_page (output, &page);
  zb_pdf_write_link (output, "http://a.example/?b");
  zb_pdf_write_piece (output, &piece, 1);
  zb_pdf_write_end (output, FALSE);
  records = zb_pdf_records_parse (output->str, output->len);

  g_assert_nonnull (records);
  g_assert_cmpstr (records->title, ==, "标 题");
  g_assert_cmpuint (records->n_pages, ==, 1);
  g_assert_cmpint (g_array_index (records->pages, ZbPdfPage, 0).width, ==, 59500);
  g_assert_cmpuint (g_array_index (records->pages, ZbPdfPage, 0).n_pictures, ==, 2);
  read = g_ptr_array_index (records->pieces, 0);
  g_assert_cmpstr (read->text, ==, "甲 乙 丙\xef\xbf\xbd");
  g_assert_cmpstr (read->link, ==, "http://a.example/?b");
  g_assert_cmpint (read->box.x0, ==, -5);
  g_assert_cmpint (read->size, ==, 1050);
  g_assert_true (read->bold);
}

/* Given what the program would never write, then it is not taken for records. */
static void
test_records_refused (void)
{
  static const char *const refused[] = {
    "", "\n", "end\t0", "end\t2\n", "end\t0\nend\t0\n", "page\t1\t1\n end\t0\n", "nothing\t1\nend\t0\n",
    "text\t0\t0\t0\t1\t1\t1\t0\t0\ta\nend\t0\n",
    "page\t1\t1\t0\ntext\t0\t0\t0\t1\t1\t1\t0\t1\ta\nend\t0\n",
    "page\t1\t1\t0\ntext\t0\t0\t0\t1\t1\t0\t0\t0\ta\nend\t0\n",
    "page\t1\t1\t0\ntext\t0\t9\t0\t1\t1\t1\t0\t0\ta\nend\t0\n",
    "page\t1\t1\t0\ntext\t0\t0\t0\t1\t99999999\t1\t0\t0\ta\nend\t0\n",
    "page\t1\t1\t0\ntext\t0\t0\t0\t1\t1\t1\t0\t0\t\nend\t0\n",
    "page\t1\t1\t0\ntext\t0\t0\t0\t1\t1\t1\t0\t0\t\xff\nend\t0\n",
    "page\t1\t1\t0\ntext\t0\t0\t0\t1\t1\t1\t0\t0\ta\rb\nend\t0\n", "head\t1\t\x1b[1m\nend\t0\n",
    "page\t1e3\t1\t0\nend\t0\n", "page\t-1\t1\t0\nend\t0\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_null (zb_pdf_records_parse (refused[i], strlen (refused[i])));
  g_assert_null (zb_pdf_records_parse ("end\t0\n\0", 7));
}

/* Given pages of pieces anywhere, of any size and over each other, then there is a document. */
static void
test_anything (void)
{
  static const char *const words[] = { "甲", "●", "12", "1.", "（一）", "word", "网络安全信息与动态周报", "第6期", "。", "，" };

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr(ZbPdfRecords) records = new_records ((guint) g_test_rand_int_range (1, 4));
      int n = g_test_rand_int_range (0, 60);

      for (int i = 0; i < n; i++)
        {
          int x0 = g_test_rand_int_range (-100000, 100000);
          int y0 = g_test_rand_int_range (-100000, 100000);
          ZbPdfPiece piece = {
            .page = (guint) g_test_rand_int_range (0, (int) records->pages->len),
            .line = (guint) g_test_rand_int_range (0, 10),
            .box = { x0, y0, x0 + g_test_rand_int_range (0, 90000), y0 + g_test_rand_int_range (0, 90000) },
            .size = g_test_rand_bit () ? 1000 : g_test_rand_int_range (1, ZB_PDF_MAX_LENGTH),
            .bold = g_test_rand_bit (),
            .text = (char *) words[g_test_rand_int_range (0, G_N_ELEMENTS (words))],
          };

          zb_pdf_records_add_piece (records, &piece);
        }
      g_free (dup_outline (records));
    }
}

/* Given as many pieces as there may be, all on one line, all in one place, or all in one column of a
 * page, then they are read like others. */
static void
test_most_pieces (void)
{
  static const int steps[][2] = { { 3, 0 }, { 0, 0 }, { 0, 3 }, { 3, 3 } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr(ZbPdfRecords) records = new_records (1);
      g_autofree char *outline = NULL;

      for (int k = 0; k < ZB_PDF_MAX_PIECES; k++)
        {
          ZbPdfPiece piece = {
            .line = (guint) k,
            .box = { k * steps[i][0], k * steps[i][1], k * steps[i][0] + 2, k * steps[i][1] + 2 },
            .size = 2,
            .text = (char *) (k % 2 == 0 ? "甲" : "1"),
          };

          zb_pdf_records_add_piece (records, &piece);
        }
      outline = dup_outline (records);
      g_assert_nonnull (strstr (outline, "甲"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/pdf-layout/line-ends", test_line_ends);
  g_test_add_func ("/pdf-layout/blanks", test_blanks);
  g_test_add_func ("/pdf-layout/paragraphs", test_paragraphs);
  g_test_add_func ("/pdf-layout/text-around-a-picture", test_text_around_a_picture);
  g_test_add_func ("/pdf-layout/sentence-over-columns", test_sentence_over_columns);
  g_test_add_func ("/pdf-layout/sentence-over-pages", test_sentence_over_pages);
  g_test_add_func ("/pdf-layout/heading-at-the-end", test_heading_at_the_end);
  g_test_add_func ("/pdf-layout/headings", test_headings);
  g_test_add_func ("/pdf-layout/list", test_list);
  g_test_add_func ("/pdf-layout/spaced-letters", test_spaced_letters);
  g_test_add_func ("/pdf-layout/frame", test_frame);
  g_test_add_func ("/pdf-layout/single-page-number", test_single_page_number);
  g_test_add_func ("/pdf-layout/table-and-columns", test_table_and_columns);
  g_test_add_func ("/pdf-layout/doubtful-gap", test_doubtful_gap);
  g_test_add_func ("/pdf-layout/titles", test_titles);
  g_test_add_func ("/pdf-layout/records-come-back", test_records_come_back);
  g_test_add_func ("/pdf-layout/records-refused", test_records_refused);
  g_test_add_func ("/pdf-layout/anything", test_anything);
  g_test_add_func ("/pdf-layout/most-pieces", test_most_pieces);
  return g_test_run ();
}
