/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture-panel.h"

#include <glib/gi18n.h>

#include "app/zb-copy-label.h"
#include "app/zb-picture-async.h"

/* The large view of a copy's pictures, one at a time, and what can be done with them. Its buttons
 * activate the actions of the window around it. */
struct _ZbPicturePanel {
  GtkWidget      parent_instance;
  ZbLibrary     *library;
  ZbDetail      *detail;
  guint          position;
  gboolean       is_loaded;
  GCancellable  *cancellable;
  GtkWidget     *box;
  GtkStack      *stack;
  ZbPictureZoom *zoom;
  GtkLabel      *note_title;
  GtkLabel      *note;
  GtkWidget     *load_button;
  GtkWidget     *add_button;
  GtkWidget     *paste_button;
  GtkWidget     *save_button;
  GtkLabel      *count;
};

G_DEFINE_FINAL_TYPE (ZbPicturePanel, zb_picture_panel, GTK_TYPE_WIDGET)

static void
stop_loading (ZbPicturePanel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* What stands in a picture's place. */
static void
show_note (ZbPicturePanel *self,
           const char     *title,
           const char     *text,
           gboolean        is_stored)
{
  self->is_loaded = FALSE;
  gtk_label_set_label (self->note_title, title);
  gtk_label_set_label (self->note, text);
  gtk_widget_set_visible (self->load_button, FALSE);
  gtk_widget_set_visible (self->add_button, !is_stored);
  gtk_widget_set_visible (self->paste_button, !is_stored);
  gtk_widget_set_visible (self->save_button, is_stored);
  gtk_stack_set_visible_child_name (self->stack, "note");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(ZbPicturePanel) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = zb_picture_load_finish (ZB_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (texture == NULL)
    {
      show_note (self, _("The Picture Cannot Be Shown"), error->message, TRUE);
      return;
    }
  self->is_loaded = TRUE;
  zb_picture_zoom_set_texture (self->zoom, texture, gtk_label_get_label (self->count));
}

static const char *
get_missing_text (void)
{
  return _("Look at it in your browser while you type, or save it there and add its file.");
}

static void
load (ZbPicturePanel      *self,
      const ZbCopyPicture *picture)
{
  stop_loading (self);
  if (!picture->is_stored)
    {
      show_note (self, _("This Picture Is Not Stored"), get_missing_text (), FALSE);
      return;
    }
  self->cancellable = g_cancellable_new ();
  zb_picture_load_async (self->library, zb_copy_find_shown (self->detail)->id, picture->address, 0,
                         self->cancellable, loaded_cb, g_object_ref (self));
  gtk_stack_set_visible_child_name (self->stack, "picture");
}

static void
zb_picture_panel_dispose (GObject *object)
{
  ZbPicturePanel *self = ZB_PICTURE_PANEL (object);

  stop_loading (self);
  g_clear_object (&self->library);
  g_clear_pointer (&self->detail, zb_detail_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_PICTURE_PANEL);

  G_OBJECT_CLASS (zb_picture_panel_parent_class)->dispose (object);
}

static void
zb_picture_panel_class_init (ZbPicturePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_picture_panel_dispose;
  g_type_ensure (ZB_TYPE_PICTURE_ZOOM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/zhoubao/Zhoubao/zb-picture-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbPicturePanel, box);
  gtk_widget_class_bind_template_child (widget_class, ZbPicturePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, ZbPicturePanel, zoom);
  gtk_widget_class_bind_template_child (widget_class, ZbPicturePanel, note_title);
  gtk_widget_class_bind_template_child (widget_class, ZbPicturePanel, note);
  gtk_widget_class_bind_template_child (widget_class, ZbPicturePanel, load_button);
  gtk_widget_class_bind_template_child (widget_class, ZbPicturePanel, add_button);
  gtk_widget_class_bind_template_child (widget_class, ZbPicturePanel, paste_button);
  gtk_widget_class_bind_template_child (widget_class, ZbPicturePanel, save_button);
  gtk_widget_class_bind_template_child (widget_class, ZbPicturePanel, count);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
zb_picture_panel_init (ZbPicturePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zb_picture_panel_new:
 * @library: where the pictures are
 *
 * Returns: (transfer floating): a panel without a picture.
 */
GtkWidget *
zb_picture_panel_new (ZbLibrary *library)
{
  ZbPicturePanel *self = g_object_new (ZB_TYPE_PICTURE_PANEL, NULL);

  self->library = g_object_ref (library);
  return GTK_WIDGET (self);
}

static const ZbCopyPicture *
get_picture (const ZbDetail *detail,
             guint           position)
{
  return detail != NULL && position < detail->pictures->len ? g_ptr_array_index (detail->pictures, position) : NULL;
}

/**
 * zb_picture_panel_show:
 * @detail: a bulletin whose shown copy has pictures
 * @position: which of them
 * @is_stale: whether the picture may be another one though nothing else has changed
 *
 * Shows a picture. One that is shown already stays as it is.
 */
void
zb_picture_panel_show (ZbPicturePanel *self,
                       ZbDetail       *detail,
                       guint           position,
                       gboolean        is_stale)
{
  const ZbCopyPicture *before, *picture;
  g_autofree char *count = NULL;
  gboolean is_same;

  g_return_if_fail (ZB_IS_PICTURE_PANEL (self));
  g_return_if_fail (position < detail->pictures->len);

  before = get_picture (self->detail, self->position);
  picture = get_picture (detail, position);
  is_same = !is_stale && before != NULL && self->position == position && before->is_stored == picture->is_stored;
  /* Another picture: what was seen before must not stand for it until it is loaded. */
  if (self->position != position)
    zb_picture_zoom_set_texture (self->zoom, NULL, "");
  zb_detail_ref (detail);
  g_clear_pointer (&self->detail, zb_detail_unref);
  self->detail = detail;
  self->position = position;
  /* Translators: which picture of how many. */
  count = g_strdup_printf (_("%1$u of %2$u"), position + 1, detail->pictures->len);
  gtk_label_set_label (self->count, count);
  if (!is_same)
    load (self, get_picture (detail, position));
}

/**
 * zb_picture_panel_see:
 * @loader: what fetches pictures
 *
 * Tells how a picture that is not stored stands, and that its place is seen.
 */
void
zb_picture_panel_see (ZbPicturePanel  *self,
                      ZbPictureLoader *loader)
{
  const ZbCopyPicture *picture;
  const char *message;
  ZbPictureState state;
  gint64 copy_id;

  g_return_if_fail (ZB_IS_PICTURE_PANEL (self));

  picture = get_picture (self->detail, self->position);
  if (picture == NULL || picture->is_stored)
    return;
  copy_id = zb_copy_find_shown (self->detail)->id;
  if (zb_is_web_address (picture->address))
    zb_picture_loader_see (loader, copy_id, picture->address);
  state = zb_picture_loader_get_state (loader, copy_id, picture->address, &message);
  if (state == ZB_PICTURE_LOADING && zb_picture_loader_is_slow (loader))
    message = _("The picture is being loaded…");
  gtk_label_set_label (self->note, message != NULL ? message : get_missing_text ());
  gtk_widget_set_visible (self->load_button, zb_is_web_address (picture->address));
  gtk_button_set_label (GTK_BUTTON (self->load_button), state == ZB_PICTURE_FAILED ? _("_Try Again") : _("_Load Picture"));
}

/**
 * zb_picture_panel_get_position:
 *
 * Returns: which picture is shown.
 */
guint
zb_picture_panel_get_position (ZbPicturePanel *self)
{
  g_return_val_if_fail (ZB_IS_PICTURE_PANEL (self), 0);

  return self->position;
}

/**
 * zb_picture_panel_get_zoom:
 *
 * Returns: (transfer none): what shows the picture.
 */
ZbPictureZoom *
zb_picture_panel_get_zoom (ZbPicturePanel *self)
{
  g_return_val_if_fail (ZB_IS_PICTURE_PANEL (self), NULL);

  return self->zoom;
}

/**
 * zb_picture_panel_is_loaded:
 *
 * Returns: whether the picture is to be seen.
 */
gboolean
zb_picture_panel_is_loaded (ZbPicturePanel *self)
{
  g_return_val_if_fail (ZB_IS_PICTURE_PANEL (self), FALSE);

  return self->is_loaded;
}
