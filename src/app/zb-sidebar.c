/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sidebar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/zb-list-row.h"

struct _ZbSidebar {
  GtkWidget           parent_instance;
  GtkWidget          *scroller;
  GtkListView        *view;
  GtkSingleSelection *selection;
  GListStore         *store;
  GtkStack           *stack;
  GtkWidget          *nothing;
  GPtrArray          *items;
  ZbListFilter        filter;
  gint64              selected_id;
  guint               selected_position;
  gboolean            is_filling;
  guint               scroll_id;
  guint               scroll_target;
  guint               n_frames_to_wait;
  gboolean            wants_focus;
};

enum {
  SIGNAL_SELECTED,
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbSidebar, zb_sidebar, GTK_TYPE_WIDGET)

static ZbListItem *
peek_item (ZbSidebar *self,
           guint      position)
{
  g_autoptr(ZbListItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  /* The store keeps it alive. */
  return item;
}

static gboolean
is_issue (ZbSidebar *self,
          guint      position)
{
  ZbListItem *item = peek_item (self, position);

  return item != NULL && zb_list_item_get_kind (item) == ZB_LIST_ITEM_ISSUE;
}

/* From @position on, in one direction; GTK_INVALID_LIST_POSITION where there is none. */
static guint
find_issue (ZbSidebar *self,
            guint      position,
            int        direction,
            gboolean   unread_only)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  for (; position < n_items; position += (guint) direction)
    if (is_issue (self, position) &&
        (!unread_only || zb_list_item_get_unread (peek_item (self, position))))
      return position;
  return GTK_INVALID_LIST_POSITION;
}

/* A list view that was never walked through keeps the keyboard for itself (GTK 4.8), and the
 * first arrow key would begin at the top: so the row itself is asked to take it. */
static gboolean
focus_selected_row (ZbSidebar *self)
{
  ZbListItem *selected = gtk_single_selection_get_selected_item (self->selection);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (ZB_IS_LIST_ROW (row) && zb_list_row_get_item (ZB_LIST_ROW (row)) == selected &&
          selected != NULL && gtk_widget_grab_focus (child))
        return TRUE;
    }
  return gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* A list view that is told to scroll before it has given its rows their places loses some of
 * them (GTK 4.8), so it is told when the frame with the new rows has been drawn. */
static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  ZbSidebar *self = ZB_SIDEBAR (widget);

  if (self->n_frames_to_wait-- > 0)
    return G_SOURCE_CONTINUE;
  self->scroll_id = 0;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", self->scroll_target);
  if (self->wants_focus)
    focus_selected_row (self);
  self->wants_focus = FALSE;
  return G_SOURCE_REMOVE;
}

static void
scroll_to (ZbSidebar *self,
           guint      position)
{
  self->scroll_target = position;
  self->n_frames_to_wait = 1;
  if (self->scroll_id == 0)
    self->scroll_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
take_selection (ZbSidebar *self,
                guint      position)
{
  const ZbEntry *entry = zb_list_item_get_entry (peek_item (self, position));

  self->selected_position = position;
  if (entry->id == self->selected_id)
    return;
  self->selected_id = entry->id;
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, entry->id);
}

/* The arrow keys come over headings and gaps too; there the selection moves on. */
static void
selected_cb (ZbSidebar *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  int direction = position >= self->selected_position ? 1 : -1;
  gboolean has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->view)) != NULL;
  guint next;

  if (self->is_filling || position == GTK_INVALID_LIST_POSITION)
    return;
  if (is_issue (self, position))
    {
      take_selection (self, position);
      return;
    }
  next = find_issue (self, position, direction, FALSE);
  if (next == GTK_INVALID_LIST_POSITION)
    next = self->selected_position;
  gtk_single_selection_set_selected (self->selection, next);
  scroll_to (self, next);
  /* The keyboard goes along, or the next arrow key would begin at the heading. */
  if (has_focus)
    zb_sidebar_grab_focus (self);
}

