/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-import-result.h"
#include "library/zb-library.h"
#include "library/zb-sync-record.h"

G_BEGIN_DECLS

/**
 * ZbSyncSettings:
 * @is_agreed: whether the user has seen what is asked, and agreed
 * @interval_hours: how often the sources are asked; 0 for never by itself
 * @on_metered: whether also where a connection is paid for by volume
 * @in_background: whether also while no window is open
 * @notifies: whether new issues are announced
 * @user_agent: (nullable): how the program names itself; %NULL for its own name
 * @loads_pictures: whether pictures are fetched when they are seen
 * @picture_days: for how many days after they were seen last fetched pictures are kept; 0 for ever
 *
 * What the user wants of synchronisation.
 */
typedef struct {
  gboolean is_agreed;
  guint    interval_hours;
  gboolean on_metered;
  gboolean in_background;
  gboolean notifies;
  char    *user_agent;
  gboolean loads_pictures;
  guint    picture_days;
} ZbSyncSettings;

/* Where the sources are that the program brings. */
#define ZB_SOURCE_ARCHIVE_ADDRESS "https://api.github.com/repos/chainreactors/picker/contents/archive?ref=archive"
#define ZB_SOURCE_CERT_ADDRESS "https://www.cert.org.cn/publish/main/44/index.html"

#define ZB_SYNC_INTERVAL_HOURS 12
#define ZB_SYNC_MAX_INTERVAL_HOURS (24 * 31)
#define ZB_SYNC_MAX_PICTURE_DAYS (100 * 365)

void           zb_sync_settings_clear         (ZbSyncSettings       *self);
gboolean       zb_library_get_sync_settings   (ZbLibrary            *self,
                                               ZbSyncSettings       *settings,
                                               GError              **error);
gboolean       zb_library_set_sync_settings   (ZbLibrary            *self,
                                               const ZbSyncSettings *settings,
                                               GError              **error);
GPtrArray     *zb_library_list_sources        (ZbLibrary            *self,
                                               GError              **error);
gint64         zb_library_add_source          (ZbLibrary            *self,
                                               ZbSourceKind          kind,
                                               const char           *address,
                                               const char           *name,
                                               GError              **error);
gboolean       zb_library_remove_source       (ZbLibrary            *self,
                                               gint64                id,
                                               GError              **error);
gboolean       zb_library_restore_source      (ZbLibrary            *self,
                                               const ZbSourceRecord *source,
                                               GError              **error);
gboolean       zb_library_set_source_enabled  (ZbLibrary            *self,
                                               gint64                id,
                                               gboolean              enabled,
                                               GError              **error);
ZbFetchRecord *zb_library_find_fetch          (ZbLibrary            *self,
                                               const char           *address,
                                               GError              **error);
gboolean       zb_library_put_fetch           (ZbLibrary            *self,
                                               const ZbFetchRecord  *fetch,
                                               GError              **error);
GPtrArray     *zb_library_list_hosts          (ZbLibrary            *self,
                                               GError              **error);
gboolean       zb_library_put_host            (ZbLibrary            *self,
                                               const ZbHostRecord   *host,
                                               GError              **error);
GPtrArray     *zb_library_list_tasks          (ZbLibrary            *self,
                                               gint64                source,
                                               GError              **error);
gboolean       zb_library_add_tasks           (ZbLibrary            *self,
                                               gint64                source,
                                               GPtrArray            *tasks,
                                               GError              **error);
gboolean       zb_library_begin_run           (ZbLibrary            *self,
                                               ZbRunRecord          *run,
                                               GError              **error);
gboolean       zb_library_commit_steps        (ZbLibrary            *self,
                                               gint64                source,
                                               GPtrArray            *steps,
                                               ZbImportResult       *result,
                                               GError              **error);
gboolean       zb_library_end_run             (ZbLibrary            *self,
                                               const ZbRunRecord    *run,
                                               guint                 n_failures,
                                               GError              **error);
GPtrArray     *zb_library_list_runs           (ZbLibrary            *self,
                                               gint64                source,
                                               guint                 limit,
                                               GError              **error);
GPtrArray     *zb_library_list_missing        (ZbLibrary            *self,
                                               gint64                id,
                                               GError              **error);
gboolean       zb_library_find_newest_week    (ZbLibrary            *self,
                                               GDate                *monday,
                                               GError              **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbSyncSettings, zb_sync_settings_clear)

G_END_DECLS
