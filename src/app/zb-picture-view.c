/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/zb-copy-label.h"
#include "app/zb-picture-async.h"
#include "app/zb-picture-decoder.h"

/* Nothing that is read is higher; a picture that is, is made smaller. */
#define MAX_HEIGHT 20000

/* In heights of the visible part: how far from it a picture is loaded, and how far it is given up. */
#define NEAR 1
#define FAR 4

/* A stored picture in its place in the text. Its room is kept from the start, so that nothing jumps;
 * it is loaded when the reader comes near, and given up when he is far away again. */
struct _ZbPictureView {
  GtkButton            parent_instance;
  ZbLibrary           *library;
  gint64               copy_id;
  ZbDetail            *detail;
  const ZbCopyPicture *picture;
  GdkTexture          *texture;
  GCancellable        *cancellable;
  GtkAdjustment       *adjustment;
  gboolean             has_failed;
  gboolean             is_unknown_kind;
};

G_DEFINE_FINAL_TYPE (ZbPictureView, zb_picture_view, GTK_TYPE_BUTTON)

/* How large the picture is drawn where there is so much room; -1 for as much as it wants. */
static void
compute_size (ZbPictureView *self,
              int            room,
              int           *width,
              int           *height)
{
  double scale = MIN (1, MAX_HEIGHT / (double) self->picture->height);

  if (room >= 0)
    scale = MIN (scale, room / (double) self->picture->width);
  scale = MIN (scale, ZB_PICTURE_VIEW_MAX_WIDTH / (double) self->picture->width);
  *width = MAX (1, (int) (self->picture->width * scale));
  *height = MAX (1, (int) ceil (self->picture->height * scale));
}

static void look_cb (ZbPictureView *self);

static GtkSizeRequestMode
zb_picture_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zb_picture_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  ZbPictureView *self = ZB_PICTURE_VIEW (widget);
  GtkWidget *note = gtk_button_get_child (GTK_BUTTON (self));
  int width, height, note_minimum = 0, note_natural = 0;

  compute_size (self, orientation == GTK_ORIENTATION_VERTICAL ? for_size : -1, &width, &height);
  if (note != NULL)
    gtk_widget_measure (note, orientation, for_size, &note_minimum, &note_natural, NULL, NULL);
  /* Nothing will ever be seen of one that cannot be shown here. */
  if (self->is_unknown_kind)
    width = height = 1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (1, note_minimum);
      *natural = MAX (width, note_natural);
    }
  else
    {
      *natural = MAX (height, note_natural);
      /* Whatever the width, it is at least so high; a narrow one is lower than a wide one. */
      *minimum = for_size < 0 ? MAX (1, note_minimum) : *natural;
    }
}

static void
zb_picture_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  GtkWidget *note = gtk_button_get_child (GTK_BUTTON (widget));

  if (note != NULL)
    gtk_widget_allocate (note, width, height, baseline, NULL);
  /* It has its place now. */
  if (ZB_PICTURE_VIEW (widget)->adjustment != NULL)
    look_cb (ZB_PICTURE_VIEW (widget));
}

static void
zb_picture_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  ZbPictureView *self = ZB_PICTURE_VIEW (widget);

  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture,
                                 &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                      (float) gtk_widget_get_height (widget)));
  GTK_WIDGET_CLASS (zb_picture_view_parent_class)->snapshot (widget, snapshot);
}

