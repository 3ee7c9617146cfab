/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-figure-card.h"

/* Stories of a window that is closed while something is going on: nothing is warned about, the window
 * goes away as a whole, and the library is in order. */

#define N_FILES 120

static void
assert_library_sound (WindowFixture *self)
{
  g_autoptr(ZbLibrary) library = window_fixture_reopen (self);

  assert_sound (library);
}

static GPtrArray *
write_files (WindowFixture *self)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *text = week_to_markdown (2019 + i / 50, i % 50 + 1, 300);
      g_autofree char *name = g_strdup_printf ("saved/%u.md", i);
      g_autofree char *path = fixture_write (&self->files, name, text);

      g_ptr_array_add (files, g_file_new_for_path (path));
    }
  return files;
}

static void
test_at_once (void)
{
  WindowFixture fixture;

  window_fixture_init (&fixture);
  window_fixture_new (&fixture, NULL);
  window_fixture_close (&fixture);
  window_fixture_new (&fixture, NULL);
  gtk_window_present (GTK_WINDOW (fixture.window));
  window_fixture_close (&fixture);
  assert_library_sound (&fixture);
  window_fixture_clear (&fixture);
}

/* At other moments of its start. */
static void
test_soon (void)
{
  for (guint n = 1; n <= 20; n++)
    {
      WindowFixture fixture;

      window_fixture_init (&fixture);
      window_fixture_new (&fixture, NULL);
      gtk_window_present (GTK_WINDOW (fixture.window));
      for (guint i = 0; i < n; i++)
        wait_a_moment ();
      window_fixture_close (&fixture);
      window_fixture_clear (&fixture);
    }
}

static void
test_while_loading (void)
{
  WindowFixture fixture;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, NULL);
  g_assert_true (zb_window_show_issue (fixture.window, ISSUE (2024, 27)));
  g_assert_true (zb_window_show_issue (fixture.window, ISSUE (2024, 28)));
  window_fixture_close (&fixture);
  assert_library_sound (&fixture);
  window_fixture_clear (&fixture);
}

static void
test_while_importing (void)
{
  for (guint n = 0; n <= 8; n += 4)
    {
      WindowFixture fixture;
      g_autoptr(GPtrArray) files = NULL;

      window_fixture_init (&fixture);
      files = write_files (&fixture);
      window_fixture_open (&fixture, NULL);
      zb_window_import (fixture.window, files);
      for (guint i = 0; i < n; i++)
        wait_a_moment ();
      window_fixture_close (&fixture);
      assert_library_sound (&fixture);

      /* What was not stored then is stored the next time. */
      window_fixture_open (&fixture, NULL);
      zb_window_import (fixture.window, files);
      WAIT_UNTIL (shows_text (fixture.window, "120 with text"));
      window_fixture_clear (&fixture);
    }
}

static void
test_while_marking (void)
{
  WindowFixture fixture;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, "2024-27");
  window_fixture_activate (&fixture, "win.star");
  window_fixture_activate (&fixture, "win.star");
  window_fixture_activate (&fixture, "win.reload");
  window_fixture_close (&fixture);
  assert_library_sound (&fixture);
  window_fixture_clear (&fixture);
}

static void
test_with_popover (void)
{
  WindowFixture fixture;
  GtkWidget *card;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, "2024-27");
  card = find_type (window_fixture_get_page (&fixture), ZB_TYPE_FIGURE_CARD);
  gtk_menu_button_popup (GTK_MENU_BUTTON (find_type (card, GTK_TYPE_MENU_BUTTON)));
  wait_frames (GTK_WIDGET (fixture.window), 3);
  window_fixture_close (&fixture);
  window_fixture_clear (&fixture);
}

/* The page of another week takes the place of the one whose popover is open. */
static void
test_other_week_with_popover (void)
{
  WindowFixture fixture;
  GtkWidget *card;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, "2024-27");
  card = find_type (window_fixture_get_page (&fixture), ZB_TYPE_FIGURE_CARD);
  gtk_menu_button_popup (GTK_MENU_BUTTON (find_type (card, GTK_TYPE_MENU_BUTTON)));
  wait_frames (GTK_WIDGET (fixture.window), 3);
  window_fixture_select (&fixture, 2024, 28);
  wait_frames (GTK_WIDGET (fixture.window), 3);
  window_fixture_close (&fixture);
  window_fixture_clear (&fixture);
}

static void
test_with_file_dialog (void)
{
  WindowFixture fixture;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, "2024-27");
  window_fixture_activate (&fixture, "win.open");
  WAIT_UNTIL (find_dialog (&fixture) != NULL);
  wait_frames (GTK_WIDGET (fixture.window), 3);
  window_fixture_close (&fixture);
  window_fixture_open (&fixture, "2024-27");
  window_fixture_activate (&fixture, "win.export('svg')");
  WAIT_UNTIL (find_dialog (&fixture) != NULL);
  wait_frames (GTK_WIDGET (fixture.window), 3);
  window_fixture_close (&fixture);
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/closing/at-once", test_at_once);
  g_test_add_func ("/window/closing/soon", test_soon);
  g_test_add_func ("/window/closing/while-loading", test_while_loading);
  g_test_add_func ("/window/closing/while-marking", test_while_marking);
  g_test_add_func ("/window/closing/with-popover", test_with_popover);
  g_test_add_func ("/window/closing/other-week-with-popover", test_other_week_with_popover);
  g_test_add_func ("/window/closing/with-file-dialog", test_with_file_dialog);
  g_test_add_func ("/window/closing/while-importing", test_while_importing);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
