/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outside-fixture.h"

#include "outside-program.h"

#include <locale.h>

/* The weeks around July 8 to 14 of 2024, which is the 28th. */
#define YEAR 2024
#define FIRST_WEEK 18
#define LAST_WEEK 37

/* What some of the weeks say beside their figures. */
static const struct
{
  guint number;
  const char *text;
} sentences[] = {
  { 22, "本周，国家信息安全漏洞共享平台新收录网络安全漏洞。" },
  { 28, "国家信息安全漏洞共享平台提醒用户修复漏洞。" },
  { 31, "某网络产品存在漏洞。" },
  { 33, "本周，多家银行的客户收到钓鱼短信。" },
};

/* No key of a widget is pressed as often on the way to another one. */
#define MAX_STEPS 200

/* A clock that goes on while nothing happens, so that every wait ends. */
static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Programs tell of their windows on a bus of its own; the session's bus starts what leads to it. Returns: (nullable) */
static char *
dup_bus_address (void)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;
  char *address = NULL;

  if (session != NULL)
    reply = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                         "GetAddress", NULL, NULL, G_DBUS_CALL_FLAGS_NONE,
                                         OUTSIDE_WAIT_SECONDS * 1000, NULL, NULL);
  if (reply != NULL)
    g_variant_get (reply, "(s)", &address);
  return address;
}

int
outside_test_run (int argc, char **argv, void (*add_tests) (void))
{
  g_autofree char *address = NULL;
  guint ticker;
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  address = dup_bus_address ();
  if ((g_getenv ("ZB_APP") == NULL && outside_program_get_sandbox () == NULL) || address == NULL)
    {
      g_print (
        "1..0 # SKIP there is no accessibility bus (at-spi2-core), or ZB_APP does not name the program\n");
      return 0;
    }
  ticker = g_timeout_add (20, tick_cb, NULL);
  add_tests ();
  status = g_test_run ();
  g_source_remove (ticker);
  return status;
}

void
outside_wait_a_moment (void)
{
  g_main_context_iteration (NULL, TRUE);
}

/* What is there, and what was waited for. */
void
outside_fail (Outside *self, const char *place, const char *expectation)
{
  g_autoptr (Tree) tree =
    self->name != NULL && !self->has_ended ? tree_read (self->bus, self->name) : NULL;
  g_autofree char *text =
    tree != NULL && tree->root != NULL ? tree_dump (tree->root) : g_strdup ("");

  g_printerr ("%s", text);
  g_error ("%s: %s while this was waited for: %s", place,
           self->has_ended ? "the program ended" : "too long", expectation);
}

static void
import_weeks (Outside *self)
{
  g_autoptr (ZbLibrary) library = fixture_open (&self->files);

  for (guint number = FIRST_WEEK; number <= LAST_WEEK; number++)
    {
      g_autofree char *week = week_to_markdown (YEAR, number, 300 + 3 * number);
      g_autoptr (GString) text = g_string_new (week);

      for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
        if (sentences[i].number == number)
          {
            g_autofree char *end = g_strdup_printf ("%s\n\n预览时标签不可点", sentences[i].text);

            g_assert_cmpuint (g_string_replace (text, "预览时标签不可点", end, 1), ==, 1);
          }
      zb_import_result_unref (import_text (library, text->str));
    }
}

/**
 * outside_init:
 *
 * Makes a home with a library of twenty weeks in it.
 */
void
outside_init (Outside *self)
{
  *self = (Outside){ 0 };
  fixture_init (&self->files);
  g_free (self->files.path);
  self->files.path = outside_program_dup_library_path (self->files.folder);
  import_weeks (self);
}

/* --- The bus ----------------------------------------------------------------------------------- */

static GVariant *
call (GDBusConnection *bus,
      const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer =
    g_dbus_connection_call_sync (bus, name, path, interface, method, parameters, NULL,
                                 G_DBUS_CALL_FLAGS_NONE, OUTSIDE_WAIT_SECONDS * 1000, NULL, &error);

  if (answer == NULL)
    g_error ("%s: %s", method, error->message);
  return answer;
}

