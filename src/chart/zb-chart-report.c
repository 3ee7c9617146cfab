/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-report.h"

#include <glib/gi18n-lib.h>

#include "chart/zb-chart-calendar.h"
#include "chart/zb-chart-pages.h"
#include "chart/zb-chart-trend.h"
#include "chart/zb-chart-years.h"

/* Charts and their numbers on pages of paper, under each other as they fit. */

#define MARGIN ZB_CHART_PAGES_MARGIN
#define WIDTH ZB_CHART_PAGES_WIDTH

#define BELOW_TITLE 32.0
#define CELL_GAP 10.0
#define ROW_PAD 2.5

/* What a week and its days need of the width. */
#define WEEK_SHARE 0.4

typedef struct {
  const char *title;
  GPtrArray  *charts;
  ZbChart    *table;
} Report;

/* A column of the table: a line of a plot. */
typedef struct {
  const ZbChartBlock  *block;
  const ZbChartSeries *series;
} Column;

static GArray *
collect_columns (ZbChart *chart)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));

  for (guint i = 0; i < chart->blocks->len; i++)
    {
      const ZbChartBlock *block = g_ptr_array_index (chart->blocks, i);

      for (guint j = 0; j < block->series->len; j++)
        {
          Column column = { block, g_ptr_array_index (block->series, j) };

          g_array_append_val (columns, column);
        }
    }
  return columns;
}

static void
put_table_head (ZbChartPages *self,
                GArray       *columns)
{
  double width = WIDTH * (1 - WEEK_SHARE) / columns->len;
  double height = zb_chart_pages_put_text (self, ZB_CHART_FACE_HEADING, _("Week"), MARGIN, self->y,
                                           WIDTH * WEEK_SHARE, FALSE);

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      double high = zb_chart_pages_put_text (self, ZB_CHART_FACE_HEADING, column->series->label,
                                             MARGIN + WIDTH * WEEK_SHARE + width * i + CELL_GAP,
                                             self->y, width - CELL_GAP, TRUE);

      height = MAX (height, high);
    }
  self->y += height;
  height = 0;
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      double high = zb_chart_pages_put_text (self, ZB_CHART_FACE_CAPTION, column->block->unit,
                                             MARGIN + WIDTH * WEEK_SHARE + width * i + CELL_GAP,
                                             self->y, width - CELL_GAP, TRUE);

      height = MAX (height, high);
    }
  self->y += height + ROW_PAD;
  zb_chart_pages_put_rule (self, ZB_CHART_ROLE_AXIS);
  self->y += ROW_PAD;
}

/* What is not known is a dash, never a zero. */
static double
put_row (ZbChartPages *self,
         ZbChart      *chart,
         GArray       *columns,
         guint         slot)
{
  const ZbChartSlot *week = &g_array_index (chart->slots, ZbChartSlot, slot);
  g_autofree char *label = zb_chart_format_issue (week->issue, &week->period);
  double width = WIDTH * (1 - WEEK_SHARE) / columns->len;
  double height = zb_chart_pages_put_text (self, ZB_CHART_FACE_CAPTION, label, MARGIN, self->y,
                                           WIDTH * WEEK_SHARE, FALSE);

  for (guint i = 0; i < columns->len; i++)
    {
      const ZbChartSeries *series = g_array_index (columns, Column, i).series;
      g_autofree char *number = zb_chart_format_number (series->values[slot]);
      double high = zb_chart_pages_put_text (
        self, ZB_CHART_FACE_CAPTION, series->known[slot] ? number : "–",
        MARGIN + WIDTH * WEEK_SHARE + width * i + CELL_GAP, self->y, width - CELL_GAP, TRUE);

      height = MAX (height, high);
    }
  return height;
}

/* How high a row is, before it is known on which page it stands. */
static double
measure_row (ZbChartPages *self,
             ZbChart      *chart,
             GArray       *columns,
             guint         slot)
{
  cairo_t *cr = g_steal_pointer (&self->cr);
  double height = put_row (self, chart, columns, slot);

  self->cr = cr;
  return height;
}

