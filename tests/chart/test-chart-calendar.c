/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "chart/zb-chart-calendar.h"
#include "chart/zb-chart-csv.h"
#include "chart/zb-chart-export.h"
#include "chart/zb-chart-pick.h"
#include "chart/zb-chart-table.h"
#include "fixtures.h"

static GPtrArray *
weeks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_calendar_week_free);
}

/* A bulletin with its number and the week that it prints; either may be missing. */
static void
add_bulletin (GPtrArray        *weeks,
              guint             year,
              guint             number,
              const char       *start,
              const char       *end,
              ZbChartCellState  state)
{
  ZbPeriod period;

  zb_period_init_iso (&period, start, end);
  g_ptr_array_add (weeks, zb_chart_calendar_week_new ((ZbIssue) { year, number }, &period, state));
}

/* Some weeks up to the end of 2026, of each state some. */
static ZbChart *
calendar_new (guint n_years)
{
  g_autoptr(GPtrArray) weeks = weeks_new ();
  GDate from = day ("2026-01-01"), to = day ("2026-12-27");

  g_date_subtract_years (&from, n_years - 1);
  for (guint i = 1; i <= 52; i++)
    if (i % 4 != ZB_CHART_CELL_UNKNOWN)
      add_bulletin (weeks, 2026 - i % n_years, i, NULL, NULL, (ZbChartCellState) (i % 4));
  return zb_chart_new_calendar (weeks, &from, &to);
}

static const ZbChartCell *
find_cell (ZbChart *chart,
           guint    year,
           guint    week)
{
  GArray *cells = get_block (chart, 0)->cells;

  for (guint i = 0; i < cells->len; i++)
    {
      const ZbChartCell *cell = &g_array_index (cells, ZbChartCell, i);

      if (cell->year == year && cell->week == week)
        return cell;
    }
  return NULL;
}

static void
assert_state (ZbChart          *chart,
              guint             year,
              guint             week,
              ZbChartCellState  state)
{
  const ZbChartCell *cell = find_cell (chart, year, week);

  g_assert_nonnull (cell);
  g_assert_cmpint (cell->state, ==, state);
}

/* Given a year of 53 issues between others, each week stands in one place, the last one too. */
static void
test_every_week_has_one_place (void)
{
  g_autoptr(GPtrArray) weeks = weeks_new ();
  g_autoptr(ZbChart) chart = NULL;
  const GArray *cells;

  add_bulletin (weeks, 2022, 1, NULL, NULL, ZB_CHART_CELL_TEXT);
  add_bulletin (weeks, 2023, 53, "2023-12-25", "2023-12-31", ZB_CHART_CELL_FIGURES);
  add_bulletin (weeks, 2024, 1, "2024-01-01", "2024-01-07", ZB_CHART_CELL_MISSING);
  chart = zb_chart_new_calendar (weeks, NULL, NULL);
  cells = get_block (chart, 0)->cells;
  g_assert_cmpint (get_block (chart, 0)->kind, ==, ZB_CHART_BLOCK_GRID);
  g_assert_cmpuint (cells->len, ==, 52 + 53 + 1);
  g_assert_cmpuint (cells->len, ==, chart->slots->len);
  for (guint i = 0; i < cells->len; i++)
    {
      const ZbChartCell *cell = &g_array_index (cells, ZbChartCell, i);
      const ZbChartSlot *slot = &g_array_index (chart->slots, ZbChartSlot, i);

      g_assert_true (find_cell (chart, cell->year, cell->week) == cell);
      g_assert_cmpuint (slot->issue.year, ==, cell->year);
      g_assert_cmpuint (slot->issue.number, ==, cell->week);
    }
  assert_state (chart, 2022, 1, ZB_CHART_CELL_TEXT);
  assert_state (chart, 2023, 53, ZB_CHART_CELL_FIGURES);
  assert_state (chart, 2024, 1, ZB_CHART_CELL_MISSING);
  assert_state (chart, 2023, 52, ZB_CHART_CELL_UNKNOWN);
  g_assert_cmpint (get_item (chart, 0, ZB_CHART_CELL_UNKNOWN)->value, ==, 103);
  g_assert_cmpstr (chart->name, ==, "calendar-2022-2024");
  g_assert_cmpstr (chart->subtitle, ==, "27 December 2021 – 7 January 2024");
}

