/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outside-tree.h"

#define ACCESSIBLE "org.a11y.atspi.Accessible"

/* Longer than any answer takes. */
#define TIMEOUT_MS 60000

/* One more is read than windows have layers that are not known yet. */
#define MAX_ROUNDS 40

/* An item of the program's cache: the object, its program, its parent, its place there, the number of its children, its
 * interfaces, name, role and description, and the 64 bits of its states. */
#define ITEM_TYPE "((so)(so)(so)iiassusau)"

void
tree_object_free (TreeObject *self)
{
  g_free (self->path);
  g_free (self->name);
  g_ptr_array_unref (self->children);
  g_free (self);
}

static TreeObject *
object_new (const char *path)
{
  TreeObject *self = g_new0 (TreeObject, 1);

  self->path = g_strdup (path);
  self->children = g_ptr_array_new ();
  return self;
}

void
tree_free (Tree *self)
{
  g_hash_table_unref (self->objects);
  g_free (self);
}

/* Returns: (transfer full) (nullable): the answer; none where the object is gone meanwhile. */
static GVariant *
ask (GDBusConnection *bus,
     const char *program,
     const char *path,
     const char *interface,
     const char *method,
     GVariant *parameters)
{
  return g_dbus_connection_call_sync (bus, program, path, interface, method, parameters, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, NULL, NULL);
}

static guint64
join_states (GVariant *words)
{
  guint64 states = 0;

  for (gsize i = 0; i < g_variant_n_children (words) && i < 2; i++)
    {
      guint32 word;

      g_variant_get_child (words, i, "u", &word);
      states |= (guint64) word << (32 * i);
    }
  return states;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  return (*(TreeObject *const *) a)->position - (*(TreeObject *const *) b)->position;
}

/* Puts an item among the objects; @parents and @counts remember what it says of its place. */
static void
add_item (Tree *self, GVariant *item, GHashTable *parents, GHashTable *counts)
{
  g_autoptr (GVariant) interfaces = NULL;
  g_autoptr (GVariant) words = NULL;
  const char *path, *parent, *name, *description;
  TreeObject *object;
  int position, n_children;
  guint32 role;

  g_variant_get (item, "((&s&o)(&s&o)(&s&o)ii@as&su&s@au)", NULL, &path, NULL, NULL, NULL, &parent,
                 &position, &n_children, &interfaces, &name, &role, &description, &words);
  object = object_new (path);
  object->name = g_strdup (name);
  object->role = (TreeRole) role;
  object->position = position;
  object->states = join_states (words);
  for (gsize i = 0; i < g_variant_n_children (interfaces); i++)
    {
      const char *interface;

      g_variant_get_child (interfaces, i, "&s", &interface);
      object->has_text = object->has_text || g_str_equal (interface, "org.a11y.atspi.Text");
    }
  g_hash_table_replace (self->objects, object->path, object);
  g_hash_table_insert (parents, object, g_strdup (parent));
  g_hash_table_insert (counts, object, GINT_TO_POINTER (n_children));
}

/* Children are only told of where somebody has asked for them once. Returns: how many had to be asked. */
static guint
ask_for_children (GDBusConnection *bus, const char *program, Tree *self, GHashTable *counts)
{
  GHashTableIter iter;
  gpointer key, value;
  guint n_asked = 0;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      TreeObject *object = key;
      g_autoptr (GVariant) ignored = NULL;

      if (object == self->root || (guint) GPOINTER_TO_INT (value) <= object->children->len)
        continue;
      ignored = ask (bus, program, object->path, ACCESSIBLE, "GetChildren", NULL);
      n_asked++;
    }
  return n_asked;
}

static void
join_objects (Tree *self, GHashTable *parents)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, parents);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      TreeObject *object = key;

      object->parent = g_hash_table_lookup (self->objects, value);
      if (object->parent != NULL && object->parent != object)
        g_ptr_array_add (object->parent->children, object);
    }
  g_hash_table_iter_init (&iter, self->objects);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_sort (((TreeObject *) value)->children, compare_positions);
  self->root = g_hash_table_lookup (self->objects, TREE_ROOT);
}

/**
 * tree_read:
 * @program: its name on the accessibility bus
 *
 * Returns: (transfer full): all that the program tells of now.
 */
