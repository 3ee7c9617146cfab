/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-window.h"

#include <glib/gi18n.h>

#include "app/zb-desktop.h"
#include "app/zb-import-message.h"
#include "app/zb-library-words.h"
#include "app/zb-message-dialog.h"
#include "app/zb-toast.h"
#include "app/zb-window-private.h"

/* So often the bar moves; it is hidden for what is done sooner than anybody wants to see a bar. */
#define PROGRESS_INTERVAL_MS 100
#define PROGRESS_DELAY_MS 300

/* Where the library is, what it holds, and what can be done with all of it. One thing at a time. */
struct _ZbLibraryWindow {
  AdwPreferencesWindow  parent_instance;
  ZbLibrary            *library;
  ZbLibraryWork        *work;
  gint64                started;
  guint                 progress_id;
  GtkWidget            *work_group;
  AdwActionRow         *work_row;
  GtkProgressBar       *progress;
  GtkWidget            *cancel_button;
  AdwActionRow         *place_row;
  AdwActionRow         *contents_row;
  AdwActionRow         *size_row;
  AdwActionRow         *check_row;
  GtkWidget            *folder_button;
  GtkWidget            *copy_button;
  GtkWidget            *check_button;
  GtkWidget            *backup_button;
  GtkWidget            *restore_button;
  GtkWidget            *export_button;
  GtkWidget            *import_button;
};

G_DEFINE_FINAL_TYPE (ZbLibraryWindow, zb_library_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
show_message (ZbLibraryWindow *self,
              const char      *message)
{
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), zb_toast_new (message));
}

static ZbWindow *
get_window (ZbLibraryWindow *self)
{
  return ZB_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self)));
}

/* --- What the library holds -------------------------------------------------------------------- */

static void
counted_cb (ZbLibraryWindow *self,
            ZbLibraryWork   *work)
{
  const ZbLibraryStatistics *statistics = zb_library_work_get_statistics (work);
  g_autofree char *contents = NULL;
  g_autofree char *size = NULL;

  if (zb_library_work_get_error (work) != NULL)
    {
      adw_action_row_set_subtitle (self->contents_row, zb_library_work_get_error (work)->message);
      return;
    }
  contents = zb_library_words_dup_contents (statistics);
  size = g_format_size (statistics->n_bytes);
  adw_action_row_set_subtitle (self->contents_row, contents);
  adw_action_row_set_subtitle (self->size_row, size);
}

static void
count (ZbLibraryWindow *self)
{
  g_autoptr(ZbLibraryWork) work = zb_library_work_new (self->library, ZB_LIBRARY_WORK_COUNT, NULL);

  g_signal_connect_object (work, "finished", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  zb_library_work_start (work);
}

static void
folder_cb (ZbLibraryWindow *self)
{
  g_autofree char *folder = g_path_get_dirname (zb_library_get_path (self->library));
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autofree char *uri = g_file_get_uri (file);

  zb_desktop_open (GTK_WINDOW (self), uri);
}

static void
copy_cb (ZbLibraryWindow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), zb_library_get_path (self->library));
  show_message (self, _("Copied"));
}

/* --- What is done with it ---------------------------------------------------------------------- */

static void
set_busy (ZbLibraryWindow *self,
          gboolean         busy)
{
  GtkWidget *const buttons[] = {
    self->check_button, self->backup_button, self->restore_button, self->export_button, self->import_button,
  };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_set_sensitive (buttons[i], !busy);
  gtk_widget_set_sensitive (self->cancel_button, busy);
  if (!busy)
    gtk_widget_set_visible (self->work_group, FALSE);
}

static gboolean
progress_cb (gpointer user_data)
{
  ZbLibraryWindow *self = user_data;
  double fraction = zb_library_work_get_fraction (self->work);

  if (g_get_monotonic_time () - self->started > PROGRESS_DELAY_MS * G_TIME_SPAN_MILLISECOND)
    gtk_widget_set_visible (self->work_group, TRUE);
  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, fraction);
  return G_SOURCE_CONTINUE;
}

