/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desktop-fixture.h"
#include "thread-fixture.h"
#include "window-fixture.h"

#include <glib/gstdio.h>

#include "app/zb-report-dialog.h"
#include "app/zb-window-private.h"

/* Stories of a report: chosen, saved, stopped, and what goes wrong. */

/* As in the dialog's list. */
enum {
  RANGE_3_MONTHS,
  RANGE_YEAR,
  RANGE_ALL,
  RANGE_OWN,
};

/* The bundled index, whose newest weeks are later, and four weeks of 2020. */
static void
open_story (WindowFixture *self)
{
  static const guint totals[] = { 1200, 1320, 1405, 990 };

  window_fixture_init (self);
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    {
      g_autofree char *text = week_to_markdown (2020, 20 + i, totals[i]);

      window_fixture_store (self, text);
    }
  window_fixture_open (self, "2020-21");
}

static ZbReportDialog *
open_dialog (WindowFixture *self)
{
  GtkWindow *dialog;

  window_fixture_activate (self, "win.save-report");
  dialog = find_dialog (self);
  g_assert_true (ZB_IS_REPORT_DIALOG (dialog));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  wait_frames (GTK_WIDGET (dialog), 3);
  return ZB_REPORT_DIALOG (dialog);
}

static GtkWidget *
get_row (ZbReportDialog *dialog,
         const char     *title)
{
  GtkWidget *row = find_action_row (GTK_WIDGET (dialog), title);

  g_assert_nonnull (row);
  return row;
}

/* The row of a day, which is there also while it is not asked for. */
static GtkWidget *
get_entry (ZbReportDialog *dialog,
           const char     *title)
{
  GtkWidget *root = GTK_WIDGET (dialog);

  for (GtkWidget *widget = root; widget != NULL; widget = next_widget (root, widget))
    if (ADW_IS_ENTRY_ROW (widget) && g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
      return widget;
  g_assert_not_reached ();
}

static void
choose_range (ZbReportDialog *dialog,
              guint           range)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_row (dialog, "_Weeks")), range);
  wait_frames (GTK_WIDGET (dialog), 2);
}

static void
type_days (ZbReportDialog *dialog,
           const char     *from,
           const char     *to)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (dialog, "_First Day")), from);
  gtk_editable_set_text (GTK_EDITABLE (get_entry (dialog, "_Last Day")), to);
  wait_frames (GTK_WIDGET (dialog), 2);
}

static GtkWidget *
get_check (ZbReportDialog *dialog,
           const char     *figure)
{
  return find_type (get_row (dialog, figure), GTK_TYPE_CHECK_BUTTON);
}

static gboolean
can_save (ZbReportDialog *dialog)
{
  return gtk_widget_get_sensitive (find_button (GTK_WIDGET (dialog), "dialog.save"));
}

static void
close_dialog (WindowFixture  *self,
              ZbReportDialog *dialog)
{
  g_assert_true (press_key (GTK_WIDGET (dialog), GDK_KEY_Escape));
  WAIT_UNTIL (find_dialog (self) == NULL);
}

/* The chooser that asks where to. */
static GtkWidget *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_mapped (window))
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

