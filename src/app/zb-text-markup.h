/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "document/zb-document.h"

G_BEGIN_DECLS

void       zb_set_han_language     (GtkLabel      *label);
void       zb_text_append_block    (GString       *markup,
                                    const ZbBlock *block);
void       zb_text_append_cell     (GString       *markup,
                                    const ZbBlock *row,
                                    guint          cell,
                                    gsize          max_bytes);
gsize      zb_text_count_bytes     (const ZbBlock *block);
GtkWidget *zb_text_label_new       (const char    *markup);

G_END_DECLS
