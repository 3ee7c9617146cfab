/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "bulletin/zb-figure.h"
#include "bulletin/zb-issue.h"
#include "bulletin/zb-period.h"
#include "bulletin/zb-rating.h"

G_BEGIN_DECLS

/**
 * ZbEntryState:
 * @ZB_ENTRY_MISSING: the issue is known to exist, but nothing of it is here
 * @ZB_ENTRY_FIGURES: figures are here (of the bundled index, or typed), but no text
 * @ZB_ENTRY_TEXT: the text is here
 *
 * How much of a bulletin the library holds.
 */
typedef enum {
  ZB_ENTRY_MISSING,
  ZB_ENTRY_FIGURES,
  ZB_ENTRY_TEXT,
} ZbEntryState;

/**
 * ZbEntry:
 * @id: the bulletin's number in this library; never used again for another one
 * @issue: year and issue number; the number is 0 where only the week is known
 * @period: its week, Monday to Sunday; unknown where only the number is known
 * @published: when it was published; invalid where unknown
 * @title: as printed, or built from issue and week where no copy prints one
 * @rating: how the week was rated
 * @state: how much of it is here
 * @unread: whether a text is here that the user has not read
 * @starred: whether the user has starred it
 * @has_note: whether the user has written a note on it
 * @figures: (nullable) (element-type ZbFigure): the effective figures, without
 *   their sentences and in the order of their ids; %NULL where none is known
 * @n_copies: how many copies are stored, the refused ones too
 *
 * One line of the list of bulletins. Reference-counted; never changed after
 * it was made, so it may go from thread to thread.
 */
typedef struct {
  gint64       id;
  ZbIssue      issue;
  ZbPeriod     period;
  GDate        published;
  char        *title;
  ZbRating     rating;
  ZbEntryState state;
  gboolean     unread;
  gboolean     starred;
  gboolean     has_note;
  GPtrArray   *figures;
  guint        n_copies;
} ZbEntry;

#define ZB_TYPE_ENTRY (zb_entry_get_type ())

GType       zb_entry_get_type        (void);
ZbEntry    *zb_entry_new             (void);
ZbEntry    *zb_entry_ref             (ZbEntry        *self);
void        zb_entry_unref           (ZbEntry        *self);
void        zb_entry_add_figure      (ZbEntry        *self,
                                      ZbFigure       *figure);
const char *zb_entry_state_to_string (ZbEntryState    state);
char       *zb_entry_build_title     (ZbIssue         issue,
                                      const ZbPeriod *period);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbEntry, zb_entry_unref)

G_END_DECLS
