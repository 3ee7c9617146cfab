/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "library-fixture.h"

#include <string.h>

#include "chart/zb-chart-pages.h"
#include "paper/zb-issue-paper.h"

/* An issue on pages: what stands on them, and where. The pages are read by poppler's own program. */

#define LAST_WORDS "这是最后一句话。"

/* What the margins leave, in points, and what letters may stand out. */
#define MIN_X (ZB_CHART_PAGES_MARGIN * ZB_CHART_POINTS_PER_PIXEL - 1)
#define MAX_X ((ZB_CHART_PAGES_MARGIN + ZB_CHART_PAGES_WIDTH) * ZB_CHART_POINTS_PER_PIXEL + 1)
#define MAX_Y (ZB_CHART_PAGES_PAGE_HEIGHT * ZB_CHART_POINTS_PER_PIXEL - 20)

typedef struct {
  Fixture    files;
  ZbLibrary *library;
  ZbDetail  *detail;
} Paper;

/* Given a week with a text, and a note of the user. */
static void
set_up (Paper        *self,
        gconstpointer data)
{
  const Story story = {
    .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-18", .account = OFFICIAL_ACCOUNT,
    .url = OFFICIAL_URL ("2649501", "01"), .total = 239, .cross_border = 86, .phishing = 212, .extra = LAST_WORDS,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(ZbDetail) stored = NULL;

  fixture_init (&self->files);
  self->library = fixture_open (&self->files);
  result = import_story (self->library, &story);
  stored = load_issue (self->library, 2024, 28);
  zb_library_set_note (self->library, stored->entry->id, "Only for me", &error);
  g_assert_no_error (error);
  self->detail = load_issue (self->library, 2024, 28);
  g_assert_cmpstr (self->detail->note, ==, "Only for me");
}

static void
tear_down (Paper        *self,
           gconstpointer data)
{
  zb_detail_unref (self->detail);
  g_object_unref (self->library);
  fixture_clear (&self->files);
}

/* More of the text than the story has. */
static void
add_block (Paper       *self,
           ZbBlockKind  kind,
           const char  *words)
{
  ZbBlock *block = zb_block_new (kind);

  zb_block_add_run (block, words, -1, NULL, FALSE);
  g_ptr_array_add (self->detail->shown->body->blocks, block);
}

static GBytes *
make_pdf (Paper *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = zb_library_list (self->library, &error);
  GBytes *pdf = zb_issue_paper_to_pdf (self->detail, self->library, entries, NULL, &error);

  g_assert_no_error (error);
  return pdf;
}

/* Returns: (nullable): what `pdftotext` says, or %NULL where there is none; then the test is skipped. */
static char *
read_pdf (Paper      *self,
          GBytes     *pdf,
          const char *option)
{
  g_autofree char *path = g_build_filename (self->files.folder, "paper.pdf", NULL);
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *const argv[] = { "pdftotext", option, path, "-", NULL };
  g_autoptr(GError) error = NULL;
  char *out = NULL;

  if (program == NULL)
    {
      g_test_skip ("there is no pdftotext");
      return NULL;
    }
  fixture_write_bytes (&self->files, "paper.pdf", pdf);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL,
                NULL, &error);
  g_assert_no_error (error);
  return out;
}

/* Line breaks of the pages are none of the text. */
static char *
join_lines (const char *text)
{
  g_autoptr(GRegex) regex = g_regex_new ("\\s+", 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, "", 0, NULL);
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, part)) != NULL; p += strlen (part))
    n++;
  return n;
}

