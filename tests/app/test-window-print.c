/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desktop-fixture.h"
#include "thread-fixture.h"
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/zb-issue-print.h"
#include "app/zb-paper-async.h"
#include "app/zb-window-private.h"

/* Stories of an issue on paper: saved as a PDF, sent to a printer, and what goes wrong. */

static void
open_story (WindowFixture *self)
{
  g_autofree char *text = week_to_markdown (2020, 20, 1200);

  window_fixture_init (self);
  window_fixture_store (self, text);
  window_fixture_open (self, "2020-20");
}

/* A dialog of this kind that asks something; the printer's has a header of its own, which nothing else needs. */
static GtkWidget *
find_toplevel (const char *type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), g_type_from_name (type)) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static gboolean
is_whole_pdf (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL) && length > 10000 &&
         g_str_has_prefix (contents, "%PDF-") && memmem (contents + length - 32, 32, "%%EOF", 5) != NULL;
}

static ZbDetail *
get_detail (WindowFixture *self)
{
  return zb_issue_page_get_detail (self->window->page);
}

/* The keys' action asks where to, with a name that says which issue it is; what is saved can be opened from there. */
static void
test_saved (void)
{
  WindowFixture fixture;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;

  open_story (&fixture);
  g_assert_cmpint (g_chdir (fixture.files.folder), ==, 0);
  window_fixture_activate (&fixture, "win.save-pdf");
  WAIT_UNTIL (find_toplevel ("GtkFileChooser") != NULL);
  name = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (find_toplevel ("GtkFileChooser")));
  g_assert_cmpstr (name, ==, "zhoubao-2020-20.pdf");
  path = g_build_filename (fixture.files.folder, name, NULL);
  for (gboolean is_there = FALSE; !is_there; wait_a_moment ())
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (find_toplevel ("GtkFileChooser")));

      is_there = file != NULL && g_strcmp0 (g_file_peek_path (file), path) == 0;
    }
  gtk_dialog_response (GTK_DIALOG (find_toplevel ("GtkFileChooser")), GTK_RESPONSE_ACCEPT);
  WAIT_UNTIL (shows_text (fixture.window, "Saved as “zhoubao-2020-20.pdf”"));
  g_assert_true (is_whole_pdf (path));
  g_assert_nonnull (find_button (GTK_WIDGET (fixture.window), "win.open-report"));
  g_assert_cmpint (g_chdir (g_get_tmp_dir ()), ==, 0);
  window_fixture_clear (&fixture);
}

/* Where there is no such folder it is told, and a file that is there already stays as it was. */
static void
test_failed (void)
{
  WindowFixture fixture;
  g_autoptr(GFile) nowhere = NULL;
  g_autofree char *path = NULL;

  open_story (&fixture);
  path = g_build_filename (fixture.files.folder, "none", "issue.pdf", NULL);
  nowhere = g_file_new_for_path (path);
  zb_window_save_pdf (fixture.window, get_detail (&fixture), nowhere);
  WAIT_UNTIL (shows_text (fixture.window, "could not be written"));
  g_assert_false (g_file_query_exists (nowhere, NULL));
  g_assert_null (find_button (GTK_WIDGET (fixture.window), "win.open-report"));
  window_fixture_clear (&fixture);
}

/* What was asked for is written although the window is closed before; the desktop tells how it went. */
static void
test_closed (void)
{
  WindowFixture fixture;
  Desktop desktop;
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;

  desktop_init (&desktop);
  open_story (&fixture);
  path = g_build_filename (fixture.files.folder, "issue.pdf", NULL);
  file = g_file_new_for_path (path);
  zb_window_save_pdf (fixture.window, get_detail (&fixture), file);
  window_fixture_close (&fixture);
  WAIT_UNTIL (desktop.n == 1);
  g_assert_true (is_whole_pdf (path));
  g_assert_cmpstr (desktop.title, ==, "The PDF Is Saved");
  g_assert_cmpstr (desktop.body, ==, "Saved as “issue.pdf”");
  window_fixture_clear (&fixture);
  desktop_clear (&desktop);
}

/* What takes long is told, and can be stopped: then nothing is written. */
static void
test_stopped (void)
{
  WindowFixture fixture;
  Blockers blockers;
  g_autofree char *path = NULL;
  g_autoptr(GFile) file = NULL;

  open_story (&fixture);
  path = g_build_filename (fixture.files.folder, "issue.pdf", NULL);
  file = g_file_new_for_path (path);
  block_threads (&blockers);
  zb_window_save_pdf (fixture.window, get_detail (&fixture), file);
  WAIT_UNTIL (shows_text (fixture.window, "Saving the PDF…"));
  g_assert_true (gtk_widget_get_visible (fixture.window->progress));
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (fixture.window), "Cancel"), "clicked");
  unblock_threads (&blockers);
  WAIT_UNTIL (shows_text (fixture.window, "The PDF was not saved"));
  g_assert_false (gtk_widget_get_visible (fixture.window->progress));
  g_assert_false (g_file_query_exists (file, NULL));
  window_fixture_clear (&fixture);
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  GPtrArray **pages = user_data;

  *pages = zb_paper_record_finish (result, &error);
  g_assert_no_error (error);
}

