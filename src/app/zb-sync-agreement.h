/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/zb-sync-async.h"

G_BEGIN_DECLS

#define ZB_SYNC_AGREEMENT_YES "sync"

GtkWidget *zb_sync_agreement_new (GtkWindow            *parent,
                                  const ZbSyncOverview *overview);

G_END_DECLS
