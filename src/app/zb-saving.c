/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-saving.h"

#include <glib/gi18n.h>

#include "app/zb-desktop.h"
#include "app/zb-toast.h"
#include "app/zb-window-private.h"

/* Files that a window's user has asked for: where to, how it goes, a way to stop it, and how it ended. */

/* Faster than this nobody wants to be told that something is going on. */
#define TELL_DELAY_MS 500

/* It goes on when the window is closed, since it was asked for; the program stays for it. */
struct _ZbSaving {
  /* (nullable): weak */
  ZbWindow            *window;
  GApplication        *application;
  GCancellable        *cancellable;
  const ZbSavingWords *words;
  guint                delay_id;
  AdwToast            *toast;
};

/* --- Where to --------------------------------------------------------------------------------- */

/* What is to be saved as soon as it is known where. */
typedef struct {
  ZbTargetFunc   func;
  gpointer       data;
  GDestroyNotify free_data;
} Target;

static void
target_free (gpointer data)
{
  Target *self = data;

  self->free_data (self->data);
  g_free (self);
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           ZbWindow        *window)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree Target *target = g_object_steal_data (G_OBJECT (dialog), "target");

      target->func (window, file, target->data);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

/**
 * zb_saving_choose:
 * @window: whose user is asked
 * @title: of the dialog, translated
 * @name: the proposed name of the file
 * @func: is called with the file; not at all where the user wants none
 * @data: (transfer full): what is to be saved, as it is now: behind the dialog another may come
 *
 * Asks where something is to be saved.
 */
void
zb_saving_choose (ZbWindow       *window,
                  const char     *title,
                  const char     *name,
                  ZbTargetFunc    func,
                  gpointer        data,
                  GDestroyNotify  free_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (window),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  Target *target = g_new0 (Target, 1);

  target->func = func;
  target->data = data;
  target->free_data = free_data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "target", target, target_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), window, 0);
  zb_desktop_show_chooser (dialog);
}

/* --- How it goes ------------------------------------------------------------------------------ */

/* A window that is closed may still be held by others. */
static gboolean
has_window (const ZbSaving *self)
{
  return self->window != NULL && self->window->toasts != NULL;
}

static void
cancel_cb (ZbSaving *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* What takes longer is told, with a way to stop it. */
static gboolean
delay_cb (gpointer user_data)
{
  ZbSaving *self = user_data;

  self->delay_id = 0;
  if (!has_window (self))
    return G_SOURCE_REMOVE;
  self->toast = zb_toast_new (_(self->words->working));
  adw_toast_set_timeout (self->toast, 0);
  adw_toast_set_button_label (self->toast, _("_Cancel"));
  g_signal_connect_swapped (self->toast, "button-clicked", G_CALLBACK (cancel_cb), self);
  zb_window_add_toast (self->window, g_object_ref (self->toast));
  zb_window_count_work (self->window, 1);
  return G_SOURCE_REMOVE;
}

/**
 * zb_saving_new:
 *
 * Something is being saved from now on: what takes long is told in the window. The program stays until
 * zb_saving_finish().
 *
 * Returns: (transfer full): it.
 */
ZbSaving *
zb_saving_new (ZbWindow            *window,
               const ZbSavingWords *words)
{
  ZbSaving *self = g_new0 (ZbSaving, 1);

  g_set_weak_pointer (&self->window, window);
  self->application = g_object_ref (G_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))));
  self->cancellable = g_cancellable_new ();
  self->words = words;
  self->delay_id = g_timeout_add (TELL_DELAY_MS, delay_cb, self);
  g_application_hold (self->application);
  return self;
}

/**
 * zb_saving_get_cancellable:
 *
 * Returns: (transfer none): what the user stops it with; never the closing of the window.
 */
GCancellable *
zb_saving_get_cancellable (ZbSaving *self)
{
  return self->cancellable;
}

static void
saving_free (ZbSaving *self)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  if (self->toast != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->toast, self);
      zb_toast_dismiss (self->toast);
      if (has_window (self))
        zb_window_count_work (self->window, -1);
    }
  g_clear_object (&self->toast);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->cancellable);
  g_application_release (self->application);
  g_object_unref (self->application);
  g_free (self);
}

/* --- How it ended ------------------------------------------------------------------------------ */

/* Where nobody looks at the window any more, the system tells it. */
static void
notify_user (const ZbSaving *self,
             const char     *title,
             const char     *body)
{
  g_autoptr(GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_application_send_notification (self->application, NULL, notification);
}

static void
show_saved (const ZbSaving *self,
            GFile          *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *message = g_strdup_printf (_("Saved as “%s”"), shown);
  g_autofree char *uri = g_file_get_uri (file);
  AdwToast *toast;

  if (!has_window (self))
    {
      notify_user (self, _(self->words->saved), message);
      return;
    }
  toast = zb_toast_new (message);
  adw_toast_set_button_label (toast, _("_Open"));
  adw_toast_set_action_name (toast, "win.open-report");
  adw_toast_set_action_target (toast, "s", uri);
  zb_window_add_toast (self->window, toast);
}

/**
 * zb_saving_finish:
 * @self: (transfer full)
 * @file: (nullable): what was written
 * @error: (nullable): why nothing was
 *
 * Tells how it ended, and lets the program go.
 */
void
zb_saving_finish (ZbSaving     *self,
                  GFile        *file,
                  const GError *error)
{
  if (file != NULL)
    show_saved (self, file);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (has_window (self))
        zb_window_show_message (self->window, _(self->words->stopped));
    }
  else if (has_window (self))
    zb_window_show_message (self->window, error->message);
  else
    notify_user (self, _(self->words->failed), error->message);
  saving_free (self);
}

/**
 * zb_saving_open:
 * @uri: of a file that was saved
 *
 * Opens it with the program that the user has for it.
 */
void
zb_saving_open (ZbWindow   *window,
                const char *uri)
{
  zb_desktop_open (GTK_WINDOW (window), uri);
}
