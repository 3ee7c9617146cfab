/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/zb-normal-text.h"

G_BEGIN_DECLS

/* What is typed into a search field is short; what is longer is cut. */
#define ZB_SEARCH_MAX_TERMS      16
#define ZB_SEARCH_MAX_TERM_BYTES 192

/**
 * ZbTextRange:
 * @start: the first byte
 * @end: the byte behind the last one
 *
 * A piece of a text, of whole characters.
 */
typedef struct {
  guint start;
  guint end;
} ZbTextRange;

ZbNormalText *zb_search_fold        (const char         *text,
                                     gboolean            with_origin);
char        **zb_search_split       (const char         *query);
gboolean      zb_search_matches     (const ZbNormalText *folded,
                                     char              **terms);
GArray       *zb_search_find        (const char         *text,
                                     char              **terms);
char         *zb_search_dup_snippet (const char         *text,
                                     char              **terms,
                                     guint               max_chars,
                                     GArray            **ranges);

G_END_DECLS
