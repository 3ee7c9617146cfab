/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture-fetcher.h"

#include <glib/gi18n-lib.h>

#include "library/zb-library-fetched.h"
#include "library/zb-library-sync.h"
#include "sync/zb-fetch-address.h"
#include "sync/zb-picture-answer.h"
#include "sync/zb-source.h"
#include "sync/zb-timer.h"

/* Fetches single pictures from the addresses that copies print, and keeps them. Each goes its own way: a
 * thread looks whether it is here already and may be asked for, the fetcher asks, and a thread stores
 * what came, or why nothing did. Whoever asks for an address that is on its way waits for the same
 * answer. */

struct _ZbPictureFetcher {
  GObject      parent_instance;
  ZbLibrary   *library;
  ZbFetcher   *fetcher;
  /* Known from the first request on. */
  ZbHostTable *hosts;
  /* (element-type utf8 Job): by their address; each holds itself until it ends. */
  GHashTable  *jobs;
};

G_DEFINE_FINAL_TYPE (ZbPictureFetcher, zb_picture_fetcher, G_TYPE_OBJECT)

/* Who waits for a picture. */
typedef struct {
  gint64   copy_id;
  char    *address;
  /* Whether the work that is under way is done for it as well. */
  gboolean is_served;
  GSource *cancelled;
} Waiter;

/* One address on its way. While a thread works, only what is above the line is touched here. */
typedef struct {
  ZbPictureFetcher *fetcher;
  /* (element-type GTask): with a Waiter each. */
  GPtrArray        *tasks;
  GCancellable     *cancellable;
  gboolean          is_urgent;
  /* ---- */
  char             *address;
  char             *host;
  /* (element-type gint64): the copies that the thread works for. */
  GArray           *copies;
  /* Whether the user asked for it when the thread began. */
  gboolean          was_urgent;
  gboolean          is_here;
  gboolean          may_be_local;
  /* What the library knows, then what it is to remember. */
  ZbFetchRecord    *record;
  GPtrArray        *hosts;
  ZbFetchAnswer    *answer;
  GError           *error;
} Job;

static void join_job (ZbPictureFetcher *self,
                      GTask            *task,
                      gboolean          is_urgent);

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
waiter_free (gpointer data)
{
  Waiter *self = data;

  zb_timer_clear (&self->cancelled);
  g_free (self->address);
  g_free (self);
}

static void
job_free (Job *self)
{
  g_clear_object (&self->fetcher);
  g_ptr_array_unref (self->tasks);
  g_clear_object (&self->cancellable);
  g_array_unref (self->copies);
  g_clear_pointer (&self->record, zb_fetch_record_free);
  g_clear_pointer (&self->hosts, g_ptr_array_unref);
  g_clear_pointer (&self->answer, zb_fetch_answer_free);
  g_clear_error (&self->error);
  g_free (self->address);
  g_free (self->host);
  g_free (self);
}

static void
zb_picture_fetcher_finalize (GObject *object)
{
  ZbPictureFetcher *self = ZB_PICTURE_FETCHER (object);

  /* Each job holds this, so none is left. */
  g_hash_table_unref (self->jobs);
  g_clear_pointer (&self->hosts, zb_host_table_free);
  g_clear_object (&self->library);
  g_clear_object (&self->fetcher);

  G_OBJECT_CLASS (zb_picture_fetcher_parent_class)->finalize (object);
}

static void
zb_picture_fetcher_class_init (ZbPictureFetcherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_picture_fetcher_finalize;
}

