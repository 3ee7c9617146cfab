/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-issue-page.h"
#include "app/zb-list-item.h"
#include "app/zb-list-row.h"

#include <sqlite3.h>

/* Stories of the list: going through it, and how much of it is built. */

static GtkSingleSelection *
get_selection (WindowFixture *self)
{
  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (window_fixture_get_list (self))));
}

static ZbListItem *
get_selected (WindowFixture *self)
{
  return gtk_single_selection_get_selected_item (get_selection (self));
}

static ZbIssue
get_shown (WindowFixture *self)
{
  return zb_issue_page_get_detail (ZB_ISSUE_PAGE (window_fixture_get_page (self)))->entry->issue;
}

static void
store_week (WindowFixture *self,
            guint          year,
            guint          number)
{
  g_autofree char *text = week_to_markdown (year, number, 300);

  window_fixture_store (self, text);
}

/* A key that is pressed while the keyboard is on the list. */
static void
press (WindowFixture *self,
       guint          key)
{
  GtkWidget *focus;

  /* A row takes the keyboard when it has its place. */
  wait_frames (GTK_WIDGET (self->window), 5);
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, window_fixture_get_list (self)));
  g_assert_true (press_key (window_fixture_get_list (self), key));
  wait_frames (GTK_WIDGET (self->window), 5);
}

/* Weeks 20, 21 and 24 of 2020 and 3 of 2021: between them are a gap, a heading and both. */
static void
open_with_gaps (WindowFixture *self,
                const char    *issue)
{
  window_fixture_init (self);
  store_week (self, 2020, 20);
  store_week (self, 2020, 21);
  store_week (self, 2020, 24);
  store_week (self, 2021, 3);
  window_fixture_open (self, issue);
}

static void
assert_selected (WindowFixture *self,
                 guint          year,
                 guint          number)
{
  ZbListItem *item;

  WAIT_UNTIL (zb_issue_compare (get_shown (self), ISSUE (year, number)) == 0);
  item = get_selected (self);
  g_assert_nonnull (item);
  g_assert_cmpint (zb_list_item_get_kind (item), ==, ZB_LIST_ITEM_ISSUE);
  g_assert_cmpint (zb_issue_compare (zb_list_item_get_entry (item)->issue, ISSUE (year, number)), ==, 0);
}

static void
test_older_and_newer (void)
{
  static const ZbIssue weeks[] = { { 2021, 3 }, { 2020, 24 }, { 2020, 21 }, { 2020, 20 } };
  WindowFixture fixture;

  open_with_gaps (&fixture, "2021-03");
  for (guint i = 1; i < G_N_ELEMENTS (weeks); i++)
    {
      window_fixture_activate (&fixture, "win.older");
      assert_selected (&fixture, weeks[i].year, weeks[i].number);
    }
  for (guint i = G_N_ELEMENTS (weeks) - 1; i > 0; i--)
    {
      window_fixture_activate (&fixture, "win.newer");
      assert_selected (&fixture, weeks[i - 1].year, weeks[i - 1].number);
    }
  window_fixture_clear (&fixture);
}

/* The arrow keys begin at the selected week and stop at weeks only. */
static void
test_arrow_keys (void)
{
  WindowFixture fixture;

  open_with_gaps (&fixture, "2021-03");
  window_fixture_activate (&fixture, "win.show-list");
  wait_frames (GTK_WIDGET (fixture.window), 5);
  press (&fixture, GDK_KEY_Down);
  assert_selected (&fixture, 2020, 24);
  press (&fixture, GDK_KEY_Down);
  assert_selected (&fixture, 2020, 21);
  press (&fixture, GDK_KEY_Down);
  assert_selected (&fixture, 2020, 20);
  press (&fixture, GDK_KEY_Up);
  assert_selected (&fixture, 2020, 21);
  press (&fixture, GDK_KEY_Up);
  assert_selected (&fixture, 2020, 24);
  window_fixture_clear (&fixture);
}

/* Whatever is selected by other ways, headings and gaps never stay selected. */
static void
test_headings_are_passed_over (void)
{
  WindowFixture fixture;
  GtkSingleSelection *selection;

  open_with_gaps (&fixture, "2021-03");
  selection = get_selection (&fixture);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (selection)); i++)
    {
      gtk_single_selection_set_selected (selection, i);
      g_assert_nonnull (get_selected (&fixture));
      g_assert_cmpint (zb_list_item_get_kind (get_selected (&fixture)), ==, ZB_LIST_ITEM_ISSUE);
    }
  WAIT_UNTIL (zb_issue_compare (get_shown (&fixture),
                                zb_list_item_get_entry (get_selected (&fixture))->issue) == 0);
  window_fixture_clear (&fixture);
}