/* Given a bulletin that is told several times, what is best counts, and only once. */
static void
test_best_copy_counts (void)
{
  static const ZbChartCellState orders[][3] = {
    { ZB_CHART_CELL_MISSING, ZB_CHART_CELL_TEXT, ZB_CHART_CELL_FIGURES },
    { ZB_CHART_CELL_TEXT, ZB_CHART_CELL_FIGURES, ZB_CHART_CELL_MISSING },
    { ZB_CHART_CELL_FIGURES, ZB_CHART_CELL_MISSING, ZB_CHART_CELL_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr(GPtrArray) weeks = weeks_new ();
      g_autoptr(ZbChart) chart = NULL;

      for (guint j = 0; j < 3; j++)
        add_bulletin (weeks, 2024, 27, j == 1 ? NULL : "2024-07-01", "2024-07-07", orders[i][j]);
      chart = zb_chart_new_calendar (weeks, NULL, NULL);
      g_assert_cmpuint (get_block (chart, 0)->cells->len, ==, 1);
      assert_state (chart, 2024, 27, ZB_CHART_CELL_TEXT);
      g_assert_cmpint (get_item (chart, 0, ZB_CHART_CELL_TEXT)->value, ==, 1);
      g_assert_cmpint (get_item (chart, 0, ZB_CHART_CELL_MISSING)->value, ==, 0);
      g_assert_false (has_note (chart, "left out"));
    }
}

/* Given an issue that prints the week of another one, in any order each stands where its number says. */
static void
test_wrong_week (void)
{
  for (guint order = 0; order < 2; order++)
    {
      g_autoptr(GPtrArray) weeks = weeks_new ();
      g_autoptr(ZbChart) chart = NULL;

      add_bulletin (weeks, 2024, 26, NULL, NULL, ZB_CHART_CELL_FIGURES);
      for (guint i = 0; i < 2; i++)
        if (i == order)
          add_bulletin (weeks, 2024, 27, "2024-07-01", "2024-07-07", ZB_CHART_CELL_TEXT);
        else
          add_bulletin (weeks, 2024, 28, "2024-07-01", "2024-07-06", ZB_CHART_CELL_MISSING);
      add_bulletin (weeks, 2024, 29, NULL, NULL, ZB_CHART_CELL_FIGURES);
      chart = zb_chart_new_calendar (weeks, NULL, NULL);
      assert_state (chart, 2024, 27, ZB_CHART_CELL_TEXT);
      assert_state (chart, 2024, 28, ZB_CHART_CELL_MISSING);
      g_assert_false (has_note (chart, "left out"));
    }
}

/* Given years whose numbering is not known, a week stands at its place, but gets no
 * number other than its bulletin's. The week around the new year of 2022 is there once. */
static void
test_years_without_numbering (void)
{
  g_autoptr(GPtrArray) weeks = weeks_new ();
  g_autoptr(ZbChart) chart = NULL;
  const GArray *cells;
  GDate to = day ("2022-01-09");

  add_bulletin (weeks, 2021, 48, "2021-12-13", "2021-12-19", ZB_CHART_CELL_TEXT);
  chart = zb_chart_new_calendar (weeks, NULL, &to);
  cells = get_block (chart, 0)->cells;
  g_assert_cmpuint (cells->len, ==, 4);
  assert_state (chart, 2021, 51, ZB_CHART_CELL_TEXT);
  assert_state (chart, 2021, 52, ZB_CHART_CELL_UNKNOWN);
  assert_state (chart, 2022, 1, ZB_CHART_CELL_UNKNOWN);
  assert_state (chart, 2022, 2, ZB_CHART_CELL_UNKNOWN);
  g_assert_cmpuint (g_array_index (chart->slots, ZbChartSlot, 0).issue.number, ==, 48);
  g_assert_cmpuint (g_array_index (chart->slots, ZbChartSlot, 1).issue.number, ==, 0);
  g_assert_cmpuint (g_array_index (chart->slots, ZbChartSlot, 2).issue.number, ==, 1);
}

/* Weeks outside of the range have no cell, and what is known of them does not count. */
static void
test_range (void)
{
  g_autoptr(GPtrArray) weeks = weeks_new ();
  g_autoptr(ZbChart) chart = NULL;
  GDate from = day ("2024-07-03"), to = day ("2024-07-15");

  for (guint i = 20; i < 40; i++)
    add_bulletin (weeks, 2024, i, NULL, NULL, ZB_CHART_CELL_TEXT);
  chart = zb_chart_new_calendar (weeks, &from, &to);
  g_assert_cmpuint (get_block (chart, 0)->cells->len, ==, 3);
  g_assert_nonnull (find_cell (chart, 2024, 27));
  g_assert_nonnull (find_cell (chart, 2024, 29));
  g_assert_null (find_cell (chart, 2024, 26));
  g_assert_cmpint (get_item (chart, 0, ZB_CHART_CELL_TEXT)->value, ==, 3);
  g_assert_cmpstr (chart->name, ==, "calendar-2024");
}

static void
test_nothing_known (void)
{
  g_autoptr(GPtrArray) weeks = weeks_new ();
  GDate from = day ("2024-07-01"), to = day ("2024-07-28");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(ZbChart) chart = zb_chart_new_calendar (weeks, i == 0 ? NULL : &from, &to);
      g_autofree char *csv = zb_chart_dup_csv (chart);
      g_autofree char *description = zb_chart_dup_description (chart);
      g_autoptr(GPtrArray) rows = zb_chart_dup_table (chart);

      g_assert_true (zb_chart_is_empty (chart));
      g_assert_cmpint (get_block (chart, 0)->kind, ==, ZB_CHART_BLOCK_MESSAGE);
      g_assert_nonnull (strstr (description, "There are no weeks to show."));
      g_assert_null (strstr (csv, "unknown"));
      g_assert_cmpuint (rows->len, ==, 0);
      assert_sound_at_any_size (chart);
    }
}

