/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-week-charts.h"

#include <glib/gi18n.h>

#include "app/zb-chart-panel.h"
#include "app/zb-chart-switch.h"
#include "chart/zb-chart-categories.h"
#include "chart/zb-chart-comparison.h"

/* The charts of one week: its categories, or the week beside others. */
struct _ZbWeekCharts {
  GtkWidget      parent_instance;
  ZbChartPanel  *panel;
  ZbChartSwitch *chooser;
  ZbEntry       *entry;
  GPtrArray     *weeks;
};

G_DEFINE_FINAL_TYPE (ZbWeekCharts, zb_week_charts, GTK_TYPE_WIDGET)

enum {
  CHART_CATEGORIES,
  CHART_COMPARISON,
};

static void
show_chart (ZbWeekCharts *self)
{
  const ZbEntry *entry = self->entry;
  g_autoptr(ZbChart) chart = NULL;
  const char *heading;

  if (zb_chart_switch_get_selected (self->chooser) == CHART_COMPARISON && self->weeks != NULL)
    {
      chart = zb_chart_new_comparison (zb_catalogue_get_default (), self->weeks, entry->issue, &entry->period,
                                       zb_chart_comparison_figures);
      heading = _("The Week Beside Others");
    }
  else
    {
      chart = zb_chart_new_categories (zb_catalogue_get_default (), entry->issue, &entry->period, entry->figures);
      heading = zb_figures_find (entry->figures, ZB_FIGURE_INCIDENTS_TOTAL) != NULL ? _("Incidents by Category")
                                                                                    : _("Figures of the Week");
    }
  zb_chart_panel_set_chart (self->panel, heading, chart);
}

static void
changed_cb (ZbWeekCharts *self)
{
  if (self->entry != NULL && self->entry->figures != NULL)
    show_chart (self);
}

static void
zb_week_charts_dispose (GObject *object)
{
  ZbWeekCharts *self = ZB_WEEK_CHARTS (object);

  if (self->panel != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->panel));
  self->panel = NULL;
  g_clear_pointer (&self->entry, zb_entry_unref);
  g_clear_pointer (&self->weeks, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_week_charts_parent_class)->dispose (object);
}

static void
zb_week_charts_class_init (ZbWeekChartsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_week_charts_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
zb_week_charts_init (ZbWeekCharts *self)
{
  /* Translators: which chart of a week is shown. */
  const char *const labels[] = { C_("chart", "Categories"), C_("chart", "Comparison"), NULL };

  self->panel = ZB_CHART_PANEL (zb_chart_panel_new ());
  self->chooser = ZB_CHART_SWITCH (zb_chart_switch_new (_("Chart of the week"), labels));
  g_signal_connect_object (self->chooser, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  zb_chart_panel_add_choice (self->panel, GTK_WIDGET (self->chooser));
  gtk_widget_set_parent (GTK_WIDGET (self->panel), GTK_WIDGET (self));
}

/**
 * zb_week_charts_show:
 * @entry: the bulletin
 * @weeks: (nullable) (element-type ZbChartWeek): all weeks, for the comparison
 *
 * Shows the chart that was chosen last, of this week; hides itself where nothing is known of it.
 */
void
zb_week_charts_show (ZbWeekCharts  *self,
                     const ZbEntry *entry,
                     GPtrArray     *weeks)
{
  g_return_if_fail (ZB_IS_WEEK_CHARTS (self));

  zb_entry_ref ((ZbEntry *) entry);
  g_clear_pointer (&self->entry, zb_entry_unref);
  self->entry = (ZbEntry *) entry;
  if (weeks != NULL)
    g_ptr_array_ref (weeks);
  g_clear_pointer (&self->weeks, g_ptr_array_unref);
  self->weeks = weeks;
  gtk_widget_set_visible (GTK_WIDGET (self), entry->figures != NULL);
  if (entry->figures != NULL)
    show_chart (self);
}

/**
 * zb_week_charts_export:
 * @format: "png", "svg", "pdf" or "csv"
 *
 * Asks where to save the chart that is shown.
 *
 * Returns: whether there is one.
 */
gboolean
zb_week_charts_export (ZbWeekCharts *self,
                       const char   *format)
{
  g_return_val_if_fail (ZB_IS_WEEK_CHARTS (self), FALSE);

  if (self->entry == NULL || self->entry->figures == NULL)
    return FALSE;
  return gtk_widget_activate_action (GTK_WIDGET (self->panel), "chart.export", "s", format);
}
