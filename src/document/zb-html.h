/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean zb_html_read (const char  *text,
                       gsize        length,
                       GPtrArray   *documents,
                       GError     **error);

G_END_DECLS
