/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "numbers-rows.h"

#include <string.h>

#include "chart/zb-chart-paste.h"
#include "chart/zb-chart-table.h"
#include "numbers-truth.h"

/* The forms in which the numbers of a chart leave it, read by readers of the test's own. */

#define CSV_HEADER "issue,year,period_start,period_end,figure,label,value,unit,share,typed"
#define CSV_COLUMNS 10

static void
free_row (gpointer data)
{
  NumberRow *row = data;

  g_free (row->figure);
  g_free (row->label);
  g_free (row->value);
  g_free (row->unit);
  g_free (row->share);
  g_free (row->note);
  g_free (row->start);
  g_free (row->end);
  g_free (row);
}

static GPtrArray *
rows_new (void)
{
  return g_ptr_array_new_with_free_func (free_row);
}

const NumberRow *
rows_get (GPtrArray *rows,
          guint      index)
{
  g_assert_cmpuint (index, <, rows->len);
  return g_ptr_array_index (rows, index);
}

static NumberRow *
add_row (GPtrArray  *rows,
         const char *figure,
         const char *label,
         const char *unit)
{
  NumberRow *row = g_new0 (NumberRow, 1);

  row->figure = g_strdup (figure != NULL ? figure : "");
  row->label = g_strdup (label);
  row->unit = g_strdup (unit != NULL ? unit : "");
  g_ptr_array_add (rows, row);
  return row;
}

static void
set_week (NumberRow      *row,
          ZbIssue         issue,
          const ZbPeriod *period)
{
  gboolean is_known = g_date_valid (&period->start);

  row->year = issue.year;
  row->number = issue.number;
  row->start = dup_day (is_known ? g_date_get_julian (&period->start) : 0);
  row->end = dup_day (is_known ? g_date_get_julian (&period->end) : 0);
}

static void
add_item (GPtrArray         *rows,
          ZbChart           *chart,
          const ZbChartItem *item,
          const char        *note)
{
  NumberRow *row = add_row (rows, item->figure, item->label, item->unit);
  g_autofree char *shown = dup_with_commas (item->value);

  set_week (row, item->has_week ? item->issue : chart->issue, item->has_week ? &item->period : &chart->period);
  if (item->is_missing)
    row->value = g_strdup ("");
  else if (g_str_equal (shown, item->text))
    row->value = g_strdup_printf ("%" G_GINT64_FORMAT, item->value);
  else
    row->value = g_strdup (item->text);
  row->share = g_strdup (item->share != NULL ? item->share : "");
  row->note = g_strdup (note != NULL ? note : "");
  row->is_typed = item->is_typed;
}

static void
add_series (GPtrArray           *rows,
            ZbChart             *chart,
            const ZbChartBlock  *block,
            const ZbChartSeries *series)
{
  for (guint i = 0; i < chart->slots->len; i++)
    {
      const ZbChartSlot *slot = series->slots != NULL ? &series->slots[i] : &g_array_index (chart->slots, ZbChartSlot, i);
      NumberRow *row;

      /* A week that the line's year does not have. */
      if (series->slots != NULL && !g_date_valid (&slot->period.start))
        {
          g_assert_false (series->known[i]);
          continue;
        }
      row = add_row (rows, series->figure, series->label, block->unit);
      set_week (row, slot->issue, &slot->period);
      row->value = series->known[i] ? g_strdup_printf ("%" G_GINT64_FORMAT, series->values[i]) : g_strdup ("");
      row->share = g_strdup ("");
      row->note = g_strdup (series->label);
      row->is_typed = series->typed[i];
    }
}