static gboolean
connect_to_bus (Outside *self)
{
  g_autofree char *address = dup_bus_address ();
  g_autoptr (GError) error = NULL;

  if (address == NULL)
    return FALSE;
  self->bus = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  if (self->bus == NULL)
    g_test_message ("%s", error->message);
  return self->bus != NULL;
}

/* Whether a program on the bus is ours. */
static gboolean
is_program (Outside *self, const char *name)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
    self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
    "GetConnectionUnixProcessID", g_variant_new ("(s)", name), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
    NULL, NULL);
  guint32 pid = 0;

  if (reply != NULL)
    g_variant_get (reply, "(u)", &pid);
  return pid == g_ascii_strtoull (g_subprocess_get_identifier (self->program), NULL, 10);
}

static gboolean
find_program (Outside *self)
{
  g_autoptr (GVariant) reply = call (self->bus, "org.a11y.atspi.Registry", TREE_ROOT,
                                     "org.a11y.atspi.Accessible", "GetChildren", NULL);
  g_autoptr (GVariantIter) programs = NULL;
  /* One in a sandbox is alone there, and heard through a process of the sandbox's own. */
  gboolean is_alone = outside_program_get_sandbox () != NULL;
  const char *name, *path;

  g_variant_get (reply, "(a(so))", &programs);
  while (self->name == NULL && g_variant_iter_next (programs, "(&s&o)", &name, &path))
    if (!self->has_ended && (is_alone || is_program (self, name)))
      self->name = g_strdup (name);
  return self->name != NULL;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outside *self = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  self->has_ended = TRUE;
}

/**
 * outside_start:
 *
 * Starts the program and waits until it shows its newest issue.
 */
void
outside_start (Outside *self)
{
  self->keys = outside_keys_new ();
  /* Its address may be known before it listens there. */
  OUTSIDE_WAIT (self, connect_to_bus (self));
  self->program = outside_program_start (self->files.folder, self->survives_warnings);
  g_subprocess_wait_async (self->program, NULL, ended_cb, self);
  OUTSIDE_WAIT (self, find_program (self));
  outside_wait_for (self, ROLE_HEADING, "Issue ");
}

/**
 * outside_clear:
 *
 * Quits the program, which must end well.
 */
void
outside_clear (Outside *self)
{
  if (self->program != NULL)
    {
      outside_press (self, "Ctrl+q");
      OUTSIDE_WAIT (self, self->has_ended);
      g_assert_true (g_subprocess_get_successful (self->program));
      g_dbus_connection_close_sync (self->bus, NULL, NULL);
    }
  g_clear_object (&self->bus);
  g_clear_object (&self->program);
  g_clear_pointer (&self->tree, tree_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->keys, outside_keys_free);
  fixture_clear (&self->files);
}

/**
 * outside_press:
 * @accelerator: a key with what is held, such as "Ctrl+Shift+p"
 */
void
outside_press (Outside *self, const char *accelerator)
{
  outside_keys_press (self->keys, accelerator);
}

void
outside_type (Outside *self, const char *text)
{
  outside_keys_type (self->keys, text);
}

/* Asks the program for all that it tells. */
void
outside_read (Outside *self)
{
  g_clear_pointer (&self->tree, tree_free);
  self->tree = tree_read (self->bus, self->name);
}

/* Returns: (transfer none) (nullable): such an object, which stays until the program is asked again. */
TreeObject *
outside_find (Outside *self, TreeRole role, const char *part)
{
  outside_read (self);
  return self->tree->root != NULL ? tree_find (self->tree->root, role, part) : NULL;
}

/**
 * outside_wait_for:
 * @role: which kind of object
 * @part: of its name
 *
 * Returns: (transfer none): it, when it is there. It stays until the program is asked again.
 */
TreeObject *
outside_wait_for (Outside *self, TreeRole role, const char *part)
{
  g_autofree char *expectation = g_strdup_printf ("“%s”", part);
  gint64 end = g_get_monotonic_time () + OUTSIDE_WAIT_SECONDS * G_USEC_PER_SEC;
  TreeObject *found;

  while ((found = outside_find (self, role, part)) == NULL)
    {
      if (self->has_ended || g_get_monotonic_time () > end)
        outside_fail (self, G_STRLOC, expectation);
      outside_wait_a_moment ();
    }
  return found;
}

