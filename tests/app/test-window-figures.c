/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include "app/zb-chart-view.h"
#include "app/zb-figure-card.h"
#include "app/zb-figure-editor.h"
#include "app/zb-figure-row.h"

/* Stories of typing in figures that no text states. */

#define HOSTS "infected_hosts"
#define SITES "defaced_sites"
#define LEVEL "vuln_level"

/* In the week before, 281,000 hosts were infected. */
static void
open_story (WindowFixture *self)
{
  g_autofree char *before = week_to_markdown (2020, 19, 1200);
  g_autofree char *text = week_to_markdown (2020, 20, 1320);
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(ZbFigure) hosts = zb_figure_new (HOSTS, 281000);
  g_autoptr(GError) error = NULL;

  window_fixture_init (self);
  window_fixture_store (self, before);
  window_fixture_store (self, text);
  library = fixture_open (&self->files);
  detail = load_issue (library, 2020, 19);
  zb_library_set_typed_figure (library, detail->entry->id, hosts, &error);
  g_assert_no_error (error);
  g_clear_object (&library);
  window_fixture_open (self, "2020-20");
}

static GtkWidget *
open_editor (WindowFixture *self)
{
  GtkWidget *editor;

  window_fixture_activate (self, "win.type-figures");
  editor = GTK_WIDGET (find_dialog (self));
  g_assert_true (ZB_IS_FIGURE_EDITOR (editor));
  WAIT_UNTIL (gtk_widget_get_mapped (editor));
  wait_frames (editor, 3);
  return editor;
}

static void
close_editor (WindowFixture *self)
{
  gtk_window_close (find_dialog (self));
  WAIT_UNTIL (find_dialog (self) == NULL);
  assert_rests (GTK_WIDGET (self->window));
}

static ZbFigureRow *
find_row (GtkWidget  *editor,
          const char *figure)
{
  g_autoptr(GPtrArray) rows = find_all (editor, ZB_TYPE_FIGURE_ROW);

  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (zb_figure_row_get_figure (g_ptr_array_index (rows, i)), figure))
      return g_ptr_array_index (rows, i);
  g_error ("there is no row of %s", figure);
}

static GtkWidget *
get_entry (ZbFigureRow *row)
{
  return find_type (GTK_WIDGET (row), GTK_TYPE_ENTRY);
}

static void
type (ZbFigureRow *row,
      const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (row)), text);
}

static void
type_and_enter (ZbFigureRow *row,
                const char  *text)
{
  type (row, text);
  g_signal_emit_by_name (get_entry (row), "activate");
}

static const ZbFigure *
find_figure (ZbDetail   *detail,
             const char *id)
{
  const ZbSourcedFigure *figure = find_sourced (detail, id);

  return figure != NULL && figure->origin == ZB_FIGURE_TYPED ? figure->figure : NULL;
}

/* What the next start of the program finds. */
static ZbDetail *
reopen (WindowFixture *self)
{
  g_autoptr(ZbLibrary) library = window_fixture_reopen (self);

  return load_issue (library, 2020, 20);
}

static GtkWidget *
find_card (WindowFixture *self,
           const char    *figure)
{
  g_autoptr(GPtrArray) cards = find_all (window_fixture_get_page (self), ZB_TYPE_FIGURE_CARD);

  for (guint i = 0; i < cards->len; i++)
    if (g_str_equal (zb_figure_card_get_figure (g_ptr_array_index (cards, i)), figure))
      return g_ptr_array_index (cards, i);
  return NULL;
}

static void
test_typing (void)
{
  WindowFixture fixture;
  GtkWidget *editor;
  g_autoptr(ZbDetail) detail = NULL;
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;

  open_story (&fixture);
  g_assert_null (find_card (&fixture, HOSTS));
  editor = open_editor (&fixture);
  assert_shows (editor, "Figures of Issue 20 of 2020");
  assert_shows (find_row (editor, HOSTS), "week before 281,000");
  type (find_row (editor, HOSTS), "27.5万");
  assert_shows (find_row (editor, HOSTS), "= 275,000");
  g_signal_emit_by_name (get_entry (find_row (editor, HOSTS)), "activate");
  assert_shows (find_row (editor, HOSTS), "typed by you");
  /* Enter has gone to the next figure. */
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (editor)),
                                         GTK_WIDGET (find_row (editor, "trojan_botnet_hosts"))));
  close_editor (&fixture);
  WAIT_UNTIL (find_card (&fixture, HOSTS) != NULL);
  assert_shows (find_card (&fixture, HOSTS), "275,000");
  name = dup_accessible (find_type (find_card (&fixture, HOSTS), GTK_TYPE_MENU_BUTTON), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (name, "typed by you"));
  description = dup_accessible (find_type (window_fixture_get_page (&fixture), ZB_TYPE_CHART_VIEW),
                                GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_assert_nonnull (strstr (description, "Typed in from pictures: Infected hosts."));

  detail = reopen (&fixture);
  g_assert_cmpint (find_figure (detail, HOSTS)->value, ==, 275000);
  window_fixture_clear (&fixture);
}

