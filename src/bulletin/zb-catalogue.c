/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-catalogue.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define CATALOGUE_RESOURCE "/io/github/zhoubao/Zhoubao/figures.json"

/* A unit as data/figures.json describes it. */
typedef struct {
  GHashTable *names;
  GHashTable *symbols;
} Unit;

struct _ZbCatalogue {
  GObject     parent_instance;
  char       *digest;
  GPtrArray  *figures;
  GHashTable *by_id;
  GHashTable *units;
  GHashTable *groups;
  char      **words[ZB_N_WORDS];
  char       *recap_heading;
};

/* Where in data/figures.json the lists of words stand: those about changes are in an object of
 * their own. */
static const struct {
  gboolean    is_about_change;
  const char *member;
} word_lists[ZB_N_WORDS] = {
  [ZB_WORDS_RATING] = { FALSE, "rating" },
  [ZB_WORDS_HEADINGS] = { FALSE, "headings" },
  [ZB_WORDS_CLOSING] = { FALSE, "closing" },
  [ZB_WORDS_LINKING] = { FALSE, "linking" },
  [ZB_WORDS_OTHER_TIMES] = { FALSE, "other_times" },
  [ZB_WORDS_RISE] = { TRUE, "rise" },
  [ZB_WORDS_FALL] = { TRUE, "fall" },
  [ZB_WORDS_SAME] = { TRUE, "same" },
  [ZB_WORDS_BEFORE_CHANGE] = { TRUE, "before" },
  [ZB_WORDS_AFTER_CHANGE] = { TRUE, "after" },
};

G_DEFINE_FINAL_TYPE (ZbCatalogue, zb_catalogue, G_TYPE_OBJECT)

G_DEFINE_QUARK (zb-catalogue-error-quark, zb_catalogue_error)

static void
figure_form_free (gpointer data)
{
  ZbFigureForm *form = data;

  g_free (form->pattern);
  g_free (form);
}

static void
figure_kind_free (gpointer data)
{
  ZbFigureKind *kind = data;

  g_clear_pointer (&kind->forms, g_ptr_array_unref);
  g_clear_pointer (&kind->labels, g_hash_table_unref);
  g_clear_pointer (&kind->short_labels, g_hash_table_unref);
  g_free (kind);
}

static void
unit_free (gpointer data)
{
  Unit *unit = data;

  g_clear_pointer (&unit->names, g_hash_table_unref);
  g_clear_pointer (&unit->symbols, g_hash_table_unref);
  g_free (unit);
}

static void
zb_catalogue_finalize (GObject *object)
{
  ZbCatalogue *self = ZB_CATALOGUE (object);

  g_free (self->digest);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  for (guint i = 0; i < ZB_N_WORDS; i++)
    g_clear_pointer (&self->words[i], g_strfreev);
  g_clear_pointer (&self->recap_heading, g_free);

  G_OBJECT_CLASS (zb_catalogue_parent_class)->finalize (object);
}

static void
zb_catalogue_class_init (ZbCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_catalogue_finalize;
}

static void
zb_catalogue_init (ZbCatalogue *self)
{
  self->figures = g_ptr_array_new_with_free_func (figure_kind_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unit_free);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_hash_table_unref);
}

/* The labels stand in the catalogue in both languages, so that a new figure
 * needs no other file. Which one is taken follows the translation that
 * gettext found, so that labels and sentences never mix languages. */
static const char *
choose_label (GHashTable *labels)
{
  /* Translators: the code of this translation's language, as in data/figures.json: "zh_CN". */
  const char *language = C_("language code", "en");
  const char *label = NULL;

  if (labels == NULL)
    return NULL;
  label = g_hash_table_lookup (labels, language);
  return label != NULL ? label : g_hash_table_lookup (labels, "en");
}

