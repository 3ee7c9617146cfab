/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-trend-charts.h"

#include <glib/gi18n.h>

#include "app/zb-chart-legend.h"
#include "app/zb-chart-panel.h"
#include "app/zb-chart-switch.h"
#include "app/zb-figure-picker.h"
#include "app/zb-range-chooser.h"
#include "app/zb-wrap-layout.h"
#include "chart/zb-chart-calendar.h"
#include "chart/zb-chart-median.h"
#include "chart/zb-chart-trend.h"
#include "chart/zb-chart-years.h"

/* Wide enough to show what is usual, narrow enough to follow a season. */
#define MEDIAN_WEEKS 9

#define SPACING 6

/* Figures over weeks: their trend, or one of them year against year; and a calendar of what is here. */
struct _ZbTrendCharts {
  GtkWidget        parent_instance;
  ZbChartPanel    *panel;
  ZbChartSwitch   *chooser;
  ZbRangeChooser  *range;
  GtkToggleButton *median;
  ZbFigurePicker  *picker;
  ZbChartLegend   *legend;
  GDate            newest;
  ZbEntry         *entry;
  const char      *figure;
  GPtrArray       *weeks;
  GPtrArray       *entries;
};

G_DEFINE_FINAL_TYPE (ZbTrendCharts, zb_trend_charts, GTK_TYPE_WIDGET)

enum {
  CHART_TREND,
  CHART_YEARS,
  CHART_CALENDAR,
};

