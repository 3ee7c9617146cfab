/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-copy-label.h"
#include "app/zb-desktop.h"
#include "app/zb-picture-async.h"
#include "app/zb-toast.h"
#include "document/zb-picture.h"

/* One picture of a bulletin's copy, while something becomes of it. The program stays until that is
 * done. */
typedef struct {
  ZbWindow *window;
  ZbDetail *detail;
  guint     position;
  guint     n_given;
  GBytes   *bytes;
} PictureTask;

static PictureTask *
picture_task_new (ZbWindow *window,
                  ZbDetail *detail,
                  guint     position)
{
  PictureTask *task = g_new0 (PictureTask, 1);

  task->window = g_object_ref (window);
  task->detail = zb_detail_ref (detail);
  task->position = position;
  g_application_hold (g_application_get_default ());
  return task;
}

static void
picture_task_free (PictureTask *task)
{
  g_application_release (g_application_get_default ());
  g_object_unref (task->window);
  zb_detail_unref (task->detail);
  g_clear_pointer (&task->bytes, g_bytes_unref);
  g_free (task);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictureTask, picture_task_free)

static const ZbCopyPicture *
get_picture (const ZbDetail *detail,
             guint           position)
{
  return g_ptr_array_index (detail->pictures, position);
}

static gint64
get_copy_id (const ZbDetail *detail)
{
  return zb_copy_find_shown (detail)->id;
}

/**
 * zb_window_refresh:
 *
 * Something of a bulletin has been changed: shows it as it is now, here and in
 * the window for typing in figures.
 */
void
zb_window_refresh (ZbWindow *self)
{
  g_return_if_fail (ZB_IS_WINDOW (self));

  /* What was begun may end after the window is gone. */
  if (self->library == NULL)
    return;
  zb_window_reload_list (self);
  if (self->editor != NULL)
    zb_figure_editor_reload (self->editor);
}

static void
refresh_pictures (ZbWindow *self)
{
  if (self->page != NULL)
    zb_issue_page_forget_pictures (self->page);
  if (self->editor != NULL)
    zb_figure_editor_forget_pictures (self->editor);
  zb_window_refresh (self);
}

/* --- Adding ------------------------------------------------------------------------------------ */

/* The addresses of the pictures that are not stored, from @position on. */
static GStrv
find_missing (const ZbDetail *detail,
              guint           position)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = position; i < detail->pictures->len; i++)
    if (!get_picture (detail, i)->is_stored)
      g_strv_builder_add (builder, get_picture (detail, i)->address);
  return g_strv_builder_end (builder);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PictureTask) task = user_data;
  g_autoptr(GError) error = NULL;
  guint n_added = zb_picture_add_finish (ZB_LIBRARY (source), result, &error);
  g_autofree char *message = NULL;

  if (error != NULL)
    message = g_strdup (error->message);
  else if (n_added < task->n_given)
    message = g_strdup_printf (ngettext ("%1$u picture added; the text has no place for more",
                                         "%1$u pictures added; the text has no place for more", n_added), n_added);
  else
    message = g_strdup_printf (ngettext ("%u picture added", "%u pictures added", n_added), n_added);
  zb_window_show_message (task->window, message);
  if (n_added > 0)
    refresh_pictures (task->window);
}

/**
 * zb_window_add_pictures:
 * @detail: a bulletin
 * @position: the first picture of its shown copy that they are for
 * @sources: (element-type GObject): pictures as #GFile or #GdkTexture
 *
 * Stores pictures in their order as those that are not stored yet, and tells
 * what became of it.
 */
void
zb_window_add_pictures (ZbWindow  *self,
                        ZbDetail  *detail,
                        guint      position,
                        GPtrArray *sources)
{
  g_auto(GStrv) addresses = NULL;
  PictureTask *task;

  g_return_if_fail (ZB_IS_WINDOW (self));

  if (self->library == NULL)
    return;
  addresses = find_missing (detail, position);
  if (addresses[0] == NULL)
    {
      zb_window_show_message (self, _("All pictures of this text are stored already"));
      return;
    }
  task = picture_task_new (self, detail, position);
  task->n_given = sources->len;
  zb_picture_add_async (self->library, get_copy_id (detail), (const char * const *) addresses, sources,
                        added_cb, task);
}

/**
 * zb_window_drop_pictures:
 * @value: what was dropped
 * @position: the first picture of the shown copy that it is for
 *
 * Returns: whether these are files, which are added then.
 */
gboolean
zb_window_drop_pictures (ZbWindow     *self,
                         const GValue *value,
                         ZbDetail     *detail,
                         guint         position)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (ZB_IS_WINDOW (self), FALSE);

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_ptr_array_add (files, g_object_ref (l->data));
  zb_window_add_pictures (self, detail, position, files);
  return TRUE;
}