/* What stands in the picture's place; its large view offers to save it. */
static void
show_failure (ZbPictureView *self,
              const char    *message)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->has_failed = TRUE;
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("image-missing-symbolic"));
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL,
                                               "label", message,
                                               "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                               "xalign", 0.0f,
                                               "hexpand", TRUE,
                                               NULL));
  gtk_widget_add_css_class (box, "picture-note");
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(ZbPictureView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = zb_picture_load_finish (ZB_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_set_object (&self->texture, texture);
  if (texture == NULL)
    show_failure (self, error->message);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
load (ZbPictureView *self)
{
  if (self->texture != NULL || self->cancellable != NULL || self->has_failed)
    return;
  self->cancellable = g_cancellable_new ();
  zb_picture_load_async (self->library, self->copy_id, self->picture->address,
                         ZB_PICTURE_VIEW_MAX_WIDTH * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                         self->cancellable, loaded_cb, g_object_ref (self));
}

static void
give_up (ZbPictureView *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
}

/* Within what is scrolled: where that stands itself is laid out only later. */
static void
look_cb (ZbPictureView *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;
  double page, top, bottom;

  if (viewport == NULL ||
      !gtk_widget_compute_bounds (GTK_WIDGET (self), gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &bounds))
    return;
  page = gtk_adjustment_get_page_size (self->adjustment);
  top = bounds.origin.y - gtk_adjustment_get_value (self->adjustment);
  bottom = top + bounds.size.height;
  if (bottom > -NEAR * page && top < (1 + NEAR) * page)
    load (self);
  else if (bottom < -FAR * page || top > (1 + FAR) * page)
    give_up (self);
}

static void
forget_adjustment (ZbPictureView *self)
{
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustment, look_cb, self);
  g_clear_object (&self->adjustment);
}

static void
zb_picture_view_map (GtkWidget *widget)
{
  ZbPictureView *self = ZB_PICTURE_VIEW (widget);
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (zb_picture_view_parent_class)->map (widget);
  if (scroller == NULL)
    return;
  forget_adjustment (self);
  self->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (look_cb), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (look_cb), self);
  /* Otherwise it gets its place in a moment. */
  if (gtk_widget_get_width (widget) > 0)
    look_cb (self);
}

static void
zb_picture_view_unmap (GtkWidget *widget)
{
  forget_adjustment (ZB_PICTURE_VIEW (widget));
  give_up (ZB_PICTURE_VIEW (widget));
  GTK_WIDGET_CLASS (zb_picture_view_parent_class)->unmap (widget);
}

static void
zb_picture_view_dispose (GObject *object)
{
  ZbPictureView *self = ZB_PICTURE_VIEW (object);

  forget_adjustment (self);
  give_up (self);
  g_clear_object (&self->library);
  g_clear_pointer (&self->detail, zb_detail_unref);

  G_OBJECT_CLASS (zb_picture_view_parent_class)->dispose (object);
}

static void
zb_picture_view_class_init (ZbPictureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_picture_view_dispose;
  widget_class->get_request_mode = zb_picture_view_get_request_mode;
  widget_class->measure = zb_picture_view_measure;
  widget_class->size_allocate = zb_picture_view_size_allocate;
  widget_class->snapshot = zb_picture_view_snapshot;
  widget_class->map = zb_picture_view_map;
  widget_class->unmap = zb_picture_view_unmap;
}

static void
zb_picture_view_init (ZbPictureView *self)
{
  /* A button would give its child all sizes that it asks for. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self), "picture-view");
}

/**
 * zb_picture_view_new:
 * @detail: a bulletin
 * @position: one of its pictures that is stored
 *
 * Returns: (transfer floating): a button that shows the picture and opens its
 *   large view.
 */
GtkWidget *
zb_picture_view_new (ZbLibrary *library,
                     ZbDetail  *detail,
                     guint      position)
{
  ZbPictureView *self = g_object_new (ZB_TYPE_PICTURE_VIEW, NULL);
  g_autofree char *name = NULL;

  self->library = g_object_ref (library);
  self->detail = zb_detail_ref (detail);
  self->picture = g_ptr_array_index (detail->pictures, position);
  self->copy_id = zb_copy_find_shown (detail)->id;
  /* Translators: what a screen reader says about a picture: which of how many. */
  name = g_strdup_printf (_("Picture %1$u of %2$u"), position + 1, detail->pictures->len);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _("Show large, with the figures to type in"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.show-picture");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "u", position);
  if (self->picture->media_type != NULL && !zb_picture_can_decode (self->picture->media_type))
    {
      g_autofree char *message = g_strdup_printf
        /* Translators: %s is a kind of picture, such as image/webp. */
        (_("This computer cannot show pictures of the kind %s. Open this to save the picture and look at "
           "it with another program."), self->picture->media_type);

      self->is_unknown_kind = TRUE;
      gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_FILL);
      show_failure (self, message);
    }
  return GTK_WIDGET (self);
}

/**
 * zb_picture_view_is_loaded:
 *
 * Returns: whether the picture is to be seen.
 */
gboolean
zb_picture_view_is_loaded (ZbPictureView *self)
{
  g_return_val_if_fail (ZB_IS_PICTURE_VIEW (self), FALSE);

  return self->texture != NULL;
}
