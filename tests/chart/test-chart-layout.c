/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "fixtures.h"

#include <math.h>

static guint
count_data (const ZbChartScene *scene,
            ZbChartShapeKind    kind)
{
  guint n = 0;

  for (guint i = 0; i < scene->shapes->len; i++)
    {
      const ZbChartShape *shape = g_ptr_array_index (scene->shapes, i);

      if (shape->data && shape->kind == kind)
        n++;
    }
  return n;
}

static gboolean
has_text (const ZbChartScene *scene,
          const char         *words)
{
  for (guint i = 0; i < scene->texts->len; i++)
    if (g_str_equal (pango_layout_get_text (((ZbChartText *) scene->texts->pdata[i])->layout),
                     words))
      return TRUE;
  return FALSE;
}

static void
test_any_split_at_any_size (void)
{
  static const gint64 cases[][3] = {
    { 495, 454, 228 }, { 0, 0, 0 }, { 1, 0, 1 }, { 1, 1, 1 }, { 1548, 1, 1547 },
    { 6090000, 6089999, 3045000 }, { 495, UNKNOWN, 228 }, { 495, 454, UNKNOWN },
    { UNKNOWN, 454, 228 }, { 100, 500, 50 }, { UNKNOWN, UNKNOWN, UNKNOWN },
    { 9000000000000, 4500000000000, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ZbChart) chart = categories_new (cases[i][0], cases[i][1], cases[i][2]);

      assert_sound_at_any_size (chart);
    }
}

static void
test_all_other_figures_at_any_size (void)
{
  static const gint64 values[] = { 0, 1, 39, 1190, 578000, 6090000 };
  ZbCatalogue *catalogue = zb_catalogue_get_default ();

  for (guint same = 0; same < 2; same++)
    {
      g_autoptr(GPtrArray) figures = NULL;
      g_autoptr(ZbChart) chart = NULL;

      figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_free);
      for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
        {
          const ZbFigureKind *kind = zb_catalogue_get_figure (catalogue, i);

          if (zb_figure_kind_is_level (kind))
            g_ptr_array_add (figures, zb_figure_new_level (kind->id, "高"));
          else
            g_ptr_array_add (figures, zb_figure_new (kind->id,
                                                     same ? 7
                                                          : values[i % G_N_ELEMENTS (values)]));
        }
      chart = zb_chart_new_categories (catalogue, (ZbIssue) { 2014, 6 }, NULL, figures);
      assert_sound_at_any_size (chart);
    }
}

static void
test_any_trend_at_any_size (void)
{
  static const gint64 cases[][7] = {
    { 110, 380, 276, 495, 239, 177, 192 },
    { 0, 0, 0, 0, 0, 0, 0 },
    { 1, 1, 1, 1, 1, 1, 1 },
    { 6090000, 0, 1, UNKNOWN, 1548, 6090000, 3 },
    { UNKNOWN, UNKNOWN, UNKNOWN, 495, UNKNOWN, UNKNOWN, UNKNOWN },
    { 495, UNKNOWN, 495, 1, 495, UNKNOWN, 495 },
    { UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN },
    { 9000000000000, 1, 2, 9000000000000, 3, 4, 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint n = 1; n <= 7; n += 3)
      {
        g_autoptr(ZbChart) chart = trend_new ("2024-12-09", cases[i], n, "incidents_total");

        assert_sound_at_any_size (chart);
      }
}

static void
test_any_length_of_time (void)
{
  static const guint lengths[] = { 1, 2, 5, 10, 26, 52, 53, 104, 300, 1040 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree gint64 *values = g_new (gint64, lengths[i]);
      g_autoptr(ZbChart) chart = NULL;

      for (guint j = 0; j < lengths[i]; j++)
        values[j] = j % 7 == 3 ? UNKNOWN : (gint64) (j * 37 % 801);
      chart = trend_new ("2004-07-05", values, lengths[i], "incidents_total");
      assert_sound_at_any_size (chart);
    }
}

/* The week that is marked is at the edge, high or low, and several lines
 * have nearly the same value there. */
static void
test_marks_of_several_lines (void)
{
  static const char *const ids[] = {
    "incidents_total", "incidents_phishing_complaints", "incidents_cross_border", "infected_hosts",
    "trojan_botnet_hosts", "conficker_hosts", "app_store_platforms", NULL,
  };
  GDate from = day ("2024-01-01"), to = day ("2024-12-29");

  for (gint64 value = 0; value < 4; value++)
    for (guint at = 0; at < 52; at += 17)
      {
        g_autoptr(GPtrArray) weeks = NULL;
        g_autoptr(GPtrArray) figures = NULL;
        g_autoptr(ZbChart) chart = NULL;
        GDate marked = from;
        ZbPeriod period;

        weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
        figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_free);
        for (guint i = 0; ids[i] != NULL; i++)
          g_ptr_array_add (figures, zb_figure_new (ids[i], 100 * value + i));
        g_date_add_days (&marked, 7 * at);
        zb_period_init_week (&period, &marked);
        g_ptr_array_add (weeks, zb_chart_week_new ((ZbIssue) { 0, 0 }, &period, figures));
        chart = zb_chart_new_trend (zb_catalogue_get_default (), weeks, ids, &from, &to, &marked);
        g_assert_cmpuint (chart->blocks->len, ==, 3);
        assert_sound_at_any_size (chart);
      }
}

