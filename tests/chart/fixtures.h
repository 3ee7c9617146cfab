/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bulletin/zb-figure.h"
#include "chart/zb-chart-categories.h"
#include "chart/zb-chart-layout.h"
#include "chart/zb-chart-trend.h"

/* A value of a figure that is not stated. */
#define UNKNOWN G_MININT64

GPtrArray    *figures_new         (const char    *first_id,
                                   ...);
ZbChart      *categories_new      (gint64         total,
                                   gint64         phishing,
                                   gint64         cross_border);
ZbChart      *trend_new           (const char    *monday,
                                   const gint64  *values,
                                   guint          n_values,
                                   const char    *figure);
GDate         day                 (const char    *iso);
ZbChartBlock *get_block           (ZbChart       *chart,
                                   guint          index);
ZbChartItem  *get_item            (ZbChart       *chart,
                                   guint          block,
                                   guint          index);
gboolean      has_note            (ZbChart       *chart,
                                   const char    *part);
void          assert_layout_sound (ZbChartLayout *layout);
void          assert_sound_at_any_size (ZbChart  *chart);
void          add_week            (GPtrArray     *weeks,
                                   const char    *monday,
                                   GPtrArray     *figures);