static void
set_invalid (GError    **error,
             const char *what,
             const char *where)
{
  g_set_error (error, ZB_CATALOGUE_ERROR, ZB_CATALOGUE_ERROR_INVALID,
               _("The catalogue of figures is damaged: %s in “%s”"), what, where);
}

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/* {"en": "...", "zh_CN": "..."}; both must be there. */
static GHashTable *
parse_labels (JsonObject *object,
              const char *member,
              const char *where,
              GError    **error)
{
  g_autoptr(GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonNode *node = json_object_get_member (object, member);
  JsonObjectIter iter;
  const char *language;
  JsonNode *value;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      set_invalid (error, member, where);
      return NULL;
    }
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &language, &value))
    {
      if (json_node_get_value_type (value) != G_TYPE_STRING)
        {
          set_invalid (error, member, where);
          return NULL;
        }
      g_hash_table_insert (labels, g_strdup (language), json_node_dup_string (value));
    }
  if (!g_hash_table_contains (labels, "en") || !g_hash_table_contains (labels, "zh_CN"))
    {
      set_invalid (error, member, where);
      return NULL;
    }
  return g_steal_pointer (&labels);
}

static char **
parse_strings (JsonObject *object,
               const char *member,
               GError    **error)
{
  g_autoptr(GStrvBuilder) strings = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      set_invalid (error, "an array", member);
      return NULL;
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        {
          set_invalid (error, "a text", member);
          return NULL;
        }
      g_strv_builder_add (strings, json_node_get_string (element));
    }
  return g_strv_builder_end (strings);
}

/* A form is a text, or {"form": text, "value": number} where the words themselves say the number. */
static ZbFigureForm *
parse_form (JsonNode   *node,
            const char *where,
            GError    **error)
{
  g_autofree ZbFigureForm *form = g_new0 (ZbFigureForm, 1);

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    form->pattern = json_node_dup_string (node);
  else if (JSON_NODE_HOLDS_OBJECT (node) &&
           get_string (json_node_get_object (node), "form") != NULL &&
           json_object_has_member (json_node_get_object (node), "value"))
    {
      form->pattern = g_strdup (get_string (json_node_get_object (node), "form"));
      form->has_value = TRUE;
      form->value = json_object_get_int_member (json_node_get_object (node), "value");
    }
  else
    {
      set_invalid (error, "forms", where);
      return NULL;
    }
  return g_steal_pointer (&form);
}

static gboolean
parse_figure (ZbCatalogue *self,
              JsonObject  *object,
              GError     **error)
{
  ZbFigureKind *kind = g_new0 (ZbFigureKind, 1);
  const char *id = get_string (object, "id");
  const char *unit = get_string (object, "unit");
  const char *group = get_string (object, "group");
  JsonNode *forms = json_object_get_member (object, "forms");

  kind->forms = g_ptr_array_new_with_free_func (figure_form_free);
  g_ptr_array_add (self->figures, kind);
  if (id == NULL || unit == NULL || group == NULL ||
      !g_hash_table_contains (self->units, unit) ||
      !g_hash_table_contains (self->groups, group) ||
      g_hash_table_contains (self->by_id, id) ||
      forms == NULL || !JSON_NODE_HOLDS_ARRAY (forms))
    {
      set_invalid (error, "a figure", id != NULL ? id : "figures");
      return FALSE;
    }
  kind->id = g_intern_string (id);
  kind->unit = g_intern_string (unit);
  kind->group = g_intern_string (group);
  g_hash_table_insert (self->by_id, (gpointer) kind->id, kind);
  kind->labels = parse_labels (object, "label", id, error);
  if (kind->labels == NULL)
    return FALSE;
  kind->least = json_object_get_int_member_with_default (object, "least", 0);
  if (json_object_has_member (object, "short"))
    {
      kind->short_labels = parse_labels (object, "short", id, error);
      if (kind->short_labels == NULL)
        return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (forms)); i++)
    {
      ZbFigureForm *form = parse_form (json_array_get_element (json_node_get_array (forms), i),
                                       id, error);

      if (form == NULL)
        return FALSE;
      g_ptr_array_add (kind->forms, form);
    }
  return TRUE;
}

static gboolean
parse_units_and_groups (ZbCatalogue *self,
                        JsonObject  *root,
                        GError     **error)
{
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  json_object_iter_init (&iter, json_object_get_object_member (root, "units"));
  while (json_object_iter_next (&iter, &id, &node))
    {
      Unit *unit = g_new0 (Unit, 1);

      g_hash_table_insert (self->units, g_strdup (id), unit);
      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          set_invalid (error, "a unit", id);
          return FALSE;
        }
      unit->names = parse_labels (json_node_get_object (node), "name", id, error);
      if (unit->names == NULL)
        return FALSE;
      unit->symbols = parse_labels (json_node_get_object (node), "symbol", id, error);
      if (unit->symbols == NULL)
        return FALSE;
    }

  json_object_iter_init (&iter, json_object_get_object_member (root, "groups"));
  while (json_object_iter_next (&iter, &id, &node))
    {
      GHashTable *labels = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        labels = parse_labels (json_node_get_object (node), "label", id, error);
      else
        set_invalid (error, "a group", id);
      if (labels == NULL)
        return FALSE;
      g_hash_table_insert (self->groups, g_strdup (id), labels);
    }
  return TRUE;
}

