/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture-zoom.h"

#include <math.h>

#include "app/zb-zoom-area.h"

#define STEP 1.25
#define MIN_SCALE 0.1
#define MAX_SCALE 8.0

/* How far an arrow key moves the picture. */
#define ARROW_STEP 60.0

/* Nothing smaller can be looked at. */
#define MIN_SIZE 100

/* A picture that can be made larger and moved, by mouse, touch and keyboard. */
struct _ZbPictureZoom {
  GtkWidget      parent_instance;
  GtkWidget     *scroller;
  ZbZoomArea    *area;
  double         pinch_start;
  double         drag_x;
  double         drag_y;
  double         pointer_x;
  double         pointer_y;
};

enum {
  SIGNAL_ZOOMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbPictureZoom, zb_picture_zoom, GTK_TYPE_WIDGET)

static GtkAdjustment *
get_adjustment (ZbPictureZoom *self,
                gboolean       is_vertical)
{
  return is_vertical ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller))
                     : gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

/* Keeps what is at @place in the window where it is, though the picture becomes larger or smaller. */
static void
anchor (GtkAdjustment *adjustment,
        double         place,
        double         size,
        double         before,
        double         after)
{
  double page = gtk_adjustment_get_page_size (adjustment);
  double margin_before = MAX (0, (page - size * before) / 2);
  double margin_after = MAX (0, (page - size * after) / 2);
  double point = (gtk_adjustment_get_value (adjustment) + place - margin_before) / before;

  /* The new size is known before the picture is laid out again. */
  gtk_adjustment_set_upper (adjustment, MAX (page, size * after));
  gtk_adjustment_set_value (adjustment, point * after + margin_after - place);
}

static void
zoom_to (ZbPictureZoom *self,
         double         scale,
         double         x,
         double         y)
{
  double before = zb_zoom_area_get_scale (self->area);
  int width, height;

  if (!zb_zoom_area_get_size (self->area, &width, &height))
    return;
  scale = CLAMP (scale, MIN_SCALE, MAX_SCALE);
  zb_zoom_area_set_scale (self->area, scale);
  anchor (get_adjustment (self, FALSE), x, width, before, scale);
  anchor (get_adjustment (self, TRUE), y, height, before, scale);
  g_signal_emit (self, signals[SIGNAL_ZOOMED], 0);
}

static gboolean
scroll_cb (ZbPictureZoom            *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return FALSE;
  zoom_to (self, zb_zoom_area_get_scale (self->area) * pow (STEP, -dy), self->pointer_x, self->pointer_y);
  return TRUE;
}

