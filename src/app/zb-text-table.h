/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZB_TYPE_TEXT_TABLE (zb_text_table_get_type ())

G_DECLARE_FINAL_TYPE (ZbTextTable, zb_text_table, ZB, TEXT_TABLE, GtkWidget)

GtkWidget *zb_text_table_new (GPtrArray *rows,
                              guint     *n_cells);

G_END_DECLS
