/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-figure-editor.h"

#include <glib/gi18n.h>

#include "app/zb-copy-label.h"
#include "app/zb-desktop.h"
#include "app/zb-figure-list.h"
#include "app/zb-library-async.h"
#include "app/zb-picture-panel.h"
#include "app/zb-toast.h"
#include "app/zb-two-panes.h"
#include "app/zb-undo.h"

/* A window of its own beside the main one, and beside a browser: the pictures of a bulletin, and the
 * figures that are read off them. */
struct _ZbFigureEditor {
  AdwWindow        parent_instance;
  /* (nullable): weak */
  ZbWindow        *window;
  ZbLibrary       *library;
  ZbDetail        *detail;
  gint64           copy_id;
  gboolean         is_stale;
  gboolean         is_closing;
  GCancellable    *cancellable;
  ZbFigureList    *list;
  ZbPicturePanel  *panel;
  AdwWindowTitle  *title;
  AdwToastOverlay *toasts;
};

G_DEFINE_FINAL_TYPE (ZbFigureEditor, zb_figure_editor, ADW_TYPE_WINDOW)

static ZbWindow *
get_window (ZbFigureEditor *self)
{
  return self->window;
}

static const ZbCopyPicture *
get_picture (ZbFigureEditor *self)
{
  guint position = zb_picture_panel_get_position (self->panel);

  return position < self->detail->pictures->len ? g_ptr_array_index (self->detail->pictures, position) : NULL;
}

static gboolean
is_missing_any (const ZbDetail *detail)
{
  for (guint i = 0; i < detail->pictures->len; i++)
    if (!((const ZbCopyPicture *) g_ptr_array_index (detail->pictures, i))->is_stored)
      return TRUE;
  return FALSE;
}

/* Which actions make sense for the picture that is shown. */
static void
update_actions (ZbFigureEditor *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const ZbCopyPicture *picture = get_picture (self);
  guint position = zb_picture_panel_get_position (self->panel);
  gboolean is_stored = picture != NULL && picture->is_stored;
  gboolean can_add = is_missing_any (self->detail);

  gtk_widget_action_set_enabled (widget, "editor.previous-picture", picture != NULL && position > 0);
  gtk_widget_action_set_enabled (widget, "editor.next-picture", position + 1 < self->detail->pictures->len);
  gtk_widget_action_set_enabled (widget, "editor.zoom-in", is_stored);
  gtk_widget_action_set_enabled (widget, "editor.zoom-out", is_stored);
  gtk_widget_action_set_enabled (widget, "editor.zoom-fit", is_stored);
  gtk_widget_action_set_enabled (widget, "editor.save-picture", is_stored);
  gtk_widget_action_set_enabled (widget, "editor.replace-picture", is_stored);
  gtk_widget_action_set_enabled (widget, "editor.remove-picture", is_stored);
  gtk_widget_action_set_enabled (widget, "editor.open-picture",
                                 picture != NULL && zb_is_web_address (picture->address));
  gtk_widget_action_set_enabled (widget, "editor.add-pictures", can_add);
  gtk_widget_action_set_enabled (widget, "editor.paste-picture", can_add);
}

static void
show_detail (ZbFigureEditor *self,
             guint           position)
{
  gboolean has_pictures = self->detail->pictures->len > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->panel), has_pictures);
  if (has_pictures)
    zb_picture_panel_show (self->panel, self->detail, MIN (position, self->detail->pictures->len - 1),
                           self->is_stale);
  self->is_stale = FALSE;
  zb_figure_list_show (self->list, self->detail);
  update_actions (self);
  zb_figure_editor_update_loading (self);
}

/* What waits for the library does not keep the editor: one that outlives the window it belongs to has a
 * pointer to it that GTK no longer clears. */
static GWeakRef *
weak_ref_new (ZbFigureEditor *self)
{
  GWeakRef *ref = g_new (GWeakRef, 1);

  g_weak_ref_init (ref, self);
  return ref;
}

