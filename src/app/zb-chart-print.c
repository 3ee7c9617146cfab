/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-print.h"

#include "chart/zb-chart-renderer.h"

/* Paper is measured in points, charts in logical pixels. */
#define POINTS_PER_PIXEL (72.0 / 96.0)

/* As wide as the page, and as high as the content needs; where that is higher than the page, all of
 * it is drawn smaller. */
static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              ZbChart           *chart)
{
  double width = gtk_print_context_get_width (context) / POINTS_PER_PIXEL;
  double height = gtk_print_context_get_height (context) / POINTS_PER_PIXEL;
  ZbChartParts parts = ZB_CHART_PARTS_ALL & ~ZB_CHART_PART_MARGIN;
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = NULL;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  if (width < 1 || height < 1)
    return;
  style->opaque = FALSE;
  layout = zb_chart_layout_new (chart, width,
                                MIN (zb_chart_measure_height (chart, width, style, parts), height),
                                style, parts);
  cairo_save (cr);
  cairo_scale (cr, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
  zb_chart_renderer_draw_layout (layout, cr);
  cairo_restore (cr);
}

static void
unref_chart_cb (gpointer  data,
                GClosure *closure)
{
  zb_chart_unref (data);
}

/**
 * zb_chart_print_operation_new:
 *
 * Returns: (transfer full): what prints the chart on one page, with its texts
 *   as texts. It does not wait where the system can do without.
 */
GtkPrintOperation *
zb_chart_print_operation_new (ZbChart *chart)
{
  GtkPrintOperation *operation;

  g_return_val_if_fail (chart != NULL, NULL);

  operation = gtk_print_operation_new ();
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  if (chart->title != NULL)
    gtk_print_operation_set_job_name (operation, chart->title);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), zb_chart_ref (chart),
                         unref_chart_cb, 0);
  return operation;
}
