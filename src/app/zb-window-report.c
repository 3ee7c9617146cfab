/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-report-dialog.h"

/* Faster than this nobody wants to be told that something is going on. */
#define TELL_DELAY_MS 500

/* A report that is being saved. It goes on when the window is closed, since it was asked for; the program stays for it. */
typedef struct {
  /* (nullable): weak */
  ZbWindow     *window;
  GApplication *application;
  GCancellable *cancellable;
  guint         delay_id;
  AdwToast     *toast;
} Saving;

/* A window that is closed may still be held by others. */
static gboolean
has_window (const Saving *self)
{
  return self->window != NULL && self->window->toasts != NULL;
}

static AdwToast *
toast_new (const char *message)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);

  return adw_toast_new (escaped);
}

static void
cancel_cb (Saving *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* What takes longer is told, with a way to stop it. */
static gboolean
delay_cb (gpointer user_data)
{
  Saving *self = user_data;

  self->delay_id = 0;
  if (!has_window (self))
    return G_SOURCE_REMOVE;
  self->toast = toast_new (_("Saving the report…"));
  adw_toast_set_timeout (self->toast, 0);
  adw_toast_set_button_label (self->toast, _("_Cancel"));
  g_signal_connect_swapped (self->toast, "button-clicked", G_CALLBACK (cancel_cb), self);
  zb_window_add_toast (self->window, g_object_ref (self->toast));
  zb_window_count_work (self->window, 1);
  return G_SOURCE_REMOVE;
}

static Saving *
saving_new (ZbWindow *window)
{
  Saving *self = g_new0 (Saving, 1);

  g_set_weak_pointer (&self->window, window);
  self->application = g_object_ref (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))));
  self->cancellable = g_cancellable_new ();
  self->delay_id = g_timeout_add (TELL_DELAY_MS, delay_cb, self);
  g_application_hold (self->application);
  return self;
}

static void
saving_free (Saving *self)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  if (self->toast != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->toast, self);
      adw_toast_dismiss (self->toast);
      if (has_window (self))
        zb_window_count_work (self->window, -1);
    }
  g_clear_object (&self->toast);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->cancellable);
  g_application_release (self->application);
  g_object_unref (self->application);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *message = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Translators: %s is the system's reason. */
  message = g_strdup_printf (_("The file could not be opened: %s. Open it from its folder."), error->message);
  zb_window_show_message (ZB_WINDOW (source), message);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gtk_show_uri_full (GTK_WINDOW (widget), g_variant_get_string (parameter, NULL), GDK_CURRENT_TIME, NULL, opened_cb, NULL);
}

/* Where nobody looks at the window any more, the system tells it. */
static void
notify_user (const Saving *self,
             const char   *title,
             const char   *body)
{
  g_autoptr(GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_application_send_notification (self->application, NULL, notification);
}

static void
show_saved (const Saving *self,
            GFile        *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *message = g_strdup_printf (_("Saved as “%s”"), shown);
  g_autofree char *uri = g_file_get_uri (file);
  AdwToast *toast;

  if (!has_window (self))
    {
      notify_user (self, _("The Report Is Saved"), message);
      return;
    }
  toast = toast_new (message);
  adw_toast_set_button_label (toast, _("_Open"));
  adw_toast_set_action_name (toast, "win.open-report");
  adw_toast_set_action_target (toast, "s", uri);
  zb_window_add_toast (self->window, toast);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Saving) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = zb_report_save_finish (result, &error);

  if (file != NULL)
    show_saved (self, file);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (has_window (self))
        zb_window_show_message (self->window, _("The report was not saved"));
    }
  else if (has_window (self))
    zb_window_show_message (self->window, error->message);
  else
    notify_user (self, _("The Report Is Not Saved"), error->message);
}

/**
 * zb_window_save_report:
 * @request: (transfer full): what the report is made of
 * @file: where to
 *
 * Makes and writes a report, and tells how it went.
 */
void
zb_window_save_report (ZbWindow        *self,
                       ZbReportRequest *request,
                       GFile           *file)
{
  Saving *saving = saving_new (self);

  zb_report_save_async (request, file, saving->cancellable, saved_cb, saving);
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           ZbWindow        *self)
{
  g_autoptr(ZbReportRequest) request = g_object_steal_data (G_OBJECT (dialog), "request");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      zb_window_save_report (self, g_steal_pointer (&request), file);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
save_cb (ZbWindow       *self,
         ZbReportDialog *report)
{
  ZbReportRequest *request = zb_report_dialog_dup_request (report);
  g_autofree char *name = zb_report_request_dup_file_name (request);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save Report"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "request", request, (GDestroyNotify) zb_report_request_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
save_report_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  GtkWidget *dialog = zb_report_dialog_new (GTK_WINDOW (self), self->entries);

  g_signal_connect_object (dialog, "save", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Of nothing there is no report. */
void
zb_window_update_report_action (ZbWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.save-report", zb_report_dialog_can_show (self->entries));
}

/* The actions of reports, for the window's class. */
void
zb_window_install_report_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.save-report", NULL, save_report_action);
  gtk_widget_class_install_action (widget_class, "win.open-report", "s", open_action);
}
