/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/zb-sync-async.h"

G_BEGIN_DECLS

GPtrArray *zb_sync_log_new_groups (const ZbSyncOverview *overview);

G_END_DECLS
