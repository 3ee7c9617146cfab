/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-list-row.h"
#include "app/zb-note-card.h"

/* Stories of the user's own notes: whatever happens while one is written, nothing of it is lost. */

static void
open_two_weeks (WindowFixture *self)
{
  g_autofree char *text = week_to_markdown (2020, 20, 300);
  g_autofree char *other = week_to_markdown (2020, 19, 300);

  window_fixture_init (self);
  window_fixture_store (self, text);
  window_fixture_store (self, other);
  window_fixture_open (self, "2020-20");
}

static GtkWidget *
get_card (WindowFixture *self)
{
  return find_type (window_fixture_get_page (self), ZB_TYPE_NOTE_CARD);
}

static char *
dup_note (WindowFixture *self)
{
  return zb_note_card_dup_text (ZB_NOTE_CARD (get_card (self)));
}

static void
assert_note_shown (WindowFixture *self,
                   const char    *text)
{
  g_autofree char *note = dup_note (self);

  g_assert_cmpstr (note, ==, text);
  g_assert_cmpint (gtk_widget_get_visible (get_card (self)), ==, *text != '\0');
}

static gboolean
shows_note (WindowFixture *self,
            const char    *text)
{
  g_autofree char *note = dup_note (self);

  return g_str_equal (note, text);
}

/* Types at the cursor, as an input method does. */
static void
type (WindowFixture *self,
      const char    *text)
{
  GtkTextView *view = GTK_TEXT_VIEW (find_type (get_card (self), GTK_TYPE_TEXT_VIEW));

  gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (view), text, -1, TRUE);
}

static void
write_note (WindowFixture *self,
            const char    *text)
{
  window_fixture_activate (self, "win.edit-note");
  g_assert_true (gtk_widget_is_focus (find_type (get_card (self), GTK_TYPE_TEXT_VIEW)));
  type (self, text);
}

static gint64
count_notes (WindowFixture *self,
             const char    *text)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM marks WHERE note = '%s'", text);

  return fixture_query_sql (&self->files, sql);
}

static gboolean
is_stored (ZbLibrary  *library,
           guint       number,
           const char *text)
{
  g_autoptr(ZbDetail) detail = load_issue (library, 2020, number);

  return g_strcmp0 (detail->note, text) == 0;
}

/* The window may be gone before a thread has stored what was typed last; the program stays until that is done. */
static void
assert_stored (WindowFixture *self,
               guint          number,
               const char    *text)
{
  g_autoptr(ZbLibrary) library = window_fixture_reopen (self);

  WAIT_UNTIL (is_stored (library, number, text));
}

static void
test_write (void)
{
  WindowFixture fixture;
  GtkWidget *list, *row;
  g_autofree char *label = NULL;

  open_two_weeks (&fixture);
  g_assert_false (gtk_widget_get_visible (get_card (&fixture)));
  write_note (&fixture, "与上周比较");
  g_assert_true (gtk_widget_get_mapped (get_card (&fixture)));
  /* It is stored while the window stays as it is. */
  WAIT_UNTIL (count_notes (&fixture, "与上周比较") == 1);
  list = window_fixture_get_list (&fixture);
  row = gtk_widget_get_ancestor (find_label (list, "Issue 20"), ZB_TYPE_LIST_ROW);
  label = dup_accessible (row, GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (label, "with a note"));
  g_assert_nonnull (find_icon (row, "zb-note-symbolic"));
  row = gtk_widget_get_ancestor (find_label (list, "Issue 27"), ZB_TYPE_LIST_ROW);
  g_assert_null (find_icon (row, "zb-note-symbolic"));
  type (&fixture, "，更多");
  WAIT_UNTIL (count_notes (&fixture, "与上周比较，更多") == 1);
  window_fixture_close (&fixture);

  window_fixture_open (&fixture, "2020-20");
  assert_note_shown (&fixture, "与上周比较，更多");
  window_fixture_clear (&fixture);
}

/* What was typed last is stored although the window is closed at once. */
static void
test_close (void)
{
  WindowFixture fixture;

  open_two_weeks (&fixture);
  write_note (&fixture, "the last words");
  assert_stored (&fixture, 20, "the last words");
  window_fixture_clear (&fixture);
}

