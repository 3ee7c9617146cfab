/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-trend-charts.h"

#include <glib/gi18n.h>

#include "app/zb-chart-panel.h"
#include "app/zb-chart-switch.h"
#include "chart/zb-chart-calendar.h"
#include "chart/zb-chart-median.h"
#include "chart/zb-chart-trend.h"
#include "chart/zb-chart-years.h"

#define WEEKS_OF_A_YEAR 52

/* Wide enough to show what is usual, narrow enough to follow a season. */
#define MEDIAN_WEEKS 9

/* A figure over weeks: its trend, or year against year; and a calendar of what is here. */
struct _ZbTrendCharts {
  GtkWidget        parent_instance;
  ZbChartPanel    *panel;
  ZbChartSwitch   *chooser;
  GtkDropDown     *range;
  GtkToggleButton *median;
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

/* How many years each choice of the range means; 0 for all. */
static const guint range_years[] = { 1, 3, 0 };

/* So many years of weeks with the shown one in the middle, so that the reader sees what came after as
 * well; but nothing that lies behind the newest bulletin. */
static void
choose_range (ZbTrendCharts *self,
              guint          n_years,
              GDate         *from,
              GDate         *to)
{
  const ZbPeriod *period = &self->entry->period;
  guint n_days = n_years * WEEKS_OF_A_YEAR * 7;

  *to = period->end;
  g_date_add_days (to, n_days / 2);
  if (g_date_valid (&self->newest) && g_date_compare (to, &self->newest) > 0)
    *to = g_date_compare (&period->end, &self->newest) > 0 ? period->end : self->newest;
  *from = *to;
  g_date_subtract_days (from, n_days - 1);
}

/* All weeks from the first to the last one of which the figure is known, the shown one among them. */
static void
choose_all (ZbTrendCharts *self,
            GDate         *from,
            GDate         *to)
{
  *from = self->entry->period.start;
  *to = self->entry->period.end;
  for (guint i = 0; i < self->weeks->len; i++)
    {
      const ZbChartWeek *week = g_ptr_array_index (self->weeks, i);
      ZbPeriod period;

      if (zb_chart_week_get_value (week, self->figure) == NULL || !zb_chart_week_find (week, &period))
        continue;
      if (g_date_compare (&period.start, from) < 0)
        *from = period.start;
      if (g_date_compare (&period.end, to) > 0)
        *to = period.end;
    }
}

static ZbChart *
make_trend (ZbTrendCharts *self)
{
  const char *const figures[] = { self->figure, NULL };
  guint n_years = range_years[gtk_drop_down_get_selected (self->range)];
  ZbChart *chart;
  GDate from, to;

  if (n_years > 0)
    choose_range (self, n_years, &from, &to);
  else
    choose_all (self, &from, &to);
  chart = zb_chart_new_trend (zb_catalogue_get_default (), self->weeks, figures, &from, &to,
                              &self->entry->period.start);
  if (gtk_toggle_button_get_active (self->median))
    zb_chart_add_median (chart, MEDIAN_WEEKS);
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

static void
show_chart (ZbTrendCharts *self)
{
  guint chosen = zb_chart_switch_get_selected (self->chooser);
  const char *label = zb_figure_kind_get_label (zb_catalogue_lookup (zb_catalogue_get_default (), self->figure));
  g_autofree char *heading = NULL;
  g_autoptr(ZbChart) chart = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->range), chosen == CHART_TREND);
  gtk_widget_set_visible (GTK_WIDGET (self->median), chosen == CHART_TREND);
  if (chosen == CHART_CALENDAR)
    {
      chart = make_calendar (self);
      heading = g_strdup (_("Bulletins by Week"));
    }
  else if (chosen == CHART_YEARS)
    {
      chart = zb_chart_new_years (zb_catalogue_get_default (), self->weeks, self->figure, NULL, NULL,
                                  &self->entry->period.start);
      /* Translators: %s is a figure's name. */
      heading = g_strdup_printf (_("%s, Year by Year"), label);
    }
  else
    {
      chart = make_trend (self);
      /* Translators: %s is a figure's name. */
      heading = g_strdup_printf (_("%s, by Week"), label);
    }
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
zb_trend_charts_init (ZbTrendCharts *self)
{
  /* Translators: how a figure is shown over time. */
  const char *const labels[] = { C_("chart", "Trend"), C_("chart", "Years"), C_("chart", "Calendar"), NULL };
  const char *const ranges[] = { _("1 year"), _("3 years"), _("All weeks"), NULL };
  GtkBox *choices = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  GtkBox *row = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));

  self->panel = ZB_CHART_PANEL (zb_chart_panel_new ());
  self->chooser = ZB_CHART_SWITCH (zb_chart_switch_new (_("Chart over time"), labels));
  self->range = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (ranges));
  self->median = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_mnemonic (_("_Median")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->range), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Range"), -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->median), _("Show what is usual: the median of the weeks around each week"));
  gtk_box_append (choices, GTK_WIDGET (self->chooser));
  gtk_box_append (row, GTK_WIDGET (self->range));
  gtk_box_append (row, GTK_WIDGET (self->median));
  gtk_box_append (choices, GTK_WIDGET (row));
  g_signal_connect_object (self->chooser, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->range, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->median, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
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
  find_newest (self);
  show_chart (self);
}
