/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-syncer.h"

#include <glib/gi18n.h>

/* Synchronises one library, one request after the other. It may be let go of at any time: what was
 * begun is then stopped, and what came until then is stored, for which the program stays. */
struct _ZbSyncer {
  GObject         parent_instance;
  ZbLibrary      *library;
  ZbFetcher      *fetcher;
  ZbSync         *sync;
  /* Held by the former. */
  ZbFetcher      *sync_fetcher;
  char           *user_agent;
  GCancellable   *cancellable;
  /* The first is the one that runs. */
  GQueue          requests;
  gboolean        is_running;
  gboolean        is_held;
  /* Whether the run stops only to make room for a more urgent one. */
  gboolean        is_interrupted;
  ZbSyncOverview *overview;
  GHashTable     *texts;
  ZbSyncReport   *report;
  GError         *error;
  GPtrArray      *new_entries;
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbSyncer, zb_syncer, G_TYPE_OBJECT)

/* What a call that is under way knows of who made it. */
typedef struct {
  GWeakRef      syncer;
  GApplication *application;
} Call;

static Call *
call_new (ZbSyncer *self)
{
  Call *call = g_new0 (Call, 1);

  g_weak_ref_init (&call->syncer, self);
  call->application = g_application_get_default ();
  if (call->application != NULL)
    {
      g_object_ref (call->application);
      g_application_hold (call->application);
    }
  return call;
}

static void
call_free (Call *call)
{
  if (call->application != NULL)
    g_application_release (call->application);
  g_clear_object (&call->application);
  g_weak_ref_clear (&call->syncer);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

static void start_next (ZbSyncer *self);

static void
clear_result (ZbSyncer *self)
{
  g_clear_pointer (&self->report, zb_sync_report_free);
  g_clear_error (&self->error);
  g_ptr_array_set_size (self->new_entries, 0);
}

static void
zb_syncer_dispose (GObject *object)
{
  ZbSyncer *self = ZB_SYNCER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sync);
  g_clear_object (&self->fetcher);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (zb_syncer_parent_class)->dispose (object);
}

static void
zb_syncer_finalize (GObject *object)
{
  ZbSyncer *self = ZB_SYNCER (object);

  clear_result (self);
  g_ptr_array_unref (self->new_entries);
  g_queue_clear_full (&self->requests, g_free);
  g_clear_pointer (&self->overview, zb_sync_overview_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_free (self->user_agent);

  G_OBJECT_CLASS (zb_syncer_parent_class)->finalize (object);
}

static void
zb_syncer_class_init (ZbSyncerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zb_syncer_dispose;
  object_class->finalize = zb_syncer_finalize;

  /**
   * ZbSyncer::changed:
   *
   * It has started, come further, or ended.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ZB_TYPE_SYNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  /**
   * ZbSyncer::finished:
   *
   * A request has ended: report, error and new entries are those of this request.
   */
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", ZB_TYPE_SYNCER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
}

static void
zb_syncer_init (ZbSyncer *self)
{
  g_queue_init (&self->requests);
  self->new_entries = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_entry_unref);
}

/**
 * zb_syncer_new:
 * @library: what to synchronise
 *
 * Returns: (transfer full): what does it, for the main thread.
 */
ZbSyncer *
zb_syncer_new (ZbLibrary *library)
{
  ZbSyncer *self = g_object_new (ZB_TYPE_SYNCER, NULL);

  self->library = g_object_ref (library);
  return self;
}

/**
 * zb_syncer_get_library:
 *
 * Returns: (transfer none): what it synchronises.
 */
ZbLibrary *
zb_syncer_get_library (ZbSyncer *self)
{
  g_return_val_if_fail (ZB_IS_SYNCER (self), NULL);

  return self->library;
}

/**
 * zb_syncer_get_fetcher:
 * @user_agent: (nullable): how the program is to name itself
 *
 * Returns: (transfer none): what asks for everything that belongs to the library, so that its hosts are
 *   asked in turn; another one than before where the name is another.
 */
ZbFetcher *
zb_syncer_get_fetcher (ZbSyncer   *self,
                       const char *user_agent)
{
  g_return_val_if_fail (ZB_IS_SYNCER (self), NULL);

  if (self->fetcher == NULL || g_strcmp0 (user_agent, self->user_agent) != 0)
    {
      g_clear_object (&self->fetcher);
      g_free (self->user_agent);
      self->user_agent = g_strdup (user_agent);
      self->fetcher = zb_fetcher_new (user_agent);
    }
  return self->fetcher;
}

