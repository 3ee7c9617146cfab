/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "ctl/zb-ctl.h"
#include "library/zb-library-sync.h"

G_BEGIN_DECLS

ZbLibrary *zb_ctl_open_library        (const ZbCtlContext *context);
ZbLibrary *zb_ctl_begin               (const ZbCtlContext *context,
                                       const GOptionEntry *entries,
                                       gboolean            takes_file,
                                       const char         *summary,
                                       int                *argc,
                                       char             ***argv,
                                       int                *exit_status);
void       zb_ctl_json_add_entry      (JsonBuilder        *builder,
                                       const ZbEntry      *entry);
char      *zb_ctl_dup_entry_name      (const ZbEntry      *entry);
gboolean   zb_ctl_find_bulletin       (ZbLibrary          *library,
                                       const char         *name,
                                       gint64             *id,
                                       GError            **error);
gboolean   zb_ctl_read_limit          (ZbLibrary          *library,
                                       const char         *text,
                                       gboolean            is_end,
                                       GDate              *date,
                                       GError            **error);
gboolean   zb_ctl_agree               (ZbLibrary          *library,
                                       ZbSyncSettings     *settings,
                                       GError            **error);
char      *zb_ctl_dup_known_figures   (gboolean            with_levels);

G_END_DECLS
