/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-library.h"

G_BEGIN_DECLS

#define ZB_TYPE_PICTURE_VIEW (zb_picture_view_get_type ())

G_DECLARE_FINAL_TYPE (ZbPictureView, zb_picture_view, ZB, PICTURE_VIEW, GtkButton)

/* The largest width at which a picture stands in a text. */
#define ZB_PICTURE_VIEW_MAX_WIDTH 660

GtkWidget *zb_picture_view_new       (ZbLibrary     *library,
                                      ZbDetail      *detail,
                                      guint          position);
gboolean   zb_picture_view_is_loaded (ZbPictureView *self);

G_END_DECLS
