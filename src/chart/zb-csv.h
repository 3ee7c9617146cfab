/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void zb_csv_append_text   (GString    *csv,
                           const char *text,
                           gboolean    last);
void zb_csv_append_number (GString    *csv,
                           gint64      number,
                           gboolean    known);

G_END_DECLS
