/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

/* Which issues the list shows: what was searched for, and the filter. And what is looked for in the shown one. */

static void
changed_cb (ZbWindow *self)
{
  const char *query = zb_list_search_get_query (self->search);

  zb_sidebar_set_filter (self->sidebar, zb_list_search_get_filter (self->search), query);
  zb_window_show_subtitle (self);
  zb_find_bar_set_query (self->find_bar, query);
}

/* From the search field the keyboard goes on to the list. */
static void
activated_cb (ZbWindow *self)
{
  gint64 first = zb_sidebar_get_first (self->sidebar);

  if (first == 0)
    return;
  if (zb_sidebar_get_selected (self->sidebar) != first)
    zb_sidebar_select (self->sidebar, first);
  zb_sidebar_grab_focus (self->sidebar);
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, "list");
  zb_list_search_open (self->search);
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  zb_list_search_clear (self->search);
  zb_sidebar_grab_focus (self->sidebar);
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (g_str_equal (name, "win.find"))
    zb_find_bar_open (self->find_bar);
  else
    zb_find_bar_move (self->find_bar, g_str_equal (name, "win.find-next") ? 1 : -1);
}

/* The actions of the search, for the window's class. */
void
zb_window_install_search_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.find-next", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.find-previous", NULL, find_action);
}

/* Makes the search of a new window. */
void
zb_window_begin_search (ZbWindow *self)
{
  zb_list_search_capture (self->search, GTK_WIDGET (self->sidebar));
  g_signal_connect_object (self->search, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "closed", G_CALLBACK (zb_sidebar_grab_focus), self->sidebar, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "failed", G_CALLBACK (zb_window_show_message), self, G_CONNECT_SWAPPED);
}

/**
 * zb_window_search:
 * @query: what is to be searched for
 *
 * The list shows what is found; in a narrow window it comes to the front.
 */
void
zb_window_search (ZbWindow   *self,
                  const char *query)
{
  g_return_if_fail (ZB_IS_WINDOW (self));
  g_return_if_fail (query != NULL);

  adw_leaflet_set_visible_child_name (self->leaflet, "list");
  zb_list_search_set_query (self->search, query);
}
