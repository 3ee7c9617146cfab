/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-application.h"
#include "app/zb-copy-label.h"
#include "app/zb-undo.h"

/* Shorter than this nobody wants to see a wheel turn. */
#define SPINNER_DELAY_MS 500

/* A bulletin that was shown for so long has been read. */
#define READ_DELAY_MS 1500

enum {
  SIGNAL_READY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbWindow, zb_window, ADW_TYPE_APPLICATION_WINDOW)

/* Tells once that there is something to see. */
void
zb_window_emit_ready (ZbWindow *self)
{
  if (self->is_ready)
    return;
  self->is_ready = TRUE;
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

static gboolean
was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

void
zb_window_hide_spinner (ZbWindow *self)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
}

static gboolean
spinner_cb (gpointer user_data)
{
  ZbWindow *self = user_data;

  self->spinner_id = 0;
  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
show_spinner_later (ZbWindow *self)
{
  if (self->spinner_id == 0)
    self->spinner_id = g_timeout_add (SPINNER_DELAY_MS, spinner_cb, self);
}

/* In a narrow window, brings the page to the front. */
void
zb_window_show_page (ZbWindow *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "page");
}

/**
 * zb_window_get_detail:
 *
 * Returns: (nullable) (transfer none): what the page shows.
 */
ZbDetail *
zb_window_get_detail (ZbWindow *self)
{
  return self->page != NULL ? zb_issue_page_get_detail (self->page) : NULL;
}

/* Which actions make sense now, and how the star looks. */
void
zb_window_update_actions (ZbWindow *self)
{
  const ZbDetail *detail = zb_window_get_detail (self);
  ZbListItem *item = detail != NULL ? zb_sidebar_find (self->sidebar, detail->entry->id) : NULL;
  gboolean starred = item != NULL && zb_list_item_get_starred (item);
  const char *star_label;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.star", item != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.open-original",
                                 detail != NULL && detail->addresses->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.mark-unread",
                                 detail != NULL && detail->entry->state == ZB_ENTRY_TEXT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export",
                                 detail != NULL && detail->entry->figures != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.type-figures", detail != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.edit-note", detail != NULL);
  zb_window_update_copy_actions (self);
  zb_window_update_print_actions (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.download-issue",
                                 self->syncer != NULL && detail != NULL && detail->addresses->len > 0 &&
                                 detail->entry->state != ZB_ENTRY_TEXT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.mark-all-read", self->library != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.open", self->library != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.library-page", self->library != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.open-folder", self->library != NULL);
  gtk_widget_set_sensitive (self->issue_menu_button, detail != NULL);
  gtk_button_set_icon_name (self->star_button, starred ? "starred-symbolic" : "non-starred-symbolic");
  star_label = starred ? _("Remove the Star") : _("Star This Issue");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->star_button), star_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->star_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, star_label, -1);
}

/* Changes the row at once and the library in a thread. */
void
zb_window_set_unread (ZbWindow *self,
                      gint64    id,
                      gboolean  unread)
{
  ZbListItem *item = zb_sidebar_find (self->sidebar, id);

  g_clear_handle_id (&self->read_id, g_source_remove);
  if (item == NULL || zb_list_item_get_unread (item) == unread)
    return;
  zb_list_item_set_unread (item, unread);
  zb_window_store_mark (self, id, FALSE, !unread);
}

static gboolean
read_cb (gpointer user_data)
{
  ZbWindow *self = user_data;
  gboolean is_seen = !adw_leaflet_get_folded (self->leaflet) ||
                     g_strcmp0 (adw_leaflet_get_visible_child_name (self->leaflet), "page") == 0;

  /* Where the list hides the page, nobody has read it yet. */
  if (!is_seen)
    return G_SOURCE_CONTINUE;
  self->read_id = 0;
  zb_window_set_unread (self, self->shown_id, FALSE);
  return G_SOURCE_REMOVE;
}

/* Whether the page shows this copy of the bulletin already. */
static gboolean
is_shown (ZbWindow       *self,
          const ZbDetail *detail)
{
  const ZbDetail *shown = zb_issue_page_get_detail (self->page);
  const ZbCopyInfo *before = shown != NULL ? zb_copy_find_shown (shown) : NULL;
  const ZbCopyInfo *now = zb_copy_find_shown (detail);

  return before != NULL && now != NULL && shown->entry->id == detail->entry->id && before->id == now->id;
}

