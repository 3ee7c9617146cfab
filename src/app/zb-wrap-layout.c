/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-wrap-layout.h"

/* Puts widgets beside each other as words of a text are put: what does not fit begins a line of its own. */
struct _ZbWrapLayout {
  GtkLayoutManager parent_instance;
  int              spacing;
};

G_DEFINE_FINAL_TYPE (ZbWrapLayout, zb_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* A place in a text of widgets. */
typedef struct {
  int width;
  int spacing;
  int x;
  int y;
  int line_height;
} Cursor;

/* As wide as it wants to be, but no wider than a line. */
static int
measure_width (GtkWidget *child,
               int        line_width)
{
  int least, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  return CLAMP (natural, least, MAX (line_width, least));
}

static int
measure_height (GtkWidget *child,
                int        width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* Moves to the next line where there is no room left for a widget of this size, and over it. */
static GdkRectangle
advance (Cursor *cursor,
         int     width,
         int     height)
{
  GdkRectangle place;

  if (cursor->x > 0 && cursor->x + width > cursor->width)
    {
      cursor->x = 0;
      cursor->y += cursor->line_height + cursor->spacing;
      cursor->line_height = 0;
    }
  place = (GdkRectangle) { cursor->x, cursor->y, width, height };
  cursor->x += width + cursor->spacing;
  cursor->line_height = MAX (cursor->line_height, height);
  return place;
}

static void
zb_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  ZbWrapLayout *self = ZB_WRAP_LAYOUT (manager);
  Cursor cursor = { .width = for_size >= 0 ? for_size : G_MAXINT, .spacing = self->spacing };
  int widest = 0, total = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width, least;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &width, NULL, NULL);
      widest = MAX (widest, least);
      total += width + (total > 0 ? self->spacing : 0);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        {
          width = measure_width (child, cursor.width);
          advance (&cursor, width, measure_height (child, width));
        }
    }
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? widest : cursor.y + cursor.line_height;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? total : cursor.y + cursor.line_height;
}

/* All in a line are as high as the highest. */
static void
allocate_line (GPtrArray    *children,
               GdkRectangle *places,
               guint         first,
               guint         last,
               int           line_width,
               int           line_height)
{
  for (guint i = first; i < last; i++)
    {
      GtkWidget *child = g_ptr_array_index (children, i);
      gboolean mirrored = gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL;

      if (mirrored)
        places[i].x = line_width - places[i].x - places[i].width;
      places[i].height = line_height;
      gtk_widget_size_allocate (child, &places[i], -1);
    }
}

static GPtrArray *
dup_children (GtkWidget *widget)
{
  GPtrArray *children = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      g_ptr_array_add (children, child);
  return children;
}

static void
zb_wrap_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  ZbWrapLayout *self = ZB_WRAP_LAYOUT (manager);
  g_autoptr(GPtrArray) children = dup_children (widget);
  g_autofree GdkRectangle *places = g_new0 (GdkRectangle, children->len + 1);
  Cursor cursor = { .width = width, .spacing = self->spacing };
  guint first = 0;

  for (guint i = 0; i < children->len; i++)
    {
      GtkWidget *child = g_ptr_array_index (children, i);
      int child_width = measure_width (child, width);
      int line_height = cursor.line_height;

      places[i] = advance (&cursor, child_width, measure_height (child, child_width));
      if (places[i].y == places[first].y)
        continue;
      allocate_line (children, places, first, i, width, line_height);
      first = i;
    }
  allocate_line (children, places, first, children->len, width, cursor.line_height);
}

static GtkSizeRequestMode
zb_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zb_wrap_layout_class_init (ZbWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = zb_wrap_layout_measure;
  manager_class->allocate = zb_wrap_layout_allocate;
  manager_class->get_request_mode = zb_wrap_layout_get_request_mode;
}

static void
zb_wrap_layout_init (ZbWrapLayout *self)
{
}

/**
 * zb_wrap_layout_new:
 * @spacing: between widgets and between lines, in pixels
 *
 * Returns: (transfer full): the layout, for a widget of its own.
 */
GtkLayoutManager *
zb_wrap_layout_new (int spacing)
{
  ZbWrapLayout *self = g_object_new (ZB_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
