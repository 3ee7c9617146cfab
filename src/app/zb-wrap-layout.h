/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZB_TYPE_WRAP_LAYOUT (zb_wrap_layout_get_type ())

G_DECLARE_FINAL_TYPE (ZbWrapLayout, zb_wrap_layout, ZB, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *zb_wrap_layout_new (int spacing);

G_END_DECLS
