/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many kinds of characters are told apart when it is noted which ones a text holds. */
#define ZB_NORMAL_SEEN 4096

/**
 * ZbNormalText:
 * @text: the text in the spelling in which sentence forms are compared
 * @length: its length in bytes
 * @origin: (nullable): for each byte of @text, and for the end, the place in
 *   the original text that it came from
 *
 * Copies of one sentence differ in blanks, in full- or half-width signs, in the
 * case of Latin letters, and in traditional or simplified characters. Here all
 * copies become the same: no blanks but between two digits, half-width signs,
 * small letters, simplified characters where the bulletin's own words have
 * them. Line feeds stay: they part paragraphs.
 */
typedef struct {
  char   *text;
  gsize   length;
  guint  *origin;
  /*< private >*/
  gsize   size;
  guint64 seen[ZB_NORMAL_SEEN / 64];
} ZbNormalText;

ZbNormalText *zb_normal_text_new      (const char   *text,
                                       gboolean      with_origin);
void          zb_normal_text_append   (ZbNormalText *self,
                                       const char   *text,
                                       gsize         origin);
void          zb_normal_text_truncate (ZbNormalText *self,
                                       gsize         length);
gboolean      zb_normal_text_may_hold (const ZbNormalText *self,
                                       const GArray       *chars);
void          zb_normal_text_free     (ZbNormalText *self);
char         *zb_normalise            (const char   *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbNormalText, zb_normal_text_free)

G_END_DECLS
