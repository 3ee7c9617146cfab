/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-bulletin.h"
#include "document/zb-document.h"

G_BEGIN_DECLS

void zb_recap_read (const ZbDocument *document,
                    guint             from,
                    ZbIssue           own_issue,
                    GPtrArray        *recap);

G_END_DECLS
