/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "bulletin/zb-figure.h"
#include "bulletin/zb-issue.h"
#include "bulletin/zb-period.h"
#include "bulletin/zb-rating.h"

G_BEGIN_DECLS

/**
 * ZbCopyStatus:
 * @ZB_COPY_OK: the bulletin's text is there
 * @ZB_COPY_NO_TEXT: a shell: the title, but nothing under it
 * @ZB_COPY_BLOCKED: the site asked for a verification, or refused, instead of answering
 * @ZB_COPY_DELETED: the publisher or the platform has taken it away
 * @ZB_COPY_OTHER_SERIES: another series of the same publishers
 * @ZB_COPY_UNREADABLE: not a bulletin at all, or damaged
 *
 * What was found when a copy was read.
 */
typedef enum {
  ZB_COPY_OK,
  ZB_COPY_NO_TEXT,
  ZB_COPY_BLOCKED,
  ZB_COPY_DELETED,
  ZB_COPY_OTHER_SERIES,
  ZB_COPY_UNREADABLE,
} ZbCopyStatus;

/**
 * ZbRecapEntry:
 * @issue: the earlier issue
 * @period: its week, as far as it is printed
 * @title: the line as printed
 * @url: (nullable): its address exactly as printed
 *
 * One line of the list of earlier issues (近期回顾) at a bulletin's end.
 */
typedef struct {
  ZbIssue  issue;
  ZbPeriod period;
  char    *title;
  char    *url;
} ZbRecapEntry;

/**
 * ZbBulletin:
 * @status: what was found
 * @reason: (nullable): where @status is not %ZB_COPY_OK, a sentence that says why,
 *   in the user's language
 * @issue: which issue; parts are 0 where the copy does not say
 * @period: its week
 * @published: when this copy was published; invalid where unknown
 * @title: (nullable): the title as printed
 * @url: (nullable): the copy's own address as printed
 * @account: (nullable): who published this copy
 * @original: (nullable): of a re-post: the address of what it repeats, as printed
 * @attachments: (element-type utf8): addresses of PDF files that the copy links to
 * @next_page: (nullable): of a line of a list: the address of the list's following page
 * @rating: how the week was rated
 * @rating_sentence: (nullable): the sentence that says so
 * @figures: (element-type ZbFigure): what the text states, in the catalogue's order
 * @images: (element-type utf8): addresses of the pictures in the text, in order
 * @recap: (element-type ZbRecapEntry): earlier issues that the copy names
 * @warnings: (element-type utf8): what looked wrong, in the user's language
 *
 * What one copy says about one issue. Reference-counted; do not change one
 * that has been handed on.
 */
typedef struct {
  ZbCopyStatus status;
  char        *reason;
  ZbIssue      issue;
  ZbPeriod     period;
  GDate        published;
  char        *title;
  char        *url;
  char        *account;
  char        *original;
  GPtrArray   *attachments;
  char        *next_page;
  ZbRating     rating;
  char        *rating_sentence;
  GPtrArray   *figures;
  GPtrArray   *images;
  GPtrArray   *recap;
  GPtrArray   *warnings;
} ZbBulletin;

#define ZB_TYPE_BULLETIN (zb_bulletin_get_type ())

GType         zb_bulletin_get_type      (void);
ZbBulletin   *zb_bulletin_new           (void);
ZbBulletin   *zb_bulletin_ref           (ZbBulletin   *self);
void          zb_bulletin_unref         (ZbBulletin   *self);
ZbRecapEntry *zb_recap_entry_new        (void);
void          zb_recap_entry_free       (ZbRecapEntry *self);
const char   *zb_copy_status_to_string  (ZbCopyStatus  status);
gboolean      zb_copy_status_from_string (const char  *text,
                                         ZbCopyStatus *status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbBulletin, zb_bulletin_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbRecapEntry, zb_recap_entry_free)

G_END_DECLS
