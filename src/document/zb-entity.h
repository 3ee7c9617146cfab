/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize  zb_entity_decode   (const char *text,
                           gunichar   *character);
char  *zb_entity_unescape (const char *text);

G_END_DECLS
