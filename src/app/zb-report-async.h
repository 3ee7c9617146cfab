/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "library/zb-entry.h"

G_BEGIN_DECLS

/**
 * ZbReportRequest:
 * @entries: (element-type ZbEntry): all bulletins
 * @figures: (array zero-terminated=1): which figures it is about, at least one
 * @from: a day of the first week
 * @to: a day of the last week
 *
 * What a report is made of. Do not change one that has been handed on.
 */
typedef struct {
  GPtrArray *entries;
  char     **figures;
  GDate      from;
  GDate      to;
} ZbReportRequest;

ZbReportRequest *zb_report_request_new           (GPtrArray             *entries,
                                                  const char * const    *figures,
                                                  const GDate           *from,
                                                  const GDate           *to);
void             zb_report_request_free          (ZbReportRequest       *self);
char            *zb_report_request_dup_file_name (const ZbReportRequest *self);
void             zb_report_save_async            (ZbReportRequest       *request,
                                                  GFile                 *file,
                                                  GCancellable          *cancellable,
                                                  GAsyncReadyCallback    callback,
                                                  gpointer               user_data);
GFile           *zb_report_save_finish           (GAsyncResult          *result,
                                                  GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbReportRequest, zb_report_request_free)

G_END_DECLS
