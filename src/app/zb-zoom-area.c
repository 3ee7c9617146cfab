/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-zoom-area.h"

#include <math.h>

/* Draws a picture in the middle of its place: at a given scale, for which it asks for room, or as
 * large as fits. */
struct _ZbZoomArea {
  GtkWidget   parent_instance;
  GdkTexture *texture;
  /* 0: as large as fits. */
  double      scale;
};

G_DEFINE_FINAL_TYPE (ZbZoomArea, zb_zoom_area, GTK_TYPE_WIDGET)

static void
zb_zoom_area_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  ZbZoomArea *self = ZB_ZOOM_AREA (widget);
  int width, height;

  *minimum = *natural = 0;
  if (self->scale > 0 && zb_zoom_area_get_size (self, &width, &height))
    *minimum = *natural = (int) ceil ((orientation == GTK_ORIENTATION_HORIZONTAL ? width : height) * self->scale);
}

static void
zb_zoom_area_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  ZbZoomArea *self = ZB_ZOOM_AREA (widget);
  double scale = zb_zoom_area_get_scale (self);
  int width, height;
  graphene_rect_t place;

  if (!zb_zoom_area_get_size (self, &width, &height))
    return;
  graphene_rect_init (&place,
                      (float) round ((gtk_widget_get_width (widget) - width * scale) / 2),
                      (float) round ((gtk_widget_get_height (widget) - height * scale) / 2),
                      (float) (width * scale), (float) (height * scale));
  gtk_snapshot_append_texture (snapshot, self->texture, &place);
}

static void
zb_zoom_area_dispose (GObject *object)
{
  ZbZoomArea *self = ZB_ZOOM_AREA (object);

  g_clear_object (&self->texture);

  G_OBJECT_CLASS (zb_zoom_area_parent_class)->dispose (object);
}

static void
zb_zoom_area_class_init (ZbZoomAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_zoom_area_dispose;
  widget_class->measure = zb_zoom_area_measure;
  widget_class->snapshot = zb_zoom_area_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "zbzoomarea");
}

static void
zb_zoom_area_init (ZbZoomArea *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * zb_zoom_area_new:
 *
 * Returns: (transfer floating): an area without a picture.
 */
GtkWidget *
zb_zoom_area_new (void)
{
  return g_object_new (ZB_TYPE_ZOOM_AREA, NULL);
}

/**
 * zb_zoom_area_set_texture:
 * @texture: (nullable): the picture
 */
void
zb_zoom_area_set_texture (ZbZoomArea *self,
                          GdkTexture *texture)
{
  g_return_if_fail (ZB_IS_ZOOM_AREA (self));

  g_set_object (&self->texture, texture);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * zb_zoom_area_get_size:
 * @width: (out): in the picture's own pixels
 * @height: (out): in the picture's own pixels
 *
 * Returns: whether there is a picture.
 */
gboolean
zb_zoom_area_get_size (ZbZoomArea *self,
                       int        *width,
                       int        *height)
{
  g_return_val_if_fail (ZB_IS_ZOOM_AREA (self), FALSE);

  if (self->texture == NULL)
    return FALSE;
  *width = gdk_texture_get_width (self->texture);
  *height = gdk_texture_get_height (self->texture);
  return TRUE;
}

/**
 * zb_zoom_area_set_scale:
 * @scale: 1 for the picture's own size, 0 for as large as fits
 */
void
zb_zoom_area_set_scale (ZbZoomArea *self,
                        double      scale)
{
  g_return_if_fail (ZB_IS_ZOOM_AREA (self));

  self->scale = scale;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * zb_zoom_area_get_scale:
 *
 * Returns: the scale at which the picture is drawn.
 */
double
zb_zoom_area_get_scale (ZbZoomArea *self)
{
  int width, height;

  g_return_val_if_fail (ZB_IS_ZOOM_AREA (self), 1);

  if (self->scale > 0)
    return self->scale;
  if (!zb_zoom_area_get_size (self, &width, &height) || gtk_widget_get_width (GTK_WIDGET (self)) <= 0)
    return 1;
  return MIN (1, MIN (gtk_widget_get_width (GTK_WIDGET (self)) / (double) width,
                      gtk_widget_get_height (GTK_WIDGET (self)) / (double) height));
}