/* What stands in an entry when the window is closed counts too. */
static void
test_closing_stores (void)
{
  WindowFixture fixture;
  g_autoptr(ZbDetail) detail = NULL;

  open_story (&fixture);
  type (find_row (open_editor (&fixture), HOSTS), "270,000");
  close_editor (&fixture);
  WAIT_UNTIL (find_card (&fixture, HOSTS) != NULL);
  detail = reopen (&fixture);
  g_assert_cmpint (find_figure (detail, HOSTS)->value, ==, 270000);
  window_fixture_clear (&fixture);
}

static void
test_nonsense (void)
{
  static const char *const wrong[] = { "12a", "-5", "1.5", "99999999999999999999" };
  WindowFixture fixture;
  GtkWidget *editor, *entry;
  g_autoptr(ZbDetail) detail = NULL;

  open_story (&fixture);
  editor = open_editor (&fixture);
  entry = get_entry (find_row (editor, HOSTS));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      type_and_enter (find_row (editor, HOSTS), wrong[i]);
      assert_shows (find_row (editor, HOSTS), wrong[i]);
      g_assert_true (gtk_widget_has_css_class (entry, "error"));
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                        GTK_ACCESSIBLE_INVALID_TRUE);
    }
  /* What is wrong may be mended at once. */
  type (find_row (editor, HOSTS), "12");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  type (find_row (editor, HOSTS), "12a");
  close_editor (&fixture);
  assert_shows (fixture.window, "Not stored: 1 entry is no number");
  detail = reopen (&fixture);
  g_assert_null (find_sourced (detail, HOSTS));
  window_fixture_clear (&fixture);
}

/* A number that is hardly believed is doubted, but stored: the reader knows better. */
static void
test_doubt (void)
{
  WindowFixture fixture;
  GtkWidget *editor;
  g_autoptr(ZbDetail) detail = NULL;

  open_story (&fixture);
  editor = open_editor (&fixture);
  type (find_row (editor, HOSTS), "2810000");
  assert_hides (find_row (editor, HOSTS), "Please look again");
  type (find_row (editor, HOSTS), "28100");
  assert_hides (find_row (editor, HOSTS), "Please look again");
  type (find_row (editor, HOSTS), "2810");
  assert_shows (find_row (editor, HOSTS), "Less than a tenth of the week before (281,000)");
  type_and_enter (find_row (editor, HOSTS), "28100000");
  assert_shows (find_row (editor, HOSTS), "More than ten times as many as in the week before (281,000)");
  close_editor (&fixture);
  detail = reopen (&fixture);
  g_assert_cmpint (find_figure (detail, HOSTS)->value, ==, 28100000);
  window_fixture_clear (&fixture);
}

static void
test_stated (void)
{
  WindowFixture fixture;
  GtkWidget *editor;
  ZbFigureRow *row;

  open_story (&fixture);
  editor = open_editor (&fixture);
  row = find_row (editor, ZB_FIGURE_INCIDENTS_TOTAL);
  assert_shows (row, "1,320");
  assert_shows (row, "stated in the text");
  g_assert_false (zb_figure_row_is_editable (row));
  g_assert_false (gtk_widget_get_mapped (get_entry (row)));
  window_fixture_clear (&fixture);
}

static GtkWidget *
find_remove (ZbFigureRow *row)
{
  g_autoptr(GPtrArray) buttons = find_all (GTK_WIDGET (row), GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_icon_name (g_ptr_array_index (buttons, i)), "edit-clear-symbolic") == 0)
      {
        g_assert_true (gtk_widget_get_sensitive (g_ptr_array_index (buttons, i)));
        return g_ptr_array_index (buttons, i);
      }
  g_error ("nothing can be removed");
}

