/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-figures-csv.h"
#include "app/zb-saving.h"
#include "chart/zb-chart-export.h"
#include "library/zb-detail-text.h"

/* What is shown goes elsewhere: to the clipboard, or as a table into a file. */

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

  if (zb_window_get_detail (self) == NULL)
    return;
  text = zb_detail_to_string (zb_window_get_detail (self), zb_catalogue_get_default (),
                              markdown ? ZB_TEXT_MARKDOWN : ZB_TEXT_PLAIN);
  copy (self, text, markdown ? _("Copied as Markdown") : _("Copied as text"));
}

static void
copy_link_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  const char *link = zb_window_get_detail (self) != NULL ? zb_detail_get_link (zb_window_get_detail (self)) : NULL;

  if (link != NULL)
    copy (self, link, _("Link copied"));
}

/* --- The figures as a table ------------------------------------------------------------------- */

static const ZbSavingWords words = {
  N_("Saving the figures…"),
  N_("The figures were not saved"),
  N_("The Figures Are Saved"),
  N_("The Figures Are Not Saved"),
};

/* What is written, and where to. */
typedef struct {
  GBytes *bytes;
  GFile  *file;
} Table;

static void
table_free (gpointer data)
{
  Table *self = data;

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
  const Table *table = task_data;
  GError *error = NULL;

  if (zb_chart_write_file (table->file, table->bytes, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  const Table *table = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  gboolean is_saved = g_task_propagate_boolean (G_TASK (result), &error);

  zb_saving_finish (user_data, is_saved ? table->file : NULL, error);
}

static void
chosen_cb (ZbWindow *self,
           GFile    *file,
           gpointer  data)
{
  ZbSaving *saving = zb_saving_new (self, &words);
  g_autoptr(GTask) task = g_task_new (NULL, zb_saving_get_cancellable (saving), saved_cb, saving);
  Table *table = g_new0 (Table, 1);

  table->bytes = data;
  table->file = g_object_ref (file);
  g_task_set_source_tag (task, chosen_cb);
  /* Once written it is saved, whatever was asked for meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, table, table_free);
  g_task_run_in_thread (task, save_in_thread);
}

static void
save_figures_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  const ZbDetail *detail = zb_window_get_detail (self);
  g_autofree char *name = NULL;

  if (detail == NULL)
    return;
  name = zb_figures_csv_dup_file_name (detail);
  zb_saving_choose (self, _("Save Figures"), name, chosen_cb, zb_figures_csv_new (detail),
                    (GDestroyNotify) g_bytes_unref);
}

/* Which of them make sense for what is shown. */
void
zb_window_update_copy_actions (ZbWindow *self)
{
  const ZbDetail *detail = zb_window_get_detail (self);

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
