/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkTexture *zb_picture_decode     (GBytes      *bytes,
                                   int          max_width,
                                   GError     **error);
gboolean    zb_picture_can_decode (const char  *media_type);

G_END_DECLS