/* No half file, and nothing of one. */
static void
assert_nothing_written (WindowFixture *self)
{
  g_autoptr(GDir) folder = g_dir_open (self->files.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_cmpstr (name, ==, "data");
}

/* A report of these four weeks, without the dialog. */
static ZbReportRequest *
make_request (WindowFixture *self)
{
  const char *const figures[] = { "incidents_total", NULL };
  GDate from, to;

  g_assert_true (zb_date_parse_iso ("2020-05-11", &from));
  g_assert_true (zb_date_parse_iso ("2020-06-07", &to));
  return zb_report_request_new (self->window->entries, figures, &from, &to);
}

/* --- Stories ------------------------------------------------------------------------------------- */

/* Given weeks, then Enter saves the last year of them, under a name that says so, and the file can be opened from there. */
static void
test_saved (void)
{
  WindowFixture fixture;
  ZbReportDialog *dialog;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;

  open_story (&fixture);
  dialog = open_dialog (&fixture);
  assert_shows (dialog, "Last Year");
  g_assert_true (can_save (dialog));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == find_button (GTK_WIDGET (dialog), "dialog.save"));
  g_assert_cmpint (g_chdir (fixture.files.folder), ==, 0);
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (dialog)));
  WAIT_UNTIL (find_chooser () != NULL);
  name = gtk_file_chooser_get_current_name (GTK_FILE_CHOOSER (find_chooser ()));
  g_assert_true (g_regex_match_simple ("^zhoubao-report-\\d{4}-\\d\\d-\\d\\d-\\d{4}-\\d\\d-\\d\\d\\.pdf$", name, 0, 0));
  path = g_build_filename (fixture.files.folder, name, NULL);
  for (gboolean is_there = FALSE; !is_there; wait_a_moment ())
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (find_chooser ()));

      is_there = file != NULL && g_strcmp0 (g_file_peek_path (file), path) == 0;
    }
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
  WAIT_UNTIL (shows_text (fixture.window, "Saved as “zhoubao-report-"));
  g_assert_true (is_whole_pdf (path));
  g_assert_nonnull (find_button (GTK_WIDGET (fixture.window), "win.open-report"));
  g_assert_null (find_dialog (&fixture));
  g_assert_cmpint (g_chdir (g_get_tmp_dir ()), ==, 0);
  window_fixture_clear (&fixture);
}

/* Each choice tells which days it means and of how many weeks there are numbers; one's own days begin where the last
 * year does. */
static void
test_ranges (void)
{
  WindowFixture fixture;
  ZbReportDialog *dialog;
  g_autoptr(ZbReportRequest) request = NULL;
  g_autofree char *from = NULL;

  open_story (&fixture);
  dialog = open_dialog (&fixture);
  g_assert_false (gtk_widget_get_visible (get_entry (dialog, "_First Day")));
  choose_range (dialog, RANGE_3_MONTHS);
  g_assert_true (can_save (dialog));
  request = zb_report_dialog_dup_request (dialog);
  g_assert_cmpint (g_date_days_between (&request->from, &request->to), ==, 13 * 7 - 1);
  g_assert_cmpint (g_date_get_weekday (&request->from), ==, G_DATE_MONDAY);
  choose_range (dialog, RANGE_ALL);
  g_assert_true (can_save (dialog));
  g_clear_pointer (&request, zb_report_request_free);
  request = zb_report_dialog_dup_request (dialog);
  g_assert_cmpuint (g_date_get_year (&request->from), <, 2020);
  choose_range (dialog, RANGE_OWN);
  g_assert_true (gtk_widget_get_visible (get_entry (dialog, "_First Day")));
  g_assert_true (can_save (dialog));
  type_days (dialog, "2020-05-11", "2020-06-07");
  assert_shows (dialog, "11 May 2020 – 7 June 2020 · numbers of 4 weeks");
  g_clear_pointer (&request, zb_report_request_free);
  request = zb_report_dialog_dup_request (dialog);
  from = zb_date_dup_iso (&request->from);
  g_assert_cmpstr (from, ==, "2020-05-11");
  g_assert_cmpuint (g_strv_length (request->figures), ==, 3);
  g_assert_cmpstr (request->figures[0], ==, "incidents_total");
  close_dialog (&fixture, dialog);
  window_fixture_clear (&fixture);
}

