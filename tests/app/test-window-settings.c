/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-settings.h"
#include "app/zb-text-view.h"

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

#define SENTENCE "协调基础电信运营企业和域名注册服务机构对仿冒页面开展处理工作"

/* A bulletin with a paragraph that does not fit a window. */
static void
store_long_story (WindowFixture *self)
{
  g_autoptr(GString) extra = g_string_new (NULL);
  g_autofree char *text = NULL;
  Story story = { .year = 2020, .number = 11, .period = "3月9日-3月15日", .published = "2020-03-19", .total = 1320 };

  for (guint i = 0; i < 120; i++)
    g_string_append (extra, SENTENCE);
  g_string_append (extra, "。");
  story.extra = extra->str;
  text = story_to_markdown (&story);
  window_fixture_store (self, text);
}

static void
open_long_story (WindowFixture *self)
{
  window_fixture_init (self);
  store_long_story (self);
  window_fixture_open (self, "2020-11");
}

static GtkWidget *
find_text (WindowFixture *self)
{
  return find_label (find_type (window_fixture_get_page (self), ZB_TYPE_TEXT_VIEW), SENTENCE);
}

static double
get_font_size (GtkWidget *widget)
{
  return pango_font_description_get_size (pango_context_get_font_description (gtk_widget_get_pango_context (widget)));
}

static void
zoom (WindowFixture *self,
      const char    *action)
{
  window_fixture_activate (self, action);
  wait_frames (GTK_WIDGET (self->window), 3);
}

static void
test_zoom (void)
{
  WindowFixture self;
  GtkWidget *text, *page;
  double normal, button;
  guint n;

  open_long_story (&self);
  text = find_text (&self);
  page = window_fixture_get_page (&self);
  normal = get_font_size (text);
  button = get_font_size (page);
  zoom (&self, "win.zoom-in");
  g_assert_cmpfloat_with_epsilon (get_font_size (text), normal * 1.1, 20);
  zoom (&self, "win.zoom-out");
  zoom (&self, "win.zoom-out");
  g_assert_cmpfloat_with_epsilon (get_font_size (text), normal * 0.9, 20);
  /* To both ends, and no further. */
  for (n = 0; window_fixture_can (&self, "win.zoom-in") && n < 100; n++)
    zoom (&self, "win.zoom-in");
  g_assert_cmpfloat_with_epsilon (get_font_size (text), normal * 3, 20);
  assert_fits (page);
  for (n = 0; window_fixture_can (&self, "win.zoom-out") && n < 100; n++)
    zoom (&self, "win.zoom-out");
  g_assert_cmpfloat_with_epsilon (get_font_size (text), normal * 0.5, 20);
  /* Only what is read. */
  g_assert_cmpfloat (get_font_size (page), ==, button);
  zoom (&self, "win.zoom-normal");
  g_assert_cmpfloat (get_font_size (text), ==, normal);
  g_assert_true (window_fixture_can (&self, "win.zoom-in"));
  window_fixture_clear (&self);
}

/* The largest letters still fit the screen of a telephone. */
static void
test_zoom_narrow (void)
{
  WindowFixture self;

  window_fixture_init (&self);
  store_long_story (&self);
  window_fixture_new (&self, "2020-11");
  gtk_window_set_default_size (GTK_WINDOW (self.window), 360, 720);
  gtk_window_present (GTK_WINDOW (self.window));
  WAIT_UNTIL (self.is_ready);
  window_fixture_activate (&self, "win.show-page");
  while (window_fixture_can (&self, "win.zoom-in"))
    zoom (&self, "win.zoom-in");
  assert_narrow (GTK_WIDGET (self.window));
  window_fixture_clear (&self);
}

/* So many characters a line in the midst of a paragraph has. */
static int
count_characters (GtkWidget *label)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (gtk_label_get_layout (GTK_LABEL (label)), 10);

  return (int) g_utf8_strlen (pango_layout_get_text (gtk_label_get_layout (GTK_LABEL (label))) + line->start_index,
                              line->length);
}

static void
test_measure (void)
{
  static const char *const actions[] = { "win.zoom-normal", "win.zoom-in", "win.zoom-in", "win.zoom-in" };
  WindowFixture self;

  open_long_story (&self);
  gtk_window_set_default_size (GTK_WINDOW (self.window), 1500, 900);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      zoom (&self, actions[i]);
      g_assert_cmpint (count_characters (find_text (&self)), >=, 36);
      g_assert_cmpint (count_characters (find_text (&self)), <=, 44);
    }
  zoom (&self, "win.zoom-normal");
  for (guint i = 0; i < 4; i++)
    {
      zoom (&self, "win.zoom-out");
      g_assert_cmpint (count_characters (find_text (&self)), >=, 36);
      g_assert_cmpint (count_characters (find_text (&self)), <=, 44);
    }
  window_fixture_clear (&self);
}

/* Where a character of the text is, from the upper edge of what is seen. */
static double
find_y (GtkWidget *label,
        GtkWidget *scroller,
        int        index)
{
  PangoRectangle place;
  double y;
  int offset;

  gtk_label_get_layout_offsets (GTK_LABEL (label), NULL, &offset);
  pango_layout_index_to_pos (gtk_label_get_layout (GTK_LABEL (label)), index, &place);
  g_assert_true (gtk_widget_translate_coordinates (label, scroller, 0, offset + place.y / (double) PANGO_SCALE,
                                                   NULL, &y));
  return y;
}

