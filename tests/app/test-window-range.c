/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-chart-legend.h"
#include "app/zb-chart-switch.h"
#include "app/zb-chart-view-private.h"
#include "app/zb-figure-picker.h"
#include "app/zb-trend-charts.h"
#include "chart/zb-chart-range.h"

/* Stories of a reader who wants fewer weeks in the chart, other ones, more figures or fewer lines. */

#define WEEKS_OF_A_YEAR 52

/* Forty weeks in a row over the turn of a year, of which one in the middle is shown. */
static void
open_story (WindowFixture *self)
{
  window_fixture_init (self);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *text = i < 20 ? week_to_markdown (2019, 33 + i, 1000 + i) : week_to_markdown (2020, i - 19, 1000 + i);

      window_fixture_store (self, text);
    }
  window_fixture_open (self, "2020-04");
}

static GtkWidget *
get_trend (WindowFixture *self)
{
  return find_type (window_fixture_get_page (self), ZB_TYPE_TREND_CHARTS);
}

static ZbChartView *
get_view (WindowFixture *self)
{
  return ZB_CHART_VIEW (find_type (get_trend (self), ZB_TYPE_CHART_VIEW));
}

static ZbChart *
get_chart (WindowFixture *self)
{
  return zb_chart_view_get_chart (get_view (self));
}

static guint
count_weeks (WindowFixture *self)
{
  return get_chart (self)->slots->len;
}

static const char *
get_range_name (WindowFixture *self)
{
  GtkDropDown *presets = GTK_DROP_DOWN (find_type (get_trend (self), GTK_TYPE_DROP_DOWN));

  return gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_drop_down_get_selected_item (presets)));
}

static void
press (WindowFixture *self,
       guint          key)
{
  GtkWidget *view = GTK_WIDGET (get_view (self));

  g_assert_true (press_key (view, key));
  wait_frames (view, 1);
}

static void
press_shifted (WindowFixture *self,
               guint          key)
{
  GtkWidget *view = GTK_WIDGET (get_view (self));

  g_assert_true (press_shifted_key (view, key));
  wait_frames (view, 1);
}

static void
focus_view (WindowFixture *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (get_view (self)));
  wait_frames (GTK_WIDGET (self->window), 2);
}

/* What the chart is about stays in it; the choice says that it is none of the usual ones, and goes when it is not. */
static void
test_fewer_and_more_weeks (void)
{
  WindowFixture fixture;
  guint n_zoomed;

  open_story (&fixture);
  focus_view (&fixture);
  g_assert_cmpuint (count_weeks (&fixture), ==, WEEKS_OF_A_YEAR);
  g_assert_cmpstr (get_range_name (&fixture), ==, "1 year");
  press (&fixture, GDK_KEY_plus);
  n_zoomed = count_weeks (&fixture);
  g_assert_cmpuint (n_zoomed, <, WEEKS_OF_A_YEAR);
  g_assert_cmpint (get_chart (&fixture)->highlight, >=, 0);
  g_assert_cmpstr (get_range_name (&fixture), ==, "Chosen weeks");
  press (&fixture, GDK_KEY_minus);
  g_assert_cmpuint (count_weeks (&fixture), >, n_zoomed);
  press (&fixture, GDK_KEY_0);
  g_assert_cmpuint (count_weeks (&fixture), ==, WEEKS_OF_A_YEAR);
  g_assert_cmpstr (get_range_name (&fixture), ==, "1 year");
  window_fixture_clear (&fixture);
}

/* The selection goes along. */
static void
test_selected_week_stays (void)
{
  WindowFixture fixture;
  GtkWidget *view;

  open_story (&fixture);
  view = GTK_WIDGET (get_view (&fixture));
  focus_view (&fixture);
  press (&fixture, GDK_KEY_Right);
  press (&fixture, GDK_KEY_Right);
  assert_shows (view, "Issue 5 of 2020");
  for (guint i = 0; i < 10; i++)
    press (&fixture, GDK_KEY_plus);
  g_assert_cmpuint (count_weeks (&fixture), ==, ZB_CHART_RANGE_LEAST);
  assert_shows (view, "Issue 5 of 2020");
  assert_shows (view, "1,024");
  window_fixture_clear (&fixture);
}

