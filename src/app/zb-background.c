/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-background.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <errno.h>
#include <string.h>

#include "app/zb-portal.h"

/* Running without a window: in a sandbox the portal is asked, which asks the user; elsewhere a desktop
 * starts what lies in its autostart folder.
 * https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Background.html */

#define BACKGROUND_INTERFACE ZB_PORTAL_INTERFACE "Background"
#define REQUEST_INTERFACE ZB_PORTAL_INTERFACE "Request"

/* What starts the program without a window. */
#define SERVICE_OPTION "--gapplication-service"

/* The portal's word for a request that the user has granted. */
#define RESPONSE_GRANTED 0

/* A request to the portal on its way. */
typedef struct {
  GDBusConnection *connection;
  char            *path;
  guint            subscription;
  gboolean         wanted;
  gboolean         is_allowed;
} Request;

static void
unsubscribe (Request *self)
{
  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->subscription);
  self->subscription = 0;
}

static void
request_free (gpointer data)
{
  Request *self = data;

  unsubscribe (self);
  g_clear_object (&self->connection);
  g_free (self->path);
  g_free (self);
}

static void
response_cb (GDBusConnection *connection,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Request *self = g_task_get_task_data (task);
  g_autoptr(GVariant) results = NULL;
  gboolean is_background = FALSE;
  guint32 response;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")) || self->subscription == 0)
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  if (!g_variant_lookup (results, "background", "b", &is_background))
    is_background = response == RESPONSE_GRANTED;
  self->is_allowed = self->wanted && response == RESPONSE_GRANTED && is_background;
  unsubscribe (self);
  g_task_return_boolean (task, TRUE);
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Request *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  /* The answer itself comes as a signal. */
  if (reply != NULL || self->subscription == 0)
    return;
  unsubscribe (self);
  g_dbus_error_strip_remote_error (error);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             _("The desktop cannot be asked whether Zhoubao may run in the background (%s). It "
                               "synchronises while its window is open."), error->message);
}

static GVariant *
build_options (const char *token,
               gboolean    wanted)
{
  static const char *const command[] = { "zhoubao", SERVICE_OPTION, NULL };
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (_("Fetch new bulletins while no window is open")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (wanted));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));
  return g_variant_builder_end (&options);
}

/* Where the portal will answer: known before it is asked, so that no answer is missed. */
static char *
dup_request_path (GDBusConnection *connection,
                  const char      *token)
{
  const char *name = g_dbus_connection_get_unique_name (connection);
  g_autofree char *sender = g_strdup (name != NULL ? name + 1 : "");

  g_strdelimit (sender, ".", '_');
  return g_strdup_printf (ZB_PORTAL_PATH "/request/%s/%s", sender, token);
}

/**
 * zb_background_request_async:
 * @connection: of the session's bus
 * @wanted: whether to run without a window, and from the beginning of each session on
 * @cancellable: (nullable)
 *
 * Asks the portal, which may ask the user.
 */
void
zb_background_request_async (GDBusConnection     *connection,
                             gboolean             wanted,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *token = g_strdup_printf ("zhoubao%u", g_random_int ());
  Request *self = g_new0 (Request, 1);

  g_task_set_source_tag (task, zb_background_request_async);
  g_task_set_task_data (task, self, request_free);
  self->connection = g_object_ref (connection);
  self->wanted = wanted;
  self->path = dup_request_path (connection, token);
  self->subscription = g_dbus_connection_signal_subscribe (connection, ZB_PORTAL_NAME, REQUEST_INTERFACE, "Response",
                                                           self->path, NULL, G_DBUS_SIGNAL_FLAGS_NONE, response_cb,
                                                           g_object_ref (task), g_object_unref);
  g_dbus_connection_call (connection, ZB_PORTAL_NAME, ZB_PORTAL_PATH, BACKGROUND_INTERFACE, "RequestBackground",
                          g_variant_new ("(s@a{sv})", "", build_options (token, wanted)), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, cancellable, called_cb, g_object_ref (task));
}

/**
 * zb_background_request_finish:
 * @is_allowed: (out): whether it may run without a window
 *
 * Returns: %FALSE with %G_IO_ERROR_NOT_SUPPORTED where there is no portal, or
 *   %G_IO_ERROR_CANCELLED.
 */
gboolean
zb_background_request_finish (GAsyncResult *result,
                              gboolean     *is_allowed,
                              GError      **error)
{
  const Request *self = g_task_get_task_data (G_TASK (result));

  *is_allowed = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *is_allowed = self->is_allowed;
  return TRUE;
}

/**
 * zb_background_set_autostart:
 * @folder: the folder whose programs the desktop starts, "autostart" in the user's configuration
 * @wanted: whether Zhoubao is to be one of them
 *
 * Source of the rule: the Desktop Application Autostart Specification.
 *
 * Returns: %FALSE with an error of %G_FILE_ERROR where it cannot be written.
 */
gboolean
zb_background_set_autostart (const char *folder,
                             gboolean    wanted,
                             GError    **error)
{
  static const char text[] =
    "[Desktop Entry]\n"
    "Type=Application\n"
    "Name=" APP_NAME "\n"
    "Exec=zhoubao " SERVICE_OPTION "\n"
    "Icon=" APP_ID "\n"
    "NoDisplay=true\n"
    "X-GNOME-Autostart-enabled=true\n";
  g_autofree char *path = g_build_filename (folder, APP_ID ".desktop", NULL);
  g_autofree char *shown = g_filename_display_name (path);
  int code = 0;

  if (wanted && g_mkdir_with_parents (folder, 0700) == 0)
    return g_file_set_contents (path, text, -1, error);
  if (wanted || (g_unlink (path) != 0 && errno != ENOENT))
    code = errno;
  if (code == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _("“%s” cannot be changed (%s)."), shown,
               g_strerror (code));
  return FALSE;
}
