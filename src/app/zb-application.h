/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/zb-sync-service.h"
#include "app/zb-syncer.h"

G_BEGIN_DECLS

#define ZB_TYPE_APPLICATION (zb_application_get_type ())

G_DECLARE_FINAL_TYPE (ZbApplication, zb_application, ZB, APPLICATION, AdwApplication)

ZbApplication *zb_application_new        (void);
ZbSyncer      *zb_application_get_syncer (ZbApplication *self);
ZbSyncer      *zb_application_dup_syncer (ZbApplication *self,
                                          ZbLibrary     *library);
ZbSyncService *zb_application_get_service (ZbApplication *self);
gboolean       zb_application_only_draws  (ZbApplication *self);

G_END_DECLS
