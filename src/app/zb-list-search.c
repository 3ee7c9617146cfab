/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-list-search.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/zb-search-async.h"
#include "bulletin/zb-week-query.h"

/* Shorter than this nobody wants to see a wheel turn. */
#define SPINNER_DELAY_MS 500

/* The bar above the list: what is searched for, which bulletins are shown and in which order. What is typed can also
 * name a week, which is then shown before what was found. */
struct _ZbListSearch {
  GtkWidget           parent_instance;
  GtkSearchBar       *bar;
  GtkSearchEntry     *entry;
  GtkSpinner         *spinner;
  GtkWidget          *menu_button;
  GMenu              *rating_menu;
  GMenu              *year_menu;
  GSimpleActionGroup *actions;
  ZbLibrary          *library;
  GPtrArray          *entries;
  /* (nullable) (element-type guint): what the menu of years shows */
  GArray             *years;
  GCancellable       *cancellable;
  guint               spinner_id;
  gboolean            is_activated;
  ZbListFilter        filter;
  char               *query;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATED,
  SIGNAL_CLOSED,
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbListSearch, zb_list_search, GTK_TYPE_WIDGET)

static const char *const orders[] = {
  [ZB_LIST_NEWEST_FIRST] = "newest",
  [ZB_LIST_OLDEST_FIRST] = "oldest",
  [ZB_LIST_MOST_INCIDENTS_FIRST] = "incidents",
};

