/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-list-item.h"
#include "app/zb-list-row.h"

/* Stories of the user's own marks: what the window shows is what the library keeps. */

static void
open_one_week (WindowFixture *self)
{
  g_autofree char *text = week_to_markdown (2020, 20, 300);
  g_autofree char *other = week_to_markdown (2020, 19, 300);

  window_fixture_init (self);
  window_fixture_store (self, text);
  window_fixture_store (self, other);
  window_fixture_open (self, "2020-20");
}

static ZbListItem *
get_selected (WindowFixture *self)
{
  GtkWidget *list = window_fixture_get_list (self);

  return gtk_single_selection_get_selected_item (
    GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

/* The row of the list that shows @part. */
static GtkWidget *
find_row (WindowFixture *self,
          const char    *part)
{
  GtkWidget *label = find_label (window_fixture_get_list (self), part);

  g_assert_nonnull (label);
  return gtk_widget_get_ancestor (label, ZB_TYPE_LIST_ROW);
}

static gboolean
row_has_star (WindowFixture *self)
{
  GtkWidget *star = find_type (find_row (self, "Issue 20"), GTK_TYPE_IMAGE);

  return gtk_widget_get_visible (star);
}

static void
assert_stored (WindowFixture *self,
               gboolean       unread,
               gboolean       starred)
{
  g_autoptr(ZbLibrary) library = window_fixture_reopen (self);
  g_autoptr(ZbDetail) detail = load_issue (library, 2020, 20);

  g_assert_cmpint (detail->entry->unread, ==, unread);
  g_assert_cmpint (detail->entry->starred, ==, starred);
}

/* Whether it counts as read depends on how long it stood there, on a slow machine long enough. */
static void
assert_stored_star (WindowFixture *self,
                    gboolean       starred)
{
  g_autoptr(ZbLibrary) library = window_fixture_reopen (self);
  g_autoptr(ZbDetail) detail = load_issue (library, 2020, 20);

  g_assert_cmpint (detail->entry->starred, ==, starred);
}

static void
test_star (void)
{
  WindowFixture fixture;
  GtkWidget *button;
  g_autofree char *label = NULL;

  open_one_week (&fixture);
  button = find_button (GTK_WIDGET (fixture.window), "win.star");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Star This Issue");
  g_assert_false (row_has_star (&fixture));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Remove the Star");
  g_assert_true (row_has_star (&fixture));
  label = dup_accessible (find_row (&fixture, "Issue 20"), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (label, "starred"));
  /* The star belongs to this week alone. */
  window_fixture_select (&fixture, 2020, 19);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Star This Issue");
  assert_stored_star (&fixture, TRUE);

  window_fixture_open (&fixture, "2020-20");
  g_assert_true (row_has_star (&fixture));
  window_fixture_activate (&fixture, "win.star");
  g_assert_false (row_has_star (&fixture));
  window_fixture_select (&fixture, 2020, 19);
  assert_stored_star (&fixture, FALSE);
  window_fixture_clear (&fixture);
}

/* Each press is stored after the one before it, however quickly they come. */
static void
test_quick_stars (void)
{
  for (guint i = 0; i < 5; i++)
    {
      WindowFixture fixture;

      open_one_week (&fixture);
      for (guint j = 0; j < 39; j++)
        window_fixture_activate (&fixture, "win.star");
      g_assert_true (zb_list_item_get_starred (get_selected (&fixture)));
      window_fixture_activate (&fixture, "win.star");
      g_assert_false (zb_list_item_get_starred (get_selected (&fixture)));
      assert_stored_star (&fixture, FALSE);
      window_fixture_clear (&fixture);
    }
}

static void
test_read (void)
{
  WindowFixture fixture;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  open_one_week (&fixture);
  g_assert_true (zb_list_item_get_unread (get_selected (&fixture)));
  before = dup_accessible (find_row (&fixture, "Issue 20"), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (before, "unread"));
  /* After a moment on its page it has been read. */
  WAIT_UNTIL (!zb_list_item_get_unread (get_selected (&fixture)));
  after = dup_accessible (find_row (&fixture, "Issue 20"), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_null (strstr (after, "unread"));
  assert_stored (&fixture, FALSE, FALSE);
  window_fixture_clear (&fixture);
}

static void
test_mark_unread (void)
{
  WindowFixture fixture;

  open_one_week (&fixture);
  WAIT_UNTIL (!zb_list_item_get_unread (get_selected (&fixture)));
  window_fixture_activate (&fixture, "win.mark-unread");
  g_assert_true (zb_list_item_get_unread (get_selected (&fixture)));
  assert_stored (&fixture, TRUE, FALSE);
  window_fixture_clear (&fixture);
}

/* Marks and the selection stay when the list is read anew, and so does the row. */
static void
test_reload (void)
{
  WindowFixture fixture;
  ZbListItem *item;
  g_autoptr(ZbEntry) entry = NULL;

  open_one_week (&fixture);
  window_fixture_activate (&fixture, "win.star");
  WAIT_UNTIL (!zb_list_item_get_unread (get_selected (&fixture)));
  item = get_selected (&fixture);
  entry = zb_entry_ref (zb_list_item_get_entry (item));
  window_fixture_activate (&fixture, "win.reload");
  WAIT_UNTIL (get_selected (&fixture) != NULL && zb_list_item_get_entry (get_selected (&fixture)) != entry);
  g_assert_cmpint (zb_list_item_get_entry (get_selected (&fixture))->id, ==, entry->id);
  g_assert_true (get_selected (&fixture) == item);
  g_assert_true (zb_list_item_get_starred (item));
  g_assert_false (zb_list_item_get_unread (item));
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/marks/star", test_star);
  g_test_add_func ("/window/marks/read", test_read);
  g_test_add_func ("/window/marks/mark-unread", test_mark_unread);
  g_test_add_func ("/window/marks/reload", test_reload);
  g_test_add_func ("/window/marks/quick-stars", test_quick_stars);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
