/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart.h"

G_BEGIN_DECLS

/**
 * NumberRow:
 * @figure: its id; "" where the number is no figure
 * @label: what it is called
 * @value: the number in digits, or a word; "" where it is not known
 * @unit: the unit's name; ""
 * @share: as it is written there; ""
 * @note: what it belongs to; ""
 * @year, @number: its issue; 0 where not told
 * @start, @end: its week as days of ISO 8601; ""
 * @is_typed: whether it is told that it was typed in
 *
 * A number of a chart, or of what was made of it. Which of these a form has nothing for is empty.
 */
typedef struct {
  char    *figure;
  char    *label;
  char    *value;
  char    *unit;
  char    *share;
  char    *note;
  guint    year;
  guint    number;
  char    *start;
  char    *end;
  gboolean is_typed;
} NumberRow;

GPtrArray       *rows_from_chart  (ZbChart    *chart);
GPtrArray       *rows_from_csv    (const char *csv);
void             rows_assert_text (ZbChart    *chart);
const NumberRow *rows_get         (GPtrArray  *rows,
                                   guint       index);

G_END_DECLS
