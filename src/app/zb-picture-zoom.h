/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZB_TYPE_PICTURE_ZOOM (zb_picture_zoom_get_type ())

G_DECLARE_FINAL_TYPE (ZbPictureZoom, zb_picture_zoom, ZB, PICTURE_ZOOM, GtkWidget)

GtkWidget *zb_picture_zoom_new         (void);
void       zb_picture_zoom_set_texture (ZbPictureZoom *self,
                                        GdkTexture    *texture,
                                        const char    *name);
double     zb_picture_zoom_get_scale   (ZbPictureZoom *self);
void       zb_picture_zoom_step        (ZbPictureZoom *self,
                                        int            direction);
void       zb_picture_zoom_fit         (ZbPictureZoom *self);
void       zb_picture_zoom_pan         (ZbPictureZoom *self,
                                        double         x,
                                        double         y);

G_END_DECLS
