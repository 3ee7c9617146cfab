/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-csv.h"

#include "chart/zb-csv.h"

#define HEADER "issue,year,period_start,period_end,figure,label,value,unit,share,typed\r\n"

/* What the last column says of a number that the user has typed in. */
#define TYPED "yes"

/* What stands in the place of a figure where the value says what is here of a week. */
#define STATE "state"

static void
append_week (GString        *csv,
             ZbIssue         issue,
             const ZbPeriod *period)
{
  g_autofree char *start = zb_date_dup_iso (&period->start);
  g_autofree char *end = zb_date_dup_iso (&period->end);

  zb_csv_append_number (csv, issue.number, issue.number != 0);
  zb_csv_append_number (csv, issue.year, issue.year != 0);
  zb_csv_append_text (csv, start, FALSE);
  zb_csv_append_text (csv, end, FALSE);
}

/* The share as a fraction, so that nobody has to guess what the percent sign means. */
static char *
dup_fraction (gint64 value,
              gint64 whole)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.4f",
                                    (double) value / (double) whole));
}

static void
append_item (GString            *csv,
             ZbChart            *chart,
             const ZbChartItem  *item,
             const ZbChartItem  *whole)
{
  g_autofree char *number = zb_chart_format_number (item->value);
  g_autofree char *fraction = NULL;

  append_week (csv, item->has_week ? item->issue : chart->issue, item->has_week ? &item->period : &chart->period);
  zb_csv_append_text (csv, item->figure, FALSE);
  zb_csv_append_text (csv, item->label, FALSE);
  if (item->is_missing)
    zb_csv_append_text (csv, NULL, FALSE);
  else if (g_str_equal (number, item->text))
    zb_csv_append_number (csv, item->value, TRUE);
  else
    zb_csv_append_text (csv, item->text, FALSE);
  zb_csv_append_text (csv, item->unit, FALSE);
  if (whole != NULL && whole->value > 0)
    fraction = dup_fraction (item->value, whole->value);
  zb_csv_append_text (csv, fraction, FALSE);
  zb_csv_append_text (csv, item->is_typed ? TYPED : NULL, TRUE);
}

static void
append_series (GString             *csv,
               ZbChart             *chart,
               const ZbChartBlock  *block,
               const ZbChartSeries *series)
{
  for (guint i = 0; i < chart->slots->len; i++)
    {
      const ZbChartSlot *slot = zb_chart_get_slot (chart, series, i);

      if (!zb_period_is_known (&slot->period))
        continue;
      append_week (csv, slot->issue, &slot->period);
      zb_csv_append_text (csv, series->figure, FALSE);
      zb_csv_append_text (csv, series->label, FALSE);
      zb_csv_append_number (csv, series->values[i], series->known[i]);
      zb_csv_append_text (csv, block->unit, FALSE);
      zb_csv_append_text (csv, NULL, FALSE);
      zb_csv_append_text (csv, series->typed[i] ? TYPED : NULL, TRUE);
    }
}

/* The label is for people and in their language, the value is for programs. */
static void
append_cells (GString            *csv,
              ZbChart            *chart,
              const ZbChartBlock *block)
{
  static const char *const states[ZB_CHART_N_CELL_STATES] = {
    [ZB_CHART_CELL_TEXT] = "text",
    [ZB_CHART_CELL_FIGURES] = "figures",
    [ZB_CHART_CELL_MISSING] = "missing",
    [ZB_CHART_CELL_UNKNOWN] = "unknown",
  };

  for (guint i = 0; i < block->cells->len; i++)
    {
      const ZbChartSlot *slot = &g_array_index (chart->slots, ZbChartSlot, i);
      ZbChartCellState state = g_array_index (block->cells, ZbChartCell, i).state;

      append_week (csv, slot->issue, &slot->period);
      zb_csv_append_text (csv, STATE, FALSE);
      zb_csv_append_text (csv, ((ZbChartItem *) block->items->pdata[state])->label, FALSE);
      zb_csv_append_text (csv, states[state], FALSE);
      zb_csv_append_text (csv, NULL, FALSE);
      zb_csv_append_text (csv, NULL, FALSE);
      zb_csv_append_text (csv, NULL, TRUE);
    }
}

/**
 * zb_chart_dup_csv:
 * @chart: a chart
 *
 * The numbers of the chart as a table of RFC 4180, in UTF-8 without a byte
 * order mark. A value that is not known is an empty cell. Shares are fractions.
 * The last column tells what the user has typed in. Of a calendar all weeks
 * are there, with "text", "figures", "missing" or "unknown" as value.
 *
 * Returns: (transfer full): the text.
 */
char *
zb_chart_dup_csv (ZbChart *chart)
{
  GString *csv = g_string_new (HEADER);
  const char *whole = NULL;

  for (guint i = 0; i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      if (block->whole != NULL && block->whole->figure != whole)
        {
          append_item (csv, chart, block->whole, NULL);
          whole = block->whole->figure;
        }
      if (block->kind == ZB_CHART_BLOCK_GRID)
        {
          append_cells (csv, chart, block);
          continue;
        }
      for (guint j = 0; j < block->items->len; j++)
        append_item (csv, chart, g_ptr_array_index (block->items, j), block->whole);
      for (guint j = 0; j < block->series->len; j++)
        append_series (csv, chart, block, g_ptr_array_index (block->series, j));
    }
  return g_string_free (csv, FALSE);
}