static void
add_long_labels (ZbChart    *chart,
                 const char *label)
{
  ZbChartBlock *split = zb_chart_add_block (chart, ZB_CHART_BLOCK_SPLIT, label);
  ZbChartBlock *bars = zb_chart_add_block (chart, ZB_CHART_BLOCK_BARS, label);
  ZbChartBlock *facts = zb_chart_add_block (chart, ZB_CHART_BLOCK_FACTS, label);
  ZbChartBlock *plot = zb_chart_add_block (chart, ZB_CHART_BLOCK_PLOT, label);

  zb_chart_block_set_whole (split, NULL, label, 6090000);
  for (guint i = 0; i < 2; i++)
    {
      ZbChartSlot slot = { .issue = { 2024, 27 + i } };
      GDate date = day ("2024-07-01");

      g_date_add_days (&date, 7 * i);
      zb_period_init_week (&slot.period, &date);
      g_array_append_val (chart->slots, slot);
      zb_chart_block_add_item (split, NULL, label, 3045000);
      zb_chart_block_add_item (bars, NULL, label, 6090000 * i)->symbol = g_strdup (label);
      zb_chart_block_add_item (facts, NULL, label, 6090000)->symbol = g_strdup ("个");
    }
  zb_chart_block_share (split);
  bars->unit = g_strdup (label);
  plot->unit = g_strdup (label);
  for (guint i = 0; i < 7; i++)
    {
      ZbChartSeries *series = zb_chart_block_add_series (plot, NULL, label, 2);

      series->known[i % 2] = TRUE;
      series->values[i % 2] = 6090000;
    }
  chart->highlight = 0;
  chart->title = g_strdup (label);
  chart->subtitle = g_strdup (label);
  chart->source = g_strdup (label);
  g_ptr_array_add (chart->notes, g_strdup (label));
}

static void
test_long_labels_in_any_language (void)
{
  static const char *const labels[] = {
    "Cross-border incidents that were handled together with emergency response teams abroad",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorfälle",
    "国家互联网应急中心协调处理的涉及境外多个国家和地区应急组织的跨境网络安全事件总数",
    "仿冒",
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr(ZbChart) chart = zb_chart_new ();

      add_long_labels (chart, labels[i]);
      assert_sound_at_any_size (chart);
    }
}