static void
motion_cb (ZbPictureZoom *self,
           double         x,
           double         y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
pinch_begin_cb (ZbPictureZoom *self)
{
  self->pinch_start = zb_zoom_area_get_scale (self->area);
}

static void
pinch_cb (ZbPictureZoom *self,
          double         scale,
          GtkGesture    *gesture)
{
  double x = 0, y = 0;

  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  zoom_to (self, self->pinch_start * scale, x, y);
}

static void
drag_begin_cb (ZbPictureZoom *self)
{
  self->drag_x = gtk_adjustment_get_value (get_adjustment (self, FALSE));
  self->drag_y = gtk_adjustment_get_value (get_adjustment (self, TRUE));
  gtk_widget_grab_focus (GTK_WIDGET (self->area));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
drag_cb (ZbPictureZoom *self,
         double         x,
         double         y)
{
  gtk_adjustment_set_value (get_adjustment (self, FALSE), self->drag_x - x);
  gtk_adjustment_set_value (get_adjustment (self, TRUE), self->drag_y - y);
}

static void
drag_end_cb (ZbPictureZoom *self)
{
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
}

static gboolean
arrow_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  double x, y;

  g_variant_get (arguments, "(dd)", &x, &y);
  zb_picture_zoom_pan (ZB_PICTURE_ZOOM (widget), x, y);
  return TRUE;
}

static void
zb_picture_zoom_dispose (GObject *object)
{
  ZbPictureZoom *self = ZB_PICTURE_ZOOM (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (zb_picture_zoom_parent_class)->dispose (object);
}

static void
add_arrow (GtkWidgetClass *widget_class,
           guint           key,
           guint           keypad_key,
           double          x,
           double          y)
{
  gtk_widget_class_add_binding (widget_class, key, 0, arrow_cb, "(dd)", x, y);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, arrow_cb, "(dd)", x, y);
}

static void
zb_picture_zoom_class_init (ZbPictureZoomClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_picture_zoom_dispose;

  /**
   * ZbPictureZoom::zoomed:
   *
   * The picture has another size now.
   */
  signals[SIGNAL_ZOOMED] =
    g_signal_new ("zoomed", ZB_TYPE_PICTURE_ZOOM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  add_arrow (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -ARROW_STEP, 0);
  add_arrow (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, ARROW_STEP, 0);
  add_arrow (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -ARROW_STEP);
  add_arrow (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, ARROW_STEP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
add_controllers (ZbPictureZoom *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  /* Before the scrolled window moves the picture. */
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self->area), GTK_EVENT_CONTROLLER (drag));
}

static void
zb_picture_zoom_init (ZbPictureZoom *self)
{
  self->area = ZB_ZOOM_AREA (zb_zoom_area_new ());
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->area));
  gtk_widget_set_size_request (self->scroller, MIN_SIZE, MIN_SIZE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  add_controllers (self);
}

/**
 * zb_picture_zoom_new:
 *
 * Returns: (transfer floating): a view without a picture.
 */
GtkWidget *
zb_picture_zoom_new (void)
{
  return g_object_new (ZB_TYPE_PICTURE_ZOOM, NULL);
}

/**
 * zb_picture_zoom_set_texture:
 * @texture: (nullable): the picture
 * @name: what it is called by assistive technology
 *
 * Shows a picture, as large as fits.
 */
void
zb_picture_zoom_set_texture (ZbPictureZoom *self,
                             GdkTexture    *texture,
                             const char    *name)
{
  g_return_if_fail (ZB_IS_PICTURE_ZOOM (self));

  zb_zoom_area_set_texture (self->area, texture);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  zb_picture_zoom_fit (self);
}

/**
 * zb_picture_zoom_get_scale:
 *
 * Returns: how large the picture is drawn, 1 for its own size.
 */
double
zb_picture_zoom_get_scale (ZbPictureZoom *self)
{
  g_return_val_if_fail (ZB_IS_PICTURE_ZOOM (self), 1);

  return zb_zoom_area_get_scale (self->area);
}

/**
 * zb_picture_zoom_step:
 * @direction: 1 for larger, -1 for smaller
 *
 * Keeps the middle of what is seen.
 */
void
zb_picture_zoom_step (ZbPictureZoom *self,
                      int            direction)
{
  g_return_if_fail (ZB_IS_PICTURE_ZOOM (self));

  zoom_to (self, zb_zoom_area_get_scale (self->area) * (direction > 0 ? STEP : 1 / STEP),
           gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

/**
 * zb_picture_zoom_fit:
 *
 * Shows all of the picture, but not larger than it is.
 */
void
zb_picture_zoom_fit (ZbPictureZoom *self)
{
  g_return_if_fail (ZB_IS_PICTURE_ZOOM (self));

  zb_zoom_area_set_scale (self->area, 0);
  g_signal_emit (self, signals[SIGNAL_ZOOMED], 0);
}

/**
 * zb_picture_zoom_pan:
 *
 * Moves what is seen, in pixels of the window.
 */
void
zb_picture_zoom_pan (ZbPictureZoom *self,
                     double         x,
                     double         y)
{
  GtkAdjustment *horizontal, *vertical;

  g_return_if_fail (ZB_IS_PICTURE_ZOOM (self));

  horizontal = get_adjustment (self, FALSE);
  vertical = get_adjustment (self, TRUE);
  gtk_adjustment_set_value (horizontal, gtk_adjustment_get_value (horizontal) + x);
  gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + y);
}