static void
emit_changed (ZbListSearch *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* --- Searching --------------------------------------------------------------------------------- */

static void
stop (ZbListSearch *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
  self->is_activated = FALSE;
}

static gboolean
spinner_cb (gpointer user_data)
{
  ZbListSearch *self = user_data;

  self->spinner_id = 0;
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static gboolean
is_named (const ZbEntry *entry,
          ZbIssue        issue,
          const GDate   *day)
{
  if (zb_issue_is_known (issue))
    return zb_issue_compare (entry->issue, issue) == 0;
  return zb_period_is_known (&entry->period) && g_date_compare (&entry->period.start, day) <= 0 &&
         g_date_compare (day, &entry->period.end) <= 0;
}

/* The week that is named, as a hit without a snippet. */
static void
add_named_week (ZbListSearch *self,
                GHashTable   *hits)
{
  ZbIssue issue;
  GDate day;

  if (self->entries == NULL || !zb_week_query_parse (self->query, &issue, &day))
    return;
  for (guint i = 0; i < self->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (self->entries, i);
      ZbSearchHit *hit;

      if (!is_named (entry, issue, &day) || g_hash_table_contains (hits, &entry->id))
        continue;
      hit = zb_search_hit_new (entry->id, NULL, NULL);
      g_hash_table_insert (hits, &hit->bulletin, hit);
    }
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(ZbListSearch) self = user_data;
  g_autoptr(GError) error = NULL;
  GHashTable *hits = zb_search_finish (ZB_LIBRARY (source), result, &error);
  gboolean is_activated = self->is_activated;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stop (self);
  if (hits == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
      return;
    }
  add_named_week (self, hits);
  g_clear_pointer (&self->filter.hits, g_hash_table_unref);
  self->filter.hits = hits;
  emit_changed (self);
  if (is_activated)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

/* What was found before stays until the new hits are there: the list does not flicker. */
static void
search (ZbListSearch *self)
{
  g_auto(GStrv) terms = zb_search_split (self->query);

  stop (self);
  if (terms[0] == NULL || self->library == NULL)
    {
      g_clear_pointer (&self->filter.hits, g_hash_table_unref);
      emit_changed (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  self->spinner_id = g_timeout_add (SPINNER_DELAY_MS, spinner_cb, self);
  zb_search_async (self->library, self->query, self->cancellable, searched_cb, g_object_ref (self));
}

static void
search_changed_cb (ZbListSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (g_strcmp0 (text, self->query) == 0)
    return;
  g_free (self->query);
  self->query = g_strdup (text);
  search (self);
}

static void
activate_cb (ZbListSearch *self)
{
  /* The entry tells of what was typed a little later; who presses Enter does not wait for it. */
  search_changed_cb (self);
  /* Until the search is done the list shows something else. */
  self->is_activated = self->cancellable != NULL;
  if (!self->is_activated)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
next_match_cb (ZbListSearch *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

/* Who closes the bar has done with it: nothing may stay hidden by what cannot be seen. */
static void
mode_cb (ZbListSearch *self)
{
  if (gtk_search_bar_get_search_mode (self->bar))
    return;
  zb_list_search_clear (self);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* --- Filter and order -------------------------------------------------------------------------- */

static gboolean
get_flag (ZbListSearch *self,
          const char   *name)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), name);

  return g_variant_get_boolean (state);
}

static char *
dup_choice (ZbListSearch *self,
            const char   *name)
{
  g_autoptr(GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), name);

  return g_variant_dup_string (state, NULL);
}

static void
read_actions (ZbListSearch *self)
{
  g_autofree char *rating = dup_choice (self, "rating");
  g_autofree char *year = dup_choice (self, "year");
  g_autofree char *order = dup_choice (self, "order");

  self->filter.unread = get_flag (self, "unread");
  self->filter.starred = get_flag (self, "starred");
  self->filter.with_figures = get_flag (self, "with-figures");
  self->filter.missing = get_flag (self, "missing");
  self->filter.rating = zb_rating_from_word (rating);
  self->filter.year = (guint) g_ascii_strtoull (year, NULL, 10);
  self->filter.order = ZB_LIST_NEWEST_FIRST;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (order, orders[i]))
      self->filter.order = (ZbListOrder) i;
}

/* The button tells that something is left out, also when its menu is closed. */
static void
show_button (ZbListSearch *self)
{
  ZbListFilter without_hits = self->filter;

  without_hits.hits = NULL;
  if (zb_list_filter_hides (&without_hits))
    gtk_widget_add_css_class (self->menu_button, "accent");
  else
    gtk_widget_remove_css_class (self->menu_button, "accent");
}

static void
changed_action (GSimpleAction *action,
                GVariant      *value,
                gpointer       user_data)
{
  ZbListSearch *self = user_data;
  g_autoptr(GVariant) before = g_action_get_state (G_ACTION (action));

  if (g_variant_equal (before, value))
    return;
  g_simple_action_set_state (action, value);
  read_actions (self);
  show_button (self);
  emit_changed (self);
}

static void
add_actions (ZbListSearch *self)
{
  static const GActionEntry actions[] = {
    { .name = "unread", .state = "false", .change_state = changed_action },
    { .name = "starred", .state = "false", .change_state = changed_action },
    { .name = "with-figures", .state = "false", .change_state = changed_action },
    { .name = "missing", .state = "false", .change_state = changed_action },
    { .name = "rating", .parameter_type = "s", .state = "''", .change_state = changed_action },
    { .name = "year", .parameter_type = "s", .state = "''", .change_state = changed_action },
    { .name = "order", .parameter_type = "s", .state = "'newest'", .change_state = changed_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "filter", G_ACTION_GROUP (self->actions));
}

static void
add_choice (GMenu      *menu,
            const char *label,
            const char *action,
            const char *target)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static void
fill_ratings (ZbListSearch *self)
{
  add_choice (self->rating_menu, C_("filter", "Any Rating"), "filter.rating", "");
  for (guint i = ZB_RATING_UNKNOWN + 1; i <= ZB_RATING_CRITICAL; i++)
    {
      g_autofree char *label = g_strdup_printf ("%s %s", zb_rating_get_han ((ZbRating) i), zb_rating_get_label ((ZbRating) i));

      add_choice (self->rating_menu, g_str_equal (zb_rating_get_han ((ZbRating) i), zb_rating_get_label ((ZbRating) i))
                                       ? zb_rating_get_han ((ZbRating) i) : label,
                  "filter.rating", zb_rating_get_han ((ZbRating) i));
    }
}

/* Returns: (transfer full) (element-type guint): the years of the bulletins, newest first. */
static GArray *
list_years (GPtrArray *entries)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (guint));
  guint last = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);
      guint year = entry->issue.year;

      if (year == 0 || year == last)
        continue;
      g_array_append_val (years, year);
      last = year;
    }
  return years;
}

static gboolean
is_same_years (const GArray *a,
               const GArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (guint)) == 0);
}

/* Only where they have changed: a menu that is open stays as it is, and for each item that was ever in a menu GTK 4.8
 * keeps something. */
static void
fill_years (ZbListSearch *self)
{
  g_autoptr(GArray) years = list_years (self->entries);

  if (self->years != NULL && is_same_years (self->years, years))
    return;
  g_clear_pointer (&self->years, g_array_unref);
  self->years = g_steal_pointer (&years);
  g_menu_remove_all (self->year_menu);
  add_choice (self->year_menu, C_("filter", "All Years"), "filter.year", "");
  for (guint i = 0; i < self->years->len; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", g_array_index (self->years, guint, i));

      add_choice (self->year_menu, text, "filter.year", text);
    }
}

/* --- The widget -------------------------------------------------------------------------------- */

static void
zb_list_search_dispose (GObject *object)
{
  ZbListSearch *self = ZB_LIST_SEARCH (object);

  if (self->spinner != NULL)
    stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_LIST_SEARCH);
  g_clear_object (&self->actions);
  g_clear_object (&self->library);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->years, g_array_unref);
  g_clear_pointer (&self->filter.hits, g_hash_table_unref);
  g_clear_pointer (&self->query, g_free);

  G_OBJECT_CLASS (zb_list_search_parent_class)->dispose (object);
}

