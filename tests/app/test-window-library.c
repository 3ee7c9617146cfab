/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include <glib/gstdio.h>

#include "app/zb-application.h"
#include "app/zb-issue-page.h"
#include "app/zb-library-window.h"
#include "app/zb-sidebar.h"
#include "library/zb-backup.h"
#include "library/zb-library-private.h"

/* Stories of the library's page. */

static void
store_week (WindowFixture *self,
            guint          number,
            guint          total)
{
  g_autofree char *text = week_to_markdown (2020, number, total);

  window_fixture_store (self, text);
}

/* Given a library with issues 10 and 11, whose page is open. */
static GtkWidget *
open_page (WindowFixture *self)
{
  window_fixture_init (self);
  store_week (self, 10, 100);
  store_week (self, 11, 110);
  window_fixture_open (self, "2020-11");
  window_fixture_activate (self, "win.library-page");
  WAIT_UNTIL (find_dialog (self) != NULL);
  wait_frames (GTK_WIDGET (find_dialog (self)), 3);
  return GTK_WIDGET (find_dialog (self));
}

static void
begin (GtkWidget         *page,
       ZbLibraryWorkKind  kind,
       const char        *path)
{
  zb_library_window_begin (ZB_LIBRARY_WINDOW (page), kind, (const char *[]) { path, NULL });
}

/* The dialog in front of the library's page; NULL for none. */
static GtkWidget *
find_question (GtkWidget *page)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (page) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static void
answer (GtkWidget  *page,
        const char *response)
{
  GtkWidget *question = find_question (page);

  g_assert_true (ADW_IS_MESSAGE_DIALOG (question));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), response);
  gtk_window_destroy (GTK_WINDOW (question));
}

static const char *
get_subtitle (GtkWidget  *page,
              const char *title)
{
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (find_action_row (page, title)));

  return subtitle != NULL ? subtitle : "";
}

static void
test_facts (void)
{
  WindowFixture self;
  GtkWidget *page = open_page (&self);

  WAIT_UNTIL (strstr (get_subtitle (page, "Contents"), "2 with text") != NULL);
  g_assert_nonnull (strstr (get_subtitle (page, "Contents"), "2 copies · 0 pictures"));
  g_assert_nonnull (strstr (get_subtitle (page, "Size on Disk"), "B"));
  g_assert_cmpstr (get_subtitle (page, "Place"), ==, self.files.path);
  assert_fits (gtk_widget_get_first_child (page));
  gtk_window_set_default_size (GTK_WINDOW (page), 360, 600);
  wait_frames (page, 3);
  assert_fits (gtk_widget_get_first_child (page));
  assert_rests (page);
  window_fixture_clear (&self);
}

static void
test_check (void)
{
  WindowFixture self;
  GtkWidget *page = open_page (&self);

  g_signal_emit_by_name (find_type (find_action_row (page, "Check"), GTK_TYPE_BUTTON), "clicked");
  WAIT_UNTIL (g_str_equal (get_subtitle (page, "Check"), "All is well."));
  window_fixture_close (&self);

  fixture_run_sql (&self.files, "UPDATE files SET packed = x'00' WHERE id = 1");
  window_fixture_open (&self, NULL);
  window_fixture_activate (&self, "win.library-page");
  WAIT_UNTIL (find_dialog (&self) != NULL);
  page = GTK_WIDGET (find_dialog (&self));
  wait_frames (page, 3);
  begin (page, ZB_LIBRARY_WORK_CHECK, NULL);
  WAIT_UNTIL (find_question (page) != NULL);
  assert_shows (find_question (page), "The Library Is Not Sound");
  assert_shows (find_question (page), "are damaged");
  answer (page, "close");
  window_fixture_clear (&self);
}

