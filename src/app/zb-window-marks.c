/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

static void store_next_mark (ZbWindow  *self,
                             ZbLibrary *library);

/* What was not stored is not shown as if it were. */
static void
take_mark_back (ZbWindow           *self,
                const ZbWindowMark *mark,
                const char         *message)
{
  ZbListItem *item;

  if (self->toasts == NULL)
    {
      g_printerr ("zhoubao: %s\n", message);
      return;
    }
  zb_window_show_message (self, message);
  item = zb_sidebar_find (self->sidebar, mark->id);
  if (item != NULL && mark->is_star)
    zb_list_item_set_starred (item, !mark->value);
  else if (item != NULL)
    zb_list_item_set_unread (item, mark->value);
  zb_window_update_actions (self);
}

static void
mark_set_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!zb_library_set_mark_finish (ZB_LIBRARY (source), result, &error))
    take_mark_back (self, g_queue_peek_head (&self->marks), error->message);
  g_free (g_queue_pop_head (&self->marks));
  store_next_mark (self, ZB_LIBRARY (source));
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
  else if (mark->is_star)
    zb_library_set_starred_async (library, mark->id, mark->value, mark_set_cb, g_object_ref (self));
  else
    zb_library_set_read_async (library, mark->id, mark->value, mark_set_cb, g_object_ref (self));
}

/* Stores a mark in a thread. */
void
zb_window_store_mark (ZbWindow *self,
                      gint64    id,
                      gboolean  is_star,
                      gboolean  value)
{
  ZbWindowMark mark = { id, is_star, value };

  g_queue_push_tail (&self->marks, g_memdup2 (&mark, sizeof mark));
  if (g_queue_get_length (&self->marks) > 1)
    return;
  g_application_hold (g_application_get_default ());
  store_next_mark (self, self->library);
}
