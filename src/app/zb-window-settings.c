/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-settings.h"

/* In percent. Each is about as much larger than the one before as the eye tells apart. */
static const guint zooms[] = { 50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300 };

#define NORMAL_ZOOM 100

/* The next larger or smaller one; @zoom itself where there is none. */
static guint
find_zoom (guint zoom,
           int   direction)
{
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      guint candidate = zooms[direction > 0 ? i : G_N_ELEMENTS (zooms) - 1 - i];

      if (direction > 0 ? candidate > zoom : candidate < zoom)
        return candidate;
    }
  return zoom;
}

static void
set_zoom (ZbWindow *self,
          guint     zoom)
{
  /* Translators: the size of the text, in percent. */
  g_autofree char *label = g_strdup_printf (_("%u %%"), zoom);

  self->text_zoom = zoom;
  if (self->page != NULL)
    zb_issue_page_set_text_zoom (self->page, zoom);
  gtk_button_set_label (self->zoom_normal_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.zoom-in", find_zoom (zoom, 1) != zoom);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.zoom-out", find_zoom (zoom, -1) != zoom);
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (g_str_equal (name, "win.zoom-normal"))
    set_zoom (self, NORMAL_ZOOM);
  else
    set_zoom (self, find_zoom (self->text_zoom, g_str_equal (name, "win.zoom-in") ? 1 : -1));
  if (self->settings != NULL)
    g_settings_set_int (self->settings, ZB_SETTINGS_TEXT_ZOOM, (int) self->text_zoom);
}

/* The actions that make the bulletin's text larger and smaller, for the window's class. */
void
zb_window_install_zoom_actions (GtkWidgetClass *widget_class)
{
  static const char *const names[] = { "win.zoom-in", "win.zoom-out", "win.zoom-normal" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (widget_class, names[i], NULL, zoom_action);
}

/* Puts the buttons for them into the issue's menu, which stays open while they are pressed. */
void
zb_window_set_up_zoom (ZbWindow *self)
{
  GtkPopover *menu = gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->issue_menu_button));

  gtk_popover_menu_add_child (GTK_POPOVER_MENU (menu), self->zoom_buttons, "zoom");
  set_zoom (self, NORMAL_ZOOM);
}

/**
 * zb_window_remember:
 *
 * Gives the window the size that it had when it was last used, and its text too, and remembers how they
 * are changed from now on.
 */
void
zb_window_remember (ZbWindow *self)
{
  static const struct {
    const char *key;
    const char *property;
  } places[] = {
    { ZB_SETTINGS_WINDOW_WIDTH, "default-width" },
    { ZB_SETTINGS_WINDOW_HEIGHT, "default-height" },
    { ZB_SETTINGS_WINDOW_MAXIMIZED, "maximized" },
  };

  g_return_if_fail (ZB_IS_WINDOW (self));

  if (self->settings != NULL)
    return;
  self->settings = zb_settings_new ();
  if (self->settings == NULL)
    return;
  /* Another window's size is no reason to change this one's: it is taken once. */
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_settings_bind (self->settings, places[i].key, self, places[i].property,
                     G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES);
  set_zoom (self, (guint) g_settings_get_int (self->settings, ZB_SETTINGS_TEXT_ZOOM));
}
