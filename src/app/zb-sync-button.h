/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/zb-syncer.h"

G_BEGIN_DECLS

#define ZB_TYPE_SYNC_BUTTON (zb_sync_button_get_type ())

G_DECLARE_FINAL_TYPE (ZbSyncButton, zb_sync_button, ZB, SYNC_BUTTON, GtkWidget)

void zb_sync_button_update (ZbSyncButton *self,
                            ZbSyncer     *syncer);

G_END_DECLS
