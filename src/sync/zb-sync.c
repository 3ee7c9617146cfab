/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync.h"

#include <glib/gi18n-lib.h>

#include "library/zb-library-fetched.h"
#include "sync/zb-folder-run.h"
#include "sync/zb-source-run.h"
#include "sync/zb-timer.h"

/* Asks all sources: first those that name new bulletins, side by side; then the known addresses, of
 * which fewer are wanted by then. No source waits for another that fails. */

struct _ZbSync {
  GObject    parent_instance;
  ZbLibrary *library;
  ZbFetcher *fetcher;
  GTask     *task;
  ZbSyncRequest  request;
  ZbHostTable   *hosts;
  /* (element-type ZbSourceRecord): what is still to be started. */
  GPtrArray     *sources;
  /* (element-type ZbSourceRun): started, and what they had counted until they ended. */
  GPtrArray     *runs;
  guint          n_running;
  ZbSyncReport  *report;
  GError        *error;
  GSource       *announcement;
};

enum {
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbSync, zb_sync, G_TYPE_OBJECT)

/* More often nobody can read it. */
#define PROGRESS_MS 100

/* One folder on its way. */
typedef struct {
  ZbSourceRecord *source;
  ZbRunRecord    *run;
} Folder;

static void
line_free (gpointer data)
{
  ZbSyncLine *self = data;

  zb_source_record_free (self->source);
  zb_run_record_free (self->run);
  g_free (self);
}

/**
 * zb_sync_report_free:
 */
void
zb_sync_report_free (ZbSyncReport *self)
{
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->result, zb_import_result_unref);
  g_free (self);
}

static ZbSyncReport *
report_new (void)
{
  ZbSyncReport *self = g_new0 (ZbSyncReport, 1);

  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->result = zb_import_result_new ();
  return self;
}

static void
clear_run (ZbSync *self)
{
  zb_timer_clear (&self->announcement);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->hosts, zb_host_table_free);
  g_clear_pointer (&self->report, zb_sync_report_free);
  g_clear_error (&self->error);
}

static void
zb_sync_finalize (GObject *object)
{
  ZbSync *self = ZB_SYNC (object);

  clear_run (self);
  g_clear_object (&self->library);
  g_clear_object (&self->fetcher);

  G_OBJECT_CLASS (zb_sync_parent_class)->finalize (object);
}

static void
zb_sync_class_init (ZbSyncClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_sync_finalize;

  /**
   * ZbSync::progress:
   *
   * Emitted now and then while it runs, and when it ends.
   */
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 0);
}

static void
zb_sync_init (ZbSync *self)
{
}

/**
 * zb_sync_new:
 * @library: what to keep complete and current
 * @fetcher: what asks; both belong to the thread that makes this
 *
 * Returns: (transfer full): what synchronises the library.
 */
ZbSync *
zb_sync_new (ZbLibrary *library,
             ZbFetcher *fetcher)
{
  ZbSync *self;

  g_return_val_if_fail (ZB_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (ZB_IS_FETCHER (fetcher), NULL);

  self = g_object_new (ZB_TYPE_SYNC, NULL);
  self->library = g_object_ref (library);
  self->fetcher = g_object_ref (fetcher);
  return self;
}

/**
 * zb_sync_is_running:
 */
gboolean
zb_sync_is_running (ZbSync *self)
{
  g_return_val_if_fail (ZB_IS_SYNC (self), FALSE);

  return self->task != NULL;
}

/**
 * zb_sync_get_progress:
 * @progress: (out caller-allocates): how far it has come; all 0 while it does not run
 */
void
zb_sync_get_progress (ZbSync         *self,
                      ZbSyncProgress *progress)
{
  g_return_if_fail (ZB_IS_SYNC (self));

  *progress = (ZbSyncProgress) { 0, };
  for (guint i = 0; self->runs != NULL && i < self->runs->len; i++)
    {
      ZbSourceRun *run = g_ptr_array_index (self->runs, i);
      const ZbRunRecord *record = zb_source_run_get_record (run);

      progress->done += zb_source_run_get_n_done (run);
      progress->left += zb_source_run_get_n_left (run);
      progress->stored += record->stored;
      progress->bytes += record->bytes;
    }
}

static gboolean
announce_cb (gpointer user_data)
{
  ZbSync *self = user_data;

  zb_timer_clear (&self->announcement);
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (gpointer data)
{
  ZbSync *self = data;

  if (self->announcement == NULL)
    zb_timer_set (&self->announcement, PROGRESS_MS, announce_cb, self);
}

static void
finish (ZbSync *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);
  g_autoptr(ZbSyncReport) report = g_steal_pointer (&self->report);
  GError *error = g_steal_pointer (&self->error);

  clear_run (self);
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&report), (GDestroyNotify) zb_sync_report_free);
}