static void
show_detail (ZbWindow *self,
             ZbDetail *detail)
{
  const ZbEntry *entry = detail->entry;
  g_autofree char *label = zb_issue_dup_label (entry->issue);
  g_autofree char *period = zb_period_dup_label (&entry->period, ZB_DATE_LONG);

  zb_window_hide_spinner (self);
  if (self->page == NULL)
    {
      self->page = ZB_ISSUE_PAGE (zb_issue_page_new (self->library));
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->page), "issue");
      g_signal_connect_object (self->page, "unmap", G_CALLBACK (zb_window_leave_pictures), self, G_CONNECT_SWAPPED);
      zb_issue_page_set_weeks (self->page, self->entries);
      zb_find_bar_set_finder (self->find_bar, zb_issue_page_get_finder (self->page));
      zb_window_attach_note (self);
      zb_issue_page_set_text_zoom (self->page, self->text_zoom);
    }
  if (!is_shown (self, detail))
    zb_window_leave_pictures (self);
  zb_issue_page_show (self->page, detail);
  self->shown_id = entry->id;
  zb_window_visit (self, entry->id);
  gtk_stack_set_visible_child_name (self->stack, "issue");
  adw_window_title_set_title (self->page_title, label);
  adw_window_title_set_subtitle (self->page_title, period);
  gtk_window_set_title (GTK_WINDOW (self), label);
  zb_window_update_actions (self);
  g_clear_handle_id (&self->read_id, g_source_remove);
  if (entry->state == ZB_ENTRY_TEXT && entry->unread)
    self->read_id = g_timeout_add (READ_DELAY_MS, read_cb, self);
  zb_window_emit_ready (self);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbDetail) detail = zb_library_load_finish (ZB_LIBRARY (source), result, &error);

  if (detail != NULL)
    show_detail (self, detail);
  else if (was_cancelled (error))
    return;
  else if (self->copy_id != 0)
    {
      /* The copy that was chosen may have gone; the bulletin is still there. */
      zb_window_show_message (self, error->message);
      zb_window_show_copy (self, 0);
    }
  else
    zb_window_show_problem (self, _("This Issue Cannot Be Shown"), error);
}

/* Reads a bulletin and shows it, with the note as it was written last. */
void
zb_window_load (ZbWindow *self,
                gint64    id)
{
  if (self->load_cancellable != NULL)
    g_cancellable_cancel (self->load_cancellable);
  g_clear_object (&self->load_cancellable);
  self->load_cancellable = g_cancellable_new ();
  /* The choice of a copy lasts while its bulletin is shown. */
  if (id != self->shown_id)
    self->copy_id = 0;
  show_spinner_later (self);
  zb_window_settle_note (self);
  self->late_id = zb_window_is_storing_note (self) ? id : 0;
  if (self->late_id != 0)
    return;
  zb_library_load_async (self->library, id, self->copy_id, self->load_cancellable, loaded_cb,
                         g_object_ref (self));
}

/* Shows another copy of the same bulletin; 0 is the best one. */
void
zb_window_show_copy (ZbWindow *self,
                     gint64    copy_id)
{
  self->copy_id = copy_id;
  zb_window_load (self, self->shown_id);
}

static void
selected_cb (ZbWindow *self,
             gint64    id)
{
  zb_window_load (self, id);
}

/* Where list and page stand side by side, the keyboard stays on the list. */
static void
activated_cb (ZbWindow *self)
{
  if (adw_leaflet_get_folded (self->leaflet))
    zb_window_show_page (self);
}

/* The newest bulletin that has something to show. */
static gint64
find_first (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);

      if (entry->state != ZB_ENTRY_MISSING)
        return entry->id;
    }
  return entries->len > 0 ? ((const ZbEntry *) g_ptr_array_index (entries, 0))->id : 0;
}

static const ZbEntry *
find_entry (ZbWindow *self,
            ZbIssue   issue)
{
  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (self->entries, i);

      if (zb_issue_compare (entry->issue, issue) == 0)
        return entry;
    }
  return NULL;
}

static const ZbEntry *
find_entry_of_day (ZbWindow    *self,
                   const GDate *day)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (self->entries, i);

      if (zb_period_is_known (&entry->period) && g_date_compare (&entry->period.start, day) <= 0 &&
          g_date_compare (day, &entry->period.end) <= 0)
        return entry;
    }
  return NULL;
}

