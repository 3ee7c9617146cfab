/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-chart-view.h"
#include "app/zb-figure-card.h"
#include "app/zb-list-item.h"

/* Stories of the first start: nothing was ever imported, there is no network, and the reader sees
 * real weeks all the same. */

static GListModel *
get_rows (WindowFixture *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (window_fixture_get_list (self))));
}

/* The library as it is after its first opening, read beside the window. */
static GPtrArray *
read_entries (WindowFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbLibrary) library = zb_library_open (self->files.path, zb_extractor_get_default (), NULL, &error);
  GPtrArray *entries;

  g_assert_no_error (error);
  entries = zb_library_list (library, &error);
  g_assert_no_error (error);
  return entries;
}

static void
test_newest_week (void)
{
  WindowFixture fixture;
  g_autoptr(GPtrArray) entries = NULL;
  const ZbEntry *newest = NULL;
  g_autofree char *title = NULL;
  g_autofree char *week = NULL;
  g_autofree char *counts = NULL;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, NULL);
  entries = read_entries (&fixture);
  for (guint i = 0; newest == NULL && i < entries->len; i++)
    if (((const ZbEntry *) g_ptr_array_index (entries, i))->state != ZB_ENTRY_MISSING)
      newest = g_ptr_array_index (entries, i);
  g_assert_nonnull (newest);
  title = zb_issue_dup_label (newest->issue);
  week = zb_period_dup_label (&newest->period, ZB_DATE_LONG);
  counts = g_strdup_printf ("%u issues · 0 with text", entries->len);

  assert_shows (window_fixture_get_page (&fixture), title);
  assert_shows (window_fixture_get_page (&fixture), week);
  assert_shows (fixture.window, counts);
  assert_shows (window_fixture_get_page (&fixture), "The Text Is Not Here Yet");
  assert_shows (window_fixture_get_page (&fixture), "Where it is known to be");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture.window)), ==, title);
  window_fixture_clear (&fixture);
}

/* Every bulletin has its row, each year its heading; where weeks are missing a row says how many. */
static void
test_list (void)
{
  WindowFixture fixture;
  g_autoptr(GPtrArray) entries = NULL;
  GListModel *rows;
  guint n_issues = 0, n_gaps = 0, year = G_MAXUINT;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, NULL);
  entries = read_entries (&fixture);
  rows = get_rows (&fixture);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(ZbListItem) item = g_list_model_get_item (rows, i);

      switch (zb_list_item_get_kind (item))
        {
        case ZB_LIST_ITEM_YEAR:
          g_assert_cmpuint (zb_list_item_get_year (item), <, year);
          year = zb_list_item_get_year (item);
          g_assert_cmpuint (zb_list_item_get_n_here (item), <=, zb_list_item_get_n_weeks (item));
          break;
        case ZB_LIST_ITEM_GAP:
          g_assert_cmpuint (zb_list_item_get_n_weeks (item), >, 0);
          n_gaps++;
          break;
        case ZB_LIST_ITEM_ISSUE:
          g_assert_cmpint (zb_list_item_get_entry (item)->id, ==,
                           ((const ZbEntry *) g_ptr_array_index (entries, n_issues))->id);
          g_assert_cmpuint (zb_list_item_get_entry (item)->issue.year, ==, year);
          n_issues++;
          break;
        default:
          g_assert_not_reached ();
        }
    }
  g_assert_cmpuint (n_issues, ==, entries->len);
  /* From 2014 to 2018 to 2022 hundreds of weeks are missing. */
  g_assert_cmpuint (n_gaps, >=, 2);
  window_fixture_clear (&fixture);
}

static void
test_figures_without_text (void)
{
  WindowFixture fixture;
  g_autoptr(GPtrArray) charts = NULL;
  g_autoptr(GPtrArray) cards = NULL;
  g_autofree char *description = NULL;
  GtkWidget *page;

  window_fixture_init (&fixture);
  /* A week of which the bundled index has the figures. */
  window_fixture_open (&fixture, "2024-27");
  page = window_fixture_get_page (&fixture);
  assert_shows (page, "Issue 27 of 2024");
  assert_shows (page, "1–7 July 2024");
  cards = find_all (page, ZB_TYPE_FIGURE_CARD);
  g_assert_cmpuint (cards->len, ==, 4);
  assert_shows (g_ptr_array_index (cards, 0), "495");

  charts = find_all (page, ZB_TYPE_CHART_VIEW);
  g_assert_cmpuint (charts->len, ==, 2);
  g_assert_cmpint (gtk_widget_get_height (g_ptr_array_index (charts, 0)), >, 100);
  description = dup_accessible (g_ptr_array_index (charts, 0), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  /* The two splits of 495, each with what it does not name. */
  g_assert_nonnull (strstr (description, "454"));
  g_assert_nonnull (strstr (description, "41"));
  g_assert_nonnull (strstr (description, "228"));
  g_assert_nonnull (strstr (description, "267"));
  window_fixture_clear (&fixture);
}

static void
test_unknown_issue_on_command_line (void)
{
  WindowFixture fixture;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, "1999-01");
  assert_shows (fixture.window, "The library knows no issue “1999-01”");
  /* The newest week is shown all the same. */
  g_assert_nonnull (window_fixture_get_page (&fixture));
  window_fixture_clear (&fixture);
}

/* An issue that is only known to exist has no figures; its page says so and gives its address. */
static void
test_missing_issue (void)
{
  WindowFixture fixture;
  GtkWidget *page;
  g_autoptr(GPtrArray) cards = NULL;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, "2026-33");
  page = window_fixture_get_page (&fixture);
  assert_shows (page, "Issue 33 of 2026");
  assert_shows (page, "neither its text nor its figures are here");
  assert_shows (page, "国家互联网应急中心CNCERT");
  assert_shows (page, "mp.weixin.qq.com");
  cards = find_all (page, ZB_TYPE_FIGURE_CARD);
  g_assert_cmpuint (cards->len, ==, 0);
  window_fixture_clear (&fixture);
}

/* Nothing is drawn while nothing happens: a window that is left alone costs nothing. */
static void
test_rest (void)
{
  WindowFixture fixture;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, NULL);
  assert_rests (GTK_WIDGET (fixture.window));
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/start/newest-week", test_newest_week);
  g_test_add_func ("/window/start/list", test_list);
  g_test_add_func ("/window/start/figures-without-text", test_figures_without_text);
  g_test_add_func ("/window/start/unknown-issue", test_unknown_issue_on_command_line);
  g_test_add_func ("/window/start/missing-issue", test_missing_issue);
  g_test_add_func ("/window/start/rest", test_rest);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