/* That a source was cancelled, or that the library failed, ends all; what was stored is stored. */
static void
note_error (ZbSync *self,
            GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static void
add_line (ZbSync               *self,
          const ZbSourceRecord *source,
          const ZbRunRecord    *run,
          ZbImportResult       *result)
{
  ZbSyncLine *line = g_new0 (ZbSyncLine, 1);

  line->source = zb_source_record_copy (source);
  line->run = zb_run_record_copy (run);
  g_ptr_array_add (self->report->lines, line);
  zb_import_result_add (self->report->result, result);
}

static void start_sources (ZbSync *self);

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(ZbSync) self = user_data;
  ZbSourceRun *run = ZB_SOURCE_RUN (source);
  GError *error = NULL;

  self->n_running--;
  if (!zb_source_run_start_finish (run, result, &error))
    note_error (self, error);
  add_line (self, zb_source_run_get_source (run), zb_source_run_get_record (run), zb_source_run_get_result (run));
  start_sources (self);
}

static void
folder_free (gpointer data)
{
  Folder *self = data;

  zb_source_record_free (self->source);
  zb_run_record_free (self->run);
  g_free (self);
}

static void
folder_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  ZbSync *self = source_object;
  Folder *folder = task_data;
  GError *error = NULL;
  ZbImportResult *result = zb_folder_run (self->library, folder->source, folder->run, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) zb_import_result_unref);
  else
    g_task_return_error (task, error);
}

static void
folder_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  ZbSync *self = ZB_SYNC (source);
  Folder *folder = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  g_autoptr(ZbImportResult) imported = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_running--;
  if (imported == NULL)
    note_error (self, error);
  else
    add_line (self, folder->source, folder->run, imported);
  start_sources (self);
}

static void
start_folder (ZbSync               *self,
              const ZbSourceRecord *source)
{
  g_autoptr(GTask) task = g_task_new (self, g_task_get_cancellable (self->task), folder_cb, NULL);
  Folder *folder = g_new0 (Folder, 1);

  folder->source = zb_source_record_copy (source);
  folder->run = zb_run_record_new (source->id);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, start_folder);
  g_task_set_task_data (task, folder, folder_free);
  g_task_run_in_thread (task, folder_thread);
}

static void
start_source (ZbSync               *self,
              const ZbSourceRecord *source)
{
  ZbSourceRunOptions options = {
    .library = self->library,
    .fetcher = self->fetcher,
    .hosts = self->hosts,
    .all = self->request.all,
    .is_urgent = self->request.is_urgent,
    .bulletin = self->request.bulletin,
    .changed = changed_cb,
    .data = self,
  };
  ZbSourceRun *run;

  self->n_running++;
  if (source->kind == ZB_SOURCE_FOLDER)
    {
      start_folder (self, source);
      return;
    }
  run = zb_source_run_new (source, &options);
  g_ptr_array_add (self->runs, run);
  zb_source_run_start_async (run, g_task_get_cancellable (self->task), run_cb, g_object_ref (self));
}

/* Starts what may start now; ends where nothing is left. */
static void
start_sources (ZbSync *self)
{
  gboolean is_over = self->error != NULL || g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
  guint i = 0;

  if (is_over)
    g_ptr_array_set_size (self->sources, 0);
  while (i < self->sources->len)
    {
      g_autoptr(ZbSourceRecord) source = NULL;
      const ZbSourceRecord *next = g_ptr_array_index (self->sources, i);

      if (next->kind == ZB_SOURCE_KNOWN && self->n_running > 0)
        {
          i++;
          continue;
        }
      source = g_ptr_array_steal_index (self->sources, i);
      start_source (self, source);
      /* The known addresses come last and alone. */
      if (source->kind == ZB_SOURCE_KNOWN)
        return;
    }
  if (self->n_running > 0)
    return;
  if (self->error == NULL)
    g_cancellable_set_error_if_cancelled (g_task_get_cancellable (self->task), &self->error);
  finish (self);
}