/* Waits until there is no such object any more. */
void
outside_wait_gone (Outside *self, TreeRole role, const char *part)
{
  OUTSIDE_WAIT (self, outside_find (self, role, part) == NULL);
}

/* Returns: (transfer none) (nullable): what the keyboard is on. Windows behind the one in front say it of something, too;
 * and of entries GTK 4.8 tells it only where it is asked. */
TreeObject *
outside_find_focus (Outside *self)
{
  TreeObject *focus = NULL;

  outside_keys_follow (self->keys);
  outside_read (self);
  for (guint i = 0;
       self->tree->root != NULL && i < self->tree->root->children->len && focus == NULL; i++)
    {
      TreeObject *window = g_ptr_array_index (self->tree->root->children, i);

      /* GTK 4.8 does not tell it of its own dialogs, which always are in front. */
      if (tree_object_is (window, STATE_ACTIVE) || window->role != ROLE_FRAME)
        focus = tree_find_state (window, STATE_FOCUSED);
    }
  return focus;
}

/* Whether the keyboard is on such an object. */
gboolean
outside_is_focused (Outside *self, TreeRole role, const char *part)
{
  TreeObject *object = outside_find_focus (self);

  return object != NULL && strstr (object->name, part) != NULL
      && (role == ROLE_ANY || object->role == role);
}

/* Waits until the program puts the keyboard on such an object. */
void
outside_wait_focus (Outside *self, TreeRole role, const char *part)
{
  g_autofree char *expectation = g_strdup_printf ("the keyboard on “%s”", part);
  gint64 end = g_get_monotonic_time () + OUTSIDE_WAIT_SECONDS * G_USEC_PER_SEC;

  while (!outside_is_focused (self, role, part))
    {
      if (self->has_ended || g_get_monotonic_time () > end)
        outside_fail (self, G_STRLOC, expectation);
      outside_wait_a_moment ();
    }
}

/* Puts a text where the keyboard is: one for which a test has no keys. */
void
outside_put_text (Outside *self, const char *text)
{
  TreeObject *object = outside_find_focus (self);
  g_autoptr (GVariant) reply =
    call (self->bus, self->name, object->path, "org.a11y.atspi.EditableText", "SetTextContents",
          g_variant_new ("(s)", text));
  gboolean is_put;

  g_variant_get (reply, "(b)", &is_put);
  g_assert_true (is_put);
}

/**
 * outside_walk_to:
 *
 * Presses Tab until the keyboard is on such an object.
 */
void
outside_walk_to (Outside *self, TreeRole role, const char *part)
{
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      if (outside_is_focused (self, role, part))
        return;
      outside_press (self, "Tab");
    }
  outside_fail (self, "the Tab key", part);
}

/**
 * outside_go_to:
 * @query: the date or the number of a week
 * @heading: of its page
 *
 * Goes to a week as a reader does who knows it. The list shows it alone then.
 */
void
outside_go_to (Outside *self, const char *query, const char *heading)
{
  outside_press (self, "Ctrl+f");
  outside_wait_focus (self, ROLE_ANY, OUTSIDE_SEARCH_FIELD);
  outside_press (self, "Ctrl+a");
  outside_type (self, query);
  outside_press (self, "Return");
  outside_wait_for (self, ROLE_HEADING, heading);
  outside_wait_focus (self, ROLE_LIST_ITEM, "Issue ");
}

/* Goes to the week of July 8, 2024. */
void
outside_go_to_week (Outside *self)
{
  outside_go_to (self, "2024-07-08", "Issue 28 of 2024");
}

/* Whether a file is there that begins and ends as it has to. */
gboolean
outside_is_file (const char *path, const char *start, const char *end)
{
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, NULL)
      || length < strlen (start) + strlen (end) + 8)
    return FALSE;
  return memcmp (data, start, strlen (start)) == 0
      && memmem (data + length - strlen (end) - 8, strlen (end) + 8, end, strlen (end)) != NULL;
}
