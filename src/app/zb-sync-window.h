/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-syncer.h"
#include "app/zb-window.h"

G_BEGIN_DECLS

#define ZB_TYPE_SYNC_WINDOW (zb_sync_window_get_type ())

G_DECLARE_FINAL_TYPE (ZbSyncWindow, zb_sync_window, ZB, SYNC_WINDOW, AdwPreferencesWindow)

GtkWindow *zb_sync_window_new (ZbWindow *parent,
                               ZbSyncer *syncer);

G_END_DECLS