static void
test_place (void)
{
  WindowFixture self;
  GtkWidget *scroller, *text;
  GtkAdjustment *adjustment;
  PangoLayoutLine *line;
  int index;
  double y;

  open_long_story (&self);
  gtk_window_set_default_size (GTK_WINDOW (self.window), 1500, 500);
  wait_frames (GTK_WIDGET (self.window), 3);
  scroller = find_type (window_fixture_get_page (&self), GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  text = find_text (&self);
  line = pango_layout_get_line_readonly (gtk_label_get_layout (GTK_LABEL (text)), 60);
  index = line->start_index;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + find_y (text, scroller, index) - 1);
  wait_frames (GTK_WIDGET (self.window), 3);
  y = find_y (text, scroller, index);
  g_assert_cmpfloat_with_epsilon (y, 1, 1);

  /* The line above it is the uppermost, of which one pixel is seen. */
  zoom (&self, "win.zoom-in");
  y = find_y (text, scroller, index);
  g_assert_cmpfloat (y, >, -40);
  g_assert_cmpfloat (y, <, 40);
  /* Two at once, before anything is drawn. */
  window_fixture_activate (&self, "win.zoom-in");
  zoom (&self, "win.zoom-in");
  y = find_y (text, scroller, index);
  g_assert_cmpfloat (y, >, -80);
  g_assert_cmpfloat (y, <, 80);
  zoom (&self, "win.zoom-normal");
  y = find_y (text, scroller, index);
  g_assert_cmpfloat (y, >, -80);
  g_assert_cmpfloat (y, <, 80);

  /* At its beginning the page stays there. */
  gtk_adjustment_set_value (adjustment, 0);
  wait_frames (GTK_WIDGET (self.window), 3);
  zoom (&self, "win.zoom-in");
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  assert_rests (GTK_WIDGET (self.window));
  window_fixture_clear (&self);
}

/* Closed before the frame in which the place would have been found again. */
static void
test_place_closing (void)
{
  WindowFixture self;
  GtkWidget *scroller;

  open_long_story (&self);
  scroller = find_type (window_fixture_get_page (&self), GTK_TYPE_SCROLLED_WINDOW);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 300);
  wait_frames (GTK_WIDGET (self.window), 3);
  window_fixture_activate (&self, "win.zoom-in");
  window_fixture_clear (&self);
}

static void
test_zoom_remembered (void)
{
  g_autoptr(GSettings) settings = zb_settings_new ();
  WindowFixture self;
  double normal;

  open_long_story (&self);
  normal = get_font_size (find_text (&self));
  zoom (&self, "win.zoom-in");
  /* This window was not asked to. */
  g_assert_cmpint (g_settings_get_int (settings, ZB_SETTINGS_TEXT_ZOOM), ==, 100);
  zb_window_remember (self.window);
  zoom (&self, "win.zoom-in");
  zoom (&self, "win.zoom-in");
  g_assert_cmpint (g_settings_get_int (settings, ZB_SETTINGS_TEXT_ZOOM), ==, 125);
  window_fixture_close (&self);

  open_remembering (&self, "2020-11");
  gtk_window_present (GTK_WINDOW (self.window));
  WAIT_UNTIL (self.is_ready);
  wait_frames (GTK_WIDGET (self.window), 3);
  g_assert_cmpfloat_with_epsilon (get_font_size (find_text (&self)), normal * 1.25, 20);
  zoom (&self, "win.zoom-normal");
  window_fixture_clear (&self);
}

/* The buttons are in the menu, which stays open, and say how large the text is. */
static void
test_zoom_menu (void)
{
  WindowFixture self;
  GtkWidget *button = NULL, *menu;

  open_long_story (&self);
  for (GtkWidget *widget = GTK_WIDGET (self.window); widget != NULL; widget = next_widget (GTK_WIDGET (self.window), widget))
    if (GTK_IS_MENU_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), "Issue Menu") == 0)
      button = widget;
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  menu = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  WAIT_UNTIL (gtk_widget_get_mapped (menu));
  assert_shows (menu, "100 %");
  g_signal_emit_by_name (find_button (menu, "win.zoom-in"), "clicked");
  g_signal_emit_by_name (find_button (menu, "win.zoom-in"), "clicked");
  assert_shows (menu, "125 %");
  g_assert_true (gtk_widget_get_mapped (menu));
  g_signal_emit_by_name (find_button (menu, "win.zoom-out"), "clicked");
  assert_shows (menu, "110 %");
  g_signal_emit_by_name (find_button (menu, "win.zoom-normal"), "clicked");
  assert_shows (menu, "100 %");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  WAIT_UNTIL (!gtk_widget_get_mapped (menu));
  window_fixture_clear (&self);
}

static void
add_tests (void)
{
  g_test_add_func ("/settings/size", test_size);
  g_test_add_func ("/settings/maximized", test_maximized);
  g_test_add_func ("/settings/unasked", test_unasked);
  g_test_add_func ("/settings/zoom", test_zoom);
  g_test_add_func ("/settings/zoom-narrow", test_zoom_narrow);
  g_test_add_func ("/settings/measure", test_measure);
  g_test_add_func ("/settings/place", test_place);
  g_test_add_func ("/settings/place-closing", test_place_closing);
  g_test_add_func ("/settings/zoom-remembered", test_zoom_remembered);
  g_test_add_func ("/settings/zoom-menu", test_zoom_menu);
  g_test_add_func ("/settings/no-schema", test_no_schema);
  g_test_add_func ("/settings/no-schema/subprocess", test_no_schema_process);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
