/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-desktop.h"
#include "app/zb-issue-print.h"
#include "app/zb-paper-async.h"
#include "app/zb-saving.h"
#include "paper/zb-issue-paper.h"

/* The issue that is shown goes on paper, or into a PDF that looks the same. */

/* A window that is closed may still be held by others; what went wrong is told all the same. */
static void
tell_failure (ZbWindow   *self,
              const char *message)
{
  if (self->toasts == NULL)
    g_printerr ("zhoubao: %s\n", message);
  else
    zb_window_show_message (self, message);
}

/* --- As a PDF ---------------------------------------------------------------------------------- */

static const ZbSavingWords words = {
  N_("Saving the PDF…"),
  N_("The PDF was not saved"),
  N_("The PDF Is Saved"),
  N_("The PDF Is Not Saved"),
};

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = zb_paper_save_finish (result, &error);

  zb_saving_finish (user_data, file, error);
}

/**
 * zb_window_save_pdf:
 * @detail: which issue
 * @file: where to
 *
 * Writes an issue as a PDF and tells how it went. The file is written although the window is closed.
 */
void
zb_window_save_pdf (ZbWindow *self,
                    ZbDetail *detail,
                    GFile    *file)
{
  ZbSaving *saving = zb_saving_new (self, &words);

  zb_paper_save_async (detail, self->library, self->entries, file, zb_saving_get_cancellable (saving), saved_cb,
                       saving);
}

static void
chosen_cb (ZbWindow *self,
           GFile    *file,
           gpointer  data)
{
  g_autoptr(ZbDetail) detail = data;

  zb_window_save_pdf (self, detail, file);
}

static void
save_pdf_action (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  ZbDetail *detail = zb_window_get_detail (self);
  g_autofree char *name = NULL;

  if (detail == NULL)
    return;
  name = zb_issue_paper_dup_file_name (detail);
  zb_saving_choose (self, _("Save Issue as PDF"), name, chosen_cb, zb_detail_ref (detail),
                    (GDestroyNotify) zb_detail_unref);
}

/* --- On paper ---------------------------------------------------------------------------------- */

static void
printed_cb (ZbWindow                *self,
            GtkPrintOperationResult  result,
            GtkPrintOperation       *operation)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *message = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    zb_window_show_message (self, _("The issue was sent to the printer"));
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  message = g_strdup_printf (_("The issue could not be printed: %s. Save it as PDF instead, or choose another "
                               "printer."), error != NULL ? error->message : _("unknown reason"));
  tell_failure (self, message);
}

/* Something that is being laid out for the printer. */
typedef struct {
  ZbWindow *window;
  char     *title;
} Printing;

static void
printing_free (Printing *self)
{
  g_object_unref (self->window);
  g_free (self->title);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printing, printing_free)

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Printing) printing = user_data;
  ZbWindow *self = printing->window;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) pages = zb_paper_record_finish (result, &error);
  g_autoptr(GtkPrintOperation) operation = NULL;

  if (self->toasts == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.print", zb_window_get_detail (self) != NULL);
  if (pages == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        zb_window_show_message (self, error->message);
      return;
    }
  operation = zb_issue_print_operation_new (pages, printing->title);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  zb_desktop_print (operation, GTK_WINDOW (self));
}

/* One dialog is enough: until it is there, the action rests. */
static void
print_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  ZbDetail *detail = zb_window_get_detail (self);
  Printing *printing;

  if (detail == NULL)
    return;
  printing = g_new0 (Printing, 1);
  printing->window = g_object_ref (self);
  printing->title = g_strdup (detail->entry->title);
  gtk_widget_action_set_enabled (widget, "win.print", FALSE);
  zb_paper_record_async (detail, self->library, self->entries, self->cancellable, recorded_cb, printing);
}

/* Which of them make sense for what is shown. */
void
zb_window_update_print_actions (ZbWindow *self)
{
  gboolean can = zb_window_get_detail (self) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.print", can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.save-pdf", can);
}

/* The actions of printing, for the window's class. */
void
zb_window_install_print_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "win.save-pdf", NULL, save_pdf_action);
}
