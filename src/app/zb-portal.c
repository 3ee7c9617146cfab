/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-portal.h"

#include <glib/gi18n.h>

/* In a sandbox the desktop does for a program what that cannot do itself, through portals; not every desktop has
 * all of them. GTK would go on there without a word, and with some versions of GLib the program would end.
 * https://flatpak.github.io/xdg-desktop-portal/docs/ */

#define SANDBOX_FILE "/.flatpak-info"

/**
 * zb_portal_is_sandboxed:
 *
 * Returns: whether the program runs in a Flatpak's sandbox.
 */
gboolean
zb_portal_is_sandboxed (void)
{
  return g_file_test (SANDBOX_FILE, G_FILE_TEST_EXISTS);
}

static void
return_missing (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("Zhoubao runs in a sandbox and has to ask the desktop for this, but nothing answers "
                             "there. Install xdg-desktop-portal and the part of it for your desktop, such as "
                             "xdg-desktop-portal-gtk, and log in again."));
}

static void
version_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) version = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (version != NULL)
    g_task_return_boolean (task, TRUE);
  else
    {
      g_debug ("%s", error->message);
      return_missing (task);
    }
}

/**
 * zb_portal_look_async:
 * @portal: the last part of its interface's name, such as "FileChooser"
 * @cancellable: (nullable)
 *
 * Looks whether the desktop has a portal. Outside of a sandbox none is needed, and nobody is asked.
 */
void
zb_portal_look_async (const char          *portal,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GApplication *application = g_application_get_default ();
  GDBusConnection *connection = application != NULL ? g_application_get_dbus_connection (application) : NULL;
  g_autofree char *interface = g_strconcat (ZB_PORTAL_INTERFACE, portal, NULL);

  g_task_set_source_tag (task, zb_portal_look_async);
  if (!zb_portal_is_sandboxed ())
    g_task_return_boolean (task, TRUE);
  else if (connection == NULL)
    return_missing (task);
  else
    g_dbus_connection_call (connection, ZB_PORTAL_NAME, ZB_PORTAL_PATH, "org.freedesktop.DBus.Properties", "Get",
                            g_variant_new ("(ss)", interface, "version"), G_VARIANT_TYPE ("(v)"),
                            G_DBUS_CALL_FLAGS_NONE, -1, cancellable, version_cb, g_object_ref (task));
}

/**
 * zb_portal_look_finish:
 *
 * Returns: whether it can be used. Where not, @error is %G_IO_ERROR_NOT_SUPPORTED and says to the user what can be
 *   done, or %G_IO_ERROR_CANCELLED.
 */
gboolean
zb_portal_look_finish (GAsyncResult *result,
                       GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