static void
activate_cb (ZbSidebar *self,
             guint      position)
{
  if (is_issue (self, position))
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
setup_cb (ZbSidebar   *self,
          GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, zb_list_row_new ());
}

static void
bind_cb (ZbSidebar   *self,
         GtkListItem *list_item)
{
  ZbListItem *item = gtk_list_item_get_item (list_item);
  gboolean has_page = zb_list_item_get_kind (item) == ZB_LIST_ITEM_ISSUE;

  /* Headings and gaps too must take the keyboard, or it would not get past them: from there the
   * selection moves on. */
  gtk_list_item_set_activatable (list_item, has_page);
  zb_list_row_set_item (ZB_LIST_ROW (gtk_list_item_get_child (list_item)), item);
}

static void
unbind_cb (ZbSidebar   *self,
           GtkListItem *list_item)
{
  zb_list_row_set_item (ZB_LIST_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
zb_sidebar_dispose (GObject *object)
{
  ZbSidebar *self = ZB_SIDEBAR (object);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->stack)));
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->filter.hits, g_hash_table_unref);

  G_OBJECT_CLASS (zb_sidebar_parent_class)->dispose (object);
}

/* The list is one stop of the Tab key, and the arrow keys go through it: GTK 4.8 would stop at each of its rows. */
static gboolean
zb_sidebar_focus (GtkWidget        *widget,
                  GtkDirectionType  direction)
{
  ZbSidebar *self = ZB_SIDEBAR (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *view = GTK_WIDGET (self->view);

  if ((direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD) || !gtk_widget_get_mapped (view))
    return GTK_WIDGET_CLASS (zb_sidebar_parent_class)->focus (widget, direction);
  if (focus != NULL && (focus == view || gtk_widget_is_ancestor (focus, view)))
    return FALSE;
  return focus_selected_row (self);
}

static void
zb_sidebar_class_init (ZbSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_sidebar_dispose;
  widget_class->focus = zb_sidebar_focus;

  /**
   * ZbSidebar::selected:
   * @id: the bulletin
   *
   * Another bulletin was selected.
   */
  signals[SIGNAL_SELECTED] =
    g_signal_new ("selected", ZB_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  /**
   * ZbSidebar::activated:
   *
   * The selected bulletin should be shown, also where list and page stand on
   * two pages.
   */
  signals[SIGNAL_ACTIVATED] =
    g_signal_new ("activated", ZB_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* Where nothing is shown, what was looked for and a way out. */
static void
add_nothing (ZbSidebar *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Show All Issues"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-all");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  self->nothing = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->nothing), "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->nothing), _("No Issues Found"));
  adw_status_page_set_child (ADW_STATUS_PAGE (self->nothing), button);
  gtk_widget_add_css_class (self->nothing, "compact");
  gtk_stack_add_child (self->stack, self->nothing);
}

static void
zb_sidebar_init (ZbSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->selected_position = GTK_INVALID_LIST_POSITION;
  self->store = g_list_store_new (ZB_TYPE_LIST_ITEM);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);

  self->view = GTK_LIST_VIEW (gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)),
                                                 factory));
  gtk_list_view_set_single_click_activate (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Weekly issues"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);

  /* The list view must be the scroller's own child, or it would build all its rows. */
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller),
                                  GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (self->stack, self->scroller);
  add_nothing (self);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

static guint
find_position (ZbSidebar *self,
               gint64     id)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  for (guint i = 0; i < n_items; i++)
    {
      const ZbEntry *entry = zb_list_item_get_entry (peek_item (self, i));

      if (entry != NULL && entry->id == id)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* Only what differs is changed, so that the list stays where it is. */
static void
change_items (ZbSidebar *self,
              GPtrArray *items)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint first = 0, n_last = 0;

  while (first < n_old && first < items->len && peek_item (self, first) == g_ptr_array_index (items, first))
    first++;
  while (first + n_last < n_old && first + n_last < items->len &&
         peek_item (self, n_old - 1 - n_last) == g_ptr_array_index (items, items->len - 1 - n_last))
    n_last++;
  g_list_store_splice (self->store, first, n_old - first - n_last, items->pdata + first,
                       items->len - first - n_last);
}

