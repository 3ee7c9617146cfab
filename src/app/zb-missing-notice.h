/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-detail.h"

G_BEGIN_DECLS

#define ZB_TYPE_MISSING_NOTICE (zb_missing_notice_get_type ())

G_DECLARE_FINAL_TYPE (ZbMissingNotice, zb_missing_notice, ZB, MISSING_NOTICE, GtkBox)

GtkWidget *zb_missing_notice_new          (const ZbDetail  *detail);
void       zb_missing_notice_set_download (ZbMissingNotice *self,
                                           gboolean         is_running,
                                           const char      *text);

G_END_DECLS
