/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "app/zb-chart-view-private.h"

#include <math.h>

#include "app/zb-chart-bubble.h"
#include "app/zb-chart-layer.h"
#include "app/zb-chart-look.h"
#include "chart/zb-chart-table.h"

/* How long a chart takes to turn into another one, in milliseconds. */
#define FADE_TIME 180

/* Shows a chart as wide as it may be. The layout and its drawing are kept until
 * the size, the style or the chart changes; what is under the pointer, and what
 * keys have selected, is drawn over them. */

enum {
  SIGNAL_ISSUE_ACTIVATED,
  SIGNAL_ZOOM,
  SIGNAL_MOVE,
  SIGNAL_NARROW,
  SIGNAL_RESET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbChartView, zb_chart_view, GTK_TYPE_WIDGET)

static void
forget_layout (ZbChartView *self)
{
  g_clear_pointer (&self->hit, zb_chart_hit_free);
  g_clear_pointer (&self->drawing, gsk_render_node_unref);
  g_clear_pointer (&self->layout, zb_chart_layout_free);
}

static void
style_changed_cb (ZbChartView *self)
{
  forget_layout (self);
  self->measured_width = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* The same place in a chart of another size. */
static void
find_selected_again (ZbChartView *self)
{
  ZbChartHit *found;

  if (self->selected == NULL)
    return;
  found = zb_chart_layout_pick_place (self->layout, self->selected->block, self->selected->series,
                                      self->selected->index);
  zb_chart_hit_free (self->selected);
  self->selected = found;
}

/**
 * zb_chart_view_get_layout:
 *
 * Returns: (transfer none) (nullable): the chart at its size, or %NULL before there is either.
 */
const ZbChartLayout *
zb_chart_view_get_layout (ZbChartView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  g_autoptr(ZbChartStyle) style = NULL;

  if (self->chart == NULL || width <= 0 || height <= 0)
    return NULL;
  if (self->layout != NULL && zb_chart_layout_get_width (self->layout) == width &&
      zb_chart_layout_get_height (self->layout) == height)
    return self->layout;
  forget_layout (self);
  style = zb_chart_look_new (GTK_WIDGET (self));
  self->layout = zb_chart_layout_new (self->chart, width, height, style, ZB_CHART_PARTS_WINDOW);
  find_selected_again (self);
  return self->layout;
}

static gboolean
has_same_size (GskRenderNode *a,
               GskRenderNode *b)
{
  graphene_rect_t first, second;

  gsk_render_node_get_bounds (a, &first);
  gsk_render_node_get_bounds (b, &second);
  return graphene_size_equal (&first.size, &second.size);
}

/* While a chart turns into another one, both are seen. */
static void
snapshot_drawing (ZbChartView *self,
                  GtkSnapshot *snapshot)
{
  if (self->old_drawing == NULL || !has_same_size (self->old_drawing, self->drawing))
    {
      gtk_snapshot_append_node (snapshot, self->drawing);
      return;
    }
  gtk_snapshot_push_cross_fade (snapshot, adw_animation_get_value (self->fade));
  gtk_snapshot_append_node (snapshot, self->old_drawing);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_node (snapshot, self->drawing);
  gtk_snapshot_pop (snapshot);
}

static void
zb_chart_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);
  const ZbChartLayout *layout = zb_chart_view_get_layout (self);

  if (layout == NULL)
    return;
  /* Drawn once for many frames: only what lies over it changes when the pointer moves. */
  if (self->drawing == NULL)
    self->drawing = zb_chart_layer_new (layout);
  snapshot_drawing (self, snapshot);
  if (self->band.is_set)
    zb_chart_layer_snapshot_band (layout, snapshot, MIN (self->band.from, self->band.to),
                                  MAX (self->band.from, self->band.to));
  else if (self->hit != NULL)
    zb_chart_layer_snapshot_hover (layout, snapshot, self->hit);
  if (self->selected == NULL)
    return;
  zb_chart_layer_snapshot_hover (layout, snapshot, self->selected);
  zb_chart_layer_snapshot_ring (layout, snapshot, self->selected);
  gtk_widget_snapshot_child (widget, self->bubble, snapshot);
}

