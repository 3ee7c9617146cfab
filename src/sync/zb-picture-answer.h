/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-sync-record.h"
#include "sync/zb-fetcher.h"
#include "sync/zb-host-table.h"

G_BEGIN_DECLS

void    zb_picture_answer_note_host (ZbHostTable         *hosts,
                                     const char          *host,
                                     const ZbFetchAnswer *answer,
                                     const GError        *error,
                                     gint64               now);
GError *zb_picture_answer_judge     (const ZbFetchAnswer *answer,
                                     const GError        *error,
                                     const char          *address,
                                     const char          *host);
GError *zb_picture_answer_explain   (const GError        *refusal,
                                     const char          *host);
gboolean zb_picture_answer_remember (ZbFetchRecord       *record,
                                     const GError        *failure,
                                     const ZbFetchAnswer *answer,
                                     gint64               now);

G_END_DECLS
