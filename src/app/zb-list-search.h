/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/zb-list-filter.h"
#include "library/zb-library.h"

G_BEGIN_DECLS

#define ZB_TYPE_LIST_SEARCH (zb_list_search_get_type ())

G_DECLARE_FINAL_TYPE (ZbListSearch, zb_list_search, ZB, LIST_SEARCH, GtkWidget)

void                zb_list_search_set_library (ZbListSearch *self,
                                                ZbLibrary    *library);
void                zb_list_search_set_entries (ZbListSearch *self,
                                                GPtrArray    *entries);
void                zb_list_search_capture     (ZbListSearch *self,
                                                GtkWidget    *widget);
void                zb_list_search_open        (ZbListSearch *self);
void                zb_list_search_set_query   (ZbListSearch *self,
                                                const char   *query);
void                zb_list_search_clear       (ZbListSearch *self);
const ZbListFilter *zb_list_search_get_filter  (ZbListSearch *self);
const char         *zb_list_search_get_query   (ZbListSearch *self);

G_END_DECLS
