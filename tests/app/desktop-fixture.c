/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "desktop-fixture.h"

#include "window-fixture.h"

static const char notifications_xml[] =
  "<node><interface name='org.gtk.Notifications'><method name='AddNotification'>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "</method></interface></node>";

static void
notify_cb (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  Desktop *self = user_data;
  g_autoptr(GVariant) values = g_variant_get_child_value (parameters, 2);
  g_autoptr(GVariant) target = g_variant_lookup_value (values, "default-action-target", G_VARIANT_TYPE_INT64);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->action, g_free);
  g_variant_get_child (parameters, 1, "s", &self->id);
  g_variant_lookup (values, "title", "s", &self->title);
  g_variant_lookup (values, "body", "s", &self->body);
  g_variant_lookup (values, "default-action", "s", &self->action);
  self->target = target != NULL ? g_variant_get_int64 (target) : 0;
  self->n++;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static void
owned_cb (GDBusConnection *connection,
          const char      *name,
          gpointer         user_data)
{
  ((Desktop *) user_data)->is_owned = TRUE;
}

void
desktop_init (Desktop *self)
{
  static const GDBusInterfaceVTable functions = { .method_call = notify_cb };
  g_autoptr(GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (notifications_xml, NULL);
  GDBusConnection *connection = g_application_get_dbus_connection (g_application_get_default ());
  g_autoptr(GError) error = NULL;

  *self = (Desktop) { 0, };
  g_assert_nonnull (connection);
  self->registration = g_dbus_connection_register_object (connection, "/org/gtk/Notifications", info->interfaces[0],
                                                          &functions, self, NULL, &error);
  g_assert_no_error (error);
  self->owner = g_bus_own_name_on_connection (connection, "org.gtk.Notifications", G_BUS_NAME_OWNER_FLAGS_NONE,
                                              owned_cb, NULL, self, NULL);
  WAIT_UNTIL (self->is_owned);
}

void
desktop_clear (Desktop *self)
{
  g_bus_unown_name (self->owner);
  g_dbus_connection_unregister_object (g_application_get_dbus_connection (g_application_get_default ()),
                                       self->registration);
  g_free (self->id);
  g_free (self->title);
  g_free (self->body);
  g_free (self->action);
}
