/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/zb-host-table.h"
#include "sync/zb-source.h"

G_BEGIN_DECLS

/**
 * ZbSourceRunChanged:
 * @data: what was given with the function
 *
 * Called in the thread of the run when its numbers have changed.
 */
typedef void (*ZbSourceRunChanged) (gpointer data);

/**
 * ZbSourceRunOptions:
 * @library: where everything is stored
 * @fetcher: what asks
 * @hosts: what hosts have asked for; outlives the run
 * @all: whether the whole history is wanted
 * @is_urgent: whether the user waits for it: then what has failed is not left alone for a while
 * @bulletin: the one bulletin that is wanted now; 0 for all
 * @changed: (nullable): called with @data
 * @data: outlives the run
 *
 * What a run works with.
 */
typedef struct {
  ZbLibrary         *library;
  ZbFetcher         *fetcher;
  ZbHostTable       *hosts;
  gboolean           all;
  gboolean           is_urgent;
  gint64             bulletin;
  ZbSourceRunChanged changed;
  gpointer           data;
} ZbSourceRunOptions;

#define ZB_TYPE_SOURCE_RUN (zb_source_run_get_type ())

G_DECLARE_FINAL_TYPE (ZbSourceRun, zb_source_run, ZB, SOURCE_RUN, GObject)

ZbSourceRun          *zb_source_run_new         (const ZbSourceRecord     *record,
                                                 const ZbSourceRunOptions *options);
void                  zb_source_run_start_async (ZbSourceRun              *self,
                                                 GCancellable             *cancellable,
                                                 GAsyncReadyCallback       callback,
                                                 gpointer                  user_data);
gboolean              zb_source_run_start_finish (ZbSourceRun             *self,
                                                 GAsyncResult             *result,
                                                 GError                  **error);
const ZbSourceRecord *zb_source_run_get_source  (ZbSourceRun              *self);
const ZbRunRecord    *zb_source_run_get_record  (ZbSourceRun              *self);
ZbImportResult       *zb_source_run_get_result  (ZbSourceRun              *self);
guint                 zb_source_run_get_n_done  (ZbSourceRun              *self);
guint                 zb_source_run_get_n_left  (ZbSourceRun              *self);

G_END_DECLS
