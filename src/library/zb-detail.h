/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-bulletin.h"
#include "extract/zb-extractor.h"
#include "library/zb-entry.h"
#include "library/zb-fetch-outcome.h"

G_BEGIN_DECLS

/**
 * ZbFigureOrigin:
 * @ZB_FIGURE_FROM_COPY: a stored copy's text states it
 * @ZB_FIGURE_TYPED: the user has typed it in
 * @ZB_FIGURE_FROM_INDEX: it comes with the program
 *
 * Where a figure was taken from.
 */
typedef enum {
  ZB_FIGURE_FROM_COPY,
  ZB_FIGURE_TYPED,
  ZB_FIGURE_FROM_INDEX,
} ZbFigureOrigin;

/**
 * ZbSourcedFigure:
 * @figure: the figure, with its sentence where a text states it
 * @origin: where it was taken from
 * @copy_id: of a copy: which one (see #ZbCopyInfo); otherwise 0
 * @disagreeing: (nullable) (element-type ZbSourcedFigure): what others state
 *   that differs in value, best first; %NULL where all agree
 *
 * A figure and its provenance. The effective figure is the one of an official
 * copy; then of another copy; then typed; then from the bundled index.
 */
typedef struct {
  ZbFigure       *figure;
  ZbFigureOrigin  origin;
  gint64          copy_id;
  GPtrArray      *disagreeing;
} ZbSourcedFigure;

/**
 * ZbCopyInfo:
 * @id: the copy's number in this library
 * @url: (nullable): its address exactly as printed
 * @account: (nullable): who published it
 * @title: (nullable): its title as printed
 * @published: when; invalid where unknown
 * @period: its week as printed; unknown where it prints none
 * @status: what was found when it was read
 * @reason: (nullable): where that is not %ZB_COPY_OK: why, in the language in
 *   which it was read
 * @official: whether CNCERT itself published it
 * @origin: the file or address that it was stored from, fit to be shown
 * @added: (nullable): when it was stored
 * @n_han: how many Han characters its text holds
 * @shown: whether this is the copy that the page shows
 *
 * One stored copy of a bulletin.
 */
typedef struct {
  gint64       id;
  char        *url;
  char        *account;
  char        *title;
  GDate        published;
  ZbPeriod     period;
  ZbCopyStatus status;
  char        *reason;
  gboolean     official;
  char        *origin;
  GDateTime   *added;
  guint        n_han;
  gboolean     shown;
} ZbCopyInfo;

/**
 * ZbCopyPicture:
 * @address: its address as the copy prints it (see #ZbBlock.image)
 * @is_stored: whether zb_library_read_picture() has its bytes
 * @width: of a stored one: in pixels, otherwise 0
 * @height: of a stored one: in pixels, otherwise 0
 * @media_type: (nullable): of a stored one: "image/png" or another of #ZbPictureInfo
 *
 * One picture of a copy.
 */
typedef struct {
  char    *address;
  gboolean is_stored;
  guint    width;
  guint    height;
  char    *media_type;
} ZbCopyPicture;

/**
 * ZbRecapLink:
 * @issue: the earlier issue
 * @period: its week as printed
 * @title: (nullable): the line as printed
 * @url: (nullable): its address exactly as printed
 * @id: the bulletin in this library; 0 where it is not known
 *
 * One line of a bulletin's list of earlier issues.
 */
typedef struct {
  ZbIssue  issue;
  ZbPeriod period;
  char    *title;
  char    *url;
  gint64   id;
} ZbRecapLink;

/**
 * ZbKnownAddress:
 * @url: the address exactly as printed; only so can it be fetched
 * @account: (nullable): who published what is there
 * @seen: when it was seen; invalid where unknown
 * @refused: whether it answered with a page that holds no text: a copy was stored from there, or
 *   it ended so when it was asked
 * @outcome: how asking it ended last
 * @reason: (nullable): why it was not what was wanted, in the language in which it was asked
 * @checked: when it answered last, in seconds since 1970; 0 for never
 * @next_try: not to be asked before, in seconds since 1970; 0 for at any time
 *
 * Where a bulletin is known to be.
 */
typedef struct {
  char          *url;
  char          *account;
  GDate          seen;
  gboolean       refused;
  ZbFetchOutcome outcome;
  char          *reason;
  gint64         checked;
  gint64         next_try;
} ZbKnownAddress;

/**
 * ZbDetail:
 * @entry: what the list shows of it
 * @note: (nullable): what the user has written on it
 * @figures: (element-type ZbSourcedFigure): the united figures, in the order of their ids
 * @copies: (element-type ZbCopyInfo): the stored copies, best first
 * @shown: (nullable): the shown copy, read again from its stored bytes: the best, or the one that
 *   was asked for. It may be a refusal: see its bulletin's status. %NULL where there is no copy
 * @pictures: (element-type ZbCopyPicture): the shown copy's pictures, each address once, in
 *   the order of the text
 * @recap: (element-type ZbRecapLink): the shown copy's list of earlier issues
 * @addresses: (element-type ZbKnownAddress): where it can be had, best first
 * @week_before: (nullable): the bulletin of exactly the week before, where known
 * @newer_id: the next newer bulletin of the list, 0 at its end
 * @older_id: the next older one, 0 at its end
 * @warnings: (element-type utf8): what does not fit together, in the user's language
 *
 * Everything that the page of one bulletin shows. Reference-counted; never
 * changed after it was made.
 */
typedef struct {
  ZbEntry      *entry;
  char         *note;
  GPtrArray    *figures;
  GPtrArray    *copies;
  ZbExtraction *shown;
  GPtrArray    *pictures;
  GPtrArray    *recap;
  GPtrArray    *addresses;
  ZbEntry      *week_before;
  gint64        newer_id;
  gint64        older_id;
  GPtrArray    *warnings;
} ZbDetail;

#define ZB_TYPE_DETAIL (zb_detail_get_type ())

GType            zb_detail_get_type         (void);
ZbDetail        *zb_detail_new              (void);
ZbDetail        *zb_detail_ref              (ZbDetail        *self);
void             zb_detail_unref            (ZbDetail        *self);
gboolean         zb_detail_has_text         (const ZbDetail  *self);
ZbSourcedFigure *zb_sourced_figure_new      (ZbFigure        *figure,
                                             ZbFigureOrigin   origin,
                                             gint64           copy_id);
void             zb_sourced_figure_free     (ZbSourcedFigure *self);
void             zb_copy_info_free          (ZbCopyInfo      *self);
void             zb_copy_picture_free       (ZbCopyPicture   *self);
void             zb_recap_link_free         (ZbRecapLink     *self);
void             zb_known_address_free      (ZbKnownAddress  *self);
const char      *zb_figure_origin_to_string (ZbFigureOrigin   origin);
const char      *zb_figure_origin_to_column (ZbFigureOrigin   origin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbDetail, zb_detail_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbSourcedFigure, zb_sourced_figure_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbCopyInfo, zb_copy_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbCopyPicture, zb_copy_picture_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbRecapLink, zb_recap_link_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbKnownAddress, zb_known_address_free)

G_END_DECLS