Tree *
tree_read (GDBusConnection *bus, const char *program)
{
  GVariant *windows = ask (bus, program, TREE_ROOT, ACCESSIBLE, "GetChildren", NULL);

  /* The program tells of its windows only after that. */
  g_clear_pointer (&windows, g_variant_unref);

  for (guint round = 0;; round++)
    {
      g_autoptr (Tree) self = g_new0 (Tree, 1);
      g_autoptr (GHashTable) parents = g_hash_table_new_full (NULL, NULL, NULL, g_free);
      g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
      g_autoptr (GVariant) answer =
        ask (bus, program, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems", NULL);
      g_autoptr (GVariant) items = answer != NULL ? g_variant_get_child_value (answer, 0) : NULL;

      self->objects =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) tree_object_free);
      for (gsize i = 0; items != NULL && i < g_variant_n_children (items); i++)
        {
          g_autoptr (GVariant) item = g_variant_get_child_value (items, i);

          if (g_variant_is_of_type (item, G_VARIANT_TYPE (ITEM_TYPE)))
            add_item (self, item, parents, counts);
        }
      join_objects (self, parents);
      if (round == MAX_ROUNDS || ask_for_children (bus, program, self, counts) == 0)
        return g_steal_pointer (&self);
    }
}

/* Returns: (transfer full): the text that stands in an object, "" for none. */
char *
tree_dup_text (GDBusConnection *bus, const char *program, const char *path)
{
  /* GTK 4.8 does not take -1 for the end. */
  g_autoptr (GVariant) count =
    ask (bus, program, path, "org.freedesktop.DBus.Properties", "Get",
         g_variant_new ("(ss)", "org.a11y.atspi.Text", "CharacterCount"));
  g_autoptr (GVariant) number = NULL;
  g_autoptr (GVariant) text = NULL;
  const char *content;

  if (count == NULL)
    return g_strdup ("");
  g_variant_get (count, "(v)", &number);
  text = ask (bus, program, path, "org.a11y.atspi.Text", "GetText",
              g_variant_new ("(ii)", 0, g_variant_get_int32 (number)));
  if (text == NULL)
    return g_strdup ("");
  g_variant_get (text, "(&s)", &content);
  return g_strdup (content);
}

gboolean
tree_object_is (TreeObject *self, TreeState state)
{
  return (self->states & (G_GUINT64_CONSTANT (1) << state)) != 0;
}

/* An object in one line: its role, its name and where it can be used. */
char *
tree_describe (TreeObject *object)
{
  return g_strdup_printf (
    "%d “%s”%s%s%s%s", (int) object->role, object->name,
    tree_object_is (object, STATE_FOCUSABLE) ? " focusable" : "",
    tree_object_is (object, STATE_FOCUSED) ? " focused" : "",
    tree_object_is (object, STATE_ACTIVE) ? " active" : "",
    tree_object_is (object, STATE_CHECKED) || tree_object_is (object, STATE_PRESSED) ? " on" : "");
}

static void
dump (TreeObject *object, guint depth, GString *text)
{
  g_autofree char *line = tree_describe (object);

  g_string_append_printf (text, "# %*s%s\n", (int) (2 * depth), "", line);
  for (guint i = 0; i < object->children->len; i++)
    dump (g_ptr_array_index (object->children, i), depth + 1, text);
}

/* Returns: (transfer full): all of it, a line for each object. */
char *
tree_dump (TreeObject *root)
{
  GString *text = g_string_new (NULL);

  dump (root, 0, text);
  return g_string_free (text, FALSE);
}

static gboolean
matches (TreeObject *object, TreeRole role, const char *part)
{
  return (role == ROLE_ANY || object->role == role) && strstr (object->name, part) != NULL;
}

/**
 * tree_find:
 * @role: which kind of object
 * @part: of its name; "" for any
 *
 * Returns: (transfer none) (nullable): the first such object under @root.
 */
TreeObject *
tree_find (TreeObject *root, TreeRole role, const char *part)
{
  TreeObject *found = matches (root, role, part) ? root : NULL;

  for (guint i = 0; found == NULL && i < root->children->len; i++)
    found = tree_find (g_ptr_array_index (root->children, i), role, part);
  return found;
}

/**
 * tree_find_state:
 *
 * Returns: (transfer none) (nullable): the first object under @root of which @state is said.
 */
TreeObject *
tree_find_state (TreeObject *root, TreeState state)
{
  TreeObject *found = tree_object_is (root, state) ? root : NULL;

  for (guint i = 0; found == NULL && i < root->children->len; i++)
    found = tree_find_state (g_ptr_array_index (root->children, i), state);
  return found;
}

/**
 * tree_count:
 *
 * Returns: how many such objects there are under @root.
 */
guint
tree_count (TreeObject *root, TreeRole role, const char *part)
{
  guint n = matches (root, role, part) ? 1 : 0;

  for (guint i = 0; i < root->children->len; i++)
    n += tree_count (g_ptr_array_index (root->children, i), role, part);
  return n;
}
