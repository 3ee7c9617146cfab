/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-window.h"

#include <glib/gi18n.h>

#include "app/zb-application.h"
#include "app/zb-desktop.h"
#include "app/zb-source-row.h"
#include "app/zb-sync-log.h"
#include "app/zb-sync-settings-page.h"
#include "app/zb-sync-words.h"
#include "app/zb-toast.h"
#include "app/zb-undo.h"

/* What synchronisation asks, when, and what came of it. */
struct _ZbSyncWindow {
  AdwPreferencesWindow  parent_instance;
  ZbSyncer             *syncer;
  ZbSyncOverview       *overview;
  GPtrArray            *rows;
  GPtrArray            *log;
  AdwPreferencesGroup  *sources;
  ZbSyncSettingsPage   *settings;
  GtkWidget            *sync_button;
  GtkWidget            *stop_button;
  GtkEditable          *feed_row;
  GtkWidget            *folder_row;
  GtkWidget            *archive_row;
  GtkWidget            *cert_row;
  GtkWidget            *known_row;
  AdwPreferencesPage   *log_page;
};

G_DEFINE_FINAL_TYPE (ZbSyncWindow, zb_sync_window, ADW_TYPE_PREFERENCES_WINDOW)

static void reload (ZbSyncWindow *self);

/* For calls that are under way. They must not hold the window: one that outlives the window it
 * stands in front of points to nothing. */
static GWeakRef *
weak_new (ZbSyncWindow *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static void
weak_free (GWeakRef *weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}

/* Returns: (transfer full) (nullable): the window, where it is still there. */
static ZbSyncWindow *
weak_take (GWeakRef *weak)
{
  ZbSyncWindow *self = g_weak_ref_get (weak);

  weak_free (weak);
  return self;
}

static void
show_message (ZbSyncWindow *self,
              const char   *message)
{
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), zb_toast_new (message));
}

static ZbWindow *
get_window (ZbSyncWindow *self)
{
  return ZB_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self)));
}

/* --- Changes of sources ------------------------------------------------------------------------ */

/* What is changed, for the moment when that is done. */
typedef struct {
  GWeakRef         *window;
  ZbSyncChangeKind  kind;
  ZbSourceRecord   *source;
} Change;

static void
change_free (Change *self)
{
  g_clear_pointer (&self->window, weak_free);
  g_clear_pointer (&self->source, zb_source_record_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

static void
change_source (ZbSyncWindow         *self,
               ZbSyncChangeKind      kind,
               const ZbSourceRecord *source);

static void
undo_cb (ZbSyncWindow *self,
         AdwToast     *toast)
{
  change_source (self, ZB_SYNC_CHANGE_RESTORE, g_object_get_data (G_OBJECT (toast), "source"));
}

static void
offer_undo (ZbSyncWindow         *self,
            const ZbSourceRecord *source)
{
  g_autofree char *name = zb_sync_words_dup_name (source);
  /* Translators: %s is a source. */
  g_autofree char *message = g_strdup_printf (_("“%s” was removed"), name);
  AdwToast *toast = zb_toast_new (message);

  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "source", zb_source_record_copy (source),
                          (GDestroyNotify) zb_source_record_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  zb_undo_offer (GTK_WIDGET (self), toast);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), toast);
}

static ZbSyncService *
get_service (void)
{
  GApplication *application = g_application_get_default ();

  return ZB_IS_APPLICATION (application) ? zb_application_get_service (ZB_APPLICATION (application)) : NULL;
}

