/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outside-portal-private.h"

#include <gio/gunixfdlist.h>
#include <gio/gunixinputstream.h>

/* What each portal answers, as the user behind it wants. */

/* Of what the user prefers; 0 is for no preference. */
#define PREFERS_DARK 1

/* What a printing program is told, and has to say again. */
#define PRINT_TOKEN 7

/* --- What the user does ------------------------------------------------------------------------ */

/* Where a program expects the answer that its user gives later. */
static char *
dup_handle (const char *sender, GVariant *options)
{
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  const char *token = "unnamed";

  g_variant_lookup (options, "handle_token", "&s", &token);
  return g_strdup_printf (PORTAL_PATH "/request/%s/%s", name, token);
}

/* The options stand last in all that is asked. Returns: (transfer full): them. */
static GVariant *
get_options (GVariant *parameters)
{
  return g_variant_get_child_value (parameters, g_variant_n_children (parameters) - 1);
}

/* Answers as a user does who says yes. */
static void
answer (OutsidePortal *self, GDBusMethodInvocation *invocation, GVariant *results)
{
  const char *sender = g_dbus_method_invocation_get_sender (invocation);
  g_autoptr (GVariant) options = get_options (g_dbus_method_invocation_get_parameters (invocation));
  g_autofree char *handle = dup_handle (sender, options);

  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", handle));
  g_dbus_connection_emit_signal (self->connection, sender, handle, PORTAL_INTERFACE "Request",
                                 "Response", g_variant_new ("(u@a{sv})", 0, results), NULL);
}

/* Opens one certain file, or saves under the name that is proposed. */
static void
choose_file (OutsidePortal *self, GDBusMethodInvocation *invocation, GVariant *parameters)
{
  g_autoptr (GVariant) options = get_options (parameters);
  const char *name = OUTSIDE_PORTAL_FILE;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;
  const char *uris[] = { NULL, NULL };
  GVariantBuilder results;

  g_variant_lookup (options, "current_name", "&s", &name);
  path = g_build_filename (self->folder, name, NULL);
  uri = g_filename_to_uri (path, NULL, NULL);
  uris[0] = uri;
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "uris", g_variant_new_strv (uris, -1));
  answer (self, invocation, g_variant_builder_end (&results));
}

static void
open_uri (OutsidePortal *self, GDBusMethodInvocation *invocation, GVariant *parameters)
{
  answer (self, invocation, g_variant_new ("a{sv}", NULL));
}

static void
allow_background (OutsidePortal *self, GDBusMethodInvocation *invocation, GVariant *parameters)
{
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (TRUE));
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (TRUE));
  answer (self, invocation, g_variant_builder_end (&results));
}

static void
take_notification (OutsidePortal *self, GDBusMethodInvocation *invocation, GVariant *parameters)
{
  if (g_str_equal (g_dbus_method_invocation_get_method_name (invocation), "AddNotification"))
    {
      g_mutex_lock (&self->lock);
      g_clear_pointer (&self->notification, g_variant_unref);
      self->notification = g_variant_get_child_value (parameters, 1);
      g_mutex_unlock (&self->lock);
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/* What comes from the program is put where it can be looked at. */
static void
store_print (OutsidePortal *self, GDBusMethodInvocation *invocation)
{
  GUnixFDList *list =
    g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));
  g_autofree char *path = g_build_filename (self->folder, OUTSIDE_PORTAL_PRINTED, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) from = NULL;
  g_autoptr (GFileOutputStream) to = NULL;
  int descriptor = list != NULL ? g_unix_fd_list_get (list, 0, &error) : -1;

  g_assert_no_error (error);
  g_assert_cmpint (descriptor, >=, 0);
  from = g_unix_input_stream_new (descriptor, TRUE);
  to = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (G_OUTPUT_STREAM (to), from,
                          G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                          NULL, &error);
  g_assert_no_error (error);
}

/* Takes the printer and the paper that are proposed, and then prints. */
static void
print (OutsidePortal *self, GDBusMethodInvocation *invocation, GVariant *parameters)
{
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  if (g_str_equal (g_dbus_method_invocation_get_method_name (invocation), "Print"))
    store_print (self, invocation);
  else
    {
      g_autoptr (GVariant) settings = g_variant_get_child_value (parameters, 2);
      g_autoptr (GVariant) setup = g_variant_get_child_value (parameters, 3);

      g_variant_builder_add (&results, "{sv}", "settings", settings);
      g_variant_builder_add (&results, "{sv}", "page-setup", setup);
      g_variant_builder_add (&results, "{sv}", "token", g_variant_new_uint32 (PRINT_TOKEN));
    }
  answer (self, invocation, g_variant_builder_end (&results));
}