/* Given four weeks, then walking on leads to those that were not shown. */
static void
test_walking_on_moves_the_weeks (void)
{
  WindowFixture fixture;
  GtkWidget *view;

  open_story (&fixture);
  view = GTK_WIDGET (get_view (&fixture));
  focus_view (&fixture);
  press (&fixture, GDK_KEY_Right);
  for (guint i = 0; i < 10; i++)
    press (&fixture, GDK_KEY_plus);
  for (guint i = 0; i < 10; i++)
    press (&fixture, GDK_KEY_Right);
  assert_shows (view, "Issue 14 of 2020");
  assert_shows (view, "1,033");
  g_assert_cmpuint (count_weeks (&fixture), ==, ZB_CHART_RANGE_LEAST);
  for (guint i = 0; i < 20; i++)
    press (&fixture, GDK_KEY_Left);
  assert_shows (view, "Issue 46 of 2019");
  window_fixture_clear (&fixture);
}

static void
test_range_by_keys (void)
{
  WindowFixture fixture;
  const ZbChartSlot *first, *last;

  open_story (&fixture);
  focus_view (&fixture);
  press (&fixture, GDK_KEY_Right);
  for (guint i = 0; i < 7; i++)
    press_shifted (&fixture, GDK_KEY_Left);
  g_assert_true (get_view (&fixture)->band.is_set);
  press (&fixture, GDK_KEY_Escape);
  g_assert_false (get_view (&fixture)->band.is_set);
  g_assert_cmpuint (count_weeks (&fixture), ==, WEEKS_OF_A_YEAR);

  for (guint i = 0; i < 5; i++)
    press_shifted (&fixture, GDK_KEY_Right);
  press (&fixture, GDK_KEY_Return);
  g_assert_cmpuint (count_weeks (&fixture), ==, 6);
  first = &g_array_index (get_chart (&fixture)->slots, ZbChartSlot, 0);
  last = &g_array_index (get_chart (&fixture)->slots, ZbChartSlot, 5);
  g_assert_cmpint (zb_issue_compare (first->issue, ISSUE (2019, 49)), ==, 0);
  g_assert_cmpint (zb_issue_compare (last->issue, ISSUE (2020, 2)), ==, 0);
  window_fixture_clear (&fixture);
}

/* The chart of another week shows that week, whatever was chosen for the last one. */
static void
test_week_outside_of_the_chosen_ones (void)
{
  WindowFixture fixture;

  open_story (&fixture);
  for (guint i = 0; i < 10; i++)
    press (&fixture, GDK_KEY_plus);
  window_fixture_select (&fixture, 2020, 5);
  g_assert_cmpuint (count_weeks (&fixture), ==, ZB_CHART_RANGE_LEAST);
  window_fixture_select (&fixture, 2019, 40);
  g_assert_cmpuint (count_weeks (&fixture), ==, WEEKS_OF_A_YEAR);
  g_assert_cmpstr (get_range_name (&fixture), ==, "1 year");
  g_assert_cmpint (get_chart (&fixture)->highlight, >=, 0);
  window_fixture_clear (&fixture);
}

/* Dragging over weeks chooses them, from around them it takes the chart elsewhere. */
static void
test_what_is_dragged (void)
{
  WindowFixture fixture;
  ZbChartView *view;
  int width, height;

  open_story (&fixture);
  view = get_view (&fixture);
  width = gtk_widget_get_width (GTK_WIDGET (view));
  height = gtk_widget_get_height (GTK_WIDGET (view));
  g_assert_true (zb_chart_view_takes_drag (view, width / 2.0, height / 2.0));
  g_assert_false (zb_chart_view_takes_drag (view, width / 2.0, height - 2));
  g_assert_false (zb_chart_view_takes_drag (view, 2, height / 2.0));
  zb_chart_view_set_band (view, &(ZbChartBand) { TRUE, 30, 20 });
  zb_chart_view_narrow (view);
  g_assert_cmpuint (count_weeks (&fixture), ==, 11);
  g_assert_false (view->band.is_set);
  zb_chart_view_move (view, -3);
  g_assert_cmpuint (count_weeks (&fixture), ==, 11);
  window_fixture_clear (&fixture);
}

static GtkEventController *
find_controller (ZbChartView *view,
                 GType        type)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  g_error ("there is no %s", g_type_name (type));
}

