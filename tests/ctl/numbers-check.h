/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/zb-chart.h"
#include "numbers-truth.h"

G_BEGIN_DECLS

/* Each asserts that rows, of a chart or of its CSV, say what the library holds: all of it, and nothing else. */

void check_categories_rows (const Truth        *truth,
                            const TruthWeek    *week,
                            GPtrArray          *rows);
void check_comparison_rows (const Truth        *truth,
                            const TruthWeek    *week,
                            GPtrArray          *rows);
void check_trend_rows      (const Truth        *truth,
                            const char * const *figures,
                            guint               from,
                            guint               to,
                            GPtrArray          *rows);
void check_years_rows      (const Truth        *truth,
                            const char         *figure,
                            GPtrArray          *rows);
void check_calendar_rows   (const Truth        *truth,
                            guint               from,
                            guint               to,
                            GPtrArray          *rows);

/* And what rows do not say: what is divided, what stands on one scale, what is marked. */

void check_blocks          (const Truth        *truth,
                            ZbChart            *chart);
void check_changes         (ZbChart            *chart);
void check_lines           (const Truth        *truth,
                            ZbChart            *chart,
                            guint               n_median);
void check_calendar_counts (const Truth        *truth,
                            guint               from,
                            guint               to,
                            ZbChart            *chart);

G_END_DECLS
