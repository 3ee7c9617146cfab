/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart-pages.h"
#include "document/zb-document.h"

G_BEGIN_DECLS

void     zb_paper_text_put_words   (ZbChartPages      *pages,
                                    ZbChartFace        face,
                                    const char        *words);
gboolean zb_paper_text_put_blocks  (ZbChartPages      *pages,
                                    GPtrArray         *blocks,
                                    GHashTable        *pictures,
                                    GCancellable      *cancellable,
                                    GError           **error);
void     zb_paper_text_put_heading (ZbChartPages      *pages,
                                    const char        *words,
                                    double             follows);
void     zb_paper_text_put_section (ZbChartPages      *pages,
                                    const char        *heading,
                                    const char        *lines);

G_END_DECLS
