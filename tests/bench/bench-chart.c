/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws the trend of made-up weeks: 1,040 of them, twenty years, with six figures of which a few weeks are
 * missing.
 *
 *     bench-chart data FILE         the numbers, one week in a line, "?" for what is not known
 *     bench-chart png|svg|pdf FILE  the chart, 1600×900
 *     bench-chart hover             {"hover_us":N}: how long one drawing takes in the median while the pointer
 *                                   moves: what is there is found, and drawn over the chart, which is kept
 */

#include "zb-config.h"

#include <stdio.h>
#include <string.h>

#include "chart/zb-chart-export.h"
#include "chart/zb-chart-renderer.h"
#include "chart/zb-chart-trend.h"

#define N_WEEKS 1040
#define WIDTH 1600
#define HEIGHT 900
#define N_MOVES 500

static const char *const figures[] = {
  "incidents_total", "incidents_cross_border", "incidents_phishing_complaints", "phishing_pages", "phishing_domains",
  "malsite_domains", NULL,
};

/* The same in every run: a slow wave, a year's season, and noise. */
static gint64
make_value (GRand *random,
            guint  week,
            guint  figure)
{
  double wave = 1 + 0.3 * ((week + 37 * figure) % 260) / 260.0;
  double season = 1 + 0.2 * ((week % 52) / 52.0);

  return (gint64) (200.0 * (figure + 1) * wave * season * g_rand_double_range (random, 0.6, 1.4));
}

static gboolean
is_known (guint week,
          guint figure)
{
  return (week * 7 + figure * 3) % 41 != 0;
}

static GPtrArray *
make_weeks (void)
{
  GPtrArray *weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 2, G_DATE_JANUARY, 2006);
  for (guint i = 0; i < N_WEEKS; i++)
    {
      g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_free);
      ZbPeriod period;

      zb_period_init_week (&period, &day);
      for (guint j = 0; figures[j] != NULL; j++)
        {
          gint64 value = make_value (random, i, j);

          if (is_known (i, j))
            g_ptr_array_add (values, zb_figure_new (figures[j], value));
        }
      g_ptr_array_add (weeks, zb_chart_week_new ((ZbIssue) { 0, 0 }, &period, values));
      g_date_add_days (&day, 7);
    }
  return weeks;
}

static int
write_data (GPtrArray  *weeks,
            const char *path)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < weeks->len; i++)
    {
      const ZbChartWeek *week = g_ptr_array_index (weeks, i);
      g_autofree char *start = zb_date_dup_iso (&week->period.start);

      g_string_append (text, start);
      for (guint j = 0; figures[j] != NULL; j++)
        {
          const ZbFigure *figure = zb_chart_week_get_value (week, figures[j]);

          if (figure != NULL)
            g_string_append_printf (text, " %" G_GINT64_FORMAT, figure->value);
          else
            g_string_append (text, " ?");
        }
      g_string_append_c (text, '\n');
    }
  if (g_file_set_contents (path, text->str, -1, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}

static int
draw (ZbChart    *chart,
      const char *name,
      const char *path)
{
  const ZbChartExportOptions options = { .width = WIDTH, .height = HEIGHT };
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  ZbChartFormat format;

  if (!zb_chart_format_from_string (name, &format))
    {
      g_printerr ("no such format: %s\n", name);
      return 2;
    }
  if (zb_chart_export (chart, file, format, &options, NULL, &error))
    return 0;
  g_printerr ("%s\n", error->message);
  return 1;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 two = *(const gint64 *) b;

  return (one > two) - (one < two);
}

static int
measure_hover (ZbChart *chart)
{
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, WIDTH, HEIGHT, style, ZB_CHART_PARTS_WINDOW);
  cairo_surface_t *kept = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_surface_t *shown = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (kept);
  gint64 times[N_MOVES];

  zb_chart_renderer_draw_layout (layout, cr);
  cairo_destroy (cr);
  cr = cairo_create (shown);
  for (guint i = 0; i < N_MOVES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr(ZbChartHit) hit = zb_chart_layout_pick (layout, WIDTH * (i + 0.5) / N_MOVES, HEIGHT * 0.4);

      cairo_set_source_surface (cr, kept, 0, 0);
      cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
      cairo_paint (cr);
      cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
      if (hit != NULL)
        zb_chart_renderer_draw_hover (layout, cr, hit);
      cairo_surface_flush (shown);
      times[i] = g_get_monotonic_time () - start;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (shown);
  cairo_surface_destroy (kept);
  qsort (times, N_MOVES, sizeof *times, compare_times);
  printf ("{\"hover_us\":%" G_GINT64_FORMAT "}\n", times[N_MOVES / 2]);
  return 0;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GPtrArray) weeks = NULL;
  g_autoptr(ZbChart) chart = NULL;

  zb_chart_prepare ();
  weeks = make_weeks ();
  if (argc == 3 && strcmp (argv[1], "data") == 0)
    return write_data (weeks, argv[2]);
  chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, figures, NULL, NULL, NULL);
  if (argc == 3)
    return draw (chart, argv[1], argv[2]);
  if (argc == 2 && strcmp (argv[1], "hover") == 0)
    return measure_hover (chart);
  g_printerr ("usage: bench-chart data|png|svg|pdf FILE | hover\n");
  return 2;
}
