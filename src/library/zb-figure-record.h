/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-detail.h"

G_BEGIN_DECLS

/**
 * ZbFigureRecord:
 * @issue: which bulletin; the number is 0 where only its week is known
 * @period: its week; unknown where only the number is known
 * @figure: the figure, without its sentence
 * @origin: where it was taken from
 * @copy_id: of a copy: which one (see #ZbCopyInfo); otherwise 0
 * @account: (nullable): of a copy: who published it
 * @url: (nullable): of a copy: its address exactly as printed
 *
 * One figure of one week, as a line of a table of all weeks.
 */
typedef struct {
  ZbIssue        issue;
  ZbPeriod       period;
  ZbFigure      *figure;
  ZbFigureOrigin origin;
  gint64         copy_id;
  char          *account;
  char          *url;
} ZbFigureRecord;

void zb_figure_record_free (ZbFigureRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbFigureRecord, zb_figure_record_free)

G_END_DECLS
