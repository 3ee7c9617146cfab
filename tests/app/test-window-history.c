/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-issue-page.h"
#include "app/zb-list-item.h"

/* Stories of a reader who goes back. */

static void
open_weeks (WindowFixture *self)
{
  window_fixture_init (self);
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *text = week_to_markdown (2020, i, 300);

      window_fixture_store (self, text);
    }
  window_fixture_open (self, "2020-01");
}

static guint
get_shown (WindowFixture *self)
{
  return zb_issue_page_get_detail (ZB_ISSUE_PAGE (window_fixture_get_page (self)))->entry->issue.number;
}

static guint
get_selected (WindowFixture *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (window_fixture_get_list (self)));
  ZbListItem *item = gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model));

  return zb_list_item_get_entry (item)->issue.number;
}

static void
assert_can (WindowFixture *self,
            gboolean       back,
            gboolean       forward)
{
  g_assert_cmpint (window_fixture_can (self, "win.back"), ==, back);
  g_assert_cmpint (window_fixture_can (self, "win.forward"), ==, forward);
}

static void
test_back_and_forward (void)
{
  WindowFixture fixture;

  open_weeks (&fixture);
  assert_can (&fixture, FALSE, FALSE);
  window_fixture_select (&fixture, 2020, 3);
  window_fixture_select (&fixture, 2020, 2);
  assert_can (&fixture, TRUE, FALSE);
  g_signal_emit_by_name (find_button (GTK_WIDGET (fixture.window), "win.back"), "clicked");
  WAIT_UNTIL (get_shown (&fixture) == 3);
  g_assert_cmpuint (get_selected (&fixture), ==, 3);
  assert_can (&fixture, TRUE, TRUE);
  window_fixture_activate (&fixture, "win.back");
  WAIT_UNTIL (get_shown (&fixture) == 1);
  assert_can (&fixture, FALSE, TRUE);
  /* Two steps at once, too. */
  window_fixture_activate (&fixture, "win.forward");
  window_fixture_activate (&fixture, "win.forward");
  WAIT_UNTIL (get_shown (&fixture) == 2);
  assert_can (&fixture, TRUE, FALSE);
  /* Elsewhere, the way forward ends. */
  window_fixture_activate (&fixture, "win.back");
  WAIT_UNTIL (get_shown (&fixture) == 3);
  window_fixture_select (&fixture, 2020, 4);
  assert_can (&fixture, TRUE, FALSE);
  window_fixture_activate (&fixture, "win.back");
  WAIT_UNTIL (get_shown (&fixture) == 3);
  window_fixture_clear (&fixture);
}

/* Reading the list anew is no step. */
static void
test_reload (void)
{
  WindowFixture fixture;
  ZbDetail *before;

  open_weeks (&fixture);
  window_fixture_select (&fixture, 2020, 2);
  before = zb_issue_page_get_detail (ZB_ISSUE_PAGE (window_fixture_get_page (&fixture)));
  window_fixture_activate (&fixture, "win.reload");
  WAIT_UNTIL (zb_issue_page_get_detail (ZB_ISSUE_PAGE (window_fixture_get_page (&fixture))) != before);
  window_fixture_activate (&fixture, "win.back");
  WAIT_UNTIL (get_shown (&fixture) == 1);
  assert_can (&fixture, FALSE, TRUE);
  window_fixture_clear (&fixture);
}

/* In a narrow window there is no room for the buttons; the menu has them. */
static void
test_narrow (void)
{
  WindowFixture fixture;

  open_weeks (&fixture);
  window_fixture_select (&fixture, 2020, 2);
  g_assert_nonnull (find_button (GTK_WIDGET (fixture.window), "win.back"));
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 700);
  WAIT_UNTIL (find_button (GTK_WIDGET (fixture.window), "win.show-list") != NULL);
  wait_frames (GTK_WIDGET (fixture.window), 3);
  g_assert_null (find_button (GTK_WIDGET (fixture.window), "win.back"));
  g_assert_null (find_button (GTK_WIDGET (fixture.window), "win.forward"));
  /* From the list, one comes to the page. */
  window_fixture_activate (&fixture, "win.show-list");
  wait_frames (GTK_WIDGET (fixture.window), 3);
  window_fixture_activate (&fixture, "win.back");
  WAIT_UNTIL (get_shown (&fixture) == 1 && find_button (GTK_WIDGET (fixture.window), "win.show-list") != NULL);
  window_fixture_clear (&fixture);
}

/* A bulletin that has gone meanwhile does not stand in the way. */
static void
test_gone (void)
{
  WindowFixture fixture;

  open_weeks (&fixture);
  window_fixture_select (&fixture, 2020, 2);
  window_fixture_select (&fixture, 2020, 3);
  fixture_run_sql (&fixture.files, "PRAGMA foreign_keys = OFF; DELETE FROM bulletins WHERE year = 2020 AND number = 2");
  window_fixture_activate (&fixture, "win.back");
  WAIT_UNTIL (shows_text (fixture.window, "This Issue Cannot Be Shown"));
  window_fixture_activate (&fixture, "win.back");
  WAIT_UNTIL (get_shown (&fixture) == 1);
  assert_can (&fixture, FALSE, TRUE);
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/history/back-and-forward", test_back_and_forward);
  g_test_add_func ("/window/history/reload", test_reload);
  g_test_add_func ("/window/history/narrow", test_narrow);
  g_test_add_func ("/window/history/gone", test_gone);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