/* Shows those rows that the filter lets through; the selection stays on its bulletin, also where its row is hidden. */
static void
show_items (ZbSidebar *self)
{
  g_autoptr(GPtrArray) shown = zb_list_filter_apply (&self->filter, self->items);
  guint position;

  self->is_filling = TRUE;
  change_items (self, shown);
  position = self->selected_id != 0 ? find_position (self, self->selected_id)
                                    : GTK_INVALID_LIST_POSITION;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_filling = FALSE;
  self->selected_position = position;
  gtk_stack_set_visible_child (self->stack, shown->len == 0 && zb_list_filter_hides (&self->filter) ? self->nothing
                                                                                                   : self->scroller);
}

/**
 * zb_sidebar_set_entries:
 * @entries: (element-type ZbEntry): all bulletins, newest first
 *
 * Shows another list. The selection stays on its bulletin, and rows that have not changed stay
 * where they are.
 */
void
zb_sidebar_set_entries (ZbSidebar *self,
                        GPtrArray *entries)
{
  g_autoptr(GPtrArray) items = NULL;

  g_return_if_fail (ZB_IS_SIDEBAR (self));

  items = zb_list_items_new (entries);
  zb_list_items_reuse (items, self->items);
  g_ptr_array_unref (self->items);
  self->items = g_steal_pointer (&items);
  show_items (self);
  if (zb_sidebar_find (self, self->selected_id) == NULL)
    self->selected_id = 0;
}

/**
 * zb_sidebar_set_filter:
 * @filter: which bulletins are shown, and in which order; copied
 * @query: (nullable): what was looked for, to be said where nothing was found
 *
 * The selection stays, also where its row is hidden.
 */
void
zb_sidebar_set_filter (ZbSidebar          *self,
                       const ZbListFilter *filter,
                       const char         *query)
{
  g_autofree char *words = NULL;
  g_autofree char *escaped = NULL;
  GHashTable *hits;

  g_return_if_fail (ZB_IS_SIDEBAR (self));
  g_return_if_fail (filter != NULL);

  hits = filter->hits != NULL ? g_hash_table_ref (filter->hits) : NULL;
  g_clear_pointer (&self->filter.hits, g_hash_table_unref);
  self->filter = *filter;
  self->filter.hits = hits;
  words = query != NULL && *query != '\0'
            /* Translators: %s is what the user has searched for. */
            ? g_strdup_printf (_("No title, text or figure holds “%s”, or the filter leaves it out."), query)
            : g_strdup (_("The filter leaves out all issues."));
  escaped = g_markup_escape_text (words, -1);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->nothing), escaped);
  show_items (self);
  if (self->selected_position != GTK_INVALID_LIST_POSITION)
    scroll_to (self, self->selected_position);
}

/**
 * zb_sidebar_count_shown:
 *
 * Returns: how many bulletins the filter lets through.
 */
guint
zb_sidebar_count_shown (ZbSidebar *self)
{
  guint n_items, n_shown = 0;

  g_return_val_if_fail (ZB_IS_SIDEBAR (self), 0);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  for (guint i = 0; i < n_items; i++)
    n_shown += is_issue (self, i) ? 1 : 0;
  return n_shown;
}

/**
 * zb_sidebar_get_first:
 *
 * Returns: the first bulletin that is shown, 0 for none.
 */
gint64
zb_sidebar_get_first (ZbSidebar *self)
{
  guint position;

  g_return_val_if_fail (ZB_IS_SIDEBAR (self), 0);

  position = find_issue (self, 0, 1, FALSE);
  return position != GTK_INVALID_LIST_POSITION ? zb_list_item_get_entry (peek_item (self, position))->id : 0;
}

