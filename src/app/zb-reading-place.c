/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-reading-place.h"

/* What stands at the upper edge of a page that scrolls, for the moment in which the page gets another
 * size: a widget and, in a long text, the character with which the uppermost line begins. */
typedef struct {
  GtkScrolledWindow *scroller;
  GtkWidget         *widget;
  GdkFrameClock     *clock;
  gulong             layout_id;
  int                index;
  double             y;
} Place;

#define PLACE_KEY "zb-reading-place"

static void
place_free (gpointer data)
{
  Place *self = data;

  /* A clock whose window is closed has let go of its handlers. */
  if (g_signal_handler_is_connected (self->clock, self->layout_id))
    g_signal_handler_disconnect (self->clock, self->layout_id);
  g_clear_object (&self->clock);
  g_clear_object (&self->widget);
  g_free (self);
}

static gboolean
find_edges (GtkWidget         *widget,
            GtkScrolledWindow *scroller,
            double            *top,
            double            *bottom)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_compute_bounds (widget, GTK_WIDGET (scroller), &bounds))
    return FALSE;
  *top = bounds.origin.y;
  *bottom = bounds.origin.y + bounds.size.height;
  return TRUE;
}

/* The uppermost thing that can be seen, down to the single text. What is going is no place to hold on to: the
 * next thing is, or, where it reaches below the window, what is above it. */
static GtkWidget *
find_widget (GtkScrolledWindow *scroller,
             GtkWidget         *content,
             GType              going)
{
  GtkWidget *found = content;
  GtkWidget *child = gtk_widget_get_first_child (content);
  double page = gtk_adjustment_get_page_size (gtk_scrolled_window_get_vadjustment (scroller));
  double top, bottom;

  while (child != NULL)
    if (find_edges (child, scroller, &top, &bottom) && bottom > 0)
      {
        if (going != G_TYPE_NONE && G_TYPE_CHECK_INSTANCE_TYPE (child, going))
          {
            if (bottom >= page)
              return NULL;
            child = gtk_widget_get_next_sibling (child);
            continue;
          }
        found = child;
        child = GTK_IS_LABEL (child) ? NULL : gtk_widget_get_first_child (child);
      }
    else
      child = gtk_widget_get_next_sibling (child);
  return found;
}

/* Where the place is now, from the upper edge. */
static double
find_y (Place *self)
{
  double top = self->y, bottom;
  PangoRectangle line;
  int offset;

  if (!find_edges (self->widget, self->scroller, &top, &bottom) || self->index < 0)
    return top;
  gtk_label_get_layout_offsets (GTK_LABEL (self->widget), NULL, &offset);
  pango_layout_index_to_pos (gtk_label_get_layout (GTK_LABEL (self->widget)), self->index, &line);
  return top + offset + line.y / (double) PANGO_SCALE;
}

/* The line of a text that lies at the upper edge. */
static int
find_index (Place *self)
{
  double top, bottom;
  int offset, index, trailing;

  if (!GTK_IS_LABEL (self->widget) || !find_edges (self->widget, self->scroller, &top, &bottom) || top >= 0)
    return -1;
  gtk_label_get_layout_offsets (GTK_LABEL (self->widget), NULL, &offset);
  pango_layout_xy_to_index (gtk_label_get_layout (GTK_LABEL (self->widget)), 0, (int) ((-top - offset) * PANGO_SCALE),
                            &index, &trailing);
  return index;
}

/* Everything has its new size, and nothing of it was drawn yet. */
static void
layout_cb (GdkFrameClock *clock,
           Place         *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double shift = find_y (self) - self->y;

  if (shift != 0)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + shift);
  g_object_set_data (G_OBJECT (self->scroller), PLACE_KEY, NULL);
}

/**
 * zb_reading_place_keep_beside:
 * @scroller: what scrolls a page up and down
 * @content: the page, somewhere in it
 * @going: the type of what is going to be replaced; %G_TYPE_NONE for nothing
 *
 * To be called before the page gets another size, as by larger letters. What is at the upper edge is
 * there again when the page is drawn next; at its very beginning the page stays at its beginning.
 */
void
zb_reading_place_keep_beside (GtkScrolledWindow *scroller,
                              GtkWidget         *content,
                              GType              going)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (scroller));
  GtkWidget *widget;
  Place *self;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (scroller));

  /* Where two changes come before a frame, the place is that from before the first. */
  if (clock == NULL || !gtk_widget_get_mapped (content) ||
      gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (scroller)) <= 0 ||
      g_object_get_data (G_OBJECT (scroller), PLACE_KEY) != NULL)
    return;
  widget = find_widget (scroller, content, going);
  if (widget == NULL)
    return;
  self = g_new0 (Place, 1);
  self->scroller = scroller;
  self->widget = g_object_ref (widget);
  self->index = find_index (self);
  self->y = find_y (self);
  self->clock = g_object_ref (clock);
  self->layout_id = g_signal_connect_after (clock, "layout", G_CALLBACK (layout_cb), self);
  g_object_set_data_full (G_OBJECT (scroller), PLACE_KEY, self, place_free);
  /* Also where nothing changes its size after all, the place is forgotten with the next frame. */
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

/**
 * zb_reading_place_keep:
 * @scroller: what scrolls a page up and down
 * @content: the page, somewhere in it
 *
 * See zb_reading_place_keep_beside(): nothing is going to be replaced.
 */
void
zb_reading_place_keep (GtkScrolledWindow *scroller,
                       GtkWidget         *content)
{
  zb_reading_place_keep_beside (scroller, content, G_TYPE_NONE);
}