/* A bulletin of the year 1000 does not make a picture of a thousand rows. */
static void
test_century (void)
{
  g_autoptr(GPtrArray) weeks = weeks_new ();
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) layout = NULL;

  add_bulletin (weeks, 1000, 1, NULL, NULL, ZB_CHART_CELL_TEXT);
  add_bulletin (weeks, 9999, 53, NULL, NULL, ZB_CHART_CELL_TEXT);
  chart = zb_chart_new_calendar (weeks, NULL, NULL);
  g_assert_cmpuint (get_block (chart, 0)->cells->len, <=, 5300);
  g_assert_true (has_note (chart, "too long"));
  layout = zb_chart_layout_new (chart, 640, 480, style, ZB_CHART_PARTS_ALL);
  assert_layout_sound (layout);
}

/* No cell over another one, none outside, and the newest year on top. */
static void
assert_cells_sound (const ZbChartLayout *layout)
{
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);
  const GArray *cells = get_block (zb_chart_layout_get_chart (layout), 0)->cells;
  double width = zb_chart_layout_get_width (layout) / zb_chart_layout_get_zoom (layout);
  double height = zb_chart_layout_get_height (layout) / zb_chart_layout_get_zoom (layout);

  g_assert_cmpuint (scene->areas->len, ==, cells->len);
  for (guint i = 0; i < cells->len; i++)
    {
      const ZbChartArea *area = &g_array_index (scene->areas, ZbChartArea, i);
      const ZbChartArea *first = &g_array_index (scene->areas, ZbChartArea, 0);
      const ZbChartCell *cell = &g_array_index (cells, ZbChartCell, i);
      int weeks = (int) cell->week - (int) g_array_index (cells, ZbChartCell, 0).week;
      guint years = cell->year - g_array_index (cells, ZbChartCell, 0).year;

      g_assert_cmpfloat (area->width, >, 0);
      g_assert_cmpfloat (area->x, >=, 0);
      g_assert_cmpfloat (area->x + area->width, <=, width);
      g_assert_cmpfloat (area->y + area->height, <=, height);
      g_assert_cmpfloat_with_epsilon (area->x, first->x + weeks * first->width, 0.01);
      g_assert_cmpfloat_with_epsilon (area->y, first->y - years * first->height, 0.01);
    }
}