/* Two fingers that go sideways over the weeks lead to later ones; elsewhere the page gets what is scrolled. */
static void
test_scrolling_over_weeks (void)
{
  WindowFixture fixture;
  GtkEventController *motion, *scroll;
  GDate before;
  gboolean is_taken = TRUE;
  ZbChartView *view;

  open_story (&fixture);
  view = get_view (&fixture);
  motion = find_controller (view, GTK_TYPE_EVENT_CONTROLLER_MOTION);
  scroll = find_controller (view, GTK_TYPE_EVENT_CONTROLLER_SCROLL);
  before = g_array_index (get_chart (&fixture)->slots, ZbChartSlot, 0).period.start;
  g_signal_emit_by_name (scroll, "scroll", 3.0, 0.0, &is_taken);
  g_assert_false (is_taken);
  g_signal_emit_by_name (motion, "motion", gtk_widget_get_width (GTK_WIDGET (view)) / 2.0,
                         gtk_widget_get_height (GTK_WIDGET (view)) / 2.0);
  g_signal_emit_by_name (scroll, "scroll", 0.0, 3.0, &is_taken);
  g_assert_false (is_taken);
  g_signal_emit_by_name (scroll, "scroll", 3.0, 0.0, &is_taken);
  g_assert_true (is_taken);
  wait_frames (GTK_WIDGET (view), 2);
  g_assert_cmpint (g_date_compare (&g_array_index (get_chart (&fixture)->slots, ZbChartSlot, 0).period.start, &before),
                   >, 0);
  g_signal_emit_by_name (motion, "leave");
  g_signal_emit_by_name (scroll, "scroll", 3.0, 0.0, &is_taken);
  g_assert_false (is_taken);
  window_fixture_clear (&fixture);
}

/* --- Figures and lines ------------------------------------------------------------------------- */

static void
pick_figure (WindowFixture *self,
             const char    *name)
{
  GtkWidget *picker = find_type (get_trend (self), ZB_TYPE_FIGURE_PICKER);
  GtkMenuButton *button = GTK_MENU_BUTTON (find_type (picker, GTK_TYPE_MENU_BUTTON));
  g_autoptr(GPtrArray) rows = NULL;
  guint n_found = 0;

  gtk_menu_button_popup (button);
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  rows = find_all (picker, GTK_TYPE_CHECK_BUTTON);
  for (guint i = 0; i < rows->len; i++)
    if (shows_text (g_ptr_array_index (rows, i), name))
      {
        gtk_check_button_set_active (g_ptr_array_index (rows, i), TRUE);
        n_found++;
      }
  g_assert_cmpuint (n_found, ==, 1);
  gtk_menu_button_popdown (button);
  wait_frames (GTK_WIDGET (self->window), 2);
}

static GtkToggleButton *
get_legend_entry (WindowFixture *self,
                  guint          index)
{
  g_autoptr(GPtrArray) entries = find_all (find_type (get_trend (self), ZB_TYPE_CHART_LEGEND), GTK_TYPE_TOGGLE_BUTTON);

  g_assert_cmpuint (index, <, entries->len);
  return g_ptr_array_index (entries, index);
}

static const ZbChartSeries *
get_line (WindowFixture *self,
          guint          index)
{
  const ZbChartBlock *block = g_ptr_array_index (get_chart (self)->blocks, 0);

  g_assert_cmpuint (index, <, block->series->len);
  return g_ptr_array_index (block->series, index);
}

static guint
count_lines (WindowFixture *self)
{
  return ((const ZbChartBlock *) g_ptr_array_index (get_chart (self)->blocks, 0))->series->len;
}

static void
test_several_figures (void)
{
  WindowFixture fixture;
  GtkWidget *legend;
  guint color;

  open_story (&fixture);
  legend = find_type (get_trend (&fixture), ZB_TYPE_CHART_LEGEND);
  g_assert_false (gtk_widget_get_visible (legend));
  pick_figure (&fixture, "ross-border");
  g_assert_cmpuint (count_lines (&fixture), ==, 2);
  assert_shows (get_trend (&fixture), "Figures by Week");
  assert_shows (get_trend (&fixture), "2 figures");
  g_assert_true (gtk_widget_get_visible (legend));
  color = get_line (&fixture, 1)->color;

  gtk_toggle_button_set_active (get_legend_entry (&fixture, 0), FALSE);
  g_assert_cmpuint (count_lines (&fixture), ==, 1);
  g_assert_cmpuint (get_line (&fixture, 0)->color, ==, color);
  gtk_toggle_button_set_active (get_legend_entry (&fixture, 1), FALSE);
  g_assert_cmpuint (count_lines (&fixture), ==, 2);
  g_assert_true (gtk_toggle_button_get_active (get_legend_entry (&fixture, 0)));
  window_fixture_clear (&fixture);
}

