/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "library/zb-library-private.h"

static const char no_index[] = "{\"version\":1,\"issues\":[]}";

/* Opening fails with this code, says something, and leaves the file's every byte. */
static void
assert_refused (const char *path,
                int         code)
{
  g_autoptr(GBytes) index = g_bytes_new_static (no_index, strlen (no_index));
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before, size_after;

  g_assert_true (g_file_get_contents (path, &before, &size_before, NULL));
  g_assert_null (zb_library_open (path, zb_extractor_get_default (), index, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_error (error, ZB_LIBRARY_ERROR, code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
}

static void
make_library (Fixture *fixture,
              guint    n_weeks)
{
  g_autoptr(ZbLibrary) library = fixture_open (fixture);

  for (guint i = 1; i <= n_weeks; i++)
    {
      g_autofree char *text = week_to_markdown (2023, i, 100 + i);

      zb_import_result_unref (import_text (library, text));
    }
}

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static void
test_newer (void)
{
  Fixture fixture;

  fixture_init (&fixture);
  make_library (&fixture, 1);
  run_sql (fixture.path, "PRAGMA user_version=99");
  assert_refused (fixture.path, ZB_LIBRARY_ERROR_NEWER);
  fixture_clear (&fixture);
}

static void
test_foreign (void)
{
  Fixture fixture;
  g_autofree char *path = NULL;

  fixture_init (&fixture);
  path = g_build_filename (fixture.folder, "bookmarks.db", NULL);
  run_sql (path, "CREATE TABLE bookmarks (a); INSERT INTO bookmarks VALUES ('precious')");
  assert_refused (path, ZB_LIBRARY_ERROR_FOREIGN);
  run_sql (path, "PRAGMA user_version=1");
  assert_refused (path, ZB_LIBRARY_ERROR_FOREIGN);
  fixture_clear (&fixture);
}

static void
test_not_a_database (void)
{
  Fixture fixture;
  g_autofree char *path = NULL;

  fixture_init (&fixture);
  path = fixture_write (&fixture, "thesis.txt", "Chapter one. It was a dark and stormy night, and so on, "
                        "for more than a hundred bytes, so that it might be a header.\n\n\n\n");
  assert_refused (path, ZB_LIBRARY_ERROR_CORRUPT);
  fixture_clear (&fixture);
}

/* Given a library cut off anywhere, then opening says so; or, where only a part of the last page is
 * missing, which opening does not look at, checking does. */
static void
test_truncated (void)
{
  Fixture fixture;
  g_autofree char *contents = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  gsize size;

  fixture_init (&fixture);
  make_library (&fixture, 30);
  g_assert_true (g_file_get_contents (fixture.path, &contents, &size, NULL));
  for (guint i = 0; i < 40; i++)
    {
      gsize length = (gsize) g_rand_int_range (rand, 1, (gint32) size);
      g_autofree char *path = g_strdup_printf ("%s/cut-%u.db", fixture.folder, i);

      g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
      if (length <= size - 8192)
        assert_refused (path, ZB_LIBRARY_ERROR_CORRUPT);
      else
        {
          Fixture here = { fixture.folder, path };
          g_autoptr(ZbLibrary) library = fixture_open (&here);
          g_autoptr(GPtrArray) problems = zb_library_check (library, NULL, NULL);

          g_assert_true (problems == NULL || problems->len > 0);
        }
    }
  fixture_clear (&fixture);
}

/* Given random bytes in the middle, then every call ends with a result or an error. */
static void
test_scribbled (void)
{
  Fixture fixture;
  g_autofree char *contents = NULL;
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);
  gsize size;

  fixture_init (&fixture);
  make_library (&fixture, 30);
  g_assert_true (g_file_get_contents (fixture.path, &contents, &size, NULL));
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *damaged = g_memdup2 (contents, size);
      g_autofree char *path = g_strdup_printf ("%s/scribbled-%u.db", fixture.folder, i);
      g_autoptr(GBytes) index = g_bytes_new_static (no_index, strlen (no_index));
      g_autoptr(ZbLibrary) library = NULL;
      g_autoptr(GPtrArray) entries = NULL;
      g_autoptr(GPtrArray) problems = NULL;
      g_autoptr(GError) error = NULL;

      for (guint j = 0; j < 200; j++)
        damaged[g_rand_int_range (rand, 100, (gint32) size)] = (char) g_rand_int_range (rand, 0, 256);
      g_assert_true (g_file_set_contents (path, damaged, (gssize) size, NULL));
      library = zb_library_open (path, zb_extractor_get_default (), index, &error);
      if (library == NULL)
        continue;
      entries = zb_library_list (library, NULL);
      for (guint j = 0; entries != NULL && j < entries->len; j++)
        {
          g_autoptr(ZbDetail) detail =
            zb_library_load (library, ((ZbEntry *) g_ptr_array_index (entries, j))->id, NULL);

          g_assert_true (detail == NULL || detail->entry != NULL);
        }
      problems = zb_library_check (library, NULL, &error);
      g_assert_true (problems == NULL || problems->len > 0);
    }
  fixture_clear (&fixture);
}

/* Given a file of no bytes, as a crash at the very beginning leaves it, then it becomes a library. */
static void
test_zero_bytes (void)
{
  Fixture fixture;

  fixture_init (&fixture);
  g_free (fixture_write (&fixture, "data/library.db", ""));
  make_library (&fixture, 1);
  fixture_clear (&fixture);
}

static void
test_folder (void)
{
  Fixture fixture;
  g_autoptr(GBytes) index = g_bytes_new_static (no_index, strlen (no_index));
  g_autofree char *under_file = NULL;
  g_autoptr(GError) error = NULL;

  fixture_init (&fixture);
  g_assert_null (zb_library_open (fixture.folder, zb_extractor_get_default (), index, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED);
  g_clear_error (&error);
  g_free (fixture_write (&fixture, "file", "x"));
  under_file = g_build_filename (fixture.folder, "file", "library.db", NULL);
  g_assert_null (zb_library_open (under_file, zb_extractor_get_default (), index, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FAILED);
  fixture_clear (&fixture);
}

/* Nothing is closed to root, so this runs as nobody, in a process of its own. */
static void
run_as_nobody (void (*story) (const Fixture *fixture),
               const Fixture *fixture)
{
  const char *closed = g_getenv ("G_TEST_TMPDIR");
  int status;
  pid_t child;

  /* Newer GLibs make the folders of a test in one that only its owner may enter. */
  if (closed != NULL)
    g_chmod (closed, 0711);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (geteuid () == 0)
        g_assert_cmpint (setuid (65534), ==, 0);
      story (fixture);
      _exit (EXIT_SUCCESS);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == EXIT_SUCCESS);
}

static void
refuse_read_only (const Fixture *fixture)
{
  assert_refused (fixture->path, ZB_LIBRARY_ERROR_READ_ONLY);
}

static void
refuse_closed (const Fixture *fixture)
{
  g_autofree char *inner = g_build_filename (fixture->folder, "new", "library.db", NULL);
  const char *const paths[] = { fixture->path, inner };
  g_autoptr(GBytes) index = g_bytes_new_static (no_index, strlen (no_index));

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (zb_library_open (paths[i], zb_extractor_get_default (), index, &error));
      g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_PERMISSION);
    }
}

