/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library-sync.h"

G_BEGIN_DECLS

ZbImportResult *zb_folder_run (ZbLibrary             *library,
                               const ZbSourceRecord  *source,
                               ZbRunRecord           *run,
                               GCancellable          *cancellable,
                               GError               **error);

G_END_DECLS
