/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

/* Back and forward through the bulletins that were shown, as in a browser. */

/* The buttons at the side of a mouse, which GDK has no names for. */
#define BUTTON_BACK    8
#define BUTTON_FORWARD 9

static void
update_actions (ZbWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", zb_history_can_go_back (self->history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.forward", zb_history_can_go_forward (self->history));
}

/* A bulletin is shown now. */
void
zb_window_visit (ZbWindow *self,
                 gint64    id)
{
  zb_history_visit (self->history, id);
  update_actions (self);
}

static void
go (ZbWindow *self,
    gboolean  forward)
{
  gint64 id = forward ? zb_history_go_forward (self->history) : zb_history_go_back (self->history);
  gboolean was_selected = zb_sidebar_get_selected (self->sidebar) == id;

  update_actions (self);
  if (id == 0)
    return;
  zb_window_show_bulletin (self, id);
  /* Selecting it again tells nothing, but the page may show one that is not in the list. */
  if (was_selected)
    zb_window_load (self, id);
}

static void
go_action (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  go (ZB_WINDOW (widget), g_str_equal (name, "win.forward"));
}

/* Where there is nowhere to go, the leaflet may still lead from the page to the list. */
static void
pressed_cb (ZbWindow        *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  gboolean can_go = (button == BUTTON_BACK && zb_history_can_go_back (self->history)) ||
                    (button == BUTTON_FORWARD && zb_history_can_go_forward (self->history));

  gtk_gesture_set_state (GTK_GESTURE (gesture), can_go ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
  if (can_go)
    go (self, button == BUTTON_FORWARD);
}

/* For a window that was just made. */
void
zb_window_begin_history (ZbWindow *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  self->history = zb_history_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
  update_actions (self);
}

/* The actions of the history, for the window's class. */
void
zb_window_install_history_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "win.forward", NULL, go_action);
}
