/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-sync-async.h"
#include "sync/zb-sync.h"

G_BEGIN_DECLS

#define ZB_TYPE_SYNCER (zb_syncer_get_type ())

G_DECLARE_FINAL_TYPE (ZbSyncer, zb_syncer, ZB, SYNCER, GObject)

ZbSyncer             *zb_syncer_new             (ZbLibrary            *library);
ZbLibrary            *zb_syncer_get_library     (ZbSyncer             *self);
ZbFetcher            *zb_syncer_get_fetcher     (ZbSyncer             *self,
                                                 const char           *user_agent);
gboolean              zb_syncer_start           (ZbSyncer             *self,
                                                 const ZbSyncRequest  *request);
void                  zb_syncer_cancel          (ZbSyncer             *self);
void                  zb_syncer_set_held        (ZbSyncer             *self,
                                                 gboolean              held);
gboolean              zb_syncer_is_held         (ZbSyncer             *self);
gboolean              zb_syncer_is_running      (ZbSyncer             *self);
const ZbSyncRequest  *zb_syncer_get_request     (ZbSyncer             *self);
void                  zb_syncer_get_progress    (ZbSyncer             *self,
                                                 ZbSyncProgress       *progress);
const ZbSyncReport   *zb_syncer_get_report      (ZbSyncer             *self);
const GError         *zb_syncer_get_error       (ZbSyncer             *self);
GPtrArray            *zb_syncer_get_new_entries (ZbSyncer             *self);
const ZbSyncOverview *zb_syncer_get_overview    (ZbSyncer             *self);

G_END_DECLS
