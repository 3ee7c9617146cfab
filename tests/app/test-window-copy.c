/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include <glib/gstdio.h>

/* Stories of what goes from the window into other programs. */

#define ADDRESS OFFICIAL_URL ("2649501", "01")

static void
open_story (WindowFixture *self)
{
  const Story story = {
    .year = 2020, .number = 20, .period = "5月11日-5月17日", .published = "2020-05-20",
    .account = OFFICIAL_ACCOUNT, .url = ADDRESS, .total = 777, .phishing = 700,
    .extra = "=1+1，“引号”",
  };
  g_autofree char *text = story_to_markdown (&story);

  window_fixture_init (self);
  window_fixture_store (self, text);
  window_fixture_open (self, "2020-20");
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static char *
copy (WindowFixture *self,
      const char    *action)
{
  char *text = NULL;

  window_fixture_activate (self, action);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), NULL, text_read_cb, &text);
  WAIT_UNTIL (text != NULL);
  return text;
}

static void
test_text (void)
{
  WindowFixture fixture;
  g_autofree char *plain = NULL;
  g_autofree char *markdown = NULL;
  g_autofree char *link = NULL;

  open_story (&fixture);
  plain = copy (&fixture, "win.copy-text");
  WAIT_UNTIL (shows_text (fixture.window, "Copied as text"));
  g_assert_nonnull (strstr (plain, "Incidents handled: 777 incidents"));
  g_assert_nonnull (strstr (plain, "“引号”"));
  markdown = copy (&fixture, "win.copy-markdown");
  g_assert_true (g_str_has_prefix (markdown, "# "));
  g_assert_nonnull (strstr (markdown, "| Incidents handled | 777 incidents |"));
  link = copy (&fixture, "win.copy-link");
  g_assert_cmpstr (link, ==, ADDRESS);
  window_fixture_clear (&fixture);
}

/* Before anything is shown there is nothing to copy, and without an address no link. */
static void
test_nothing (void)
{
  WindowFixture fixture;
  const Story story = {
    .year = 2020, .number = 20, .period = "5月11日-5月17日", .published = "2020-05-20",
    .account = OFFICIAL_ACCOUNT, .url = "", .total = 777, .phishing = 700,
  };
  g_autofree char *text = story_to_markdown (&story);

  window_fixture_init (&fixture);
  window_fixture_store (&fixture, text);
  window_fixture_new (&fixture, "2020-20");
  g_assert_false (window_fixture_can (&fixture, "win.copy-text"));
  g_assert_false (window_fixture_can (&fixture, "win.copy-markdown"));
  g_assert_false (window_fixture_can (&fixture, "win.save-figures"));
  gtk_window_present (GTK_WINDOW (fixture.window));
  WAIT_UNTIL (fixture.is_ready);
  g_assert_true (window_fixture_can (&fixture, "win.copy-text"));
  g_assert_true (window_fixture_can (&fixture, "win.copy-markdown"));
  g_assert_false (window_fixture_can (&fixture, "win.copy-link"));
  g_assert_true (window_fixture_can (&fixture, "win.save-figures"));
  window_fixture_clear (&fixture);
}

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

static void
test_csv (void)
{
  WindowFixture fixture;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;
  gboolean has_total = FALSE;

  open_story (&fixture);
  path = g_build_filename (fixture.files.folder, "table.csv", NULL);
  /* Where the chooser begins. */
  g_assert_cmpint (g_chdir (fixture.files.folder), ==, 0);
  window_fixture_activate (&fixture, "win.save-figures");
  WAIT_UNTIL (find_chooser () != NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (find_chooser ()), "table.csv");
  for (gboolean is_there = FALSE; !is_there; wait_a_moment ())
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (find_chooser ()));

      is_there = file != NULL && g_strcmp0 (g_file_peek_path (file), path) == 0;
    }
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_ACCEPT);
  WAIT_UNTIL (shows_text (fixture.window, "Saved as “table.csv”"));
  g_assert_true (g_file_get_contents (path, &contents, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_chdir (g_get_tmp_dir ()), ==, 0);

  lines = g_strsplit (contents, "\r\n", -1);
  g_assert_cmpstr (lines[0], ==, "year,issue,start,end,figure,value,unit,change_percent,origin,account,url,label,sentence");
  for (guint i = 1; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "2020,20,2020-05-11,2020-05-17,incidents_total,777,incidents,,text,"
                                    OFFICIAL_ACCOUNT "," ADDRESS ",Incidents handled,"))
      has_total = TRUE;
  g_assert_true (has_total);
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/copy/text", test_text);
  g_test_add_func ("/window/copy/nothing", test_nothing);
  g_test_add_func ("/window/copy/csv", test_csv);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