static void
test_taking_back (void)
{
  WindowFixture fixture;
  GtkWidget *editor, *remove;
  g_autoptr(ZbDetail) detail = NULL;

  open_story (&fixture);
  editor = open_editor (&fixture);
  type_and_enter (find_row (editor, HOSTS), "275000");
  type_and_enter (find_row (editor, SITES), "3100");
  WAIT_UNTIL (find_card (&fixture, SITES) != NULL);
  type_and_enter (find_row (editor, HOSTS), "");
  assert_hides (find_row (editor, HOSTS), "typed by you");
  remove = find_remove (find_row (editor, SITES));
  g_signal_emit_by_name (remove, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (find_row (editor, SITES)))), ==, "");
  close_editor (&fixture);
  WAIT_UNTIL (find_card (&fixture, SITES) == NULL && find_card (&fixture, HOSTS) == NULL);
  detail = reopen (&fixture);
  g_assert_null (find_sourced (detail, HOSTS));
  g_assert_null (find_sourced (detail, SITES));
  window_fixture_clear (&fixture);
}

/* A text that comes later states another number: what was typed is told, and can be taken back. */
static void
test_text_comes_later (void)
{
  WindowFixture fixture;
  g_autoptr(ZbFigure) typed = zb_figure_new (ZB_FIGURE_INCIDENTS_TOTAL, 1319);
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(ZbDetail) after = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *row, *remove;

  open_story (&fixture);
  library = window_fixture_reopen (&fixture);
  detail = load_issue (library, 2020, 20);
  zb_library_set_typed_figure (library, detail->entry->id, typed, &error);
  g_assert_no_error (error);
  g_clear_object (&library);
  window_fixture_open (&fixture, "2020-20");
  row = GTK_WIDGET (find_row (open_editor (&fixture), ZB_FIGURE_INCIDENTS_TOTAL));
  assert_shows (row, "1,320");
  assert_shows (row, "you typed 1,319");
  remove = find_remove (ZB_FIGURE_ROW (row));
  g_signal_emit_by_name (remove, "clicked");
  assert_hides (row, "you typed");
  after = reopen (&fixture);
  g_assert_null (find_sourced (after, ZB_FIGURE_INCIDENTS_TOTAL)->disagreeing);
  window_fixture_clear (&fixture);
}

static void
test_level (void)
{
  WindowFixture fixture;
  GtkWidget *editor;
  GtkDropDown *levels;
  g_autoptr(ZbDetail) detail = NULL;

  open_story (&fixture);
  editor = open_editor (&fixture);
  levels = GTK_DROP_DOWN (find_type (GTK_WIDGET (find_row (editor, LEVEL)), GTK_TYPE_DROP_DOWN));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (levels)), ==, 4);
  gtk_drop_down_set_selected (levels, 3);
  assert_shows (find_row (editor, LEVEL), "typed by you");
  close_editor (&fixture);
  detail = reopen (&fixture);
  g_assert_cmpstr (find_figure (detail, LEVEL)->level, ==, "高");
  window_fixture_clear (&fixture);
}

/* What is being typed is not lost when something else is stored meanwhile. */
static void
test_refresh_while_typing (void)
{
  WindowFixture fixture;
  GtkWidget *editor;

  open_story (&fixture);
  editor = open_editor (&fixture);
  type_and_enter (find_row (editor, HOSTS), "275000");
  type (find_row (editor, "trojan_botnet_hosts"), "19");
  WAIT_UNTIL (find_card (&fixture, HOSTS) != NULL);
  assert_rests (editor);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (find_row (editor, "trojan_botnet_hosts")))), ==, "19");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (find_row (editor, HOSTS)))), ==, "275000");
  window_fixture_clear (&fixture);
}

/* An issue of which there is no text has figures too, and no pictures. */
static void
test_without_a_copy (void)
{
  WindowFixture fixture;
  GtkWidget *editor;

  window_fixture_init (&fixture);
  window_fixture_open (&fixture, "2026-33");
  g_assert_null (find_card (&fixture, HOSTS));
  editor = open_editor (&fixture);
  assert_hides (editor, "1 of");
  type_and_enter (find_row (editor, HOSTS), "275000");
  WAIT_UNTIL (find_card (&fixture, HOSTS) != NULL);
  window_fixture_clear (&fixture);
}

