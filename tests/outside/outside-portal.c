/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outside-portal-private.h"

#include <string.h>

/* The portals of https://flatpak.github.io/xdg-desktop-portal/docs/ as far as the program uses them, on the bus. */

/* The bus's word for a name that is ours now. */
#define IS_OWNER 1

static const char interfaces[] =
  "<node>"
  "<interface name='org.freedesktop.portal.FileChooser'>"
  "<property name='version' type='u' access='read'/>"
  "<method name='OpenFile'><arg type='s'/><arg type='s'/><arg type='a{sv}'/><arg type='o' direction='out'/></method>"
  "<method name='SaveFile'><arg type='s'/><arg type='s'/><arg type='a{sv}'/><arg type='o' direction='out'/></method>"
  "</interface>"
  "<interface name='org.freedesktop.portal.OpenURI'>"
  "<property name='version' type='u' access='read'/>"
  "<method name='OpenURI'><arg type='s'/><arg type='s'/><arg type='a{sv}'/><arg type='o' direction='out'/></method>"
  "<method name='OpenFile'><arg type='s'/><arg type='h'/><arg type='a{sv}'/><arg type='o' direction='out'/></method>"
  "<method name='OpenDirectory'><arg type='s'/><arg type='h'/><arg type='a{sv}'/><arg type='o' direction='out'/></method>"
  "</interface>"
  "<interface name='org.freedesktop.portal.Notification'>"
  "<property name='version' type='u' access='read'/>"
  "<method name='AddNotification'><arg type='s'/><arg type='a{sv}'/></method>"
  "<method name='RemoveNotification'><arg type='s'/></method>"
  "<signal name='ActionInvoked'><arg type='s'/><arg type='s'/><arg type='av'/></signal>"
  "</interface>"
  "<interface name='org.freedesktop.portal.Background'>"
  "<property name='version' type='u' access='read'/>"
  "<method name='RequestBackground'><arg type='s'/><arg type='a{sv}'/><arg type='o' direction='out'/></method>"
  "</interface>"
  "<interface name='org.freedesktop.portal.Print'>"
  "<property name='version' type='u' access='read'/>"
  "<method name='PreparePrint'><arg type='s'/><arg type='s'/><arg type='a{sv}'/><arg type='a{sv}'/><arg type='a{sv}'/>"
  "<arg type='o' direction='out'/></method>"
  "<method name='Print'><arg type='s'/><arg type='s'/><arg type='h'/><arg type='a{sv}'/><arg type='o' direction='out'/></method>"
  "</interface>"
  "<interface name='org.freedesktop.portal.Settings'>"
  "<property name='version' type='u' access='read'/>"
  "<method name='Read'><arg type='s'/><arg type='s'/><arg type='v' direction='out'/></method>"
  "<method name='ReadOne'><arg type='s'/><arg type='s'/><arg type='v' direction='out'/></method>"
  "<method name='ReadAll'><arg type='as'/><arg type='a{sa{sv}}' direction='out'/></method>"
  "<signal name='SettingChanged'><arg type='s'/><arg type='s'/><arg type='v'/></signal>"
  "</interface>"
  "<interface name='org.freedesktop.portal.NetworkMonitor'>"
  "<property name='version' type='u' access='read'/>"
  "<method name='GetAvailable'><arg type='b' direction='out'/></method>"
  "<method name='GetMetered'><arg type='b' direction='out'/></method>"
  "<method name='GetConnectivity'><arg type='u' direction='out'/></method>"
  "</interface>"
  "<interface name='org.freedesktop.portal.ProxyResolver'>"
  "<property name='version' type='u' access='read'/>"
  "<method name='Lookup'><arg type='s'/><arg type='as' direction='out'/></method>"
  "</interface>"
  "</node>";

static void
record (OutsidePortal *self, const char *method, GVariant *parameters)
{
  g_autofree char *text = g_variant_print (parameters, FALSE);

  g_test_message ("The desktop is asked: %s %s", method, text);
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->calls, g_strdup_printf ("%s %s", method, text));
  g_mutex_unlock (&self->lock);
}

static void
call_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  OutsidePortal *self = user_data;
  g_autofree char *full = g_strdup_printf ("%s.%s", interface + strlen (PORTAL_INTERFACE), method);
  /* The answer takes the call away. */
  g_autoptr (GVariant) kept = g_variant_ref (parameters);

  portal_answer (self, invocation, interface, kept);
  /* Only now, so that who sees it there sees all of what was done. */
  record (self, full, kept);
}

