/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "chart/zb-chart-export.h"
#include "fixtures.h"

static GBytes *
make_bytes (ZbChart       *chart,
            ZbChartFormat  format,
            guint          width,
            guint          height,
            guint          scale)
{
  const ZbChartExportOptions options = { .width = width, .height = height, .scale = scale };
  g_autoptr(GError) error = NULL;
  GBytes *bytes = zb_chart_to_bytes (chart, format, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  return bytes;
}

static guint32
read_word (GBytes *bytes,
           gsize   offset)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint32 word;

  g_assert_cmpuint (offset + sizeof word, <=, size);
  memcpy (&word, data + offset, sizeof word);
  return GUINT32_FROM_BE (word);
}

static void
test_png_has_size_and_resolution (void)
{
  for (guint scale = 1; scale <= 4; scale++)
    {
      g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
      g_autoptr(GBytes) png = make_bytes (chart, ZB_CHART_PNG, 640, 400, scale);
      const char *data = g_bytes_get_data (png, NULL);
      cairo_surface_t *surface;
      g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "x.png", NULL);

      g_assert_cmpmem (data, 8, "\211PNG\r\n\032\n", 8);
      g_assert_cmpuint (read_word (png, 16), ==, 640 * scale);
      g_assert_cmpuint (read_word (png, 20), ==, 400 * scale);
      g_assert_cmpmem (data + 37, 4, "pHYs", 4);
      g_assert_cmpuint (read_word (png, 41), ==, (guint) (96 * scale / 0.0254 + 0.5));
      g_assert_cmpint (data[49], ==, 1);

      /* A strict reader checks the sums of all chunks. */
      g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
      g_assert_true (g_file_set_contents (path, data, (gssize) g_bytes_get_size (png), NULL));
      surface = cairo_image_surface_create_from_png (path);
      g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpint (cairo_image_surface_get_width (surface), ==, (int) (640 * scale));
      cairo_surface_destroy (surface);
    }
}

static void
test_natural_height (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(GBytes) png = make_bytes (chart, ZB_CHART_PNG, 0, 0, 0);
  guint32 height = read_word (png, 20);

  g_assert_cmpuint (read_word (png, 16), ==, ZB_CHART_DEFAULT_WIDTH);
  g_assert_cmpuint (height, >=, ZB_CHART_MIN_HEIGHT);
  g_assert_cmpuint (height, <, 800);
}

static void
test_background (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  ZbChartExportOptions options = { .width = 320, .height = 240, .style = style };

  for (guint opaque = 0; opaque < 2; opaque++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) png = NULL;

      style->opaque = opaque;
      png = zb_chart_to_bytes (chart, ZB_CHART_PNG, &options, NULL, &error);
      g_assert_no_error (error);
      /* The colour type in the header: 2 has no alpha, 6 has. */
      g_assert_cmpint (((const guint8 *) g_bytes_get_data (png, NULL))[25], ==, opaque ? 2 : 6);
    }
}

static void
test_same_chart_same_bytes (void)
{
  static const ZbChartFormat formats[] = { ZB_CHART_PNG, ZB_CHART_SVG, ZB_CHART_PDF,
                                           ZB_CHART_CSV };
  static const gint64 values[] = { 495, UNKNOWN, 239, 177, UNKNOWN, 12 };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(ZbChart) first = trend_new ("2024-07-01", values, 6, "incidents_total");
      g_autoptr(ZbChart) second = trend_new ("2024-07-01", values, 6, "incidents_total");
      g_autoptr(GBytes) a = make_bytes (first, formats[i], 640, 400, 1);
      g_autoptr(GBytes) b = NULL;

      /* Another drawing between them must not matter. */
      g_bytes_unref (make_bytes (first, ZB_CHART_SVG, 800, 600, 1));
      b = make_bytes (second, formats[i], 640, 400, 1);
      g_assert_true (g_bytes_equal (a, b));
    }
}

static gpointer
draw_in_thread_cb (gpointer data)
{
  return make_bytes (data, ZB_CHART_SVG, 640, 400, 1);
}