static void
test_any_years_at_any_size (void)
{
  static const guint lengths[] = { 1, 2, 3, 5, 13, 26 };
  static const double widths[] = { 320, 360, 860, 1600, 4000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr(ZbChart) chart = calendar_new (lengths[i]);
      g_autoptr(ZbChartStyle) style = zb_chart_style_new ();

      assert_sound_at_any_size (chart);
      for (guint j = 0; j < 2 * G_N_ELEMENTS (widths); j++)
        {
          g_autoptr(ZbChartLayout) layout = NULL;
          double width = widths[j / 2];

          layout = zb_chart_layout_new (chart, width, j % 2 == 0 ? 0 : width * 0.75, style,
                                        ZB_CHART_PARTS_ALL);
          assert_cells_sound (layout);
        }
    }
}

static guint
count_texts (const ZbChartScene *scene,
             const char         *words)
{
  guint n = 0;

  for (guint i = 0; i < scene->texts->len; i++)
    n += g_str_equal (pango_layout_get_text (((ZbChartText *) scene->texts->pdata[i])->layout),
                      words);
  return n;
}

/* Where there is room all years and months are named, and the legend tells how many
 * weeks there are of what is seen; where there is none, some are. */
static void
test_labels (void)
{
  g_autoptr(ZbChart) chart = calendar_new (26);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbChartLayout) large = zb_chart_layout_new (chart, 860, 0, style,
                                                        ZB_CHART_PARTS_WINDOW);
  g_autoptr(ZbChartLayout) small = zb_chart_layout_new (chart, 320, 240, style,
                                                        ZB_CHART_PARTS_WINDOW);
  const ZbChartScene *scene = zb_chart_layout_get_scene (large);

  for (guint year = 2001; year <= 2026; year++)
    {
      g_autofree char *words = g_strdup_printf ("%u", year);

      g_assert_cmpuint (count_texts (scene, words), ==, 1);
    }
  for (guint month = 1; month <= 12; month++)
    g_assert_cmpuint (count_texts (scene, zb_date_month_name (month)), ==, 1);
  g_assert_cmpuint (count_texts (scene, "Text here: 13"), ==, 1);
  g_assert_cmpuint (count_texts (scene, "Figures only: 13"), ==, 1);
  g_assert_cmpuint (count_texts (scene, "Missing: 13"), ==, 1);
  scene = zb_chart_layout_get_scene (small);
  g_assert_cmpuint (count_texts (scene, "2026"), ==, 1);
  g_assert_cmpuint (count_texts (scene, "2025"), ==, 0);
}

static ZbChartLayout *
layout_of_one_state (ZbChartCellState    state,
                     const ZbChartStyle *style)
{
  g_autoptr(GPtrArray) weeks = weeks_new ();
  g_autoptr(ZbChart) chart = NULL;

  add_bulletin (weeks, 2024, 27, NULL, NULL, ZB_CHART_CELL_TEXT);
  chart = zb_chart_new_calendar (weeks, NULL, NULL);
  g_array_index (get_block (chart, 0)->cells, ZbChartCell, 0).state = state;
  return zb_chart_layout_new (chart, 860, 0, style, ZB_CHART_PARTS_WINDOW);
}

/* What the marks look like without their colours: kinds, heights, and whether they are filled. */
static char *
dup_form (const ZbChartLayout *layout)
{
  const ZbChartScene *scene = zb_chart_layout_get_scene (layout);
  const ZbChartArea *area = &g_array_index (scene->areas, ZbChartArea, 0);
  GString *form = g_string_new (NULL);

  for (guint i = 0; i < scene->shapes->len; i++)
    {
      const ZbChartShape *shape = g_ptr_array_index (scene->shapes, i);

      if (shape->y < area->y)
        continue;
      g_assert_true (shape->data);
      if (shape->kind == ZB_CHART_SHAPE_MARKER)
        g_string_append (form, "dot ");
      else
        g_string_append_printf (form, "%s %s, ", shape->fill.alpha > 0 ? "filled" : "outlined",
                                shape->height > 0.7 * area->height ? "whole" : "half");
    }
  return g_string_free (form, FALSE);
}