/* All words stand within the margins, and each page says which it is. Returns: how many pages there are. */
static guint
assert_in_place (Paper  *self,
                 GBytes *pdf)
{
  g_autofree char *boxes = read_pdf (self, pdf, "-bbox");
  g_autofree char *text = boxes != NULL ? read_pdf (self, pdf, "-layout") : NULL;
  g_autoptr(GRegex) regex = g_regex_new ("<word xMin=\"([-0-9.]+)\" yMin=\"([-0-9.]+)\" xMax=\"([-0-9.]+)\" "
                                         "yMax=\"([-0-9.]+)\">", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  guint n_pages, n_words = 0;

  if (boxes == NULL)
    return 0;
  n_pages = count (boxes, "<page ");
  g_assert_cmpuint (n_pages, >, 0);
  for (g_regex_match (regex, boxes, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      double sides[4];

      for (int i = 0; i < 4; i++)
        {
          g_autofree char *side = g_match_info_fetch (match, i + 1);

          sides[i] = g_ascii_strtod (side, NULL);
        }
      g_assert_cmpfloat (sides[0], >=, MIN_X);
      g_assert_cmpfloat (sides[1], >=, 20);
      g_assert_cmpfloat (sides[2], <=, MAX_X);
      g_assert_cmpfloat (sides[3], <=, MAX_Y);
      n_words++;
    }
  g_assert_cmpuint (n_words, >, n_pages * 4);
  for (guint i = 1; i <= n_pages; i++)
    {
      g_autofree char *number = g_strdup_printf ("Page %u of %u\n", i, n_pages);

      g_assert_cmpuint (count (text, number), ==, 1);
    }
  return n_pages;
}

/* Title, week, rating, figures with where they come from, charts, the text, and its source; but not the user's note. */
static void
test_content (Paper        *self,
              gconstpointer data)
{
  static const char *const parts[] = {
    "网络安全信息与动态周报2024年第28期（7月8日-7月14日）", "Issue28of2024·8–14July2024", "Ratingoftheweek:Good(良)",
    "Incidentshandled239incidentsfromthetext", "CNCERT,issue28of2024.", "Theweekbesideothers", "本周网络安全基本态势",
    "这是为测试写的一段话。", LAST_WORDS, ("Publishedby:" OFFICIAL_ACCOUNT), "Published:18July2024",
    "2picturesofthebulletinarenotprintedhere.",
  };
  g_autoptr(GBytes) pdf = make_pdf (self);
  g_autofree char *text = read_pdf (self, pdf, "-layout");
  g_autofree char *joined = NULL;
  g_autofree char *address = NULL;

  if (text == NULL)
    return;
  joined = join_lines (text);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (joined, parts[i]) == NULL)
      g_error ("“%s” is missing in:\n%s", parts[i], text);
  address = join_lines (self->detail->shown->bulletin->url);
  g_assert_nonnull (strstr (joined, address));
  g_assert_null (strstr (joined, "Onlyforme"));
  /* The title stands there once. */
  g_assert_cmpuint (count (joined, parts[0]), ==, 1);
  assert_in_place (self, pdf);
}

static void
test_same (Paper        *self,
           gconstpointer data)
{
  g_autoptr(GBytes) one = make_pdf (self);
  g_autoptr(GBytes) same = make_pdf (self);
  g_autoptr(GBytes) other = NULL;

  g_assert_true (g_bytes_equal (one, same));
  add_block (self, ZB_BLOCK_PARAGRAPH, "再来一句。");
  other = make_pdf (self);
  g_assert_false (g_bytes_equal (one, other));
}

/* A copy without a text: what is known of the week is printed, and that the text is not here. */
static void
test_no_text (Paper        *self,
              gconstpointer data)
{
  const Story story = {
    .year = 2024, .number = 29, .period = "7月15日-7月21日", .published = "2024-07-25", .account = OFFICIAL_ACCOUNT,
    .url = OFFICIAL_URL ("2649502", "02"),
  };
  g_autofree char *shell = shell_to_markdown (&story, FALSE);
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  zb_import_result_unref (import_text (self->library, shell));
  g_clear_pointer (&self->detail, zb_detail_unref);
  self->detail = load_issue (self->library, 2024, 29);
  g_assert_false (zb_detail_has_text (self->detail));
  pdf = make_pdf (self);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
  text = read_pdf (self, pdf, "-layout");
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "The text of this issue is not in the library."));
  assert_in_place (self, pdf);
}

/* A text of many pages is there to its last words; none of its lines is lost where a page ends. */
static void
test_long (Paper        *self,
           gconstpointer data)
{
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr(GString) words = g_string_new (NULL);

      for (guint j = 0; j < i % 17 + 1; j++)
        g_string_append_printf (words, "第%u段的第%u句话写得比较长，占了不少地方。", i, j);
      add_block (self, ZB_BLOCK_PARAGRAPH, words->str);
    }
  pdf = make_pdf (self);
  text = read_pdf (self, pdf, "-layout");
  if (text == NULL)
    return;
  g_assert_cmpuint (assert_in_place (self, pdf), >, 30);
  joined = join_lines (text);
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *first = g_strdup_printf ("第%u段的第0句话", i);
      g_autofree char *last = g_strdup_printf ("第%u段的第%u句话", i, i % 17);

      g_assert_cmpuint (count (joined, first), ==, 1);
      g_assert_cmpuint (count (joined, last), ==, 1);
    }
}

