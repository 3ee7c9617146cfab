/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* No feed and no answer of a server that is read here comes near any of these. */
#define ZB_JSON_MAX_DEPTH   64
#define ZB_JSON_MAX_MEMBERS 512
#define ZB_JSON_MAX_VALUES  400000

gboolean  zb_json_guard       (char        *text,
                               gsize        length,
                               GError     **error);
JsonNode *zb_json_parse       (const char  *text,
                               gsize        length,
                               GError     **error);

G_END_DECLS
