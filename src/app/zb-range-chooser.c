/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-range-chooser.h"

#include <glib/gi18n.h>

#include "app/zb-drop-down-name.h"

#define WEEKS_OF_A_YEAR 52

/* What the buttons do. */
#define ZOOM_STEP 2.0

/* How many years each choice means; 0 for all weeks. */
static const guint preset_years[] = { 1, 3, 0 };

#define N_PRESETS G_N_ELEMENTS (preset_years)

/* Which weeks a chart shows: some years around a week, all that there are, or those that the reader chose in
 * the chart itself. */
struct _ZbRangeChooser {
  GtkWidget      parent_instance;
  GtkWidget     *box;
  GtkDropDown   *presets;
  GtkStringList *names;
  GtkWidget     *zoom_out;
  GtkWidget     *zoom_in;
  ZbPeriod       week;
  GDate          newest;
  ZbChartRange   all;
  guint          preset;
  gboolean       has_own;
  ZbChartRange   own;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbRangeChooser, zb_range_chooser, GTK_TYPE_WIDGET)

/* So many years of weeks with the shown one in the middle, so that the reader sees what came after as
 * well; but nothing that lies behind the newest bulletin. */
static void
init_years (ZbRangeChooser *self,
            guint           n_years,
            ZbChartRange   *range)
{
  guint n_days = n_years * WEEKS_OF_A_YEAR * 7;
  GDate from, to = self->week.end;

  g_date_add_days (&to, n_days / 2);
  if (g_date_valid (&self->newest) && g_date_compare (&to, &self->newest) > 0)
    to = g_date_compare (&self->week.end, &self->newest) > 0 ? self->week.end : self->newest;
  from = to;
  g_date_subtract_days (&from, n_days - 1);
  zb_chart_range_init (range, &from, &to);
}

static void
init_preset (ZbRangeChooser *self,
             ZbChartRange   *range)
{
  if (preset_years[self->preset] == 0)
    *range = self->all;
  else
    init_years (self, preset_years[self->preset], range);
}

/* All that there is to see: what is known, and the empty weeks around it that are shown now. */
static void
init_whole (ZbRangeChooser *self,
            ZbChartRange   *whole)
{
  ZbChartRange shown;
  GDate from = self->all.start, to, shown_to;

  init_preset (self, &shown);
  zb_chart_range_get_end (&self->all, &to);
  zb_chart_range_get_end (&shown, &shown_to);
  if (g_date_compare (&shown.start, &from) < 0)
    from = shown.start;
  if (g_date_compare (&shown_to, &to) > 0)
    to = shown_to;
  zb_chart_range_init (whole, &from, &to);
}

static void
update_buttons (ZbRangeChooser *self)
{
  ZbChartRange range, whole;

  zb_range_chooser_get_range (self, &range);
  init_whole (self, &whole);
  gtk_widget_set_sensitive (self->zoom_out, range.n_weeks < whole.n_weeks);
  gtk_widget_set_sensitive (self->zoom_in, range.n_weeks > ZB_CHART_RANGE_LEAST);
}

/* The last choice is there only while it says something. */
static void
let_go_of_own (ZbRangeChooser *self)
{
  self->has_own = FALSE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->names)) > N_PRESETS)
    gtk_string_list_remove (self->names, N_PRESETS);
}

