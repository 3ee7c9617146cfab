/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "bulletin/zb-issue.h"
#include "bulletin/zb-period.h"

G_BEGIN_DECLS

/**
 * ZbChartBlockKind:
 * @ZB_CHART_BLOCK_SPLIT: one bar, the whole, divided into two parts
 * @ZB_CHART_BLOCK_BARS: figures of one unit on a common scale, one bar each
 * @ZB_CHART_BLOCK_FACTS: figures beside each other that share no scale
 * @ZB_CHART_BLOCK_PLOT: values over weeks, all of one unit
 * @ZB_CHART_BLOCK_GRID: what is here of each week, a row for each year
 * @ZB_CHART_BLOCK_MESSAGE: a sentence instead of data
 *
 * What a part of a chart is.
 */
typedef enum {
  ZB_CHART_BLOCK_SPLIT,
  ZB_CHART_BLOCK_BARS,
  ZB_CHART_BLOCK_FACTS,
  ZB_CHART_BLOCK_PLOT,
  ZB_CHART_BLOCK_GRID,
  ZB_CHART_BLOCK_MESSAGE,
} ZbChartBlockKind;

/**
 * ZbChartItem:
 * @figure: (nullable): the figure's id (interned); %NULL for what is left of a total
 * @label: what it is called
 * @value: the number, never negative
 * @text: the number, or the word of a level, as it is shown
 * @unit: (nullable): the unit's name
 * @symbol: (nullable): what is written behind the number
 * @percent: its share of the block's total in whole percent, as shown; -1 where it has none
 * @share: (nullable): that share as it is shown: "92 %", "<1 %"
 * @is_typed: whether the user has typed it in
 * @is_bundled: whether it comes with the program
 * @is_missing: whether the number is not known: @value says nothing then, and no bar is drawn
 * @is_reference: whether it is what another number is measured by, and not what the chart is about
 * @has_week: whether it is of a week of its own, @issue and @period; otherwise it is of the chart's
 * @issue: that issue; parts are 0 where unknown
 * @period: its week
 *
 * One number of a split, of bars, or of facts. Only a comparison has items that are missing.
 */
typedef struct {
  const char *figure;
  char       *label;
  gint64      value;
  char       *text;
  char       *unit;
  char       *symbol;
  int         percent;
  char       *share;
  gboolean    is_typed;
  gboolean    is_bundled;
  gboolean    is_missing;
  gboolean    is_reference;
  gboolean    has_week;
  ZbIssue     issue;
  ZbPeriod    period;
} ZbChartItem;

/**
 * ZbChartSlot:
 * @issue: the issue of that week, by its own number where known, else by the numbering of
 *   its year; parts are 0 where neither is known
 * @period: Monday to Sunday
 *
 * One place on the axis of weeks.
 */
typedef struct {
  ZbIssue  issue;
  ZbPeriod period;
} ZbChartSlot;

/**
 * ZbChartSeries:
 * @figure: the figure's id (interned)
 * @label: what it is called
 * @color: place in the palette
 * @variant: which marker and dashes tell it from the other lines of its plot
 * @values: one value per week of the chart; 0 where it is not known
 * @known: per week, whether the value is known
 * @typed: per week, whether the user has typed it in
 * @bundled: per week, whether it comes with the program
 * @far: per week, whether the value is marked as far from those around it
 * @median: (nullable): per week the median of the weeks around it, -1 where there is none
 * @slots: (nullable): per week which one it is, where the lines of a plot are of different years; one whose period is
 *   not known is none, since the year has no such week
 *
 * One line of a plot.
 */
typedef struct {
  const char  *figure;
  char        *label;
  guint        color;
  guint        variant;
  gint64      *values;
  gboolean    *known;
  gboolean    *typed;
  gboolean    *bundled;
  gboolean    *far;
  gint64      *median;
  ZbChartSlot *slots;
} ZbChartSeries;

/**
 * ZbChartCellState:
 * @ZB_CHART_CELL_TEXT: the text is here
 * @ZB_CHART_CELL_FIGURES: figures are known, but no text is here
 * @ZB_CHART_CELL_MISSING: there is a bulletin, but nothing of it is here
 * @ZB_CHART_CELL_UNKNOWN: nothing is known of the week
 *
 * What is here of one week; where several are true, the first of them.
 */
typedef enum {
  ZB_CHART_CELL_TEXT,
  ZB_CHART_CELL_FIGURES,
  ZB_CHART_CELL_MISSING,
  ZB_CHART_CELL_UNKNOWN,
} ZbChartCellState;

#define ZB_CHART_N_CELL_STATES (ZB_CHART_CELL_UNKNOWN + 1)