static gboolean
knows_any (const ZbChartWeek  *week,
           const char * const *figures)
{
  for (guint i = 0; figures[i] != NULL; i++)
    if (zb_chart_week_get_value (week, figures[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* All weeks from the first to the last one of which a figure is known, the shown one among them. */
static void
find_all_weeks (ZbTrendCharts *self,
                ZbChartRange  *all)
{
  const char *const *figures = zb_figure_picker_get_figures (self->picker);
  GDate from = self->entry->period.start;
  GDate to = self->entry->period.end;

  for (guint i = 0; i < self->weeks->len; i++)
    {
      const ZbChartWeek *week = g_ptr_array_index (self->weeks, i);
      ZbPeriod period;

      if (!knows_any (week, figures) || !zb_chart_week_find (week, &period))
        continue;
      if (g_date_compare (&period.start, &from) < 0)
        from = period.start;
      if (g_date_compare (&period.end, &to) > 0)
        to = period.end;
    }
  zb_chart_range_init (all, &from, &to);
}

static ZbChart *
new_trend (ZbTrendCharts      *self,
           const char * const *figures)
{
  ZbChartRange all, range;
  GDate to;

  find_all_weeks (self, &all);
  zb_range_chooser_set_weeks (self->range, &self->entry->period, &self->newest, &all);
  zb_range_chooser_get_range (self->range, &range);
  zb_chart_range_get_end (&range, &to);
  return zb_chart_new_trend (zb_catalogue_get_default (), self->weeks, figures, &range.start, &to,
                             &self->entry->period.start);
}

/* (element-type utf8): the figures whose lines are shown; ends with %NULL */
static GPtrArray *
dup_shown_figures (ZbTrendCharts *self)
{
  const char *const *figures = zb_figure_picker_get_figures (self->picker);
  GPtrArray *shown = g_ptr_array_new ();

  for (guint i = 0; figures[i] != NULL; i++)
    {
      const ZbFigureKind *kind = zb_catalogue_lookup (zb_catalogue_get_default (), figures[i]);

      if (kind != NULL && !zb_chart_legend_is_hidden (self->legend, zb_figure_kind_get_short_label (kind)))
        g_ptr_array_add (shown, (gpointer) figures[i]);
    }
  g_ptr_array_add (shown, NULL);
  return shown;
}

/* The legend has all lines, the chart those that are not hidden, which look as if the others were there. */
static ZbChart *
make_trend (ZbTrendCharts *self)
{
  g_autoptr(ZbChart) all = new_trend (self, zb_figure_picker_get_figures (self->picker));
  g_autoptr(GPtrArray) shown = NULL;
  ZbChart *chart;

  zb_chart_legend_set_chart (self->legend, all);
  shown = dup_shown_figures (self);
  chart = new_trend (self, (const char *const *) shown->pdata);
  zb_chart_match_looks (chart, all);
  if (gtk_toggle_button_get_active (self->median))
    zb_chart_add_median (chart, MEDIAN_WEEKS);
  return chart;
}

static ZbChart *
new_years (ZbTrendCharts *self,
           GPtrArray     *weeks)
{
  return zb_chart_new_years (zb_catalogue_get_default (), weeks, self->figure, NULL, NULL,
                             &self->entry->period.start);
}

/* (element-type ZbChartWeek): those of the years whose lines are shown */
static GPtrArray *
dup_shown_years (ZbTrendCharts *self,
                 ZbChart       *all)
{
  const ZbChartBlock *block = g_ptr_array_index (all->blocks, 0);
  GPtrArray *weeks = g_ptr_array_new ();

  for (guint i = 0; i < self->weeks->len; i++)
    {
      guint year = zb_chart_years_get_year (g_ptr_array_index (self->weeks, i));

      for (guint j = 0; j < block->series->len; j++)
        {
          const ZbChartSeries *series = g_ptr_array_index (block->series, j);

          if (series->slots[0].issue.year == year && !zb_chart_legend_is_hidden (self->legend, series->label))
            g_ptr_array_add (weeks, g_ptr_array_index (self->weeks, i));
        }
    }
  return weeks;
}

static ZbChart *
make_years (ZbTrendCharts *self)
{
  g_autoptr(ZbChart) all = new_years (self, self->weeks);
  g_autoptr(GPtrArray) shown = NULL;
  ZbChart *chart;

  zb_chart_legend_set_chart (self->legend, all);
  shown = dup_shown_years (self, all);
  if (shown->len == 0)
    return g_steal_pointer (&all);
  chart = new_years (self, shown);
  zb_chart_match_looks (chart, all);
  return chart;
}

static ZbChartCellState
get_cell_state (const ZbEntry *entry)
{
  switch (entry->state)
    {
    case ZB_ENTRY_TEXT:
      return ZB_CHART_CELL_TEXT;
    case ZB_ENTRY_FIGURES:
      return ZB_CHART_CELL_FIGURES;
    case ZB_ENTRY_MISSING:
    default:
      return ZB_CHART_CELL_MISSING;
    }
}

/* Until the last week that is over, or the newest that is known. */
static ZbChart *
make_calendar (ZbTrendCharts *self)
{
  g_autoptr(GPtrArray) weeks =
    g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_calendar_week_free);
  GDate to;

  g_date_clear (&to, 1);
  g_date_set_time_t (&to, (time_t) (g_get_real_time () / G_USEC_PER_SEC));
  g_date_subtract_days (&to, 7);
  if (g_date_valid (&self->newest) && g_date_compare (&self->newest, &to) > 0)
    to = self->newest;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (self->entries, i);

      g_ptr_array_add (weeks, zb_chart_calendar_week_new (entry->issue, &entry->period, get_cell_state (entry)));
    }
  return zb_chart_new_calendar (weeks, NULL, &to);
}

static char *
dup_heading (ZbTrendCharts *self,
             guint          chosen)
{
  const char *label = zb_figure_kind_get_label (zb_catalogue_lookup (zb_catalogue_get_default (), self->figure));
  const char *const *figures = zb_figure_picker_get_figures (self->picker);

  if (chosen == CHART_CALENDAR)
    return g_strdup (_("Bulletins by Week"));
  if (chosen == CHART_YEARS)
    /* Translators: %s is a figure's name. */
    return g_strdup_printf (_("%s, Year by Year"), label);
  if (figures[1] != NULL)
    return g_strdup (_("Figures by Week"));
  /* Translators: %s is a figure's name. */
  return g_strdup_printf (_("%s, by Week"), label);
}

static void
show_chart (ZbTrendCharts *self)
{
  guint chosen = zb_chart_switch_get_selected (self->chooser);
  g_autofree char *heading = dup_heading (self, chosen);
  g_autoptr(ZbChart) chart = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->range), chosen == CHART_TREND);
  gtk_widget_set_visible (GTK_WIDGET (self->median), chosen == CHART_TREND);
  gtk_widget_set_visible (GTK_WIDGET (self->picker), chosen == CHART_TREND);
  if (chosen == CHART_TREND)
    chart = make_trend (self);
  else if (chosen == CHART_YEARS)
    chart = make_years (self);
  else
    {
      chart = make_calendar (self);
      gtk_widget_set_visible (GTK_WIDGET (self->legend), FALSE);
    }
  zb_chart_view_set_can_zoom (zb_chart_panel_get_view (self->panel), chosen == CHART_TREND);
  zb_chart_panel_set_chart (self->panel, heading, chart);
}

static void
changed_cb (ZbTrendCharts *self)
{
  if (self->entry != NULL && gtk_widget_get_visible (GTK_WIDGET (self)))
    show_chart (self);
}

