/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define ONE "https://mmbiz.qpic.cn/one/640?wx_fmt=png"
#define TWO "https://mmbiz.qpic.cn/two/640"

/* A story whose text names the pictures ONE and TWO. */
static const Story official = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-18",
  .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2247499001", ""), .total = 495,
};
static const Story repost = {
  .year = 2024, .number = 28, .period = "7月8日-7月14日", .published = "2024-07-20",
  .account = "某公司安全观察", .url = REPOST_URL ("2247480001", ""), .total = 495,
};

static void
assert_store (ZbLibrary  *library,
              gint64      copy,
              const char *address,
              GBytes     *bytes)
{
  g_autoptr(GError) error = NULL;

  zb_library_store_picture (library, copy, address, bytes, &error);
  g_assert_no_error (error);
}

static void
assert_reads (ZbLibrary  *library,
              gint64      copy,
              const char *address,
              GBytes     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = zb_library_read_picture (library, copy, address, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, expected));
}

static void
assert_lacks (ZbLibrary  *library,
              gint64      copy,
              const char *address)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (zb_library_read_picture (library, copy, address, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
}

static const ZbCopyPicture *
get_picture (ZbDetail *detail,
             guint     position)
{
  g_assert_cmpuint (position, <, detail->pictures->len);
  return g_ptr_array_index (detail->pictures, position);
}

static gint64
get_shown (ZbDetail *detail)
{
  for (guint i = 0; i < detail->copies->len; i++)
    {
      const ZbCopyInfo *copy = g_ptr_array_index (detail->copies, i);

      if (copy->shown)
        return copy->id;
    }
  g_assert_not_reached ();
}

static gint64
import_official (ZbLibrary *library)
{
  g_autoptr(ZbDetail) detail = NULL;

  zb_import_result_unref (import_story (library, &official));
  detail = load_issue (library, 2024, 28);
  return get_shown (detail);
}

/* Given a copy, then its pictures are listed in order, and stored, read, replaced and removed by their
 * address. */
static void
test_store (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) before = NULL;
  g_autoptr(ZbDetail) after = NULL;
  g_autoptr(GBytes) first = make_picture (600, 400);
  g_autoptr(GBytes) second = make_picture (700, 500);
  g_autoptr(GError) error = NULL;
  gint64 copy, counter;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  copy = import_official (library);
  before = load_issue (library, 2024, 28);
  g_assert_cmpuint (before->pictures->len, ==, 2);
  g_assert_cmpstr (get_picture (before, 0)->address, ==, ONE);
  g_assert_cmpstr (get_picture (before, 1)->address, ==, TWO);
  g_assert_false (get_picture (before, 0)->is_stored);
  assert_lacks (library, copy, ONE);

  counter = zb_library_get_change_counter (library);
  assert_store (library, copy, TWO, first);
  g_assert_cmpint (zb_library_get_change_counter (library), !=, counter);
  assert_reads (library, copy, TWO, first);
  assert_lacks (library, copy, ONE);
  assert_store (library, copy, TWO, second);
  assert_reads (library, copy, TWO, second);
  /* What was replaced takes no room. */
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM picture_bytes"), ==, 1);
  after = load_issue (library, 2024, 28);
  g_assert_false (get_picture (after, 0)->is_stored);
  g_assert_true (get_picture (after, 1)->is_stored);
  g_assert_cmpuint (get_picture (after, 1)->width, ==, 700);
  g_assert_cmpuint (get_picture (after, 1)->height, ==, 500);
  g_assert_cmpstr (get_picture (after, 1)->media_type, ==, "image/png");
  assert_sound (library);

  for (guint i = 0; i < 2; i++)
    g_assert_true (zb_library_remove_picture (library, copy, TWO, &error));
  assert_lacks (library, copy, TWO);
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM picture_bytes"), ==, 0);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given what is no picture, no picture of the copy, or no copy, then nothing is stored. */
static void
test_refused (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autoptr(GBytes) page = g_bytes_new_static ("<html>环境异常</html>", 25);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  gint64 copy;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  copy = import_official (library);
  before = dump_library (fixture.path);
  g_assert_false (zb_library_store_picture (library, copy, ONE, page, &error));
  g_assert_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_FORM);
  g_clear_error (&error);
  g_assert_false (zb_library_store_picture (library, copy, "https://other.example/1.png", picture, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (zb_library_store_picture (library, copy + 1000, ONE, picture, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (zb_library_remove_picture (library, copy, "https://other.example/1.png", &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  assert_lacks (library, copy + 1000, ONE);
  after = dump_library (fixture.path);
  g_assert_cmpstr (before, ==, after);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given two copies that show the same picture, then its bytes are there once, until both let go. */
static void
test_shared (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GBytes) picture = make_picture (600, 400);
  gint64 first, second;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  first = import_official (library);
  zb_import_result_unref (import_story (library, &repost));
  detail = load_issue (library, 2024, 28);
  g_assert_cmpint (get_shown (detail), ==, first);
  second = ((const ZbCopyInfo *) g_ptr_array_index (detail->copies, 1))->id;
  assert_store (library, first, ONE, picture);
  assert_store (library, second, ONE, picture);
  assert_store (library, second, TWO, picture);
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM pictures"), ==, 3);
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM picture_bytes"), ==, 1);
  g_assert_true (zb_library_remove_picture (library, second, ONE, NULL));
  assert_lacks (library, second, ONE);
  assert_reads (library, first, ONE, picture);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a stored picture, when the copies are read again, imported again, and two bulletins turn out to
 * be one, then it is still there. */
static void
test_outlives (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GBytes) picture = make_picture (600, 400);
  /* Of 2013 the numbering is not known: one copy tells the week, another the number of it too. */
  g_autofree char *week =
    g_strdup ("# 网络安全信息与动态周报(2013.07.01至2013.07.07)\n\n本周网络安全基本态势\n\n"
              "本周,互联网网络安全态势整体评价为良。这是为测试写的一段话，没有别的意思。\n\n![](" ONE ")\n");
  g_autofree char *both =
    g_strdup ("# 网络安全信息与动态周报2013年第27期（7月1日-7月7日）\n\n本周网络安全基本态势\n\n"
              "本周,互联网网络安全态势整体评价为良。这是为测试写的另一段话，也没有别的意思。\n");
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  ZbReparseResult result;
  gint64 copy;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, week));
  copy = fixture_query_sql (&fixture, "SELECT id FROM copies");
  assert_store (library, copy, ONE, picture);
  /* The number alone is known by another bulletin's list, until a copy tells both. */
  fixture_run_sql (&fixture, "INSERT INTO bulletins (year, number, day) VALUES (2013, 27, '2013-07-01')");
  zb_import_result_unref (import_text (library, both));
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM bulletins"), ==, 1);
  assert_reads (library, copy, ONE, picture);

  zb_library_reparse (library, TRUE, &result, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  zb_import_result_unref (import_text (library, week));
  g_clear_object (&library);
  library = fixture_open (&fixture);
  assert_reads (library, copy, ONE, picture);
  detail = load_issue (library, 2013, 27);
  g_assert_cmpuint (detail->copies->len, ==, 2);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a damaged picture, then the check names it, it is not handed out, and storing it again mends it. */
static void
test_damaged (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autoptr(GError) error = NULL;
  gint64 copy;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  copy = import_official (library);
  assert_store (library, copy, ONE, picture);
  fixture_run_sql (&fixture, "UPDATE picture_bytes SET bytes = zeroblob (length (bytes))");
  problems = zb_library_check (library, NULL, &error);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), ONE));
  g_assert_null (zb_library_read_picture (library, copy, ONE, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_CORRUPT);
  assert_store (library, copy, ONE, picture);
  assert_reads (library, copy, ONE, picture);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* --- Saved pages ------------------------------------------------------------------------------ */

static char *
make_page (const char *images)
{
  return page_to_html (2024, 28, "7月8日-7月14日", images);
}

static gint64
get_copy (ZbLibrary *library)
{
  g_autoptr(ZbDetail) detail = load_issue (library, 2024, 28);

  return get_shown (detail);
}

/* Given a saved page with its folder, when it is imported, then its pictures are stored under the
 * addresses that the page prints; the missing and the bad ones are not, and nobody complains. */
static void
test_saved_page (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GBytes) one = make_picture (600, 400);
  g_autoptr(GBytes) two = make_picture (700, 500);
  g_autofree char *page =
    make_page ("<p><img data-src=\"" ONE "\" src=\"./%E5%91%A8%E6%8A%A5_files/640\">"
               "<img data-src=\"" TWO "\" src=\"./%E5%91%A8%E6%8A%A5_files/640(1).png?from=appmsg\">"
               "<img data-src=\"https://mmbiz.qpic.cn/three/640\" src=\"./周报_files/missing\">"
               "<img data-src=\"https://mmbiz.qpic.cn/four/640\" src=\"./周报_files/page.png\"></p>");
  g_autofree char *path = NULL;
  gint64 copy;

  fixture_init (&fixture);
  path = fixture_write (&fixture, "周报.html", page);
  fixture_write_bytes (&fixture, "周报_files/640", one);
  fixture_write_bytes (&fixture, "周报_files/640(1).png", two);
  g_free (fixture_write (&fixture, "周报_files/page.png", "<html>no picture</html>"));
  library = fixture_open (&fixture);
  result = import_path (library, path);
  g_assert_cmpuint (result->imported, ==, 1);
  g_assert_cmpuint (result->failed->len, ==, 0);
  g_assert_cmpuint (result->pictures, ==, 2);
  detail = load_issue (library, 2024, 28);
  g_assert_cmpuint (detail->pictures->len, ==, 4);
  g_assert_true (get_picture (detail, 0)->is_stored);
  g_assert_cmpstr (get_picture (detail, 0)->address, ==, ONE);
  g_assert_cmpuint (get_picture (detail, 1)->width, ==, 700);
  g_assert_false (get_picture (detail, 2)->is_stored);
  g_assert_false (get_picture (detail, 3)->is_stored);
  copy = get_shown (detail);
  assert_reads (library, copy, ONE, one);
  assert_reads (library, copy, TWO, two);
  assert_sound (library);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a page that names files elsewhere, then these are not read, however they are written. */
static void
test_hostile_names (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(GString) images = g_string_new (NULL);
  g_autoptr(GBytes) secret = make_picture (11, 11);
  g_autofree char *outside = NULL;
  g_autofree char *to_file = NULL;
  g_autofree char *to_folder = NULL;
  g_autofree char *fifo = NULL;
  g_autofree char *page = NULL;
  g_autofree char *path = NULL;
  const char *names[] = {
    "../secret.png", "page_files/../../secret.png", "%2e%2e/secret.png", "page_files/%2E%2E/../../secret.png",
    "..%2fsecret.png", "%2f%2fetc/passwd", "page_files/link.png", "page_files/folder/secret.png",
    "page_files/fifo", "page_files", "page_files/", ".", "", "%00secret.png", "page_files/%zz", "file:secret.png",
    NULL, /* absolute */
    NULL, /* absolute, percent-encoded */
  };
  g_autofree char *absolute = NULL;
  g_autofree char *encoded = NULL;

  fixture_init (&fixture);
  outside = g_build_filename (fixture.folder, "secret.png", NULL);
  absolute = g_strdup (outside);
  encoded = g_strconcat ("%2f", outside + 1, NULL);
  names[G_N_ELEMENTS (names) - 2] = absolute;
  names[G_N_ELEMENTS (names) - 1] = encoded;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (images, "<p><img data-src=\"https://pictures.example/%u\" src=\"%s\"></p>",
                            i, names[i]);
  page = make_page (images->str);
  fixture_write_bytes (&fixture, "secret.png", secret);
  path = fixture_write (&fixture, "pages/page.html", page);
  g_free (fixture_write (&fixture, "pages/page_files/x", "x"));
  to_file = g_build_filename (fixture.folder, "pages/page_files/link.png", NULL);
  to_folder = g_build_filename (fixture.folder, "pages/page_files/folder", NULL);
  fifo = g_build_filename (fixture.folder, "pages/page_files/fifo", NULL);
  g_assert_cmpint (symlink (outside, to_file), ==, 0);
  g_assert_cmpint (symlink (fixture.folder, to_folder), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  library = fixture_open (&fixture);
  result = import_path (library, path);
  g_assert_cmpuint (result->imported, ==, 1);
  g_assert_cmpuint (result->pictures, ==, 0);
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM images"), ==, G_N_ELEMENTS (names));
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM pictures"), ==, 0);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a page that was imported alone, when it is imported with its folder, then it gets the pictures
 * that it lacks, and keeps those that the user has stored. */
static void
test_later (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbImportResult) without = NULL;
  g_autoptr(ZbImportResult) with = NULL;
  g_autoptr(ZbImportResult) again = NULL;
  g_autoptr(GBytes) one = make_picture (600, 400);
  g_autoptr(GBytes) two = make_picture (700, 500);
  g_autoptr(GBytes) own = make_picture (800, 600);
  g_autofree char *page = make_page ("<p><img data-src=\"" ONE "\" src=\"page_files/1.png\">"
                                     "<img data-src=\"" TWO "\" src=\"page_files/2.png\"></p>");
  g_autofree char *path = NULL;

  fixture_init (&fixture);
  path = fixture_write (&fixture, "page.htm", page);
  library = fixture_open (&fixture);
  without = import_path (library, path);
  g_assert_cmpuint (without->pictures, ==, 0);
  assert_store (library, get_copy (library), TWO, own);
  fixture_write_bytes (&fixture, "page_files/1.png", one);
  fixture_write_bytes (&fixture, "page_files/2.png", two);
  with = import_path (library, path);
  g_assert_cmpuint (with->imported, ==, 0);
  g_assert_cmpuint (with->duplicates, ==, 1);
  g_assert_cmpuint (with->pictures, ==, 1);
  g_assert_cmpuint (with->bulletins->len, ==, 1);
  assert_reads (library, get_copy (library), ONE, one);
  assert_reads (library, get_copy (library), TWO, own);
  again = import_path (library, path);
  g_assert_cmpuint (again->duplicates, ==, 1);
  g_assert_cmpuint (again->pictures, ==, 0);
  g_assert_cmpuint (again->bulletins->len, ==, 1);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a folder with a saved page, then what the browser saved beside the page is no page, be the
 * folder imported or all that is in it; alone it is a folder like others. */
static void
test_page_folder (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autofree char *page = make_page ("");
  g_autofree char *frame = week_to_markdown (2024, 1, 77);
  g_autofree char *kept = week_to_markdown (2024, 2, 77);
  g_autofree char *folder = NULL;
  g_autofree char *page_path = NULL;
  g_autofree char *page_folder = NULL;
  g_autofree char *other_folder = NULL;

  fixture_init (&fixture);
  folder = g_build_filename (fixture.folder, "pages", NULL);
  page_path = fixture_write (&fixture, "pages/page.html", page);
  page_folder = g_build_filename (folder, "page_files", NULL);
  other_folder = g_build_filename (folder, "my.files", NULL);
  g_free (fixture_write (&fixture, "pages/page_files/frame.md", frame));
  g_free (fixture_write (&fixture, "pages/my.files/kept.md", kept));
  library = fixture_open (&fixture);
  {
    g_autoptr(ZbImportResult) result = import_path (library, folder);

    g_assert_cmpuint (result->imported, ==, 2);
    g_assert_cmpuint (result->failed->len, ==, 0);
  }
  {
    g_autoptr(ZbImporter) importer = zb_importer_new (library);
    const char *const paths[] = { page_folder, page_path, other_folder, NULL };
    g_autoptr(ZbImportResult) result = zb_importer_import_paths (importer, paths, NULL);

    g_assert_cmpuint (result->imported, ==, 0);
    g_assert_cmpuint (result->duplicates, ==, 2);
  }
  {
    g_autoptr(ZbImportResult) result = import_path (library, page_folder);

    g_assert_cmpuint (result->imported, ==, 1);
  }
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a page that holds its pictures itself, then they can be read without being stored once more. */
static void
test_embedded (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  g_autofree char *images = g_strdup_printf ("<p><img src=\"data:image/png;base64,%s\"></p>"
                                             "<p><img data-src=\"" ONE "\"></p>", base64);
  g_autofree char *page = make_page (images);
  const ZbCopyPicture *embedded;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, page));
  detail = load_issue (library, 2024, 28);
  g_assert_cmpuint (detail->pictures->len, ==, 2);
  embedded = get_picture (detail, 0);
  g_assert_true (embedded->is_stored);
  g_assert_cmpuint (embedded->width, ==, 600);
  g_assert_cmpstr (embedded->media_type, ==, "image/png");
  assert_reads (library, get_shown (detail), embedded->address, picture);
  assert_lacks (library, get_shown (detail), ONE);
  g_assert_cmpint (fixture_query_sql (&fixture, "SELECT count(*) FROM picture_bytes"), ==, 0);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a page that was saved into a single file with its pictures, then they are read from there. */
static void
test_single_file (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GBytes) picture = make_picture (600, 400);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  g_autofree char *page = make_page ("<p><img data-src=\"" ONE "\"></p>");
  g_autofree char *file =
    g_strdup_printf ("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n"
                     "--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n%s\r\n"
                     "--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
                     "Content-Location: " ONE "\r\n\r\n%s\r\n--x--\r\n", page, base64);

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, file));
  detail = load_issue (library, 2024, 28);
  g_assert_true (get_picture (detail, 0)->is_stored);
  g_assert_cmpstr (get_picture (detail, 0)->address, ==, ONE);
  assert_reads (library, get_shown (detail), ONE, picture);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/pictures/store", test_store);
  g_test_add_func ("/library/pictures/refused", test_refused);
  g_test_add_func ("/library/pictures/shared", test_shared);
  g_test_add_func ("/library/pictures/outlives", test_outlives);
  g_test_add_func ("/library/pictures/damaged", test_damaged);
  g_test_add_func ("/library/pictures/saved-page", test_saved_page);
  g_test_add_func ("/library/pictures/hostile-names", test_hostile_names);
  g_test_add_func ("/library/pictures/later", test_later);
  g_test_add_func ("/library/pictures/page-folder", test_page_folder);
  g_test_add_func ("/library/pictures/embedded", test_embedded);
  g_test_add_func ("/library/pictures/single-file", test_single_file);
  return g_test_run ();
}
