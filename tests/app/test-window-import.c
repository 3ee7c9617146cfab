/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-issue-page.h"

/* Stories of opening saved pages: what is told, and what is there afterwards. */

static const Story verification_story = {
  .year = 2020, .number = 30, .period = "7月20日-7月26日", .published = "2020-07-30",
  .account = "转载样例", .url = REPOST_URL ("2020300000", ""),
};

static void
import_uris (WindowFixture *self,
             const char    *first,
             const char    *second)
{
  const char *const uris[] = { first, second };
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    if (uris[i] != NULL)
      g_ptr_array_add (files, g_file_new_for_commandline_arg (uris[i]));
  zb_window_import (self->window, files);
}

static char *
write_week (WindowFixture *self,
            const char    *name,
            guint          number)
{
  g_autofree char *text = week_to_markdown (2020, number, 300);

  return fixture_write (&self->files, name, text);
}

static gboolean
shows_issue (WindowFixture *self,
             guint          year,
             guint          number)
{
  GtkWidget *page = window_fixture_get_page (self);

  return page != NULL &&
         zb_issue_compare (zb_issue_page_get_detail (ZB_ISSUE_PAGE (page))->entry->issue,
                           ISSUE (year, number)) == 0;
}

/* The window has come to rest on an issue: what still is to be loaded changes nothing. */
static void
assert_stays_on (WindowFixture *self,
                 guint          year,
                 guint          number)
{
  WAIT_UNTIL (shows_issue (self, year, number));
  assert_rests (GTK_WIDGET (self->window));
  g_assert_true (shows_issue (self, year, number));
}

static void
test_files (void)
{
  WindowFixture fixture;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, NULL);
  first = write_week (&fixture, "first.md", 20);
  second = write_week (&fixture, "second.md", 21);
  import_uris (&fixture, first, second);
  WAIT_UNTIL (shows_text (fixture.window, "2 bulletins added"));
  WAIT_UNTIL (shows_text (fixture.window, "2 with text"));
  assert_stays_on (&fixture, 2020, 20);
  assert_shows (window_fixture_get_page (&fixture), "共处理网络安全事件300起");

  import_uris (&fixture, second, NULL);
  WAIT_UNTIL (shows_text (fixture.window, "1 was here already"));
  assert_stays_on (&fixture, 2020, 21);
  g_assert_null (find_dialog (&fixture));
  window_fixture_clear (&fixture);
}

static void
test_folder (void)
{
  WindowFixture fixture;
  g_autofree char *folder = NULL;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, NULL);
  g_free (write_week (&fixture, "saved/one.md", 20));
  g_free (write_week (&fixture, "saved/two.md", 21));
  g_free (write_week (&fixture, "saved/deeper/three.md", 22));
  g_free (fixture_write (&fixture.files, "saved/picture.png", "\211PNG"));
  folder = g_build_filename (fixture.files.folder, "saved", NULL);
  import_uris (&fixture, folder, NULL);
  WAIT_UNTIL (shows_text (fixture.window, "3 bulletins added"));
  WAIT_UNTIL (shows_text (fixture.window, "3 with text"));
  g_assert_null (find_dialog (&fixture));
  window_fixture_clear (&fixture);
}

static void
test_empty_folder (void)
{
  WindowFixture fixture;
  g_autofree char *folder = NULL;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, NULL);
  folder = g_build_filename (fixture.files.folder, "empty", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  import_uris (&fixture, folder, NULL);
  WAIT_UNTIL (shows_text (fixture.window, "No pages were found there"));
  window_fixture_clear (&fixture);
}

/* A page that holds no text is kept, and the issue's page says what was found instead. */
static void
test_refused_page (void)
{
  WindowFixture fixture;
  g_autofree char *text = shell_to_markdown (&verification_story, TRUE);
  g_autofree char *path = NULL;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, NULL);
  path = fixture_write (&fixture.files, "refused.md", text);
  import_uris (&fixture, path, NULL);
  WAIT_UNTIL (shows_text (fixture.window, "1 without a bulletin’s text"));
  assert_stays_on (&fixture, 2020, 30);
  assert_shows (window_fixture_get_page (&fixture), "A copy was opened, but it does not hold the text.");
  assert_shows (window_fixture_get_page (&fixture), "Refused by the site");
  assert_shows (window_fixture_get_page (&fixture), "asked for a verification");
  window_fixture_clear (&fixture);
}

/* What cannot be read is named in a dialog; the rest is there. */
static void
test_broken_file (void)
{
  WindowFixture fixture;
  GtkWindow *dialog;
  g_autofree char *good = NULL;
  g_autofree char *gone = NULL;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, NULL);
  good = write_week (&fixture, "good.md", 20);
  gone = g_build_filename (fixture.files.folder, "gone.md", NULL);
  import_uris (&fixture, gone, good);
  WAIT_UNTIL (find_dialog (&fixture) != NULL);
  dialog = find_dialog (&fixture);
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  assert_shows (dialog, "Not Everything Could Be Opened");
  assert_shows (dialog, "gone.md");
  assert_shows (fixture.window, "1 could not be read");
  gtk_window_close (dialog);
  WAIT_UNTIL (find_dialog (&fixture) == NULL);
  assert_stays_on (&fixture, 2020, 20);
  window_fixture_clear (&fixture);
}

static void
test_address_instead_of_file (void)
{
  WindowFixture fixture;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, NULL);
  import_uris (&fixture, "https://example.org/page.md", NULL);
  assert_shows (fixture.window, "Only files on this computer can be opened");
  window_fixture_clear (&fixture);
}

/* As a start from the command line does it: the files are given before the library is open. */
static void
test_files_at_start (void)
{
  WindowFixture fixture;
  g_autofree char *path = NULL;

  window_fixture_init (&fixture);
  path = write_week (&fixture, "first.md", 20);
  window_fixture_new (&fixture, NULL);
  import_uris (&fixture, path, NULL);
  gtk_window_present (GTK_WINDOW (fixture.window));
  WAIT_UNTIL (shows_text (fixture.window, "1 bulletin added"));
  assert_stays_on (&fixture, 2020, 20);
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/import/empty-folder", test_empty_folder);
  g_test_add_func ("/window/import/folder", test_folder);
  g_test_add_func ("/window/import/address", test_address_instead_of_file);
  g_test_add_func ("/window/import/files", test_files);
  g_test_add_func ("/window/import/refused-page", test_refused_page);
  g_test_add_func ("/window/import/broken-file", test_broken_file);
  g_test_add_func ("/window/import/files-at-start", test_files_at_start);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
