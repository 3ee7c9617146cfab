/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZB_TYPE_SYNC_PIE (zb_sync_pie_get_type ())

G_DECLARE_FINAL_TYPE (ZbSyncPie, zb_sync_pie, ZB, SYNC_PIE, GtkWidget)

void zb_sync_pie_set_fraction (ZbSyncPie *self,
                               double     fraction);

G_END_DECLS
