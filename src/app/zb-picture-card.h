/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-detail.h"

G_BEGIN_DECLS

#define ZB_TYPE_PICTURE_CARD (zb_picture_card_get_type ())

G_DECLARE_FINAL_TYPE (ZbPictureCard, zb_picture_card, ZB, PICTURE_CARD, GtkBox)

GtkWidget *zb_picture_card_new           (ZbDetail      *detail,
                                          GArray        *positions);
GArray    *zb_picture_card_get_positions (ZbPictureCard *self);
void       zb_picture_card_set_detail    (ZbPictureCard *self,
                                          ZbDetail      *detail);

G_END_DECLS
