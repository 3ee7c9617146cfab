/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Kinds of objects and what can be said of them, as the protocol AT-SPI numbers them. */
typedef enum
{
  ROLE_ANY = -1,
  ROLE_CHECK_BOX = 7,
  ROLE_COMBO_BOX = 11,
  ROLE_DIALOG = 16,
  ROLE_FILLER = 21,
  ROLE_FRAME = 23,
  ROLE_ICON = 26,
  ROLE_IMAGE = 27,
  ROLE_LABEL = 29,
  ROLE_LIST = 31,
  ROLE_LIST_ITEM = 32,
  ROLE_MENU = 33,
  ROLE_MENU_ITEM = 35,
  ROLE_PAGE_TAB = 37,
  ROLE_PANEL = 39,
  ROLE_PASSWORD_TEXT = 40,
  ROLE_PUSH_BUTTON = 43,
  ROLE_SCROLL_PANE = 49,
  ROLE_SPIN_BUTTON = 52,
  ROLE_TABLE = 55,
  ROLE_TABLE_CELL = 56,
  ROLE_TEXT = 61,
  ROLE_TOGGLE_BUTTON = 62,
  ROLE_ENTRY = 79,
  ROLE_HEADING = 83,
  ROLE_LINK = 88,
} TreeRole;

typedef enum
{
  STATE_ACTIVE = 1,
  STATE_CHECKED = 4,
  STATE_FOCUSABLE = 11,
  STATE_FOCUSED = 12,
  STATE_PRESSED = 20,
  STATE_SELECTED = 23,
  STATE_VISIBLE = 30,
} TreeState;

/* An object of the program as a screen reader is told of it. */
typedef struct _TreeObject
{
  char *path;
  char *name;
  TreeRole role;
  guint64 states;
  gboolean has_text;
  struct _TreeObject *parent;
  /* (element-type TreeObject): in their order; NULL for one that is being put together. */
  GPtrArray *children;
  int position;
} TreeObject;

/* What a program has told at one moment. */
typedef struct
{
  GHashTable *objects;
  TreeObject *root;
} Tree;

Tree *tree_read (GDBusConnection *bus, const char *program);
void tree_free (Tree *self);
TreeObject *tree_find (TreeObject *root, TreeRole role, const char *part);
TreeObject *tree_find_state (TreeObject *root, TreeState state);
guint tree_count (TreeObject *root, TreeRole role, const char *part);
char *tree_dump (TreeObject *root);
char *tree_describe (TreeObject *object);
void tree_object_free (TreeObject *self);
gboolean tree_object_is (TreeObject *self, TreeState state);
char *tree_dup_text (GDBusConnection *bus, const char *program, const char *path);

#define TREE_ROOT "/org/a11y/atspi/accessible/root"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tree, tree_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TreeObject, tree_object_free)

G_END_DECLS