/* The only property is the version. */
static GVariant *
get_cb (GDBusConnection *connection,
        const char *sender,
        const char *path,
        const char *interface,
        const char *property,
        GError **error,
        gpointer user_data)
{
  return g_variant_new_uint32 (2);
}

static gpointer
run_portal (gpointer data)
{
  OutsidePortal *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
take_name (OutsidePortal *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  guint32 outcome;

  reply = g_dbus_connection_call_sync (
    self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
    "RequestName", g_variant_new ("(su)", PORTAL_NAME, 0), G_VARIANT_TYPE ("(u)"),
    G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &outcome);
  g_assert_cmpuint (outcome, ==, IS_OWNER);
}

/**
 * outside_portal_new:
 * @folder: where what is saved or printed comes; the sandbox has to see it under the same path
 *
 * Returns: (transfer full): the portals, which are on the session's bus from now on.
 */
OutsidePortal *
outside_portal_new (const char *folder)
{
  static const GDBusInterfaceVTable functions = { .method_call = call_cb, .get_property = get_cb };
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  OutsidePortal *self = g_new0 (OutsidePortal, 1);

  self->folder = g_strdup (folder);
  g_mutex_init (&self->lock);
  self->calls = g_ptr_array_new_with_free_func (g_free);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->info = g_dbus_node_info_new_for_xml (interfaces, &error);
  g_assert_no_error (error);
  self->connection = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);
  /* Objects are served where they are registered. */
  g_main_context_push_thread_default (self->context);
  for (guint i = 0; self->info->interfaces[i] != NULL; i++)
    {
      g_dbus_connection_register_object (self->connection, PORTAL_PATH, self->info->interfaces[i],
                                         &functions, self, NULL, &error);
      g_assert_no_error (error);
    }
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("portal", run_portal, self);
  take_name (self);
  return self;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

/* They go from the bus. */
void
outside_portal_free (OutsidePortal *self)
{
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_object_unref (self->connection);
  g_dbus_node_info_unref (self->info);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->calls);
  g_clear_pointer (&self->notification, g_variant_unref);
  g_mutex_clear (&self->lock);
  g_free (self->folder);
  g_free (self);
}

/**
 * outside_portal_was_asked:
 * @method: with its portal, such as "OpenURI.OpenURI"
 * @part: of what was said, as GVariant prints it
 */
gboolean
outside_portal_was_asked (OutsidePortal *self, const char *method, const char *part)
{
  g_autofree char *start = g_strconcat (method, " ", NULL);
  gboolean was_asked = FALSE;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->calls->len; i++)
    {
      const char *call = g_ptr_array_index (self->calls, i);

      was_asked = was_asked || (g_str_has_prefix (call, start) && strstr (call, part) != NULL);
    }
  g_mutex_unlock (&self->lock);
  return was_asked;
}

static void
emit (OutsidePortal *self, const char *interface, const char *signal, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->connection, NULL, PORTAL_PATH, interface, signal, parameters,
                                 &error);
  g_assert_no_error (error);
}

/* The user turns the light off or on, and programs are told. */
void
outside_portal_set_dark (OutsidePortal *self, gboolean is_dark)
{
  g_mutex_lock (&self->lock);
  self->is_dark = is_dark;
  g_mutex_unlock (&self->lock);
  emit (self, PORTAL_INTERFACE "Settings", "SettingChanged",
        g_variant_new ("(ssv)", PORTAL_APPEARANCE, PORTAL_SCHEME, portal_get_scheme (self)));
}

/**
 * outside_portal_activate:
 * @program: its id
 *
 * The user clicks on the newest notification: the program is told what it had wanted to be told.
 */
void
outside_portal_activate (OutsidePortal *self, const char *program)
{
  g_autofree char *path = g_strdelimit (g_strconcat ("/", program, NULL), ".", '/');
  g_autoptr (GVariant) notification = NULL;
  g_autoptr (GVariant) target = NULL;
  const char *action = NULL;
  GVariantBuilder targets;

  g_mutex_lock (&self->lock);
  notification = g_steal_pointer (&self->notification);
  g_mutex_unlock (&self->lock);
  g_assert_nonnull (notification);
  g_assert_true (g_variant_lookup (notification, "default-action", "&s", &action));
  g_assert_true (g_str_has_prefix (action, "app."));
  target = g_variant_lookup_value (notification, "default-action-target", NULL);
  g_variant_builder_init (&targets, G_VARIANT_TYPE ("av"));
  if (target != NULL)
    g_variant_builder_add (&targets, "v", target);
  g_dbus_connection_call (self->connection, program, path, "org.freedesktop.Application",
                          "ActivateAction",
                          g_variant_new ("(sava{sv})", action + strlen ("app."), &targets, NULL),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}
