/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zb_desktop_show_chooser (GtkFileChooserNative *dialog);
void zb_desktop_print        (GtkPrintOperation    *operation,
                              GtkWindow            *window);
void zb_desktop_open         (GtkWindow            *window,
                              const char           *uri);
void zb_desktop_open_links   (GtkLabel             *label);

G_END_DECLS
