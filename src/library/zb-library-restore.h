/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library.h"

G_BEGIN_DECLS

gboolean zb_library_restore (ZbLibrary          *self,
                             const char         *backup,
                             char              **kept,
                             ZbLibraryProgress   progress,
                             gpointer            progress_data,
                             GCancellable       *cancellable,
                             GError            **error);

G_END_DECLS