static void
test_any_thread_draws_the_same (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(GBytes) here = make_bytes (chart, ZB_CHART_SVG, 640, 400, 1);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("draw", draw_in_thread_cb, chart);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr(GBytes) there = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (here, there));
    }
}

static void
note_element_cb (GMarkupParseContext  *context,
                 const char           *element,
                 const char          **names,
                 const char          **values,
                 gpointer              user_data,
                 GError              **error)
{
  GHashTable *elements = user_data;

  g_hash_table_add (elements, g_strdup (element));
  if (g_str_equal (element, "svg"))
    for (guint i = 0; names[i] != NULL; i++)
      g_hash_table_add (elements, g_strdup_printf ("%s=%s", names[i], values[i]));
}

static void
test_svg_has_title_and_size (void)
{
  static const GMarkupParser parser = { .start_element = note_element_cb };
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(GHashTable) elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GMarkupParseContext) context = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) svg = NULL;
  g_autofree char *text = NULL;

  g_free (chart->title);
  chart->title = g_strdup ("Incidents <2024> & \"more\"");
  svg = make_bytes (chart, ZB_CHART_SVG, 640, 400, 1);
  text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  context = g_markup_parse_context_new (&parser, 0, elements, NULL);
  g_markup_parse_context_parse (context, text, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_true (g_hash_table_contains (elements, "title"));
  g_assert_true (g_hash_table_contains (elements, "desc"));
  g_assert_true (g_hash_table_contains (elements, "width=640px") ||
                 g_hash_table_contains (elements, "width=640"));
  g_assert_true (g_hash_table_contains (elements, "viewBox=0 0 640 400"));
  g_assert_nonnull (strstr (text, "Incidents &lt;2024&gt; &amp; &quot;more&quot;"));
  g_assert_nonnull (strstr (text, "Phishing complaints 454 (92 %)"));
}

/* Writes a PDF with Han text and ends without looking back: cairo 1.16 loses
 * a few hundred bytes over each such font, which a leak checker would count as ours. */
static void
write_pdf_and_exit (const char *path)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(GBytes) pdf = NULL;
  gsize size;
  const char *data;

  g_free (chart->title);
  chart->title = g_strdup ("CNCERT 处理的网络安全事件");
  pdf = make_bytes (chart, ZB_CHART_PDF, 640, 400, 1);
  data = g_bytes_get_data (pdf, &size);
  _exit (g_file_set_contents (path, data, (gssize) size, NULL) ? 0 : 1);
}

/* Each line of pdffonts ends with: embedded, subset, unicode, object, generation. */
static void
assert_fonts_embedded (const char *path)
{
  g_autofree char *program = g_find_program_in_path ("pdffonts");
  const char *arguments[] = { program, path, NULL };
  g_autofree char *output = NULL;
  g_auto(GStrv) lines = NULL;

  if (program == NULL)
    {
      g_test_skip ("pdffonts of poppler-utils is not there");
      return;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                               &output, NULL, NULL, NULL));
  lines = g_strsplit (g_strchomp (output), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    {
      g_auto(GStrv) words = g_regex_split_simple (" +", lines[i], 0, 0);
      guint n = g_strv_length (words);

      g_assert_cmpuint (n, >, 6);
      g_assert_cmpstr (words[n - 5], ==, "yes");
    }
}