/* Given a file, or a folder, that may be read and not written, then the error says so. */
static void
test_read_only (void)
{
  Fixture fixture;
  g_autofree char *folder = NULL;

  fixture_init (&fixture);
  make_library (&fixture, 1);
  folder = g_path_get_dirname (fixture.path);
  g_chmod (fixture.folder, 0755);
  g_chmod (folder, 0777);
  g_chmod (fixture.path, 0444);
  run_as_nobody (refuse_read_only, &fixture);
  g_chmod (folder, 0555);
  g_chmod (fixture.path, 0666);
  run_as_nobody (refuse_read_only, &fixture);
  g_chmod (folder, 0700);
  fixture_clear (&fixture);
}

/* Given a file that may not be read, or a folder in which none may be made, then the error says so. */
static void
test_no_permission (void)
{
  Fixture fixture;
  g_autofree char *folder = NULL;

  fixture_init (&fixture);
  make_library (&fixture, 1);
  folder = g_path_get_dirname (fixture.path);
  g_chmod (fixture.path, 0000);
  g_chmod (folder, 0755);
  g_chmod (fixture.folder, 0555);
  run_as_nobody (refuse_closed, &fixture);
  g_chmod (fixture.folder, 0700);
  fixture_clear (&fixture);
}

/* Given a disk that is full at different moments, then the import ends with a clear error, what is
 * counted is stored, the library is sound, and the import completes when there is room again. */
