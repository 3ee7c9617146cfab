/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/zb-sync-answer.h"

G_BEGIN_DECLS

/**
 * ZbSourceJob:
 * @source: whose run it is
 * @run: its line of the log, which the first plan opens where the source has a log
 * @plans: whether to find out what is to be asked
 * @context: what the source has to know; its library and its set are filled in by the caller
 * @ended: (element-type ZbSyncAnswer): what is to be stored
 * @planned: (element-type ZbSyncAnswer): what is to be asked next
 * @result: what became of the files
 *
 * One step of a run, which is done in another thread.
 */
typedef struct {
  ZbSource       *source;
  ZbRunRecord    *run;
  gboolean        plans;
  ZbSourceContext context;
  GPtrArray      *ended;
  GPtrArray      *planned;
  ZbImportResult *result;
} ZbSourceJob;

ZbSourceJob *zb_source_job_new           (ZbSource     *source,
                                          ZbRunRecord  *run);
void         zb_source_job_run_in_thread (GTask        *task,
                                          gpointer      source_object,
                                          gpointer      task_data,
                                          GCancellable *cancellable);
void         zb_source_job_free          (ZbSourceJob  *self);

G_END_DECLS