static void
test_pdf_has_its_fonts (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  gsize size;

  if (g_test_subprocess ())
    write_pdf_and_exit (g_getenv ("ZB_TEST_FILE"));
  folder = g_dir_make_tmp ("zb-chart-XXXXXX", NULL);
  path = g_build_filename (folder, "x.pdf", NULL);
  g_setenv ("ZB_TEST_FILE", path, TRUE);
  g_test_trap_subprocess (NULL, 0, (GTestSubprocessFlags) 0);
  g_test_trap_assert_passed ();

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
  assert_fonts_embedded (path);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_sizes_are_bounded (void)
{
  static const ZbChartExportOptions cases[] = {
    { .width = 319 }, { .width = 4001 }, { .height = 239 }, { .height = 3001 }, { .scale = 5 },
    { .width = G_MAXUINT, .height = G_MAXUINT, .scale = G_MAXUINT },
  };
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (zb_chart_to_bytes (chart, ZB_CHART_PNG, &cases[i], NULL, &error));
      g_assert_error (error, ZB_CHART_ERROR, ZB_CHART_ERROR_SIZE);
    }
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
assert_export_fails (const char *path)
{
  static const ZbChartExportOptions options = { .width = 640, .height = 400 };
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  g_assert_false (zb_chart_export (chart, file, ZB_CHART_PNG, &options, NULL, &error));
  g_assert_error (error, ZB_CHART_ERROR, ZB_CHART_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_no_such_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zb-chart-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "nowhere", "x.png", NULL);

  assert_export_fails (path);
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_rmdir (folder);
}

static void
test_folder_in_the_way (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zb-chart-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.png", NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  assert_export_fails (path);
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_rmdir (path);
  g_rmdir (folder);
}

/* A limit on the size of files is as good as a full disk. The file that was there stays. */
static void
test_full_disk_keeps_the_old_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zb-chart-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.png", NULL);
  g_autofree char *contents = NULL;
  struct rlimit before, small;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_export_fails (path);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, SIG_DFL);

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_export_replaces_a_file (void)
{
  static const ZbChartExportOptions options = { 0, };
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autofree char *folder = g_dir_make_tmp ("zb-chart-XXXXXX", NULL);
  g_autofree char *name = zb_chart_dup_file_name (chart, ZB_CHART_SVG);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autofree char *contents = NULL;

  g_assert_cmpstr (name, ==, "zhoubao-2024-27-categories.svg");
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (zb_chart_export (chart, file, ZB_CHART_SVG, &options, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_suffix (contents, "</svg>\n"));
  g_assert_cmpuint (count_files (folder), ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_cancelled_export_writes_nothing (void)
{
  static const ZbChartExportOptions options = { 0, };
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autofree char *folder = g_dir_make_tmp ("zb-chart-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.png", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (zb_chart_export (chart, file, ZB_CHART_PNG, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (folder), ==, 0);
  g_rmdir (folder);
}

static void
test_formats_have_names (void)
{
  ZbChartFormat format;

  g_assert_true (zb_chart_format_from_string ("SVG", &format));
  g_assert_cmpint (format, ==, ZB_CHART_SVG);
  g_assert_false (zb_chart_format_from_string ("gif", &format));
  g_assert_false (zb_chart_format_from_string (NULL, &format));
  g_assert_cmpstr (zb_chart_format_to_string (ZB_CHART_CSV), ==, "csv");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/export/png-has-size-and-resolution", test_png_has_size_and_resolution);
  g_test_add_func ("/export/natural-height", test_natural_height);
  g_test_add_func ("/export/background", test_background);
  g_test_add_func ("/export/same-chart-same-bytes", test_same_chart_same_bytes);
  g_test_add_func ("/export/any-thread-draws-the-same", test_any_thread_draws_the_same);
  g_test_add_func ("/export/svg-has-title-and-size", test_svg_has_title_and_size);
  g_test_add_func ("/export/pdf-has-its-fonts", test_pdf_has_its_fonts);
  g_test_add_func ("/export/sizes-are-bounded", test_sizes_are_bounded);
  g_test_add_func ("/export/no-such-folder", test_no_such_folder);
  g_test_add_func ("/export/folder-in-the-way", test_folder_in_the_way);
  g_test_add_func ("/export/full-disk-keeps-the-old-file", test_full_disk_keeps_the_old_file);
  g_test_add_func ("/export/replaces-a-file", test_export_replaces_a_file);
  g_test_add_func ("/export/cancelled-writes-nothing", test_cancelled_export_writes_nothing);
  g_test_add_func ("/export/formats-have-names", test_formats_have_names);
  return g_test_run ();
}
