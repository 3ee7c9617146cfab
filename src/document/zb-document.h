/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZB_DOCUMENT_ERROR (zb_document_error_quark ())

/**
 * ZbDocumentError:
 * @ZB_DOCUMENT_ERROR_EMPTY: there are no bytes
 * @ZB_DOCUMENT_ERROR_TOO_LARGE: more than %ZB_DOCUMENT_MAX_BYTES or %ZB_DOCUMENT_MAX_BLOCKS
 * @ZB_DOCUMENT_ERROR_NOT_TEXT: no text in any encoding that is read
 */
typedef enum {
  ZB_DOCUMENT_ERROR_EMPTY,
  ZB_DOCUMENT_ERROR_TOO_LARGE,
  ZB_DOCUMENT_ERROR_NOT_TEXT,
} ZbDocumentError;

/* Larger than any page of a bulletin by a factor of a thousand. */
#define ZB_DOCUMENT_MAX_BYTES (8 * 1024 * 1024)
#define ZB_DOCUMENT_MAX_BLOCKS 100000

/**
 * ZbBlockKind:
 *
 * What a #ZbBlock is.
 */
typedef enum {
  ZB_BLOCK_HEADING,
  ZB_BLOCK_PARAGRAPH,
  ZB_BLOCK_LIST_ITEM,
  ZB_BLOCK_IMAGE,
} ZbBlockKind;

/**
 * ZbRun:
 * @text: the words, without line breaks
 * @link: (nullable): the address that they lead to, exactly as printed
 * @strong: whether they are emphasised
 *
 * A stretch of text of one kind within a block.
 */
typedef struct {
  char    *text;
  char    *link;
  gboolean strong;
} ZbRun;

/**
 * ZbBlock:
 * @kind: what it is
 * @level: of a heading: 1 is the title
 * @runs: (element-type ZbRun): the text; empty for an image
 * @image: (nullable): of an image: its address as printed
 *
 * One block of a document.
 */
typedef struct {
  ZbBlockKind kind;
  guint       level;
  GPtrArray  *runs;
  char       *image;
} ZbBlock;

/**
 * ZbRefusal:
 * @ZB_REFUSAL_NONE: the page is not a refusal
 * @ZB_REFUSAL_VERIFICATION: the site wanted a verification first
 * @ZB_REFUSAL_DELETED: the publisher or the platform has taken the text away
 * @ZB_REFUSAL_CARD: a card that only links to the text
 * @ZB_REFUSAL_EMPTY: a page with nothing but the site's own frame
 *
 * What a page says instead of a text.
 */
typedef enum {
  ZB_REFUSAL_NONE,
  ZB_REFUSAL_VERIFICATION,
  ZB_REFUSAL_DELETED,
  ZB_REFUSAL_CARD,
  ZB_REFUSAL_EMPTY,
} ZbRefusal;

/**
 * ZbDocument:
 * @title: (nullable): what the page calls itself
 * @url: (nullable): its own address as printed
 * @account: (nullable): who published it
 * @published: the day; invalid where unknown
 * @refusal: whether the page is one of the known refusals
 * @blocks: (element-type ZbBlock): the text, without the site's frame around it
 *
 * A page, freed from the form it came in. Reference-counted; do not change one
 * that has been handed on.
 */
typedef struct {
  char      *title;
  char      *url;
  char      *account;
  GDate      published;
  ZbRefusal  refusal;
  GPtrArray *blocks;
} ZbDocument;

GQuark      zb_document_error_quark (void);
GPtrArray  *zb_document_read        (GBytes           *bytes,
                                     const char       *name,
                                     GError          **error);
ZbDocument *zb_document_new         (void);
ZbDocument *zb_document_ref         (ZbDocument       *self);
void        zb_document_unref       (ZbDocument       *self);
char       *zb_document_to_text     (const ZbDocument *self);
char       *zb_document_to_markdown (const ZbDocument *self);
ZbBlock    *zb_block_new            (ZbBlockKind       kind);
ZbBlock    *zb_block_copy           (const ZbBlock    *self);
void        zb_block_free           (ZbBlock          *self);
void        zb_block_add_run        (ZbBlock          *self,
                                     const char       *text,
                                     gssize            length,
                                     const char       *link,
                                     gboolean          strong);
char       *zb_block_dup_text       (const ZbBlock    *self);
gboolean    zb_is_web_address       (const char       *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbDocument, zb_document_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbBlock, zb_block_free)

G_END_DECLS
