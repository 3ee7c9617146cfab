/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-search-text.h"

G_BEGIN_DECLS

/**
 * ZbSearchHit:
 * @bulletin: the bulletin's number in this library
 * @snippet: a piece of its text around the first place where a term stands; empty where there is none
 * @ranges: (element-type ZbTextRange): where terms stand in @snippet
 *
 * A bulletin that was found.
 */
typedef struct {
  gint64  bulletin;
  char   *snippet;
  GArray *ranges;
} ZbSearchHit;

ZbSearchHit *zb_search_hit_new  (gint64       bulletin,
                                 const char  *text,
                                 char       **terms);
ZbSearchHit *zb_search_hit_copy (const ZbSearchHit *self);
void         zb_search_hit_free (ZbSearchHit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbSearchHit, zb_search_hit_free)

G_END_DECLS