static ZbFigureEditor *
weak_ref_take (GWeakRef *ref)
{
  ZbFigureEditor *self = g_weak_ref_get (ref);

  g_weak_ref_clear (ref);
  g_free (ref);
  return self;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(ZbFigureEditor) self = weak_ref_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbDetail) detail = zb_library_load_finish (ZB_LIBRARY (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (detail == NULL)
    {
      adw_toast_overlay_add_toast (self->toasts, zb_toast_new (error->message));
      return;
    }
  zb_detail_unref (self->detail);
  self->detail = g_steal_pointer (&detail);
  show_detail (self, zb_picture_panel_get_position (self->panel));
}

static void
stop_loading (ZbFigureEditor *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
picture_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  ZbFigureEditor *self = ZB_FIGURE_EDITOR (widget);
  GtkWindow *parent = GTK_WINDOW (self);
  ZbWindow *window = get_window (self);
  guint position = zb_picture_panel_get_position (self->panel);

  if (window == NULL || get_picture (self) == NULL)
    return;
  if (g_str_equal (name, "editor.add-pictures"))
    zb_window_choose_pictures (window, parent, self->detail, get_picture (self)->is_stored ? 0 : position);
  else if (g_str_equal (name, "editor.paste-picture"))
    zb_window_paste_picture (window, self->detail, get_picture (self)->is_stored ? 0 : position);
  else if (g_str_equal (name, "editor.replace-picture"))
    zb_window_replace_picture (window, parent, self->detail, position);
  else if (g_str_equal (name, "editor.remove-picture"))
    zb_window_remove_picture (window, self->detail, position);
  else if (g_str_equal (name, "editor.load-picture"))
    zb_window_load_pictures (window, self->detail, position);
  else if (g_str_equal (name, "editor.save-picture"))
    zb_window_save_picture (window, parent, self->detail, position);
  else if (zb_is_web_address (get_picture (self)->address))
    zb_desktop_open (parent, get_picture (self)->address);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ZbFigureEditor *self = ZB_FIGURE_EDITOR (widget);
  guint position = zb_picture_panel_get_position (self->panel);

  if (g_str_equal (name, "editor.next-picture"))
    zb_figure_editor_show_picture (self, position + 1);
  else if (position > 0)
    zb_figure_editor_show_picture (self, position - 1);
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ZbPictureZoom *zoom = zb_picture_panel_get_zoom (ZB_FIGURE_EDITOR (widget)->panel);

  if (g_str_equal (name, "editor.zoom-fit"))
    zb_picture_zoom_fit (zoom);
  else
    zb_picture_zoom_step (zoom, g_str_equal (name, "editor.zoom-in") ? 1 : -1);
}

/* What was typed last is stored; what cannot be is told, since it is gone with the window. */
static gboolean
zb_figure_editor_close_request (GtkWindow *window)
{
  ZbFigureEditor *self = ZB_FIGURE_EDITOR (window);
  guint n_invalid = zb_figure_list_commit (self->list);

  self->is_closing = TRUE;
  if (n_invalid > 0 && get_window (self) != NULL)
    {
      g_autofree char *message = g_strdup_printf (ngettext ("Not stored: %u entry is no number",
                                                            "Not stored: %u entries are no numbers",
                                                            n_invalid), n_invalid);

      zb_window_show_message (get_window (self), message);
    }
  return GTK_WINDOW_CLASS (zb_figure_editor_parent_class)->close_request (window);
}

static void
zb_figure_editor_dispose (GObject *object)
{
  ZbFigureEditor *self = ZB_FIGURE_EDITOR (object);

  stop_loading (self);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->library);
  g_clear_pointer (&self->detail, zb_detail_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_FIGURE_EDITOR);

  G_OBJECT_CLASS (zb_figure_editor_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const picture_actions[] = {
    "editor.add-pictures", "editor.paste-picture", "editor.replace-picture", "editor.remove-picture",
    "editor.save-picture", "editor.open-picture", "editor.load-picture",
  };

  for (guint i = 0; i < G_N_ELEMENTS (picture_actions); i++)
    gtk_widget_class_install_action (widget_class, picture_actions[i], NULL, picture_action);
  gtk_widget_class_install_action (widget_class, "editor.previous-picture", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "editor.next-picture", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "editor.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "editor.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "editor.zoom-fit", NULL, zoom_action);
}

static void
zb_figure_editor_class_init (ZbFigureEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_figure_editor_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = zb_figure_editor_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/zhoubao/Zhoubao/zb-figure-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbFigureEditor, title);
  gtk_widget_class_bind_template_child (widget_class, ZbFigureEditor, toasts);
  install_actions (widget_class);
  zb_undo_install (widget_class);
}