static void
zb_trend_charts_dispose (GObject *object)
{
  ZbTrendCharts *self = ZB_TREND_CHARTS (object);

  if (self->panel != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->panel));
  self->panel = NULL;
  g_clear_pointer (&self->entry, zb_entry_unref);
  g_clear_pointer (&self->weeks, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (zb_trend_charts_parent_class)->dispose (object);
}

static void
zb_trend_charts_class_init (ZbTrendChartsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_trend_charts_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
connect_view (ZbTrendCharts *self)
{
  ZbChartView *view = zb_chart_panel_get_view (self->panel);

  g_signal_connect_object (view, "zoom", G_CALLBACK (zb_range_chooser_zoom), self->range, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "move", G_CALLBACK (zb_range_chooser_move), self->range, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "narrow", G_CALLBACK (zb_range_chooser_narrow), self->range, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "reset", G_CALLBACK (zb_range_chooser_reset), self->range, G_CONNECT_SWAPPED);
}

static void
init_choices (ZbTrendCharts *self)
{
  /* Translators: how a figure is shown over time. */
  const char *const labels[] = { C_("chart", "Trend"), C_("chart", "Years"), C_("chart", "Calendar"), NULL };

  self->chooser = ZB_CHART_SWITCH (zb_chart_switch_new (_("Chart over time"), labels));
  self->range = ZB_RANGE_CHOOSER (zb_range_chooser_new ());
  self->median = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_mnemonic (_("_Median")));
  self->picker = ZB_FIGURE_PICKER (zb_figure_picker_new ());
  self->legend = ZB_CHART_LEGEND (zb_chart_legend_new ());
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->median), _("Show what is usual: the median of the weeks around each week"));
  g_signal_connect_object (self->chooser, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->range, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->median, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picker, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->legend, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
zb_trend_charts_init (ZbTrendCharts *self)
{
  GtkBox *choices = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2 * SPACING));
  GtkBox *row = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));

  self->panel = ZB_CHART_PANEL (zb_chart_panel_new ());
  init_choices (self);
  gtk_widget_set_layout_manager (GTK_WIDGET (row), zb_wrap_layout_new (SPACING));
  gtk_box_append (row, GTK_WIDGET (self->chooser));
  gtk_box_append (row, GTK_WIDGET (self->range));
  gtk_box_append (row, GTK_WIDGET (self->picker));
  gtk_box_append (row, GTK_WIDGET (self->median));
  gtk_box_append (choices, GTK_WIDGET (row));
  gtk_box_append (choices, GTK_WIDGET (self->legend));
  connect_view (self);
  zb_chart_panel_add_choice (self->panel, GTK_WIDGET (choices));
  gtk_widget_set_parent (GTK_WIDGET (self->panel), GTK_WIDGET (self));
}

static void
find_newest (ZbTrendCharts *self)
{
  g_date_clear (&self->newest, 1);
  for (guint i = 0; i < self->weeks->len; i++)
    {
      const ZbPeriod *period = &((const ZbChartWeek *) g_ptr_array_index (self->weeks, i))->period;

      if (g_date_valid (&period->end) &&
          (!g_date_valid (&self->newest) || g_date_compare (&period->end, &self->newest) > 0))
        self->newest = period->end;
    }
}

/**
 * zb_trend_charts_show:
 * @entry: the bulletin whose week is marked
 * @figure: the figure's id
 * @weeks: (nullable) (element-type ZbChartWeek): all weeks
 * @entries: (element-type ZbEntry): all bulletins, of which @weeks are made
 *
 * Shows the chart that was chosen last; hides itself where there are no weeks.
 */
void
zb_trend_charts_show (ZbTrendCharts *self,
                      const ZbEntry *entry,
                      const char    *figure,
                      GPtrArray     *weeks,
                      GPtrArray     *entries)
{
  gboolean can_show = zb_period_is_known (&entry->period) && weeks != NULL;

  g_return_if_fail (ZB_IS_TREND_CHARTS (self));

  gtk_widget_set_visible (GTK_WIDGET (self), can_show);
  if (!can_show)
    return;
  zb_entry_ref ((ZbEntry *) entry);
  g_clear_pointer (&self->entry, zb_entry_unref);
  self->entry = (ZbEntry *) entry;
  self->figure = g_intern_string (figure);
  g_ptr_array_ref (weeks);
  g_clear_pointer (&self->weeks, g_ptr_array_unref);
  self->weeks = weeks;
  g_ptr_array_ref (entries);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
  zb_figure_picker_set_weeks (self->picker, figure, weeks);
  find_newest (self);
  show_chart (self);
}