static void
printed_cb (GtkPrintOperation       *operation,
            GtkPrintOperationResult  result,
            gboolean                *is_done)
{
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  *is_done = TRUE;
}

/* Printed into a file, the pages have their texts; it needs no printer to be seen. */
static void
test_printed (void)
{
  WindowFixture fixture;
  g_autoptr(GPtrArray) pages = NULL;
  g_autoptr(GtkPrintOperation) operation = NULL;
  g_autofree char *path = NULL;
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  const char *argv[] = { "pdftotext", "-layout", NULL, "-", NULL };
  g_autofree char *last = NULL;
  gboolean is_done = FALSE;

  open_story (&fixture);
  zb_paper_record_async (get_detail (&fixture), fixture.window->library, fixture.window->entries, NULL, recorded_cb, &pages);
  WAIT_UNTIL (pages != NULL);
  g_assert_cmpuint (pages->len, >, 1);
  operation = zb_issue_print_operation_new (pages, "Issue");
  path = g_build_filename (fixture.files.folder, "printed.pdf", NULL);
  gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "done", G_CALLBACK (printed_cb), &is_done);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (fixture.window), &error);
  g_assert_no_error (error);
  WAIT_UNTIL (is_done);
  g_assert_true (is_whole_pdf (path));
  argv[2] = path;
  if (program == NULL)
    g_test_skip ("there is no pdftotext");
  else
    {
      g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (text, "Incidents handled"));
      g_assert_nonnull (strstr (text, "这是为测试写的一段话"));
      last = g_strdup_printf ("Page %u of %u", pages->len, pages->len);
      g_assert_nonnull (strstr (text, last));
    }
  window_fixture_clear (&fixture);
}

/* The print dialog comes, once, and can be left again; then the issue can be printed again. */
static void
test_dialog (void)
{
  WindowFixture fixture;

  open_story (&fixture);
  g_assert_true (window_fixture_can (&fixture, "win.print"));
  window_fixture_activate (&fixture, "win.print");
  g_assert_false (window_fixture_can (&fixture, "win.print"));
  WAIT_UNTIL (find_toplevel ("GtkPrintUnixDialog") != NULL);
  g_assert_true (window_fixture_can (&fixture, "win.print"));
  gtk_dialog_response (GTK_DIALOG (find_toplevel ("GtkPrintUnixDialog")), GTK_RESPONSE_CANCEL);
  WAIT_UNTIL (find_toplevel ("GtkPrintUnixDialog") == NULL);
  window_fixture_clear (&fixture);
}

static gboolean
has_accel (const char *action,
           const char *accel)
{
  g_auto(GStrv) accels = gtk_application_get_accels_for_action (GTK_APPLICATION (g_application_get_default ()), action);

  return g_strv_contains ((const char * const *) accels, accel);
}

/* Both have their keys, and rest where nothing is shown. */
static void
test_actions (void)
{
  WindowFixture fixture;
  g_autofree char *text = week_to_markdown (2020, 20, 1200);

  window_fixture_init (&fixture);
  window_fixture_store (&fixture, text);
  window_fixture_new (&fixture, "2020-20");
  g_assert_false (window_fixture_can (&fixture, "win.print"));
  g_assert_false (window_fixture_can (&fixture, "win.save-pdf"));
  gtk_window_present (GTK_WINDOW (fixture.window));
  WAIT_UNTIL (fixture.is_ready);
  g_assert_true (window_fixture_can (&fixture, "win.print"));
  g_assert_true (window_fixture_can (&fixture, "win.save-pdf"));
  g_assert_true (has_accel ("win.print", "<Control>p"));
  g_assert_true (has_accel ("win.save-pdf", "<Shift><Control>p"));
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/print/saved", test_saved);
  g_test_add_func ("/window/print/failed", test_failed);
  g_test_add_func ("/window/print/closed", test_closed);
  g_test_add_func ("/window/print/stopped", test_stopped);
  g_test_add_func ("/window/print/printed", test_printed);
  g_test_add_func ("/window/print/dialog", test_dialog);
  g_test_add_func ("/window/print/actions", test_actions);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
