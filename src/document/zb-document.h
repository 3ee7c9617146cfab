/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ZB_DOCUMENT_ERROR (zb_document_error_quark ())

/**
 * ZbDocumentError:
 * @ZB_DOCUMENT_ERROR_EMPTY: there are no bytes
 * @ZB_DOCUMENT_ERROR_TOO_LARGE: more bytes, blocks or entries than the limits below allow
 * @ZB_DOCUMENT_ERROR_NOT_TEXT: no text in any encoding that is read
 * @ZB_DOCUMENT_ERROR_FORM: a file of a known form that holds no text, such as a picture
 * @ZB_DOCUMENT_ERROR_DAMAGED: a file of a form that is read, but cut off or broken
 */
typedef enum {
  ZB_DOCUMENT_ERROR_EMPTY,
  ZB_DOCUMENT_ERROR_TOO_LARGE,
  ZB_DOCUMENT_ERROR_NOT_TEXT,
  ZB_DOCUMENT_ERROR_FORM,
  ZB_DOCUMENT_ERROR_DAMAGED,
} ZbDocumentError;

/* No file is read beyond the first limit; a text is larger than any page of a bulletin by a factor
 * of a thousand when it passes the second. */
#define ZB_DOCUMENT_MAX_BYTES (50 * 1024 * 1024)
#define ZB_DOCUMENT_MAX_TEXT_BYTES (8 * 1024 * 1024)
#define ZB_DOCUMENT_MAX_BLOCKS 100000
/* Of a feed or a list. */
#define ZB_DOCUMENT_MAX_ENTRIES 5000

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
  ZB_BLOCK_TABLE_ROW,
} ZbBlockKind;

/**
 * ZbRun:
 * @text: the words, without line breaks
 * @link: (nullable): the address that they lead to, exactly as printed
 * @strong: whether they are emphasised
 * @cell: of a table's row: the cell in which they stand, from 0
 *
 * A stretch of text of one kind within a block.
 */
typedef struct {
  char    *text;
  char    *link;
  gboolean strong;
  guint    cell;
} ZbRun;

/**
 * ZbBlock:
 * @kind: what it is
 * @level: of a heading: 1 is the title
 * @runs: (element-type ZbRun): the text; empty for an image
 * @n_cells: of a table's row: how many cells it has, empty ones too
 * @image: (nullable): of an image: its address as printed, or the name under which
 *   #ZbDocument.pictures holds it
 * @image_file: (nullable): of an image that was saved with the page: the name of its file, as
 *   printed and relative to the page's own
 * @image_shown: (nullable): of an image: the address from which the page showed it when it was
 *   saved, where that is another one
 *
 * One block of a document. The rows of a table are blocks that follow each other.
 */
typedef struct {
  ZbBlockKind kind;
  guint       level;
  GPtrArray  *runs;
  guint       n_cells;
  char       *image;
  char       *image_file;
  char       *image_shown;
} ZbBlock;

/**
 * ZbRefusal:
 * @ZB_REFUSAL_NONE: the page is not a refusal
 * @ZB_REFUSAL_VERIFICATION: the site wanted a verification first
 * @ZB_REFUSAL_TOO_FREQUENT: the site had been asked too often
 * @ZB_REFUSAL_DELETED: the publisher has taken the text away
 * @ZB_REFUSAL_VIOLATION: the platform has taken the text away
 * @ZB_REFUSAL_ACCOUNT_BLOCKED: the platform has closed the publisher's account
 * @ZB_REFUSAL_LINK_EXPIRED: the address was valid for some time only
 * @ZB_REFUSAL_CARD: a card that only links to the text
 * @ZB_REFUSAL_EMPTY: a page with nothing but the site's own frame
 * @ZB_REFUSAL_UNKNOWN_PAGE: a page of a known site that is neither an article nor a known refusal
 * @ZB_REFUSAL_ATTACHMENT: a page that only links to the text, which is a file of its own
 *   (see #ZbDocument.attachments)
 * @ZB_REFUSAL_TITLE_ONLY: a line of a feed or a list, which names the text and its address
 * @ZB_REFUSAL_NOT_FETCHED: an entry of a feed whose maker could not get the text
 * @ZB_REFUSAL_SCANNED: pages that hold pictures of a text
 *
 * What a page says instead of a text.
 */
typedef enum {
  ZB_REFUSAL_NONE,
  ZB_REFUSAL_VERIFICATION,
  ZB_REFUSAL_TOO_FREQUENT,
  ZB_REFUSAL_DELETED,
  ZB_REFUSAL_VIOLATION,
  ZB_REFUSAL_ACCOUNT_BLOCKED,
  ZB_REFUSAL_LINK_EXPIRED,
  ZB_REFUSAL_CARD,
  ZB_REFUSAL_EMPTY,
  ZB_REFUSAL_UNKNOWN_PAGE,
  ZB_REFUSAL_ATTACHMENT,
  ZB_REFUSAL_TITLE_ONLY,
  ZB_REFUSAL_NOT_FETCHED,
  ZB_REFUSAL_SCANNED,
} ZbRefusal;

/**
 * ZbDocument:
 * @title: (nullable): what the page calls itself
 * @url: (nullable): its own address as printed
 * @account: (nullable): who published it
 * @original: (nullable): of a re-post: the address of what it repeats, as printed
 * @published: the day; invalid where unknown
 * @refusal: whether the page is one of the known refusals
 * @is_gathered: whether copies of several places were put together; the address, the account and
 *   the day are those of the first
 * @blocks: (element-type ZbBlock): the text, without the site's frame around it
 * @attachments: (element-type utf8): the addresses of PDF files that the page links to
 * @next_page: (nullable): of a line of a list: the address of the list's following page
 * @pictures: (nullable) (element-type utf8 GBytes): the pictures that the file itself holds, by
 *   the name that #ZbBlock.image gives them
 *
 * A page, freed from the form it came in. Reference-counted; do not change one
 * that has been handed on.
 */
typedef struct {
  char       *title;
  char       *url;
  char       *account;
  char       *original;
  GDate       published;
  ZbRefusal   refusal;
  gboolean    is_gathered;
  GPtrArray  *blocks;
  GPtrArray  *attachments;
  char       *next_page;
  GHashTable *pictures;
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
char       *zb_document_to_html     (const ZbDocument *self);
ZbBlock    *zb_block_new            (ZbBlockKind       kind);
ZbBlock    *zb_block_copy           (const ZbBlock    *self);
void        zb_block_free           (ZbBlock          *self);
void        zb_block_add_run        (ZbBlock          *self,
                                     const char       *text,
                                     gssize            length,
                                     const char       *link,
                                     gboolean          strong);
void        zb_block_begin_cell     (ZbBlock          *self);
char       *zb_block_dup_text       (const ZbBlock    *self);
gboolean    zb_block_has_link       (const ZbBlock    *self);
gboolean    zb_is_web_address       (const char       *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbDocument, zb_document_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbBlock, zb_block_free)

G_END_DECLS
