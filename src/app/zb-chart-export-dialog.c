/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-export-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

/* Asks how large a chart is saved and how it looks, before it is asked where to. */
struct _ZbChartExportDialog {
  AdwWindow      parent_instance;
  ZbChart       *chart;
  ZbChartFormat  format;
  GtkWidget     *save_button;
  GtkWidget     *size_row;
  GtkWidget     *width_row;
  GtkWidget     *height_row;
  GtkSpinButton *width_button;
  GtkSpinButton *height_button;
  GtkWidget     *scale_row;
  GtkWidget     *style_row;
  GtkSwitch     *transparent_switch;
};

enum {
  SIGNAL_SAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbChartExportDialog, zb_chart_export_dialog, ADW_TYPE_WINDOW)

static guint
get_selected (GtkWidget *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (row));
}

/* How many points the picture will have: what a web editor or a printer asks for. */
static char *
dup_points (ZbChartExportDialog *self)
{
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  ZbChartChoices choices;
  guint width, height;

  zb_chart_export_dialog_get_choices (self, &choices);
  zb_chart_choices_get_size (&choices, &width, &height);
  if (height == 0)
    height = (guint) ceil (zb_chart_measure_height (self->chart, width, style, ZB_CHART_PARTS_ALL));
  /* Translators: the width and height of a picture in points. */
  return g_strdup_printf (_("%1$u × %2$u pixels"), width * choices.scale, height * choices.scale);
}

static void
update_rows (ZbChartExportDialog *self)
{
  gboolean is_own = get_selected (self->size_row) == ZB_CHART_SIZE_OWN;
  g_autofree char *points = dup_points (self);

  gtk_widget_set_visible (self->width_row, is_own);
  gtk_widget_set_visible (self->height_row, is_own);
  gtk_widget_set_visible (self->scale_row, self->format == ZB_CHART_PNG);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scale_row), points);
}

static void
show_choices (ZbChartExportDialog  *self,
              const ZbChartChoices *choices)
{
  gtk_spin_button_set_range (self->width_button, ZB_CHART_MIN_WIDTH, ZB_CHART_MAX_WIDTH);
  gtk_spin_button_set_range (self->height_button, ZB_CHART_MIN_HEIGHT, ZB_CHART_MAX_HEIGHT);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->size_row), choices->size);
  gtk_spin_button_set_value (self->width_button, choices->width);
  gtk_spin_button_set_value (self->height_button, choices->height);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->scale_row), choices->scale - 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->style_row), choices->dark ? 1 : 0);
  gtk_switch_set_active (self->transparent_switch, choices->transparent);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ZbChartExportDialog *self = ZB_CHART_EXPORT_DIALOG (widget);
  ZbChartChoices choices;

  /* What is typed into an entry counts without Enter, too. */
  gtk_spin_button_update (self->width_button);
  gtk_spin_button_update (self->height_button);
  zb_chart_export_dialog_get_choices (self, &choices);
  zb_chart_choices_remember (&choices);
  g_signal_emit (self, signals[SIGNAL_SAVE], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
zb_chart_export_dialog_dispose (GObject *object)
{
  ZbChartExportDialog *self = ZB_CHART_EXPORT_DIALOG (object);

  g_clear_pointer (&self->chart, zb_chart_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_CHART_EXPORT_DIALOG);

  G_OBJECT_CLASS (zb_chart_export_dialog_parent_class)->dispose (object);
}

static void
zb_chart_export_dialog_class_init (ZbChartExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_chart_export_dialog_dispose;

  /**
   * ZbChartExportDialog::save:
   *
   * The user has chosen; the dialog closes.
   */
  signals[SIGNAL_SAVE] =
    g_signal_new ("save", ZB_TYPE_CHART_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/zhoubao/Zhoubao/zb-chart-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbChartExportDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, ZbChartExportDialog, size_row);
  gtk_widget_class_bind_template_child (widget_class, ZbChartExportDialog, width_row);
  gtk_widget_class_bind_template_child (widget_class, ZbChartExportDialog, height_row);
  gtk_widget_class_bind_template_child (widget_class, ZbChartExportDialog, width_button);
  gtk_widget_class_bind_template_child (widget_class, ZbChartExportDialog, height_button);
  gtk_widget_class_bind_template_child (widget_class, ZbChartExportDialog, scale_row);
  gtk_widget_class_bind_template_child (widget_class, ZbChartExportDialog, style_row);
  gtk_widget_class_bind_template_child (widget_class, ZbChartExportDialog, transparent_switch);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zb_chart_export_dialog_init (ZbChartExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zb_chart_export_dialog_new:
 * @parent: the window it stands in front of
 * @format: as what @chart will be saved; no table
 *
 * Returns: (transfer floating): the dialog, with what was chosen last.
 */
GtkWidget *
zb_chart_export_dialog_new (GtkWindow     *parent,
                            ZbChart       *chart,
                            ZbChartFormat  format)
{
  ZbChartExportDialog *self;
  ZbChartChoices choices;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (chart != NULL, NULL);

  name = g_ascii_strup (zb_chart_format_to_string (format), -1);
  /* Translators: %s is a format: PNG, SVG or PDF. */
  title = g_strdup_printf (_("Save as %s"), name);
  self = g_object_new (ZB_TYPE_CHART_EXPORT_DIALOG, "transient-for", parent, "title", title, NULL);
  self->chart = zb_chart_ref (chart);
  self->format = format;
  zb_chart_choices_recall (&choices);
  show_choices (self, &choices);
  update_rows (self);
  /* Whoever wants the same as the last time presses Enter. */
  gtk_window_set_focus (GTK_WINDOW (self), self->save_button);
  g_signal_connect_swapped (self->size_row, "notify::selected", G_CALLBACK (update_rows), self);
  g_signal_connect_swapped (self->scale_row, "notify::selected", G_CALLBACK (update_rows), self);
  g_signal_connect_swapped (self->width_button, "value-changed", G_CALLBACK (update_rows), self);
  g_signal_connect_swapped (self->height_button, "value-changed", G_CALLBACK (update_rows), self);
  return GTK_WIDGET (self);
}

/**
 * zb_chart_export_dialog_get_chart:
 *
 * Returns: (transfer none): what will be saved.
 */
ZbChart *
zb_chart_export_dialog_get_chart (ZbChartExportDialog *self)
{
  g_return_val_if_fail (ZB_IS_CHART_EXPORT_DIALOG (self), NULL);

  return self->chart;
}

/**
 * zb_chart_export_dialog_get_format:
 *
 * Returns: as what it will be saved.
 */
ZbChartFormat
zb_chart_export_dialog_get_format (ZbChartExportDialog *self)
{
  g_return_val_if_fail (ZB_IS_CHART_EXPORT_DIALOG (self), ZB_CHART_PNG);

  return self->format;
}

/**
 * zb_chart_export_dialog_get_choices:
 * @choices: (out): where to put what the rows say
 */
void
zb_chart_export_dialog_get_choices (ZbChartExportDialog *self,
                                    ZbChartChoices      *choices)
{
  g_return_if_fail (ZB_IS_CHART_EXPORT_DIALOG (self));

  *choices = (ZbChartChoices) {
    .size = (ZbChartSize) get_selected (self->size_row),
    .width = (guint) gtk_spin_button_get_value_as_int (self->width_button),
    .height = (guint) gtk_spin_button_get_value_as_int (self->height_button),
    .scale = get_selected (self->scale_row) + 1,
    .dark = get_selected (self->style_row) == 1,
    .transparent = gtk_switch_get_active (self->transparent_switch),
  };
}
