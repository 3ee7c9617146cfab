/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-figures-csv.h"
#include "chart/zb-chart-export.h"
#include "library/zb-detail-text.h"

/* What is shown goes elsewhere: to the clipboard, or as a table into a file. */

static ZbDetail *
get_detail (ZbWindow *self)
{
  return self->page != NULL ? zb_issue_page_get_detail (self->page) : NULL;
}

static void
copy (ZbWindow   *self,
      const char *text,
      const char *message)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  zb_window_show_message (self, message);
}

static void
copy_text_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  gboolean markdown = g_str_equal (name, "win.copy-markdown");
  g_autofree char *text = NULL;

  if (get_detail (self) == NULL)
    return;
  text = zb_detail_to_string (get_detail (self), zb_catalogue_get_default (),
                              markdown ? ZB_TEXT_MARKDOWN : ZB_TEXT_PLAIN);
  copy (self, text, markdown ? _("Copied as Markdown") : _("Copied as text"));
}

static void
copy_link_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  const char *link = get_detail (self) != NULL ? zb_detail_get_link (get_detail (self)) : NULL;

  if (link != NULL)
    copy (self, link, _("Link copied"));
}

/* What is written, and where to. */
typedef struct {
  GBytes *bytes;
  GFile  *file;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_bytes_unref (self->bytes);
  g_object_unref (self->file);
  g_free (self);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Saving *saving = task_data;
  GError *error = NULL;

  if (zb_chart_write_file (saving->file, saving->bytes, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ZbWindow *self = ZB_WINDOW (source);
  const Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_file_get_basename (saving->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *message = NULL;
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    message = g_strdup_printf (_("Saved as “%s”"), shown);
  /* Whoever has closed the window meanwhile should still be able to learn that it failed. */
  if (self->toasts == NULL && error != NULL)
    g_printerr ("zhoubao: %s\n", error->message);
  zb_window_show_message (self, message != NULL ? message : error->message);
  g_application_release (g_application_get_default ());
}

/* The file is written although the window is closed. */
static void
save (ZbWindow *self,
      GBytes   *bytes,
      GFile    *file)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, saved_cb, NULL);
  Saving *saving = g_new0 (Saving, 1);

  saving->bytes = g_bytes_ref (bytes);
  saving->file = g_object_ref (file);
  g_task_set_source_tag (task, save);
  g_task_set_task_data (task, saving, saving_free);
  g_application_hold (g_application_get_default ());
  g_task_run_in_thread (task, save_in_thread);
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           ZbWindow        *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      save (self, g_object_get_data (G_OBJECT (dialog), "bytes"), file);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
save_figures_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  const ZbDetail *detail = get_detail (self);
  g_autofree char *name = NULL;
  GtkFileChooserNative *dialog;

  if (detail == NULL)
    return;
  name = zb_figures_csv_dup_file_name (detail);
  dialog = gtk_file_chooser_native_new (_("Save Figures"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                        NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  /* Those that are shown now: behind the dialog another issue may come. */
  g_object_set_data_full (G_OBJECT (dialog), "bytes", zb_figures_csv_new (detail),
                          (GDestroyNotify) g_bytes_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Which of them make sense for what is shown. */
void
zb_window_update_copy_actions (ZbWindow *self)
{
  const ZbDetail *detail = get_detail (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.copy-text", detail != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.copy-markdown", detail != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.copy-link",
                                 detail != NULL && zb_detail_get_link (detail) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.save-figures",
                                 detail != NULL && detail->figures->len > 0);
}

/* The actions of copying, for the window's class. */
void
zb_window_install_copy_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.copy-text", NULL, copy_text_action);
  gtk_widget_class_install_action (widget_class, "win.copy-markdown", NULL, copy_text_action);
  gtk_widget_class_install_action (widget_class, "win.copy-link", NULL, copy_link_action);
  gtk_widget_class_install_action (widget_class, "win.save-figures", NULL, save_figures_action);
}
