/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library-sync.h"
#include "sync/zb-fetcher.h"

G_BEGIN_DECLS

/**
 * ZbSyncRequest:
 * @source: the one source that is to be asked, also where it is switched off; 0 for all that are on
 * @all: whether the whole history is wanted, not only what is new
 * @is_urgent: whether the user asks for it, not the schedule: then what has failed is asked again at
 *   once; what hosts have asked for still holds
 * @bulletin: the one bulletin that is wanted now, wherever it is known to be; 0 for all
 *
 * What to synchronise.
 */
typedef struct {
  gint64   source;
  gboolean all;
  gboolean is_urgent;
  gint64   bulletin;
} ZbSyncRequest;

/**
 * ZbSyncLine:
 * @source: the source
 * @run: what became of it
 *
 * One source's line of a report.
 */
typedef struct {
  ZbSourceRecord *source;
  ZbRunRecord    *run;
} ZbSyncLine;

/**
 * ZbSyncReport:
 * @lines: (element-type ZbSyncLine): one for each source that was asked, in their order
 * @result: what became of all files
 *
 * What a synchronisation has done.
 */
typedef struct {
  GPtrArray      *lines;
  ZbImportResult *result;
} ZbSyncReport;

/**
 * ZbSyncProgress:
 * @done: how many addresses were asked
 * @left: how many are still to be asked, as far as known
 * @stored: how many files were stored
 * @bytes: how much has come
 *
 * How far a synchronisation has come.
 */
typedef struct {
  guint  done;
  guint  left;
  guint  stored;
  gint64 bytes;
} ZbSyncProgress;

#define ZB_TYPE_SYNC (zb_sync_get_type ())

G_DECLARE_FINAL_TYPE (ZbSync, zb_sync, ZB, SYNC, GObject)

ZbSync       *zb_sync_new          (ZbLibrary            *library,
                                    ZbFetcher            *fetcher);
gboolean      zb_sync_is_running   (ZbSync               *self);
void          zb_sync_get_progress (ZbSync               *self,
                                    ZbSyncProgress       *progress);
void          zb_sync_run_async    (ZbSync               *self,
                                    const ZbSyncRequest  *request,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
ZbSyncReport *zb_sync_run_finish   (ZbSync               *self,
                                    GAsyncResult         *result,
                                    GError              **error);
void          zb_sync_report_free  (ZbSyncReport         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbSyncReport, zb_sync_report_free)

G_END_DECLS