static void
add_cells (GPtrArray          *rows,
           ZbChart            *chart,
           const ZbChartBlock *block)
{
  static const char *const states[] = { "text", "figures", "missing", "unknown" };

  g_assert_cmpuint (block->cells->len, ==, chart->slots->len);
  for (guint i = 0; i < block->cells->len; i++)
    {
      const ZbChartSlot *slot = &g_array_index (chart->slots, ZbChartSlot, i);
      guint state = g_array_index (block->cells, ZbChartCell, i).state;
      NumberRow *row = add_row (rows, "state", ((ZbChartItem *) block->items->pdata[state])->label, NULL);

      set_week (row, slot->issue, &slot->period);
      row->value = g_strdup (states[state]);
      row->share = g_strdup ("");
      row->note = g_strdup ("");
    }
}

/**
 * rows_from_chart:
 *
 * Returns: (transfer full) (element-type NumberRow): all numbers of the chart itself; of two splits of one whole that once.
 */
GPtrArray *
rows_from_chart (ZbChart *chart)
{
  GPtrArray *rows = rows_new ();
  const char *whole = NULL, *heading = NULL;

  for (guint i = 0; i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      heading = block->heading != NULL ? block->heading : heading;
      if (block->whole != NULL && g_strcmp0 (block->whole->figure, whole) != 0)
        add_item (rows, chart, block->whole, NULL);
      if (block->whole != NULL)
        whole = block->whole->figure;
      if (block->kind == ZB_CHART_BLOCK_GRID)
        add_cells (rows, chart, block);
      else
        for (guint j = 0; j < block->items->len; j++)
          add_item (rows, chart, g_ptr_array_index (block->items, j), heading);
      for (guint j = 0; j < block->series->len; j++)
        add_series (rows, chart, block, g_ptr_array_index (block->series, j));
    }
  return rows;
}

/* A cell of RFC 4180; *@end is behind it. */
static char *
read_cell (const char  *text,
           const char **end)
{
  GString *cell = g_string_new (NULL);

  if (*text != '"')
    {
      gsize length = strcspn (text, ",\r\n\"");

      *end = text + length;
      return g_string_free (g_string_append_len (cell, text, (gssize) length), FALSE);
    }
  for (text++; *text != '"' || text[1] == '"'; text++)
    {
      g_assert_cmpint (*text, !=, '\0');
      text += *text == '"';
      g_string_append_c (cell, *text);
    }
  *end = text + 1;
  return g_string_free (cell, FALSE);
}

/**
 * rows_from_csv:
 *
 * Returns: (transfer full) (element-type NumberRow): what the table says. Its form is checked by the way.
 */
GPtrArray *
rows_from_csv (const char *csv)
{
  GPtrArray *rows = rows_new ();
  const char *p = csv + strlen (CSV_HEADER "\r\n");

  g_assert_true (g_str_has_prefix (csv, CSV_HEADER "\r\n"));
  while (*p != '\0')
    {
      char *cells[CSV_COLUMNS];
      NumberRow *row;

      for (guint i = 0; i < CSV_COLUMNS; i++)
        {
          cells[i] = read_cell (p, &p);
          g_assert_cmpint (*p, ==, i + 1 < CSV_COLUMNS ? ',' : '\r');
          p++;
        }
      g_assert_cmpint (*p++, ==, '\n');
      row = add_row (rows, cells[4], cells[5], cells[7]);
      row->number = (guint) g_ascii_strtoull (cells[0], NULL, 10);
      row->year = (guint) g_ascii_strtoull (cells[1], NULL, 10);
      row->start = g_steal_pointer (&cells[2]);
      row->end = g_steal_pointer (&cells[3]);
      row->value = g_steal_pointer (&cells[6]);
      row->share = g_steal_pointer (&cells[8]);
      row->is_typed = g_str_equal (cells[9], "yes");
      g_assert_true (row->is_typed || *cells[9] == '\0');
      for (guint i = 0; i < CSV_COLUMNS; i++)
        g_free (cells[i]);
    }
  return rows;
}

/* What a pasted table has of a number: its cells with a tab between them, those that the chart has nothing for left out. */
static char *
dup_line (const char     *label,
          const char     *value,
          const char     *share,
          const char     *unit,
          const char     *note,
          const gboolean *used)
{
  const char *cells[] = { label, value, share, unit, note };
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    if (used[i])
      g_string_append_printf (line, "%s%s", i > 0 ? "\t" : "", cells[i] != NULL ? cells[i] : "");
  return g_string_free (line, FALSE);
}

