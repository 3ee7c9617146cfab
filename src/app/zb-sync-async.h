/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library-sync.h"

G_BEGIN_DECLS

/* What synchronisation asks of the library, in threads. */

/**
 * ZbSyncOverview:
 * @settings: what the user wants
 * @sources: (element-type ZbSourceRecord): where bulletins come from
 * @runs: (element-type ZbRunRecord): the log, newest first
 * @entries: (nullable) (element-type ZbEntry): all bulletins, newest first, where they were asked for
 *
 * What the library says of synchronisation.
 */
typedef struct {
  ZbSyncSettings  settings;
  GPtrArray      *sources;
  GPtrArray      *runs;
  GPtrArray      *entries;
} ZbSyncOverview;

/**
 * ZbSyncChangeKind:
 * @ZB_SYNC_CHANGE_SETTINGS: other settings
 * @ZB_SYNC_CHANGE_ADD: a new source
 * @ZB_SYNC_CHANGE_REMOVE: one source less
 * @ZB_SYNC_CHANGE_RESTORE: a source that was removed is back
 * @ZB_SYNC_CHANGE_ENABLE: a source is switched on or off
 *
 * What the user changes.
 */
typedef enum {
  ZB_SYNC_CHANGE_SETTINGS,
  ZB_SYNC_CHANGE_ADD,
  ZB_SYNC_CHANGE_REMOVE,
  ZB_SYNC_CHANGE_RESTORE,
  ZB_SYNC_CHANGE_ENABLE,
} ZbSyncChangeKind;

ZbSyncOverview       *zb_sync_overview_ref         (ZbSyncOverview       *self);
void                  zb_sync_overview_unref       (ZbSyncOverview       *self);
const ZbRunRecord    *zb_sync_overview_find_run    (const ZbSyncOverview *self,
                                                    gint64                source);
gint64                zb_sync_overview_get_last    (const ZbSyncOverview *self);
void                  zb_sync_overview_load_async  (ZbLibrary            *library,
                                                    gboolean              with_entries,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
ZbSyncOverview       *zb_sync_overview_load_finish (ZbLibrary            *library,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void                  zb_sync_settings_copy        (const ZbSyncSettings *self,
                                                    ZbSyncSettings       *copy);
void                  zb_sync_store_settings_async (ZbLibrary            *library,
                                                    const ZbSyncSettings *settings,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void                  zb_sync_change_source_async  (ZbLibrary            *library,
                                                    ZbSyncChangeKind      kind,
                                                    const ZbSourceRecord *source,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean              zb_sync_change_finish        (ZbLibrary            *library,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbSyncOverview, zb_sync_overview_unref)

G_END_DECLS
