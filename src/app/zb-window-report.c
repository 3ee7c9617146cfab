/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-report-dialog.h"
#include "app/zb-saving.h"

static const ZbSavingWords words = {
  N_("Saving the report…"),
  N_("The report was not saved"),
  N_("The Report Is Saved"),
  N_("The Report Is Not Saved"),
};

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = zb_report_save_finish (result, &error);

  zb_saving_finish (user_data, file, error);
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
  ZbSaving *saving = zb_saving_new (self, &words);

  zb_report_save_async (request, file, zb_saving_get_cancellable (saving), saved_cb, saving);
}

static void
chosen_cb (ZbWindow *self,
           GFile    *file,
           gpointer  data)
{
  zb_window_save_report (self, data, file);
}

static void
save_cb (ZbWindow       *self,
         ZbReportDialog *report)
{
  ZbReportRequest *request = zb_report_dialog_dup_request (report);
  g_autofree char *name = zb_report_request_dup_file_name (request);

  zb_saving_choose (self, _("Save Report"), name, chosen_cb, request, (GDestroyNotify) zb_report_request_free);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  zb_saving_open (ZB_WINDOW (widget), g_variant_get_string (parameter, NULL));
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