/* The numbers of each line stand under its name, the newest first; a table that is open follows the chart. */
static void
test_numbers_of_several_figures (void)
{
  WindowFixture fixture;
  GtkWidget *table;
  g_autofree char *text = NULL;

  open_story (&fixture);
  table = open_number_table (get_trend (&fixture));
  assert_shows (table, "Week");
  assert_hides (table, "newest");
  assert_hides (table, "Cross-border");
  g_assert_true (has_number_row (table, "Issue 20 of 2020", "1,039"));
  pick_figure (&fixture, "ross-border");
  table = open_number_table (get_trend (&fixture));
  text = dup_shown_text (table);
  g_assert_nonnull (strstr (text, "Incidents handled"));
  g_assert_nonnull (strstr (text, "Cross-border"));
  g_assert_cmpint (strstr (text, "Issue 20 of 2020") - text, <, strstr (text, "Issue 4 of 2020") - text);
  assert_shows (table, "Only the newest 30 weeks are listed");
  window_fixture_clear (&fixture);
}

/* What is hidden stays so on the page of another week. */
static void
test_hidden_line_of_another_week (void)
{
  WindowFixture fixture;

  open_story (&fixture);
  pick_figure (&fixture, "ross-border");
  gtk_toggle_button_set_active (get_legend_entry (&fixture, 1), FALSE);
  window_fixture_select (&fixture, 2020, 10);
  g_assert_cmpuint (count_lines (&fixture), ==, 1);
  g_assert_false (gtk_toggle_button_get_active (get_legend_entry (&fixture, 1)));
  window_fixture_clear (&fixture);
}

static void
test_hidden_year (void)
{
  WindowFixture fixture;
  g_autoptr(GPtrArray) choices = NULL;
  guint n_years;

  open_story (&fixture);
  choices = find_all (find_type (get_trend (&fixture), ZB_TYPE_CHART_SWITCH), GTK_TYPE_TOGGLE_BUTTON);
  gtk_toggle_button_set_active (g_ptr_array_index (choices, 1), TRUE);
  n_years = count_lines (&fixture);
  g_assert_cmpuint (n_years, >, 1);
  gtk_toggle_button_set_active (get_legend_entry (&fixture, 0), FALSE);
  g_assert_cmpuint (count_lines (&fixture), ==, n_years - 1);
  g_assert_cmpuint (get_line (&fixture, 0)->color, ==, 1);
  /* The weeks of years are no range. */
  g_assert_false (press_key (GTK_WIDGET (get_view (&fixture)), GDK_KEY_plus));
  window_fixture_clear (&fixture);
}

/* On the screen of a telephone all of the choices are there, in lines of their own. */
static void
test_choices_in_a_narrow_window (void)
{
  WindowFixture fixture;

  open_story (&fixture);
  pick_figure (&fixture, "ross-border");
  window_fixture_activate (&fixture, "win.show-page");
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 720);
  WAIT_UNTIL (gtk_widget_get_width (get_trend (&fixture)) < 360);
  wait_frames (GTK_WIDGET (fixture.window), 3);
  assert_fits (get_trend (&fixture));
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/range/fewer-and-more-weeks", test_fewer_and_more_weeks);
  g_test_add_func ("/window/range/selected-week-stays", test_selected_week_stays);
  g_test_add_func ("/window/range/walking-on-moves-the-weeks", test_walking_on_moves_the_weeks);
  g_test_add_func ("/window/range/range-by-keys", test_range_by_keys);
  g_test_add_func ("/window/range/week-outside-of-the-chosen-ones", test_week_outside_of_the_chosen_ones);
  g_test_add_func ("/window/range/what-is-dragged", test_what_is_dragged);
  g_test_add_func ("/window/range/scrolling-over-weeks", test_scrolling_over_weeks);
  g_test_add_func ("/window/range/several-figures", test_several_figures);
  g_test_add_func ("/window/range/numbers-of-several-figures", test_numbers_of_several_figures);
  g_test_add_func ("/window/range/hidden-line-of-another-week", test_hidden_line_of_another_week);
  g_test_add_func ("/window/range/hidden-year", test_hidden_year);
  g_test_add_func ("/window/range/choices-in-a-narrow-window", test_choices_in_a_narrow_window);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
