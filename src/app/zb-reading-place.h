/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zb_reading_place_keep (GtkScrolledWindow *scroller,
                            GtkWidget         *content);

G_END_DECLS
