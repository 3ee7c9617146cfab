/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-chart-panel.h"
#include "app/zb-figure-card.h"

/* Stories of narrow windows, large text and the dark style: everything stays within the window, and
 * no number is cut. */

static void
open_wide_story (WindowFixture *self)
{
  g_autofree char *text = NULL;
  const Story story = {
    .year = 2020, .number = 20, .period = "5月11日-5月17日", .published = "2020-05-21",
    .account = OFFICIAL_ACCOUNT, .url = OFFICIAL_URL ("2020200000", "&chksm=9e&scene=58#rd"),
    .total = 12345, .cross_border = 11111, .phishing = 10234,
    .extra = "协调139个提供恶意移动应用程序下载服务的平台开展移动互联网恶意代码处理工作，"
             "共处理传播移动互联网恶意代码的恶意URL链接1548个。",
    .recap = "网络安全信息与动态周报2020年第19期（5月4日-5月10日）\thttps://example.org/19",
  };

  text = story_to_markdown (&story);
  window_fixture_init (self);
  window_fixture_store (self, text);
  window_fixture_open (self, "2020-20");
}

static void
set_text_scale (double scale)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * scale), NULL);
}

static void
assert_values_whole (GtkWidget *page)
{
  g_autoptr(GPtrArray) labels = find_all (page, GTK_TYPE_LABEL);
  guint n_values = 0;

  for (guint i = 0; i < labels->len; i++)
    if (gtk_widget_has_css_class (g_ptr_array_index (labels, i), "figure-value"))
      {
        PangoLayout *layout = gtk_label_get_layout (g_ptr_array_index (labels, i));

        if (pango_layout_is_ellipsized (layout))
          g_error ("the number %s is cut", pango_layout_get_text (layout));
        n_values++;
      }
  g_assert_cmpuint (n_values, >, 0);
}

/* Every part of the page, also what is opened by a button. */
static void
open_tables (GtkWidget *page)
{
  g_autoptr(GPtrArray) panels = find_all (page, ZB_TYPE_CHART_PANEL);

  for (guint i = 0; i < panels->len; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_type (g_ptr_array_index (panels, i),
                                                                GTK_TYPE_TOGGLE_BUTTON)), TRUE);
}

static void
look_at (int    width,
         double scale)
{
  WindowFixture fixture;
  GtkWidget *page;

  open_wide_story (&fixture);
  set_text_scale (scale);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), width, 800);
  window_fixture_activate (&fixture, "win.show-page");
  page = window_fixture_get_page (&fixture);
  open_tables (page);
  wait_frames (GTK_WIDGET (fixture.window), 10);
  if (width == 360)
    assert_narrow (GTK_WIDGET (fixture.window));
  else
    g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.window)), <=, width + 4);
  assert_fits (page);
  assert_values_whole (page);
  window_fixture_activate (&fixture, "win.show-list");
  wait_frames (GTK_WIDGET (fixture.window), 10);
  assert_fits (window_fixture_get_list (&fixture));
  set_text_scale (1);
  window_fixture_clear (&fixture);
}

static void
test_narrow (void)
{
  look_at (360, 1);
}

static void
test_medium (void)
{
  look_at (800, 1);
}

static void
test_wide (void)
{
  look_at (1400, 1);
}

static void
test_narrow_large_text (void)
{
  look_at (360, 2);
}

static void
test_medium_large_text (void)
{
  look_at (800, 2);
}

static void
test_missing_narrow (void)
{
  WindowFixture fixture;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, "2026-33");
  set_text_scale (2);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 700);
  window_fixture_activate (&fixture, "win.show-page");
  wait_frames (GTK_WIDGET (fixture.window), 10);
  assert_narrow (GTK_WIDGET (fixture.window));
  assert_fits (window_fixture_get_page (&fixture));
  set_text_scale (1);
  window_fixture_clear (&fixture);
}

static void
test_problem_narrow (void)
{
  WindowFixture fixture;

  window_fixture_init (&fixture);
  g_assert_cmpint (g_mkdir_with_parents (fixture.files.path, 0700), ==, 0);
  window_fixture_open (&fixture, NULL);
  set_text_scale (2);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 700);
  window_fixture_activate (&fixture, "win.show-page");
  wait_frames (GTK_WIDGET (fixture.window), 10);
  assert_narrow (GTK_WIDGET (fixture.window));
  assert_fits (find_type (GTK_WIDGET (fixture.window), ADW_TYPE_STATUS_PAGE));
  set_text_scale (1);
  window_fixture_clear (&fixture);
}

/* All of a card's popover is there, down to its button. */
static void
test_popover (void)
{
  WindowFixture fixture;
  g_autoptr(GPtrArray) cards = NULL;

  open_wide_story (&fixture);
  cards = find_all (window_fixture_get_page (&fixture), ZB_TYPE_FIGURE_CARD);
  g_assert_cmpuint (cards->len, ==, 4);
  for (guint i = 0; i < cards->len; i++)
    {
      GtkMenuButton *button = GTK_MENU_BUTTON (find_type (g_ptr_array_index (cards, i), GTK_TYPE_MENU_BUTTON));
      GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
      GtkWidget *contents = gtk_widget_get_first_child (popover);

      gtk_menu_button_popup (button);
      WAIT_UNTIL (gtk_widget_get_mapped (popover));
      wait_frames (popover, 3);
      for (GtkWidget *widget = contents; widget != NULL; widget = next_widget (contents, widget))
        if (widget != contents && gtk_widget_get_mapped (widget))
          assert_on_screen (widget, contents);
      gtk_menu_button_popdown (button);
      WAIT_UNTIL (!gtk_widget_get_mapped (popover));
    }
  window_fixture_clear (&fixture);
}

/* What is shown, but for the bubble at its end where the server's pointer happens to rest on a chart. */
static char *
dup_text_without_bubble (WindowFixture *self)
{
  g_autofree char *text = dup_shown_text (self->window);
  g_autoptr(GRegex) bubble = g_regex_new ("[^\\n]+: [\\d,]+ · \\d+ %\\n\\z", 0, 0, NULL);

  return g_regex_replace_literal (bubble, text, -1, 0, "", 0, NULL);
}

/* Numbers are the same in the dark, and the style changes while the window is open. */
static void
test_dark (void)
{
  WindowFixture fixture;
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autofree char *light = NULL;
  g_autofree char *dark = NULL;

  open_wide_story (&fixture);
  light = dup_text_without_bubble (&fixture);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_true (adw_style_manager_get_dark (manager));
  wait_frames (GTK_WIDGET (fixture.window), 5);
  dark = dup_text_without_bubble (&fixture);
  g_assert_cmpstr (light, ==, dark);
  assert_fits (window_fixture_get_page (&fixture));
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  wait_frames (GTK_WIDGET (fixture.window), 5);
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/sizes/narrow", test_narrow);
  g_test_add_func ("/window/sizes/medium", test_medium);
  g_test_add_func ("/window/sizes/wide", test_wide);
  g_test_add_func ("/window/sizes/narrow-large-text", test_narrow_large_text);
  g_test_add_func ("/window/sizes/medium-large-text", test_medium_large_text);
  g_test_add_func ("/window/sizes/missing-narrow", test_missing_narrow);
  g_test_add_func ("/window/sizes/problem-narrow", test_problem_narrow);
  g_test_add_func ("/window/sizes/dark", test_dark);
  g_test_add_func ("/window/sizes/popover", test_popover);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
