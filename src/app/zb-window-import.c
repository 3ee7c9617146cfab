/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-import-message.h"

/* The bar moves only while something is going on: a tick keeps the whole window awake. */
static gboolean
pulse_cb (GtkWidget     *progress,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (progress));
  return G_SOURCE_CONTINUE;
}

/* One more, or one less, of what the bar stands for. */
void
zb_window_count_work (ZbWindow *self,
                      int       change)
{
  self->n_works += (guint) change;
  gtk_widget_set_visible (self->progress, self->n_works > 0);
  /* Where the system wants no animations, a bar that is full stands for the work. */
  if (self->n_works > 0 && !adw_get_enable_animations (self->progress))
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 1);
  else if (self->n_works > 0 && self->pulse_id == 0)
    self->pulse_id = gtk_widget_add_tick_callback (self->progress, pulse_cb, NULL, NULL);
  else if (self->n_works == 0 && self->pulse_id != 0)
    {
      gtk_widget_remove_tick_callback (self->progress, self->pulse_id);
      self->pulse_id = 0;
      /* A bar that has pulsed moves on, even unseen, until it is told how far it is. */
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
    }
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(ZbWindow) self = user_data;
  g_autoptr(ZbImportResult) imported = zb_library_import_finish (ZB_LIBRARY (source), result, NULL);
  g_autofree char *message = NULL;

  if (self->library == NULL)
    return;
  zb_window_count_work (self, -1);
  if (imported == NULL || g_error_matches (imported->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  message = zb_import_message_new (imported);
  zb_window_show_message (self, message);
  if (imported->failed->len > 0 || imported->refused->len > 0 || imported->error != NULL)
    zb_import_message_show_failures (imported, GTK_WINDOW (self));
  if (imported->bulletins->len > 0)
    self->wanted_id = g_array_index (imported->bulletins, gint64, 0);
  zb_window_reload_list (self);
}

/**
 * zb_window_import:
 * @files: (element-type GFile): files and folders
 *
 * Puts them into the library, tells what became of them, and shows the first
 * bulletin that was among them.
 */
void
zb_window_import (ZbWindow  *self,
                  GPtrArray *files)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) paths = NULL;

  g_return_if_fail (ZB_IS_WINDOW (self));

  if (self->library == NULL)
    {
      if (self->waiting_files == NULL)
        self->waiting_files = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < files->len; i++)
        g_ptr_array_add (self->waiting_files, g_object_ref (g_ptr_array_index (files, i)));
      return;
    }
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = g_file_get_path (g_ptr_array_index (files, i));

      if (path != NULL)
        g_strv_builder_add (builder, path);
      else
        zb_window_show_message (self, _("Only files on this computer can be opened. Save the page or the PDF first."));
    }
  paths = g_strv_builder_end (builder);
  if (paths[0] == NULL)
    return;
  zb_window_count_work (self, 1);
  zb_library_import_async (self->library, (const char * const *) paths, self->cancellable,
                           imported_cb, g_object_ref (self));
}

static gboolean
drop_cb (ZbWindow     *self,
         const GValue *value)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new ();

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_ptr_array_add (files, l->data);
  zb_window_import (self, files);
  return TRUE;
}

/* Files that are dropped on the window are imported. */
void
zb_window_accept_drops (ZbWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
