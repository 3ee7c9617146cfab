/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-issue-print.h"

#include "chart/zb-chart-pages.h"

#define PAGE_WIDTH (ZB_CHART_PAGES_PAGE_WIDTH * ZB_CHART_POINTS_PER_PIXEL)
#define PAGE_HEIGHT (ZB_CHART_PAGES_PAGE_HEIGHT * ZB_CHART_POINTS_PER_PIXEL)

/* The pages are there already. On paper of another size, each is made to fit, in the middle. */
static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              GPtrArray         *pages)
{
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  double scale = MIN (width / PAGE_WIDTH, height / PAGE_HEIGHT);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  if (page < 0 || (guint) page >= pages->len || scale <= 0)
    return;
  cairo_save (cr);
  cairo_translate (cr, (width - PAGE_WIDTH * scale) / 2, (height - PAGE_HEIGHT * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, g_ptr_array_index (pages, (guint) page), 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
unref_pages_cb (gpointer  data,
                GClosure *closure)
{
  g_ptr_array_unref (data);
}

/* The pages have their own margins. */
static void
set_paper (GtkPrintOperation *operation)
{
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
}

/**
 * zb_issue_print_operation_new:
 * @pages: (element-type cairo_surface_t): what zb_issue_paper_record() has made
 * @title: what the printer's list says
 *
 * Returns: (transfer full): what prints them, with their texts as texts. It does not wait where the system can do without.
 */
GtkPrintOperation *
zb_issue_print_operation_new (GPtrArray  *pages,
                              const char *title)
{
  GtkPrintOperation *operation;

  g_return_val_if_fail (pages != NULL, NULL);

  operation = gtk_print_operation_new ();
  gtk_print_operation_set_n_pages (operation, (int) pages->len);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_job_name (operation, title);
  set_paper (operation);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), g_ptr_array_ref (pages),
                         unref_pages_cb, 0);
  return operation;
}
