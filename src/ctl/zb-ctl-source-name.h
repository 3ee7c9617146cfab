/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "library/zb-library-sync.h"

G_BEGIN_DECLS

const char     *zb_ctl_get_kind_name   (ZbSourceKind          kind);
const char     *zb_ctl_get_source_name (const ZbSourceRecord *source);
ZbSourceRecord *zb_ctl_find_source     (ZbLibrary            *library,
                                        const char           *name,
                                        GError              **error);
void            zb_ctl_json_add_moment (JsonBuilder          *builder,
                                        const char           *name,
                                        gint64                moment);
char           *zb_ctl_dup_moment      (gint64                moment);

G_END_DECLS
