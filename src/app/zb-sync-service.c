/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-service.h"

#include <glib/gi18n.h>

#include "app/zb-background.h"
#include "app/zb-portal.h"
#include "sync/zb-folder-watch.h"
#include "sync/zb-scheduler.h"

/* Synchronises by itself: when the schedule says so, and when something happens in a folder that is a
 * source. Where the user wants it, it stays when the last window is closed, and the desktop starts the
 * program without a window. */

/* A program that saves a page writes many files. */
#define SETTLE_MS 3000

struct _ZbSyncService {
  GObject         parent_instance;
  /* It owns the service. */
  GApplication   *application;
  GCancellable   *cancellable;
  ZbScheduler    *scheduler;
  /* Held only while it is to go on without a window. */
  ZbSyncer       *kept;
  /* The one that is attended, whoever holds it. */
  ZbSyncer       *syncer;
  /* (element-type gint64 ZbFolderWatch): by the source's number. */
  GHashTable     *watches;
  gboolean        is_held;
  /* Whether the settings were read, and what they said last. */
  gboolean        is_known;
  gboolean        in_background;
  ZbSyncSettings  settings;
};

enum {
  SIGNAL_DENIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbSyncService, zb_sync_service, G_TYPE_OBJECT)

static void
keep (ZbSyncService *self,
      gboolean       keeps)
{
  if (keeps && !self->is_held)
    g_application_hold (self->application);
  else if (!keeps && self->is_held)
    g_application_release (self->application);
  self->is_held = keeps;
  g_clear_object (&self->kept);
  if (keeps && self->syncer != NULL)
    self->kept = g_object_ref (self->syncer);
}

static void gone_cb (gpointer data,
                     GObject *syncer);

static void
leave (ZbSyncService *self)
{
  if (self->syncer != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->syncer, self);
      g_object_weak_unref (G_OBJECT (self->syncer), gone_cb, self);
    }
  self->syncer = NULL;
  g_clear_object (&self->scheduler);
  g_hash_table_remove_all (self->watches);
  self->is_known = FALSE;
}

/* The window that it was for has gone; nothing here may hold its library. */
static void
gone_cb (gpointer data,
         GObject *syncer)
{
  ZbSyncService *self = data;

  self->syncer = NULL;
  leave (self);
}

static void
zb_sync_service_dispose (GObject *object)
{
  ZbSyncService *self = ZB_SYNC_SERVICE (object);

  zb_sync_service_stop (self);
  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (zb_sync_service_parent_class)->dispose (object);
}

static void
zb_sync_service_finalize (GObject *object)
{
  ZbSyncService *self = ZB_SYNC_SERVICE (object);

  g_hash_table_unref (self->watches);
  g_object_unref (self->cancellable);
  zb_sync_settings_clear (&self->settings);

  G_OBJECT_CLASS (zb_sync_service_parent_class)->finalize (object);
}

static void
zb_sync_service_class_init (ZbSyncServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zb_sync_service_dispose;
  object_class->finalize = zb_sync_service_finalize;

  /**
   * ZbSyncService::denied:
   * @message: why, in the user's language
   *
   * The program may not run without a window. The setting is switched off.
   */
  signals[SIGNAL_DENIED] = g_signal_new ("denied", ZB_TYPE_SYNC_SERVICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
zb_sync_service_init (ZbSyncService *self)
{
  self->cancellable = g_cancellable_new ();
  self->watches = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

/**
 * zb_sync_service_new:
 * @application: owns the service
 *
 * Returns: (transfer full): a service that attends nothing yet.
 */
ZbSyncService *
zb_sync_service_new (GApplication *application)
{
  ZbSyncService *self = g_object_new (ZB_TYPE_SYNC_SERVICE, NULL);

  self->application = application;
  return self;
}

/* --- Folders ----------------------------------------------------------------------------------- */

static void
folder_cb (ZbFolderWatch *watch,
           ZbSyncService *self)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, &id, &value))
    if (value == watch && self->syncer != NULL)
      zb_syncer_start (self->syncer, &(ZbSyncRequest) { .source = *(gint64 *) id });
}

static gboolean
is_watched (const ZbSourceRecord *source)
{
  return source->kind == ZB_SOURCE_FOLDER && source->enabled;
}

static void
watch_folders (ZbSyncService *self,
               GPtrArray     *sources)
{
  g_autoptr(GHashTable) old = g_steal_pointer (&self->watches);

  self->watches = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  for (guint i = 0; i < sources->len; i++)
    {
      const ZbSourceRecord *source = g_ptr_array_index (sources, i);
      ZbFolderWatch *watch = g_hash_table_lookup (old, &source->id);

      if (!is_watched (source))
        continue;
      if (watch != NULL)
        g_object_ref (watch);
      else
        {
          watch = zb_folder_watch_new (source->address, SETTLE_MS);
          g_signal_connect_object (watch, "changed", G_CALLBACK (folder_cb), self, 0);
        }
      g_hash_table_insert (self->watches, g_memdup2 (&source->id, sizeof source->id), watch);
    }
}

/* --- Without a window -------------------------------------------------------------------------- */

