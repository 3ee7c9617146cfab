/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/zb-text-finder.h"
#include "app/zb-note-card.h"
#include "library/zb-library.h"

G_BEGIN_DECLS

#define ZB_TYPE_ISSUE_PAGE (zb_issue_page_get_type ())

G_DECLARE_FINAL_TYPE (ZbIssuePage, zb_issue_page, ZB, ISSUE_PAGE, GtkWidget)

GtkWidget *zb_issue_page_new             (ZbLibrary   *library);
void       zb_issue_page_set_weeks       (ZbIssuePage *self,
                                          GPtrArray   *entries);
void       zb_issue_page_show            (ZbIssuePage *self,
                                          ZbDetail    *detail);
gboolean   zb_issue_page_update_pictures (ZbIssuePage *self,
                                          ZbDetail    *detail);
void       zb_issue_page_forget_pictures (ZbIssuePage *self);
ZbDetail  *zb_issue_page_get_detail      (ZbIssuePage *self);
ZbTextFinder *zb_issue_page_get_finder  (ZbIssuePage *self);
ZbNoteCard *zb_issue_page_get_note       (ZbIssuePage *self);
void       zb_issue_page_edit_note       (ZbIssuePage *self);
void       zb_issue_page_set_download    (ZbIssuePage *self,
                                          gint64       id,
                                          const char  *progress,
                                          const char  *message);
void       zb_issue_page_set_text_zoom   (ZbIssuePage *self,
                                          guint        percent);
gboolean   zb_issue_page_export          (ZbIssuePage *self,
                                          const char  *format);

G_END_DECLS
