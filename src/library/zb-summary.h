/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-database.h"

G_BEGIN_DECLS

gboolean zb_summary_queue_search (ZbDatabase *database,
                                  gint64      bulletin,
                                  GError    **error);
gboolean zb_summary_refresh (ZbDatabase  *database,
                             gint64       bulletin,
                             GError     **error);
gboolean zb_summary_prune   (ZbDatabase  *database,
                             GError     **error);

G_END_DECLS