static void
selected_cb (ZbRangeChooser *self)
{
  guint selected = gtk_drop_down_get_selected (self->presets);

  if (selected >= N_PRESETS || (selected == self->preset && !self->has_own))
    return;
  self->preset = selected;
  let_go_of_own (self);
  update_buttons (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_own (ZbRangeChooser     *self,
         const ZbChartRange *range)
{
  ZbChartRange shown;

  zb_range_chooser_get_range (self, &shown);
  if (zb_chart_range_equal (&shown, range))
    return;
  self->own = *range;
  self->has_own = TRUE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->names)) == N_PRESETS)
    gtk_string_list_append (self->names, _("Chosen weeks"));
  gtk_drop_down_set_selected (self->presets, N_PRESETS);
  update_buttons (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
has_week (const ZbChartRange *range,
          const ZbPeriod     *week)
{
  GDate end;

  zb_chart_range_get_end (range, &end);
  return g_date_compare (&week->start, &range->start) >= 0 && g_date_compare (&week->start, &end) <= 0;
}

/* Around the week that the chart is about, where it can be seen. */
static double
find_anchor (ZbRangeChooser     *self,
             const ZbChartRange *range)
{
  if (!has_week (range, &self->week))
    return 0.5;
  return (g_date_days_between (&range->start, &self->week.start) / 7 + 0.5) / range->n_weeks;
}

static void
zoom_button_cb (ZbRangeChooser *self,
                GtkWidget      *button)
{
  ZbChartRange range;

  zb_range_chooser_get_range (self, &range);
  zb_range_chooser_zoom (self, button == self->zoom_in ? 1 / ZOOM_STEP : ZOOM_STEP, find_anchor (self, &range));
}

static void
zb_range_chooser_dispose (GObject *object)
{
  ZbRangeChooser *self = ZB_RANGE_CHOOSER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (zb_range_chooser_parent_class)->dispose (object);
}

static void
zb_range_chooser_class_init (ZbRangeChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_range_chooser_dispose;

  /**
   * ZbRangeChooser::changed:
   *
   * Other weeks are wanted.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ZB_TYPE_RANGE_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_zoom_button (ZbRangeChooser *self,
                 const char     *icon_name,
                 const char     *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (zoom_button_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static void
zb_range_chooser_init (ZbRangeChooser *self)
{
  const char *const names[] = { _("1 year"), _("3 years"), _("All weeks"), NULL };

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->box, "linked");
  self->names = gtk_string_list_new (names);
  self->presets = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (self->names), NULL));
  zb_drop_down_name (self->presets, _("Range"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->presets));
  self->zoom_out = new_zoom_button (self, "zoom-out-symbolic", _("Show more weeks"));
  self->zoom_in = new_zoom_button (self, "zoom-in-symbolic", _("Show fewer weeks"));
  g_signal_connect_object (self->presets, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/**
 * zb_range_chooser_new:
 *
 * Returns: (transfer floating): what weeks are chosen with.
 */
GtkWidget *
zb_range_chooser_new (void)
{
  return g_object_new (ZB_TYPE_RANGE_CHOOSER, NULL);
}

/**
 * zb_range_chooser_set_weeks:
 * @week: the week that the chart is about; known
 * @newest: the last day that a bulletin is of; may be invalid
 * @all: all weeks that are known, and @week
 *
 * Says what there is to choose from. Weeks that the reader chose stay chosen unless the chart is
 * about another week now that is not among them. This is no change: the caller asks for the weeks itself.
 */
void
zb_range_chooser_set_weeks (ZbRangeChooser     *self,
                            const ZbPeriod     *week,
                            const GDate        *newest,
                            const ZbChartRange *all)
{
  gboolean is_other;

  g_return_if_fail (ZB_IS_RANGE_CHOOSER (self));
  g_return_if_fail (zb_period_is_known (week));

  is_other = !g_date_valid (&self->week.start) || g_date_compare (&self->week.start, &week->start) != 0;
  self->week = *week;
  self->newest = *newest;
  self->all = *all;
  if (is_other && self->has_own && !has_week (&self->own, week))
    {
      self->has_own = FALSE;
      gtk_drop_down_set_selected (self->presets, self->preset);
      let_go_of_own (self);
    }
  update_buttons (self);
}

/**
 * zb_range_chooser_get_range:
 * @range: (out): the weeks that are chosen
 *
 * To be called after zb_range_chooser_set_weeks().
 */
void
zb_range_chooser_get_range (ZbRangeChooser *self,
                            ZbChartRange   *range)
{
  g_return_if_fail (ZB_IS_RANGE_CHOOSER (self));

  if (self->has_own)
    *range = self->own;
  else
    init_preset (self, range);
}

/**
 * zb_range_chooser_zoom:
 * @factor: how many times as many weeks are wanted
 * @at: what stays where it is: 0 for the first week, 1 for the last one
 */
void
zb_range_chooser_zoom (ZbRangeChooser *self,
                       double          factor,
                       double          at)
{
  ZbChartRange range, whole;

  g_return_if_fail (ZB_IS_RANGE_CHOOSER (self));

  zb_range_chooser_get_range (self, &range);
  init_whole (self, &whole);
  zb_chart_range_zoom (&range, &whole, factor, at);
  set_own (self, &range);
}

/**
 * zb_range_chooser_move:
 * @n_weeks: how far; negative for earlier weeks
 */
void
zb_range_chooser_move (ZbRangeChooser *self,
                       int             n_weeks)
{
  ZbChartRange range, whole;

  g_return_if_fail (ZB_IS_RANGE_CHOOSER (self));

  zb_range_chooser_get_range (self, &range);
  init_whole (self, &whole);
  zb_chart_range_move (&range, &whole, n_weeks);
  set_own (self, &range);
}

/**
 * zb_range_chooser_narrow:
 * @first: the first of the weeks that are wanted, among those that are shown
 * @last: the last one
 */
void
zb_range_chooser_narrow (ZbRangeChooser *self,
                         guint           first,
                         guint           last)
{
  ZbChartRange range, whole;

  g_return_if_fail (ZB_IS_RANGE_CHOOSER (self));

  zb_range_chooser_get_range (self, &range);
  init_whole (self, &whole);
  zb_chart_range_narrow (&range, &whole, first, last);
  set_own (self, &range);
}

/**
 * zb_range_chooser_reset:
 *
 * Back to the years that were shown before the reader chose weeks.
 */
void
zb_range_chooser_reset (ZbRangeChooser *self)
{
  g_return_if_fail (ZB_IS_RANGE_CHOOSER (self));

  if (self->has_own)
    gtk_drop_down_set_selected (self->presets, self->preset);
}
