/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "library/zb-library.h"

G_BEGIN_DECLS

GBytes    *zb_issue_paper_to_pdf        (const ZbDetail  *detail,
                                         ZbLibrary       *library,
                                         GPtrArray       *entries,
                                         GCancellable    *cancellable,
                                         GError         **error);
GPtrArray *zb_issue_paper_record        (const ZbDetail  *detail,
                                         ZbLibrary       *library,
                                         GPtrArray       *entries,
                                         GCancellable    *cancellable,
                                         GError         **error);
char      *zb_issue_paper_dup_file_name (const ZbDetail  *detail);

G_END_DECLS