/* Each note stays on its own issue, however quickly one goes there and back. */
static void
test_switch (void)
{
  WindowFixture fixture;

  open_two_weeks (&fixture);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *more = g_strdup_printf ("%u ", i);

      write_note (&fixture, more);
      window_fixture_select (&fixture, 2020, 19);
      if (i == 0)
        assert_note_shown (&fixture, "");
      write_note (&fixture, "b");
      window_fixture_select (&fixture, 2020, 20);
    }
  assert_note_shown (&fixture, "0 1 2 3 4 ");
  window_fixture_select (&fixture, 2020, 19);
  assert_note_shown (&fixture, "bbbbb");
  assert_stored (&fixture, 20, "0 1 2 3 4 ");
  window_fixture_open (&fixture, "2020-20");
  assert_stored (&fixture, 19, "bbbbb");
  window_fixture_clear (&fixture);
}

/* Given many marks that are to be stored before a note, when its page is shown again, then it waits. */
static void
test_queue (void)
{
  WindowFixture fixture;

  open_two_weeks (&fixture);
  window_fixture_select (&fixture, 2020, 19);
  for (guint i = 0; i < 60; i++)
    window_fixture_activate (&fixture, "win.star");
  write_note (&fixture, "behind the stars");
  g_assert_true (zb_window_show_issue (fixture.window, ISSUE (2020, 20)));
  window_fixture_select (&fixture, 2020, 19);
  window_fixture_select (&fixture, 2020, 20);
  window_fixture_select (&fixture, 2020, 19);
  assert_note_shown (&fixture, "behind the stars");
  assert_stored (&fixture, 19, "behind the stars");
  window_fixture_clear (&fixture);
}

/* Given a list that is read anew while somebody types, then no key is lost. */
static void
test_reload (void)
{
  WindowFixture fixture;
  g_autoptr(GString) text = g_string_new (NULL);

  open_two_weeks (&fixture);
  window_fixture_activate (&fixture, "win.edit-note");
  for (guint i = 0; i < 30; i++)
    {
      type (&fixture, "x");
      g_string_append_c (text, 'x');
      if (i % 3 == 0)
        window_fixture_activate (&fixture, "win.reload");
      for (guint j = 0; j < i; j++)
        wait_a_moment ();
      assert_note_shown (&fixture, text->str);
    }
  WAIT_UNTIL (count_notes (&fixture, text->str) == 1);
  assert_note_shown (&fixture, text->str);
  assert_stored (&fixture, 20, text->str);
  window_fixture_clear (&fixture);
}

/* What somebody else has written meanwhile comes with the list. */
static void
test_others (void)
{
  WindowFixture fixture;

  open_two_weeks (&fixture);
  write_note (&fixture, "mine");
  WAIT_UNTIL (count_notes (&fixture, "mine") == 1);
  fixture_run_sql (&fixture.files, "UPDATE marks SET note = 'of the terminal'");
  window_fixture_activate (&fixture, "win.reload");
  WAIT_UNTIL (shows_note (&fixture, "of the terminal"));
  window_fixture_clear (&fixture);
}

static void
test_remove (void)
{
  WindowFixture fixture;
  GtkWidget *button;

  open_two_weeks (&fixture);
  write_note (&fixture, "a & b");
  button = find_button (get_card (&fixture), "win.remove-note");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  assert_note_shown (&fixture, "");
  WAIT_UNTIL (shows_text (fixture.window, "Note removed"));
  button = find_button (GTK_WIDGET (fixture.window), "win.set-note");
  window_fixture_select (&fixture, 2020, 19);
  g_assert_cmpint (count_notes (&fixture, "a & b"), ==, 0);
  /* The way back works from another page, too. */
  g_signal_emit_by_name (button, "clicked");
  assert_note_shown (&fixture, "");
  window_fixture_select (&fixture, 2020, 20);
  assert_note_shown (&fixture, "a & b");

  window_fixture_activate (&fixture, "win.remove-note");
  assert_stored (&fixture, 20, NULL);
  window_fixture_clear (&fixture);
}

