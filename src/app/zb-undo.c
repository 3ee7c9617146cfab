/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-undo.h"

#include "app/zb-toast.h"

/* What was done last can be taken back with Ctrl+Z as well, also when the toast that offers it has gone: with the
 * keyboard a toast is hard to reach, and who hears the window learns of it late. */

#define KEY "zb-undo-toast"

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   user_data)
{
  return zb_undo_run (widget);
}

/**
 * zb_undo_install:
 * @widget_class: of windows in which something can be taken back
 *
 * Binds Ctrl+Z. An entry in which something can be undone keeps the key for that.
 */
void
zb_undo_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, key_cb, NULL);
}

static void
clicked_cb (GtkWidget *window,
            AdwToast  *toast)
{
  if (g_object_get_data (G_OBJECT (window), KEY) == toast)
    zb_undo_forget (window);
}

/**
 * zb_undo_offer:
 * @toast: offers with its button to take something back; it is shown by the caller
 *
 * Lets Ctrl+Z do in @window what the button of @toast does, until something else is offered.
 */
void
zb_undo_offer (GtkWidget *window,
               AdwToast  *toast)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (ADW_IS_TOAST (toast));

  /* What the toast needs to take something back may hold the window, and the whole program: it goes when the
   * window is closed, since a window that is held is not destroyed. */
  g_signal_handlers_disconnect_by_func (window, zb_undo_forget, NULL);
  g_signal_connect (window, "unrealize", G_CALLBACK (zb_undo_forget), NULL);
  g_object_set_data_full (G_OBJECT (window), KEY, g_object_ref (toast), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (clicked_cb), window, G_CONNECT_SWAPPED);
}

/**
 * zb_undo_forget:
 *
 * What was offered last is no longer what the user would expect of Ctrl+Z.
 */
void
zb_undo_forget (GtkWidget *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_object_set_data (G_OBJECT (window), KEY, NULL);
}

/**
 * zb_undo_run:
 *
 * Takes back what was offered last.
 *
 * Returns: whether there was anything.
 */
gboolean
zb_undo_run (GtkWidget *window)
{
  g_autoptr(AdwToast) toast = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (window), FALSE);

  toast = g_object_steal_data (G_OBJECT (window), KEY);
  if (toast == NULL)
    return FALSE;
  /* It goes, perhaps not at once; what is taken back is not taken back once more. */
  adw_toast_set_button_label (toast, NULL);
  zb_toast_dismiss (toast);
  g_signal_emit_by_name (toast, "button-clicked");
  if (adw_toast_get_action_name (toast) != NULL)
    gtk_widget_activate_action_variant (window, adw_toast_get_action_name (toast),
                                        adw_toast_get_action_target_value (toast));
  return TRUE;
}
