/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include "app/zb-copy-label.h"

/* Pictures that are fetched for what the window shows. */

/* Something of the page is read again. Whoever closes the window, or goes to another page, does not
 * want it any more. */
static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  g_autoptr(ZbDetail) detail = zb_library_load_finish (ZB_LIBRARY (source), result, NULL);

  /* Where more has changed than pictures, it is shown when the page is shown next. */
  if (detail != NULL && self->page != NULL)
    zb_issue_page_update_pictures (self->page, detail);
}

static void
stop_reading (ZbWindow *self)
{
  if (self->picture_cancellable != NULL)
    g_cancellable_cancel (self->picture_cancellable);
  g_clear_object (&self->picture_cancellable);
}

static void
stored_cb (ZbWindow *self)
{
  const ZbDetail *detail = zb_window_get_detail (self);

  if (self->editor != NULL)
    zb_figure_editor_reload (self->editor);
  if (detail == NULL)
    return;
  stop_reading (self);
  self->picture_cancellable = g_cancellable_new ();
  zb_library_load_async (self->library, detail->entry->id, self->copy_id, self->picture_cancellable, loaded_cb,
                         g_object_ref (self));
}

static void
changed_cb (ZbWindow *self)
{
  if (self->editor != NULL)
    zb_figure_editor_update_loading (self->editor);
}

/* The library is open, and what synchronises it is there. */
void
zb_window_begin_pictures (ZbWindow *self)
{
  self->picture_loader = zb_picture_loader_new (self->syncer);
  g_signal_connect_object (self->picture_loader, "stored", G_CALLBACK (stored_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picture_loader, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* The window goes. */
void
zb_window_end_pictures (ZbWindow *self)
{
  stop_reading (self);
  if (self->picture_loader != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->picture_loader, self);
      zb_picture_loader_leave (self->picture_loader);
    }
  g_clear_object (&self->picture_loader);
}

/* The page is left; but the window for typing in figures may still wait for its pictures. */
void
zb_window_leave_pictures (ZbWindow *self)
{
  if (self->picture_loader != NULL && self->editor == NULL)
    zb_picture_loader_leave (self->picture_loader);
}

/**
 * zb_window_get_picture_loader:
 *
 * Returns: (nullable) (transfer none): what fetches the pictures of what is shown; %NULL before the library
 *   is open.
 */
ZbPictureLoader *
zb_window_get_picture_loader (ZbWindow *self)
{
  g_return_val_if_fail (ZB_IS_WINDOW (self), NULL);

  return self->picture_loader;
}

static void
load_picture (ZbWindow *self,
              ZbDetail *detail,
              guint     position)
{
  const ZbCopyPicture *picture = g_ptr_array_index (detail->pictures, position);

  if (!picture->is_stored && zb_is_web_address (picture->address))
    zb_picture_loader_load (self->picture_loader, zb_copy_find_shown (detail)->id, picture->address);
}

/**
 * zb_window_load_pictures:
 * @detail: a bulletin
 * @position: a picture of its shown copy; %ZB_ALL_PICTURES for all of them
 *
 * Fetches pictures that are not stored, where the user has not agreed to that yet after a question.
 */
void
zb_window_load_pictures (ZbWindow *self,
                         ZbDetail *detail,
                         guint     position)
{
  g_return_if_fail (ZB_IS_WINDOW (self));
  g_return_if_fail (detail != NULL);

  if (self->picture_loader == NULL)
    return;
  if (!self->is_agreed)
    {
      zb_window_agree_to_pictures (self, detail, position);
      return;
    }
  for (guint i = 0; i < detail->pictures->len; i++)
    if (position == ZB_ALL_PICTURES || position == i)
      load_picture (self, detail, i);
}

static void
load_pictures_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  ZbDetail *detail = zb_window_get_detail (self);

  if (detail != NULL)
    zb_window_load_pictures (self, detail, ZB_ALL_PICTURES);
}

static void
stop_pictures_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->picture_loader != NULL)
    zb_picture_loader_stop (self->picture_loader);
}

/* The actions that fetch pictures, for the window's class. */
void
zb_window_install_loader_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.load-pictures", NULL, load_pictures_action);
  gtk_widget_class_install_action (widget_class, "win.stop-pictures", NULL, stop_pictures_action);
}