/* Words without any place to break, of Han and of Latin letters, and of more than one layout holds. */
static void
test_unbroken (Paper        *self,
               gconstpointer data)
{
  g_autofree char *latin = g_strnfill (10000, 'w');
  g_autoptr(GString) han = g_string_new (NULL);
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (han, "鑫");
  add_block (self, ZB_BLOCK_PARAGRAPH, latin);
  add_block (self, ZB_BLOCK_HEADING, latin);
  add_block (self, ZB_BLOCK_LIST_ITEM, han->str);
  pdf = make_pdf (self);
  text = read_pdf (self, pdf, "-layout");
  if (text == NULL)
    return;
  assert_in_place (self, pdf);
  joined = join_lines (text);
  g_assert_cmpuint (count (joined, "鑫"), ==, 10000);
  g_assert_cmpuint (count (joined, "w"), >=, 20000);
}

/* Wherever pages end: a heading has text below it on its page. */
static void
test_headings (Paper        *self,
               gconstpointer data)
{
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) pages = NULL;

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *words = g_strnfill (30 + i * 37 % 400, 'n');

      add_block (self, ZB_BLOCK_HEADING, "HEADING one");
      if (i % 3 == 0)
        add_block (self, ZB_BLOCK_HEADING, "HEADING two");
      add_block (self, i % 5 == 0 ? ZB_BLOCK_LIST_ITEM : ZB_BLOCK_PARAGRAPH, words);
    }
  pdf = make_pdf (self);
  text = read_pdf (self, pdf, "-layout");
  if (text == NULL)
    return;
  pages = g_strsplit (text, "\f", -1);
  g_assert_cmpuint (g_strv_length (pages), >, 8);
  for (guint i = 0; pages[i] != NULL; i++)
    {
      g_auto(GStrv) lines = g_strsplit (pages[i], "\n", -1);
      const char *last = "", *foot = "";

      for (guint j = 0; lines[j] != NULL; j++)
        if (*g_strstrip (lines[j]) != '\0')
          {
            last = foot;
            foot = lines[j];
          }
      if (*foot == '\0')
        continue;
      g_assert_nonnull (strstr (foot, "Page "));
      if (g_str_has_prefix (last, "HEADING"))
        g_error ("a heading is the last line of page %u", i + 1);
    }
}

/* Rows of a table stand side by side; one with too many cells is a line. */
static void
test_table (Paper        *self,
            gconstpointer data)
{
  g_autoptr(GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  for (guint row = 0; row < 3; row++)
    {
      ZbBlock *block = zb_block_new (ZB_BLOCK_TABLE_ROW);

      for (guint cell = 0; cell < (row < 2 ? 3 : 12); cell++)
        {
          g_autofree char *words = g_strdup_printf ("r%uc%u", row, cell);

          zb_block_begin_cell (block);
          zb_block_add_run (block, words, -1, NULL, row == 0);
        }
      g_ptr_array_add (self->detail->shown->body->blocks, block);
    }
  pdf = make_pdf (self);
  text = read_pdf (self, pdf, "-layout");
  if (text == NULL)
    return;
  g_assert_true (g_regex_match_simple ("r0c0 {5,}r0c1 {5,}r0c2\\n", text, 0, 0));
  g_assert_true (g_regex_match_simple ("r1c0 {5,}r1c1 {5,}r1c2\\n", text, 0, 0));
  g_assert_nonnull (strstr (text, "r2c10 | r2c11"));
  assert_in_place (self, pdf);
}

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A whole PNG file. */
static GBytes *
make_png (int width,
          int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  GByteArray *bytes = g_byte_array_new ();

  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, write_cb, bytes), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/* The head of a JPEG of 4 by 3 points; a PDF takes it as it is. */
#define JPEG "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" \
             "\xff\xc0\x00\x11\x08\x00\x03\x00\x04\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01\xff\xd9"

static void
store_picture (Paper   *self,
               guint    position,
               GBytes  *bytes)
{
  const ZbCopyPicture *picture = g_ptr_array_index (self->detail->pictures, position);
  const ZbCopyInfo *copy = g_ptr_array_index (self->detail->copies, 0);
  g_autoptr(GError) error = NULL;

  zb_library_store_picture (self->library, copy->id, picture->address, bytes, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->detail, zb_detail_unref);
  self->detail = load_issue (self->library, 2024, 28);
}

static guint
count_bytes (GBytes     *pdf,
             const char *part)
{
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size), *end = data + size;
  guint n = 0;

  for (const char *p = data; (p = memmem (p, (gsize) (end - p), part, strlen (part))) != NULL; p += strlen (part))
    n++;
  return n;
}

