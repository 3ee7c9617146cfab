/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ZB_PORTAL_NAME "org.freedesktop.portal.Desktop"
#define ZB_PORTAL_PATH "/org/freedesktop/portal/desktop"
#define ZB_PORTAL_INTERFACE "org.freedesktop.portal."

gboolean zb_portal_is_sandboxed (void);
void     zb_portal_look_async   (const char           *portal,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean zb_portal_look_finish  (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
