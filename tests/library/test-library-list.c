/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#define N_WEEKS 10000

/* Written straight into the tables: the way there is tested elsewhere. */
static void
fill (const char *path)
{
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle,
                "BEGIN;"
                "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
                " INSERT INTO bulletins (year, number, week, day, state, n_copies)"
                " SELECT 2000 + i / 52, i % 52 + 1, date ('2000-01-03', (i * 7) || ' days'),"
                "  date ('2000-01-03', (i * 7) || ' days'), 2, 1 FROM n;"
                "INSERT INTO files (id, sha256, size, origin, added, packed)"
                " SELECT id, randomblob (32), 0, 'made', 0, x'' FROM bulletins;"
                "INSERT INTO copies (id, file, entry, bulletin, status, official, n_han, digest)"
                " SELECT id, id, 0, id, 'ok', 1, 100, 'd' FROM bulletins;"
                "INSERT INTO figures (copy, figure, bulletin, value)"
                " SELECT b.id, f.column1, b.id, b.id FROM bulletins AS b,"
                "  (VALUES ('incidents_total'), ('incidents_cross_border'), ('app_store_platforms'),"
                "   ('incidents_phishing_complaints'), ('malicious_app_urls')) AS f;"
                "INSERT INTO marks (bulletin, read_at, starred_at)"
                " SELECT id, 1, CASE WHEN id % 10 = 0 THEN 1 END FROM bulletins WHERE id % 2 = 0;"
                "COMMIT", NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* Given ten thousand bulletins, then the list has each with its figures and marks, newest first. */
static void
test_ten_thousand (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GError) error = NULL;
  guint n_unread = 0, n_starred = 0;
  gint64 start;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  fill (fixture.path);
  start = g_get_monotonic_time ();
  entries = zb_library_list (library, &error);
  g_test_message ("%.1f ms", (double) (g_get_monotonic_time () - start) / 1000);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, N_WEEKS);
  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);

      g_assert_cmpint (entry->id, ==, N_WEEKS - i);
      g_assert_cmpuint (entry->figures->len, ==, 5);
      g_assert_cmpint (zb_figures_find (entry->figures, "incidents_total")->value, ==, entry->id);
      g_assert_true (g_str_has_prefix (entry->title, "网络安全信息与动态周报"));
      n_unread += entry->unread;
      n_starred += entry->starred;
    }
  g_assert_cmpuint (n_unread, ==, N_WEEKS / 2);
  g_assert_cmpuint (n_starred, ==, N_WEEKS / 10);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given no title, then one is built in the form of the bulletins themselves. */
static void
test_titles (void)
{
  static const struct { ZbIssue issue; const char *start, *end, *title; } cases[] = {
    { { 2024, 27 }, "2024-07-01", "2024-07-07", "网络安全信息与动态周报2024年第27期（7月1日-7月7日）" },
    { { 2025, 1 }, "2024-12-30", "2025-01-05", "网络安全信息与动态周报2025年第1期（12月30日-1月5日）" },
    { { 2014, 0 }, "2014-02-03", "2014-02-09", "网络安全信息与动态周报（2014年2月3日-2月9日）" },
    { { 2015, 0 }, "2014-12-29", "2015-01-04", "网络安全信息与动态周报（2014年12月29日-2015年1月4日）" },
    { { 2017, 14 }, NULL, NULL, "网络安全信息与动态周报2017年第14期" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = NULL;
      ZbPeriod period;

      zb_period_init_iso (&period, cases[i].start, cases[i].end);
      title = zb_entry_build_title (cases[i].issue, &period);
      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

/* Given weeks with a gap, then the week before is exactly that, or none. */
static void
test_neighbours (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autofree char *one = week_to_markdown (2024, 1, 100);
  g_autofree char *two = week_to_markdown (2024, 2, 110);
  g_autofree char *four = week_to_markdown (2024, 4, 120);
  g_autoptr(ZbDetail) first = NULL;
  g_autoptr(ZbDetail) second = NULL;
  g_autoptr(ZbDetail) fourth = NULL;
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, four));
  zb_import_result_unref (import_text (library, one));
  zb_import_result_unref (import_text (library, two));
  first = load_issue (library, 2024, 1);
  second = load_issue (library, 2024, 2);
  fourth = load_issue (library, 2024, 4);
  g_assert_null (first->week_before);
  g_assert_cmpint (first->older_id, ==, 0);
  g_assert_cmpint (first->newer_id, ==, second->entry->id);
  g_assert_cmpint (zb_figures_find (second->week_before->figures, "incidents_total")->value, ==, 100);
  g_assert_null (fourth->week_before);
  g_assert_cmpint (fourth->older_id, ==, second->entry->id);
  g_assert_cmpint (fourth->newer_id, ==, 0);
  g_assert_null (zb_library_load (library, 4711, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/list/ten-thousand", test_ten_thousand);
  g_test_add_func ("/library/list/titles", test_titles);
  g_test_add_func ("/library/list/neighbours", test_neighbours);
  return g_test_run ();
}
