/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean zb_feed_date_parse      (const char *text,
                                  GDate      *day);
gboolean zb_feed_date_from_unix  (gint64      seconds,
                                  GDate      *day);

G_END_DECLS