static void
finish_import (ZbLibraryWindow *self,
               ZbImportResult  *imported)
{
  g_autofree char *message = zb_import_message_new (imported);

  if (g_error_matches (imported->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_message (self, _("Stopped. What has come until now is stored."));
  else
    show_message (self, message);
  if (imported->failed->len > 0 || imported->refused->len > 0 ||
      (imported->error != NULL && !g_error_matches (imported->error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    zb_import_message_show_failures (imported, GTK_WINDOW (self));
}

static void
finish_check (ZbLibraryWindow *self,
              GPtrArray       *problems)
{
  g_autofree char *text = zb_library_words_dup_problems (problems);

  if (problems->len > 0)
    zb_message_dialog_show (GTK_WINDOW (self), _("The Library Is Not Sound"), text);
  adw_action_row_set_subtitle (self->check_row, problems->len > 0 ? _("Something is wrong; see to it soon.")
                                                                  : _("All is well."));
}

static void
finish_well (ZbLibraryWindow *self,
             ZbLibraryWork   *work)
{
  g_autofree char *text = NULL;

  switch (zb_library_work_get_kind (work))
    {
    case ZB_LIBRARY_WORK_CHECK:
      finish_check (self, zb_library_work_get_problems (work));
      break;
    case ZB_LIBRARY_WORK_BACK_UP:
      show_message (self, _("The backup is written"));
      break;
    case ZB_LIBRARY_WORK_RESTORE:
      text = zb_library_words_dup_restored (zb_library_work_get_kept (work));
      zb_message_dialog_show (GTK_WINDOW (self), _("The Library Is Restored"), text);
      break;
    case ZB_LIBRARY_WORK_EXPORT:
      text = zb_library_words_dup_exported (zb_library_work_get_feed (work));
      show_message (self, text);
      break;
    case ZB_LIBRARY_WORK_IMPORT:
      finish_import (self, zb_library_work_get_import (work));
      break;
    case ZB_LIBRARY_WORK_COUNT:
    default:
      break;
    }
}

static void
finished_cb (ZbLibraryWindow *self,
             ZbLibraryWork   *work)
{
  const GError *error = zb_library_work_get_error (work);

  g_clear_handle_id (&self->progress_id, g_source_remove);
  set_busy (self, FALSE);
  if (error == NULL)
    finish_well (self, work);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_message (self, _("Stopped. Nothing was changed."));
  else
    zb_message_dialog_show (GTK_WINDOW (self), zb_library_words_get_failure (zb_library_work_get_kind (work)),
                            error->message);
  count (self);
  /* Its handler goes with it. */
  g_clear_object (&self->work);
}

static void
start (ZbLibraryWindow    *self,
       ZbLibraryWorkKind   kind,
       const char * const *paths)
{
  if (self->work != NULL)
    return;
  self->work = zb_library_work_new (self->library, kind, paths);
  self->started = g_get_monotonic_time ();
  g_signal_connect_object (self->work, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  /* The main window shows what has changed, also where this one is closed meanwhile. */
  zb_window_follow_work (get_window (self), self->work);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->work_row), zb_library_words_get_work (kind));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  zb_library_words_get_work (kind), -1);
  set_busy (self, TRUE);
  self->progress_id = g_timeout_add (PROGRESS_INTERVAL_MS, progress_cb, self);
  zb_library_work_start (self->work);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             ZbLibraryWindow  *self)
{
  const char *paths[] = { g_object_get_data (G_OBJECT (dialog), "path"), NULL };

  if (!g_str_equal (response, "replace"))
    return;
  /* It may have begun while the question was open. */
  if (zb_window_is_synchronising (get_window (self)))
    show_message (self, _("The library is being synchronised. Stop that first."));
  else
    start (self, ZB_LIBRARY_WORK_RESTORE, paths);
}

/* Nothing is lost by it, but the user should know what he will see. */
static void
ask_to_restore (ZbLibraryWindow *self,
                const char      *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  AdwMessageDialog *dialog = zb_message_dialog_new (GTK_WINDOW (self), _("Replace the Library?"), NULL);

  adw_message_dialog_format_body (dialog, _("What is in “%s” takes the place of all that is in the library now. "
                                            "That is saved beside it first, so nothing is lost."), name);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "replace", _("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * zb_library_window_begin:
 * @kind: what to do
 * @paths: (nullable): the file to write or to read, or the files to take in
 *
 * Does it, before a restoration after a question. What runs already is not disturbed.
 */
void
zb_library_window_begin (ZbLibraryWindow    *self,
                         ZbLibraryWorkKind   kind,
                         const char * const *paths)
{
  g_return_if_fail (ZB_IS_LIBRARY_WINDOW (self));

  if (kind != ZB_LIBRARY_WORK_RESTORE)
    start (self, kind, paths);
  else if (zb_window_is_synchronising (get_window (self)))
    show_message (self, _("The library is being synchronised. Stop that first."));
  else
    ask_to_restore (self, paths[0]);
}

static void
cancel_cb (ZbLibraryWindow *self)
{
  if (self->work != NULL)
    zb_library_work_cancel (self->work);
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
}

/* --- Choosing files ---------------------------------------------------------------------------- */

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           ZbLibraryWindow *self)
{
  g_autoptr(GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) paths = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr(GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        g_strv_builder_add (builder, path);
    }
  paths = g_strv_builder_end (builder);
  if (response == GTK_RESPONSE_ACCEPT && paths[0] != NULL)
    zb_library_window_begin (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "kind")),
                             (const char * const *) paths);
  else if (response == GTK_RESPONSE_ACCEPT)
    show_message (self, _("Only files on this computer can be used."));
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose (ZbLibraryWindow      *self,
        ZbLibraryWorkKind     kind,
        GtkFileChooserAction  action,
        const char           *title,
        const char           *name)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), kind == ZB_LIBRARY_WORK_IMPORT);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data (G_OBJECT (dialog), "kind", GUINT_TO_POINTER (kind));
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  zb_desktop_show_chooser (dialog);
}

