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
  return find_icon (GTK_WIDGET (find_row (self, "Issue 20")), "starred-symbolic") != NULL;
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

/* Three unread weeks, and one that is read and one that is starred among them. */
static void
open_some_weeks (WindowFixture *self)
{
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GError) error = NULL;

  window_fixture_init (self);
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *text = week_to_markdown (2020, i, 300);

      window_fixture_store (self, text);
    }
  library = fixture_open (&self->files);
  g_assert_true (zb_library_set_read (library, zb_library_find (library, ISSUE (2020, 2), NULL), TRUE, &error));
  g_assert_true (zb_library_set_starred (library, zb_library_find (library, ISSUE (2020, 3), NULL), TRUE, &error));
  g_clear_object (&library);
  /* Only known, so that nothing is read by being shown. */
  window_fixture_open (self, "2024-28");
}

static guint
count_unread (WindowFixture *self)
{
  GtkWidget *list = window_fixture_get_list (self);
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  guint n_unread = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(ZbListItem) item = g_list_model_get_item (model, i);

      n_unread += zb_list_item_get_unread (item);
    }
  return n_unread;
}

static void
assert_unread_stored (WindowFixture *self,
                      guint          n_unread)
{
  g_autoptr(ZbLibrary) library = window_fixture_reopen (self);
  g_autoptr(ZbDetail) read = load_issue (library, 2020, 2);
  g_autoptr(ZbDetail) starred = load_issue (library, 2020, 3);
  g_autoptr(GPtrArray) list = zb_library_list (library, NULL);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    n += ((const ZbEntry *) g_ptr_array_index (list, i))->unread;
  g_assert_cmpuint (n, ==, n_unread);
  g_assert_false (read->entry->unread);
  g_assert_true (starred->entry->starred);
}

static void
test_all_read (void)
{
  WindowFixture fixture;

  open_some_weeks (&fixture);
  g_assert_cmpuint (count_unread (&fixture), ==, 4);
  window_fixture_activate (&fixture, "win.mark-all-read");
  /* The rows do not wait for the library. */
  g_assert_cmpuint (count_unread (&fixture), ==, 0);
  WAIT_UNTIL (shows_text (fixture.window, "4 issues marked as read"));
  assert_unread_stored (&fixture, 0);

  /* Once more there is nothing to do. */
  window_fixture_open (&fixture, "2024-28");
  window_fixture_activate (&fixture, "win.mark-all-read");
  WAIT_UNTIL (shows_text (fixture.window, "Everything has been read already"));
  window_fixture_clear (&fixture);
}

/* What was read before stays read. */
static void
test_undo_all_read (void)
{
  WindowFixture fixture;
  GtkWidget *button;

  open_some_weeks (&fixture);
  window_fixture_activate (&fixture, "win.mark-all-read");
  WAIT_UNTIL ((button = find_button (GTK_WIDGET (fixture.window), "win.undo-all-read")) != NULL);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (count_unread (&fixture), ==, 4);
  assert_unread_stored (&fixture, 4);
  window_fixture_clear (&fixture);
}

/* What cannot be stored is not shown as if it were. */
static void
test_all_read_fails (void)
{
  WindowFixture fixture;

  open_some_weeks (&fixture);
  fixture_run_sql (&fixture.files, "CREATE TRIGGER refuse BEFORE INSERT ON marks"
                                   " BEGIN SELECT raise (ABORT, 'refused'); END");
  window_fixture_activate (&fixture, "win.mark-all-read");
  g_assert_cmpuint (count_unread (&fixture), ==, 0);
  WAIT_UNTIL (count_unread (&fixture) == 4);
  g_assert_null (find_button (GTK_WIDGET (fixture.window), "win.undo-all-read"));
  assert_unread_stored (&fixture, 4);
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
  g_test_add_func ("/window/marks/all-read", test_all_read);
  g_test_add_func ("/window/marks/undo-all-read", test_undo_all_read);
  g_test_add_func ("/window/marks/all-read-fails", test_all_read_fails);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