static void
assert_wrong (ZbReportDialog *dialog,
              GtkWidget      *entry,
              const char     *message)
{
  g_autofree char *description = NULL;

  assert_shows (dialog, message);
  g_assert_false (can_save (dialog));
  if (entry == NULL)
    return;
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  description = dup_accessible (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_assert_cmpstr (description, ==, message);
}

/* What cannot be is told at every key, at the row that is wrong, and nothing can be saved meanwhile. */
static void
test_wrong_days (void)
{
  static const char *const no_days[] = { "", "2020", "2020-13-01", "2020-02-30", "2020-5-11", "11.05.2020", "2020-05-11x" };
  WindowFixture fixture;
  ZbReportDialog *dialog;
  GtkWidget *from, *to;

  open_story (&fixture);
  dialog = open_dialog (&fixture);
  choose_range (dialog, RANGE_OWN);
  from = get_entry (dialog, "_First Day");
  to = get_entry (dialog, "_Last Day");
  for (guint i = 0; i < G_N_ELEMENTS (no_days); i++)
    {
      type_days (dialog, no_days[i], "2020-06-07");
      assert_wrong (dialog, from, "Type a day as year, month and day, such as 2024-01-31.");
      g_assert_false (gtk_widget_has_css_class (to, "error"));
    }
  type_days (dialog, "2020-06-08", "2020-06-07");
  assert_wrong (dialog, to, "The last day lies before the first one.");
  g_assert_false (gtk_widget_has_css_class (from, "error"));
  type_days (dialog, "1990-01-01", "1990-12-31");
  assert_wrong (dialog, NULL, "None of the chosen figures is known for any of these weeks.");
  /* As an input method or another program may give it. */
  type_days (dialog, "２０２０－０５－１１", " 2020-06-07 ");
  g_assert_true (can_save (dialog));
  assert_hides (dialog, "Type a day");
  /* What is typed does not matter where it is not asked for. */
  type_days (dialog, "", "");
  g_assert_false (can_save (dialog));
  choose_range (dialog, RANGE_YEAR);
  g_assert_true (can_save (dialog));
  close_dialog (&fixture, dialog);
  g_assert_null (find_chooser ());
  window_fixture_clear (&fixture);
}

static void
test_figures (void)
{
  WindowFixture fixture;
  ZbReportDialog *dialog;
  g_autoptr(GPtrArray) checks = NULL;

  open_story (&fixture);
  dialog = open_dialog (&fixture);
  checks = find_all (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON);
  g_assert_cmpuint (checks->len, >, 6);
  assert_hides (dialog, "Threat level");
  for (guint i = 0; i < checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (checks, i), FALSE);
  assert_wrong (dialog, NULL, "Choose a figure.");
  for (guint i = 0; i < 6; i++)
    gtk_check_button_set_active (g_ptr_array_index (checks, i), TRUE);
  choose_range (dialog, RANGE_ALL);
  g_assert_true (can_save (dialog));
  gtk_check_button_set_active (g_ptr_array_index (checks, 6), TRUE);
  assert_wrong (dialog, NULL, "Choose 6 figures at most: a page has no room for more numbers beside each other.");
  gtk_widget_activate (get_row (dialog, "Incidents handled"));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (get_check (dialog, "Incidents handled"))));
  g_assert_true (can_save (dialog));
  close_dialog (&fixture, dialog);
  window_fixture_clear (&fixture);
}

/* Before the list is here there is nothing to make a report of. */
static void
test_nothing_known (void)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_entry_unref);
  WindowFixture fixture;
  ZbEntry *entry = zb_entry_new ();

  window_fixture_init (&fixture);
  window_fixture_new (&fixture, NULL);
  g_assert_false (window_fixture_can (&fixture, "win.save-report"));
  gtk_window_present (GTK_WINDOW (fixture.window));
  WAIT_UNTIL (fixture.is_ready);
  g_assert_true (window_fixture_can (&fixture, "win.save-report"));
  window_fixture_clear (&fixture);

  g_assert_false (zb_report_dialog_can_show (NULL));
  g_assert_false (zb_report_dialog_can_show (entries));
  /* A level is no number, and a number without a week stands nowhere. */
  entry->issue = ISSUE (2020, 20);
  zb_entry_add_figure (entry, zb_figure_new_level ("vuln_level", "中"));
  g_ptr_array_add (entries, entry);
  g_assert_false (zb_report_dialog_can_show (entries));
  zb_entry_add_figure (entry, zb_figure_new ("incidents_total", 0));
  g_assert_true (zb_report_dialog_can_show (entries));
}

