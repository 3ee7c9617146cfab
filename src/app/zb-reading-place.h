/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zb_reading_place_keep (GtkScrolledWindow *scroller,
                            GtkWidget         *content);
void zb_reading_place_keep_beside (GtkScrolledWindow *scroller,
                            GtkWidget         *content,
                            GType              going);

G_END_DECLS
