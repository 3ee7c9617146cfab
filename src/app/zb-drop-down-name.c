/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-drop-down-name.h"

/* What a drop-down is called by screen readers. */

/* The keyboard is on the button within, of which GTK 4.8 says nothing but its type. */
static GtkAccessible *
get_button (GtkDropDown *drop_down)
{
  return GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (drop_down)));
}

static void
selected_cb (GtkDropDown *drop_down)
{
  gpointer item = gtk_drop_down_get_selected_item (drop_down);
  const char *chosen = GTK_IS_STRING_OBJECT (item) ? gtk_string_object_get_string (item) : "";

  gtk_accessible_update_property (get_button (drop_down), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, chosen, -1);
}

/**
 * zb_drop_down_name:
 * @drop_down: one of strings
 * @name: what is chosen with it
 *
 * Names a drop-down and what is chosen in it, now and later.
 */
void
zb_drop_down_name (GtkDropDown *drop_down,
                   const char  *name)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (get_button (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_handlers_disconnect_by_func (drop_down, selected_cb, NULL);
  g_signal_connect (drop_down, "notify::selected-item", G_CALLBACK (selected_cb), NULL);
  selected_cb (drop_down);
}
