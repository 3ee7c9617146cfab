/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outside-fixture.h"
#include "sync-server.h"

/* Stories of a reader who has a keyboard and a screen reader, and nothing else. */

/* What a source of this computer is called. */
#define PLACE "127.0.0.1"
#define NOTE "Your note on this issue"

static void
begin (Outside *self)
{
  outside_init (self);
  outside_start (self);
}

/* Types where to save into the dialog in front, which is GTK's own. */
static char *
save_as (Outside *self, const char *title, const char *name)
{
  char *path = g_build_filename (self->files.folder, name, NULL);

  outside_wait_for (self, ROLE_ANY, title);
  outside_wait_focus (self, ROLE_ANY, "Name");
  outside_press (self, "Ctrl+a");
  outside_type (self, path);
  outside_press (self, "Return");
  return path;
}

/* Whether a text stands in an entry. */
static gboolean
holds_text (Outside *self, const char *entry, const char *text)
{
  TreeObject *object = outside_find (self, ROLE_ANY, entry);
  g_autofree char *content =
    object != NULL ? tree_dup_text (self->bus, self->name, object->path) : g_strdup ("");

  return g_str_equal (content, text);
}

static void
test_week (void)
{
  Outside outside;

  begin (&outside);
  outside_go_to_week (&outside);
  outside_wait_for (&outside, ROLE_FRAME, "Issue 28 of 2024");
  outside_wait_focus (&outside, ROLE_LIST_ITEM, "Issue 28, 8–14 Jul, 384 incidents, rated Good");
  outside_clear (&outside);
}

/* The figures of the made week: so many incidents, half of them across borders, a third phishing. */
static void
test_figures (void)
{
  static const char *const figures[] = {
    "Incidents handled: 384 incidents",
    "Cross-border incidents: 192 incidents",
    "Phishing complaints: 128 incidents",
  };
  Outside outside;

  begin (&outside);
  outside_go_to_week (&outside);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    outside_wait_for (&outside, ROLE_PUSH_BUTTON, figures[i]);
  /* What says the same to the eye. */
  outside_wait_for (&outside, ROLE_LABEL, "384");
  outside_clear (&outside);
}

static void
test_star (void)
{
  Outside outside;

  begin (&outside);
  outside_go_to_week (&outside);
  outside_wait_for (&outside, ROLE_PUSH_BUTTON, "Star This Issue");
  outside_press (&outside, "Ctrl+d");
  outside_wait_for (&outside, ROLE_PUSH_BUTTON, "Remove the Star");
  outside_wait_for (&outside, ROLE_LIST_ITEM,
                    "Issue 28, 8–14 Jul, 384 incidents, rated Good, starred");
  outside_press (&outside, "Ctrl+d");
  outside_wait_for (&outside, ROLE_PUSH_BUTTON, "Star This Issue");
  outside_wait_gone (&outside, ROLE_LIST_ITEM, ", starred");
  outside_clear (&outside);
}

/* In the printer's dialog, which is GTK's own, the only printer of a machine without one. */
static void
test_print (void)
{
  Outside outside;
  g_autofree char *path = NULL;

  begin (&outside);
  path = g_build_filename (outside.files.folder, "output.pdf", NULL);
  outside_go_to_week (&outside);
  outside_press (&outside, "Ctrl+p");
  outside_wait_for (&outside, ROLE_ANY, "Print to File");
  outside_press (&outside, "Tab");
  outside_press (&outside, "Down");
  outside_press (&outside, "space");
  outside_press (&outside, "Alt+p");
  outside_wait_for (&outside, ROLE_LABEL, "The issue was sent to the printer");
  OUTSIDE_WAIT (&outside, outside_is_file (path, "%PDF-", "%%EOF"));
  outside_clear (&outside);
}

static guint
count_rows (Outside *self)
{
  outside_read (self);
  return tree_count (self->tree->root, ROLE_LIST_ITEM, "Issue ");
}

/* No key of a test types Han characters; the way by which an input method of a screen reader would do it does. */
static void
test_search (void)
{
  static const struct
  {
    const char *words;
    guint n_rows;
    const char *told;
  } searches[] = {
    { "漏洞", 3, "3 of " },
    { "钓鱼", 1, "1 of " },
  };
  Outside outside;

  begin (&outside);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      outside_press (&outside, "Ctrl+f");
      outside_wait_focus (&outside, ROLE_ANY, OUTSIDE_SEARCH_FIELD);
      outside_put_text (&outside, searches[i].words);
      OUTSIDE_WAIT (&outside, count_rows (&outside) == searches[i].n_rows);
      g_assert_true (g_str_has_prefix (tree_find (outside.tree->root, ROLE_LABEL, " issues")->name,
                                       searches[i].told));
    }
  outside_press (&outside, "Return");
  outside_wait_focus (&outside, ROLE_LIST_ITEM, "Issue 33");
  outside_wait_for (&outside, ROLE_HEADING, "Issue 33 of 2024");
  outside_clear (&outside);
}