/* What is read from the library before anything starts. */
typedef struct {
  GPtrArray *sources;
  GPtrArray *hosts;
} Start;

static void
start_free (gpointer data)
{
  Start *self = data;

  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->hosts, g_ptr_array_unref);
  g_free (self);
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  ZbSync *self = source_object;
  Start *start = g_new0 (Start, 1);
  GError *error = NULL;

  /* What cannot be tidied up today can be tomorrow; a library that is broken is told below. */
  zb_library_expire_pictures (self->library, g_get_real_time () / G_USEC_PER_SEC, NULL, NULL);
  start->sources = zb_library_list_sources (self->library, &error);
  if (start->sources != NULL)
    start->hosts = zb_library_list_hosts (self->library, &error);
  if (error == NULL)
    g_task_return_pointer (task, start, start_free);
  else
    {
      start_free (start);
      g_task_return_error (task, error);
    }
}

/* A bulletin that is wanted now is looked for at its known addresses, whether or not that source is
 * switched on, or there at all. */
static gboolean
is_wanted (ZbSync               *self,
           const ZbSourceRecord *source)
{
  if (self->request.bulletin != 0)
    return source->kind == ZB_SOURCE_KNOWN;
  return self->request.source != 0 ? source->id == self->request.source : source->enabled;
}

static gboolean
choose_sources (ZbSync    *self,
                GPtrArray *all)
{
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_source_record_free);
  for (guint i = 0; i < all->len; i++)
    if (is_wanted (self, g_ptr_array_index (all, i)))
      g_ptr_array_add (self->sources, zb_source_record_copy (g_ptr_array_index (all, i)));
  if (self->sources->len == 0 && self->request.bulletin != 0)
    {
      ZbSourceRecord *known = zb_source_record_new ();

      known->kind = ZB_SOURCE_KNOWN;
      g_ptr_array_add (self->sources, known);
    }
  return self->sources->len > 0 || self->request.source == 0;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  ZbSync *self = ZB_SYNC (source);
  Start *start;

  start = g_task_propagate_pointer (G_TASK (result), &self->error);
  if (start == NULL)
    {
      finish (self);
      return;
    }
  self->hosts = zb_host_table_new (start->hosts);
  if (!choose_sources (self, start->sources))
    g_set_error_literal (&self->error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                         _("There is no such source. “zhoubaoctl source list” shows which there are."));
  start_free (start);
  start_sources (self);
}

/**
 * zb_sync_run_async:
 * @request: what to synchronise
 * @cancellable: (nullable): ends it; what was fetched until then is stored
 *
 * Asks the sources for what is new and stores it, until nothing is left that
 * may be asked now. One at a time.
 */
void
zb_sync_run_async (ZbSync              *self,
                   const ZbSyncRequest *request,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) load = NULL;

  g_return_if_fail (ZB_IS_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, zb_sync_run_async);
  if (self->task != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, _("A synchronisation is running already."));
      return;
    }
  g_task_set_check_cancellable (task, FALSE);
  self->task = g_steal_pointer (&task);
  self->request = *request;
  self->report = report_new ();
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  load = g_task_new (self, NULL, loaded_cb, NULL);
  g_task_set_source_tag (load, zb_sync_run_async);
  g_task_run_in_thread (load, load_thread);
}

/**
 * zb_sync_run_finish:
 *
 * Returns: (transfer full) (nullable): what was done, or %NULL with an error of
 *   %ZB_LIBRARY_ERROR, %G_IO_ERROR_CANCELLED, or %G_IO_ERROR_PENDING. What
 *   went wrong with single sources and addresses is in the report.
 */
ZbSyncReport *
zb_sync_run_finish (ZbSync        *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