static void
test_states_differ_in_form (void)
{
  static const char *const forms[] = {
    [ZB_CHART_CELL_TEXT] = "filled whole, ",
    [ZB_CHART_CELL_FIGURES] = "outlined whole, filled half, ",
    [ZB_CHART_CELL_MISSING] = "outlined whole, ",
    [ZB_CHART_CELL_UNKNOWN] = "dot ",
  };
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();

  for (guint state = 0; state < ZB_CHART_N_CELL_STATES; state++)
    {
      g_autoptr(ZbChartLayout) layout = layout_of_one_state ((ZbChartCellState) state, style);
      g_autofree char *form = dup_form (layout);

      g_assert_cmpstr (form, ==, forms[state]);
    }
}

static void
test_contrast (void)
{
  for (guint variant = 0; variant < 4; variant++)
    {
      g_autoptr(ZbChart) chart = calendar_new (3);
      g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
      g_autoptr(ZbChartLayout) layout = NULL;
      const ZbChartScene *scene;
      ZbChartColor ground;

      style->dark = variant & 1;
      style->high_contrast = (variant & 2) != 0;
      ground = zb_chart_style_get_color (style, ZB_CHART_ROLE_BACKGROUND);
      layout = zb_chart_layout_new (chart, 860, 0, style, ZB_CHART_PARTS_ALL);
      scene = zb_chart_layout_get_scene (layout);
      g_assert_cmpuint (scene->shapes->len, >, 3 * 52);
      for (guint i = 0; i < scene->shapes->len; i++)
        {
          const ZbChartShape *shape = g_ptr_array_index (scene->shapes, i);
          ZbChartColor color = shape->fill.alpha > 0 ? shape->fill : shape->stroke;

          g_assert_cmpfloat (color.alpha, ==, 1);
          g_assert_cmpfloat (zb_chart_color_contrast (color, ground), >=, 3);
        }
      for (guint i = 0; i < scene->texts->len; i++)
        {
          const ZbChartText *text = g_ptr_array_index (scene->texts, i);

          g_assert_cmpfloat (zb_chart_color_contrast (text->color, text->behind), >=, 4.5);
        }
    }
}

/* Whatever the zoom, each cell answers with its week, also between two of them. */
static void
test_week_under_the_pointer (void)
{
  static const double widths[] = { 320, 860, 3000 };
  g_autoptr(ZbChart) chart = calendar_new (3);
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();

  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      g_autoptr(ZbChartLayout) layout = NULL;
      const GArray *areas;
      double zoom;

      layout = zb_chart_layout_new (chart, widths[w], widths[w] * 0.75, style, ZB_CHART_PARTS_ALL);
      areas = zb_chart_layout_get_scene (layout)->areas;
      zoom = zb_chart_layout_get_zoom (layout);
      for (guint i = 0; i < chart->slots->len; i++)
        {
          const ZbChartArea *area = &g_array_index (areas, ZbChartArea, i);
          const ZbChartSlot *slot = &g_array_index (chart->slots, ZbChartSlot, i);
          double x = zoom * (area->x + 0.01 * area->width);
          g_autoptr(ZbChartHit) hit = zb_chart_layout_pick (layout, x, zoom * (area->y + 0.5));

          g_assert_nonnull (hit);
          g_assert_cmpuint (hit->index, ==, i);
          g_assert_cmpint (zb_issue_compare (hit->issue, slot->issue), ==, 0);
          g_assert_cmpint (g_date_compare (&hit->period.start, &slot->period.start), ==, 0);
          g_assert_false (hit->has_value || hit->has_point);
          g_assert_cmpfloat (hit->x, <=, x);
          g_assert_cmpfloat (hit->x + hit->width, >=, x);
        }
    }
}