static void
zb_chart_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);

  if (self->selected != NULL && zb_chart_view_get_layout (self) != NULL && self->selected != NULL)
    zb_chart_bubble_allocate (self->bubble, self->selected, width, height);
}

static GtkSizeRequestMode
zb_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zb_chart_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);
  g_autoptr(ZbChartStyle) style = NULL;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 240;
      *natural = 720;
      return;
    }
  *minimum = *natural = 0;
  if (self->chart == NULL)
    return;
  for_size = for_size > 0 ? for_size : 240;
  if (for_size != self->measured_width)
    {
      style = zb_chart_look_new (GTK_WIDGET (self));
      self->measured_height = (int) ceil (zb_chart_measure_height (self->chart, for_size, style,
                                                                   ZB_CHART_PARTS_WINDOW));
      self->measured_width = for_size;
    }
  *minimum = *natural = self->measured_height;
}

/* A week of a calendar can be opened whatever is known of it, one of a line where it has a point. */
static gboolean
can_open (ZbChartView      *self,
          const ZbChartHit *hit)
{
  const ZbChartBlock *block = hit != NULL ? g_ptr_array_index (self->chart->blocks, hit->block) : NULL;

  return block != NULL && (hit->has_value || block->kind == ZB_CHART_BLOCK_GRID) && zb_issue_is_known (hit->issue);
}

static void
set_hit (ZbChartView *self,
         ZbChartHit  *hit)
{
  g_clear_pointer (&self->hit, zb_chart_hit_free);
  self->hit = hit;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   can_open (self, hit) &&
                                   zb_issue_compare (hit->issue, self->chart->issue) != 0
                                     ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (ZbChartView *self,
           double       x,
           double       y)
{
  const ZbChartLayout *layout = zb_chart_view_get_layout (self);

  self->has_pointer = TRUE;
  self->pointer_x = x;
  self->pointer_y = y;
  set_hit (self, layout != NULL ? zb_chart_layout_pick (layout, x, y) : NULL);
}

static void
leave_cb (ZbChartView *self)
{
  self->has_pointer = FALSE;
  set_hit (self, NULL);
}

/**
 * zb_chart_view_activate:
 * @hit: (nullable): a place of the chart
 *
 * Asks for the issue of that week, where it can be opened.
 */
void
zb_chart_view_activate (ZbChartView      *self,
                        const ZbChartHit *hit)
{
  if (can_open (self, hit))
    g_signal_emit (self, signals[SIGNAL_ISSUE_ACTIVATED], 0, hit->issue.year, hit->issue.number);
}

static void
released_cb (ZbChartView *self,
             int          n_press,
             double       x,
             double       y)
{
  const ZbChartLayout *layout = zb_chart_view_get_layout (self);
  g_autoptr(ZbChartHit) hit = layout != NULL ? zb_chart_layout_pick (layout, x, y) : NULL;

  zb_chart_view_activate (self, hit);
}

/* Screen readers read out a description that changes where the keyboard is, but no value of a
 * picture: it is told as both. */
static void
tell_selected (ZbChartView *self,
               const char  *text)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);
  const char *description = text != NULL ? text : self->description;

  if (text != NULL)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  else
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT);
  if (description != NULL)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/**
 * zb_chart_view_select:
 * @hit: (transfer full) (nullable): what is selected from now on; of the present layout
 */
