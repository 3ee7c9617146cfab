/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <pango/pangocairo.h>

#include "chart/zb-chart-picture.h"
#include "chart/zb-chart-scene.h"
#include "chart/zb-chart.h"

G_BEGIN_DECLS

/* ISO 216 A4, in the units of charts, of which an inch has 96. */
#define ZB_CHART_PAGES_PAGE_WIDTH  (595.28 / ZB_CHART_POINTS_PER_PIXEL)
#define ZB_CHART_PAGES_PAGE_HEIGHT (841.89 / ZB_CHART_POINTS_PER_PIXEL)
/* What is put on a page stands between its margins, and above its foot. */
#define ZB_CHART_PAGES_MARGIN 56.0
#define ZB_CHART_PAGES_FOOTER 24.0
#define ZB_CHART_PAGES_WIDTH  (ZB_CHART_PAGES_PAGE_WIDTH - 2 * ZB_CHART_PAGES_MARGIN)
#define ZB_CHART_PAGES_BOTTOM (ZB_CHART_PAGES_PAGE_HEIGHT - ZB_CHART_PAGES_MARGIN - ZB_CHART_PAGES_FOOTER)
#define ZB_CHART_PAGES_HEIGHT (ZB_CHART_PAGES_BOTTOM - ZB_CHART_PAGES_MARGIN)

/**
 * ZbChartPages:
 * @style: how it looks: dark on white paper
 * @scene: what texts are laid out with
 * @footer: what stands at the foot of each page, beside its number
 * @cr: (nullable): while pages are counted, or things are measured, nothing is drawn
 * @recordings: (nullable) (element-type cairo_surface_t): one drawing for each page
 * @page: the number of the page, from 1
 * @n_pages: how many there are, once they are counted
 * @y: where the next thing stands
 *
 * Pages of paper that are filled from top to bottom.
 */
typedef struct {
  ZbChartStyle *style;
  ZbChartScene *scene;
  const char   *footer;
  cairo_t      *cr;
  GPtrArray    *recordings;
  guint         page;
  guint         n_pages;
  double        y;
} ZbChartPages;

/**
 * ZbChartPagesFunc:
 *
 * Puts everything on the pages, from the first to the last, and the same whenever it is called.
 *
 * Returns: whether all went well; otherwise there is an error.
 */
typedef gboolean (*ZbChartPagesFunc) (ZbChartPages  *pages,
                                      gconstpointer  data,
                                      GCancellable  *cancellable,
                                      GError       **error);

GBytes    *zb_chart_pages_to_pdf     (const char        *title,
                                      const char        *footer,
                                      ZbChartPagesFunc   put,
                                      gconstpointer      data,
                                      GCancellable      *cancellable,
                                      GError           **error);
GPtrArray *zb_chart_pages_record     (const char        *footer,
                                      ZbChartPagesFunc   put,
                                      gconstpointer      data,
                                      GCancellable      *cancellable,
                                      GError           **error);
void       zb_chart_pages_begin_page (ZbChartPages      *self);
void       zb_chart_pages_need       (ZbChartPages      *self,
                                      double             height);
double     zb_chart_pages_put_text   (ZbChartPages      *self,
                                      ZbChartFace        face,
                                      const char        *words,
                                      double             x,
                                      double             y,
                                      double             width,
                                      gboolean           is_number);
void       zb_chart_pages_put_lines  (ZbChartPages      *self,
                                      const ZbChartText *text,
                                      double             x);
void       zb_chart_pages_put_rule   (ZbChartPages      *self,
                                      ZbChartRole        role);
void       zb_chart_pages_put_chart  (ZbChartPages      *self,
                                      ZbChart           *chart);
double     zb_chart_pages_measure_picture (cairo_surface_t *picture);
void       zb_chart_pages_put_picture (ZbChartPages     *self,
                                      cairo_surface_t   *picture);

G_END_DECLS