/* Opened for another issue, the window takes the place of the first one. */
static void
test_other_issue (void)
{
  WindowFixture fixture;
  GtkWidget *editor;

  open_story (&fixture);
  editor = open_editor (&fixture);
  g_assert_true (open_editor (&fixture) == editor);
  window_fixture_select (&fixture, 2020, 19);
  editor = open_editor (&fixture);
  assert_shows (editor, "Figures of Issue 19 of 2020");
  assert_shows (find_row (editor, HOSTS), "typed by you");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_entry (find_row (editor, HOSTS)))), ==, "281,000");
  window_fixture_clear (&fixture);
}

static void
look_at (int    width,
         double scale)
{
  WindowFixture fixture;
  GtkWidget *editor, *content;
  int minimum;

  open_story (&fixture);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * scale), NULL);
  editor = open_editor (&fixture);
  gtk_window_set_default_size (GTK_WINDOW (editor), width, 700);
  type (find_row (editor, HOSTS), "not a number, and much too long to be one");
  wait_frames (editor, 10);
  content = adw_window_get_content (ADW_WINDOW (editor));
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_cmpint (gtk_widget_get_width (content), <=, width);
  assert_fits (content);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  window_fixture_clear (&fixture);
}

static void
test_sizes (void)
{
  look_at (360, 1);
  look_at (360, 2);
  look_at (800, 1);
  look_at (1400, 1);
}

static void
test_accessible (void)
{
  WindowFixture fixture;
  GtkWidget *editor;
  g_autofree char *stated = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  open_story (&fixture);
  editor = open_editor (&fixture);
  rows = find_all (editor, ZB_TYPE_FIGURE_ROW);
  g_assert_cmpuint (rows->len, >, 20);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *name = dup_accessible (get_entry (g_ptr_array_index (rows, i)), GTK_ACCESSIBLE_PROPERTY_LABEL);

      g_assert_cmpstr (name, !=, "");
    }
  /* A number that can be copied is a stop of the keyboard, and says which it is. */
  stated = dup_accessible (find_label (GTK_WIDGET (find_row (editor, "incidents_total")), "1,320"),
                           GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_cmpstr (stated, ==, "Incidents handled: 1,320");
  for (GtkWidget *widget = editor; widget != NULL; widget = next_widget (editor, widget))
    if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) && gtk_widget_get_focusable (widget) &&
        gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL &&
        gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN) == NULL)
      {
        GtkWidget *named = GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)) ? gtk_widget_get_parent (widget) : widget;
        g_autofree char *shown = dup_shown_text (named);

        g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (named), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
                       *g_strstrip (shown) != '\0');
      }
  window_fixture_clear (&fixture);
}

static void
test_main_window_closed (void)
{
  WindowFixture fixture;
  g_autoptr(ZbDetail) detail = NULL;

  open_story (&fixture);
  type_and_enter (find_row (open_editor (&fixture), HOSTS), "275000");
  detail = reopen (&fixture);
  g_assert_cmpint (find_figure (detail, HOSTS)->value, ==, 275000);
  window_fixture_clear (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/window/figures/typing", test_typing);
  g_test_add_func ("/window/figures/closing-stores", test_closing_stores);
  g_test_add_func ("/window/figures/nonsense", test_nonsense);
  g_test_add_func ("/window/figures/doubt", test_doubt);
  g_test_add_func ("/window/figures/stated", test_stated);
  g_test_add_func ("/window/figures/taking-back", test_taking_back);
  g_test_add_func ("/window/figures/text-comes-later", test_text_comes_later);
  g_test_add_func ("/window/figures/level", test_level);
  g_test_add_func ("/window/figures/refresh-while-typing", test_refresh_while_typing);
  g_test_add_func ("/window/figures/without-a-copy", test_without_a_copy);
  g_test_add_func ("/window/figures/other-issue", test_other_issue);
  g_test_add_func ("/window/figures/sizes", test_sizes);
  g_test_add_func ("/window/figures/accessible", test_accessible);
  g_test_add_func ("/window/figures/main-window-closed", test_main_window_closed);
}

int
main (int    argc,
      char **argv)
{
  return window_test_run (argc, argv, add_tests);
}
