/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-pie.h"

#include <math.h>

/* As large as a symbolic icon. */
#define SIZE 16

/* How far something has come, as a circle that fills. It moves only when there is news. */
struct _ZbSyncPie {
  GtkWidget parent_instance;
  double    fraction;
};

G_DEFINE_FINAL_TYPE (ZbSyncPie, zb_sync_pie, GTK_TYPE_WIDGET)

static void
zb_sync_pie_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
zb_sync_pie_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  ZbSyncPie *self = ZB_SYNC_PIE (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  double x = width / 2, y = height / 2;
  double radius = MIN (x, y) - 1.5;
  GdkRGBA color;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1.5);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (self->fraction > 0)
    {
      cairo_move_to (cr, x, y);
      cairo_arc (cr, x, y, radius - 1.5, -G_PI / 2, (2 * self->fraction - 0.5) * G_PI);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static void
zb_sync_pie_class_init (ZbSyncPieClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = zb_sync_pie_measure;
  widget_class->snapshot = zb_sync_pie_snapshot;
  /* The button around it says in words what it shows. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
zb_sync_pie_init (ZbSyncPie *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * zb_sync_pie_set_fraction:
 * @fraction: 0 to 1
 */
void
zb_sync_pie_set_fraction (ZbSyncPie *self,
                          double     fraction)
{
  g_return_if_fail (ZB_IS_SYNC_PIE (self));

  fraction = CLAMP (fraction, 0, 1);
  if (fabs (self->fraction - fraction) < 0.001)
    return;
  self->fraction = fraction;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
