/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-desktop.h"

#include <glib/gi18n.h>

#include "app/zb-message-dialog.h"
#include "app/zb-portal.h"

/* What the desktop does for a window: choosing files, printing, opening addresses. In a sandbox it is asked first
 * whether it can, and the user is told where not. */

/* Something that the desktop is asked for. */
typedef struct {
  /* (nullable): weak */
  GtkWindow *window;
  /* Of these one is there. */
  GtkFileChooserNative *chooser;
  GtkPrintOperation    *operation;
  char                 *uri;
} Wish;

static Wish *
wish_new (GtkWindow *window)
{
  Wish *self = g_new0 (Wish, 1);

  g_set_weak_pointer (&self->window, window);
  return self;
}

static void
wish_free (Wish *self)
{
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->chooser);
  g_clear_object (&self->operation);
  g_free (self->uri);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

/* --- Where it cannot be done ------------------------------------------------------------------- */

static void
copy_cb (AdwMessageDialog *dialog,
         const char       *response,
         const char       *uri)
{
  if (g_str_equal (response, "copy"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), uri);
}

static void
free_uri_cb (gpointer  data,
             GClosure *closure)
{
  g_free (data);
}

/* What cannot be opened from here can be from elsewhere: its address is shown, and can be copied. */
static void
tell_address (Wish       *self,
              const char *message)
{
  g_autofree char *text = g_strdup_printf ("%s\n\n%s", message, self->uri);
  AdwMessageDialog *dialog = zb_message_dialog_new (self->window, _("The Address Cannot Be Opened"), text);

  adw_message_dialog_add_responses (dialog, "copy", _("Co_py the Address"), "close", _("_Close"), NULL);
  adw_message_dialog_set_default_response (dialog, "close");
  adw_message_dialog_set_close_response (dialog, "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (copy_cb), g_strdup (self->uri), free_uri_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- Doing it ---------------------------------------------------------------------------------- */

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Wish) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) && self->window != NULL &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_address (self, error->message);
}

static void
open_uri (Wish *self)
{
  if (self->window != NULL)
    gtk_show_uri_full (self->window, self->uri, GDK_CURRENT_TIME, NULL, opened_cb, self);
  else
    wish_free (self);
}

static void
looked_for_opener_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  Wish *self = user_data;
  g_autoptr(GError) error = NULL;

  if (zb_portal_look_finish (result, &error))
    {
      open_uri (self);
      return;
    }
  if (self->window != NULL)
    tell_address (self, error->message);
  wish_free (self);
}

/**
 * zb_desktop_open:
 * @window: whose user wants it
 * @uri: of a page or a file
 *
 * Opens it with the program that the user has for it. Where that is not possible, the user is told why, and can copy
 * the address.
 */
void
zb_desktop_open (GtkWindow  *window,
                 const char *uri)
{
  Wish *self = wish_new (window);

  self->uri = g_strdup (uri);
  zb_portal_look_async ("OpenURI", NULL, looked_for_opener_cb, self);
}

static gboolean
activate_link_cb (GtkLabel   *label,
                  const char *uri)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (label));

  if (GTK_IS_WINDOW (root))
    zb_desktop_open (GTK_WINDOW (root), uri);
  return TRUE;
}

/**
 * zb_desktop_open_links:
 *
 * The links of a label go through zb_desktop_open().
 */
void
zb_desktop_open_links (GtkLabel *label)
{
  g_signal_connect (label, "activate-link", G_CALLBACK (activate_link_cb), NULL);
}

static void
looked_for_chooser_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(Wish) self = user_data;
  g_autoptr(GError) error = NULL;

  if (zb_portal_look_finish (result, &error))
    {
      gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
      return;
    }
  if (self->window != NULL)
    zb_message_dialog_show (self->window, _("Files Cannot Be Chosen"), error->message);
  /* Who has made it lets go of it then. */
  g_signal_emit_by_name (self->chooser, "response", GTK_RESPONSE_CANCEL);
}

/**
 * zb_desktop_show_chooser:
 * @dialog: a dialog for files, with the window that it belongs to
 *
 * Shows it. Where that is not possible, the user is told why, and @dialog responds as if it had been cancelled.
 */
void
zb_desktop_show_chooser (GtkFileChooserNative *dialog)
{
  Wish *self = wish_new (gtk_native_dialog_get_transient_for (GTK_NATIVE_DIALOG (dialog)));

  self->chooser = g_object_ref (dialog);
  zb_portal_look_async ("FileChooser", NULL, looked_for_chooser_cb, self);
}

static void
looked_for_printer_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(Wish) self = user_data;
  g_autoptr(GError) error = NULL;

  if (self->window == NULL)
    return;
  if (zb_portal_look_finish (result, &error))
    gtk_print_operation_run (self->operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, self->window, NULL);
  else
    zb_message_dialog_show (self->window, _("Printing Is Not Possible"), error->message);
}

/**
 * zb_desktop_print:
 * @window: whose user wants it
 *
 * Asks the user for a printer and prints. Where that is not possible, the user is told why; @operation is never done
 * then.
 */
void
zb_desktop_print (GtkPrintOperation *operation,
                  GtkWindow         *window)
{
  Wish *self = wish_new (window);

  self->operation = g_object_ref (operation);
  zb_portal_look_async ("Print", NULL, looked_for_printer_cb, self);
}