static void
test_full (void)
{
  Fixture fixture;
  g_autofree char *folder = NULL;
  struct rlimit limit, unlimited;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &unlimited);
  fixture_init (&fixture);
  folder = g_build_filename (fixture.folder, "in", NULL);
  for (guint i = 1; i <= 52; i++)
    {
      g_autofree char *name = g_strdup_printf ("in/%02u.md", i);
      g_autofree char *text = week_to_markdown (2024, i, 100 + i);

      g_free (fixture_write (&fixture, name, text));
    }
  for (guint room = 8; room <= 256; room *= 2)
    {
      g_autofree char *path = g_strdup_printf ("%s/full-%u.db", fixture.folder, room);
      Fixture here = { fixture.folder, path };
      g_autoptr(ZbLibrary) library = fixture_open (&here);
      g_autoptr(ZbImportResult) result = NULL;
      g_autoptr(ZbImportResult) rest = NULL;

      limit = unlimited;
      limit.rlim_cur = 170 * 1024 + room * 1024;
      setrlimit (RLIMIT_FSIZE, &limit);
      result = import_path (library, folder);
      setrlimit (RLIMIT_FSIZE, &unlimited);
      g_test_message ("%u KiB: %u imported", room, result->imported);
      if (result->error != NULL)
        {
          g_test_message ("%s", result->error->message);
          g_assert_error (result->error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_FULL);
        }
      if (room == 8)
        g_assert_nonnull (result->error);
      assert_sound (library);
      rest = import_path (library, folder);
      g_assert_no_error (rest->error);
      g_assert_cmpuint (rest->duplicates, ==, result->imported);
      g_assert_cmpuint (rest->imported, ==, 52 - result->imported);
      assert_sound (library);
    }
  fixture_clear (&fixture);
}

/* Given another program that holds the library, then a call ends with a clear error and works later. */
static void
test_busy (void)
{
  Fixture fixture;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GError) error = NULL;
  sqlite3 *other = NULL;
  gint64 id;

  fixture_init (&fixture);
  make_library (&fixture, 1);
  library = fixture_open (&fixture);
  /* The test has not the patience of a user. */
  sqlite3_busy_timeout (zb_database_get_handle (zb_library_get_database (library)), 20);
  id = zb_library_find (library, ISSUE (2023, 1), &error);
  g_assert_cmpint (sqlite3_open (fixture.path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (zb_library_set_read (library, id, TRUE, &error));
  g_assert_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_cmpint (sqlite3_exec (other, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_true (zb_library_set_read (library, id, TRUE, &error));
  sqlite3_close (other);
  g_clear_object (&library);
  fixture_clear (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/library/damage/newer", test_newer);
  g_test_add_func ("/library/damage/foreign", test_foreign);
  g_test_add_func ("/library/damage/not-a-database", test_not_a_database);
  g_test_add_func ("/library/damage/truncated", test_truncated);
  g_test_add_func ("/library/damage/scribbled", test_scribbled);
  g_test_add_func ("/library/damage/zero-bytes", test_zero_bytes);
  g_test_add_func ("/library/damage/folder", test_folder);
  g_test_add_func ("/library/damage/read-only", test_read_only);
  g_test_add_func ("/library/damage/no-permission", test_no_permission);
  g_test_add_func ("/library/damage/full", test_full);
  g_test_add_func ("/library/damage/busy", test_busy);
  return g_test_run ();
}