static void
test_tooltip (void)
{
  static const char *const words[] = {
    [ZB_CHART_CELL_TEXT] = "Issue 27 of 2024 · 1–7 July 2024\nText here",
    [ZB_CHART_CELL_FIGURES] = "Issue 27 of 2024 · 1–7 July 2024\nFigures only",
    [ZB_CHART_CELL_MISSING] = "Issue 27 of 2024 · 1–7 July 2024\nMissing",
    [ZB_CHART_CELL_UNKNOWN] = "Issue 27 of 2024 · 1–7 July 2024\nNothing known",
  };
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();

  for (guint state = 0; state < ZB_CHART_N_CELL_STATES; state++)
    {
      g_autoptr(ZbChartLayout) layout = layout_of_one_state ((ZbChartCellState) state, style);
      const ZbChartArea *area = &g_array_index (zb_chart_layout_get_scene (layout)->areas,
                                                ZbChartArea, 0);
      g_autoptr(ZbChartHit) hit = zb_chart_layout_pick (layout, area->x + 1, area->y + 1);
      g_autoptr(ZbChartHit) beside = zb_chart_layout_pick (layout, area->x - 1, area->y + 1);

      g_assert_nonnull (hit);
      g_assert_cmpstr (hit->text, ==, words[state]);
      g_assert_null (beside);
    }
}

/* Given the end of one year and the beginning of the next, with gaps. */
static ZbChart *
two_years_new (void)
{
  g_autoptr(GPtrArray) weeks = weeks_new ();

  add_bulletin (weeks, 2023, 51, NULL, NULL, ZB_CHART_CELL_TEXT);
  add_bulletin (weeks, 2023, 52, NULL, NULL, ZB_CHART_CELL_MISSING);
  add_bulletin (weeks, 2023, 53, NULL, NULL, ZB_CHART_CELL_MISSING);
  add_bulletin (weeks, 2024, 1, NULL, NULL, ZB_CHART_CELL_MISSING);
  add_bulletin (weeks, 2024, 3, NULL, NULL, ZB_CHART_CELL_FIGURES);
  add_bulletin (weeks, 2024, 4, NULL, NULL, ZB_CHART_CELL_MISSING);
  return zb_chart_new_calendar (weeks, NULL, NULL);
}

static void
test_table (void)
{
  static const struct { const char *label, *value; } expected[] = {
    { "2023: Text here", "1" }, { "2023: Missing", "2" }, { "2024: Figures only", "1" },
    { "2024: Missing", "2" }, { "2024: Nothing known", "1" },
  };
  g_autoptr(ZbChart) chart = two_years_new ();
  g_autoptr(GPtrArray) rows = zb_chart_dup_table (chart);

  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < rows->len; i++)
    {
      const ZbChartRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpstr (row->label, ==, expected[i].label);
      g_assert_cmpstr (row->value, ==, expected[i].value);
      g_assert_cmpstr (row->unit, ==, "weeks");
    }
}

static void
test_description (void)
{
  g_autoptr(ZbChart) chart = two_years_new ();
  g_autofree char *description = zb_chart_dup_description (chart);

  g_assert_cmpstr (description, ==,
                   "Bulletins by week: 11 December 2023 – 28 January 2024. Text here 1, Figures only 1, "
                   "Missing 4, Nothing known 1. Missing: Issue 52 of 2023 to Issue 1 of 2024, "
                   "Issue 4 of 2024. Nothing known: Issue 2 of 2024. CNCERT’s weekly bulletins in "
                   "this library. Each week, Monday to Sunday, stands in the year of its Sunday.");
}

