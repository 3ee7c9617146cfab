/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outside-fixture.h"

/* The Tab key goes through each window once and comes around, and Shift+Tab goes back; and all that it comes to has a
 * name and a role of which a screen reader can say something. */

/* No window has so many stops. */
#define MAX_STOPS 150

/* Within a label the key goes from link to link. */
#define MAX_LINKS 20

/* What an entry row of libadwaita 1.2 is while it has the keyboard: nothing tells so. */
#define SILENT "(an entry row)"

typedef struct
{
  const char *name;
  /* Which week is shown. */
  const char *query;
  /* (array zero-terminated=1): how the window is opened */
  const char *keys[8];
  /* Of what has the keyboard then. */
  const char *start;
  /* (nullable): which of its tabs is chosen then */
  const char *tab;
  /* Whether it is made by GTK, which in 4.8 does not name all that is in it. */
  gboolean is_foreign;
} Window;

/* Places of those in the list below that stay open beside the main one. */
enum
{
  SOURCES = 3,
  LIBRARY = 6,
  FIGURES = 9,
};

static const Window windows[] = {
  { "the list and the page", "2024-28", { NULL }, "Issue 28" },
  { "a page without a text", "2026-33", { NULL }, "Issue 33" },
  { "finding in the text", "2024-28", { "Ctrl+Shift+f" }, "Find in this issue" },
  [SOURCES] = { "the sources", "2024-28", { "Ctrl+comma" }, "", "Sources" },
  { "the settings", "2024-28", { "F10", "y" }, "", "Settings" },
  { "the log", "2024-28", { "F10", "y" }, "", "Log" },
  [LIBRARY] = { "the library", "2024-28", { "Ctrl+Shift+b" }, "" },
  { "saving a chart", "2024-28", { "Ctrl+e" }, "Save" },
  { "saving a report", "2024-28", { "Ctrl+Shift+e" }, "" },
  [FIGURES] = { "typing in figures", "2024-28", { "Ctrl+t" }, "" },
  { "the shortcuts", "2024-28", { "Ctrl+question" }, "", NULL, TRUE },
};

/* What a widget is called that nobody has named: by its type. */
static gboolean
is_type_name (const char *name)
{
  return g_str_has_prefix (name, "Gtk") || g_str_has_prefix (name, "Adw")
      || g_str_has_prefix (name, "Zb");
}

static void
check_stop (TreeObject *object)
{
  g_autofree char *description = tree_describe (object);

  if (*object->name == '\0' || is_type_name (object->name) || object->role == ROLE_FILLER
      || object->role == ROLE_PANEL)
    {
      g_test_message ("A screen reader cannot say what this is: %s", description);
      g_test_fail ();
    }
}

static const char *
get_path (TreeObject *object)
{
  return object != NULL ? object->path : SILENT;
}

/* Presses @key until it leads to another object. */
static TreeObject *
go_on (Outside *self, const char *key, const char *before)
{
  TreeObject *object = NULL;

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      outside_press (self, key);
      object = outside_find_focus (self);
      if (!g_str_equal (get_path (object), before))
        return object;
    }
  outside_fail (self, key, "another place for the keyboard");
}

/* Returns: (transfer full) (element-type utf8): the objects to which the key comes until it is at the first again. */
static GPtrArray *
walk (Outside *self, const char *key, gboolean is_foreign)
{
  GPtrArray *stops = g_ptr_array_new_with_free_func (g_free);
  TreeObject *object = outside_find_focus (self);

  do
    {
      g_ptr_array_add (stops, g_strdup (get_path (object)));
      if (object != NULL)
        {
          g_autofree char *line = tree_describe (object);

          if (!is_foreign)
            check_stop (object);
          g_test_message ("%s: %s", key, line);
        }
      else
        g_test_message ("%s: %s", key, SILENT);
      if (stops->len == MAX_STOPS)
        outside_fail (self, key, "a way around");
      object = go_on (self, key, g_ptr_array_index (stops, stops->len - 1));
    }
  while (!g_str_equal (get_path (object), g_ptr_array_index (stops, 0)));
  return stops;
}

static void
open_window (Outside *self, const Window *window)
{
  g_test_message ("The window: %s", window->name);
  outside_go_to (self, window->query, "Issue ");
  for (guint i = 0; window->keys[i] != NULL; i++)
    {
      outside_press (self, window->keys[i]);
      outside_wait_focus (self, ROLE_ANY, "");
    }
  outside_wait_focus (self, ROLE_ANY, window->start);
  if (window->tab != NULL)
    {
      /* Libadwaitas begin at different places. */
      outside_wait_for (self, ROLE_PAGE_TAB, window->tab);
      outside_walk_to (self, ROLE_PAGE_TAB, window->tab);
      outside_press (self, "space");
    }
}

/* Given a window, when Tab and then Shift+Tab are pressed until they have come around, then they came to the same. */
static void
walk_through (Outside *self, const Window *window)
{
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) back = NULL;

  open_window (self, window);
  there = walk (self, "Tab", window->is_foreign);
  back = walk (self, "Shift+Tab", window->is_foreign);
  g_assert_cmpuint (back->len, ==, there->len);
  for (guint i = 1; i < there->len; i++)
    if (!g_str_equal (g_ptr_array_index (back, i), g_ptr_array_index (there, there->len - i)))
      {
        g_test_message ("Shift+Tab goes another way at step %u", i);
        g_test_fail ();
      }
  outside_press (self, "Escape");
}

static void
test_windows (void)
{
  Outside outside;

  outside_init (&outside);
  outside.survives_warnings = TRUE;
  outside_start (&outside);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    walk_through (&outside, &windows[i]);
  outside_clear (&outside);
}

/* Given a window of the program's that has the keyboard, when Ctrl+Q is pressed, then the program ends, and warns of
 * nothing. */
static void
test_quit (gconstpointer data)
{
  const Window *window = data;
  Outside outside;

  outside_init (&outside);
  outside_start (&outside);
  open_window (&outside, window);
  outside_clear (&outside);
}

static void
add_tests (void)
{
  static const Window *const quitting[] = { &windows[SOURCES], &windows[LIBRARY], &windows[FIGURES] };

  for (guint i = 0; i < G_N_ELEMENTS (quitting); i++)
    {
      g_autofree char *path = g_strdup_printf ("/outside/focus/quit/%u", i);

      g_test_add_data_func (path, quitting[i], test_quit);
    }
  g_test_add_func ("/outside/focus/windows", test_windows);
}

int
main (int argc, char **argv)
{
  return outside_test_run (argc, argv, add_tests);
}
