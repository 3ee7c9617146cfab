/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* Stories of a library that cannot be opened: the window says why, destroys nothing, and goes on as
 * soon as the cause is gone. */

static GtkWidget *
find_try_again (WindowFixture *self)
{
  GtkWidget *status = find_type (GTK_WIDGET (self->window), ADW_TYPE_STATUS_PAGE);

  g_assert_nonnull (status);
  g_assert_true (gtk_widget_get_mapped (status));
  return find_type (status, GTK_TYPE_BUTTON);
}

static void
assert_problem (WindowFixture *self,
                const char    *part)
{
  GtkWidget *status = find_type (GTK_WIDGET (self->window), ADW_TYPE_STATUS_PAGE);

  assert_shows (status, "The Library Cannot Be Opened");
  assert_shows (status, part);
  assert_shows (find_try_again (self), "Try Again");
  /* Nothing can be put into a library that is not there. */
  g_assert_false (gtk_widget_get_sensitive (find_button (GTK_WIDGET (self->window), "win.open")));
}

static void
try_again (WindowFixture *self)
{
  g_signal_emit_by_name (find_try_again (self), "clicked");
  WAIT_UNTIL (window_fixture_get_page (self) != NULL &&
              gtk_widget_get_mapped (window_fixture_get_page (self)));
  g_assert_true (gtk_widget_get_sensitive (find_button (GTK_WIDGET (self->window), "win.open")));
}

static char *
read_file (const char *path,
           gsize      *length)
{
  g_autoptr(GError) error = NULL;
  char *bytes;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
assert_file (const char *path,
             const char *bytes,
             gsize       length)
{
  gsize length_now;
  g_autofree char *bytes_now = read_file (path, &length_now);

  g_assert_cmpmem (bytes_now, length_now, bytes, length);
}

static void
test_folder_in_its_place (void)
{
  WindowFixture fixture;

  window_fixture_init (&fixture);
  g_assert_cmpint (g_mkdir_with_parents (fixture.files.path, 0700), ==, 0);
  window_fixture_open (&fixture, NULL);
  assert_problem (&fixture, "is no file");
  g_assert_cmpint (g_rmdir (fixture.files.path), ==, 0);
  try_again (&fixture);
  window_fixture_clear (&fixture);
}

static void
test_no_library_at_all (void)
{
  static const char text[] = "This was written by somebody, and is no library of ours. It stays as it is.";
  WindowFixture fixture;

  window_fixture_init (&fixture);
  g_free (fixture_write (&fixture.files, "data/library.db", text));
  window_fixture_open (&fixture, NULL);
  assert_problem (&fixture, "library.db");
  /* Another try, with nothing changed, is another refusal. */
  g_signal_emit_by_name (find_try_again (&fixture), "clicked");
  wait_frames (GTK_WIDGET (fixture.window), 30);
  assert_problem (&fixture, "library.db");
  assert_file (fixture.files.path, text, strlen (text));
  g_assert_cmpint (g_remove (fixture.files.path), ==, 0);
  try_again (&fixture);
  window_fixture_clear (&fixture);
}

/* A damaged library gives its place to a new one, and lies beside it as it was. */
static void
test_start_anew (void)
{
  static const char text[] = "SQLite format 3, but no page of it can be read.";
  WindowFixture fixture;
  g_autoptr(GDir) folder = NULL;
  g_autofree char *data = NULL;
  g_autofree char *kept = NULL;
  const char *name;

  window_fixture_init (&fixture);
  g_free (fixture_write (&fixture.files, "data/library.db", text));
  window_fixture_open (&fixture, NULL);
  assert_problem (&fixture, "is damaged");
  window_fixture_activate (&fixture, "win.start-anew");
  WAIT_UNTIL (window_fixture_get_page (&fixture) != NULL && gtk_widget_get_mapped (window_fixture_get_page (&fixture)));
  assert_shows (fixture.window, "The damaged library is kept as “library-damaged-");
  g_assert_nonnull (find_labelled_button (GTK_WIDGET (fixture.window), "Restore a Backup…"));
  g_assert_false (window_fixture_can (&fixture, "win.start-anew"));
  data = g_path_get_dirname (fixture.files.path);
  folder = g_dir_open (data, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "library-damaged-") && g_str_has_suffix (name, ".db"))
      kept = g_build_filename (data, name, NULL);
  g_assert_nonnull (kept);
  assert_file (kept, text, strlen (text));
  window_fixture_clear (&fixture);
}

static void
run_sql (WindowFixture *self,
         const char    *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (self->files.path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static int
take_number_cb (void  *number,
                int    n_columns,
                char **values,
                char **names)
{
  *(int *) number = atoi (values[0]);
  return 0;
}

static int
read_version (WindowFixture *self)
{
  sqlite3 *handle = NULL;
  int version = 0;

  g_assert_cmpint (sqlite3_open (self->files.path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA user_version", take_number_cb, &version, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return version;
}

static void
test_newer_version (void)
{
  WindowFixture fixture;
  g_autofree char *text = week_to_markdown (2020, 20, 300);
  g_autofree char *bytes = NULL;
  g_autofree char *restore = NULL;
  gsize length;

  window_fixture_init (&fixture);
  window_fixture_store (&fixture, text);
  restore = g_strdup_printf ("PRAGMA user_version = %d;", read_version (&fixture));
  run_sql (&fixture, "PRAGMA user_version = 999; PRAGMA wal_checkpoint (TRUNCATE);");
  bytes = read_file (fixture.files.path, &length);
  window_fixture_open (&fixture, NULL);
  assert_problem (&fixture, "newer version");
  assert_file (fixture.files.path, bytes, length);
  run_sql (&fixture, restore);
  try_again (&fixture);
  window_fixture_select (&fixture, 2020, 20);
  assert_shows (window_fixture_get_page (&fixture), "共处理网络安全事件300起");
  window_fixture_clear (&fixture);
}

/* Files that were given with the start wait until there is a library to put them into. */
static void
test_files_wait (void)
{
  WindowFixture fixture;
  g_autofree char *text = week_to_markdown (2020, 20, 300);
  g_autofree char *path = NULL;
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  window_fixture_init (&fixture);
  g_assert_cmpint (g_mkdir_with_parents (fixture.files.path, 0700), ==, 0);
  path = fixture_write (&fixture.files, "first.md", text);
  g_ptr_array_add (files, g_file_new_for_path (path));
  window_fixture_open (&fixture, NULL);
  zb_window_import (fixture.window, files);
  wait_frames (GTK_WIDGET (fixture.window), 3);
  assert_problem (&fixture, "is no file");
  g_assert_cmpint (g_rmdir (fixture.files.path), ==, 0);
  try_again (&fixture);
  WAIT_UNTIL (shows_text (fixture.window, "1 bulletin added"));
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/problems/folder-in-its-place", test_folder_in_its_place);
  g_test_add_func ("/window/problems/no-library", test_no_library_at_all);
  g_test_add_func ("/window/problems/start-anew", test_start_anew);
  g_test_add_func ("/window/problems/newer-version", test_newer_version);
  g_test_add_func ("/window/problems/files-wait", test_files_wait);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
