/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "window-fixture.h"

#include "app/zb-list-search.h"

/* Stories of what the desktop offers beside the program's icon. Each of them may come before the library is open. */

static void
activate (const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), action, NULL);
}

/* Given a window that is only opening, when a dialog is asked for, then it comes once the library is open; and where
 * it is open, at once. */
static void
test_dialog (gconstpointer data)
{
  const char *action = data;
  WindowFixture fixture;
  GtkWindow *dialog;

  window_fixture_init (&fixture);
  window_fixture_new (&fixture, NULL);
  activate (action);
  g_assert_null (find_dialog (&fixture));
  WAIT_UNTIL (fixture.is_ready && find_dialog (&fixture) != NULL);
  dialog = find_dialog (&fixture);
  g_assert_true (g_str_equal (action, "look-for-new") ? ADW_IS_MESSAGE_DIALOG (dialog) : GTK_IS_FILE_CHOOSER (dialog));
  gtk_window_close (dialog);
  WAIT_UNTIL (find_dialog (&fixture) == NULL);
  activate (action);
  WAIT_UNTIL (find_dialog (&fixture) != NULL);
  gtk_window_close (find_dialog (&fixture));
  WAIT_UNTIL (find_dialog (&fixture) == NULL);
  window_fixture_clear (&fixture);
}

static void
test_find (void)
{
  WindowFixture fixture;
  GtkWidget *bar;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, NULL);
  bar = find_type (find_type (GTK_WIDGET (fixture.window), ZB_TYPE_LIST_SEARCH), GTK_TYPE_SEARCH_BAR);
  g_assert_nonnull (bar);
  g_assert_false (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (bar)));
  activate ("find");
  g_assert_true (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (bar)));
  window_fixture_clear (&fixture);
}

/* What the installed file names is there, under the same name, and needs nothing else. */
static void
test_file (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "data", APP_ID ".desktop", NULL);
  GActionGroup *group = G_ACTION_GROUP (g_application_get_default ());
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_auto(GStrv) actions = NULL;
  g_autoptr(GError) error = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (g_key_file_get_boolean (file, "Desktop Entry", "DBusActivatable", NULL));
  actions = g_key_file_get_string_list (file, "Desktop Entry", "Actions", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (actions), >, 0);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_autofree char *section = g_strconcat ("Desktop Action ", actions[i], NULL);

      g_assert_true (g_key_file_has_group (file, section));
      g_assert_true (g_action_group_has_action (group, actions[i]));
      g_assert_null (g_action_group_get_action_parameter_type (group, actions[i]));
    }
}

static void
add_tests (void)
{
  g_test_add_data_func ("/window/desktop/look-for-new", "look-for-new", test_dialog);
  g_test_add_data_func ("/window/desktop/open-files", "open-files", test_dialog);
  g_test_add_func ("/window/desktop/find", test_find);
  g_test_add_func ("/window/desktop/file", test_file);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
