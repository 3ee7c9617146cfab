/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZB_TYPE_ZOOM_AREA (zb_zoom_area_get_type ())

G_DECLARE_FINAL_TYPE (ZbZoomArea, zb_zoom_area, ZB, ZOOM_AREA, GtkWidget)

GtkWidget *zb_zoom_area_new         (void);
void       zb_zoom_area_set_texture (ZbZoomArea *self,
                                     GdkTexture *texture);
gboolean   zb_zoom_area_get_size    (ZbZoomArea *self,
                                     int        *width,
                                     int        *height);
void       zb_zoom_area_set_scale   (ZbZoomArea *self,
                                     double      scale);
double     zb_zoom_area_get_scale   (ZbZoomArea *self);

G_END_DECLS
