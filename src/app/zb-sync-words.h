/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-detail.h"
#include "sync/zb-sync.h"

G_BEGIN_DECLS

/* How synchronisation is told to the user. Moments are seconds since 1970. */

char       *zb_sync_words_dup_past     (gint64                moment,
                                        gint64                now);
char       *zb_sync_words_dup_future   (gint64                moment,
                                        gint64                now);
char       *zb_sync_words_dup_moment   (gint64                moment);
char       *zb_sync_words_dup_progress (const ZbSyncProgress *progress);
char       *zb_sync_words_dup_result   (const ZbSyncReport   *report,
                                        guint                 n_new);
gboolean    zb_sync_words_has_notes    (const ZbSyncReport   *report);
const char *zb_sync_words_get_kind     (ZbSourceKind          kind);
char       *zb_sync_words_dup_name     (const ZbSourceRecord *source);
char       *zb_sync_words_dup_place    (const ZbSourceRecord *source);
gboolean    zb_sync_words_has_failed   (const ZbRunRecord    *run);
char       *zb_sync_words_dup_run      (const ZbRunRecord    *run,
                                        gint64                now);
char       *zb_sync_words_dup_counts   (const ZbRunRecord    *run);
char       *zb_sync_words_dup_address  (const ZbKnownAddress *address,
                                        gint64                now);
char       *zb_sync_words_dup_refusal  (const ZbSyncReport   *report);
char       *zb_sync_words_dup_host     (const char           *address);

G_END_DECLS
