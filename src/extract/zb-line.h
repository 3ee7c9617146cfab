/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-catalogue.h"
#include "document/zb-document.h"
#include "extract/zb-title.h"

G_BEGIN_DECLS

/* Titles, headings and even a whole list of earlier issues in one paragraph are shorter. */
#define ZB_LINE_MAX_BYTES 1024

/**
 * ZbLineKind:
 * @ZB_LINE_TEXT: words of the text, or of the page around it
 * @ZB_LINE_TITLE: the name of an issue of the bulletin, and little else
 * @ZB_LINE_HEADING: the heading of a section that states figures
 * @ZB_LINE_CLOSING: the heading of a section that states none, such as the news
 * @ZB_LINE_RECAP: the heading of the list of earlier issues
 *
 * What a block of a document is for the bulletin.
 */
typedef enum {
  ZB_LINE_TEXT,
  ZB_LINE_TITLE,
  ZB_LINE_HEADING,
  ZB_LINE_CLOSING,
  ZB_LINE_RECAP,
} ZbLineKind;

/**
 * ZbLine:
 * @kind: what the line is
 * @title: what it says where it is read as a title; of every kind but the headings
 * @heading: of a section's heading: its place in %ZB_WORDS_HEADINGS
 * @is_sentence: whether it is a sentence, which no title is
 * @is_link: whether it leads elsewhere
 *
 * A line that was looked at by itself.
 */
typedef struct {
  ZbLineKind kind;
  ZbTitle    title;
  guint      heading;
  gboolean   is_sentence;
  gboolean   is_link;
} ZbLine;

void     zb_line_init             (ZbLine        *self,
                                   ZbCatalogue   *catalogue,
                                   const ZbBlock *block,
                                   const char    *text,
                                   const char    *normal,
                                   const GDate   *published);
gboolean zb_block_is_title        (const ZbBlock *block);

G_END_DECLS