static void
add_picture_filter (GtkFileChooser *chooser)
{
  static const char *const endings[] = { "png", "jpg", "jpeg", "gif", "webp", "bmp" };
  g_autoptr(GtkFileFilter) pictures = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (pictures, _("Pictures"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (pictures, endings[i]);
  gtk_file_chooser_add_filter (chooser, pictures);
  /* Browsers save pictures without an ending too. */
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

/* A dialog that is not shown yet; it owns the task. */
static GtkFileChooserNative *
new_chooser (GtkWindow            *parent,
             const char           *title,
             GtkFileChooserAction  action,
             GCallback             chosen_cb,
             PictureTask          *task)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (action == GTK_FILE_CHOOSER_ACTION_OPEN)
    add_picture_filter (GTK_FILE_CHOOSER (dialog));
  g_object_set_data_full (G_OBJECT (dialog), "task", task, (GDestroyNotify) picture_task_free);
  g_signal_connect (dialog, "response", chosen_cb, NULL);
  return dialog;
}

static void
files_chosen_cb (GtkNativeDialog *dialog,
                 int              response)
{
  const PictureTask *task = g_object_get_data (G_OBJECT (dialog), "task");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GListModel) chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
        g_ptr_array_add (files, g_list_model_get_item (chosen, i));
      zb_window_add_pictures (task->window, task->detail, task->position, files);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/**
 * zb_window_choose_pictures:
 * @parent: the window that asks
 * @position: the first picture of the shown copy that they are for
 *
 * Asks for picture files and adds them.
 */
void
zb_window_choose_pictures (ZbWindow  *self,
                           GtkWindow *parent,
                           ZbDetail  *detail,
                           guint      position)
{
  GtkFileChooserNative *dialog;

  g_return_if_fail (ZB_IS_WINDOW (self));

  dialog = new_chooser (parent, _("Add Picture Files"), GTK_FILE_CHOOSER_ACTION_OPEN,
                        G_CALLBACK (files_chosen_cb), picture_task_new (self, detail, position));
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  zb_desktop_show_chooser (dialog);
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PictureTask) task = user_data;
  g_autoptr(GdkTexture) texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);

  if (texture == NULL)
    {
      zb_window_show_message (task->window, _("There is no picture on the clipboard. Copy one in your "
                                              "browser first."));
      return;
    }
  g_ptr_array_add (sources, g_steal_pointer (&texture));
  zb_window_add_pictures (task->window, task->detail, task->position, sources);
}

/**
 * zb_window_paste_picture:
 * @position: the first picture of the shown copy that it is for
 *
 * Adds the picture that is on the clipboard.
 */
void
zb_window_paste_picture (ZbWindow *self,
                         ZbDetail *detail,
                         guint     position)
{
  g_return_if_fail (ZB_IS_WINDOW (self));

  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb,
                                    picture_task_new (self, detail, position));
}

/* --- Replacing and removing -------------------------------------------------------------------- */

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PictureTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) before = NULL;

  if (!zb_picture_exchange_finish (ZB_LIBRARY (source), result, &before, &error))
    zb_window_show_message (task->window, error->message);
  refresh_pictures (task->window);
}

static void
undo_cb (AdwToast *toast)
{
  const PictureTask *task = g_object_get_data (G_OBJECT (toast), "task");

  if (task->window->library != NULL)
    zb_picture_exchange_async (task->window->library, get_copy_id (task->detail),
                               get_picture (task->detail, task->position)->address, NULL, task->bytes,
                               undone_cb, picture_task_new (task->window, task->detail, task->position));
}

static void
exchanged_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  PictureTask *task = user_data;
  g_autoptr(GError) error = NULL;
  gboolean is_removal = task->n_given == 0;
  AdwToast *toast;

  if (task->window->library == NULL ||
      !zb_picture_exchange_finish (ZB_LIBRARY (source), result, &task->bytes, &error))
    {
      if (error != NULL)
        zb_window_show_message (task->window, error->message);
      picture_task_free (task);
      return;
    }
  toast = zb_toast_new (is_removal ? _("Picture removed") : _("Picture replaced"));
  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), NULL);
  g_object_set_data_full (G_OBJECT (toast), "task", task, (GDestroyNotify) picture_task_free);
  refresh_pictures (task->window);
  zb_window_add_undo (task->window, toast);
}

static void
exchange (PictureTask *task,
          GObject     *source)
{
  task->n_given = source != NULL ? 1 : 0;
  zb_picture_exchange_async (task->window->library, get_copy_id (task->detail),
                             get_picture (task->detail, task->position)->address, source, NULL,
                             exchanged_cb, task);
}

