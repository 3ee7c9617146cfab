/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library.h"

G_BEGIN_DECLS

void        zb_search_async   (ZbLibrary            *library,
                               const char           *query,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
GHashTable *zb_search_finish  (ZbLibrary            *library,
                               GAsyncResult         *result,
                               GError              **error);

G_END_DECLS