void
zb_chart_view_select (ZbChartView *self,
                      ZbChartHit  *hit)
{
  g_autofree char *text = hit != NULL ? zb_chart_layout_describe_hit (self->layout, hit) : NULL;

  if (hit == NULL && self->selected == NULL)
    return;
  g_clear_pointer (&self->selected, zb_chart_hit_free);
  self->selected = hit;
  gtk_label_set_text (GTK_LABEL (self->bubble), text != NULL ? text : "");
  gtk_widget_set_visible (self->bubble, hit != NULL);
  tell_selected (self, text);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * zb_chart_view_set_band:
 * @band: (nullable): the weeks that are being chosen
 */
void
zb_chart_view_set_band (ZbChartView       *self,
                        const ZbChartBand *band)
{
  self->band = band != NULL ? *band : (ZbChartBand) { 0, };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * zb_chart_view_zoom:
 * @factor: how many times as many weeks are wanted
 * @at: what stays where it is: 0 for the left end, 1 for the right one
 *
 * Asks for fewer weeks, or for more.
 */
void
zb_chart_view_zoom (ZbChartView *self,
                    double       factor,
                    double       at)
{
  g_signal_emit (self, signals[SIGNAL_ZOOM], 0, factor, at);
}

/**
 * zb_chart_view_move:
 *
 * Asks for later weeks, or for earlier ones.
 */
void
zb_chart_view_move (ZbChartView *self,
                    int          n_weeks)
{
  g_signal_emit (self, signals[SIGNAL_MOVE], 0, n_weeks);
}

/**
 * zb_chart_view_narrow:
 *
 * Asks for the weeks that are chosen, which then are no longer.
 */
void
zb_chart_view_narrow (ZbChartView *self)
{
  ZbChartBand band = self->band;

  zb_chart_view_set_band (self, NULL);
  if (band.is_set)
    g_signal_emit (self, signals[SIGNAL_NARROW], 0, MIN (band.from, band.to), MAX (band.from, band.to));
}

/**
 * zb_chart_view_reset:
 *
 * Asks for the weeks that were there before any zoom.
 */
void
zb_chart_view_reset (ZbChartView *self)
{
  g_signal_emit (self, signals[SIGNAL_RESET], 0);
}

static void
focus_leave_cb (ZbChartView *self)
{
  zb_chart_view_select (self, NULL);
  zb_chart_view_set_band (self, NULL);
}

static gboolean
query_tooltip_cb (ZbChartView *self,
                  int          x,
                  int          y,
                  gboolean     keyboard_mode,
                  GtkTooltip  *tooltip)
{
  const ZbChartLayout *layout = zb_chart_view_get_layout (self);
  g_autoptr(ZbChartHit) hit = layout != NULL && !keyboard_mode
                              ? zb_chart_layout_pick (layout, x, y) : NULL;

  if (hit == NULL || hit->text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, hit->text);
  return TRUE;
}

static void
zb_chart_view_dispose (GObject *object)
{
  ZbChartView *self = ZB_CHART_VIEW (object);

  forget_layout (self);
  g_clear_pointer (&self->selected, zb_chart_hit_free);
  g_clear_pointer (&self->description, g_free);
  g_clear_pointer (&self->chart, zb_chart_unref);
  g_clear_pointer (&self->bubble, gtk_widget_unparent);

  G_OBJECT_CLASS (zb_chart_view_parent_class)->dispose (object);
}

static void
zb_chart_view_class_init (ZbChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_chart_view_dispose;
  widget_class->snapshot = zb_chart_view_snapshot;
  widget_class->measure = zb_chart_view_measure;
  widget_class->size_allocate = zb_chart_view_size_allocate;
  widget_class->get_request_mode = zb_chart_view_get_request_mode;

  /**
   * ZbChartView::issue-activated:
   * @year: the issue's year
   * @number: its number
   *
   * A week of the chart was clicked, or chosen with keys.
   */
  signals[SIGNAL_ISSUE_ACTIVATED] =
    g_signal_new ("issue-activated", ZB_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  /**
   * ZbChartView::zoom:
   * @factor: how many times as many weeks are wanted
   * @at: what stays where it is: 0 for the left end, 1 for the right one
   *
   * Fewer weeks are wanted, or more.
   */
  signals[SIGNAL_ZOOM] =
    g_signal_new ("zoom", ZB_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  /**
   * ZbChartView::move:
   * @n_weeks: how far; negative for earlier ones
   *
   * Other weeks are wanted.
   */
  signals[SIGNAL_MOVE] =
    g_signal_new ("move", ZB_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * ZbChartView::narrow:
   * @first: a week of the chart
   * @last: another one, not before @first
   *
   * Only these weeks are wanted.
   */
  signals[SIGNAL_NARROW] =
    g_signal_new ("narrow", ZB_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  /**
   * ZbChartView::reset:
   *
   * The weeks are wanted that were there before any zoom.
   */
  signals[SIGNAL_RESET] =
    g_signal_new ("reset", ZB_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "zbchart");
  zb_chart_view_add_keys (widget_class);
}

static void
fade_cb (double   value,
         gpointer user_data)
{
  gtk_widget_queue_draw (user_data);
}

static void
faded_cb (ZbChartView *self)
{
  g_clear_pointer (&self->old_drawing, gsk_render_node_unref);
}

/* Where the system wants no animations, it is at its end at once. */
static void
init_fade (ZbChartView *self)
{
  self->fade = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, FADE_TIME,
                                        adw_callback_animation_target_new (fade_cb, self, NULL));
  g_signal_connect_object (self->fade, "done", G_CALLBACK (faded_cb), self, G_CONNECT_SWAPPED);
}

static void
zb_chart_view_init (ZbChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->bubble = zb_chart_bubble_new ();
  gtk_widget_set_parent (self->bubble, GTK_WIDGET (self));
  init_fade (self);
  zb_chart_look_watch (GTK_WIDGET (self), G_CALLBACK (style_changed_cb));
  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  zb_chart_view_add_gestures (self);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/* What is selected stays so where the new chart has it as well. */
static void
carry_selection (ZbChartView *self,
                 ZbChart     *chart)
{
  ZbChartHit *hit = self->selected;

  zb_chart_view_set_band (self, NULL);
  if (hit != NULL && chart != NULL && g_date_valid (&hit->period.start) &&
      zb_chart_find_place (chart, hit->figure, &hit->period.start, &hit->block, &hit->series, &hit->index))
    return;
  zb_chart_view_select (self, NULL);
}

/* Lets go of what was drawn, but shows it until the new chart has taken its place. */
static void
begin_fade (ZbChartView *self)
{
  GskRenderNode *old = g_steal_pointer (&self->drawing);

  g_clear_pointer (&self->old_drawing, gsk_render_node_unref);
  if (old == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      g_clear_pointer (&old, gsk_render_node_unref);
      return;
    }
  self->old_drawing = old;
  adw_animation_reset (self->fade);
  adw_animation_play (self->fade);
}

/**
 * zb_chart_view_set_chart:
 * @chart: (nullable): what to show
 *
 * Shows a chart; its data become the widget's accessible description.
 */
void
zb_chart_view_set_chart (ZbChartView *self,
                         ZbChart     *chart)
{
  g_return_if_fail (ZB_IS_CHART_VIEW (self));

  carry_selection (self, chart);
  begin_fade (self);
  forget_layout (self);
  self->measured_width = 0;
  if (chart != NULL)
    zb_chart_ref (chart);
  g_clear_pointer (&self->chart, zb_chart_unref);
  self->chart = chart;
  if (chart != NULL)
    {
      g_free (self->description);
      self->description = zb_chart_dup_description (chart);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, chart->title,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->description, -1);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * zb_chart_view_get_chart:
 *
 * Returns: (nullable) (transfer none): what is shown.
 */
ZbChart *
zb_chart_view_get_chart (ZbChartView *self)
{
  g_return_val_if_fail (ZB_IS_CHART_VIEW (self), NULL);

  return self->chart;
}

/**
 * zb_chart_view_set_can_zoom:
 * @can_zoom: whether #ZbChartView::zoom, #ZbChartView::move, #ZbChartView::narrow and #ZbChartView::reset
 *   are answered with another chart
 */
void
zb_chart_view_set_can_zoom (ZbChartView *self,
                            gboolean     can_zoom)
{
  g_return_if_fail (ZB_IS_CHART_VIEW (self));

  self->can_zoom = can_zoom;
}