static void
zb_list_search_class_init (ZbListSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_list_search_dispose;

  /**
   * ZbListSearch::changed:
   *
   * Other bulletins are to be shown.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", ZB_TYPE_LIST_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ZbListSearch::activated:
   *
   * The first of them is to be opened.
   */
  signals[SIGNAL_ACTIVATED] =
    g_signal_new ("activated", ZB_TYPE_LIST_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ZbListSearch::closed:
   *
   * The bar was closed: the keyboard needs another place.
   */
  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", ZB_TYPE_LIST_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ZbListSearch::failed:
   * @message: why, in the user's words
   *
   * Nothing could be searched.
   */
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", ZB_TYPE_LIST_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/zhoubao/Zhoubao/zb-list-search.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbListSearch, bar);
  gtk_widget_class_bind_template_child (widget_class, ZbListSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, ZbListSearch, spinner);
  gtk_widget_class_bind_template_child (widget_class, ZbListSearch, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ZbListSearch, rating_menu);
  gtk_widget_class_bind_template_child (widget_class, ZbListSearch, year_menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_match_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
zb_list_search_init (ZbListSearch *self)
{
  self->query = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
  add_actions (self);
  fill_ratings (self);
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GHashTable *none = zb_search_finish (ZB_LIBRARY (source), result, NULL);

  /* Where the index could not be made, the search itself says so. */
  g_clear_pointer (&none, g_hash_table_unref);
}

/**
 * zb_list_search_set_library:
 * @library: in which is searched
 *
 * Its index is made ready in the background, so that the first search need not wait for it.
 */
void
zb_list_search_set_library (ZbListSearch *self,
                            ZbLibrary    *library)
{
  g_return_if_fail (ZB_IS_LIST_SEARCH (self));

  if (!g_set_object (&self->library, library))
    return;
  zb_search_async (library, "", NULL, ready_cb, NULL);
  if (*self->query != '\0')
    search (self);
}

/**
 * zb_list_search_set_entries:
 * @entries: (element-type ZbEntry): all bulletins, newest first
 *
 * What was searched for is searched again, since the bulletins are other ones.
 */
void
zb_list_search_set_entries (ZbListSearch *self,
                            GPtrArray    *entries)
{
  g_return_if_fail (ZB_IS_LIST_SEARCH (self));

  g_ptr_array_ref (entries);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
  fill_years (self);
  if (*self->query != '\0')
    search (self);
}

/**
 * zb_list_search_capture:
 * @widget: where typing begins a search
 */
void
zb_list_search_capture (ZbListSearch *self,
                        GtkWidget    *widget)
{
  g_return_if_fail (ZB_IS_LIST_SEARCH (self));

  gtk_search_bar_set_key_capture_widget (self->bar, widget);
}

/**
 * zb_list_search_open:
 *
 * Shows the bar with the keyboard on it.
 */
void
zb_list_search_open (ZbListSearch *self)
{
  g_return_if_fail (ZB_IS_LIST_SEARCH (self));

  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/**
 * zb_list_search_clear:
 *
 * All bulletins are shown again, newest first, and the bar is hidden.
 */
void
zb_list_search_clear (ZbListSearch *self)
{
  static const char *const flags[] = { "unread", "starred", "with-figures", "missing" };
  static const char *const choices[][2] = { { "rating", "" }, { "year", "" }, { "order", "newest" } };

  g_return_if_fail (ZB_IS_LIST_SEARCH (self));

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), flags[i], g_variant_new_boolean (FALSE));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), choices[i][0],
                                        g_variant_new_string (choices[i][1]));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  search_changed_cb (self);
  if (gtk_search_bar_get_search_mode (self->bar))
    gtk_search_bar_set_search_mode (self->bar, FALSE);
}

/**
 * zb_list_search_set_query:
 * @query: what is to be searched for
 *
 * Searches among all bulletins, as if @query had been typed into the bar.
 */
void
zb_list_search_set_query (ZbListSearch *self,
                          const char   *query)
{
  g_return_if_fail (ZB_IS_LIST_SEARCH (self));
  g_return_if_fail (query != NULL);

  zb_list_search_clear (self);
  zb_list_search_open (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), query);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  search_changed_cb (self);
}

/**
 * zb_list_search_get_filter:
 *
 * Returns: (transfer none): which bulletins are to be shown.
 */
const ZbListFilter *
zb_list_search_get_filter (ZbListSearch *self)
{
  g_return_val_if_fail (ZB_IS_LIST_SEARCH (self), NULL);

  return &self->filter;
}

/**
 * zb_list_search_get_query:
 *
 * Returns: (transfer none): what is searched for; empty for nothing.
 */
const char *
zb_list_search_get_query (ZbListSearch *self)
{
  g_return_val_if_fail (ZB_IS_LIST_SEARCH (self), NULL);

  return self->query;
}