/**
 * ZbChartCell:
 * @state: what is here of the week
 * @year: the year of its Sunday
 * @week: its place in that year, from 1 to 53
 *
 * One week of a grid.
 */
typedef struct {
  ZbChartCellState state;
  guint            year;
  guint            week;
} ZbChartCell;

/**
 * ZbChartBlock:
 * @kind: what it is
 * @heading: (nullable): what is written above it
 * @unit: (nullable): the unit's name, where all its numbers have the same one
 * @color: place in the palette, for splits and bars
 * @whole: (nullable): of a split: what is divided
 * @message: (nullable): a sentence for a message, or for a plot without data
 * @items: (element-type ZbChartItem): the numbers of a split (two), bars or facts; of a
 *   grid how many weeks there are of each #ZbChartCellState, in that order
 * @series: (element-type ZbChartSeries): the lines of a plot
 * @cells: (element-type ZbChartCell): of a grid: one for each week of the chart
 *
 * A part of a chart, as wide as the chart. The numbers of different blocks
 * must never be added or compared by length.
 */
typedef struct {
  ZbChartBlockKind kind;
  char            *heading;
  char            *unit;
  guint            color;
  ZbChartItem     *whole;
  char            *message;
  GPtrArray       *items;
  GPtrArray       *series;
  GArray          *cells;
} ZbChartBlock;

/**
 * ZbChart:
 * @title: what the chart is about
 * @subtitle: (nullable): its week or weeks
 * @source: where the numbers come from
 * @notes: (element-type utf8): what a reader must know, each a sentence
 * @name: the part of a file name that tells this chart from others: "2024-27-categories"
 * @issue: the issue it is about; unknown for many weeks
 * @period: that issue's week; unknown for many weeks
 * @blocks: (element-type ZbChartBlock): its parts, from top to bottom
 * @slots: (element-type ZbChartSlot): the weeks of its plots or its grid, one after the other without gaps
 * @highlight: index of the current week in @slots, or -1
 * @is_yearly: whether @slots are the weeks of any year: those of the newest line, for the others their like
 *
 * What is drawn, without any size, font or colour. Reference-counted; do not
 * change one that has been handed on. It may be used by any thread.
 */
typedef struct {
  char      *title;
  char      *subtitle;
  char      *source;
  GPtrArray *notes;
  char      *name;
  ZbIssue    issue;
  ZbPeriod   period;
  GPtrArray *blocks;
  GArray    *slots;
  int        highlight;
  gboolean   is_yearly;
} ZbChart;

#define ZB_TYPE_CHART (zb_chart_get_type ())

GType          zb_chart_get_type       (void);
ZbChart       *zb_chart_new            (void);
ZbChart       *zb_chart_ref            (ZbChart          *self);
void           zb_chart_unref          (ZbChart          *self);
gboolean       zb_chart_is_empty       (ZbChart          *self);
char          *zb_chart_dup_caption    (ZbChart          *self);
ZbChartBlock  *zb_chart_add_block      (ZbChart          *self,
                                        ZbChartBlockKind  kind,
                                        const char       *heading);
ZbChartItem   *zb_chart_block_add_item (ZbChartBlock     *self,
                                        const char       *figure,
                                        const char       *label,
                                        gint64            value);
ZbChartItem   *zb_chart_block_set_whole (ZbChartBlock    *self,
                                        const char       *figure,
                                        const char       *label,
                                        gint64            value);
void           zb_chart_block_share    (ZbChartBlock     *self);
ZbChartSeries *zb_chart_block_add_series (ZbChartBlock   *self,
                                        const char       *figure,
                                        const char       *label,
                                        guint             n_slots);
ZbChartItem   *zb_chart_block_add_missing (ZbChartBlock  *self,
                                        const char       *figure,
                                        const char       *label);
const ZbChartSlot *zb_chart_get_slot   (ZbChart             *self,
                                        const ZbChartSeries *series,
                                        guint                index);
void           zb_chart_match_looks    (ZbChart             *self,
                                        ZbChart             *model);
gboolean       zb_chart_find_place     (ZbChart             *self,
                                        const char          *figure,
                                        const GDate         *monday,
                                        guint               *block,
                                        guint               *series,
                                        guint               *index);
char          *zb_chart_item_dup_quantity (const ZbChartItem *self);
char          *zb_chart_format_number  (gint64            value);
char          *zb_chart_format_issue   (ZbIssue           issue,
                                        const ZbPeriod   *week);
char          *zb_chart_format_pair    (const char       *name,
                                        const char       *value);
char          *zb_chart_join_sentences (const char       *first,
                                        const char       *second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChart, zb_chart_unref)

G_END_DECLS