/**
 * zb_sidebar_get_selected:
 *
 * Returns: the selected bulletin, 0 for none.
 */
gint64
zb_sidebar_get_selected (ZbSidebar *self)
{
  g_return_val_if_fail (ZB_IS_SIDEBAR (self), 0);

  return self->selected_id;
}

/**
 * zb_sidebar_find:
 *
 * Returns: (nullable) (transfer none): the row of bulletin @id, also where a filter hides it.
 */
ZbListItem *
zb_sidebar_find (ZbSidebar *self,
                 gint64     id)
{
  g_return_val_if_fail (ZB_IS_SIDEBAR (self), NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      ZbListItem *item = g_ptr_array_index (self->items, i);
      const ZbEntry *entry = zb_list_item_get_entry (item);

      if (entry != NULL && entry->id == id)
        return item;
    }
  return NULL;
}

static void
select_hidden (ZbSidebar *self,
               gint64     id)
{
  self->is_filling = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->is_filling = FALSE;
  self->selected_position = GTK_INVALID_LIST_POSITION;
  if (id == self->selected_id)
    return;
  self->selected_id = id;
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, id);
}

/**
 * zb_sidebar_select:
 *
 * Selects a bulletin and scrolls to it, where no filter hides its row.
 *
 * Returns: whether it is in the list.
 */
gboolean
zb_sidebar_select (ZbSidebar *self,
                   gint64     id)
{
  guint position;

  g_return_val_if_fail (ZB_IS_SIDEBAR (self), FALSE);

  if (zb_sidebar_find (self, id) == NULL)
    return FALSE;
  position = find_position (self, id);
  if (position == GTK_INVALID_LIST_POSITION)
    {
      select_hidden (self, id);
      return TRUE;
    }
  gtk_single_selection_set_selected (self->selection, position);
  scroll_to (self, position);
  return TRUE;
}

/**
 * zb_sidebar_move:
 * @direction: 1 for older, -1 for newer
 * @unread_only: whether to pass over what was read
 *
 * Selects the next bulletin.
 *
 * Returns: whether there is one.
 */
gboolean
zb_sidebar_move (ZbSidebar *self,
                 int        direction,
                 gboolean   unread_only)
{
  guint position;

  g_return_val_if_fail (ZB_IS_SIDEBAR (self), FALSE);

  if (self->selected_position == GTK_INVALID_LIST_POSITION)
    position = find_issue (self, 0, 1, unread_only);
  else
    position = find_issue (self, self->selected_position + (guint) direction, direction, unread_only);
  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  scroll_to (self, position);
  return TRUE;
}

/**
 * zb_sidebar_set_all_unread:
 * @ids: (nullable) (element-type gint64): which bulletins, %NULL for all, those that a filter hides too
 *
 * Returns: (transfer full) (element-type gint64): the bulletins whose rows have changed.
 */
GArray *
zb_sidebar_set_all_unread (ZbSidebar    *self,
                           const GArray *ids,
                           gboolean      unread)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (ZB_IS_SIDEBAR (self), changed);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_hash_table_add (wanted, &g_array_index (ids, gint64, i));
  for (guint i = 0; i < self->items->len; i++)
    {
      ZbListItem *item = g_ptr_array_index (self->items, i);
      const ZbEntry *entry = zb_list_item_get_entry (item);

      if (entry == NULL || zb_list_item_get_unread (item) == unread ||
          (ids != NULL && !g_hash_table_contains (wanted, &entry->id)))
        continue;
      zb_list_item_set_unread (item, unread);
      g_array_append_val (changed, entry->id);
    }
  return changed;
}

/**
 * zb_sidebar_grab_focus:
 *
 * Puts the keyboard on the list.
 */
void
zb_sidebar_grab_focus (ZbSidebar *self)
{
  g_return_if_fail (ZB_IS_SIDEBAR (self));

  /* A row can take it only when it has its place. */
  self->wants_focus = self->scroll_id != 0;
  focus_selected_row (self);
}
