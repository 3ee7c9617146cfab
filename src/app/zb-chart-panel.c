/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-panel.h"

#include <glib/gi18n.h>

#include "app/zb-chart-async.h"
#include "app/zb-chart-content.h"
#include "app/zb-chart-export-dialog.h"
#include "app/zb-chart-print.h"
#include "app/zb-desktop.h"
#include "app/zb-number-table.h"
#include "app/zb-window.h"

/* How wide the picture under the pointer is while a chart is dragged, in pixels. */
#define DRAG_WIDTH 240.0

/* What is copied and dragged, in the light style on white: it goes into documents. */
static const ZbChartChoices copied = { .size = ZB_CHART_SIZE_ARTICLE, .scale = 2 };

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

/* Says how something went, in the window in which the chart is. */
static void
show_message (ZbChartPanel *self,
              const char   *message)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ZB_IS_WINDOW (root))
    zb_window_show_message (ZB_WINDOW (root), message);
}

/* --- Saving ------------------------------------------------------------------------------------ */

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  ZbChartPanel *self = ZB_CHART_PANEL (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = zb_chart_export_finish (result, &error);
  g_autofree char *message = NULL;

  if (file != NULL)
    {
      g_autofree char *name = g_file_get_basename (file);
      g_autofree char *shown = g_filename_display_name (name);

      message = g_strdup_printf (_("Saved as “%s”"), shown);
    }
  show_message (self, file != NULL ? message : error->message);
}

/* What is to be saved, until it is known where. */
typedef struct {
  ZbChart        *chart;
  ZbChartFormat   format;
  ZbChartChoices  choices;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  zb_chart_unref (self->chart);
  g_free (self);
}

static void
export_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  ZbChartPanel    *self)
{
  const Request *request = g_object_get_data (G_OBJECT (dialog), "request");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      zb_chart_export_async (request->chart, &request->choices, file, request->format, self,
                             exported_cb, NULL);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose_file (ZbChartPanel         *self,
             ZbChart              *chart,
             ZbChartFormat         format,
             const ZbChartChoices *choices)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *file_name = zb_chart_dup_file_name (chart, format);
  GtkFileChooserNative *dialog;
  Request *request;

  dialog = gtk_file_chooser_native_new (_("Save Chart"), window, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file_name);
  request = g_new0 (Request, 1);
  request->chart = zb_chart_ref (chart);
  request->format = format;
  request->choices = *choices;
  g_object_set_data_full (G_OBJECT (dialog), "request", request, request_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_chosen_cb), self, 0);
  zb_desktop_show_chooser (dialog);
}

static void
save_cb (ZbChartPanel        *self,
         ZbChartExportDialog *dialog)
{
  ZbChartChoices choices;

  zb_chart_export_dialog_get_choices (dialog, &choices);
  choose_file (self, zb_chart_export_dialog_get_chart (dialog),
               zb_chart_export_dialog_get_format (dialog), &choices);
}

/* A table has no look to be chosen. */
static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ZbChartPanel *self = ZB_CHART_PANEL (widget);
  ZbChart *chart = zb_chart_view_get_chart (self->view);
  ZbChartFormat format;
  GtkWidget *dialog;

  if (chart == NULL || !zb_chart_format_from_string (g_variant_get_string (parameter, NULL), &format))
    return;
  if (format == ZB_CHART_CSV)
    {
      choose_file (self, chart, format, &copied);
      return;
    }
  dialog = zb_chart_export_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), chart, format);
  g_signal_connect_object (dialog, "save", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- Copying and dragging ---------------------------------------------------------------------- */

static void
copy_numbers_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  ZbChartPanel *self = ZB_CHART_PANEL (widget);
  ZbChart *chart = zb_chart_view_get_chart (self->view);
  g_autoptr(GdkContentProvider) table = NULL;

  if (chart == NULL)
    return;
  table = zb_chart_content_new_table (chart);
  if (gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), table))
    show_message (self, _("Numbers copied"));
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ZbChartPanel *self = ZB_CHART_PANEL (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = zb_chart_draw_finish (result, &error);
  g_autoptr(GdkContentProvider) picture = NULL;

  if (png == NULL)
    {
      show_message (self, error->message);
      return;
    }
  picture = gdk_content_provider_new_for_bytes ("image/png", png);
  if (gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), picture))
    show_message (self, _("Picture copied"));
}

/* Drawn at once, so that it is told here and not on pasting when it cannot be. */
static void
copy_picture_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  ZbChartPanel *self = ZB_CHART_PANEL (widget);
  ZbChart *chart = zb_chart_view_get_chart (self->view);

  if (chart != NULL)
    zb_chart_draw_async (chart, &copied, self, NULL, drawn_cb, NULL);
}