/* After the first list: what the command line asked for, or what is newest. */
void
zb_window_select_first (ZbWindow *self)
{
  ZbIssue issue;
  GDate day;
  const ZbEntry *entry = NULL;

  if (self->wanted_issue != NULL && zb_issue_parse (self->wanted_issue, &issue))
    entry = find_entry (self, issue);
  else if (self->wanted_issue != NULL && zb_date_parse_iso (self->wanted_issue, &day))
    entry = find_entry_of_day (self, &day);
  if (self->wanted_issue != NULL && entry == NULL)
    {
      g_autofree char *message = g_strdup_printf (_("The library knows no issue “%s”"), self->wanted_issue);

      zb_window_show_message (self, message);
    }
  g_clear_pointer (&self->wanted_issue, g_free);
  if (self->entries->len == 0)
    {
      zb_window_hide_spinner (self);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      zb_window_emit_ready (self);
    }
  else
    zb_sidebar_select (self->sidebar, entry != NULL ? entry->id : find_first (self->entries));
}

/* Another list, of which the page shows the trend as well. */
void
zb_window_take_entries (ZbWindow  *self,
                        GPtrArray *entries)
{
  g_ptr_array_ref (entries);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
  zb_sidebar_set_entries (self->sidebar, entries);
  /* Not before the first list is here, which would have to wait for the index. */
  zb_list_search_set_library (self->search, self->library);
  zb_list_search_set_entries (self->search, entries);
  zb_window_show_subtitle (self);
  if (self->page != NULL)
    zb_issue_page_set_weeks (self->page, entries);
  zb_window_update_report_action (self);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = zb_library_list_finish (ZB_LIBRARY (source), result, &error);

  if (entries == NULL)
    {
      if (!was_cancelled (error))
        zb_window_show_problem (self, _("The Library Cannot Be Read"), error);
      return;
    }
  zb_window_take_entries (self, entries);
  if (self->wanted_id != 0)
    {
      gboolean was_selected = zb_sidebar_get_selected (self->sidebar) == self->wanted_id;

      zb_window_show_bulletin (self, self->wanted_id);
      /* Selecting it again tells nothing, but it may have changed. */
      if (was_selected)
        zb_window_load (self, self->wanted_id);
      self->wanted_id = 0;
    }
  else if (zb_sidebar_get_selected (self->sidebar) == 0)
    {
      zb_window_select_first (self);
      /* The arrow keys go through the weeks from the start. */
      zb_sidebar_grab_focus (self->sidebar);
    }
  else
    zb_window_load (self, zb_sidebar_get_selected (self->sidebar));
}

/* Reads the list again; the selection stays. */
void
zb_window_reload_list (ZbWindow *self)
{
  show_spinner_later (self);
  zb_library_list_async (self->library, self->cancellable, listed_cb, g_object_ref (self));
}

static void
begin (ZbWindow *self)
{
  g_autoptr(GPtrArray) waiting = g_steal_pointer (&self->waiting_files);

  /* The list first: the library answers one at a time. */
  zb_window_reload_list (self);
  zb_window_begin_sync (self);
  zb_window_update_actions (self);
  if (waiting != NULL)
    zb_window_import (self, waiting);
  if (self->wanted_action != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), self->wanted_action, NULL);
  self->wanted_action = NULL;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  self->is_opening = FALSE;
  self->library = zb_library_open_finish (result, &error);
  if (self->library == NULL)
    {
      if (!was_cancelled (error))
        zb_window_show_problem (self, _("The Library Cannot Be Opened"), error);
      return;
    }
  begin (self);
}

/* Opens the library, or tries again. */
void
zb_window_open_library (ZbWindow *self)
{
  ZbSyncer *syncer = zb_application_get_syncer (ZB_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));

  if (self->is_opening)
    return;
  /* What synchronises without a window has the library open. */
  if (syncer != NULL && g_str_equal (zb_library_get_path (zb_syncer_get_library (syncer)), self->library_path))
    {
      self->library = g_object_ref (zb_syncer_get_library (syncer));
      begin (self);
      return;
    }
  self->is_opening = TRUE;
  show_spinner_later (self);
  zb_library_open_async (self->library_path, self->cancellable, opened_cb, g_object_ref (self));
}

/**
 * zb_window_show_bulletin:
 * @id: a bulletin of the library
 *
 * Shows a bulletin; in a narrow window its page comes to the front.
 */
void
zb_window_show_bulletin (ZbWindow *self,
                         gint64    id)
{
  g_return_if_fail (ZB_IS_WINDOW (self));

  /* Before the first list is here there is nothing to select it in. */
  if (self->entries == NULL)
    self->wanted_id = id;
  else if (!zb_sidebar_select (self->sidebar, id))
    zb_window_load (self, id);
  zb_window_show_page (self);
}

