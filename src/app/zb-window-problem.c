/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-library-async.h"
#include "app/zb-toast.h"
#include "library/zb-library-error.h"

/* What is said in the place of a bulletin where nothing can be shown, and what leads on from there. */

static GtkWidget *
add_button (GtkWidget  *box,
            const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

/**
 * zb_window_show_problem:
 * @title: what cannot be done, translated
 * @error: why
 *
 * A page that says what is wrong, in place of the bulletin, and offers to try again. A damaged library can
 * be moved aside there, so that a new one takes its place.
 */
void
zb_window_show_problem (ZbWindow     *self,
                        const char   *title,
                        const GError *error)
{
  GtkWidget *old = gtk_stack_get_child_by_name (self->stack, "problem");
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);
  gboolean is_damaged = self->library == NULL &&
                        g_error_matches (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_CORRUPT);

  zb_window_hide_spinner (self);
  if (old != NULL)
    gtk_stack_remove (self->stack, old);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  add_button (buttons, _("_Try Again"), "win.reload");
  if (is_damaged)
    add_button (buttons, _("Start with a _New Library"), "win.start-anew");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.start-anew", is_damaged);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), buttons);
  gtk_stack_add_named (self->stack, page, "problem");
  gtk_stack_set_visible_child (self->stack, page);
  zb_window_show_page (self);
  zb_window_emit_ready (self);
}

static void
set_aside_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *kept = zb_library_set_aside_finish (result, &error);
  g_autofree char *base = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *message = NULL;
  AdwToast *toast;

  self->is_opening = FALSE;
  if (self->toasts == NULL)
    return;
  if (kept == NULL)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.start-anew", TRUE);
      zb_window_show_message (self, error->message);
      return;
    }
  base = g_path_get_basename (kept);
  shown = g_filename_display_name (base);
  /* Translators: %s is the name of a file. */
  message = g_strdup_printf (_("The damaged library is kept as “%s”"), shown);
  toast = zb_toast_new (message);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _("_Restore a Backup…"));
  adw_toast_set_action_name (toast, "win.library-page");
  zb_window_add_toast (self, toast);
  zb_window_open_library (self);
}

/* Once: what is moved aside is not there to be moved again. */
static void
start_anew_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  gtk_widget_action_set_enabled (widget, "win.start-anew", FALSE);
  /* One that is open is not damaged. */
  if (self->library != NULL || self->is_opening)
    return;
  /* Nor may anybody open it meanwhile. */
  self->is_opening = TRUE;
  zb_library_set_aside_async (self->library_path, set_aside_cb, g_object_ref (self));
}

/* The action of a damaged library, for the window's class. */
void
zb_window_install_problem_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.start-anew", NULL, start_anew_action);
}
