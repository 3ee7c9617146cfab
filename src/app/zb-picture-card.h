/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-detail.h"

G_BEGIN_DECLS

GtkWidget *zb_picture_card_new    (ZbDetail  *detail,
                                   GArray    *positions);
char      *zb_picture_links_new   (ZbDetail  *detail,
                                   GArray    *positions);
void       zb_picture_accept_drops (GtkWidget *widget,
                                   ZbDetail  *detail,
                                   guint      position);

G_END_DECLS