/**
 * zb_window_show_issue:
 *
 * Returns: whether the library knows the issue; then it is shown.
 */
gboolean
zb_window_show_issue (ZbWindow *self,
                      ZbIssue   issue)
{
  const ZbEntry *entry;

  g_return_val_if_fail (ZB_IS_WINDOW (self), FALSE);

  entry = find_entry (self, issue);
  if (entry != NULL)
    zb_window_show_bulletin (self, entry->id);
  return entry != NULL;
}

/**
 * zb_window_show_address:
 * @address: an address in a bulletin's text
 *
 * Returns: whether it leads to a bulletin that the shown one names; then that
 *   bulletin is shown. Other addresses are for the browser.
 */
gboolean
zb_window_show_address (ZbWindow   *self,
                        const char *address)
{
  const ZbDetail *detail;

  g_return_val_if_fail (ZB_IS_WINDOW (self), FALSE);

  detail = zb_window_get_detail (self);
  for (guint i = 0; detail != NULL && i < detail->recap->len; i++)
    {
      const ZbRecapLink *link = g_ptr_array_index (detail->recap, i);

      if (link->id != 0 && g_strcmp0 (link->url, address) == 0)
        {
          zb_window_show_bulletin (self, link->id);
          return TRUE;
        }
    }
  return FALSE;
}

static void
zb_window_dispose (GObject *object)
{
  ZbWindow *self = ZB_WINDOW (object);

  /* What was typed last is stored although the window goes. */
  zb_window_settle_note (self);
  self->late_id = 0;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->load_cancellable != NULL)
    g_cancellable_cancel (self->load_cancellable);
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->load_cancellable);
  zb_window_end_sync (self);
  g_clear_object (&self->library);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->waiting_files, g_ptr_array_unref);
  self->page = NULL;
  g_clear_weak_pointer (&self->editor);
  g_clear_weak_pointer (&self->library_window);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_WINDOW);

  G_OBJECT_CLASS (zb_window_parent_class)->dispose (object);
}

static void
zb_window_finalize (GObject *object)
{
  ZbWindow *self = ZB_WINDOW (object);

  zb_history_free (self->history);
  g_queue_clear_full (&self->marks, (GDestroyNotify) zb_window_mark_free);
  g_free (self->library_path);
  g_free (self->wanted_issue);

  G_OBJECT_CLASS (zb_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/zhoubao/Zhoubao/zb-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, list_title);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, sync_button);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, search);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, find_bar);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, star_button);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, issue_menu_button);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, zoom_buttons);
  gtk_widget_class_bind_template_child (widget_class, ZbWindow, zoom_normal_button);
}

static void
zb_window_class_init (ZbWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zb_window_dispose;
  object_class->finalize = zb_window_finalize;

  /**
   * ZbWindow::ready:
   *
   * The library is open and a bulletin, or what is wrong, is shown for the
   * first time.
   */
  signals[SIGNAL_READY] =
    g_signal_new ("ready", ZB_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ZB_TYPE_FIND_BAR);
  g_type_ensure (ZB_TYPE_LIST_SEARCH);
  g_type_ensure (ZB_TYPE_SIDEBAR);
  g_type_ensure (ZB_TYPE_SYNC_BUTTON);
  bind_template (widget_class);
  zb_window_install_actions (widget_class);
  zb_undo_install (widget_class);
}

static void
zb_window_init (ZbWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  if (ZB_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  self->cancellable = g_cancellable_new ();
  zb_window_begin_history (self);
  g_signal_connect_object (self->sidebar, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  zb_window_begin_search (self);
  zb_window_accept_drops (self);
  zb_window_set_up_zoom (self);
  zb_window_update_report_action (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sync", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sync-page", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.stop-sync", FALSE);
  zb_window_update_actions (self);
}

/**
 * zb_window_new:
 * @library: (nullable): the library's file, %NULL for the user's own
 * @issue: (nullable): the issue to show first, such as "2024-28"
 *
 * Returns: (transfer none): a window, which belongs to @application. It opens
 *   its library at once, in a thread.
 */
ZbWindow *
zb_window_new (GtkApplication *application,
               const char     *library,
               const char     *issue)
{
  ZbWindow *self = g_object_new (ZB_TYPE_WINDOW, "application", application, NULL);

  self->library_path = library != NULL ? g_strdup (library) : zb_library_dup_default_path ();
  self->wanted_issue = g_strdup (issue);
  zb_window_open_library (self);
  return self;
}
