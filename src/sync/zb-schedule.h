/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library-sync.h"

G_BEGIN_DECLS

gint64 zb_schedule_get_next (const ZbSyncSettings *settings,
                             GPtrArray            *sources,
                             gint64                last_run,
                             double                chance);

G_END_DECLS
