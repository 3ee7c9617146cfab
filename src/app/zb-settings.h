/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the window remembers of the desktop it stands on. What belongs to the bulletins is kept in
 * the library, so that it goes with them. */

#define ZB_SETTINGS_WINDOW_WIDTH "window-width"
#define ZB_SETTINGS_WINDOW_HEIGHT "window-height"
#define ZB_SETTINGS_WINDOW_MAXIMIZED "window-maximized"
#define ZB_SETTINGS_TEXT_ZOOM "text-zoom"

GSettings *zb_settings_new  (void);
void       zb_settings_sync (void);

G_END_DECLS