/* Where nothing can be written, that is told with the reason, and nothing is there. */
static void
test_cannot_be_written (void)
{
  WindowFixture fixture;
  g_autoptr(GFile) nowhere = g_file_new_for_path ("/proc/no/such/folder/report.pdf");

  open_story (&fixture);
  zb_window_save_report (fixture.window, make_request (&fixture), nowhere);
  WAIT_UNTIL (shows_text (fixture.window, "“/proc/no/such/folder/report.pdf” could not be written"));
  assert_shows (fixture.window, "choose another place, or make room");
  g_assert_null (find_button (GTK_WIDGET (fixture.window), "win.open-report"));
  assert_nothing_written (&fixture);
  window_fixture_clear (&fixture);
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
  path = g_build_filename (fixture.files.folder, "report.pdf", NULL);
  file = g_file_new_for_path (path);
  block_threads (&blockers);
  zb_window_save_report (fixture.window, make_request (&fixture), file);
  g_assert_false (shows_text (fixture.window, "Saving the report…"));
  WAIT_UNTIL (shows_text (fixture.window, "Saving the report…"));
  g_assert_true (gtk_widget_get_visible (fixture.window->progress));
  g_signal_emit_by_name (find_labelled_button (GTK_WIDGET (fixture.window), "Cancel"), "clicked");
  unblock_threads (&blockers);
  WAIT_UNTIL (shows_text (fixture.window, "The report was not saved"));
  g_assert_false (gtk_widget_get_visible (fixture.window->progress));
  assert_hides (fixture.window, "Saving the report…");
  assert_nothing_written (&fixture);
  assert_rests (GTK_WIDGET (fixture.window));
  window_fixture_clear (&fixture);
}

/* Whoever closes the window meanwhile gets the report all the same, and all of it; the desktop tells how it went. */
static void
test_window_closed (void)
{
  WindowFixture fixture;
  Blockers blockers;
  Desktop desktop;
  g_autofree char *path = NULL;
  g_autoptr(GFile) nowhere = g_file_new_for_path ("/proc/no/report.pdf");
  g_autoptr(GFile) file = NULL;

  desktop_init (&desktop);
  open_story (&fixture);
  path = g_build_filename (fixture.files.folder, "report.pdf", NULL);
  file = g_file_new_for_path (path);
  block_threads (&blockers);
  zb_window_save_report (fixture.window, make_request (&fixture), file);
  zb_window_save_report (fixture.window, make_request (&fixture), nowhere);
  WAIT_UNTIL (shows_text (fixture.window, "Saving the report…"));
  window_fixture_close (&fixture);
  assert_nothing_written (&fixture);
  unblock_threads (&blockers);
  WAIT_UNTIL (desktop.n == 2);
  g_assert_true (is_whole_pdf (path));
  if (g_str_equal (desktop.title, "The Report Is Saved"))
    g_assert_cmpstr (desktop.body, ==, "Saved as “report.pdf”");
  else
    {
      g_assert_cmpstr (desktop.title, ==, "The Report Is Not Saved");
      g_assert_nonnull (strstr (desktop.body, "“/proc/no/report.pdf” could not be written"));
    }
  window_fixture_clear (&fixture);
  desktop_clear (&desktop);
}

/* On the screen of a telephone there is room for all rows, also for what is wrong with them; all have a name. */
static void
test_narrow (void)
{
  WindowFixture fixture;
  ZbReportDialog *dialog;
  g_autoptr(GPtrArray) checks = NULL;
  g_autofree char *from = NULL;
  int width;

  open_story (&fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 720);
  dialog = open_dialog (&fixture);
  choose_range (dialog, RANGE_OWN);
  type_days (dialog, "today", "tomorrow");
  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 600);
  wait_frames (GTK_WIDGET (dialog), 5);
  assert_fits (adw_window_get_content (ADW_WINDOW (dialog)));
  checks = find_all (GTK_WIDGET (dialog), GTK_TYPE_CHECK_BUTTON);
  for (guint i = 0; i < checks->len; i++)
    {
      g_autofree char *name = dup_accessible (g_ptr_array_index (checks, i), GTK_ACCESSIBLE_PROPERTY_LABEL);

      g_assert_cmpuint (strlen (name), >, 3);
    }
  from = dup_accessible (get_entry (dialog, "_First Day"), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_cmpstr (from, ==, "First day");
  close_dialog (&fixture, dialog);
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/report/saved", test_saved);
  g_test_add_func ("/window/report/ranges", test_ranges);
  g_test_add_func ("/window/report/wrong-days", test_wrong_days);
  g_test_add_func ("/window/report/figures", test_figures);
  g_test_add_func ("/window/report/nothing-known", test_nothing_known);
  g_test_add_func ("/window/report/cannot-be-written", test_cannot_be_written);
  g_test_add_func ("/window/report/stopped", test_stopped);
  g_test_add_func ("/window/report/window-closed", test_window_closed);
  g_test_add_func ("/window/report/narrow", test_narrow);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
