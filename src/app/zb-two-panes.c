/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-two-panes.h"

/* From this width on the two stand side by side. */
#define WIDE 760

/* The list's share of a wide window, and its limits. */
#define LIST_SHARE 0.4
#define LIST_MIN_WIDTH 340
#define LIST_MAX_WIDTH 460

/* The view's share of a narrow window. */
#define VIEW_SHARE 0.42

/* Something to look at, with a list beside it, or below it where there is no room. */
struct _ZbTwoPanes {
  GtkWidget  parent_instance;
  GtkWidget *view;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (ZbTwoPanes, zb_two_panes, GTK_TYPE_WIDGET)

static void
zb_two_panes_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  ZbTwoPanes *self = ZB_TWO_PANES (widget);
  int view_minimum = 0, view_natural = 0, list_minimum, list_natural;

  if (gtk_widget_get_visible (self->view))
    gtk_widget_measure (self->view, orientation, -1, &view_minimum, &view_natural, NULL, NULL);
  gtk_widget_measure (self->list, orientation, -1, &list_minimum, &list_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MAX (view_minimum, list_minimum);
  else
    *minimum = view_minimum + list_minimum;
  *natural = MAX (*minimum, view_natural + list_natural);
}

static void
zb_two_panes_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  ZbTwoPanes *self = ZB_TWO_PANES (widget);
  GtkAllocation view = { 0, 0, width, height };
  GtkAllocation list = view;
  int minimum;

  if (!gtk_widget_get_visible (self->view))
    {
      gtk_widget_size_allocate (self->list, &list, baseline);
      return;
    }
  if (width >= WIDE)
    {
      gtk_widget_measure (self->list, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      list.width = MAX (minimum, CLAMP ((int) (width * LIST_SHARE), LIST_MIN_WIDTH, LIST_MAX_WIDTH));
      view.width = width - list.width;
      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        view.x = list.width;
      else
        list.x = view.width;
    }
  else
    {
      gtk_widget_measure (self->view, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
      view.height = MAX (minimum, (int) (height * VIEW_SHARE));
      list.y = view.height;
      list.height = height - view.height;
    }
  gtk_widget_size_allocate (self->view, &view, baseline);
  gtk_widget_size_allocate (self->list, &list, baseline);
}

static void
zb_two_panes_dispose (GObject *object)
{
  ZbTwoPanes *self = ZB_TWO_PANES (object);

  g_clear_pointer (&self->view, gtk_widget_unparent);
  g_clear_pointer (&self->list, gtk_widget_unparent);

  G_OBJECT_CLASS (zb_two_panes_parent_class)->dispose (object);
}

static void
zb_two_panes_class_init (ZbTwoPanesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_two_panes_dispose;
  widget_class->measure = zb_two_panes_measure;
  widget_class->size_allocate = zb_two_panes_size_allocate;
}

static void
zb_two_panes_init (ZbTwoPanes *self)
{
}

/**
 * zb_two_panes_new:
 * @view: what is looked at; where it is not visible, the list has all the room
 * @list: what stands beside or below it
 *
 * Returns: (transfer floating): both in one.
 */
GtkWidget *
zb_two_panes_new (GtkWidget *view,
                  GtkWidget *list)
{
  ZbTwoPanes *self = g_object_new (ZB_TYPE_TWO_PANES, "vexpand", TRUE, NULL);

  self->view = view;
  self->list = list;
  gtk_widget_set_parent (view, GTK_WIDGET (self));
  gtk_widget_set_parent (list, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