/* A row for each week of which any of the figures is known. Long tables are most of the work, so each page can be the last. */
static void
put_table (ZbChartPages *self,
           ZbChart      *chart,
           GCancellable *cancellable)
{
  g_autoptr(GArray) columns = collect_columns (chart);

  if (columns->len == 0)
    return;
  zb_chart_pages_begin_page (self);
  put_table_head (self, columns);
  for (guint slot = 0; slot < chart->slots->len && !g_cancellable_is_cancelled (cancellable);
       slot++)
    {
      gboolean is_known = FALSE;
      double height;

      for (guint i = 0; i < columns->len; i++)
        is_known = is_known || g_array_index (columns, Column, i).series->known[slot];
      if (!is_known)
        continue;
      height = measure_row (self, chart, columns, slot);
      if (self->y + height > ZB_CHART_PAGES_BOTTOM)
        {
          zb_chart_pages_begin_page (self);
          put_table_head (self, columns);
        }
      put_row (self, chart, columns, slot);
      self->y += height + ROW_PAD;
      zb_chart_pages_put_rule (self, ZB_CHART_ROLE_GRID);
      self->y += ROW_PAD;
    }
}

static gboolean
put_report (ZbChartPages   *self,
            gconstpointer   data,
            GCancellable   *cancellable,
            GError        **error)
{
  const Report *report = data;

  self->y += zb_chart_pages_put_text (self, ZB_CHART_FACE_TITLE, report->title, MARGIN, self->y,
                                      WIDTH, FALSE) + BELOW_TITLE;
  for (guint i = 0; i < report->charts->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      zb_chart_pages_put_chart (self, g_ptr_array_index (report->charts, i));
    }
  put_table (self, report->table, cancellable);
  return TRUE;
}

/**
 * zb_chart_report_to_bytes:
 * @charts: (element-type ZbChart): what is drawn, in this order
 * @table: a chart over weeks, whose numbers stand in a table behind the charts
 * @title: what the report is about
 * @cancellable: (nullable): to stop it
 *
 * A PDF of A4 pages, with its fonts, in any thread. The table has a row for each week of which something is known.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with %ZB_CHART_ERROR_RENDER or %G_IO_ERROR_CANCELLED.
 */
GBytes *
zb_chart_report_to_bytes (GPtrArray     *charts,
                          ZbChart       *table,
                          const char    *title,
                          GCancellable  *cancellable,
                          GError       **error)
{
  const Report report = { title, charts, table };

  g_return_val_if_fail (charts != NULL, NULL);
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  return zb_chart_pages_to_pdf (title, title, put_report, &report, cancellable, error);
}

/**
 * zb_chart_report_of_weeks:
 * @weeks: (element-type ZbChartWeek): what is known, in any order
 * @calendar: (element-type ZbChartCalendarWeek): the same weeks, with what is here of them
 * @figures: (array zero-terminated=1): which figures it is about, at least one; no levels
 * @from: a day of the first week
 * @to: a day of the last week
 * @cancellable: (nullable): to stop it
 *
 * A report of a range: the trend of the figures, the first of them year against year, the calendar, and the numbers.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with an error of zb_chart_report_to_bytes().
 */
GBytes *
zb_chart_report_of_weeks (GPtrArray          *weeks,
                          GPtrArray          *calendar,
                          const char *const  *figures,
                          const GDate        *from,
                          const GDate        *to,
                          GCancellable       *cancellable,
                          GError            **error)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();
  g_autoptr(GPtrArray) charts = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_unref);
  g_autofree char *title = NULL;
  ZbChart *trend;

  g_return_val_if_fail (figures != NULL && figures[0] != NULL, NULL);

  trend = zb_chart_new_trend (catalogue, weeks, figures, from, to, NULL);
  g_ptr_array_add (charts, trend);
  g_ptr_array_add (charts, zb_chart_new_years (catalogue, weeks, figures[0], from, to, NULL));
  g_ptr_array_add (charts, zb_chart_new_calendar (calendar, from, to));
  /* Translators: the title of a report; %s is its first and last day. */
  title = g_strdup_printf (_("CNCERT’s weekly bulletins, %s"), trend->subtitle);
  return zb_chart_report_to_bytes (charts, trend, title, cancellable, error);
}