/* --- What the user prefers --------------------------------------------------------------------- */

/* Returns: (transfer floating): whether the user prefers what is dark, as programs are told of it. */
GVariant *
portal_get_scheme (OutsidePortal *self)
{
  gboolean is_dark;

  g_mutex_lock (&self->lock);
  is_dark = self->is_dark;
  g_mutex_unlock (&self->lock);
  return g_variant_new_uint32 (is_dark ? PREFERS_DARK : 0);
}

static void
read_setting (OutsidePortal *self, GDBusMethodInvocation *invocation, GVariant *parameters)
{
  const char *name, *key;
  GVariant *value = NULL;

  g_variant_get (parameters, "(&s&s)", &name, &key);
  if (g_str_equal (name, PORTAL_APPEARANCE) && g_str_equal (key, PORTAL_SCHEME))
    value = portal_get_scheme (self);
  /* The older of the two functions packs it once more. */
  if (value != NULL && g_str_equal (g_dbus_method_invocation_get_method_name (invocation), "Read"))
    value = g_variant_new_variant (value);
  if (value != NULL)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(v)", value));
  else
    g_dbus_method_invocation_return_dbus_error (invocation, PORTAL_INTERFACE "Error.NotFound",
                                                "not known here");
}

static void
read_all (OutsidePortal *self, GDBusMethodInvocation *invocation)
{
  GVariantBuilder keys, names;

  g_variant_builder_init (&keys, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&keys, "{sv}", PORTAL_SCHEME, portal_get_scheme (self));
  g_variant_builder_init (&names, G_VARIANT_TYPE ("a{sa{sv}}"));
  g_variant_builder_add (&names, "{s@a{sv}}", PORTAL_APPEARANCE, g_variant_builder_end (&keys));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a{sa{sv}})", &names));
}

static void
tell_settings (OutsidePortal *self, GDBusMethodInvocation *invocation, GVariant *parameters)
{
  if (g_str_equal (g_dbus_method_invocation_get_method_name (invocation), "ReadAll"))
    read_all (self, invocation);
  else
    read_setting (self, invocation, parameters);
}

/* The network is there, costs nothing, leads everywhere, and no proxy is between. */
static void
tell_network (OutsidePortal *self, GDBusMethodInvocation *invocation, GVariant *parameters)
{
  static const char *const proxies[] = { "direct://", NULL };
  const char *method = g_dbus_method_invocation_get_method_name (invocation);
  GVariant *value;

  if (g_str_equal (method, "Lookup"))
    value = g_variant_new ("(^as)", proxies);
  else if (g_str_equal (method, "GetConnectivity"))
    value = g_variant_new ("(u)", G_NETWORK_CONNECTIVITY_FULL);
  else
    value = g_variant_new ("(b)", g_str_equal (method, "GetAvailable"));
  g_dbus_method_invocation_return_value (invocation, value);
}

/* --- All of them ------------------------------------------------------------------------------- */

/* What each of them does when it is asked. */
static const struct
{
  const char *interface;
  void (*func) (OutsidePortal *self, GDBusMethodInvocation *invocation, GVariant *parameters);
} portals[] = {
  { PORTAL_INTERFACE "Background", allow_background },
  { PORTAL_INTERFACE "FileChooser", choose_file },
  { PORTAL_INTERFACE "NetworkMonitor", tell_network },
  { PORTAL_INTERFACE "Notification", take_notification },
  { PORTAL_INTERFACE "OpenURI", open_uri },
  { PORTAL_INTERFACE "Print", print },
  { PORTAL_INTERFACE "ProxyResolver", tell_network },
  { PORTAL_INTERFACE "Settings", tell_settings },
};

/**
 * portal_answer:
 * @invocation: (transfer full): what is asked
 * @interface: of which portal
 */
void
portal_answer (OutsidePortal *self,
               GDBusMethodInvocation *invocation,
               const char *interface,
               GVariant *parameters)
{
  for (guint i = 0; i < G_N_ELEMENTS (portals); i++)
    if (g_str_equal (portals[i].interface, interface))
      {
        portals[i].func (self, invocation, parameters);
        return;
      }
  g_assert_not_reached ();
}
