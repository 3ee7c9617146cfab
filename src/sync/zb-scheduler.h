/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library-sync.h"

G_BEGIN_DECLS

#define ZB_TYPE_SCHEDULER (zb_scheduler_get_type ())

G_DECLARE_FINAL_TYPE (ZbScheduler, zb_scheduler, ZB, SCHEDULER, GObject)

ZbScheduler *zb_scheduler_new      (ZbLibrary       *library,
                                    GNetworkMonitor *monitor);
void         zb_scheduler_update   (ZbScheduler     *self);
gint64       zb_scheduler_get_next (ZbScheduler     *self);

G_END_DECLS