static void
test_backup_and_restore (void)
{
  WindowFixture self;
  GtkWidget *page = open_page (&self);
  g_autofree char *backup = g_build_filename (self.files.folder, "backup.db", NULL);
  g_autofree char *more = week_to_markdown (2020, 12, 120);
  g_autofree char *path = NULL;

  begin (page, ZB_LIBRARY_WORK_BACK_UP, backup);
  WAIT_UNTIL (shows_text (page, "The backup is written"));
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));

  path = fixture_write (&self.files, "more.md", more);
  begin (page, ZB_LIBRARY_WORK_IMPORT, path);
  WAIT_UNTIL (strstr (get_subtitle (page, "Contents"), "3 with text") != NULL);
  WAIT_UNTIL (shows_text (self.window, "Issue 12 of 2020"));

  /* Asked first; whoever says no has everything as it was. */
  begin (page, ZB_LIBRARY_WORK_RESTORE, backup);
  WAIT_UNTIL (find_question (page) != NULL);
  assert_shows (find_question (page), "backup.db");
  answer (page, "cancel");
  g_assert_nonnull (strstr (get_subtitle (page, "Contents"), "3 with text"));

  begin (page, ZB_LIBRARY_WORK_RESTORE, backup);
  WAIT_UNTIL (find_question (page) != NULL);
  answer (page, "replace");
  WAIT_UNTIL (find_question (page) != NULL);
  assert_shows (find_question (page), "The Library Is Restored");
  assert_shows (find_question (page), ".bak");
  answer (page, "close");
  WAIT_UNTIL (strstr (get_subtitle (page, "Contents"), "2 with text") != NULL);
  /* The issue that was shown is not there any more. */
  WAIT_UNTIL (!shows_text (window_fixture_get_page (&self), "Issue 12 of 2020"));
  g_assert_false (zb_window_show_issue (self.window, ISSUE (2020, 12)));
  window_fixture_select (&self, 2020, 11);
  window_fixture_clear (&self);
}

/* The issue that is shown is shown again as the backup has it. */
static void
test_restore_shown (void)
{
  WindowFixture self;
  GtkWidget *page;
  g_autofree char *backup = NULL;
  g_autoptr(GError) error = NULL;
  ZbIssuePage *issue;

  window_fixture_init (&self);
  backup = g_build_filename (self.files.folder, "backup.db", NULL);
  store_week (&self, 11, 110);
  g_assert_true (zb_backup_write (self.files.path, backup, &error));
  g_assert_no_error (error);
  {
    g_autoptr(ZbLibrary) library = fixture_open (&self.files);
    gint64 id = zb_library_find (library, ISSUE (2020, 11), &error);

    g_assert_true (zb_library_set_starred (library, id, TRUE, &error));
  }
  store_week (&self, 10, 100);
  window_fixture_open (&self, "2020-11");
  window_fixture_activate (&self, "win.library-page");
  WAIT_UNTIL (find_dialog (&self) != NULL);
  page = GTK_WIDGET (find_dialog (&self));
  wait_frames (page, 3);
  issue = ZB_ISSUE_PAGE (window_fixture_get_page (&self));
  g_assert_true (zb_issue_page_get_detail (issue)->entry->starred);
  begin (page, ZB_LIBRARY_WORK_RESTORE, backup);
  WAIT_UNTIL (find_question (page) != NULL);
  answer (page, "replace");
  WAIT_UNTIL (!zb_issue_page_get_detail (issue)->entry->starred);
  assert_shows (issue, "Issue 11 of 2020");
  window_fixture_clear (&self);
}

static void
test_failures (void)
{
  WindowFixture self;
  GtkWidget *page = open_page (&self);
  g_autofree char *text = fixture_write (&self.files, "notes.txt", "No library at all, but words enough to fill a line.");
  g_autofree char *nowhere = g_build_filename (self.files.folder, "none", "x.db", NULL);
  static const ZbLibraryWorkKind writing[] = { ZB_LIBRARY_WORK_BACK_UP, ZB_LIBRARY_WORK_EXPORT };

  begin (page, ZB_LIBRARY_WORK_RESTORE, text);
  WAIT_UNTIL (find_question (page) != NULL);
  answer (page, "replace");
  WAIT_UNTIL (find_question (page) != NULL);
  assert_shows (find_question (page), "The Backup Was Not Restored");
  answer (page, "close");
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    {
      begin (page, writing[i], nowhere);
      WAIT_UNTIL (find_question (page) != NULL);
      assert_shows (find_question (page), "Not ");
      answer (page, "close");
    }
  /* All can be tried again. */
  g_assert_true (gtk_widget_get_sensitive (find_type (find_action_row (page, "Check"), GTK_TYPE_BUTTON)));
  window_fixture_select (&self, 2020, 10);
  window_fixture_clear (&self);
}

