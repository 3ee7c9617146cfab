/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "fixtures.h"

#include <poppler.h>

#include "chart/zb-chart-report.h"

/* Charts and their numbers on pages. */

#define FIGURE "incidents_total"
#define MAX_WEEKS 1040

static ZbChart *
make_trend (guint n_weeks)
{
  g_autofree gint64 *values = g_new (gint64, n_weeks);

  for (guint i = 0; i < n_weeks; i++)
    values[i] = i % 5 == 4 ? UNKNOWN : (gint64) i * 1000;
  return trend_new ("2006-01-02", values, n_weeks, FIGURE);
}

static GBytes *
make_report (ZbChart       *chart,
             guint          n_charts,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GPtrArray) charts = g_ptr_array_new ();

  for (guint i = 0; i < n_charts; i++)
    g_ptr_array_add (charts, chart);
  /* No Han text: cairo 1.16 loses some hundred bytes over each such font, which a leak checker would count as ours. */
  return zb_chart_report_to_bytes (charts, chart, "Bulletins & <report>", cancellable, error);
}

/* cairo 1.18 packs all but the drawings, so it takes a reader to see the pages. */
static int
count_pages (GBytes *pdf)
{
  g_autoptr(GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, &error);
  int n;

  g_assert_no_error (error);
  n = poppler_document_get_n_pages (document);
  g_object_unref (document);
  return n;
}

/* Given few weeks, then the charts are on one page and the numbers on another; given twenty years, then on many. The same
 * report is the same file. */
static void
test_pages (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbChart) few = make_trend (10);
  g_autoptr(ZbChart) many = make_trend (MAX_WEEKS);
  g_autoptr(GBytes) one = make_report (few, 2, NULL, &error);
  g_autoptr(GBytes) same = make_report (few, 2, NULL, &error);
  g_autoptr(GBytes) more_charts = make_report (few, 9, NULL, &error);
  g_autoptr(GBytes) long_table = make_report (many, 1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (count_pages (one), ==, 2);
  g_assert_true (g_bytes_equal (one, same));
  g_assert_cmpint (count_pages (more_charts), >, 3);
  /* 832 rows of which no page holds more than a hundred. */
  g_assert_cmpint (count_pages (long_table), >, 9);
}

/* Given nothing to show, then there is still a page that says so. */
static void
test_nothing (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) weeks = g_ptr_array_new ();
  const char *const ids[] = { FIGURE, NULL };
  g_autoptr(ZbChart) chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, NULL, NULL, NULL);
  g_autoptr(GBytes) pdf = make_report (chart, 1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (count_pages (pdf), ==, 1);
}

static void
test_cancelled (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(ZbChart) chart = make_trend (10);
  g_autoptr(GBytes) pdf = NULL;

  g_cancellable_cancel (cancellable);
  pdf = make_report (chart, 1, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (pdf);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/pages", test_pages);
  g_test_add_func ("/report/nothing", test_nothing);
  g_test_add_func ("/report/cancelled", test_cancelled);
  return g_test_run ();
}
