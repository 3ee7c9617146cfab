/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ZbNormalText:
 * @text: the text in the spelling in which sentence forms are compared
 * @length: its length in bytes
 * @origin: (nullable): for each byte of @text, and for the end, the place in
 *   the original text that it came from
 *
 * Copies of one sentence differ in blanks, in full- or half-width signs and in
 * the case of Latin letters. Here all copies become the same: no blanks but
 * between two digits, half-width signs, small letters. Line feeds stay: they
 * part paragraphs.
 */
typedef struct {
  char   *text;
  gsize   length;
  guint  *origin;
} ZbNormalText;

ZbNormalText *zb_normal_text_new  (const char   *text,
                                   gboolean      with_origin);
void          zb_normal_text_free (ZbNormalText *self);
char         *zb_normalise        (const char   *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbNormalText, zb_normal_text_free)

G_END_DECLS
