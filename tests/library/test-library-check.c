/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

/* Given a sound library, when one thing is broken in it, then the check names it. */
static void
test_problem (gconstpointer data)
{
  const char *sql = data;
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;
  sqlite3 *handle = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *text = week_to_markdown (2024, i, 100 + i);

      zb_import_result_unref (import_text (library, text));
    }
  assert_sound (library);

  g_assert_cmpint (sqlite3_open (fixture.path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (handle), >, 0);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  problems = zb_library_check (library, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, >, 0);
  for (guint i = 0; i < problems->len; i++)
    {
      g_test_message ("%s", (const char *) g_ptr_array_index (problems, i));
      g_assert_null (strchr (g_ptr_array_index (problems, i), '%'));
    }
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given stored bytes that are damaged, then the page still comes, with a warning instead of the
 * text; and reading all again keeps what was read from them. */
static void
test_damaged_bytes (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = week_to_markdown (2024, 3, 42);
  ZbReparseResult result;
  sqlite3 *handle = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, text));
  g_assert_cmpint (sqlite3_open (fixture.path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE files SET packed = randomblob (90)", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);

  detail = load_issue (library, 2024, 3);
  g_assert_null (detail->shown);
  g_assert_cmpuint (detail->warnings->len, ==, 1);
  g_assert_true (zb_library_reparse (library, TRUE, &result, NULL, NULL, NULL, &error));
  g_assert_cmpuint (result.n_damaged, ==, 1);
  g_clear_pointer (&detail, zb_detail_unref);
  detail = load_issue (library, 2024, 3);
  g_assert_cmpint (find_sourced (detail, "incidents_total")->figure->value, ==, 42);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

static void
run_sql (Fixture    *fixture,
         const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (handle), >, 0);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* Given stored bytes that are damaged, when the file is imported again, then they are whole, the marks
 * are kept, and the next import has nothing to mend. */
static void
test_mended (gconstpointer sql)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbImportResult) mended = NULL;
  g_autoptr(ZbImportResult) again = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = week_to_markdown (2024, 3, 42);
  g_autofree char *other = week_to_markdown (2024, 4, 43);
  gint64 id;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, text));
  zb_import_result_unref (import_text (library, other));
  id = zb_library_find (library, ISSUE (2024, 3), &error);
  g_assert_true (zb_library_set_starred (library, id, TRUE, &error));
  run_sql (&fixture, sql);

  mended = import_text (library, text);
  g_assert_cmpuint (mended->updated, ==, 1);
  g_assert_cmpuint (mended->imported + mended->duplicates, ==, 0);
  g_assert_cmpuint (mended->bulletins->len, ==, 1);
  g_assert_cmpint (g_array_index (mended->bulletins, gint64, 0), ==, id);
  assert_sound (library);
  detail = load_issue (library, 2024, 3);
  g_assert_nonnull (detail->shown);
  g_assert_true (detail->entry->starred);
  g_assert_cmpint (find_sourced (detail, "incidents_total")->figure->value, ==, 42);

  again = import_text (library, text);
  g_assert_cmpuint (again->updated, ==, 0);
  g_assert_cmpuint (again->duplicates, ==, 1);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given a stored file whose copies are lost, when copies are read again, then it has them again. */
static void
test_lost_copies (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = week_to_markdown (2024, 3, 42);
  ZbReparseResult result;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, text));
  run_sql (&fixture, "DELETE FROM figures; DELETE FROM images; DELETE FROM recap; DELETE FROM copies");
  g_assert_true (zb_library_reparse (library, FALSE, &result, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_files, ==, 1);
  g_assert_cmpuint (result.n_changed, ==, 1);
  assert_sound (library);
  detail = load_issue (library, 2024, 3);
  g_assert_cmpint (find_sourced (detail, "incidents_total")->figure->value, ==, 42);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

/* Given bytes that unpack to far more than they should, then memory stays bounded. */
static void
test_bomb (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = week_to_markdown (2024, 3, 42);
  sqlite3 *handle = NULL;

  fixture_init (&fixture);
  library = fixture_open (&fixture);
  zb_import_result_unref (import_text (library, text));
  g_assert_cmpint (sqlite3_open (fixture.path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE files SET size = 10", NULL, NULL, NULL), ==, SQLITE_OK);
  problems = zb_library_check (library, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
  g_clear_pointer (&problems, g_ptr_array_unref);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE files SET size = 9000000000000000000", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  problems = zb_library_check (library, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 1);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_data_func ("/library/check/bytes",
                        "UPDATE files SET packed = zeroblob (50) WHERE id = 2", test_problem);
  g_test_add_data_func ("/library/check/hash",
                        "UPDATE files SET sha256 = randomblob (32) WHERE id = 2", test_problem);
  g_test_add_data_func ("/library/check/reference",
                        "UPDATE copies SET bulletin = 999 WHERE id = 2", test_problem);
  g_test_add_data_func ("/library/check/orphan", "DELETE FROM copies WHERE id = 2", test_problem);
  g_test_add_data_func ("/library/check/figures", "UPDATE figures SET bulletin = 1 WHERE copy = 2",
                        test_problem);
  g_test_add_data_func ("/library/check/summary", "UPDATE bulletins SET n_copies = 3 WHERE id = 2",
                        test_problem);
  g_test_add_data_func ("/library/check/state", "UPDATE bulletins SET state = 0 WHERE id = 2",
                        test_problem);
  g_test_add_data_func ("/library/check/source", "UPDATE sources SET kind = 'moon' WHERE id = 2",
                        test_problem);
  g_test_add_data_func ("/library/check/source-address", "UPDATE sources SET address = '' WHERE id = 1",
                        test_problem);
  g_test_add_data_func ("/library/check/task", "INSERT INTO tasks (source, address, position, kind)"
                                               " VALUES (99, 'https://a.example/', 1, 1)", test_problem);
  g_test_add_func ("/library/check/damaged-bytes", test_damaged_bytes);
  g_test_add_data_func ("/library/check/mended/bytes",
                        "UPDATE files SET packed = randomblob (90) WHERE id = 1", test_mended);
  g_test_add_data_func ("/library/check/mended/size",
                        "UPDATE files SET size = size + 1 WHERE id = 1", test_mended);
  g_test_add_data_func ("/library/check/mended/other-bytes",
                        "UPDATE files SET (size, packed) = (SELECT size, packed FROM files WHERE id = 2)"
                        " WHERE id = 1", test_mended);
  g_test_add_func ("/library/check/lost-copies", test_lost_copies);
  g_test_add_func ("/library/check/bomb", test_bomb);
  return g_test_run ();
}
