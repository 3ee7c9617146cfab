/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "library-fixture.h"

/* The story of a desktop that searches, or asks for what stands beside the program's icon, while the program does not
 * run. The program is another process, on a bus that starts it as an installed one would be started. */

/* GTestDBus forgets it. */
static char *display;

/* The file by which the bus starts the program, as it is installed, but with the program of the build. */
static void
write_service (const char *folder,
               const char *program)
{
  g_autofree char *built = g_test_build_filename (G_TEST_BUILT, "data", APP_ID ".service", NULL);
  g_autofree char *path = g_build_filename (folder, APP_ID ".service", NULL);
  g_autofree char *started = g_strdup_printf ("/usr/bin/env DISPLAY=%s %s --gapplication-service", display, program);
  g_autoptr(GKeyFile) service = g_key_file_new ();
  g_autofree char *name = NULL;
  g_autofree char *installed = NULL;
  g_autoptr(GError) error = NULL;

  g_key_file_load_from_file (service, built, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  name = g_key_file_get_string (service, "D-BUS Service", "Name", NULL);
  installed = g_key_file_get_string (service, "D-BUS Service", "Exec", NULL);
  g_assert_cmpstr (name, ==, APP_ID);
  g_assert_true (g_str_has_prefix (installed, "/") && g_str_has_suffix (installed, "/zhoubao --gapplication-service"));
  g_key_file_set_string (service, "D-BUS Service", "Exec", started);
  g_key_file_save_to_file (service, path, &error);
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
    g_dbus_connection_call_sync (connection, APP_ID, APP_PATH "/SearchProvider",
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
  Fixture files = { .path = g_build_filename (folder, DATA_FOLDER, "library.db", NULL) };

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

/* --- What the desktop offers beside the program's icon ----------------------------------------- */

/* A bus that can start the program, for a user without a library. */
typedef struct {
  char            *folder;
  char            *library;
  GTestDBus       *bus;
  GDBusConnection *connection;
} Session;

static void
session_init (Session *self)
{
  self->folder = g_dir_make_tmp ("zb-started-XXXXXX", NULL);
  self->library = g_build_filename (self->folder, DATA_FOLDER, "library.db", NULL);
  write_service (self->folder, g_getenv ("ZB_APP"));
  g_setenv ("XDG_DATA_HOME", self->folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", self->folder, TRUE);
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_add_service_dir (self->bus, self->folder);
  g_test_dbus_up (self->bus);
  g_setenv ("DISPLAY", display, TRUE);
  self->connection = connect_to (self->bus);
}

static void
session_clear (Session *self)
{
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->library);
}

static void
activate_action (Session    *self,
                 const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply =
    g_dbus_connection_call_sync (self->connection, APP_ID, APP_PATH, "org.freedesktop.Application", "ActivateAction",
                                 g_variant_new ("(sava{sv})", name, NULL, NULL), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                                 &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);
}

/* A window makes the library that it shows. */
static void
wait_for_window (Session *self)
{
  for (guint i = 0; i < 600 && !g_file_test (self->library, G_FILE_TEST_EXISTS); i++)
    g_usleep (G_USEC_PER_SEC / 20);
  g_assert_true (g_file_test (self->library, G_FILE_TEST_EXISTS));
}

/* Given a program that does not run, when one of its actions is chosen, then the bus starts it with a window. */
static void
test_action (void)
{
  Session session;

  if (g_getenv ("ZB_APP") == NULL)
    {
      g_test_skip ("ZB_APP does not name the program");
      return;
    }
  session_init (&session);
  activate_action (&session, "look-for-new");
  wait_for_window (&session);
  activate_action (&session, "quit");
  session_clear (&session);
}

/* Given a desktop that starts programs by itself, then the options do the same; a second program hands it on. */
static void
test_options (void)
{
  const char *program = g_getenv ("ZB_APP");
  const char *const others[] = { "--search=", "--look-for-new", "--open-files" };
  g_autoptr(GSubprocess) first = NULL;
  g_autoptr(GError) error = NULL;
  Session session;

  if (program == NULL)
    {
      g_test_skip ("ZB_APP does not name the program");
      return;
    }
  session_init (&session);
  first = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--look-for-new", NULL);
  g_assert_no_error (error);
  wait_for_window (&session);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(GSubprocess) second = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, others[i], NULL);

      g_assert_no_error (error);
      g_subprocess_wait_check (second, NULL, &error);
      g_assert_no_error (error);
    }
  activate_action (&session, "quit");
  g_subprocess_wait_check (first, NULL, &error);
  g_assert_no_error (error);
  session_clear (&session);
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
  g_test_add_func ("/search-started/action", test_action);
  g_test_add_func ("/search-started/options", test_options);
  status = g_test_run ();
  g_free (display);
  return status;
}