/* What is done by itself goes by what the library says now. */
static void
update_service (void)
{
  GApplication *application = g_application_get_default ();

  if (get_service () == NULL)
    return;
  zb_sync_service_update (get_service ());
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    if (ZB_IS_WINDOW (l->data))
      zb_window_reload_sync (l->data);
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Change) change = user_data;
  g_autoptr(ZbSyncWindow) self = weak_take (g_steal_pointer (&change->window));
  g_autoptr(GError) error = NULL;
  gboolean done = zb_sync_change_finish (ZB_LIBRARY (source), result, &error);

  update_service ();
  if (self == NULL)
    return;
  if (!done)
    show_message (self, error->message);
  else if (change->kind == ZB_SYNC_CHANGE_REMOVE)
    offer_undo (self, change->source);
  else if (change->kind == ZB_SYNC_CHANGE_ADD && change->source->kind == ZB_SOURCE_FEED)
    gtk_editable_set_text (self->feed_row, "");
  /* Also after a failure: what is shown must be so. */
  reload (self);
}

static void
change_source (ZbSyncWindow         *self,
               ZbSyncChangeKind      kind,
               const ZbSourceRecord *source)
{
  Change *change = g_new0 (Change, 1);

  change->window = weak_new (self);
  change->kind = kind;
  change->source = zb_source_record_copy (source);
  zb_sync_change_source_async (zb_syncer_get_library (self->syncer), kind, source, changed_cb, change);
}

static void
add_source (ZbSyncWindow *self,
            ZbSourceKind  kind,
            const char   *address)
{
  g_autoptr(ZbSourceRecord) source = zb_source_record_new ();

  source->kind = kind;
  g_free (source->address);
  source->address = g_strdup (address);
  change_source (self, ZB_SYNC_CHANGE_ADD, source);
}

static void
feed_cb (ZbSyncWindow *self)
{
  add_source (self, ZB_SOURCE_FEED, gtk_editable_get_text (self->feed_row));
}

static void
archive_cb (ZbSyncWindow *self)
{
  add_source (self, ZB_SOURCE_ARCHIVE, ZB_SOURCE_ARCHIVE_ADDRESS);
}

static void
cert_cb (ZbSyncWindow *self)
{
  add_source (self, ZB_SOURCE_CERT, ZB_SOURCE_CERT_ADDRESS);
}

static void
known_cb (ZbSyncWindow *self)
{
  add_source (self, ZB_SOURCE_KNOWN, "");
}

