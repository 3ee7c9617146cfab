/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-legend.h"

#include <glib/gi18n.h>

#include "app/zb-chart-look.h"
#include "app/zb-wrap-layout.h"
#include "chart/zb-chart-plot.h"
#include "chart/zb-chart-renderer.h"

#define SPACING 6

/* The lines of a chart as buttons that are pressed while their line is shown. */
struct _ZbChartLegend {
  GtkWidget   parent_instance;
  ZbChart    *chart;
  /* (element-type utf8): the labels of lines that are not shown */
  GHashTable *hidden;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbChartLegend, zb_chart_legend, GTK_TYPE_WIDGET)

/* (element-type ZbChartSeries): all lines, from plot to plot */
static GPtrArray *
dup_lines (ZbChart *chart)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; chart != NULL && i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      for (guint j = 0; j < block->series->len; j++)
        g_ptr_array_add (lines, g_ptr_array_index (block->series, j));
    }
  return lines;
}

static void
draw_mark (GtkDrawingArea *area,
           cairo_t        *cr,
           int             width,
           int             height,
           gpointer        data)
{
  const ZbChartSeries *line = data;
  g_autoptr(ZbChartStyle) style = zb_chart_look_new (GTK_WIDGET (area));
  g_autoptr(ZbChartScene) scene = zb_chart_scene_new (style, FALSE);
  double length = zb_chart_plot_put_mark (scene, line, 0, 0);

  cairo_translate (cr, (width - length) / 2, height / 2.0);
  zb_chart_renderer_draw_scene (scene, cr);
}

static void
remove_buttons (ZbChartLegend *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

/* A chart without lines says nothing: with the last one, all of them come back. */
static void
keep_one (ZbChartLegend *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
      return;
  g_hash_table_remove_all (self->hidden);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), TRUE);
}

static void
toggled_cb (ZbChartLegend   *self,
            GtkToggleButton *button)
{
  const char *label = g_object_get_data (G_OBJECT (button), "label");
  gboolean is_shown = gtk_toggle_button_get_active (button);

  if (is_shown != zb_chart_legend_is_hidden (self, label))
    return;
  if (is_shown)
    g_hash_table_remove (self->hidden, label);
  else
    g_hash_table_add (self->hidden, g_strdup (label));
  keep_one (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_button (ZbChartLegend       *self,
            const ZbChartSeries *line)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *mark = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (line->label);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (mark), 30);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (mark), 12);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (mark), draw_mark, (gpointer) line, NULL);
  zb_chart_look_watch (mark, G_CALLBACK (gtk_widget_queue_draw));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), !zb_chart_legend_is_hidden (self, line->label));
  gtk_widget_add_css_class (button, "legend-entry");
  gtk_widget_set_tooltip_text (button, _("Show or hide this line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, line->label, -1);
  g_object_set_data_full (G_OBJECT (button), "label", g_strdup (line->label), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
zb_chart_legend_dispose (GObject *object)
{
  ZbChartLegend *self = ZB_CHART_LEGEND (object);

  remove_buttons (self);
  g_clear_pointer (&self->chart, zb_chart_unref);

  G_OBJECT_CLASS (zb_chart_legend_parent_class)->dispose (object);
}

static void
zb_chart_legend_finalize (GObject *object)
{
  g_hash_table_unref (ZB_CHART_LEGEND (object)->hidden);

  G_OBJECT_CLASS (zb_chart_legend_parent_class)->finalize (object);
}

static void
zb_chart_legend_class_init (ZbChartLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_chart_legend_dispose;
  G_OBJECT_CLASS (klass)->finalize = zb_chart_legend_finalize;

  /**
   * ZbChartLegend::changed:
   *
   * Other lines are wanted.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ZB_TYPE_CHART_LEGEND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
zb_chart_legend_init (ZbChartLegend *self)
{
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), zb_wrap_layout_new (SPACING));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lines of the chart"), -1);
}

/**
 * zb_chart_legend_new:
 *
 * Returns: (transfer floating): a legend without lines.
 */
GtkWidget *
zb_chart_legend_new (void)
{
  return g_object_new (ZB_TYPE_CHART_LEGEND, NULL);
}

static gboolean
has_same_lines (GPtrArray *a,
                GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const ZbChartSeries *one = g_ptr_array_index (a, i);
      const ZbChartSeries *two = g_ptr_array_index (b, i);

      if (!g_str_equal (one->label, two->label) || one->color != two->color || one->variant != two->variant)
        return FALSE;
    }
  return TRUE;
}

/* What was hidden once, but is in no chart any more, is shown when it comes back. */
static void
forget_others (ZbChartLegend *self,
               GPtrArray     *lines)
{
  g_autoptr(GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const ZbChartSeries *line = g_ptr_array_index (lines, i);

      if (zb_chart_legend_is_hidden (self, line->label))
        g_hash_table_add (kept, g_strdup (line->label));
    }
  if (g_hash_table_size (kept) == lines->len)
    g_hash_table_remove_all (kept);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
  self->hidden = g_steal_pointer (&kept);
}

/**
 * zb_chart_legend_set_chart:
 * @chart: a chart with all lines, also those that are not shown
 *
 * Shows a button for each line of the chart, and nothing where there is only one. Lines that were hidden
 * before stay so.
 */
void
zb_chart_legend_set_chart (ZbChartLegend *self,
                           ZbChart       *chart)
{
  g_autoptr(GPtrArray) old = NULL;
  g_autoptr(GPtrArray) lines = NULL;

  g_return_if_fail (ZB_IS_CHART_LEGEND (self));
  g_return_if_fail (chart != NULL);

  old = dup_lines (self->chart);
  lines = dup_lines (chart);
  gtk_widget_set_visible (GTK_WIDGET (self), lines->len > 1);
  /* A button that has the keyboard keeps it. */
  if (has_same_lines (old, lines))
    return;
  forget_others (self, lines);
  remove_buttons (self);
  zb_chart_ref (chart);
  g_clear_pointer (&self->chart, zb_chart_unref);
  self->chart = chart;
  for (guint i = 0; lines->len > 1 && i < lines->len; i++)
    add_button (self, g_ptr_array_index (lines, i));
}

/**
 * zb_chart_legend_is_hidden:
 * @label: what a line is called
 *
 * Returns: whether the reader has switched it off.
 */
gboolean
zb_chart_legend_is_hidden (ZbChartLegend *self,
                           const char    *label)
{
  g_return_val_if_fail (ZB_IS_CHART_LEGEND (self), FALSE);

  return g_hash_table_contains (self->hidden, label);
}
