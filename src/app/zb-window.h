/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/zb-picture-loader.h"
#include "library/zb-detail.h"

G_BEGIN_DECLS

/* For zb_window_load_pictures(). */
#define ZB_ALL_PICTURES G_MAXUINT

#define ZB_TYPE_WINDOW (zb_window_get_type ())

G_DECLARE_FINAL_TYPE (ZbWindow, zb_window, ZB, WINDOW, AdwApplicationWindow)

ZbWindow *zb_window_new             (GtkApplication *application,
                                     const char     *library,
                                     const char     *issue);
void      zb_window_remember        (ZbWindow       *self);
void      zb_window_import          (ZbWindow       *self,
                                     GPtrArray      *files);
void      zb_window_show_bulletin   (ZbWindow       *self,
                                     gint64          id);
void      zb_window_search          (ZbWindow       *self,
                                     const char     *query);
void      zb_window_activate_when_open (ZbWindow    *self,
                                     const char     *action);
gboolean  zb_window_show_issue      (ZbWindow       *self,
                                     ZbIssue         issue);
gboolean  zb_window_show_address    (ZbWindow       *self,
                                     const char     *address);
void      zb_window_show_message    (ZbWindow       *self,
                                     const char     *message);
void      zb_window_sync            (ZbWindow       *self,
                                     const ZbSyncRequest *request);
void      zb_window_refresh         (ZbWindow       *self);
ZbPictureLoader *zb_window_get_picture_loader (ZbWindow *self);
void      zb_window_load_pictures   (ZbWindow       *self,
                                     ZbDetail       *detail,
                                     guint           position);
void      zb_window_reload_sync     (ZbWindow       *self);
void      zb_window_add_pictures    (ZbWindow       *self,
                                     ZbDetail       *detail,
                                     guint           position,
                                     GPtrArray      *sources);
gboolean  zb_window_drop_pictures   (ZbWindow       *self,
                                     const GValue   *value,
                                     ZbDetail       *detail,
                                     guint           position);
void      zb_window_choose_pictures (ZbWindow       *self,
                                     GtkWindow      *parent,
                                     ZbDetail       *detail,
                                     guint           position);
void      zb_window_paste_picture   (ZbWindow       *self,
                                     ZbDetail       *detail,
                                     guint           position);
void      zb_window_replace_picture (ZbWindow       *self,
                                     GtkWindow      *parent,
                                     ZbDetail       *detail,
                                     guint           position);
void      zb_window_remove_picture  (ZbWindow       *self,
                                     ZbDetail       *detail,
                                     guint           position);
void      zb_window_save_picture    (ZbWindow       *self,
                                     GtkWindow      *parent,
                                     ZbDetail       *detail,
                                     guint           position);

G_END_DECLS