/* Why the program may not run without a window. */
typedef struct {
  ZbSyncService *service;
  char          *message;
} Denial;

/* Only now, so that who looks at the settings then finds it switched off. */
static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Denial *denial = user_data;
  g_autoptr(GError) error = NULL;

  if (!zb_sync_change_finish (ZB_LIBRARY (source), result, &error))
    g_debug ("%s", error->message);
  g_signal_emit (denial->service, signals[SIGNAL_DENIED], 0, denial->message);
  g_object_unref (denial->service);
  g_free (denial->message);
  g_free (denial);
}

/* What the desktop does not allow is not shown as switched on. */
static void
deny (ZbSyncService *self,
      const char    *message)
{
  Denial *denial;

  keep (self, FALSE);
  self->in_background = FALSE;
  self->settings.in_background = FALSE;
  /* The window that it was for has gone. */
  if (self->syncer == NULL)
    return;
  denial = g_new0 (Denial, 1);
  denial->service = g_object_ref (self);
  denial->message = g_strdup (message);
  zb_sync_store_settings_async (zb_syncer_get_library (self->syncer), &self->settings, stored_cb, denial);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(ZbSyncService) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean is_allowed;

  zb_background_request_finish (result, &is_allowed, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->in_background)
    return;
  if (error != NULL)
    deny (self, error->message);
  else if (!is_allowed)
    deny (self, _("The desktop does not let Zhoubao run in the background. It synchronises while its window is open. "
                  "The desktop’s settings for applications may say otherwise."));
}

static void
tell_desktop (ZbSyncService *self)
{
  GDBusConnection *connection = g_application_get_dbus_connection (self->application);
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autoptr(GError) error = NULL;

  if (zb_portal_is_sandboxed ())
    {
      if (connection != NULL)
        zb_background_request_async (connection, self->in_background, self->cancellable, answered_cb,
                                     g_object_ref (self));
    }
  else if (!zb_background_set_autostart (folder, self->in_background, &error))
    deny (self, error->message);
}

/* --- The library ------------------------------------------------------------------------------- */

static void
overview_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(ZbSyncService) self = user_data;
  g_autoptr(ZbSyncOverview) overview = zb_sync_overview_load_finish (ZB_LIBRARY (source), result, NULL);
  gboolean has_changed;

  if (overview == NULL || self->syncer == NULL ||
      zb_syncer_get_library (self->syncer) != ZB_LIBRARY (source))
    return;
  has_changed = self->is_known && overview->settings.in_background != self->in_background;
  self->is_known = TRUE;
  self->in_background = overview->settings.in_background;
  zb_sync_settings_clear (&self->settings);
  zb_sync_settings_copy (&overview->settings, &self->settings);
  watch_folders (self, overview->sources);
  keep (self, self->in_background);
  if (has_changed)
    tell_desktop (self);
}

static void
due_cb (ZbSyncService *self)
{
  zb_syncer_start (self->syncer, &(ZbSyncRequest) { 0, });
}

static void
finished_cb (ZbSyncService *self)
{
  if (self->scheduler != NULL)
    zb_scheduler_update (self->scheduler);
}

/**
 * zb_sync_service_update:
 *
 * Looks again what the library says: settings or sources have changed.
 */
void
zb_sync_service_update (ZbSyncService *self)
{
  g_return_if_fail (ZB_IS_SYNC_SERVICE (self));

  if (self->syncer == NULL)
    return;
  zb_scheduler_update (self->scheduler);
  zb_sync_overview_load_async (zb_syncer_get_library (self->syncer), FALSE, self->cancellable, overview_cb,
                               g_object_ref (self));
}

/**
 * zb_sync_service_attend:
 * @syncer: what synchronises the library
 *
 * From now on it is started when it is time.
 */
void
zb_sync_service_attend (ZbSyncService *self,
                        ZbSyncer      *syncer)
{
  g_return_if_fail (ZB_IS_SYNC_SERVICE (self));
  g_return_if_fail (ZB_IS_SYNCER (syncer));

  leave (self);
  keep (self, FALSE);
  self->syncer = syncer;
  g_object_weak_ref (G_OBJECT (syncer), gone_cb, self);
  g_signal_connect_object (syncer, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  self->scheduler = zb_scheduler_new (zb_syncer_get_library (syncer), g_network_monitor_get_default ());
  g_signal_connect_object (self->scheduler, "due", G_CALLBACK (due_cb), self, G_CONNECT_SWAPPED);
  zb_sync_service_update (self);
}

/**
 * zb_sync_service_hold_until_known:
 *
 * Keeps the program and what synchronises until the library has said whether
 * that is wanted without a window.
 */
void
zb_sync_service_hold_until_known (ZbSyncService *self)
{
  g_return_if_fail (ZB_IS_SYNC_SERVICE (self));

  if (!self->is_known)
    keep (self, TRUE);
}

/**
 * zb_sync_service_stop:
 *
 * Lets go of everything: the program ends.
 */
void
zb_sync_service_stop (ZbSyncService *self)
{
  g_return_if_fail (ZB_IS_SYNC_SERVICE (self));

  leave (self);
  keep (self, FALSE);
}
