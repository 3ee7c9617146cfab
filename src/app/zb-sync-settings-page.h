/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/zb-sync-async.h"

G_BEGIN_DECLS

#define ZB_TYPE_SYNC_SETTINGS_PAGE (zb_sync_settings_page_get_type ())

G_DECLARE_FINAL_TYPE (ZbSyncSettingsPage, zb_sync_settings_page, ZB, SYNC_SETTINGS_PAGE, AdwPreferencesPage)

void                  zb_sync_settings_page_show (ZbSyncSettingsPage   *self,
                                                  const ZbSyncSettings *settings);
const ZbSyncSettings *zb_sync_settings_page_get  (ZbSyncSettingsPage   *self);

G_END_DECLS
