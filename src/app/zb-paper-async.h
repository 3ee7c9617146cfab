/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "library/zb-library.h"

G_BEGIN_DECLS

void       zb_paper_save_async    (ZbDetail             *detail,
                                   ZbLibrary            *library,
                                   GPtrArray            *entries,
                                   GFile                *file,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
GFile     *zb_paper_save_finish   (GAsyncResult         *result,
                                   GError              **error);
void       zb_paper_record_async  (ZbDetail             *detail,
                                   ZbLibrary            *library,
                                   GPtrArray            *entries,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
GPtrArray *zb_paper_record_finish (GAsyncResult         *result,
                                   GError              **error);

G_END_DECLS
