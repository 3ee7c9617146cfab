/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-syncer.h"

G_BEGIN_DECLS

#define ZB_TYPE_SYNC_SERVICE (zb_sync_service_get_type ())

G_DECLARE_FINAL_TYPE (ZbSyncService, zb_sync_service, ZB, SYNC_SERVICE, GObject)

ZbSyncService *zb_sync_service_new    (GApplication  *application);
void           zb_sync_service_attend (ZbSyncService *self,
                                       ZbSyncer      *syncer);
void           zb_sync_service_hold_until_known (ZbSyncService *self);
void           zb_sync_service_update (ZbSyncService *self);
void           zb_sync_service_stop   (ZbSyncService *self);

G_END_DECLS
