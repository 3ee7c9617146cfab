/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-library-work.h"
#include "app/zb-window.h"

G_BEGIN_DECLS

#define ZB_TYPE_LIBRARY_WINDOW (zb_library_window_get_type ())

G_DECLARE_FINAL_TYPE (ZbLibraryWindow, zb_library_window, ZB, LIBRARY_WINDOW, AdwPreferencesWindow)

GtkWindow *zb_library_window_new   (ZbWindow           *parent,
                                    ZbLibrary          *library);
void       zb_library_window_begin (ZbLibraryWindow    *self,
                                    ZbLibraryWorkKind   kind,
                                    const char * const *paths);

G_END_DECLS
