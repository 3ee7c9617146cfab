/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-library.h"

G_BEGIN_DECLS

#define ZB_TYPE_TEXT_VIEW (zb_text_view_get_type ())

G_DECLARE_FINAL_TYPE (ZbTextView, zb_text_view, ZB, TEXT_VIEW, GtkWidget)

GtkWidget *zb_text_view_new         (void);
void       zb_text_view_show        (ZbTextView *self,
                                     ZbLibrary  *library,
                                     ZbDetail   *detail);
void       zb_text_view_update_pictures (ZbTextView *self,
                                     ZbLibrary  *library,
                                     ZbDetail   *detail);
void       zb_text_view_set_zoom    (ZbTextView *self,
                                     guint       percent);
int        zb_text_view_get_measure (ZbTextView *self);

G_END_DECLS