static void
check_cb (ZbLibraryWindow *self)
{
  start (self, ZB_LIBRARY_WORK_CHECK, NULL);
}

static void
backup_cb (ZbLibraryWindow *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "zhoubao-%Y-%m-%d.db");

  choose (self, ZB_LIBRARY_WORK_BACK_UP, GTK_FILE_CHOOSER_ACTION_SAVE, _("Back Up the Library"), name);
}

static void
restore_cb (ZbLibraryWindow *self)
{
  choose (self, ZB_LIBRARY_WORK_RESTORE, GTK_FILE_CHOOSER_ACTION_OPEN, _("Restore a Backup"), NULL);
}

static void
export_cb (ZbLibraryWindow *self)
{
  choose (self, ZB_LIBRARY_WORK_EXPORT, GTK_FILE_CHOOSER_ACTION_SAVE, _("Export All Texts"), "zhoubao.json");
}

static void
import_cb (ZbLibraryWindow *self)
{
  choose (self, ZB_LIBRARY_WORK_IMPORT, GTK_FILE_CHOOSER_ACTION_OPEN, _("Open Saved Pages, PDFs and Feeds"), NULL);
}

/* --- The window -------------------------------------------------------------------------------- */

static void
zb_library_window_dispose (GObject *object)
{
  ZbLibraryWindow *self = ZB_LIBRARY_WINDOW (object);

  g_clear_handle_id (&self->progress_id, g_source_remove);
  if (self->work != NULL)
    zb_library_work_cancel (self->work);
  g_clear_object (&self->work);
  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_LIBRARY_WINDOW);

  G_OBJECT_CLASS (zb_library_window_parent_class)->dispose (object);
}

static void
zb_library_window_class_init (ZbLibraryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zb_library_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/zhoubao/Zhoubao/zb-library-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, work_group);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, work_row);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, place_row);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, contents_row);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, size_row);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, check_row);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, folder_button);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, check_button);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, backup_button);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, ZbLibraryWindow, import_button);
}

static void
zb_library_window_init (ZbLibraryWindow *self)
{
  static const struct {
    gsize     button;
    GCallback callback;
  } handlers[] = {
    { G_STRUCT_OFFSET (ZbLibraryWindow, folder_button), G_CALLBACK (folder_cb) },
    { G_STRUCT_OFFSET (ZbLibraryWindow, copy_button), G_CALLBACK (copy_cb) },
    { G_STRUCT_OFFSET (ZbLibraryWindow, cancel_button), G_CALLBACK (cancel_cb) },
    { G_STRUCT_OFFSET (ZbLibraryWindow, check_button), G_CALLBACK (check_cb) },
    { G_STRUCT_OFFSET (ZbLibraryWindow, backup_button), G_CALLBACK (backup_cb) },
    { G_STRUCT_OFFSET (ZbLibraryWindow, restore_button), G_CALLBACK (restore_cb) },
    { G_STRUCT_OFFSET (ZbLibraryWindow, export_button), G_CALLBACK (export_cb) },
    { G_STRUCT_OFFSET (ZbLibraryWindow, import_button), G_CALLBACK (import_cb) },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (G_STRUCT_MEMBER (gpointer, self, handlers[i].button), "clicked", handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
}

/**
 * zb_library_window_new:
 * @parent: the window whose library it is
 * @library: the library
 *
 * Returns: (transfer none): the library's page, which goes with @parent.
 */
GtkWindow *
zb_library_window_new (ZbWindow  *parent,
                       ZbLibrary *library)
{
  ZbLibraryWindow *self = g_object_new (ZB_TYPE_LIBRARY_WINDOW, "transient-for", parent,
                                        "application", gtk_window_get_application (GTK_WINDOW (parent)), NULL);
  g_autofree char *shown = g_filename_display_name (zb_library_get_path (library));
  g_autofree char *escaped = g_markup_escape_text (shown, -1);

  self->library = g_object_ref (library);
  adw_action_row_set_subtitle (self->place_row, escaped);
  count (self);
  return GTK_WINDOW (self);
}