static void
folder_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  ZbSyncWindow    *self)
{
  g_autoptr(GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    add_source (self, ZB_SOURCE_FOLDER, path);
  else if (response == GTK_RESPONSE_ACCEPT)
    show_message (self, _("Only a folder on this computer can be a source."));
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
folder_cb (ZbSyncWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Choose a Folder"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_chosen_cb), self, 0);
  zb_desktop_show_chooser (dialog);
}

/* --- The list of sources ----------------------------------------------------------------------- */

static void
asked_cb (ZbSyncWindow *self,
          gboolean      all,
          ZbSourceRow  *row)
{
  const ZbSourceRecord *source = zb_source_row_get_source (row);

  zb_window_sync (get_window (self), &(ZbSyncRequest) { .source = source->id, .all = all, .is_urgent = TRUE });
}

static void
removed_cb (ZbSyncWindow *self,
            ZbSourceRow  *row)
{
  change_source (self, ZB_SYNC_CHANGE_REMOVE, zb_source_row_get_source (row));
}

static void
toggled_cb (ZbSyncWindow *self,
            ZbSourceRow  *row)
{
  change_source (self, ZB_SYNC_CHANGE_ENABLE, zb_source_row_get_source (row));
}

static GtkWidget *
add_row (ZbSyncWindow *self)
{
  GtkWidget *row = zb_source_row_new ();

  g_signal_connect_object (row, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->sources, row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static gboolean
is_asked (ZbSyncWindow         *self,
          const ZbSourceRecord *source)
{
  const ZbSyncRequest *request = zb_syncer_get_request (self->syncer);

  return zb_syncer_is_running (self->syncer) && request->bulletin == 0 &&
         (request->source == source->id || (request->source == 0 && source->enabled));
}

/* Rows are kept, so that the keyboard stays where it is. */
static void
show_sources (ZbSyncWindow *self)
{
  GPtrArray *sources = self->overview->sources;

  while (self->rows->len > sources->len)
    {
      adw_preferences_group_remove (self->sources, g_ptr_array_index (self->rows, self->rows->len - 1));
      g_ptr_array_set_size (self->rows, (int) self->rows->len - 1);
    }
  for (guint i = 0; i < sources->len; i++)
    {
      const ZbSourceRecord *source = g_ptr_array_index (sources, i);
      GtkWidget *row = i < self->rows->len ? g_ptr_array_index (self->rows, i) : add_row (self);

      zb_source_row_show (ZB_SOURCE_ROW (row), source, zb_sync_overview_find_run (self->overview, source->id),
                          is_asked (self, source));
    }
}

static gboolean
has_kind (ZbSyncWindow *self,
          ZbSourceKind  kind)
{
  for (guint i = 0; i < self->overview->sources->len; i++)
    if (((const ZbSourceRecord *) g_ptr_array_index (self->overview->sources, i))->kind == kind)
      return TRUE;
  return FALSE;
}

static void
show_log (ZbSyncWindow *self)
{
  for (guint i = 0; i < self->log->len; i++)
    adw_preferences_page_remove (self->log_page, g_ptr_array_index (self->log, i));
  g_ptr_array_unref (self->log);
  self->log = zb_sync_log_new_groups (self->overview);
  for (guint i = 0; i < self->log->len; i++)
    adw_preferences_page_add (self->log_page, g_ptr_array_index (self->log, i));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(ZbSyncWindow) self = weak_take (user_data);
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbSyncOverview) overview = zb_sync_overview_load_finish (ZB_LIBRARY (source), result, &error);

  if (self == NULL)
    return;
  if (overview == NULL)
    {
      show_message (self, error->message);
      return;
    }
  g_clear_pointer (&self->overview, zb_sync_overview_unref);
  self->overview = g_steal_pointer (&overview);
  show_sources (self);
  gtk_widget_set_visible (self->archive_row, !has_kind (self, ZB_SOURCE_ARCHIVE));
  gtk_widget_set_visible (self->cert_row, !has_kind (self, ZB_SOURCE_CERT));
  gtk_widget_set_visible (self->known_row, !has_kind (self, ZB_SOURCE_KNOWN));
  zb_sync_settings_page_show (self->settings, &self->overview->settings);
  show_log (self);
}

static void
reload (ZbSyncWindow *self)
{
  zb_sync_overview_load_async (zb_syncer_get_library (self->syncer), FALSE, NULL, loaded_cb, weak_new (self));
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(ZbSyncWindow) self = weak_take (user_data);
  g_autoptr(GError) error = NULL;

  if (zb_sync_change_finish (ZB_LIBRARY (source), result, &error))
    update_service ();
  else if (self != NULL)
    {
      show_message (self, error->message);
      reload (self);
    }
}

/* The desktop does not let the program run without a window. */
static void
denied_cb (ZbSyncWindow *self,
           const char   *message)
{
  show_message (self, message);
  reload (self);
}

static void
settings_cb (ZbSyncWindow *self)
{
  if (self->overview != NULL)
    zb_sync_store_settings_async (zb_syncer_get_library (self->syncer), zb_sync_settings_page_get (self->settings),
                                  stored_cb, weak_new (self));
}

/* --- What runs --------------------------------------------------------------------------------- */

static void
sync_cb (ZbSyncWindow *self)
{
  zb_window_sync (get_window (self), &(ZbSyncRequest) { .is_urgent = TRUE });
}

static void
stop_cb (ZbSyncWindow *self)
{
  zb_syncer_cancel (self->syncer);
}

static void
progress_cb (ZbSyncWindow *self)
{
  gboolean is_running = zb_syncer_is_running (self->syncer);
  gboolean was_running = gtk_widget_get_visible (self->stop_button);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  ZbSyncProgress progress;

  if (is_running)
    {
      zb_syncer_get_progress (self->syncer, &progress);
      text = zb_sync_words_dup_progress (&progress);
      escaped = g_markup_escape_text (text, -1);
    }
  adw_preferences_group_set_description (self->sources, escaped);
  gtk_widget_set_visible (self->sync_button, !is_running);
  gtk_widget_set_visible (self->stop_button, is_running);
  if (is_running != was_running && self->overview != NULL)
    show_sources (self);
}

/* --- The window -------------------------------------------------------------------------------- */

static void
zb_sync_window_dispose (GObject *object)
{
  ZbSyncWindow *self = ZB_SYNC_WINDOW (object);

  if (self->syncer != NULL)
    g_signal_handlers_disconnect_by_data (self->syncer, self);
  g_clear_object (&self->syncer);
  g_clear_pointer (&self->overview, zb_sync_overview_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->log, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ZB_TYPE_SYNC_WINDOW);

  G_OBJECT_CLASS (zb_sync_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/zhoubao/Zhoubao/zb-sync-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZbSyncWindow, sources);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncWindow, sync_button);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncWindow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncWindow, feed_row);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncWindow, folder_row);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncWindow, archive_row);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncWindow, cert_row);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncWindow, known_row);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncWindow, settings);
  gtk_widget_class_bind_template_child (widget_class, ZbSyncWindow, log_page);
}

