/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/zb-background.h"

/* Running without a window: the portal, and the folder of autostart. */

static const char portal_xml[] =
  "<node><interface name='org.freedesktop.portal.Background'><method name='RequestBackground'>"
  "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
  "</method></interface></node>";

/* A portal that answers as the story wants. */
typedef struct {
  GTestDBus       *bus;
  GDBusConnection *connection;
  guint            response;
  gboolean         background;
  gboolean         is_refused;
  char            *command;
  gboolean         autostart;
} Portal;

/* What became of a request. */
typedef struct {
  gboolean is_done;
  gboolean is_allowed;
  GError  *error;
} Outcome;

static void
call_cb (GDBusConnection       *connection,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         gpointer               user_data)
{
  Portal *self = user_data;
  g_autoptr(GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *handle = NULL;
  g_autofree const char **command = NULL;
  const char *token = "";
  GVariantBuilder results;

  if (self->is_refused)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.portal.Error.Failed", "not today");
      return;
    }
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_assert_true (g_variant_lookup (options, "autostart", "b", &self->autostart));
  g_assert_true (g_variant_lookup (options, "commandline", "^a&s", &command));
  g_free (self->command);
  self->command = g_strjoinv (" ", (char **) command);
  handle = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (self->background));
  g_dbus_connection_emit_signal (connection, sender, handle, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", self->response, &results), NULL);
}

static void
portal_init (Portal  *self,
             gboolean is_there)
{
  static const GDBusInterfaceVTable functions = { .method_call = call_cb };
  g_autoptr(GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (portal_xml, NULL);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  *self = (Portal) { 0, };
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->connection = g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (self->bus),
                                                             G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                               G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                             NULL, NULL, &error);
  g_assert_no_error (error);
  if (!is_there)
    return;
  g_dbus_connection_register_object (self->connection, "/org/freedesktop/portal/desktop", info->interfaces[0],
                                     &functions, self, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.portal.Desktop", 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
portal_clear (Portal *self)
{
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->command, g_free);
  g_test_dbus_down (self->bus);
  g_clear_object (&self->bus);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Outcome *outcome = user_data;

  zb_background_request_finish (result, &outcome->is_allowed, &outcome->error);
  outcome->is_done = TRUE;
}

static Outcome
request (Portal       *portal,
         gboolean      wanted,
         GCancellable *cancellable)
{
  Outcome outcome = { 0, };

  zb_background_request_async (portal->connection, wanted, cancellable, answered_cb, &outcome);
  while (!outcome.is_done)
    g_main_context_iteration (NULL, TRUE);
  return outcome;
}

/* Given a user who says yes, then it is allowed, and the desktop starts it without a window. */
static void
test_granted (void)
{
  Portal portal;
  Outcome outcome;

  portal_init (&portal, TRUE);
  portal.background = TRUE;
  outcome = request (&portal, TRUE, NULL);
  g_assert_no_error (outcome.error);
  g_assert_true (outcome.is_allowed);
  g_assert_true (portal.autostart);
  g_assert_cmpstr (portal.command, ==, "zhoubao --gapplication-service");
  /* And when it is not wanted any more, the desktop is told. */
  outcome = request (&portal, FALSE, NULL);
  g_assert_no_error (outcome.error);
  g_assert_false (outcome.is_allowed);
  g_assert_false (portal.autostart);
  portal_clear (&portal);
}

static void
test_denied (void)
{
  Portal portal;
  Outcome outcome;

  portal_init (&portal, TRUE);
  portal.response = 1;
  outcome = request (&portal, TRUE, NULL);
  g_assert_no_error (outcome.error);
  g_assert_false (outcome.is_allowed);
  /* The user was asked, but the answer was no. */
  portal.response = 0;
  portal.background = FALSE;
  outcome = request (&portal, TRUE, NULL);
  g_assert_false (outcome.is_allowed);
  portal_clear (&portal);
}

/* Given no portal, or one that fails, then that is told. */
static void
test_no_portal (void)
{
  for (guint i = 0; i < 2; i++)
    {
      Portal portal;
      Outcome outcome;

      portal_init (&portal, i == 1);
      portal.is_refused = TRUE;
      outcome = request (&portal, TRUE, NULL);
      g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
      g_assert_false (outcome.is_allowed);
      g_clear_error (&outcome.error);
      portal_clear (&portal);
    }
}

static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Portal portal;
  Outcome outcome;

  portal_init (&portal, TRUE);
  g_cancellable_cancel (cancellable);
  outcome = request (&portal, TRUE, cancellable);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);
  portal_clear (&portal);
}

/* Outside a sandbox the desktop starts what lies in a folder. */
static void
test_autostart (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *root = g_dir_make_tmp ("background-XXXXXX", &error);
  g_autofree char *folder = g_build_filename (root, "config", "autostart", NULL);
  g_autofree char *path = g_build_filename (folder, APP_ID ".desktop", NULL);
  g_autofree char *config = g_path_get_dirname (folder);
  g_autofree char *text = NULL;

  zb_background_set_autostart (folder, FALSE, &error);
  g_assert_no_error (error);
  zb_background_set_autostart (folder, TRUE, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "\nExec=zhoubao --gapplication-service\n"));
  zb_background_set_autostart (folder, FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* A file where the folder should be. */
  g_rmdir (folder);
  g_file_set_contents (folder, "", 0, &error);
  g_assert_no_error (error);
  g_assert_false (zb_background_set_autostart (folder, TRUE, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == G_FILE_ERROR);
  g_unlink (folder);
  g_rmdir (config);
  g_rmdir (root);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/background/granted", test_granted);
  g_test_add_func ("/background/denied", test_denied);
  g_test_add_func ("/background/no-portal", test_no_portal);
  g_test_add_func ("/background/cancelled", test_cancelled);
  g_test_add_func ("/background/autostart", test_autostart);
  return g_test_run ();
}