static void
zb_picture_fetcher_init (ZbPictureFetcher *self)
{
  self->jobs = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * zb_picture_fetcher_new:
 * @library: whose pictures
 * @fetcher: what asks; both belong to the thread that makes this
 *
 * Returns: (transfer full): what fetches pictures.
 */
ZbPictureFetcher *
zb_picture_fetcher_new (ZbLibrary *library,
                        ZbFetcher *fetcher)
{
  ZbPictureFetcher *self;

  g_return_val_if_fail (ZB_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (ZB_IS_FETCHER (fetcher), NULL);

  self = g_object_new (ZB_TYPE_PICTURE_FETCHER, NULL);
  self->library = g_object_ref (library);
  self->fetcher = g_object_ref (fetcher);
  return self;
}

/* --- The end ----------------------------------------------------------------------------------- */

static void
leave (Job *job)
{
  if (g_hash_table_lookup (job->fetcher->jobs, job->address) == job)
    g_hash_table_remove (job->fetcher->jobs, job->address);
}

/* Tells those for whom the work was done. Who came while it was being stored is served anew: most
 * likely the picture only has to be taken over. */
static void
end_job (Job *job)
{
  g_autoptr(ZbPictureFetcher) self = g_object_ref (job->fetcher);
  g_autoptr(GPtrArray) late = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_urgent = job->is_urgent;

  leave (job);
  while (job->tasks->len > 0)
    {
      g_autoptr(GTask) task = g_ptr_array_steal_index (job->tasks, 0);
      Waiter *waiter = g_task_get_task_data (task);

      if (job->error != NULL)
        {
          zb_timer_clear (&waiter->cancelled);
          g_task_return_error (task, g_error_copy (job->error));
        }
      else if (waiter->is_served)
        {
          zb_timer_clear (&waiter->cancelled);
          g_task_return_boolean (task, TRUE);
        }
      else
        g_ptr_array_add (late, g_steal_pointer (&task));
    }
  job_free (job);
  while (late->len > 0)
    join_job (self, g_ptr_array_steal_index (late, 0), is_urgent);
}

static void
run_in_thread (Job                 *job,
               GTaskThreadFunc      func,
               GAsyncReadyCallback  callback)
{
  /* Not of the fetcher, which the thread may let go of last, while it belongs to this one. */
  g_autoptr(GTask) task = g_task_new (job->fetcher->library, NULL, callback, job);

  job->was_urgent = job->is_urgent;
  g_array_set_size (job->copies, 0);
  for (guint i = 0; i < job->tasks->len; i++)
    {
      Waiter *waiter = g_task_get_task_data (g_ptr_array_index (job->tasks, i));

      waiter->is_served = TRUE;
      g_array_append_val (job->copies, waiter->copy_id);
    }
  g_task_set_source_tag (task, run_in_thread);
  g_task_set_task_data (task, job, NULL);
  g_task_run_in_thread (task, func);
}

/* --- Storing ----------------------------------------------------------------------------------- */

static void
set_error (Job    *job,
           GError *error)
{
  g_clear_error (&job->error);
  job->error = error;
}

static void
store (Job       *job,
       ZbLibrary *library)
{
  for (guint i = 0; i < job->copies->len; i++)
    {
      g_autoptr(GError) error = NULL;

      if (zb_library_store_fetched_picture (library, g_array_index (job->copies, gint64, i), job->address,
                                            job->answer->bytes, &error))
        continue;
      set_error (job, error->domain == ZB_DOCUMENT_ERROR ? zb_picture_answer_explain (error, job->host)
                                                         : g_steal_pointer (&error));
      return;
    }
}

static void
store_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  ZbLibrary *library = source_object;
  Job *job = task_data;
  g_autoptr(GError) error = NULL;

  set_error (job, zb_picture_answer_judge (job->answer, job->error, job->address, job->host));
  if (job->error == NULL)
    store (job, library);
  if (job->error != NULL && zb_picture_answer_remember (job->record, job->error, job->answer, get_now ()))
    zb_library_put_fetch (library, job->record, &error);
  for (guint i = 0; error == NULL && i < job->hosts->len; i++)
    zb_library_put_host (library, g_ptr_array_index (job->hosts, i), &error);
  if (error != NULL)
    set_error (job, g_steal_pointer (&error));
  g_task_return_boolean (task, TRUE);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  end_job (user_data);
}

/* --- Asking ------------------------------------------------------------------------------------ */

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Job *job = user_data;
  ZbPictureFetcher *self = job->fetcher;

  job->answer = zb_fetcher_fetch_finish (ZB_FETCHER (source), result, &job->error);
  /* Nobody waits any more. */
  if (g_error_matches (job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      end_job (job);
      return;
    }
  zb_picture_answer_note_host (self->hosts, job->host, job->answer, job->error, get_now ());
  g_clear_pointer (&job->hosts, g_ptr_array_unref);
  job->hosts = zb_host_table_take_changes (self->hosts);
  run_in_thread (job, store_thread, stored_cb);
}

/* What a synchronisation has learnt of the host meanwhile counts too. */
static gint64
get_host_turn (Job    *job,
               gint64  now)
{
  gint64 turn = zb_host_table_get_next_try (job->fetcher->hosts, job->host, now);

  for (guint i = 0; i < job->hosts->len; i++)
    {
      const ZbHostRecord *host = g_ptr_array_index (job->hosts, i);

      if (g_str_equal (host->host, job->host) && host->next_try > now)
        turn = MAX (turn, host->next_try);
    }
  return turn;
}

/* Why the address is not to be asked now; NULL where it may be. */
static GError *
find_objection (Job *job)
{
  const ZbFetchRecord *record = job->record;
  gint64 now = get_now ();
  const char *reason = record->reason != NULL ? record->reason : _("It could not be fetched, and is tried again later.");

  if (record->outcome == ZB_FETCH_GONE || (!job->is_urgent && record->next_try > now))
    return g_error_new_literal (ZB_SYNC_ERROR, ZB_SYNC_ERROR_LATER, reason);
  if (get_host_turn (job, now) > now)
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_LATER,
                        _("“%s” has asked not to be asked for a while. It is tried again later."), job->host);
  return NULL;
}

static void
ask (Job *job)
{
  ZbPictureFetcher *self = job->fetcher;
  ZbFetchRequest request = {
    .address = job->address,
    .may_be_local = job->may_be_local,
    .wants_picture = TRUE,
  };

  zb_fetcher_set_interval (self->fetcher, job->host, zb_host_table_get_interval (self->hosts, job->host));
  zb_fetcher_fetch_async (self->fetcher, &request, job->cancellable, fetched_cb, job);
}

