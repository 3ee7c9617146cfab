/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-report.h"

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "chart/zb-chart-calendar.h"
#include "chart/zb-chart-export.h"
#include "chart/zb-chart-picture.h"
#include "chart/zb-chart-renderer.h"
#include "chart/zb-chart-trend.h"
#include "chart/zb-chart-years.h"

/* Charts and their numbers on pages of paper, under each other as they fit. It is laid out twice: the first time only to
 * count the pages, which each of them names. */

/* ISO 216 A4, in the units of charts, of which an inch has 96. */
#define PAGE_WIDTH (595.28 / ZB_CHART_POINTS_PER_PIXEL)
#define PAGE_HEIGHT (841.89 / ZB_CHART_POINTS_PER_PIXEL)
#define MARGIN 56.0
#define FOOTER 24.0
#define WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define BOTTOM (PAGE_HEIGHT - MARGIN - FOOTER)

#define BETWEEN_CHARTS 32.0
#define CELL_GAP 10.0
#define ROW_PAD 2.5

/* What a week and its days need of the width. */
#define WEEK_SHARE 0.4

typedef struct {
  const char   *title;
  ZbChartStyle *style;
  ZbChartScene *scene;
  /* (nullable): while the pages are counted nothing is drawn. */
  cairo_t      *cr;
  guint         page;
  guint         n_pages;
  double        y;
} Report;

/* A column of the table: a line of a plot. */
typedef struct {
  const ZbChartBlock  *block;
  const ZbChartSeries *series;
} Column;

static void
set_color (Report       *self,
           ZbChartColor  color)
{
  cairo_set_source_rgba (self->cr, color.red, color.green, color.blue, color.alpha);
}

/* Returns how high it is; at the right where @is_number. */
static double
put_text (Report      *self,
          ZbChartFace  face,
          const char  *words,
          double       x,
          double       y,
          double       width,
          gboolean     is_number)
{
  g_autoptr(ZbChartText) text = zb_chart_scene_make_text (self->scene, face, words, width);

  if (self->cr != NULL)
    {
      set_color (self, text->color);
      if (is_number)
        pango_layout_set_alignment (text->layout, PANGO_ALIGN_RIGHT);
      cairo_move_to (self->cr, is_number && pango_layout_get_width (text->layout) < 0 ? x + width - text->width : x, y);
      pango_cairo_show_layout (self->cr, text->layout);
    }
  return text->height;
}

static void
put_line (Report      *self,
          ZbChartRole  role)
{
  if (self->cr == NULL)
    return;
  set_color (self, zb_chart_style_get_color (self->style, role));
  cairo_rectangle (self->cr, MARGIN, self->y - 0.5, WIDTH, 1);
  cairo_fill (self->cr);
}

static void
end_page (Report *self)
{
  g_autofree char *number = NULL;

  if (self->page == 0 || self->cr == NULL)
    return;
  /* Translators: at the foot of a printed page: its number, and how many there are. */
  number = g_strdup_printf (_("%1$u of %2$u"), self->page, self->n_pages);
  put_text (self, ZB_CHART_FACE_CAPTION, self->title, MARGIN, PAGE_HEIGHT - MARGIN, WIDTH * 0.8, FALSE);
  put_text (self, ZB_CHART_FACE_CAPTION, number, MARGIN + WIDTH * 0.8, PAGE_HEIGHT - MARGIN, WIDTH * 0.2, TRUE);
  cairo_show_page (self->cr);
}

static void
begin_page (Report *self)
{
  end_page (self);
  self->page++;
  self->y = MARGIN;
}

static void
put_chart (Report  *self,
           ZbChart *chart)
{
  ZbChartParts parts = ZB_CHART_PARTS_ALL & ~ZB_CHART_PART_MARGIN;
  double height = MIN (zb_chart_measure_height (chart, WIDTH, self->style, parts), BOTTOM - MARGIN);

  if (self->y + height > BOTTOM)
    begin_page (self);
  if (self->cr != NULL)
    {
      g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, WIDTH, height, self->style, parts);

      cairo_save (self->cr);
      cairo_translate (self->cr, MARGIN, self->y);
      zb_chart_renderer_draw_layout (layout, self->cr);
      cairo_restore (self->cr);
    }
  self->y += height + BETWEEN_CHARTS;
}

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
put_table_head (Report *self,
                GArray *columns)
{
  double width = WIDTH * (1 - WEEK_SHARE) / columns->len;
  double height = put_text (self, ZB_CHART_FACE_HEADING, _("Week"), MARGIN, self->y, WIDTH * WEEK_SHARE, FALSE);

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      double high = put_text (self, ZB_CHART_FACE_HEADING, column->series->label,
                              MARGIN + WIDTH * WEEK_SHARE + width * i + CELL_GAP, self->y, width - CELL_GAP, TRUE);

      height = MAX (height, high);
    }
  self->y += height;
  height = 0;
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      double high = put_text (self, ZB_CHART_FACE_CAPTION, column->block->unit,
                              MARGIN + WIDTH * WEEK_SHARE + width * i + CELL_GAP, self->y, width - CELL_GAP, TRUE);

      height = MAX (height, high);
    }
  self->y += height + ROW_PAD;
  put_line (self, ZB_CHART_ROLE_AXIS);
  self->y += ROW_PAD;
}

