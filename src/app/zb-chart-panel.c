/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-panel.h"

#include <glib/gi18n.h>

#include "app/zb-chart-view.h"
#include "app/zb-number-table.h"
#include "app/zb-window.h"
#include "chart/zb-chart-csv.h"
#include "chart/zb-chart-export.h"

/* Pictures for articles are looked at on good screens. */
#define PNG_SCALE 2

/* A chart in a card, with its heading, its numbers as a table, and what can be done with it. */
struct _ZbChartPanel {
  GtkWidget    parent_instance;
  GtkWidget   *box;
  GtkLabel    *heading;
  GtkWidget   *table_button;
  GtkWidget   *export_button;
  GtkWidget   *card;
  ZbChartView *view;
  GtkRevealer *revealer;
  GtkBox      *table_box;
};

G_DEFINE_FINAL_TYPE (ZbChartPanel, zb_chart_panel, GTK_TYPE_WIDGET)

/* What is written while the window goes on. */
typedef struct {
  ZbChart       *chart;
  GFile         *file;
  ZbChartFormat  format;
} ExportData;

static void
export_data_free (gpointer data)
{
  ExportData *self = data;

  zb_chart_unref (self->chart);
  g_object_unref (self->file);
  g_free (self);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const ExportData *data = task_data;
  ZbChartExportOptions options = { .scale = data->format == ZB_CHART_PNG ? PNG_SCALE : 0 };
  GError *error = NULL;

  if (zb_chart_export (data->chart, data->file, data->format, &options, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  ZbChartPanel *self = ZB_CHART_PANEL (source);
  const ExportData *data = g_task_get_task_data (G_TASK (result));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr(GError) error = NULL;
  g_autofree char *message = NULL;
  g_autofree char *name = g_file_get_basename (data->file);
  g_autofree char *shown = g_filename_display_name (name);

  if (g_task_propagate_boolean (G_TASK (result), &error))
    message = g_strdup_printf (_("Saved as “%s”"), shown);
  else
    message = g_strdup (error->message);
  if (ZB_IS_WINDOW (root))
    zb_window_show_message (ZB_WINDOW (root), message);
}

static void
export_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  ZbChartPanel    *self)
{
  ZbChart *chart = g_object_get_data (G_OBJECT (dialog), "chart");
  ZbChartFormat format = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (dialog), "format"));

  if (response == GTK_RESPONSE_ACCEPT)
    {
      ExportData *data = g_new0 (ExportData, 1);
      g_autoptr(GTask) task = g_task_new (self, NULL, exported_cb, NULL);

      data->chart = zb_chart_ref (chart);
      data->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      data->format = format;
      g_task_set_source_tag (task, export_chosen_cb);
      g_task_set_task_data (task, data, export_data_free);
      g_task_run_in_thread (task, export_in_thread);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ZbChartPanel *self = ZB_CHART_PANEL (widget);
  ZbChart *chart = zb_chart_view_get_chart (self->view);
  GtkFileChooserNative *dialog;
  g_autofree char *file_name = NULL;
  ZbChartFormat format;

  if (chart == NULL || !zb_chart_format_from_string (g_variant_get_string (parameter, NULL), &format))
    return;
  file_name = zb_chart_dup_file_name (chart, format);
  dialog = gtk_file_chooser_native_new (_("Save Chart"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file_name);
  g_object_set_data_full (G_OBJECT (dialog), "chart", zb_chart_ref (chart),
                          (GDestroyNotify) zb_chart_unref);
  g_object_set_data (G_OBJECT (dialog), "format", GINT_TO_POINTER (format));
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
copy_numbers_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  ZbChartPanel *self = ZB_CHART_PANEL (widget);
  ZbChart *chart = zb_chart_view_get_chart (self->view);
  g_autofree char *csv = NULL;

  if (chart == NULL)
    return;
  csv = zb_chart_dup_csv (chart);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), csv);
  if (ZB_IS_WINDOW (gtk_widget_get_root (widget)))
    zb_window_show_message (ZB_WINDOW (gtk_widget_get_root (widget)), _("Numbers copied"));
}

static void
zb_chart_panel_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ZB_TYPE_CHART_PANEL);

  G_OBJECT_CLASS (zb_chart_panel_parent_class)->dispose (object);
}

static void
zb_chart_panel_class_init (ZbChartPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_chart_panel_dispose;
  g_type_ensure (ZB_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/zhoubao/Zhoubao/zb-chart-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbChartPanel, box);
  gtk_widget_class_bind_template_child (widget_class, ZbChartPanel, heading);
  gtk_widget_class_bind_template_child (widget_class, ZbChartPanel, table_button);
  gtk_widget_class_bind_template_child (widget_class, ZbChartPanel, export_button);
  gtk_widget_class_bind_template_child (widget_class, ZbChartPanel, card);
  gtk_widget_class_bind_template_child (widget_class, ZbChartPanel, view);
  gtk_widget_class_bind_template_child (widget_class, ZbChartPanel, revealer);
  gtk_widget_class_bind_template_child (widget_class, ZbChartPanel, table_box);
  gtk_widget_class_install_action (widget_class, "chart.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "chart.copy-numbers", NULL, copy_numbers_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
issue_activated_cb (ZbChartPanel *self,
                    guint         year,
                    guint         number)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ZB_IS_WINDOW (root))
    zb_window_show_issue (ZB_WINDOW (root), (ZbIssue) { year, number });
}

static void
zb_chart_panel_init (ZbChartPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->view, "issue-activated", G_CALLBACK (issue_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * zb_chart_panel_new:
 *
 * Returns: (transfer floating): a panel without a chart.
 */
GtkWidget *
zb_chart_panel_new (void)
{
  return g_object_new (ZB_TYPE_CHART_PANEL, NULL);
}

/**
 * zb_chart_panel_set_chart:
 * @heading: what stands above it
 * @chart: what it shows
 */
void
zb_chart_panel_set_chart (ZbChartPanel *self,
                          const char   *heading,
                          ZbChart      *chart)
{
  GtkWidget *table;

  g_return_if_fail (ZB_IS_CHART_PANEL (self));
  g_return_if_fail (chart != NULL);

  gtk_label_set_label (self->heading, heading);
  zb_chart_view_set_chart (self->view, chart);
  table = gtk_widget_get_first_child (GTK_WIDGET (self->table_box));
  if (table != NULL)
    gtk_box_remove (self->table_box, table);
  gtk_box_append (self->table_box, zb_number_table_new (chart));
  gtk_widget_set_visible (self->export_button, !zb_chart_is_empty (chart));
  gtk_widget_set_visible (self->table_button, !zb_chart_is_empty (chart));
}

/**
 * zb_chart_panel_add_choice:
 * @choice: (transfer floating): what the reader chooses the chart with
 *
 * Puts it between the heading and the chart.
 */
void
zb_chart_panel_add_choice (ZbChartPanel *self,
                           GtkWidget    *choice)
{
  g_return_if_fail (ZB_IS_CHART_PANEL (self));

  gtk_box_insert_child_after (GTK_BOX (self->box), choice, gtk_widget_get_first_child (self->box));
}
