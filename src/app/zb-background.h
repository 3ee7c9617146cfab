/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     zb_background_request_async  (GDBusConnection      *connection,
                                       gboolean              wanted,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean zb_background_request_finish (GAsyncResult         *result,
                                       gboolean             *is_allowed,
                                       GError              **error);
gboolean zb_background_set_autostart  (const char           *folder,
                                       gboolean              wanted,
                                       GError              **error);

G_END_DECLS