static void
replacement_chosen_cb (GtkNativeDialog *dialog,
                       int              response)
{
  const PictureTask *task = g_object_get_data (G_OBJECT (dialog), "task");

  if (response == GTK_RESPONSE_ACCEPT && task->window->library != NULL)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      exchange (picture_task_new (task->window, task->detail, task->position), G_OBJECT (file));
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/**
 * zb_window_replace_picture:
 * @parent: the window that asks
 * @position: a picture of the shown copy
 *
 * Asks for a picture file and stores it in the picture's place.
 */
void
zb_window_replace_picture (ZbWindow  *self,
                           GtkWindow *parent,
                           ZbDetail  *detail,
                           guint      position)
{
  g_return_if_fail (ZB_IS_WINDOW (self));

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (new_chooser (parent, _("Replace the Picture"),
                                                          GTK_FILE_CHOOSER_ACTION_OPEN,
                                                          G_CALLBACK (replacement_chosen_cb),
                                                          picture_task_new (self, detail, position))));
}

/**
 * zb_window_remove_picture:
 * @position: a stored picture of the shown copy
 *
 * Removes a picture, and offers to take that back.
 */
void
zb_window_remove_picture (ZbWindow *self,
                          ZbDetail *detail,
                          guint     position)
{
  g_return_if_fail (ZB_IS_WINDOW (self));

  if (self->library != NULL)
    exchange (picture_task_new (self, detail, position), NULL);
}

/* --- Saving ------------------------------------------------------------------------------------ */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PictureTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (zb_picture_save_finish (ZB_LIBRARY (source), result, &error))
    zb_window_show_message (task->window, _("Picture saved"));
  else
    zb_window_show_message (task->window, error->message);
}

static void
target_chosen_cb (GtkNativeDialog *dialog,
                  int              response)
{
  const PictureTask *task = g_object_get_data (G_OBJECT (dialog), "task");

  if (response == GTK_RESPONSE_ACCEPT && task->window->library != NULL)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      zb_picture_save_async (task->window->library, get_copy_id (task->detail),
                             get_picture (task->detail, task->position)->address, file, saved_cb,
                             picture_task_new (task->window, task->detail, task->position));
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/**
 * zb_window_save_picture:
 * @parent: the window that asks
 * @position: a stored picture of the shown copy
 *
 * Asks for a file and writes the picture into it.
 */
void
zb_window_save_picture (ZbWindow  *self,
                        GtkWindow *parent,
                        ZbDetail  *detail,
                        guint      position)
{
  GtkFileChooserNative *dialog;
  g_autofree char *name = NULL;
  const char *ending;

  g_return_if_fail (ZB_IS_WINDOW (self));

  ending = zb_picture_get_ending (get_picture (detail, position)->media_type);
  name = g_strdup_printf ("%u-%02u-%u.%s", detail->entry->issue.year, detail->entry->issue.number,
                          position + 1, ending != NULL ? ending : "png");
  dialog = new_chooser (parent, _("Save Picture"), GTK_FILE_CHOOSER_ACTION_SAVE,
                        G_CALLBACK (target_chosen_cb), picture_task_new (self, detail, position));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  zb_desktop_show_chooser (dialog);
}

/* --- The actions ------------------------------------------------------------------------------- */

/* What still is to be loaded for it may hold it a while longer. */
static void
editor_closed_cb (ZbWindow *self)
{
  g_clear_weak_pointer (&self->editor);
}

/* One window for it at a time: for another bulletin, another one takes its place. */
static void
open_editor (ZbWindow *self,
             guint     position)
{
  ZbDetail *detail = zb_window_get_detail (self);

  if (detail == NULL)
    return;
  if (self->editor != NULL && !zb_figure_editor_is_for (self->editor, detail))
    gtk_window_close (GTK_WINDOW (self->editor));
  if (self->editor == NULL)
    {
      g_set_weak_pointer (&self->editor, zb_figure_editor_new (self, self->library, detail));
      g_signal_connect_object (self->editor, "destroy", G_CALLBACK (editor_closed_cb), self, G_CONNECT_SWAPPED);
    }
  zb_figure_editor_show_picture (self->editor, position);
  gtk_window_present (GTK_WINDOW (self->editor));
}

static void
type_figures_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  open_editor (ZB_WINDOW (widget), 0);
}

static void
picture_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  ZbDetail *detail = zb_window_get_detail (self);
  guint position = g_variant_get_uint32 (parameter);

  if (detail == NULL || position >= detail->pictures->len)
    return;
  if (g_str_equal (name, "win.show-picture"))
    open_editor (self, position);
  else if (g_str_equal (name, "win.add-pictures"))
    zb_window_choose_pictures (self, GTK_WINDOW (self), detail, position);
  else
    zb_window_paste_picture (self, detail, position);
}

/* The actions around pictures, for the window's class. */
void
zb_window_install_picture_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.type-figures", NULL, type_figures_action);
  gtk_widget_class_install_action (widget_class, "win.show-picture", "u", picture_action);
  gtk_widget_class_install_action (widget_class, "win.add-pictures", "u", picture_action);
  gtk_widget_class_install_action (widget_class, "win.paste-picture", "u", picture_action);
}
