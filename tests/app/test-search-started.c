/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "library-fixture.h"

/* The story of a desktop that searches while the program does not run. The program is another process, on a bus that
 * starts it as an installed one would be started. */

/* GTestDBus forgets it. */
static char *display;

/* The file by which the bus starts the program, as it is installed, but with the program of the build. */
static void
write_service (const char *folder,
               const char *program)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", APP_ID ".service.in", NULL);
  g_autofree char *path = g_build_filename (folder, APP_ID ".service", NULL);
  g_autofree char *folder_of_program = g_path_get_dirname (program);
  g_autofree char *bindir = g_strdup_printf ("/usr/bin/env DISPLAY=%s %s", display, folder_of_program);
  g_autofree char *text = NULL;
  g_autoptr(GString) service = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (source, &text, NULL, &error);
  g_assert_no_error (error);
  service = g_string_new (text);
  g_assert_cmpuint (g_string_replace (service, "@bindir@", bindir, 0), ==, 1);
  g_file_set_contents (path, service->str, -1, &error);
  g_assert_no_error (error);
}

static GDBusConnection *
connect_to (GTestDBus *bus)
{
  g_autoptr(GError) error = NULL;
  GDBusConnection *connection =
    g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static char **
search (GDBusConnection *connection,
        const char      *word)
{
  const char *const terms[] = { word, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply =
    g_dbus_connection_call_sync (connection, APP_ID, "/io/github/zhoubao/Zhoubao/SearchProvider",
                                 "org.gnome.Shell.SearchProvider2", "GetInitialResultSet",
                                 g_variant_new ("(^as)", terms), G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1,
                                 NULL, &error);
  char **ids;

  g_assert_no_error (error);
  g_variant_get (reply, "(^as)", &ids);
  return ids;
}

/* Given a program that does not run, when the desktop searches, then the bus starts it, and it answers. For who has no
 * library none is made. */
static void
test_started (gconstpointer data)
{
  gboolean has_library = GPOINTER_TO_INT (data);
  g_autofree char *folder = g_dir_make_tmp ("zb-started-XXXXXX", NULL);
  g_autoptr(GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr(GDBusConnection) connection = NULL;
  g_auto(GStrv) ids = NULL;
  Fixture files = { .path = g_build_filename (folder, "zhoubao", "library.db", NULL) };

  if (g_getenv ("ZB_APP") == NULL)
    {
      g_test_skip ("ZB_APP does not name the program");
      remove_tree (folder);
      g_free (files.path);
      return;
    }
  if (has_library)
    {
      g_autoptr(ZbLibrary) library = fixture_open (&files);
      g_autofree char *text = week_to_markdown (2020, 11, 3100);

      zb_import_result_unref (import_text (library, text));
    }
  write_service (folder, g_getenv ("ZB_APP"));
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_test_dbus_add_service_dir (bus, folder);
  g_test_dbus_up (bus);
  connection = connect_to (bus);
  ids = search (connection, "3100");
  g_assert_cmpuint (g_strv_length (ids), ==, has_library ? 1 : 0);
  if (has_library)
    g_assert_cmpint (g_ascii_strtoll (ids[0], NULL, 10), ==,
                     fixture_query_sql (&files, "SELECT id FROM bulletins WHERE year = 2020 AND number = 11"));
  g_assert_true (g_file_test (files.path, G_FILE_TEST_EXISTS) == has_library);
  g_dbus_connection_close_sync (connection, NULL, NULL);
  g_test_dbus_down (bus);
  remove_tree (folder);
  g_free (files.path);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  display = g_strdup (g_getenv ("DISPLAY"));
  g_test_add_data_func ("/search-started/library", GINT_TO_POINTER (TRUE), test_started);
  g_test_add_data_func ("/search-started/no-library", GINT_TO_POINTER (FALSE), test_started);
  status = g_test_run ();
  g_free (display);
  return status;
}
