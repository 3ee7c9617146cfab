/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-catalogue.h"
#include "document/zb-document.h"

G_BEGIN_DECLS

/**
 * ZbStatesFunc:
 * @part: a part of a document
 *
 * Returns: whether @part states a figure or a rating.
 */
typedef gboolean (*ZbStatesFunc) (const ZbDocument *part,
                                  gpointer          data);

GPtrArray *zb_splitter_split (ZbCatalogue  *catalogue,
                              ZbDocument   *document,
                              ZbStatesFunc  states,
                              gpointer      data);

G_END_DECLS
