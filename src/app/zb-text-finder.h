/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZB_TYPE_TEXT_FINDER (zb_text_finder_get_type ())

G_DECLARE_FINAL_TYPE (ZbTextFinder, zb_text_finder, ZB, TEXT_FINDER, GObject)

ZbTextFinder *zb_text_finder_new          (GtkWidget    *root);
void          zb_text_finder_set_query    (ZbTextFinder *self,
                                           const char   *query);
const char   *zb_text_finder_get_query    (ZbTextFinder *self);
void          zb_text_finder_refresh      (ZbTextFinder *self);
void          zb_text_finder_move         (ZbTextFinder *self,
                                           int           direction);
guint         zb_text_finder_get_n_places (ZbTextFinder *self);
guint         zb_text_finder_get_place    (ZbTextFinder *self);

G_END_DECLS