/* Given more gaps than anybody would listen to, the table has them. */
static void
test_description_of_many_gaps (void)
{
  g_autoptr(GPtrArray) weeks = weeks_new ();
  g_autoptr(ZbChart) chart = NULL;
  g_autofree char *description = NULL;

  for (guint i = 0; i < 4 * 52; i++)
    add_bulletin (weeks, 2022 + i / 52, 1 + i % 52, NULL, NULL,
                  i % 3 == 0 ? ZB_CHART_CELL_MISSING : ZB_CHART_CELL_TEXT);
  chart = zb_chart_new_calendar (weeks, NULL, NULL);
  description = zb_chart_dup_description (chart);
  g_assert_nonnull (strstr (description, "Missing 70"));
  g_assert_null (strstr (description, "Missing:"));
  g_assert_nonnull (strstr (description, "Nothing known: Issue 53 of 2023."));
}

static void
test_csv (void)
{
  g_autoptr(ZbChart) chart = two_years_new ();
  g_autofree char *csv = zb_chart_dup_csv (chart);

  g_assert_cmpstr (csv, ==,
                   "issue,year,period_start,period_end,figure,label,value,unit,share,typed\r\n"
                   "51,2023,2023-12-11,2023-12-17,state,Text here,text,,,\r\n"
                   "52,2023,2023-12-18,2023-12-24,state,Missing,missing,,,\r\n"
                   "53,2023,2023-12-25,2023-12-31,state,Missing,missing,,,\r\n"
                   "1,2024,2024-01-01,2024-01-07,state,Missing,missing,,,\r\n"
                   "2,2024,2024-01-08,2024-01-14,state,Nothing known,unknown,,,\r\n"
                   "3,2024,2024-01-15,2024-01-21,state,Figures only,figures,,,\r\n"
                   "4,2024,2024-01-22,2024-01-28,state,Missing,missing,,,\r\n");
}

static void
test_same_chart_same_bytes (void)
{
  const ZbChartExportOptions options = { .width = 640, .height = 400, .scale = 1 };
  g_autoptr(ZbChart) first = calendar_new (5);
  g_autoptr(ZbChart) second = calendar_new (5);
  g_autoptr(GBytes) a = zb_chart_to_bytes (first, ZB_CHART_SVG, &options, NULL, NULL);
  g_autoptr(GBytes) b = zb_chart_to_bytes (second, ZB_CHART_SVG, &options, NULL, NULL);

  g_assert_true (g_bytes_equal (a, b));
}

/* The names of months are wider in Chinese; the run of these tests in that language is for the sizes. */
static void
init_language (void)
{
  const char *folder = g_getenv ("ZHOUBAO_LOCALEDIR");

  setlocale (LC_ALL, "");
  if (folder == NULL || g_strcmp0 (g_getenv ("LANGUAGE"), "zh_CN") != 0)
    return;
  /* Since glibc 2.39 the locale of the tests, C.UTF-8, has no translations. */
  setlocale (LC_ALL, "zh_CN.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int   argc,
      char *argv[])
{
  init_language ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/calendar/every-week-has-one-place", test_every_week_has_one_place);
  g_test_add_func ("/calendar/best-copy-counts", test_best_copy_counts);
  g_test_add_func ("/calendar/wrong-week", test_wrong_week);
  g_test_add_func ("/calendar/years-without-numbering", test_years_without_numbering);
  g_test_add_func ("/calendar/range", test_range);
  g_test_add_func ("/calendar/nothing-known", test_nothing_known);
  g_test_add_func ("/calendar/century", test_century);
  g_test_add_func ("/calendar/sizes/any-years", test_any_years_at_any_size);
  g_test_add_func ("/calendar/labels", test_labels);
  g_test_add_func ("/calendar/states-differ-in-form", test_states_differ_in_form);
  g_test_add_func ("/calendar/contrast", test_contrast);
  g_test_add_func ("/calendar/week-under-the-pointer", test_week_under_the_pointer);
  g_test_add_func ("/calendar/tooltip", test_tooltip);
  g_test_add_func ("/calendar/table", test_table);
  g_test_add_func ("/calendar/description", test_description);
  g_test_add_func ("/calendar/description-of-many-gaps", test_description_of_many_gaps);
  g_test_add_func ("/calendar/csv", test_csv);
  g_test_add_func ("/calendar/same-chart-same-bytes", test_same_chart_same_bytes);
  return g_test_run ();
}
