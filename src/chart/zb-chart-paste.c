/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-paste.h"

#include <glib/gi18n-lib.h>

#include "chart/zb-chart-table.h"

#define N_COLUMNS    5
#define VALUE_COLUMN 1

/* The columns of a pasted table, and which of them the chart has something for. */
typedef struct {
  const char *titles[N_COLUMNS];
  gboolean    used[N_COLUMNS];
} Columns;

static const char *
get_cell (const ZbChartRow *row,
          guint             column)
{
  const char *cells[N_COLUMNS] = { row->label, row->value, row->share, row->unit, row->note };

  return cells[column] != NULL ? cells[column] : "";
}

static void
columns_init (Columns   *self,
              ZbChart   *chart,
              GPtrArray *rows)
{
  gboolean is_trend = chart->slots->len > 0;
  gboolean is_grid = chart->blocks->len > 0 &&
                     ((ZbChartBlock *) chart->blocks->pdata[0])->kind == ZB_CHART_BLOCK_GRID;
  const char *first = is_grid ? _("Year") : is_trend ? _("Week") : _("Figure");
  const char *line = chart->is_yearly ? _("Year") : _("Figure");

  *self = (Columns) {
    .titles = { first, _("Value"), _("Share"), _("Unit"),
                is_trend ? line : _("Split") },
    .used = { TRUE, TRUE },
  };
  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < N_COLUMNS; j++)
      self->used[j] |= *get_cell (g_ptr_array_index (rows, i), j) != '\0';
}

static void
append_element (GString    *html,
                const char *name,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (html, "<%s>%s</%s>", name, escaped, name);
}

static void
append_html_row (GString          *html,
                 const Columns    *columns,
                 const ZbChartRow *row)
{
  g_string_append (html, "<tr>");
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (get_cell (row, i), -1);

      if (columns->used[i])
        g_string_append_printf (html, i == VALUE_COLUMN ? "<td align=\"right\">%s</td>"
                                                        : "<td>%s</td>", escaped);
    }
  g_string_append (html, "</tr>\n");
}

/**
 * zb_chart_dup_html:
 * @chart: a chart
 *
 * The numbers of the chart as a table for word processors and web editors,
 * with the title above and the source and notes below. What is not known is
 * an empty cell.
 *
 * Returns: (transfer full): a document of HTML in UTF-8, which says so itself.
 */
char *
zb_chart_dup_html (ZbChart *chart)
{
  g_autoptr(GPtrArray) rows = NULL;
  g_autofree char *caption = NULL;
  GString *html;
  Columns columns;

  g_return_val_if_fail (chart != NULL, NULL);

  rows = zb_chart_dup_table (chart);
  caption = zb_chart_dup_caption (chart);
  columns_init (&columns, chart, rows);
  html = g_string_new ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n"
                       "<table border=\"1\">\n");
  if (chart->title != NULL)
    append_element (html, "caption", chart->title);
  g_string_append (html, "\n<thead><tr>");
  for (guint i = 0; i < N_COLUMNS; i++)
    if (columns.used[i])
      append_element (html, "th", columns.titles[i]);
  g_string_append (html, "</tr></thead>\n<tbody>\n");
  for (guint i = 0; i < rows->len; i++)
    append_html_row (html, &columns, g_ptr_array_index (rows, i));
  g_string_append (html, "</tbody>\n</table>\n");
  if (*caption != '\0')
    append_element (html, "p", caption);
  g_string_append (html, "\n</body></html>\n");
  return g_string_free (html, FALSE);
}

/* A number without the commas between its thousands, which some spreadsheets take for decimal
 * signs; nothing that ends a cell or a line. */
static void
append_tabbed_cell (GString    *text,
                    const char *cell,
                    gboolean    is_number)
{
  for (const char *p = cell; *p != '\0'; p++)
    if (!is_number || *p != ',')
      g_string_append_c (text, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

static void
append_tabbed_row (GString           *text,
                   const Columns     *columns,
                   const char *const  cells[],
                   gboolean           has_number)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      if (!columns->used[i])
        continue;
      if (i > 0)
        g_string_append_c (text, '\t');
      append_tabbed_cell (text, cells[i], has_number && i == VALUE_COLUMN);
    }
  g_string_append_c (text, '\n');
}

/**
 * zb_chart_dup_tabbed:
 * @chart: a chart
 *
 * The same numbers as zb_chart_dup_html() for what takes text alone, and for
 * spreadsheets: cells with tabs between them, digits without commas.
 *
 * Returns: (transfer full): the text.
 */
char *
zb_chart_dup_tabbed (ZbChart *chart)
{
  g_autoptr(GPtrArray) rows = NULL;
  GString *text;
  Columns columns;

  g_return_val_if_fail (chart != NULL, NULL);

  rows = zb_chart_dup_table (chart);
  text = g_string_new (NULL);
  columns_init (&columns, chart, rows);
  append_tabbed_row (text, &columns, columns.titles, FALSE);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *cells[N_COLUMNS];

      for (guint j = 0; j < N_COLUMNS; j++)
        cells[j] = get_cell (g_ptr_array_index (rows, i), j);
      append_tabbed_row (text, &columns, cells, TRUE);
    }
  return g_string_free (text, FALSE);
}
