/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-chart-view.h"
#include "app/zb-list-row.h"

/* Stories of a reader who hears the window instead of seeing it. */

static void
open_story (WindowFixture *self)
{
  g_autofree char *text = week_to_markdown (2020, 20, 300);

  window_fixture_init (self);
  window_fixture_store (self, text);
  window_fixture_open (self, "2020-20");
}

static gboolean
has_text (GtkWidget *widget)
{
  g_autofree char *text = dup_shown_text (widget);

  return *g_strstrip (text) != '\0';
}

/* A tooltip is a description; it is no name. The button within a menu button is called as that. */
static gboolean
has_name (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         has_text (widget);
}

static void
assert_buttons_have_names (GtkWidget *root)
{
  guint n = 0;

  for (GtkWidget *widget = root; widget != NULL; widget = next_widget (root, widget))
    {
      GtkWidget *named = widget;

      if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_focusable (widget) ||
          !(GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget)))
        continue;
      /* Those that draw the frame of the window are GTK's. */
      if (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL)
        continue;
      if (GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
        named = gtk_widget_get_parent (widget);
      if (!has_name (named))
        {
          const char *tooltip = gtk_widget_get_tooltip_text (named);

          g_test_message ("%s “%s” has no name", G_OBJECT_TYPE_NAME (named), tooltip);
          g_test_fail ();
        }
      n++;
    }
  g_assert_cmpuint (n, >, 3);
}

static void
test_buttons (void)
{
  WindowFixture fixture;

  open_story (&fixture);
  assert_buttons_have_names (GTK_WIDGET (fixture.window));
  /* In a narrow window there is a button that leads back. */
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 360, 700);
  window_fixture_activate (&fixture, "win.show-page");
  wait_frames (GTK_WIDGET (fixture.window), 5);
  assert_buttons_have_names (GTK_WIDGET (fixture.window));
  window_fixture_clear (&fixture);
}

static void
test_missing_page (void)
{
  WindowFixture fixture;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, "2026-33");
  assert_buttons_have_names (window_fixture_get_page (&fixture));
  window_fixture_clear (&fixture);
}

static void
test_charts (void)
{
  WindowFixture fixture;
  g_autoptr(GPtrArray) charts = NULL;

  open_story (&fixture);
  charts = find_all (window_fixture_get_page (&fixture), ZB_TYPE_CHART_VIEW);
  g_assert_cmpuint (charts->len, ==, 2);
  for (guint i = 0; i < charts->len; i++)
    {
      GtkWidget *chart = g_ptr_array_index (charts, i);
      g_autofree char *label = dup_accessible (chart, GTK_ACCESSIBLE_PROPERTY_LABEL);
      g_autofree char *description = dup_accessible (chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);

      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_ROLE_IMG);
      g_assert_cmpstr (label, !=, "");
      g_assert_nonnull (strstr (description, "300"));
    }
  window_fixture_clear (&fixture);
}

/* What the keyboard is on in the list is the row around ours: it must bear the name. */
static void
test_rows (void)
{
  WindowFixture fixture;
  g_autoptr(GPtrArray) rows = NULL;
  gboolean is_found = FALSE;

  open_story (&fixture);
  rows = find_all (window_fixture_get_list (&fixture), ZB_TYPE_LIST_ROW);
  g_assert_cmpuint (rows->len, >, 3);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *name = dup_accessible (gtk_widget_get_parent (g_ptr_array_index (rows, i)),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL);

      g_assert_cmpstr (name, !=, "");
      if (strstr (name, "Issue 20, 11–17 May, 300 incidents, rated Good") != NULL)
        is_found = TRUE;
    }
  g_assert_true (is_found);
  window_fixture_clear (&fixture);
}

static void
test_headings (void)
{
  static const char *const headings[] = {
    "Issue 20 of 2020", "Incidents by Category", "Incidents handled, by Week", "Text", "本周网络安全基本态势",
  };
  WindowFixture fixture;

  open_story (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      GtkWidget *label = find_label (window_fixture_get_page (&fixture), headings[i]);

      g_assert_nonnull (label);
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_ROLE_HEADING);
    }
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/accessible/charts", test_charts);
  g_test_add_func ("/window/accessible/headings", test_headings);
  g_test_add_func ("/window/accessible/missing-page", test_missing_page);
  g_test_add_func ("/window/accessible/buttons", test_buttons);
  g_test_add_func ("/window/accessible/rows", test_rows);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