/* Stored pictures stand in their places, JPEG files as they are; those that are not here, or damaged, are told. */
static void
test_pictures (Paper        *self,
               gconstpointer data)
{
  g_autoptr(GBytes) png = make_png (1080, 700);
  g_autoptr(GBytes) jpeg = g_bytes_new_static (JPEG, sizeof JPEG - 1);
  g_autoptr(GBytes) damaged = make_picture (1080, 700);
  g_autoptr(GBytes) without = make_pdf (self);
  g_autoptr(GBytes) with = NULL;
  g_autoptr(GBytes) same = NULL;
  g_autoptr(GBytes) broken = NULL;
  g_autofree char *text = NULL;
  g_autofree char *broken_text = NULL;

  g_assert_cmpuint (self->detail->pictures->len, ==, 2);
  g_assert_cmpuint (count_bytes (without, "/Subtype /Image"), ==, 0);
  store_picture (self, 0, png);
  store_picture (self, 1, jpeg);
  with = make_pdf (self);
  same = make_pdf (self);
  g_assert_true (g_bytes_equal (with, same));
  g_assert_cmpuint (count_bytes (with, "/Subtype /Image"), ==, 2);
  g_assert_cmpuint (count_bytes (with, "/DCTDecode"), ==, 1);
  store_picture (self, 0, damaged);
  broken = make_pdf (self);
  g_assert_cmpuint (count_bytes (broken, "/Subtype /Image"), ==, 1);
  text = read_pdf (self, with, "-layout");
  if (text == NULL)
    return;
  g_assert_null (strstr (text, "not printed here"));
  broken_text = read_pdf (self, broken, "-layout");
  g_assert_nonnull (strstr (broken_text, "1 picture of the bulletin is not printed here."));
  assert_in_place (self, with);
}

/* One that is higher than a page goes on over the next ones, and the text below it. */
static void
test_high_picture (Paper        *self,
                   gconstpointer data)
{
  g_autoptr(GBytes) png = make_png (600, 4000);
  g_autoptr(GBytes) without = make_pdf (self);
  g_autoptr(GBytes) with = NULL;
  guint n_before = assert_in_place (self, without), n_after;

  store_picture (self, 0, png);
  with = make_pdf (self);
  n_after = assert_in_place (self, with);
  if (n_after > 0)
    g_assert_cmpuint (n_after, >=, n_before + 4);
}

static void
test_cancelled (Paper        *self,
                gconstpointer data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) other_error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (zb_issue_paper_to_pdf (self->detail, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (zb_issue_paper_record (self->detail, NULL, NULL, cancellable, &other_error));
  g_assert_error (other_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
record_in_thread (gpointer data)
{
  Paper *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = zb_library_list (self->library, &error);
  GPtrArray *pages = zb_issue_paper_record (self->detail, self->library, entries, NULL, &error);

  g_assert_no_error (error);
  return pages;
}

/* What a thread has made for the printer is drawn in another one, as many pages as the PDF has and with the same texts. */
static void
test_recorded (Paper        *self,
               gconstpointer data)
{
  GThread *thread = g_thread_new ("record", record_in_thread, self);
  g_autoptr(GPtrArray) pages = g_thread_join (thread);
  g_autoptr(GByteArray) drawn = g_byte_array_new ();
  g_autoptr(GBytes) pdf = make_pdf (self);
  g_autoptr(GBytes) again = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *text = NULL;
  cairo_surface_t *surface = zb_chart_picture_new_pdf (drawn, NULL, ZB_CHART_PAGES_PAGE_WIDTH, ZB_CHART_PAGES_PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < pages->len; i++)
    {
      cairo_set_source_surface (cr, g_ptr_array_index (pages, i), 0, 0);
      cairo_paint (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  again = g_bytes_new (drawn->data, drawn->len);
  wanted = read_pdf (self, pdf, "-layout");
  if (wanted == NULL)
    return;
  text = read_pdf (self, again, "-layout");
  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (assert_in_place (self, again), ==, pages->len);
}

static void
test_file_name (Paper        *self,
                gconstpointer data)
{
  g_autofree char *name = zb_issue_paper_dup_file_name (self->detail);

  g_assert_cmpstr (name, ==, "zhoubao-2024-28.pdf");
}

#define ADD(name, test) g_test_add ("/issue-paper/" name, Paper, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("content", test_content);
  ADD ("same", test_same);
  ADD ("no-text", test_no_text);
  ADD ("long", test_long);
  ADD ("unbroken", test_unbroken);
  ADD ("headings", test_headings);
  ADD ("table", test_table);
  ADD ("pictures", test_pictures);
  ADD ("high-picture", test_high_picture);
  ADD ("cancelled", test_cancelled);
  ADD ("recorded", test_recorded);
  ADD ("file-name", test_file_name);
  return g_test_run ();
}
