/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "bulletin/zb-rating.h"

G_BEGIN_DECLS

void zb_rating_style_widget (GtkWidget *widget,
                             ZbRating   rating);

G_END_DECLS
