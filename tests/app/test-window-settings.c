/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-settings.h"

/* A window as the application makes it; the next one begins where it ended. */
static void
open_remembering (WindowFixture *self,
                  const char    *issue)
{
  self->is_ready = FALSE;
  window_fixture_new (self, issue);
  /* What the fixture asks for is forgotten: the size comes from the settings. */
  zb_window_remember (self->window);
}

static void
test_size (void)
{
  g_autoptr(GSettings) settings = zb_settings_new ();
  WindowFixture self;
  int width, height;

  g_assert_nonnull (settings);
  window_fixture_init (&self);

  open_remembering (&self, NULL);
  gtk_window_get_default_size (GTK_WINDOW (self.window), &width, &height);
  g_assert_cmpint (width, ==, 1120);
  g_assert_cmpint (height, ==, 800);
  g_assert_false (gtk_window_is_maximized (GTK_WINDOW (self.window)));
  gtk_window_present (GTK_WINDOW (self.window));
  WAIT_UNTIL (self.is_ready);
  wait_frames (GTK_WIDGET (self.window), 3);
  gtk_window_set_default_size (GTK_WINDOW (self.window), 900, 640);
  wait_frames (GTK_WIDGET (self.window), 3);
  window_fixture_close (&self);
  g_assert_cmpint (g_settings_get_int (settings, ZB_SETTINGS_WINDOW_WIDTH), ==, 900);
  g_assert_cmpint (g_settings_get_int (settings, ZB_SETTINGS_WINDOW_HEIGHT), ==, 640);

  open_remembering (&self, NULL);
  gtk_window_present (GTK_WINDOW (self.window));
  WAIT_UNTIL (self.is_ready);
  wait_frames (GTK_WIDGET (self.window), 3);
  g_assert_cmpint (gtk_widget_get_allocated_width (GTK_WIDGET (self.window)), ==, 900);
  g_assert_cmpint (gtk_widget_get_allocated_height (GTK_WIDGET (self.window)), ==, 640);
  window_fixture_clear (&self);
}

/* There is no window manager here that would maximise a window, so it is not shown. */
static void
test_maximized (void)
{
  g_autoptr(GSettings) settings = zb_settings_new ();
  WindowFixture self;

  window_fixture_init (&self);
  open_remembering (&self, NULL);
  gtk_window_maximize (GTK_WINDOW (self.window));
  g_assert_true (g_settings_get_boolean (settings, ZB_SETTINGS_WINDOW_MAXIMIZED));
  window_fixture_close (&self);

  open_remembering (&self, NULL);
  g_assert_true (gtk_window_is_maximized (GTK_WINDOW (self.window)));
  gtk_window_unmaximize (GTK_WINDOW (self.window));
  window_fixture_close (&self);
  g_assert_false (g_settings_get_boolean (settings, ZB_SETTINGS_WINDOW_MAXIMIZED));
  window_fixture_clear (&self);
}

/* Only a window of the application is remembered, not one that draws a picture of itself. */
static void
test_unasked (void)
{
  g_autoptr(GSettings) settings = zb_settings_new ();
  int width = g_settings_get_int (settings, ZB_SETTINGS_WINDOW_WIDTH);
  WindowFixture self;

  window_fixture_init (&self);
  window_fixture_open (&self, NULL);
  g_assert_cmpint (gtk_widget_get_allocated_width (GTK_WIDGET (self.window)), ==, 1200);
  window_fixture_clear (&self);
  g_assert_cmpint (g_settings_get_int (settings, ZB_SETTINGS_WINDOW_WIDTH), ==, width);
}

/* Run by test_no_schema() in a program of its own. */
static void
test_no_schema_process (void)
{
  g_autoptr(GSettings) settings = NULL;
  WindowFixture self;

  if (!g_test_subprocess ())
    return;
  settings = zb_settings_new ();
  if (settings != NULL)
    {
      g_test_skip ("The schema is installed on this computer");
      return;
    }
  window_fixture_init (&self);
  window_fixture_new (&self, NULL);
  zb_window_remember (self.window);
  gtk_window_present (GTK_WINDOW (self.window));
  WAIT_UNTIL (self.is_ready);
  wait_frames (GTK_WIDGET (self.window), 3);
  g_assert_cmpint (gtk_widget_get_allocated_width (GTK_WIDGET (self.window)), ==, 1200);
  window_fixture_clear (&self);
  zb_settings_sync ();
}

static void
test_no_schema (void)
{
  g_autofree char *folder = g_strdup (g_getenv ("GSETTINGS_SCHEMA_DIR"));

  g_unsetenv ("GSETTINGS_SCHEMA_DIR");
  g_test_trap_subprocess ("/settings/no-schema/subprocess", 0, G_TEST_SUBPROCESS_DEFAULT);
  if (folder != NULL)
    g_setenv ("GSETTINGS_SCHEMA_DIR", folder, TRUE);
  g_test_trap_assert_passed ();
}

static void
add_tests (void)
{
  g_test_add_func ("/settings/size", test_size);
  g_test_add_func ("/settings/maximized", test_maximized);
  g_test_add_func ("/settings/unasked", test_unasked);
  g_test_add_func ("/settings/no-schema", test_no_schema);
  g_test_add_func ("/settings/no-schema/subprocess", test_no_schema_process);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