static void
test_segments_are_as_long_as_their_shares (void)
{
  g_autoptr(ZbChart) chart = categories_new (400, 100, 400);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 800, 0, style,
                                                         ZB_CHART_PARTS_WINDOW);
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);

  /* A quarter and three quarters; then all and nothing, which has no segment. */
  g_assert_cmpuint (scene->areas->len, ==, 3);
  g_assert_cmpfloat_with_epsilon (g_array_index (scene->areas, ZbChartArea, 0).width, 200, 2);
  g_assert_cmpfloat_with_epsilon (g_array_index (scene->areas, ZbChartArea, 1).width, 600, 2);
  g_assert_cmpfloat_with_epsilon (g_array_index (scene->areas, ZbChartArea, 2).width, 800, 0.01);
  g_assert_true (has_text (scene, "Domestic  0 · 0 %"));
}

static void
test_nothing_has_no_segments (void)
{
  g_autoptr(ZbChart) chart = categories_new (0, 0, 0);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 800, 0, style,
                                                         ZB_CHART_PARTS_WINDOW);
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);

  g_assert_cmpuint (scene->areas->len, ==, 0);
  g_assert_true (has_text (scene, "Phishing complaints  0"));
}

/* A thin segment is still seen, and its value stands beside the bar only. */
static void
test_one_in_six_million_is_seen (void)
{
  g_autoptr(ZbChart) chart = categories_new (6090000, 1, 6089999);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 800, 0, style,
                                                         ZB_CHART_PARTS_WINDOW);
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);

  g_assert_cmpfloat (g_array_index (scene->areas, ZbChartArea, 0).width, >=, 2);
  g_assert_cmpfloat (g_array_index (scene->areas, ZbChartArea, 3).width, >=, 2);
  g_assert_false (has_text (scene, "1"));
  g_assert_true (has_text (scene, "Phishing complaints  1 · <1 %"));
}

/* Weeks 0, 1, _, 3, _, _, 6, 7: two lines and one dot, and no line over a gap. */
static void
test_missing_weeks_are_never_bridged (void)
{
  static const gint64 values[] = { 5, 0, UNKNOWN, 7, UNKNOWN, UNKNOWN, 8, 9 };
  g_autoptr(ZbChart) chart = trend_new ("2024-07-01", values, G_N_ELEMENTS (values),
                                        "incidents_total");
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 800, 0, style,
                                                         ZB_CHART_PARTS_WINDOW);
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);
  g_autofree gboolean *drawn = g_new0 (gboolean, G_N_ELEMENTS (values));

  g_assert_cmpuint (count_data (scene, ZB_CHART_SHAPE_PATH), ==, 2);
  for (guint i = 0; i < scene->shapes->len; i++)
    {
      const ZbChartShape *shape = g_ptr_array_index (scene->shapes, i);

      for (guint j = 0; shape->points != NULL && j < shape->points->len; j++)
        {
          guint index = g_array_index (shape->points, ZbChartPoint, j).index;

          g_assert_cmpint (values[index], !=, UNKNOWN);
          drawn[index] = TRUE;
          if (j > 0)
            g_assert_cmpuint (index, ==,
                              g_array_index (shape->points, ZbChartPoint, j - 1).index + 1);
        }
    }
  g_assert_true (drawn[0] && drawn[1] && drawn[6] && drawn[7]);
  /* Each known week has a dot, the lonely one too. */
  g_assert_cmpuint (count_data (scene, ZB_CHART_SHAPE_MARKER), ==, 5);
}

static void
test_points_are_where_their_values_are (void)
{
  static const gint64 values[] = { 0, 500, 1000 };
  g_autoptr(ZbChart) chart = trend_new ("2024-07-01", values, G_N_ELEMENTS (values),
                                        "incidents_total");
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, 800, 0, style,
                                                         ZB_CHART_PARTS_WINDOW);
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);
  const ZbChartArea *area = &g_array_index (scene->areas, ZbChartArea, 0);

  g_assert_cmpint (area->axis_max, ==, 1000);
  for (guint i = 0; i < scene->shapes->len; i++)
    {
      const ZbChartShape *shape = g_ptr_array_index (scene->shapes, i);

      for (guint j = 0; shape->points != NULL && j < shape->points->len; j++)
        {
          const ZbChartPoint *point = &g_array_index (shape->points, ZbChartPoint, j);

          g_assert_cmpfloat_with_epsilon (point->x, area->x + area->width * (j + 0.5) / 3, 0.01);
          g_assert_cmpfloat_with_epsilon (point->y, area->y + area->height * (1 - j / 2.0), 0.01);
        }
    }
  g_assert_true (has_text (scene, "500"));
}

