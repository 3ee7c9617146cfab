/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "fixtures.h"

#include <stdarg.h>

/* Figures as pairs of an id and a gint64, ended by NULL; UNKNOWN ones are left out. */
GPtrArray *
figures_new (const char *first_id,
             ...)
{
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_free);
  va_list args;

  va_start (args, first_id);
  for (const char *id = first_id; id != NULL; id = va_arg (args, const char *))
    {
      gint64 value = va_arg (args, gint64);

      if (value != UNKNOWN)
        g_ptr_array_add (figures, zb_figure_new (id, value));
    }
  va_end (args);
  return figures;
}

GDate
day (const char *iso)
{
  GDate date;

  g_assert_true (zb_date_parse_iso (iso, &date));
  return date;
}

/* Issue 27 of 2024 with these numbers of incidents. */
ZbChart *
categories_new (gint64 total,
                gint64 phishing,
                gint64 cross_border)
{
  g_autoptr(GPtrArray) figures = figures_new (ZB_FIGURE_INCIDENTS_TOTAL, total,
                                              ZB_FIGURE_INCIDENTS_PHISHING, phishing,
                                              ZB_FIGURE_INCIDENTS_CROSS_BORDER, cross_border,
                                              NULL);
  ZbPeriod period;

  g_assert_true (zb_period_init_iso (&period, "2024-07-01", "2024-07-07"));
  return zb_chart_new_categories (zb_catalogue_get_default (), (ZbIssue) { 2024, 27 }, &period,
                                  figures);
}

/* One figure over consecutive weeks from a Monday; the week in the middle is
 * marked. Bulletins have a number in the years whose numbering is known. */
ZbChart *
trend_new (const char   *monday,
           const gint64 *values,
           guint         n_values,
           const char   *figure)
{
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  const char *ids[] = { figure, NULL };
  GDate from = day (monday), to = from, marked = from;

  g_date_add_days (&to, 7 * n_values - 1);
  g_date_add_days (&marked, 7 * (n_values / 2));
  for (guint i = 0; i < n_values; i++)
    {
      g_autoptr(GPtrArray) figures = figures_new (figure, values[i], NULL);
      GDate date = from;
      ZbIssue issue;
      ZbPeriod period;

      g_date_add_days (&date, 7 * i);
      zb_period_init_week (&period, &date);
      issue = zb_issue_for_date (&date);
      if (!zb_issue_is_numbered_year (issue.year))
        issue.number = 0;
      if (values[i] != UNKNOWN)
        g_ptr_array_add (weeks, zb_chart_week_new (issue, &period, figures));
    }
  return zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, &from, &to, &marked);
}

ZbChartBlock *
get_block (ZbChart *chart,
           guint    index)
{
  g_assert_cmpuint (index, <, chart->blocks->len);
  return g_ptr_array_index (chart->blocks, index);
}

ZbChartItem *
get_item (ZbChart *chart,
          guint    block,
          guint    index)
{
  g_assert_cmpuint (index, <, get_block (chart, block)->items->len);
  return g_ptr_array_index (get_block (chart, block)->items, index);
}

gboolean
has_note (ZbChart    *chart,
          const char *part)
{
  for (guint i = 0; i < chart->notes->len; i++)
    if (strstr (g_ptr_array_index (chart->notes, i), part) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
overlap (const ZbChartText *a,
         const ZbChartText *b)
{
  const double tolerance = 0.5;

  return a->x + tolerance < b->x + b->width && b->x + tolerance < a->x + a->width &&
         a->y + tolerance < b->y + b->height && b->y + tolerance < a->y + a->height;
}

/* The promise of every layout: texts inside the picture, none over another,
 * no character without a glyph; shapes that stand for numbers inside, too. */
void
assert_layout_sound (ZbChartLayout *layout)
{
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);
  double width = zb_chart_layout_get_width (layout) / zb_chart_layout_get_zoom (layout);
  double height = zb_chart_layout_get_height (layout) / zb_chart_layout_get_zoom (layout);
  const double tolerance = 0.6;

  g_assert_cmpuint (scene->texts->len, >, 0);
  for (guint i = 0; i < scene->texts->len; i++)
    {
      const ZbChartText *text = g_ptr_array_index (scene->texts, i);
      const char *words = pango_layout_get_text (text->layout);

      if (text->x < -tolerance || text->y < -tolerance ||
          text->x + text->width > width + tolerance || text->y + text->height > height + tolerance)
        g_error ("“%s” at %.1f,%.1f %.1f×%.1f is not within %.1f×%.1f", words, text->x, text->y,
                 text->width, text->height, width, height);
      g_assert_false (pango_layout_is_ellipsized (text->layout));
      g_assert_cmpint (pango_layout_get_unknown_glyphs_count (text->layout), ==, 0);
      for (guint j = 0; j < i; j++)
        if (overlap (text, g_ptr_array_index (scene->texts, j)))
          g_error ("“%s” and “%s” overlap at %.0f×%.0f", words,
                   pango_layout_get_text (((ZbChartText *) scene->texts->pdata[j])->layout),
                   width, height);
    }
  for (guint i = 0; i < scene->shapes->len; i++)
    {
      const ZbChartShape *shape = g_ptr_array_index (scene->shapes, i);

      if (shape->kind != ZB_CHART_SHAPE_RECT)
        continue;
      g_assert_cmpfloat (shape->width, >=, 0);
      g_assert_cmpfloat (shape->x, >=, -tolerance);
      g_assert_cmpfloat (shape->x + shape->width, <=, width + tolerance);
      g_assert_cmpfloat (shape->y + shape->height, <=, height + tolerance);
    }
}

static const struct { double width, height; } sizes[] = {
  { 320, 240 }, { 320, 0 }, { 360, 3000 }, { 480, 320 }, { 640, 400 }, { 860, 0 }, { 860, 540 },
  { 1080, 1080 }, { 1600, 900 }, { 4000, 240 }, { 4000, 3000 },
};

/* Lays the chart out at every size, in the window's and the export's way, and
 * with large text as well. */
void
assert_sound_at_any_size (ZbChart *chart)
{
  static const double scales[] = { 1.0, 2.0 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (scales); j++)
      for (guint k = 0; k < 2; k++)
        {
          g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
          g_autoptr(ZbChartLayout) layout = NULL;

          style->text_scale = scales[j];
          layout = zb_chart_layout_new (chart, sizes[i].width, sizes[i].height, style,
                                        k == 0 ? ZB_CHART_PARTS_ALL : ZB_CHART_PARTS_WINDOW);
          assert_layout_sound (layout);
        }
}

/* A week that begins on a Monday, with its issue's number where its year has a numbering; the figures are taken. */
void
add_week (GPtrArray  *weeks,
          const char *monday,
          GPtrArray  *figures)
{
  GDate date = day (monday);
  ZbIssue issue = zb_issue_for_date (&date);
  ZbPeriod period;

  zb_period_init_week (&period, &date);
  if (!zb_issue_is_numbered_year (issue.year))
    issue = (ZbIssue) { 0, 0 };
  g_ptr_array_add (weeks, zb_chart_week_new (issue, &period, figures));
  g_ptr_array_unref (figures);
}