static void
take_overview (ZbSyncer       *self,
               ZbSyncOverview *overview)
{
  g_clear_pointer (&self->overview, zb_sync_overview_unref);
  self->overview = zb_sync_overview_ref (overview);
}

/* --- The end of a run -------------------------------------------------------------------------- */

/* The caller holds a reference: whoever listens may let go of the last other one. */
static void
end_request (ZbSyncer *self)
{
  gboolean was_interrupted = self->is_interrupted;

  self->is_running = FALSE;
  self->is_interrupted = FALSE;
  g_clear_object (&self->cancellable);
  if (!was_interrupted)
    {
      g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
      g_clear_pointer (&self->texts, g_hash_table_unref);
    }
  g_free (g_queue_pop_head (&self->requests));
  start_next (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
find_new_entries (ZbSyncer *self)
{
  for (guint i = 0; i < self->overview->entries->len; i++)
    {
      ZbEntry *entry = g_ptr_array_index (self->overview->entries, i);

      if (entry->state == ZB_ENTRY_TEXT && !g_hash_table_contains (self->texts, &entry->id))
        g_ptr_array_add (self->new_entries, zb_entry_ref (entry));
    }
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(ZbSyncer) self = g_weak_ref_get (&call->syncer);
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbSyncOverview) overview = zb_sync_overview_load_finish (ZB_LIBRARY (source), result, &error);

  if (self == NULL)
    return;
  if (overview != NULL)
    {
      take_overview (self, overview);
      find_new_entries (self);
    }
  else if (self->error == NULL)
    self->error = g_steal_pointer (&error);
  end_request (self);
}

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(ZbSyncer) self = g_weak_ref_get (&call->syncer);
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbSyncReport) report = zb_sync_run_finish (ZB_SYNC (source), result, &error);

  if (self == NULL)
    return;
  self->report = g_steal_pointer (&report);
  self->error = g_steal_pointer (&error);
  zb_sync_overview_load_async (self->library, TRUE, NULL, looked_cb, g_steal_pointer (&call));
}

/* --- The beginning ----------------------------------------------------------------------------- */

static void
progress_cb (ZbSyncer *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Another name is another fetcher, since it is told with the first request. */
static void
make_sync (ZbSyncer *self)
{
  ZbFetcher *fetcher = zb_syncer_get_fetcher (self, self->overview->settings.user_agent);

  if (self->sync != NULL && self->sync_fetcher == fetcher)
    return;
  g_clear_object (&self->sync);
  self->sync_fetcher = fetcher;
  self->sync = zb_sync_new (self->library, self->fetcher);
  g_signal_connect_object (self->sync, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
}

/* What an interrupted run has brought is told with the one that took its place. */
static void
note_texts (ZbSyncer *self)
{
  if (self->texts != NULL)
    return;
  self->texts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < self->overview->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (self->overview->entries, i);

      if (entry->state == ZB_ENTRY_TEXT)
        g_hash_table_add (self->texts, g_memdup2 (&entry->id, sizeof entry->id));
    }
}

/* Nothing is fetched before the user has agreed once, whoever asks for it. */
static gboolean
check_may_start (ZbSyncer *self)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    return FALSE;
  if (self->overview->settings.is_agreed)
    return TRUE;
  g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                       _("Nothing is fetched before you have agreed to it once. Press “Synchronise” in the "
                         "window."));
  return FALSE;
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Call) call = user_data;
  g_autoptr(ZbSyncer) self = g_weak_ref_get (&call->syncer);
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbSyncOverview) overview = zb_sync_overview_load_finish (ZB_LIBRARY (source), result, &error);

  if (self == NULL)
    return;
  if (overview == NULL)
    {
      self->error = g_steal_pointer (&error);
      end_request (self);
      return;
    }
  take_overview (self, overview);
  if (!check_may_start (self))
    {
      end_request (self);
      return;
    }
  note_texts (self);
  make_sync (self);
  zb_sync_run_async (self->sync, g_queue_peek_head (&self->requests), self->cancellable, ran_cb,
                     g_steal_pointer (&call));
}