/* The rows of a table in HTML as such lines. */
static GPtrArray *
read_html (const char *html)
{
  g_auto(GStrv) parts = g_strsplit (html, "<tr>", -1);
  g_autoptr(GRegex) cell = g_regex_new ("<t[dh](?: align=\"right\")?>([^<]*)</t[dh]>", 0, 0, NULL);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; parts[i] != NULL; i++)
    {
      g_autoptr(GMatchInfo) match = NULL;
      GString *line = g_string_new (NULL);

      g_regex_match (cell, parts[i], 0, &match);
      for (guint n = 0; g_match_info_matches (match); g_match_info_next (match, NULL), n++)
        {
          g_autofree char *text = g_match_info_fetch (match, 1);

          g_string_append_printf (line, "%s%s", n > 0 ? "\t" : "", text);
        }
      g_string_replace (line, "&lt;", "<", 0);
      g_string_replace (line, "&gt;", ">", 0);
      g_assert_null (strchr (line->str, '&'));
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  return lines;
}

static char *
dup_shown (const NumberRow *row)
{
  return g_ascii_isdigit (*row->value) ? dup_with_commas (g_ascii_strtoll (row->value, NULL, 10)) : g_strdup (row->value);
}

/**
 * rows_assert_text:
 * @chart: any chart but a calendar, with numbers
 *
 * Asserts that the table of a chart, and what can be pasted of it, say exactly its numbers, in their order.
 */
void
rows_assert_text (ZbChart *chart)
{
  g_autoptr(GPtrArray) rows = rows_from_chart (chart);
  g_autoptr(GPtrArray) table = zb_chart_dup_table (chart);
  g_autofree char *tabbed = zb_chart_dup_tabbed (chart);
  g_autofree char *html = zb_chart_dup_html (chart);
  g_auto(GStrv) lines = g_strsplit (tabbed, "\n", -1);
  g_autoptr(GPtrArray) cells = read_html (html);
  gboolean used[] = { TRUE, TRUE, FALSE, FALSE, FALSE };

  g_assert_cmpuint (table->len, ==, rows->len);
  g_assert_cmpuint (cells->len, ==, rows->len + 1);
  g_assert_cmpuint (g_strv_length (lines), ==, rows->len + 2);
  for (guint i = 0; i < rows->len; i++)
    {
      const NumberRow *row = rows_get (rows, i);

      used[2] |= *row->share != '\0';
      used[3] |= *row->unit != '\0';
      used[4] |= *row->note != '\0';
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const NumberRow *row = rows_get (rows, i);
      const ZbChartRow *told = g_ptr_array_index (table, i);
      g_autofree char *shown = dup_shown (row);
      g_autofree char *line = dup_line (told->label, row->value, row->share, row->unit, row->note, used);
      g_autofree char *cell = dup_line (told->label, shown, row->share, row->unit, row->note, used);

      g_assert_cmpstr (told->value != NULL ? told->value : "", ==, shown);
      g_assert_cmpstr (told->share != NULL ? told->share : "", ==, row->share);
      g_assert_cmpstr (told->unit != NULL ? told->unit : "", ==, row->unit);
      g_assert_cmpstr (told->note != NULL ? told->note : "", ==, row->note);
      if (chart->slots->len == 0)
        g_assert_cmpstr (told->label, ==, row->label);
      else if (row->number != 0)
        {
          g_autofree char *issue = g_strdup_printf ("Issue %u of %u", row->number, row->year);

          g_assert_true (g_str_has_prefix (told->label, issue));
        }
      g_assert_cmpstr (lines[i + 1], ==, line);
      g_assert_cmpstr (g_ptr_array_index (cells, i + 1), ==, cell);
    }
}
