/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <math.h>

#include "app/zb-chart-view-private.h"

/* A notch of a wheel shows that many times as many weeks, or as few. */
#define ZOOM_STEP 1.25

/* A notch of a wheel, or a finger's breadth, moves by that part of what is shown. */
#define MOVE_STEP (1 / 12.0)

/* Touchpads tell many small movements; what is less than this, in notches, is kept for the next one. */
#define LEAST_NOTCH 0.25

/* Fingers that spread by less than this are kept for later as well. */
#define LEAST_SPREAD 1.06

static gboolean
find_plot (ZbChartView *self,
           double       x,
           double       y,
           ZbChartArea *plot)
{
  const ZbChartLayout *layout = self->can_zoom ? zb_chart_view_get_layout (self) : NULL;

  return layout != NULL && zb_chart_layout_find_plot (layout, x, y, plot);
}

static guint
find_week (const ZbChartArea *plot,
           double             x)
{
  return (guint) CLAMP ((x - plot->x) / plot->width * plot->n_slots, 0, plot->n_slots - 1);
}

/* --- Dragging over weeks ----------------------------------------------------------------------- */

static void
drag_begin_cb (ZbChartView    *self,
               double          x,
               double          y,
               GtkGestureDrag *drag)
{
  ZbChartArea plot;

  if (!find_plot (self, x, y, &plot))
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
}

/* A finger that goes up or down scrolls the page. */
static gboolean
is_dragged_sideways (ZbChartView *self,
                     double       x,
                     double       y)
{
  return fabs (x) > fabs (y) && gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) x, 0);
}

static void
drag_update_cb (ZbChartView    *self,
                double          dx,
                double          dy,
                GtkGestureDrag *drag)
{
  ZbChartArea plot;
  ZbChartBand band = { .is_set = TRUE };
  double x, y;

  if (!self->band.is_set && !is_dragged_sideways (self, dx, dy))
    return;
  gtk_gesture_drag_get_start_point (drag, &x, &y);
  if (!find_plot (self, x, y, &plot))
    return;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  band.from = find_week (&plot, x);
  band.to = find_week (&plot, x + dx);
  zb_chart_view_set_band (self, &band);
}

static void
drag_end_cb (ZbChartView    *self,
             double          dx,
             double          dy,
             GtkGestureDrag *drag)
{
  GdkEventSequence *sequence = gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (drag));

  if (gtk_gesture_get_sequence_state (GTK_GESTURE (drag), sequence) == GTK_EVENT_SEQUENCE_CLAIMED)
    zb_chart_view_narrow (self);
}

static void
drag_cancel_cb (ZbChartView *self)
{
  zb_chart_view_set_band (self, NULL);
}

/* --- Scrolling and pinching -------------------------------------------------------------------- */

static void
scroll_zoom (ZbChartView       *self,
             const ZbChartArea *plot,
             double             x,
             double             notches)
{
  self->scrolled_zoom += notches;
  if (fabs (self->scrolled_zoom) < LEAST_NOTCH)
    return;
  notches = CLAMP (self->scrolled_zoom, -10, 10);
  self->scrolled_zoom = 0;
  zb_chart_view_zoom (self, pow (ZOOM_STEP, notches), (x - plot->x) / plot->width);
}

static void
scroll_weeks (ZbChartView       *self,
              const ZbChartArea *plot,
              double             notches)
{
  int n_weeks;

  self->scrolled_weeks += CLAMP (notches, -100, 100) * MAX (plot->n_slots * MOVE_STEP, 1);
  n_weeks = (int) self->scrolled_weeks;
  self->scrolled_weeks -= n_weeks;
  if (n_weeks != 0)
    zb_chart_view_move (self, n_weeks);
}

/* With Control it zooms; sideways, and with Shift, it moves. All else is the page's. */
static gboolean
scroll_cb (ZbChartView        *self,
           double              dx,
           double              dy,
           GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  ZbChartArea plot;

  if (!self->has_pointer || !find_plot (self, self->pointer_x, self->pointer_y, &plot))
    return FALSE;
  if (state & GDK_CONTROL_MASK)
    scroll_zoom (self, &plot, self->pointer_x, dy);
  else if (state & GDK_SHIFT_MASK)
    scroll_weeks (self, &plot, dx != 0 ? dx : dy);
  else if (fabs (dx) > fabs (dy))
    scroll_weeks (self, &plot, dx);
  else
    return FALSE;
  return TRUE;
}

static void
pinch_begin_cb (ZbChartView *self)
{
  self->pinched_scale = 1;
}

static void
pinch_cb (ZbChartView *self,
          double       scale,
          GtkGesture  *pinch)
{
  double spread = scale / self->pinched_scale;
  ZbChartArea plot;
  double x, y;

  if ((spread < LEAST_SPREAD && spread > 1 / LEAST_SPREAD) || !(spread > 0))
    return;
  if (!gtk_gesture_get_bounding_box_center (pinch, &x, &y) || !find_plot (self, x, y, &plot))
    return;
  gtk_gesture_set_state (pinch, GTK_EVENT_SEQUENCE_CLAIMED);
  self->pinched_scale = scale;
  zb_chart_view_zoom (self, 1 / spread, (x - plot.x) / plot.width);
}

static void
add_controller (ZbChartView *self,
                gpointer     controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (controller));
}

/**
 * zb_chart_view_add_gestures:
 *
 * Dragging over weeks chooses them, a wheel with Control and two fingers zoom, a wheel with Shift and
 * two fingers sideways go to earlier and later weeks.
 */
void
zb_chart_view_add_gestures (ZbChartView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (drag_cancel_cb), self, G_CONNECT_SWAPPED);
  add_controller (self, drag);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  add_controller (self, scroll);
  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinch_cb), self, G_CONNECT_SWAPPED);
  add_controller (self, pinch);
}

/**
 * zb_chart_view_takes_drag:
 * @x: from the left
 * @y: from the top
 *
 * Returns: whether dragging from there chooses weeks, so that nothing else may be dragged.
 */
gboolean
zb_chart_view_takes_drag (ZbChartView *self,
                          double       x,
                          double       y)
{
  ZbChartArea plot;

  g_return_val_if_fail (ZB_IS_CHART_VIEW (self), FALSE);

  return find_plot (self, x, y, &plot);
}
