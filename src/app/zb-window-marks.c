/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-toast.h"

static void store_next_mark (ZbWindow  *self,
                             ZbLibrary *library);

static ZbWindowMark *
mark_new (ZbWindowMarkKind kind,
          gint64           id,
          gboolean         value)
{
  ZbWindowMark *self = g_new0 (ZbWindowMark, 1);

  self->kind = kind;
  self->id = id;
  self->value = value;
  return self;
}

/* Frees a mark of the window's queue. */
void
zb_window_mark_free (ZbWindowMark *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->note);
  g_free (self);
}

/* What was not stored is not shown as if it were. */
static void
take_mark_back (ZbWindow           *self,
                const ZbWindowMark *mark,
                const char         *message)
{
  ZbListItem *item;

  if (mark->kind == ZB_WINDOW_MARK_NOTE)
    {
      zb_window_keep_note (self, mark->id, mark->note, message);
      return;
    }
  if (self->toasts == NULL)
    {
      g_printerr ("zhoubao: %s\n", message);
      return;
    }
  zb_window_show_message (self, message);
  item = mark->kind != ZB_WINDOW_MARK_ALL_READ ? zb_sidebar_find (self->sidebar, mark->id) : NULL;
  if (mark->kind == ZB_WINDOW_MARK_ALL_READ)
    g_array_unref (zb_sidebar_set_all_unread (self->sidebar, mark->ids, mark->value));
  else if (item != NULL && mark->kind == ZB_WINDOW_MARK_STARRED)
    zb_list_item_set_starred (item, !mark->value);
  else if (item != NULL)
    zb_list_item_set_unread (item, mark->value);
  zb_window_update_actions (self);
}

/* The mark that was stored, or could not be, has come to its end. */
static void
end_mark (ZbWindow     *self,
          ZbLibrary    *library,
          const GError *error)
{
  ZbWindowMark *mark = g_queue_pop_head (&self->marks);

  if (error != NULL)
    take_mark_back (self, mark, error->message);
  zb_window_mark_free (mark);
  store_next_mark (self, library);
  /* What waited for a note to be stored, so that it comes with it. */
  if (self->late_id != 0 && !zb_window_is_storing_note (self))
    zb_window_load (self, self->late_id);
}

static void
mark_set_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  zb_library_set_mark_finish (ZB_LIBRARY (source), result, &error);
  end_mark (self, ZB_LIBRARY (source), error);
}

/* How many were marked, with a way back for exactly these. */
static void
tell_all_read (ZbWindow *self,
               GArray   *changed)
{
  g_autofree char *message = g_strdup_printf (ngettext ("%u issue marked as read", "%u issues marked as read",
                                                        changed->len), changed->len);
  AdwToast *toast;

  if (self->toasts == NULL || changed->len == 0)
    return;
  toast = zb_toast_new (message);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-all-read");
  adw_toast_set_action_target_value (toast, g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, changed->data,
                                                                       changed->len, sizeof (gint64)));
  zb_window_add_undo (self, toast);
}

static void
all_read_set_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  const ZbWindowMark *mark = g_queue_peek_head (&self->marks);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) changed = zb_library_set_all_read_finish (ZB_LIBRARY (source), result, &error);

  if (changed != NULL && mark->value)
    tell_all_read (self, changed);
  end_mark (self, ZB_LIBRARY (source), error);
}

/* One mark after the other, since threads do not keep their order; and the program stays until
 * the last one is stored. */
static void
store_next_mark (ZbWindow  *self,
                 ZbLibrary *library)
{
  const ZbWindowMark *mark = g_queue_peek_head (&self->marks);

  if (mark == NULL)
    g_application_release (g_application_get_default ());
  else if (mark->kind == ZB_WINDOW_MARK_ALL_READ)
    zb_library_set_all_read_async (library, mark->ids, mark->value, all_read_set_cb, g_object_ref (self));
  else if (mark->kind == ZB_WINDOW_MARK_NOTE)
    zb_library_set_note_async (library, mark->id, mark->note, mark_set_cb, g_object_ref (self));
  else if (mark->kind == ZB_WINDOW_MARK_STARRED)
    zb_library_set_starred_async (library, mark->id, mark->value, mark_set_cb, g_object_ref (self));
  else
    zb_library_set_read_async (library, mark->id, mark->value, mark_set_cb, g_object_ref (self));
}

static void
store_mark (ZbWindow     *self,
            ZbWindowMark *mark)
{
  g_queue_push_tail (&self->marks, mark);
  if (g_queue_get_length (&self->marks) > 1)
    return;
  g_application_hold (g_application_get_default ());
  store_next_mark (self, self->library);
}

/* Stores in a thread whether a bulletin is read (@is_star: starred). */
void
zb_window_store_mark (ZbWindow *self,
                      gint64    id,
                      gboolean  is_star,
                      gboolean  value)
{
  store_mark (self, mark_new (is_star ? ZB_WINDOW_MARK_STARRED : ZB_WINDOW_MARK_READ, id, value));
}

/* Stores a note in a thread; an empty one removes it. */
void
zb_window_store_note (ZbWindow   *self,
                      gint64      id,
                      const char *text)
{
  ZbWindowMark *mark = mark_new (ZB_WINDOW_MARK_NOTE, id, TRUE);

  mark->note = g_strdup (text);
  store_mark (self, mark);
}

/* Whether what the library would say of a note now may not be the last word. */
gboolean
zb_window_is_storing_note (ZbWindow *self)
{
  for (GList *item = self->marks.head; item != NULL; item = item->next)
    if (((const ZbWindowMark *) item->data)->kind == ZB_WINDOW_MARK_NOTE)
      return TRUE;
  return FALSE;
}

/* Changes the rows at once and the library in a thread; @ids: (nullable): which, %NULL for all. */
static gboolean
set_all_read (ZbWindow     *self,
              const GArray *ids,
              gboolean      is_read)
{
  g_autoptr(GArray) changed = zb_sidebar_set_all_unread (self->sidebar, ids, !is_read);
  ZbWindowMark *mark;

  if (changed->len == 0)
    return FALSE;
  mark = mark_new (ZB_WINDOW_MARK_ALL_READ, 0, is_read);
  mark->ids = g_steal_pointer (&changed);
  store_mark (self, mark);
  return TRUE;
}

static void
mark_all_read_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (!set_all_read (self, NULL, TRUE))
    zb_window_show_message (self, _("Everything has been read already"));
}

static void
undo_all_read_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gsize n_ids;
  const gint64 *data = g_variant_get_fixed_array (parameter, &n_ids, sizeof (gint64));

  g_array_append_vals (ids, data, (guint) n_ids);
  set_all_read (ZB_WINDOW (widget), ids, FALSE);
}

/* The actions of marks, for the window's class. */
void
zb_window_install_mark_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.mark-all-read", NULL, mark_all_read_action);
  gtk_widget_class_install_action (widget_class, "win.undo-all-read", "ax", undo_all_read_action);
}
