/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-bulletin.h"

G_BEGIN_DECLS

/* The columns of a table of figures, without the line's end. They are a promise: add behind them, never
 * change. Year and number stand apart, since a spreadsheet takes "2024-07" for a month. */
#define ZB_FIGURE_CSV_COLUMNS "year,issue,start,end,figure,value,unit,change_percent,origin,account,url"

/**
 * ZbFigureRow:
 * @issue: the bulletin's; parts that are not known are 0
 * @period: its week
 * @figure: what it states
 * @origin: (nullable): a word for where the figure comes from
 * @account: (nullable): who has published the copy that states it
 * @url: (nullable): where that is
 *
 * A line of a table of figures. It borrows all of it.
 */
typedef struct {
  ZbIssue         issue;
  const ZbPeriod *period;
  const ZbFigure *figure;
  const char     *origin;
  const char     *account;
  const char     *url;
} ZbFigureRow;

void zb_figure_csv_append (GString           *csv,
                           const ZbFigureRow *row,
                           gboolean           last);

G_END_DECLS