/* Who goes quickly through the list gets the page of the last week, never of one before. */
static void
test_quick_selecting (void)
{
  WindowFixture fixture;

  open_with_gaps (&fixture, "2021-03");
  for (guint i = 0; i < 20; i++)
    {
      g_assert_true (zb_window_show_issue (fixture.window, ISSUE (2020, 20)));
      g_assert_true (zb_window_show_issue (fixture.window, ISSUE (2020, 24)));
      wait_a_moment ();
      g_assert_true (zb_window_show_issue (fixture.window, ISSUE (2021, 3)));
      g_assert_true (zb_window_show_issue (fixture.window, ISSUE (2020, 21)));
    }
  assert_selected (&fixture, 2020, 21);
  wait_frames (GTK_WIDGET (fixture.window), 30);
  assert_selected (&fixture, 2020, 21);
  window_fixture_clear (&fixture);
}

static void
test_next_unread (void)
{
  WindowFixture fixture;

  open_with_gaps (&fixture, "2021-03");
  /* Of the bundled weeks there is no text that could be unread. */
  window_fixture_activate (&fixture, "win.next-unread");
  assert_selected (&fixture, 2020, 24);
  window_fixture_activate (&fixture, "win.next-unread");
  assert_selected (&fixture, 2020, 21);
  window_fixture_activate (&fixture, "win.next-unread");
  assert_selected (&fixture, 2020, 20);
  window_fixture_activate (&fixture, "win.next-unread");
  assert_shows (fixture.window, "Nothing older is unread");
  assert_selected (&fixture, 2020, 20);
  window_fixture_clear (&fixture);
}

/* Ten thousand weeks before 2012, beside those of the bundled index. They are starred, so that they
 * stay when the index is brought up to date. */
static void
store_many_weeks (WindowFixture *self)
{
  static const char sql[] =
    "BEGIN;"
    "WITH RECURSIVE weeks (n, sunday) AS ("
    "  SELECT 1, date ('1820-01-02')"
    "  UNION ALL SELECT n + 1, date (sunday, '+7 days') FROM weeks WHERE n < 10000)"
    "INSERT INTO bulletins (year, number, week, day, state)"
    "  SELECT CAST (strftime ('%Y', sunday) AS INTEGER),"
    "         (CAST (strftime ('%j', sunday) AS INTEGER) - 1) / 7 + 1,"
    "         date (sunday, '-6 days'), date (sunday, '-6 days'), n % 3 FROM weeks;"
    "INSERT INTO marks (bulletin, starred_at) SELECT id, 1 FROM bulletins;"
    "COMMIT;";
  G_GNUC_UNUSED g_autoptr(ZbLibrary) library = fixture_open (&self->files);
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (self->files.path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static guint
count_rows (WindowFixture *self)
{
  GtkWidget *list = window_fixture_get_list (self);
  guint n = 0;

  for (GtkWidget *widget = list; widget != NULL; widget = next_widget (list, widget))
    if (ZB_IS_LIST_ROW (widget))
      n++;
  return n;
}

static GtkWidget *
find_selected_row (WindowFixture *self)
{
  GtkWidget *list = window_fixture_get_list (self);

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED)
      return row;
  return NULL;
}

/* A long list has only as many rows as are near what is seen. */
static void
test_many (void)
{
  WindowFixture fixture;
  GListModel *model;

  window_fixture_init (&fixture);
  store_many_weeks (&fixture);
  window_fixture_open (&fixture, NULL);
  model = G_LIST_MODEL (get_selection (&fixture));
  g_assert_cmpuint (g_list_model_get_n_items (model), >, 10000);
  g_assert_cmpuint (count_rows (&fixture), >, 10);
  g_assert_cmpuint (count_rows (&fixture), <, 400);

  /* To the far end, where the row of the shown week is there as well. */
  window_fixture_select (&fixture, 1820, 1);
  wait_frames (GTK_WIDGET (fixture.window), 10);
  g_assert_cmpuint (count_rows (&fixture), <, 400);
  assert_on_screen (find_selected_row (&fixture), window_fixture_get_list (&fixture));
  assert_shows (find_selected_row (&fixture), "Issue 1");
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/list/older-and-newer", test_older_and_newer);
  g_test_add_func ("/window/list/headings", test_headings_are_passed_over);
  g_test_add_func ("/window/list/quick-selecting", test_quick_selecting);
  g_test_add_func ("/window/list/next-unread", test_next_unread);
  g_test_add_func ("/window/list/many", test_many);
  g_test_add_func ("/window/list/arrow-keys", test_arrow_keys);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
