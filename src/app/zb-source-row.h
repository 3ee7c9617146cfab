/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/zb-library-sync.h"

G_BEGIN_DECLS

#define ZB_TYPE_SOURCE_ROW (zb_source_row_get_type ())

G_DECLARE_FINAL_TYPE (ZbSourceRow, zb_source_row, ZB, SOURCE_ROW, AdwActionRow)

GtkWidget            *zb_source_row_new        (void);
void                  zb_source_row_show       (ZbSourceRow          *self,
                                                const ZbSourceRecord *source,
                                                const ZbRunRecord    *run,
                                                gboolean              is_running);
const ZbSourceRecord *zb_source_row_get_source (ZbSourceRow          *self);

G_END_DECLS
