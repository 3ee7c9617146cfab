/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void     zb_undo_install (GtkWidgetClass *widget_class);
void     zb_undo_offer   (GtkWidget      *window,
                          AdwToast       *toast);
void     zb_undo_forget  (GtkWidget      *window);
gboolean zb_undo_run     (GtkWidget      *window);

G_END_DECLS
