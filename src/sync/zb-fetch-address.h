/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GUri     *zb_fetch_address_parse         (const char   *address,
                                          GError      **error);
char     *zb_fetch_address_dup_host      (GUri         *uri);
char     *zb_fetch_address_dup_host_of   (const char   *address);
GUri     *zb_fetch_address_mirror        (GUri         *uri,
                                          const char   *mirror,
                                          GError      **error);
gboolean  zb_fetch_address_names_local   (GUri         *uri);
gboolean  zb_fetch_address_is_local      (GInetAddress *address);

G_END_DECLS
