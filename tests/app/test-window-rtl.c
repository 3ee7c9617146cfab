/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-chart-view.h"
#include "app/zb-sidebar.h"

/* Stories of a reader whose desktop is written from right to left. */

/* The window as it is drawn, where ZB_PICTURES names a folder for it. */
static void
save_picture (GtkWidget *window, const char *name)
{
  const char *folder = g_getenv ("ZB_PICTURES");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot;

  if (path == NULL)
    return;
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* Where a widget begins in the window. */
static float
get_left (GtkWidget *widget, GtkWidget *window)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));
  return bounds.origin.x;
}

/* Given such a desktop, when an issue is shown, then the list stands to the right of it, and charts and all else lie in
 * the window. What GTK warns of ends the test. */
static void
test_page (void)
{
  WindowFixture fixture;
  g_autofree char *text = week_to_markdown (2020, 20, 300);
  g_autoptr (GPtrArray) charts = NULL;
  GtkWidget *window, *page;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window_fixture_init (&fixture);
  window_fixture_store (&fixture, text);
  window_fixture_open (&fixture, "2020-20");
  window = GTK_WIDGET (fixture.window);
  page = window_fixture_get_page (&fixture);
  g_assert_cmpint (gtk_widget_get_direction (page), ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpfloat (get_left (find_type (window, ZB_TYPE_SIDEBAR), window), >,
                     get_left (page, window));
  charts = find_all (page, ZB_TYPE_CHART_VIEW);
  g_assert_cmpuint (charts->len, ==, 2);
  assert_fits (adw_application_window_get_content (ADW_APPLICATION_WINDOW (window)));
  save_picture (window, "rtl-wide.png");

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 700);
  window_fixture_activate (&fixture, "win.show-page");
  wait_frames (window, 5);
  assert_fits (adw_application_window_get_content (ADW_APPLICATION_WINDOW (window)));
  save_picture (window, "rtl-narrow.png");
  window_fixture_clear (&fixture);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* The figures that are typed, beside the pictures that show them. */
static void
test_figures (void)
{
  WindowFixture fixture;
  g_autofree char *text = week_to_markdown (2020, 20, 300);

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window_fixture_init (&fixture);
  window_fixture_store (&fixture, text);
  window_fixture_open (&fixture, "2020-20");
  window_fixture_activate (&fixture, "win.type-figures");
  WAIT_UNTIL (find_dialog (&fixture) != NULL
              && gtk_widget_get_mapped (GTK_WIDGET (find_dialog (&fixture))));
  wait_frames (GTK_WIDGET (find_dialog (&fixture)), 3);
  assert_fits (adw_window_get_content (ADW_WINDOW (find_dialog (&fixture))));
  save_picture (GTK_WIDGET (find_dialog (&fixture)), "rtl-figures.png");
  window_fixture_clear (&fixture);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/rtl/page", test_page);
  g_test_add_func ("/window/rtl/figures", test_figures);
}

int
main (int argc, char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