static void
test_chart (void)
{
  Outside outside;
  g_autofree char *path = NULL;

  begin (&outside);
  outside_go_to_week (&outside);
  outside_press (&outside, "Ctrl+e");
  outside_wait_for (&outside, ROLE_ANY, "Save as PNG");
  outside_wait_focus (&outside, ROLE_PUSH_BUTTON, "Save");
  outside_press (&outside, "Return");
  path = save_as (&outside, "Save Chart", "chart.png");
  OUTSIDE_WAIT (&outside, outside_is_file (path, "\x89PNG\r\n\x1a\n", "IEND"));
  outside_clear (&outside);
}

static void
test_pdf (void)
{
  Outside outside;
  g_autofree char *path = NULL;

  begin (&outside);
  outside_go_to_week (&outside);
  outside_press (&outside, "Ctrl+Shift+p");
  path = save_as (&outside, "Save Issue as PDF", "issue.pdf");
  OUTSIDE_WAIT (&outside, outside_is_file (path, "%PDF-", "%%EOF"));
  outside_clear (&outside);
}

/* A note is written, taken away and brought back. */
static void
test_note (void)
{
  Outside outside;

  begin (&outside);
  outside_go_to_week (&outside);
  outside_press (&outside, "Ctrl+m");
  outside_wait_focus (&outside, ROLE_ANY, NOTE);
  outside_type (&outside, "compare with June");
  OUTSIDE_WAIT (&outside, holds_text (&outside, NOTE, "compare with June"));
  outside_walk_to (&outside, ROLE_PUSH_BUTTON, "Remove the Note");
  outside_press (&outside, "space");
  OUTSIDE_WAIT (&outside, !holds_text (&outside, NOTE, "compare with June"));
  outside_press (&outside, "Ctrl+z");
  OUTSIDE_WAIT (&outside, holds_text (&outside, NOTE, "compare with June"));
  outside_clear (&outside);
}

/* Whether the keyboard is on the first item of a menu. GTK 4.18 tells no names of items. */
static gboolean
is_in_menu (Outside *self, const char *first)
{
  TreeObject *object = outside_find_focus (self);

  return object != NULL && object->role == ROLE_MENU_ITEM
      && (*object->name == '\0' || strstr (object->name, first) != NULL);
}

static void
open_sync_window (Outside *self)
{
  outside_press (self, "F10");
  OUTSIDE_WAIT (self, is_in_menu (self, "Open Files…"));
  outside_press (self, "y");
  /* Newer libadwaitas begin below the tabs. */
  OUTSIDE_WAIT (self, outside_is_focused (self, ROLE_PAGE_TAB, "Sources") ||
                        outside_is_focused (self, ROLE_PUSH_BUTTON, "Ask All"));
}

/* Where an entry row of libadwaita 1.2 has the keyboard, nothing tells so. */
static void
walk_to_entry (Outside *self, const char *name)
{
  while (outside_find_focus (self) != NULL && !outside_is_focused (self, ROLE_ANY, name))
    outside_press (self, "Tab");
}

/* A source of this computer is added, asked, removed and brought back. */
static void
test_source (void)
{
  g_autoptr (SyncServer) server = sync_server_new ();
  g_autofree char *address = g_strconcat (sync_server_get_address (server), "/feed.json", NULL);
  Outside outside;

  begin (&outside);
  outside_go_to_week (&outside);
  open_sync_window (&outside);
  walk_to_entry (&outside, "Address of a Feed");
  outside_type (&outside, address);
  OUTSIDE_WAIT (&outside, holds_text (&outside, "Address of a Feed", address));
  outside_press (&outside, "Return");
  outside_wait_for (&outside, ROLE_LIST_ITEM, PLACE);
  outside_walk_to (&outside, ROLE_PUSH_BUTTON, "Menu of “" PLACE);
  outside_press (&outside, "space");
  OUTSIDE_WAIT (&outside, is_in_menu (&outside, "Ask Now"));
  outside_press (&outside, "r");
  outside_wait_gone (&outside, ROLE_LIST_ITEM, PLACE);
  outside_press (&outside, "Ctrl+z");
  outside_wait_for (&outside, ROLE_LIST_ITEM, PLACE);
  /* The message goes with what it offered; as long as it is there, the key is its own. */
  outside_wait_gone (&outside, ROLE_LABEL, "was removed");
  outside_press (&outside, "Escape");
  outside_wait_gone (&outside, ROLE_FRAME, "Synchronisation");
  outside_clear (&outside);
}

static void
add_tests (void)
{
  g_test_add_func ("/outside/scenario/note", test_note);
  g_test_add_func ("/outside/scenario/source", test_source);
  g_test_add_func ("/outside/scenario/week", test_week);
  g_test_add_func ("/outside/scenario/figures", test_figures);
  g_test_add_func ("/outside/scenario/star", test_star);
  g_test_add_func ("/outside/scenario/search", test_search);
  g_test_add_func ("/outside/scenario/chart", test_chart);
  g_test_add_func ("/outside/scenario/pdf", test_pdf);
  g_test_add_func ("/outside/scenario/print", test_print);
}

int
main (int argc, char **argv)
{
  return outside_test_run (argc, argv, add_tests);
}