/* They come before what has the keyboard: the list would scroll at Page Down. */
static void
add_shortcuts (ZbFigureEditor *self)
{
  static const struct {
    const char *keys;
    const char *action;
  } shortcuts[] = {
    { "Page_Up", "editor.previous-picture" },
    { "Page_Down", "editor.next-picture" },
    { "<Control>plus|<Control>equal|<Control>KP_Add", "editor.zoom-in" },
    { "<Control>minus|<Control>KP_Subtract", "editor.zoom-out" },
    { "<Control>0|<Control>KP_0", "editor.zoom-fit" },
    { "<Control><Shift>v", "editor.paste-picture" },
    { "Escape|<Control>w", "window.close" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].keys),
                                                            gtk_named_action_new (shortcuts[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
zb_figure_editor_init (ZbFigureEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcuts (self);
}

static gboolean
drop_cb (ZbFigureEditor *self,
         const GValue   *value)
{
  return get_window (self) != NULL && zb_window_drop_pictures (get_window (self), value, self->detail, 0);
}

/* Picture files can be dropped where pictures are shown. */
static void
accept_drops (ZbFigureEditor *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->panel), GTK_EVENT_CONTROLLER (drop));
}

static void
add_panes (ZbFigureEditor *self,
           ZbWindow       *window)
{
  g_autoptr(ZbFigureWriter) writer = zb_figure_writer_new (self->library, self->detail->entry->id);

  /* What is typed last is stored when this window is gone already: the main one hears of it. */
  g_signal_connect_object (writer, "written", G_CALLBACK (zb_window_refresh), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (writer, "failed", G_CALLBACK (zb_window_show_message), window, G_CONNECT_SWAPPED);
  self->list = ZB_FIGURE_LIST (zb_figure_list_new (writer));
  self->panel = ZB_PICTURE_PANEL (zb_picture_panel_new (self->library));
  gtk_widget_add_css_class (GTK_WIDGET (self->panel), "picture-panel");
  accept_drops (self);
  adw_toast_overlay_set_child (self->toasts, zb_two_panes_new (GTK_WIDGET (self->panel), GTK_WIDGET (self->list)));
}

/**
 * zb_figure_editor_new:
 * @window: the main window
 * @detail: a bulletin, with or without a copy
 *
 * Returns: (transfer none): a window for typing in its figures, which belongs to @window.
 */
ZbFigureEditor *
zb_figure_editor_new (ZbWindow  *window,
                      ZbLibrary *library,
                      ZbDetail  *detail)
{
  ZbFigureEditor *self = g_object_new (ZB_TYPE_FIGURE_EDITOR, "transient-for", window,
                                       "application", gtk_window_get_application (GTK_WINDOW (window)), NULL);
  const ZbCopyInfo *copy = zb_copy_find_shown (detail);
  g_autofree char *issue = zb_issue_dup_label (detail->entry->issue);
  g_autofree char *period = zb_period_dup_label (&detail->entry->period, ZB_DATE_LONG);
  /* Translators: %s is an issue. */
  g_autofree char *title = g_strdup_printf (_("Figures of %s"), issue);

  g_set_weak_pointer (&self->window, window);
  self->library = g_object_ref (library);
  self->detail = zb_detail_ref (detail);
  self->copy_id = copy != NULL ? copy->id : 0;
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, period);
  add_panes (self, window);
  show_detail (self, 0);
  zb_figure_list_begin (self->list);
  return self;
}

/**
 * zb_figure_editor_is_for:
 *
 * Returns: whether it shows this bulletin, and the same copy of it.
 */
gboolean
zb_figure_editor_is_for (ZbFigureEditor *self,
                         const ZbDetail *detail)
{
  const ZbCopyInfo *copy = zb_copy_find_shown (detail);

  g_return_val_if_fail (ZB_IS_FIGURE_EDITOR (self), FALSE);

  return detail->entry->id == self->detail->entry->id && (copy != NULL ? copy->id : 0) == self->copy_id;
}

/**
 * zb_figure_editor_show_picture:
 * @position: a picture of the copy
 */
void
zb_figure_editor_show_picture (ZbFigureEditor *self,
                               guint           position)
{
  g_return_if_fail (ZB_IS_FIGURE_EDITOR (self));

  if (position >= self->detail->pictures->len)
    return;
  zb_picture_panel_show (self->panel, self->detail, position, FALSE);
  update_actions (self);
  zb_figure_editor_update_loading (self);
}

/**
 * zb_figure_editor_update_loading:
 *
 * Looks how the picture that is shown stands, where it is not stored.
 */
void
zb_figure_editor_update_loading (ZbFigureEditor *self)
{
  g_return_if_fail (ZB_IS_FIGURE_EDITOR (self));

  if (!self->is_closing && get_window (self) != NULL && zb_window_get_picture_loader (get_window (self)) != NULL)
    zb_picture_panel_see (self->panel, zb_window_get_picture_loader (get_window (self)));
}

/**
 * zb_figure_editor_reload:
 *
 * Reads the bulletin again. What is being typed stays.
 */
void
zb_figure_editor_reload (ZbFigureEditor *self)
{
  g_return_if_fail (ZB_IS_FIGURE_EDITOR (self));

  stop_loading (self);
  self->cancellable = g_cancellable_new ();
  zb_library_load_async (self->library, self->detail->entry->id, self->copy_id, self->cancellable, loaded_cb,
                         weak_ref_new (self));
}

/**
 * zb_figure_editor_forget_pictures:
 *
 * One of the pictures has changed: it is loaded again with the bulletin.
 */
void
zb_figure_editor_forget_pictures (ZbFigureEditor *self)
{
  g_return_if_fail (ZB_IS_FIGURE_EDITOR (self));

  self->is_stale = TRUE;
}

/**
 * zb_figure_editor_get_toasts:
 *
 * Returns: (nullable) (transfer none): where its messages are shown; %NULL while it is closed.
 */
AdwToastOverlay *
zb_figure_editor_get_toasts (ZbFigureEditor *self)
{
  g_return_val_if_fail (ZB_IS_FIGURE_EDITOR (self), NULL);

  return self->is_closing ? NULL : self->toasts;
}