static void
test_export (void)
{
  WindowFixture self;
  GtkWidget *page = open_page (&self);
  g_autofree char *path = g_build_filename (self.files.folder, "zhoubao.json", NULL);
  g_autofree char *text = NULL;

  begin (page, ZB_LIBRARY_WORK_EXPORT, path);
  WAIT_UNTIL (shows_text (page, "2 texts exported"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "jsonfeed.org/version/1.1"));
  g_assert_nonnull (strstr (text, "2020年第11期"));
  window_fixture_clear (&self);
}

/* What takes long says what it does, lets nothing else begin, and can be stopped. */
static void
test_cancel (void)
{
  WindowFixture self;
  GtkWidget *page = open_page (&self);
  GtkWidget *check = find_type (find_action_row (page, "Check"), GTK_TYPE_BUTTON);
  ZbLibrary *library = zb_syncer_get_library (zb_application_get_syncer (ZB_APPLICATION (g_application_get_default ())));
  GtkWidget *cancel;

  /* As if somebody else were at it for long. */
  WAIT_UNTIL (strstr (get_subtitle (page, "Contents"), "2 with text") != NULL);
  zb_library_lock (library);
  g_signal_emit_by_name (check, "clicked");
  g_assert_false (gtk_widget_get_sensitive (check));
  WAIT_UNTIL (shows_text (page, "Checking the library…"));
  g_assert_true (gtk_widget_get_mapped (find_type (page, GTK_TYPE_PROGRESS_BAR)));
  cancel = find_labelled_button (page, "Cancel");
  g_signal_emit_by_name (cancel, "clicked");
  g_assert_false (gtk_widget_get_sensitive (cancel));
  zb_library_unlock (library);
  WAIT_UNTIL (shows_text (page, "Stopped. Nothing was changed."));
  assert_hides (page, "Checking the library…");
  g_assert_true (gtk_widget_get_sensitive (check));
  window_fixture_clear (&self);
}

/* While the library becomes another one, nothing is fetched into it. */
static void
test_no_sync (void)
{
  WindowFixture self;
  GtkWidget *page = open_page (&self);
  g_autofree char *backup = g_build_filename (self.files.folder, "backup.db", NULL);
  ZbSyncer *syncer = zb_application_get_syncer (ZB_APPLICATION (g_application_get_default ()));
  ZbLibrary *library = zb_syncer_get_library (syncer);
  g_autoptr(GError) error = NULL;

  g_assert_true (zb_backup_write (self.files.path, backup, &error));
  g_assert_no_error (error);
  WAIT_UNTIL (strstr (get_subtitle (page, "Contents"), "2 with text") != NULL);
  begin (page, ZB_LIBRARY_WORK_RESTORE, backup);
  WAIT_UNTIL (find_question (page) != NULL);
  zb_library_lock (library);
  answer (page, "replace");
  window_fixture_activate (&self, "win.sync");
  assert_shows (self.window, "The library is being restored.");
  g_assert_false (zb_syncer_start (syncer, &(ZbSyncRequest) { 0, }));
  zb_library_unlock (library);
  WAIT_UNTIL (find_question (page) != NULL);
  answer (page, "close");
  g_assert_false (zb_syncer_is_held (syncer));
  window_fixture_clear (&self);
}

/* What runs goes on in its thread when the windows are gone, and touches none of them. */
static void
test_closing (void)
{
  WindowFixture self;
  GtkWidget *page = open_page (&self);

  begin (page, ZB_LIBRARY_WORK_CHECK, NULL);
  gtk_window_destroy (GTK_WINDOW (page));
  window_fixture_activate (&self, "win.library-page");
  begin (GTK_WIDGET (find_dialog (&self)), ZB_LIBRARY_WORK_CHECK, NULL);
  window_fixture_clear (&self);
}

static void
add_tests (void)
{
  g_test_add_func ("/library-page/facts", test_facts);
  g_test_add_func ("/library-page/check", test_check);
  g_test_add_func ("/library-page/backup-and-restore", test_backup_and_restore);
  g_test_add_func ("/library-page/restore-shown", test_restore_shown);
  g_test_add_func ("/library-page/failures", test_failures);
  g_test_add_func ("/library-page/export", test_export);
  g_test_add_func ("/library-page/cancel", test_cancel);
  g_test_add_func ("/library-page/no-sync", test_no_sync);
  g_test_add_func ("/library-page/closing", test_closing);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
