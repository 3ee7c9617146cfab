/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who asks for more than this means that nobody looks after the host. */
#define ZB_RETRY_AFTER_MAX_SECONDS (7 * 24 * 3600)

gint64 zb_retry_after_parse (const char *text,
                             gint64      now);
gint64 zb_retry_after_guess (guint       n_failures,
                             double      chance);

G_END_DECLS