/* What is not known is a dash, never a zero. */
static double
put_row (Report  *self,
         ZbChart *chart,
         GArray  *columns,
         guint    slot)
{
  const ZbChartSlot *week = &g_array_index (chart->slots, ZbChartSlot, slot);
  g_autofree char *label = zb_chart_format_issue (week->issue, &week->period);
  double width = WIDTH * (1 - WEEK_SHARE) / columns->len;
  double height = put_text (self, ZB_CHART_FACE_CAPTION, label, MARGIN, self->y, WIDTH * WEEK_SHARE, FALSE);

  for (guint i = 0; i < columns->len; i++)
    {
      const ZbChartSeries *series = g_array_index (columns, Column, i).series;
      g_autofree char *number = zb_chart_format_number (series->values[slot]);
      double high = put_text (self, ZB_CHART_FACE_CAPTION, series->known[slot] ? number : "–",
                              MARGIN + WIDTH * WEEK_SHARE + width * i + CELL_GAP, self->y, width - CELL_GAP, TRUE);

      height = MAX (height, high);
    }
  return height;
}

/* How high a row is, before it is known on which page it stands. */
static double
measure_row (Report  *self,
             ZbChart *chart,
             GArray  *columns,
             guint    slot)
{
  cairo_t *cr = g_steal_pointer (&self->cr);
  double height = put_row (self, chart, columns, slot);

  self->cr = cr;
  return height;
}

/* A row for each week of which any of the figures is known. Long tables are most of the work, so each page can be the last. */
static void
put_table (Report       *self,
           ZbChart      *chart,
           GCancellable *cancellable)
{
  g_autoptr(GArray) columns = collect_columns (chart);

  if (columns->len == 0)
    return;
  begin_page (self);
  put_table_head (self, columns);
  for (guint slot = 0; slot < chart->slots->len && !g_cancellable_is_cancelled (cancellable); slot++)
    {
      gboolean is_known = FALSE;
      double height;

      for (guint i = 0; i < columns->len; i++)
        is_known = is_known || g_array_index (columns, Column, i).series->known[slot];
      if (!is_known)
        continue;
      height = measure_row (self, chart, columns, slot);
      if (self->y + height > BOTTOM)
        {
          begin_page (self);
          put_table_head (self, columns);
        }
      put_row (self, chart, columns, slot);
      self->y += height + ROW_PAD;
      put_line (self, ZB_CHART_ROLE_GRID);
      self->y += ROW_PAD;
    }
}

/* Returns whether it went to the end. */
static gboolean
put_report (Report        *self,
            GPtrArray     *charts,
            ZbChart       *table,
            GCancellable  *cancellable,
            GError       **error)
{
  self->page = 0;
  begin_page (self);
  self->y += put_text (self, ZB_CHART_FACE_TITLE, self->title, MARGIN, self->y, WIDTH, FALSE) + BETWEEN_CHARTS;
  for (guint i = 0; i < charts->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      put_chart (self, g_ptr_array_index (charts, i));
    }
  put_table (self, table, cancellable);
  end_page (self);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
draw (Report        *self,
      GPtrArray     *charts,
      ZbChart       *table,
      GByteArray    *pdf,
      GCancellable  *cancellable,
      GError       **error)
{
  cairo_surface_t *surface = zb_chart_picture_new_pdf (pdf, self->title, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_status_t status;
  gboolean done;

  self->cr = cairo_create (surface);
  cairo_scale (self->cr, ZB_CHART_POINTS_PER_PIXEL, ZB_CHART_POINTS_PER_PIXEL);
  done = put_report (self, charts, table, cancellable, error);
  cairo_destroy (g_steal_pointer (&self->cr));
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (done && status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, ZB_CHART_ERROR, ZB_CHART_ERROR_RENDER, _("The report could not be drawn: %s."),
                 cairo_status_to_string (status));
  return done && status == CAIRO_STATUS_SUCCESS;
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
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartScene) scene = zb_chart_scene_new (style, FALSE);
  g_autoptr(GByteArray) pdf = g_byte_array_new ();
  Report self = { .title = title, .style = style, .scene = scene };

  g_return_val_if_fail (charts != NULL, NULL);
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  if (!put_report (&self, charts, table, cancellable, error))
    return NULL;
  self.n_pages = self.page;
  if (!draw (&self, charts, table, pdf, cancellable, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
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
zb_chart_report_of_weeks (GPtrArray           *weeks,
                          GPtrArray           *calendar,
                          const char * const  *figures,
                          const GDate         *from,
                          const GDate         *to,
                          GCancellable        *cancellable,
                          GError             **error)
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
