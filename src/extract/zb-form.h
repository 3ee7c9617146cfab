/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "bulletin/zb-catalogue.h"
#include "extract/zb-normal-text.h"

G_BEGIN_DECLS

typedef struct _ZbForm ZbForm;

/**
 * ZbFormMatch:
 * @start: where the form begins in the text, in bytes
 * @end: where it ends
 * @has_value: whether the form has a value and the text states one that can be counted
 * @value: the number, with its unit 万 or 亿 multiplied out
 * @word: (nullable): for a rating or a level, its word
 * @has_change: whether a change from the week before is stated
 * @change_percent: that change, signed
 *
 * Where a form was found, and what its slots hold.
 */
typedef struct {
  gsize    start;
  gsize    end;
  gboolean has_value;
  gint64   value;
  char    *word;
  gboolean has_change;
  double   change_percent;
} ZbFormMatch;

ZbForm   *zb_form_new         (ZbCatalogue        *catalogue,
                               const char         *pattern,
                               GError            **error);
void      zb_form_free        (ZbForm             *self);
gboolean  zb_form_match       (const ZbForm       *self,
                               const ZbNormalText *normal,
                               gsize               from,
                               gsize               to,
                               ZbFormMatch        *match);
gboolean  zb_form_may_change  (const ZbForm       *self);
void      zb_form_match_clear (ZbFormMatch        *match);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZbFormMatch, zb_form_match_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbForm, zb_form_free)

G_END_DECLS