/* A note that the library does not take is kept, and can be tried again. */
static void
test_refused (void)
{
  WindowFixture fixture;
  GtkWidget *button;

  open_two_weeks (&fixture);
  fixture_run_sql (&fixture.files, "CREATE TRIGGER refuse BEFORE INSERT ON marks WHEN new.note IS NOT NULL"
                                   " BEGIN SELECT raise (ABORT, 'refused'); END");
  write_note (&fixture, "kept");
  window_fixture_select (&fixture, 2020, 19);
  WAIT_UNTIL ((button = find_button (GTK_WIDGET (fixture.window), "win.set-note")) != NULL);
  assert_shows (fixture.window, "The note is not stored.");
  fixture_run_sql (&fixture.files, "DROP TRIGGER refuse");
  g_signal_emit_by_name (button, "clicked");
  window_fixture_select (&fixture, 2020, 20);
  assert_note_shown (&fixture, "kept");
  assert_stored (&fixture, 20, "kept");
  window_fixture_clear (&fixture);
}

/* Of what is pasted, only as much as a note can hold. */
static void
test_long (void)
{
  WindowFixture fixture;
  g_autofree char *paste = g_strnfill (30000, 'y');
  g_autofree char *note = NULL;

  open_two_weeks (&fixture);
  write_note (&fixture, "周报");
  type (&fixture, paste);
  note = dup_note (&fixture);
  g_assert_cmpint (g_utf8_strlen (note, -1), ==, 20000);
  g_assert_true (g_str_has_prefix (note, "周报yyy"));
  assert_stored (&fixture, 20, note);
  window_fixture_clear (&fixture);
}

/* From the end of the page, one comes to the note. */
static void
test_scrolls (void)
{
  WindowFixture fixture;
  GtkWidget *scroller;
  GtkAdjustment *adjustment;

  open_two_weeks (&fixture);
  scroller = find_type (window_fixture_get_page (&fixture), GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  wait_frames (scroller, 3);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 100);
  write_note (&fixture, "here");
  wait_frames (scroller, 3);
  assert_on_screen (get_card (&fixture), scroller);
  window_fixture_clear (&fixture);
}

/* Whether the last line of the note stands within the card. */
static gboolean
shows_all (WindowFixture *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (find_type (get_card (self), GTK_TYPE_TEXT_VIEW));
  GtkTextIter end;
  GdkRectangle place;
  int x, y;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (view), &end);
  gtk_text_view_get_iter_location (view, &end, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, 0, place.y + place.height, &x, &y);
  return y <= gtk_widget_get_height (GTK_WIDGET (view));
}

/* A note of some lines is seen as a whole, also in a narrow window and after it has grown. */
static void
test_narrow (void)
{
  WindowFixture fixture;

  open_two_weeks (&fixture);
  write_note (&fixture, "Compare the phishing complaints with the same week of last year. Ask the operations team "
                        "about the two cross-border cases.\nSecond paragraph.");
  WAIT_UNTIL (shows_all (&fixture));
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 700);
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (fixture.window)) == 360);
  wait_frames (GTK_WIDGET (fixture.window), 3);
  WAIT_UNTIL (shows_all (&fixture));
  type (&fixture, "\nThird paragraph.");
  wait_frames (GTK_WIDGET (fixture.window), 3);
  WAIT_UNTIL (shows_all (&fixture));
  window_fixture_clear (&fixture);
  /* Given one that is there from the start. */
  open_two_weeks (&fixture);
  fixture_run_sql (&fixture.files, "INSERT INTO marks (bulletin, note) SELECT id, 'Compare the phishing complaints "
                   "with the same week of last year. Ask the operations team about the two cross-border cases.'"
                   " || char (10) || 'Second.' FROM bulletins WHERE year = 2020 AND number = 19");
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 700);
  WAIT_UNTIL (gtk_widget_get_width (GTK_WIDGET (fixture.window)) == 360);
  window_fixture_select (&fixture, 2020, 19);
  WAIT_UNTIL (shows_all (&fixture));
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/note/write", test_write);
  g_test_add_func ("/window/note/close", test_close);
  g_test_add_func ("/window/note/switch", test_switch);
  g_test_add_func ("/window/note/queue", test_queue);
  g_test_add_func ("/window/note/reload", test_reload);
  g_test_add_func ("/window/note/others", test_others);
  g_test_add_func ("/window/note/remove", test_remove);
  g_test_add_func ("/window/note/refused", test_refused);
  g_test_add_func ("/window/note/long", test_long);
  g_test_add_func ("/window/note/narrow", test_narrow);
  g_test_add_func ("/window/note/scrolls", test_scrolls);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
