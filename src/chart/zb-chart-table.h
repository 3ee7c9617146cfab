/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart.h"

G_BEGIN_DECLS

/**
 * ZbChartRow:
 * @label: what the number is: its name, or the week
 * @value: (nullable): the number as it is shown; %NULL where it is not known
 * @share: (nullable): its share of its total: "92 %"
 * @unit: (nullable): the unit's name
 * @note: (nullable): what it belongs to: "By kind", or the name of the line
 *
 * A line of the table that says the same as the chart.
 */
typedef struct {
  char *label;
  char *value;
  char *share;
  char *unit;
  char *note;
} ZbChartRow;

void       zb_chart_row_free        (ZbChartRow *self);
GPtrArray *zb_chart_dup_table       (ZbChart    *self);
char      *zb_chart_dup_description (ZbChart    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChartRow, zb_chart_row_free)

G_END_DECLS
