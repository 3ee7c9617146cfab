/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-catalogue.h"
#include "document/zb-document.h"
#include "extract/zb-normal-text.h"
#include "extract/zb-title.h"

G_BEGIN_DECLS

/**
 * ZbBody:
 * @title: what the best of the document's title lines says
 * @title_text: (nullable): that line as printed
 * @text: the words of all blocks in which the bulletin can state something, a line each: those
 *   before the list of earlier issues, without titles, news and what another series says
 * @normal: the same in normal spelling
 * @lines: (element-type guint): for each line of @text, the block that it is
 * @sections: where in @normal the bulletin's own sections begin, 0 where it has no headings; what
 *   stands before that is a preface
 * @n_headings: how many of the bulletin's section headings stand there
 * @first_heading: the block of the first of them
 * @recap: the block in which the list of earlier issues begins, or the number of blocks
 * @first_used: the first block that states a figure or the rating
 *
 * The part of a document in which a bulletin states its figures.
 */
typedef struct {
  ZbTitle       title;
  char         *title_text;
  GString      *text;
  ZbNormalText *normal;
  GArray       *lines;
  gsize         sections;
  guint         n_headings;
  guint         first_heading;
  guint         recap;
  guint         first_used;
  /*< private >*/
  guint         title_rate;
  gboolean      title_is_own;
  guint         last_section;
  gboolean      has_sections;
  gboolean      has_text;
  gboolean      is_closed;
  GArray       *mentions;
  GHashTable   *headings;
  GHashTable   *title_lines;
} ZbBody;

ZbBody     *zb_body_new          (ZbCatalogue      *catalogue,
                                  const ZbDocument *document);
void        zb_body_free         (ZbBody           *self);
gboolean    zb_body_has_text     (const ZbBody     *self);
gboolean    zb_body_is_foreign   (const ZbBody     *self,
                                  gsize             offset);
void        zb_body_mark_used    (ZbBody           *self,
                                  gsize             offset);
char       *zb_body_dup_sentence (const ZbBody     *self,
                                  gsize             start,
                                  gsize             end);
ZbDocument *zb_body_dup_document (const ZbBody     *self,
                                  const ZbDocument *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbBody, zb_body_free)

G_END_DECLS