static void
test_texts_can_be_read_where_they_stand (void)
{
  for (guint variant = 0; variant < 4; variant++)
    {
      g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
      g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
      g_autoptr(ZbChartLayout) layout = NULL;
      const ZbChartScene *scene;

      style->dark = variant & 1;
      style->high_contrast = (variant & 2) != 0;
      layout = zb_chart_layout_new (chart, 860, 0, style, ZB_CHART_PARTS_ALL);
      scene = zb_chart_layout_get_scene (layout);
      for (guint i = 0; i < scene->texts->len; i++)
        {
          const ZbChartText *text = g_ptr_array_index (scene->texts, i);

          g_assert_cmpfloat (zb_chart_color_contrast (text->color, text->behind), >=, 4.5);
        }
    }
}

static void
test_natural_height_is_what_is_needed (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();

  for (double width = 200; width < 1500; width += 97)
    {
      double height = zb_chart_measure_height (chart, width, style, ZB_CHART_PARTS_WINDOW);
      g_autoptr(ZbChartLayout) layout = zb_chart_layout_new (chart, width, height, style,
                                                             ZB_CHART_PARTS_WINDOW);

      g_assert_cmpfloat (zb_chart_layout_get_zoom (layout), ==, 1.0);
      assert_layout_sound (layout);
    }
}

static void
test_small_pictures_shrink_and_large_ones_grow (void)
{
  g_autoptr(ZbChart) chart = categories_new (495, 454, 228);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) small = zb_chart_layout_new (chart, 320, 120, style,
                                                        ZB_CHART_PARTS_ALL);
  g_autoptr(ZbChartLayout) large = zb_chart_layout_new (chart, 4000, 3000, style,
                                                        ZB_CHART_PARTS_ALL);

  g_assert_cmpfloat (zb_chart_layout_get_zoom (small), <, 1.0);
  g_assert_cmpfloat (zb_chart_layout_get_zoom (large), >, 4.0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/layout/any-split-at-any-size", test_any_split_at_any_size);
  g_test_add_func ("/layout/all-other-figures-at-any-size", test_all_other_figures_at_any_size);
  g_test_add_func ("/layout/any-trend-at-any-size", test_any_trend_at_any_size);
  g_test_add_func ("/layout/any-length-of-time", test_any_length_of_time);
  g_test_add_func ("/layout/marks-of-several-lines", test_marks_of_several_lines);
  g_test_add_func ("/layout/long-labels-in-any-language", test_long_labels_in_any_language);
  g_test_add_func ("/layout/segments-are-as-long-as-their-shares",
                   test_segments_are_as_long_as_their_shares);
  g_test_add_func ("/layout/nothing-has-no-segments", test_nothing_has_no_segments);
  g_test_add_func ("/layout/one-in-six-million-is-seen", test_one_in_six_million_is_seen);
  g_test_add_func ("/layout/missing-weeks-are-never-bridged",
                   test_missing_weeks_are_never_bridged);
  g_test_add_func ("/layout/points-are-where-their-values-are",
                   test_points_are_where_their_values_are);
  g_test_add_func ("/layout/texts-can-be-read-where-they-stand",
                   test_texts_can_be_read_where_they_stand);
  g_test_add_func ("/layout/natural-height-is-what-is-needed",
                   test_natural_height_is_what_is_needed);
  g_test_add_func ("/layout/small-pictures-shrink-and-large-ones-grow",
                   test_small_pictures_shrink_and_large_ones_grow);
  return g_test_run ();
}
