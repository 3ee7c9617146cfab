/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-async.h"

/* One change that is to be made. */
typedef struct {
  ZbSyncChangeKind  kind;
  ZbSyncSettings    settings;
  ZbSourceRecord   *source;
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  zb_sync_settings_clear (&self->settings);
  g_clear_pointer (&self->source, zb_source_record_free);
  g_free (self);
}

static void
overview_clear (gpointer data)
{
  ZbSyncOverview *self = data;

  zb_sync_settings_clear (&self->settings);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
}

/**
 * zb_sync_overview_ref:
 *
 * Returns: (transfer full): @self
 */
ZbSyncOverview *
zb_sync_overview_ref (ZbSyncOverview *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * zb_sync_overview_unref:
 */
void
zb_sync_overview_unref (ZbSyncOverview *self)
{
  g_atomic_rc_box_release_full (self, overview_clear);
}

/**
 * zb_sync_overview_find_run:
 *
 * Returns: (nullable) (transfer none): the last run of @source.
 */
const ZbRunRecord *
zb_sync_overview_find_run (const ZbSyncOverview *self,
                           gint64                source)
{
  for (guint i = 0; i < self->runs->len; i++)
    {
      const ZbRunRecord *run = g_ptr_array_index (self->runs, i);

      if (run->source == source)
        return run;
    }
  return NULL;
}

/**
 * zb_sync_overview_get_last:
 *
 * Returns: when a source was last asked with success, in seconds since 1970; 0 for never.
 */
gint64
zb_sync_overview_get_last (const ZbSyncOverview *self)
{
  gint64 last = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const ZbRunRecord *run = g_ptr_array_index (self->runs, i);

      if (run->error == NULL && (run->asked == 0 || run->answered > 0))
        last = MAX (last, run->ended);
    }
  return last;
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr(ZbSyncOverview) overview = g_atomic_rc_box_new0 (ZbSyncOverview);
  GError *error = NULL;

  if (zb_library_get_sync_settings (source, &overview->settings, &error) &&
      (overview->sources = zb_library_list_sources (source, &error)) != NULL &&
      (overview->runs = zb_library_list_runs (source, 0, 0, &error)) != NULL &&
      (task_data == NULL || (overview->entries = zb_library_list (source, &error)) != NULL))
    g_task_return_pointer (task, g_steal_pointer (&overview), (GDestroyNotify) zb_sync_overview_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zb_sync_overview_load_async:
 * @with_entries: whether to read the list of bulletins as well
 *
 * Reads what the library says of synchronisation.
 */
void
zb_sync_overview_load_async (ZbLibrary           *library,
                             gboolean             with_entries,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (library, cancellable, callback, user_data);

  g_task_set_source_tag (task, zb_sync_overview_load_async);
  g_task_set_priority (task, G_PRIORITY_DEFAULT_IDLE);
  g_task_set_task_data (task, GINT_TO_POINTER (with_entries), NULL);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * zb_sync_overview_load_finish:
 *
 * Returns: (transfer full) (nullable): what was read, or %NULL with an error of %ZB_LIBRARY_ERROR
 *   or %G_IO_ERROR_CANCELLED.
 */
ZbSyncOverview *
zb_sync_overview_load_finish (ZbLibrary     *library,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * zb_sync_settings_copy:
 * @copy: (out caller-allocates): to be cleared
 */
void
zb_sync_settings_copy (const ZbSyncSettings *self,
                       ZbSyncSettings       *copy)
{
  *copy = *self;
  copy->user_agent = g_strdup (self->user_agent);
}

static gboolean
make_change (ZbLibrary     *library,
             const Change  *change,
             GError       **error)
{
  const ZbSourceRecord *source = change->source;

  switch (change->kind)
    {
    case ZB_SYNC_CHANGE_SETTINGS:
      return zb_library_set_sync_settings (library, &change->settings, error);
    case ZB_SYNC_CHANGE_ADD:
      return zb_library_add_source (library, source->kind, source->address, source->name, error) != 0;
    case ZB_SYNC_CHANGE_REMOVE:
      return zb_library_remove_source (library, source->id, error);
    case ZB_SYNC_CHANGE_RESTORE:
      return zb_library_restore_source (library, source, error);
    case ZB_SYNC_CHANGE_ENABLE:
    default:
      return zb_library_set_source_enabled (library, source->id, source->enabled, error);
    }
}

static void
change_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;

  if (make_change (source, task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start_change (ZbLibrary           *library,
              Change              *change,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (library, NULL, callback, user_data);

  g_task_set_source_tag (task, start_change);
  g_task_set_task_data (task, change, change_free);
  g_task_run_in_thread (task, change_in_thread);
}

/**
 * zb_sync_store_settings_async:
 *
 * See zb_library_set_sync_settings(). To be ended with zb_sync_change_finish().
 */
void
zb_sync_store_settings_async (ZbLibrary            *library,
                              const ZbSyncSettings *settings,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  Change *change = g_new0 (Change, 1);

  change->kind = ZB_SYNC_CHANGE_SETTINGS;
  zb_sync_settings_copy (settings, &change->settings);
  start_change (library, change, callback, user_data);
}

/**
 * zb_sync_change_source_async:
 * @kind: what to do with the source
 * @source: what is to be added or restored; of the others its number counts, and whether it is to be on
 *
 * See zb_library_add_source() and its neighbours. To be ended with zb_sync_change_finish().
 */
void
zb_sync_change_source_async (ZbLibrary            *library,
                             ZbSyncChangeKind      kind,
                             const ZbSourceRecord *source,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->source = zb_source_record_copy (source);
  start_change (library, change, callback, user_data);
}

/**
 * zb_sync_change_finish:
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where nothing was changed.
 */
gboolean
zb_sync_change_finish (ZbLibrary     *library,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