static void
start_next (ZbSyncer *self)
{
  if (self->is_running || g_queue_is_empty (&self->requests) || self->library == NULL)
    return;
  self->is_running = TRUE;
  clear_result (self);
  self->cancellable = g_cancellable_new ();
  zb_sync_overview_load_async (self->library, TRUE, NULL, prepared_cb, call_new (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
is_same_request (const ZbSyncRequest *a,
                 const ZbSyncRequest *b)
{
  return a->source == b->source && a->bulletin == b->bulletin && (a->all != FALSE) == (b->all != FALSE);
}

/**
 * zb_syncer_start:
 * @request: what to synchronise
 *
 * Starts, or waits until what runs has ended. One bulletin that is wanted now does not wait: what
 * runs is interrupted, and goes on after it. Ends with %G_IO_ERROR_PERMISSION_DENIED where the user
 * has not agreed to it.
 *
 * Returns: %FALSE where this very request is under way already, or nothing may be asked now.
 */
gboolean
zb_syncer_start (ZbSyncer            *self,
                 const ZbSyncRequest *request)
{
  ZbSyncRequest *running;

  g_return_val_if_fail (ZB_IS_SYNCER (self), FALSE);

  if (self->is_held)
    return FALSE;
  for (GList *item = self->requests.head; item != NULL; item = item->next)
    if (is_same_request (item->data, request))
      return FALSE;
  running = g_queue_peek_head (&self->requests);
  g_queue_push_tail (&self->requests, g_memdup2 (request, sizeof *request));
  if (running != NULL && running->bulletin == 0 && request->bulletin != 0)
    {
      g_queue_push_tail (&self->requests, g_memdup2 (running, sizeof *running));
      self->is_interrupted = TRUE;
      g_cancellable_cancel (self->cancellable);
    }
  start_next (self);
  return TRUE;
}

/**
 * zb_syncer_cancel:
 *
 * Stops what runs and forgets what waits. What was fetched is stored.
 */
void
zb_syncer_cancel (ZbSyncer *self)
{
  g_return_if_fail (ZB_IS_SYNCER (self));

  while (g_queue_get_length (&self->requests) > 1)
    g_free (g_queue_pop_tail (&self->requests));
  self->is_interrupted = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * zb_syncer_set_held:
 * @held: whether nothing may be asked now, since the library becomes another one
 *
 * To be called while nothing runs. What is requested meanwhile is not done, since it may name what is
 * not there any more.
 */
void
zb_syncer_set_held (ZbSyncer *self,
                    gboolean  held)
{
  g_return_if_fail (ZB_IS_SYNCER (self));

  self->is_held = held;
}

/**
 * zb_syncer_is_held:
 */
gboolean
zb_syncer_is_held (ZbSyncer *self)
{
  g_return_val_if_fail (ZB_IS_SYNCER (self), FALSE);

  return self->is_held;
}

/**
 * zb_syncer_is_running:
 */
gboolean
zb_syncer_is_running (ZbSyncer *self)
{
  g_return_val_if_fail (ZB_IS_SYNCER (self), FALSE);

  return self->is_running;
}

/**
 * zb_syncer_get_request:
 *
 * Returns: (nullable) (transfer none): what runs, or has just ended while that is told.
 */
const ZbSyncRequest *
zb_syncer_get_request (ZbSyncer *self)
{
  g_return_val_if_fail (ZB_IS_SYNCER (self), NULL);

  return g_queue_peek_head (&self->requests);
}

/**
 * zb_syncer_get_progress:
 * @progress: (out caller-allocates): how far it has come; all 0 while it does not run
 */
void
zb_syncer_get_progress (ZbSyncer       *self,
                        ZbSyncProgress *progress)
{
  g_return_if_fail (ZB_IS_SYNCER (self));

  *progress = (ZbSyncProgress) { 0, };
  if (self->is_running && self->sync != NULL)
    zb_sync_get_progress (self->sync, progress);
}

/**
 * zb_syncer_get_report:
 *
 * Returns: (nullable) (transfer none): what the last request did; %NULL where it failed.
 */
const ZbSyncReport *
zb_syncer_get_report (ZbSyncer *self)
{
  g_return_val_if_fail (ZB_IS_SYNCER (self), NULL);

  return self->report;
}

/**
 * zb_syncer_get_error:
 *
 * Returns: (nullable) (transfer none): why the last request ended early.
 */
const GError *
zb_syncer_get_error (ZbSyncer *self)
{
  g_return_val_if_fail (ZB_IS_SYNCER (self), NULL);

  return self->error;
}

/**
 * zb_syncer_get_new_entries:
 *
 * Returns: (transfer none) (element-type ZbEntry): the bulletins whose text the last request has
 *   brought, newest first.
 */
GPtrArray *
zb_syncer_get_new_entries (ZbSyncer *self)
{
  g_return_val_if_fail (ZB_IS_SYNCER (self), NULL);

  return self->new_entries;
}

/**
 * zb_syncer_get_overview:
 *
 * Returns: (nullable) (transfer none): what the library said when the last request began or ended.
 */
const ZbSyncOverview *
zb_syncer_get_overview (ZbSyncer *self)
{
  g_return_val_if_fail (ZB_IS_SYNCER (self), NULL);

  return self->overview;
}
