/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/zb-picture-loader.h"
#include "app/zb-picture-zoom.h"
#include "library/zb-library.h"

G_BEGIN_DECLS

#define ZB_TYPE_PICTURE_PANEL (zb_picture_panel_get_type ())

G_DECLARE_FINAL_TYPE (ZbPicturePanel, zb_picture_panel, ZB, PICTURE_PANEL, GtkWidget)

GtkWidget     *zb_picture_panel_new          (ZbLibrary      *library);
void           zb_picture_panel_show         (ZbPicturePanel *self,
                                              ZbDetail       *detail,
                                              guint           position,
                                              gboolean        is_stale);
void           zb_picture_panel_see          (ZbPicturePanel  *self,
                                              ZbPictureLoader *loader);
guint          zb_picture_panel_get_position (ZbPicturePanel *self);
ZbPictureZoom *zb_picture_panel_get_zoom     (ZbPicturePanel *self);
gboolean       zb_picture_panel_is_loaded    (ZbPicturePanel *self);

G_END_DECLS
