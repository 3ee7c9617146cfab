/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-detail.h"

G_BEGIN_DECLS

GtkWidget *zb_picture_card_new (ZbDetail *detail,
                                GArray   *positions);

G_END_DECLS
