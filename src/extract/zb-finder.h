/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-catalogue.h"
#include "extract/zb-body.h"
#include "extract/zb-form.h"

G_BEGIN_DECLS

typedef struct _ZbFinder ZbFinder;

GRegex             *zb_finder_compile_other_times (ZbCatalogue *catalogue);
ZbFinder           *zb_finder_new         (ZbCatalogue         *catalogue,
                                           const ZbFigureKind  *kind,
                                           GRegex              *other_times,
                                           GError             **error);
void                zb_finder_free        (ZbFinder            *self);
const ZbFigureKind *zb_finder_get_kind    (const ZbFinder      *self);
gboolean            zb_finder_find        (const ZbFinder      *self,
                                           const ZbBody        *body,
                                           gsize                from,
                                           gsize                to,
                                           ZbFormMatch         *match,
                                           gboolean            *is_damaged);
gboolean            zb_finder_find_change (const ZbFinder      *self,
                                           const ZbBody        *body,
                                           gsize                from,
                                           gsize                to,
                                           ZbFormMatch         *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbFinder, zb_finder_free)

G_END_DECLS
