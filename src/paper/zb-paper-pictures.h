/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-library.h"

G_BEGIN_DECLS

GHashTable *zb_paper_pictures_load (ZbLibrary      *library,
                                    const ZbDetail *detail,
                                    GCancellable   *cancellable);

G_END_DECLS