static void
zb_sync_window_class_init (ZbSyncWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_sync_window_dispose;
  g_type_ensure (ZB_TYPE_SYNC_SETTINGS_PAGE);
  bind_template (GTK_WIDGET_CLASS (klass));
  zb_undo_install (GTK_WIDGET_CLASS (klass));
}

static void
zb_sync_window_init (ZbSyncWindow *self)
{
  static const struct {
    gsize       widget;
    const char *signal;
    GCallback   callback;
  } handlers[] = {
    { G_STRUCT_OFFSET (ZbSyncWindow, sync_button), "clicked", G_CALLBACK (sync_cb) },
    { G_STRUCT_OFFSET (ZbSyncWindow, stop_button), "clicked", G_CALLBACK (stop_cb) },
    { G_STRUCT_OFFSET (ZbSyncWindow, feed_row), "apply", G_CALLBACK (feed_cb) },
    { G_STRUCT_OFFSET (ZbSyncWindow, folder_row), "activated", G_CALLBACK (folder_cb) },
    { G_STRUCT_OFFSET (ZbSyncWindow, archive_row), "activated", G_CALLBACK (archive_cb) },
    { G_STRUCT_OFFSET (ZbSyncWindow, cert_row), "activated", G_CALLBACK (cert_cb) },
    { G_STRUCT_OFFSET (ZbSyncWindow, known_row), "activated", G_CALLBACK (known_cb) },
    { G_STRUCT_OFFSET (ZbSyncWindow, settings), "changed", G_CALLBACK (settings_cb) },
  };

  self->rows = g_ptr_array_new ();
  self->log = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* There is nothing else on the log's page that takes the keyboard, so that it can be scrolled. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->log_page))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, adw_preferences_page_get_title (self->log_page), -1);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (G_STRUCT_MEMBER (gpointer, self, handlers[i].widget), handlers[i].signal,
                             handlers[i].callback, self, G_CONNECT_SWAPPED);
}

/**
 * zb_sync_window_new:
 * @parent: the window whose library it is
 * @syncer: what synchronises it
 *
 * Returns: (transfer none): the page of synchronisation, which goes with @parent.
 */
GtkWindow *
zb_sync_window_new (ZbWindow *parent,
                    ZbSyncer *syncer)
{
  ZbSyncWindow *self = g_object_new (ZB_TYPE_SYNC_WINDOW, "transient-for", parent,
                                     "application", gtk_window_get_application (GTK_WINDOW (parent)), NULL);

  self->syncer = g_object_ref (syncer);
  if (get_service () != NULL)
    g_signal_connect_object (get_service (), "denied", G_CALLBACK (denied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (syncer, "changed", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (syncer, "finished", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  progress_cb (self);
  reload (self);
  return GTK_WINDOW (self);
}