/* What is not about a single figure. */
static gboolean
parse_words (ZbCatalogue *self,
             JsonObject  *root,
             GError     **error)
{
  JsonNode *change = json_object_get_member (root, "change");

  if (change == NULL || !JSON_NODE_HOLDS_OBJECT (change) || get_string (root, "recap") == NULL)
    {
      set_invalid (error, "change, recap", "figures.json");
      return FALSE;
    }
  self->recap_heading = g_strdup (get_string (root, "recap"));
  for (guint i = 0; i < ZB_N_WORDS; i++)
    {
      JsonObject *object = word_lists[i].is_about_change ? json_node_get_object (change) : root;

      self->words[i] = parse_strings (object, word_lists[i].member, error);
      if (self->words[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
holds (JsonObject  *root,
       const char  *member,
       JsonNodeType type,
       GError     **error)
{
  JsonNode *node = json_object_get_member (root, member);

  if (node != NULL && json_node_get_node_type (node) == type)
    return TRUE;
  set_invalid (error, member, "figures.json");
  return FALSE;
}

/**
 * zb_catalogue_new_from_bytes:
 * @bytes: JSON in the shape of data/figures.json; trusted, since it comes with the program
 *
 * Returns: (transfer full) (nullable): the catalogue, or %NULL with
 *   %ZB_CATALOGUE_ERROR_INVALID or an error of json-glib.
 */
ZbCatalogue *
zb_catalogue_new_from_bytes (GBytes  *bytes,
                             GError **error)
{
  g_autoptr(ZbCatalogue) self = g_object_new (ZB_TYPE_CATALOGUE, NULL);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  JsonObject *root;
  JsonArray *figures;

  if (!json_parser_load_from_data (parser, data, (gssize) size, error))
    return NULL;
  if (json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      set_invalid (error, "no object", "figures.json");
      return NULL;
    }
  root = json_node_get_object (json_parser_get_root (parser));
  if (!holds (root, "units", JSON_NODE_OBJECT, error) ||
      !holds (root, "groups", JSON_NODE_OBJECT, error) ||
      !holds (root, "figures", JSON_NODE_ARRAY, error) ||
      !parse_units_and_groups (self, root, error))
    return NULL;

  figures = json_object_get_array_member (root, "figures");
  for (guint i = 0; i < json_array_get_length (figures); i++)
    {
      JsonNode *node = json_array_get_element (figures, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          set_invalid (error, "not an object", "figures");
          return NULL;
        }
      if (!parse_figure (self, json_node_get_object (node), error))
        return NULL;
    }
  if (!parse_words (self, root, error))
    return NULL;
  self->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return g_steal_pointer (&self);
}

/**
 * zb_catalogue_get_default:
 *
 * The catalogue that comes with the program. It is read once; a program whose
 * own catalogue is damaged was built wrong and stops here.
 *
 * Returns: (transfer none): the catalogue; may be used from any thread.
 */
ZbCatalogue *
zb_catalogue_get_default (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = g_resources_lookup_data (CATALOGUE_RESOURCE,
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      ZbCatalogue *catalogue = bytes != NULL ? zb_catalogue_new_from_bytes (bytes, &error) : NULL;

      if (catalogue == NULL)
        g_error ("%s", error->message);
      g_once_init_leave (&once, (gsize) catalogue);
    }
  return ZB_CATALOGUE ((gpointer) once);
}

/**
 * zb_catalogue_get_digest:
 *
 * Returns: a digest of the whole catalogue: another one means that bulletins
 *   should be read again.
 */
const char *
zb_catalogue_get_digest (ZbCatalogue *self)
{
  g_return_val_if_fail (ZB_IS_CATALOGUE (self), NULL);

  return self->digest;
}

/**
 * zb_catalogue_get_n_figures:
 *
 * Returns: how many figures the catalogue knows.
 */
guint
zb_catalogue_get_n_figures (ZbCatalogue *self)
{
  g_return_val_if_fail (ZB_IS_CATALOGUE (self), 0);

  return self->figures->len;
}

/**
 * zb_catalogue_get_figure:
 * @position: from 0, in the order in which figures are shown
 *
 * Returns: (transfer none): the figure's kind.
 */
const ZbFigureKind *
zb_catalogue_get_figure (ZbCatalogue *self,
                         guint        position)
{
  g_return_val_if_fail (ZB_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (position < self->figures->len, NULL);

  return g_ptr_array_index (self->figures, position);
}

/**
 * zb_catalogue_lookup:
 *
 * Returns: (transfer none) (nullable): the kind of figure @id, or %NULL where
 *   the catalogue does not know it.
 */
const ZbFigureKind *
zb_catalogue_lookup (ZbCatalogue *self,
                     const char  *id)
{
  g_return_val_if_fail (ZB_IS_CATALOGUE (self), NULL);

  return g_hash_table_lookup (self->by_id, id);
}

/**
 * zb_catalogue_get_unit_name:
 * @unit: a unit's id
 *
 * Returns: (nullable): the unit's name in the user's language, for axes and tables.
 */
const char *
zb_catalogue_get_unit_name (ZbCatalogue *self,
                            const char  *unit)
{
  const Unit *entry;

  g_return_val_if_fail (ZB_IS_CATALOGUE (self), NULL);

  entry = g_hash_table_lookup (self->units, unit);
  return entry != NULL ? choose_label (entry->names) : NULL;
}

/**
 * zb_catalogue_get_unit_symbol:
 * @unit: a unit's id
 *
 * Returns: (nullable): what is written directly behind a number ("起", "个"); ""
 *   in languages that write nothing there.
 */
const char *
zb_catalogue_get_unit_symbol (ZbCatalogue *self,
                              const char  *unit)
{
  const Unit *entry;

  g_return_val_if_fail (ZB_IS_CATALOGUE (self), NULL);

  entry = g_hash_table_lookup (self->units, unit);
  return entry != NULL ? choose_label (entry->symbols) : NULL;
}

/**
 * zb_catalogue_get_group_label:
 * @group: a group's id
 *
 * Returns: (nullable): the group's heading in the user's language.
 */
const char *
zb_catalogue_get_group_label (ZbCatalogue *self,
                              const char  *group)
{
  g_return_val_if_fail (ZB_IS_CATALOGUE (self), NULL);

  return choose_label (g_hash_table_lookup (self->groups, group));
}

/**
 * zb_catalogue_get_words:
 * @which: one of the lists
 *
 * Returns: (array zero-terminated=1): the words, as printed.
 */
const char * const *
zb_catalogue_get_words (ZbCatalogue *self,
                        ZbWords      which)
{
  g_return_val_if_fail (ZB_IS_CATALOGUE (self), NULL);
  g_return_val_if_fail (which < ZB_N_WORDS, NULL);

  return (const char * const *) self->words[which];
}

/**
 * zb_catalogue_get_recap_heading:
 *
 * Returns: the heading of the list of earlier issues; nothing below it belongs
 *   to the bulletin itself.
 */
const char *
zb_catalogue_get_recap_heading (ZbCatalogue *self)
{
  g_return_val_if_fail (ZB_IS_CATALOGUE (self), NULL);

  return self->recap_heading;
}

/**
 * zb_figure_kind_get_label:
 *
 * Returns: the figure's name in the user's language.
 */
const char *
zb_figure_kind_get_label (const ZbFigureKind *self)
{
  return choose_label (self->labels);
}

/**
 * zb_figure_kind_get_short_label:
 *
 * Returns: a name of a few characters, for cards and legends.
 */
const char *
zb_figure_kind_get_short_label (const ZbFigureKind *self)
{
  return choose_label (self->short_labels != NULL ? self->short_labels : self->labels);
}

/**
 * zb_figure_kind_is_level:
 *
 * Returns: whether the figure is a word (低, 中, 高), not a number.
 */
gboolean
zb_figure_kind_is_level (const ZbFigureKind *self)
{
  return g_str_equal (self->unit, "level");
}