/* Dragging over weeks chooses them; the chart itself is dragged from around them. */
static GdkContentProvider *
drag_prepare_cb (ZbChartPanel *self,
                 double        x,
                 double        y)
{
  ZbChart *chart = zb_chart_view_get_chart (self->view);

  if (zb_chart_view_takes_drag (self->view, x, y))
    return NULL;
  return chart != NULL && !zb_chart_is_empty (chart) ? zb_chart_content_new_picture (chart, &copied) : NULL;
}

static void
drag_begin_cb (ZbChartPanel  *self,
               GdkDrag       *drag,
               GtkDragSource *drag_source)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  g_autoptr(GdkPaintable) whole = gtk_widget_paintable_new (view);
  g_autoptr(GdkPaintable) icon = NULL;
  double width = gtk_widget_get_width (view), height = gtk_widget_get_height (view);
  double scale = MIN (DRAG_WIDTH / width, 1.0);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GdkRGBA paper = { 1, 1, 1, 1 };

  /* The chart itself is drawn on whatever is behind it. */
  if (adw_style_manager_get_dark (adw_style_manager_get_default ()))
    paper = (GdkRGBA) { 0.2f, 0.2f, 0.2f, 1 };
  gtk_snapshot_append_color (snapshot, &paper, &GRAPHENE_RECT_INIT (0, 0, (float) (width * scale),
                                                                    (float) (height * scale)));
  gdk_paintable_snapshot (whole, snapshot, width * scale, height * scale);
  icon = gtk_snapshot_free_to_paintable (snapshot, NULL);
  gtk_drag_source_set_icon (drag_source, icon, 0, 0);
}

static void
add_drag_source (ZbChartPanel *self)
{
  GtkDragSource *drag_source = gtk_drag_source_new ();

  g_signal_connect_object (drag_source, "prepare", G_CALLBACK (drag_prepare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag_source, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drag_source));
}

/* --- Printing ---------------------------------------------------------------------------------- */

static void
printed_cb (ZbChartPanel            *self,
            GtkPrintOperationResult  result,
            GtkPrintOperation       *operation)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *message = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    show_message (self, _("The chart was sent to the printer"));
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  message = g_strdup_printf (_("The chart could not be printed: %s. Save it as PDF instead, or choose "
                               "another printer."), error != NULL ? error->message : _("unknown reason"));
  show_message (self, message);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  ZbChartPanel *self = ZB_CHART_PANEL (widget);
  ZbChart *chart = zb_chart_view_get_chart (self->view);
  g_autoptr(GtkPrintOperation) operation = NULL;

  if (chart == NULL)
    return;
  operation = zb_chart_print_operation_new (chart);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  zb_desktop_print (operation, GTK_WINDOW (gtk_widget_get_root (widget)));
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
  gtk_widget_class_install_action (widget_class, "chart.copy-picture", NULL, copy_picture_action);
  gtk_widget_class_install_action (widget_class, "chart.print", NULL, print_action);
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

/* A table of many rows is made only for those who look at it. */
static void
show_table (ZbChartPanel *self)
{
  ZbChart *chart = zb_chart_view_get_chart (self->view);
  GtkWidget *table = gtk_widget_get_first_child (GTK_WIDGET (self->table_box));

  if (table != NULL)
    gtk_box_remove (self->table_box, table);
  if (chart != NULL && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->table_button)))
    gtk_box_append (self->table_box, zb_number_table_new (chart));
}

static void
table_toggled_cb (ZbChartPanel *self)
{
  /* What is being folded away stays until then. */
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->table_button)))
    show_table (self);
}

static void
zb_chart_panel_init (ZbChartPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_drag_source (self);
  g_signal_connect_object (self->table_button, "toggled", G_CALLBACK (table_toggled_cb), self, G_CONNECT_SWAPPED);
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
  g_return_if_fail (ZB_IS_CHART_PANEL (self));
  g_return_if_fail (chart != NULL);

  gtk_label_set_label (self->heading, heading);
  zb_chart_view_set_chart (self->view, chart);
  show_table (self);
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

/**
 * zb_chart_panel_get_view:
 *
 * Returns: (transfer none): what draws the chart.
 */
ZbChartView *
zb_chart_panel_get_view (ZbChartPanel *self)
{
  g_return_val_if_fail (ZB_IS_CHART_PANEL (self), NULL);

  return self->view;
}