/* --- The beginning ----------------------------------------------------------------------------- */

/* What the user has removed does not come back by itself, be it from another copy. */
static gboolean
take_known (Job        *job,
            ZbLibrary  *library,
            GError    **error)
{
  job->is_here = job->was_urgent || job->record->outcome != ZB_FETCH_REFUSED;
  for (guint i = 0; i < job->copies->len && job->is_here; i++)
    if (!zb_library_take_known_picture (library, g_array_index (job->copies, gint64, i), job->address, &job->is_here,
                                        error))
      return FALSE;
  return TRUE;
}

static void
look (Job        *job,
      ZbLibrary  *library,
      GError    **error)
{
  g_autofree char *name = zb_fetch_record_dup_picture_name (job->address);
  g_autoptr(GPtrArray) sources = NULL;

  job->record = zb_library_find_fetch (library, name, error);
  if (job->record == NULL || !take_known (job, library, error) || job->is_here)
    return;
  job->hosts = zb_library_list_hosts (library, error);
  sources = job->hosts != NULL ? zb_library_list_sources (library, error) : NULL;
  /* A source that the user has put into the local network names pictures there. */
  if (sources != NULL)
    job->may_be_local = zb_source_is_any_at (sources, job->host, FALSE);
}

static void
look_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Job *job = task_data;

  look (job, source_object, &job->error);
  g_task_return_boolean (task, TRUE);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Job *job = user_data;
  ZbPictureFetcher *self = job->fetcher;

  if (job->error == NULL && !job->is_here)
    {
      if (self->hosts == NULL)
        self->hosts = zb_host_table_new (job->hosts);
      job->error = find_objection (job);
    }
  if (job->error == NULL && !job->is_here && job->tasks->len > 0)
    ask (job);
  else
    end_job (job);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Waiter *waiter = g_task_get_task_data (task);
  ZbPictureFetcher *self = g_task_get_source_object (task);
  Job *job = g_hash_table_lookup (self->jobs, waiter->address);

  zb_timer_clear (&waiter->cancelled);
  g_task_return_error_if_cancelled (task);
  if (job == NULL || !g_ptr_array_remove (job->tasks, task) || job->tasks->len > 0)
    return G_SOURCE_REMOVE;
  /* Who asks from now on begins anew. */
  leave (job);
  g_cancellable_cancel (job->cancellable);
  return G_SOURCE_REMOVE;
}

/* Takes the task. */
static void
start_job (ZbPictureFetcher *self,
           GTask            *task,
           const char       *address,
           gboolean          is_urgent)
{
  Job *job = g_new0 (Job, 1);

  job->fetcher = g_object_ref (self);
  job->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (job->tasks, task);
  job->cancellable = g_cancellable_new ();
  job->is_urgent = is_urgent;
  job->address = g_strdup (address);
  job->host = zb_fetch_address_dup_host_of (address);
  job->copies = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_insert (self->jobs, job->address, job);
  run_in_thread (job, look_thread, looked_cb);
}

/* Takes the task, which waits for what is on its way already, or begins it. */
static void
join_job (ZbPictureFetcher *self,
          GTask            *task,
          gboolean          is_urgent)
{
  const Waiter *waiter = g_task_get_task_data (task);
  Job *job = g_hash_table_lookup (self->jobs, waiter->address);

  if (job == NULL)
    {
      start_job (self, task, waiter->address, is_urgent);
      return;
    }
  job->is_urgent = job->is_urgent || is_urgent;
  g_ptr_array_add (job->tasks, task);
}

static void
add_waiter (GTask      *task,
            gint64      copy_id,
            const char *address)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->copy_id = copy_id;
  waiter->address = g_strdup (address);
  g_task_set_task_data (task, waiter, waiter_free);
  if (cancellable == NULL)
    return;
  waiter->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
  g_source_attach (waiter->cancelled, g_main_context_get_thread_default ());
}

/**
 * zb_picture_fetcher_fetch_async:
 * @copy_id: a copy of a bulletin
 * @address: one of its pictures that is not stored
 * @is_urgent: whether the user asks for it: then what has failed is asked again at once; what hosts
 *   have asked for still holds
 * @cancellable: (nullable): ends it at any point
 *
 * Fetches a picture and stores it, unless that is known to fail now.
 */
void
zb_picture_fetcher_fetch_async (ZbPictureFetcher    *self,
                                gint64               copy_id,
                                const char          *address,
                                gboolean             is_urgent,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ZB_IS_PICTURE_FETCHER (self));
  g_return_if_fail (address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, zb_picture_fetcher_fetch_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  add_waiter (task, copy_id, address);
  join_job (self, g_steal_pointer (&task), is_urgent);
}

/**
 * zb_picture_fetcher_fetch_finish:
 *
 * Returns: whether the picture is stored now; %FALSE with an error of %ZB_SYNC_ERROR, of
 *   %ZB_LIBRARY_ERROR, or with %G_IO_ERROR_CANCELLED.
 */
gboolean
zb_picture_fetcher_fetch_finish (ZbPictureFetcher  *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
