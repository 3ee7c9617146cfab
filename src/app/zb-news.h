/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "library/zb-entry.h"

G_BEGIN_DECLS

#define ZB_NEWS_ID "new-bulletins"

char *zb_news_dup_title (GPtrArray    *entries);
char *zb_news_dup_body  (GPtrArray    *entries);
void  zb_news_announce  (GApplication *application,
                         GPtrArray    *entries);

G_END_DECLS
