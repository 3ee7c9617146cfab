/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *zb_script_value_find (const char  *text,
                            gsize        length,
                            const char  *name);
char *zb_script_value_next (const char **text,
                            const char  *end,
                            const char  *name);

G_END_DECLS
