/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-source-run.h"

#include "library/zb-address.h"
#include "sync/zb-ask-queue.h"
#include "sync/zb-fetch-address.h"
#include "sync/zb-retry-after.h"
#include "sync/zb-source-job.h"
#include "sync/zb-sync-answer.h"
#include "sync/zb-timer.h"

/* One run of one source, from its plan to the line in the log. The thread that started it asks and
 * counts; planning, reading and storing is done in others, one step at a time. Answers that come while
 * others are stored are stored together next, so that the disk is asked seldom when they come fast. */

/* So many requests wait with the fetcher, and so many answers for being stored: what is fetched may be
 * large. */
#define MAX_ASKED 8
#define MIN_UNSTORED 8
#define MAX_UNSTORED 256
#define MAX_UNSTORED_BYTES (64 * 1024 * 1024)

/* What may go well soon is asked again within the run: so often, and each time so much later. */
#define MAX_RETRIES 2
#define RETRY_SECONDS 2

/* A host that wants a pause of no more than this is waited for. */
#define MAX_WAIT_SECONDS 30

struct _ZbSourceRun {
  GObject             parent_instance;
  ZbSourceRecord     *record;
  ZbSource           *source;
  ZbSourceRunOptions  options;
  char               *host;
  GTask              *task;
  ZbRunRecord        *run;
  ZbImportResult     *result;
  ZbAskQueue         *queue;
  GSource            *timer;
  GSource            *cancelled;
  /* (element-type ZbSyncAnswer): ended, and not stored yet. */
  GPtrArray          *ended;
  gsize               ended_bytes;
  /* More while all goes well; what a host thinks of us is known only when its answers are read. */
  guint               max_unstored;
  guint               n_asked;
  gboolean            is_busy;
  gboolean            is_planned;
  /* Whether something was stored since the plan was made. */
  gboolean            has_changed;
  gboolean            is_ending;
  gint64              next_try;
  GError             *error;
};

G_DEFINE_FINAL_TYPE (ZbSourceRun, zb_source_run, G_TYPE_OBJECT)

static void go_on (ZbSourceRun *self);

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
zb_source_run_finalize (GObject *object)
{
  ZbSourceRun *self = ZB_SOURCE_RUN (object);

  zb_timer_clear (&self->timer);
  zb_timer_clear (&self->cancelled);
  g_clear_pointer (&self->queue, zb_ask_queue_free);
  g_clear_pointer (&self->ended, g_ptr_array_unref);
  g_clear_pointer (&self->run, zb_run_record_free);
  g_clear_pointer (&self->result, zb_import_result_unref);
  g_clear_pointer (&self->record, zb_source_record_free);
  g_clear_object (&self->source);
  g_clear_object (&self->options.library);
  g_clear_object (&self->options.fetcher);
  g_clear_error (&self->error);
  g_free (self->host);

  G_OBJECT_CLASS (zb_source_run_parent_class)->finalize (object);
}

static void
zb_source_run_class_init (ZbSourceRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_source_run_finalize;
}

static void
zb_source_run_init (ZbSourceRun *self)
{
  self->queue = zb_ask_queue_new ();
  self->ended = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_sync_answer_free);
  self->result = zb_import_result_new ();
  self->max_unstored = MIN_UNSTORED;
}

/**
 * zb_source_run_new:
 * @record: the source, but no folder; its id is 0 where nothing is to be written into its log
 * @options: what to work with
 *
 * Returns: (transfer full): a run that has not started.
 */
ZbSourceRun *
zb_source_run_new (const ZbSourceRecord     *record,
                   const ZbSourceRunOptions *options)
{
  ZbSourceRun *self = g_object_new (ZB_TYPE_SOURCE_RUN, NULL);

  self->record = zb_source_record_copy (record);
  self->source = zb_source_new (record);
  self->options = *options;
  self->options.library = g_object_ref (options->library);
  self->options.fetcher = g_object_ref (options->fetcher);
  self->host = zb_fetch_address_dup_host_of (record->address);
  self->run = zb_run_record_new (record->id);
  return self;
}

static void
note_change (ZbSourceRun *self)
{
  if (self->options.changed != NULL)
    self->options.changed (self->options.data);
}

/* Whether the run ends as soon as what was begun is done. */
static gboolean
is_stopped (ZbSourceRun *self)
{
  return self->error != NULL || g_cancellable_is_cancelled (g_task_get_cancellable (self->task));
}

static void
note_next_try (ZbSourceRun *self,
               gint64       next_try)
{
  self->next_try = self->next_try == 0 ? next_try : MIN (self->next_try, next_try);
}

/* Whether the address is asked again within this run; then it is too early to speak of a failure. */
static gboolean
retry (ZbSourceRun  *self,
       ZbSyncAnswer *answer)
{
  ZbSyncAnswer *next;

  if (answer->step->done != NULL || is_stopped (self) ||
      !(answer->verdict == ZB_VERDICT_PAUSE ? answer->wait >= 0 && answer->wait <= MAX_WAIT_SECONDS
                                            : answer->may_be_retried) ||
      answer->attempt >= MAX_RETRIES)
    return FALSE;
  next = zb_sync_answer_new (g_steal_pointer (&answer->task),
                             answer->record != NULL ? g_steal_pointer (&answer->record)
                                                    : g_steal_pointer (&answer->step->fetch), answer->host);
  next->attempt = answer->attempt + 1;
  next->verdict = answer->verdict;
  next->message = g_strdup (answer->message);
  zb_ask_queue_postpone (self->queue, next, get_now () + MAX (answer->wait, RETRY_SECONDS * next->attempt));
  return TRUE;
}

static void
note_failure (ZbSourceRun        *self,
              const ZbSyncAnswer *answer)
{
  gboolean is_refused = answer->verdict == ZB_VERDICT_REFUSED;
  const ZbFetchRecord *fetch = answer->step != NULL ? answer->step->fetch : NULL;

  if (fetch != NULL && fetch->outcome == ZB_FETCH_FAILED)
    note_next_try (self, fetch->next_try);
  if (is_refused)
    self->run->refused++;
  else
    self->run->failed++;
  zb_run_record_add_note (self->run, answer->task->address, is_refused ? ZB_FETCH_REFUSED : ZB_FETCH_FAILED,
                          answer->message);
}

static void
note_answer (ZbSourceRun  *self,
             ZbSyncAnswer *answer)
{
  ZbHostTable *hosts = self->options.hosts;
  gint64 now = get_now ();
  gint64 until;

  switch (answer->verdict)
    {
    case ZB_VERDICT_UNCHANGED:
      self->run->unchanged++;
      zb_host_table_note_success (hosts, answer->host);
      return;
    case ZB_VERDICT_TAKEN:
      zb_host_table_note_success (hosts, answer->host);
      return;
    case ZB_VERDICT_REFUSED:
      if (answer->is_slowed)
        zb_host_table_note_refusal (hosts, answer->host,
                                    zb_address_get_kind (answer->task->address) == ZB_ADDRESS_UNSIGNED, now);
      break;
    case ZB_VERDICT_PAUSE:
      /* Noted when it came. */
      until = zb_host_table_get_next_try (hosts, answer->host, now);
      if (until > now + MAX_WAIT_SECONDS)
        note_next_try (self, until);
      break;
    case ZB_VERDICT_UNREACHABLE:
      zb_host_table_note_failure (hosts, answer->host, now);
      break;
    case ZB_VERDICT_MISSING:
      /* A day without a folder is the usual case, and a list ends somewhere. */
      zb_host_table_note_success (hosts, answer->host);
      if (answer->task->kind == ZB_TASK_LIST && !g_str_equal (answer->task->address, self->record->address))
        return;
      break;
    case ZB_VERDICT_FAILED:
    default:
      break;
    }
  if (!retry (self, answer))
    note_failure (self, answer);
}

static void
note_result (ZbSourceRun *self,
             ZbSourceJob *job)
{
  self->run->stored += job->result->imported + job->result->updated;
  if (self->record->kind != ZB_SOURCE_FEED)
    self->run->unchanged += job->result->duplicates;
  zb_import_result_add (self->result, job->result);
}

/* After answers that were all wanted, more may come at once. */
static void
adapt (ZbSourceRun *self,
       GPtrArray   *ended)
{
  for (guint i = 0; i < ended->len; i++)
    {
      ZbSyncVerdict verdict = ((const ZbSyncAnswer *) g_ptr_array_index (ended, i))->verdict;

      if (verdict != ZB_VERDICT_TAKEN && verdict != ZB_VERDICT_UNCHANGED && verdict != ZB_VERDICT_MISSING)
        {
          self->max_unstored = MIN_UNSTORED;
          return;
        }
    }
  if (ended->len > 0)
    self->max_unstored = MIN (self->max_unstored * 2, MAX_UNSTORED);
}

static void
job_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  ZbSourceRun *self = ZB_SOURCE_RUN (source);
  ZbSourceJob *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  self->is_busy = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (self->error == NULL)
        self->error = error;
      else
        g_error_free (error);
    }
  else
    {
      adapt (self, job->ended);
      for (guint i = 0; i < job->ended->len; i++)
        note_answer (self, g_ptr_array_index (job->ended, i));
      self->has_changed = self->has_changed || job->ended->len > 0;
      note_result (self, job);
      g_ptr_array_set_free_func (job->planned, NULL);
      for (guint i = 0; i < job->planned->len; i++)
        zb_ask_queue_push (self->queue, g_ptr_array_index (job->planned, i));
    }
  note_change (self);
  go_on (self);
}

static void
start_job (ZbSourceRun *self,
           gboolean     plans)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, job_cb, NULL);
  ZbSourceJob *job = zb_source_job_new (self->source, self->run);

  job->plans = plans;
  job->context.library = self->options.library;
  job->context.all = self->options.all;
  job->context.is_urgent = self->options.is_urgent;
  job->context.bulletin = self->options.bulletin;
  job->context.now = get_now ();
  job->context.asked = plans ? zb_ask_queue_dup_asked (self->queue) : NULL;
  job->ended = g_steal_pointer (&self->ended);
  self->ended = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_sync_answer_free);
  self->ended_bytes = 0;
  self->is_busy = TRUE;
  self->is_planned = TRUE;
  self->has_changed = self->has_changed && !plans;
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, (GDestroyNotify) zb_source_job_free);
  g_task_run_in_thread (task, zb_source_job_run_in_thread);
}

/* Nothing more is asked of the host from now on; what the answer means is found out when it is stored. */
static void
note_pause (ZbSourceRun        *self,
            const ZbSyncAnswer *answer)
{
  gint64 wait = answer->answer->retry_after;

  if (zb_sync_answer_wants_pause (answer))
    zb_host_table_note_pause (self->options.hosts, answer->host,
                              get_now () + (wait >= 0 ? wait : zb_retry_after_guess (1, g_random_double ())));
}

/* Whether the address is one to be asked in this run. */
static gboolean
is_wanted (ZbSourceRun        *self,
           const ZbSyncAnswer *answer)
{
  const ZbFetchRecord *record = answer->record;

  if (answer->attempt > 0)
    return TRUE;
  return !zb_ask_queue_was_asked (self->queue, record->address) && record->outcome != ZB_FETCH_GONE &&
         (record->outcome != ZB_FETCH_OK || answer->task->kind != ZB_TASK_COPY);
}

/* From when on the address may be asked; 0 for now. */
static gint64
get_turn (ZbSourceRun        *self,
          const ZbSyncAnswer *answer,
          gint64              now)
{
  const ZbFetchRecord *record = answer->record;
  gint64 turn = MAX (zb_host_table_get_next_try (self->options.hosts, answer->host, now), answer->not_before);
  /* Who asks for a source wants at least its own address to be asked. */
  gboolean is_impatient = answer->attempt > 0 || self->options.bulletin != 0 ||
                          (self->options.is_urgent && (record->outcome == ZB_FETCH_FAILED ||
                                                       g_str_equal (record->address, self->record->address)));

  if (!is_impatient)
    turn = MAX (turn, record->next_try);
  return turn > now ? turn : 0;
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(ZbSourceRun) self = ZB_SOURCE_RUN (((gpointer *) user_data)[0]);
  g_autoptr(ZbSyncAnswer) answer = ((gpointer *) user_data)[1];

  g_free (user_data);
  self->n_asked--;
  zb_ask_queue_note_ended (self->queue, answer);
  answer->answer = zb_fetcher_fetch_finish (ZB_FETCHER (source), result, &answer->error);
  if (answer->answer != NULL)
    {
      self->run->answered++;
      note_pause (self, answer);
      if (answer->answer->bytes != NULL)
        self->run->bytes += (gint64) g_bytes_get_size (answer->answer->bytes);
    }
  if (!g_error_matches (answer->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (answer->answer != NULL && answer->answer->bytes != NULL)
        self->ended_bytes += g_bytes_get_size (answer->answer->bytes);
      g_ptr_array_add (self->ended, g_steal_pointer (&answer));
    }
  note_change (self);
  go_on (self);
}

static void
ask (ZbSourceRun  *self,
     ZbSyncAnswer *answer)
{
  const ZbFetchRecord *record = answer->record;
  gpointer *data = g_new (gpointer, 2);
  ZbFetchRequest request = {
    .address = record->moved_to != NULL ? record->moved_to : record->address,
    .etag = record->etag,
    .last_modified = record->last_modified,
    /* A source that the user has put into the local network names pages there. */
    .may_be_local = *self->host != '\0' && g_str_equal (answer->host, self->host),
  };
  guint interval = zb_host_table_get_interval (self->options.hosts, answer->host);

  zb_ask_queue_note_asked (self->queue, answer);
  zb_fetcher_set_interval (self->options.fetcher, answer->host, interval);
  self->n_asked++;
  self->run->asked++;
  data[0] = g_object_ref (self);
  data[1] = answer;
  zb_fetcher_fetch_async (self->options.fetcher, &request, g_task_get_cancellable (self->task), fetched_cb, data);
}

/* Asks the address, or keeps it for later within the run, or leaves it for another run. */
static void
consider (ZbSourceRun  *self,
          ZbSyncAnswer *answer)
{
  gint64 now = get_now ();
  gint64 turn;

  if (!is_wanted (self, answer))
    {
      zb_sync_answer_free (answer);
      return;
    }
  turn = get_turn (self, answer, now);
  if (turn == 0)
    ask (self, answer);
  else if (turn <= now + MAX_WAIT_SECONDS)
    zb_ask_queue_postpone (self->queue, answer, turn);
  else
    {
      /* Its host has been silent or asked for a pause meanwhile: it is not asked again after all. */
      if (answer->attempt > 0)
        note_failure (self, answer);
      note_next_try (self, turn);
      zb_sync_answer_free (answer);
    }
}

static gboolean
timer_cb (gpointer user_data)
{
  ZbSourceRun *self = user_data;

  zb_timer_clear (&self->timer);
  go_on (self);
  return G_SOURCE_REMOVE;
}

/* Waits for the next one whose time has not come. */
static void
wake (ZbSourceRun *self)
{
  gint64 now = get_now ();
  gint64 next = zb_ask_queue_wake (self->queue, now);

  if (next == G_MAXINT64)
    zb_timer_clear (&self->timer);
  else
    zb_timer_set (&self->timer, (guint) MAX (1, next - now) * 1000, timer_cb, self);
}

static gboolean
may_ask (ZbSourceRun *self)
{
  return self->n_asked < MAX_ASKED && self->ended->len < self->max_unstored && self->ended_bytes < MAX_UNSTORED_BYTES;
}

static void
ask_more (ZbSourceRun *self)
{
  ZbSyncAnswer *answer;

  wake (self);
  while (may_ask (self) && (answer = zb_ask_queue_take (self->queue)) != NULL)
    consider (self, answer);
}

static void
end_thread (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  ZbSourceRun *self = source_object;
  GPtrArray *hosts = task_data;
  gboolean is_failure = self->error != NULL || (self->run->asked > 0 && self->run->answered == 0);
  guint n_failures = is_failure ? self->record->n_failures + 1 : 0;
  GError *error = NULL;

  self->run->ended = get_now ();
  if (is_failure)
    self->run->next_try = self->run->ended + zb_retry_after_guess (n_failures, g_random_double ());
  for (guint i = 0; i < hosts->len; i++)
    if (!zb_library_put_host (self->options.library, g_ptr_array_index (hosts, i), &error))
      {
        g_task_return_error (task, error);
        return;
      }
  if (self->record->id == 0 || self->run->id == 0 ||
      zb_library_end_run (self->options.library, self->run, n_failures, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ZbSourceRun *self = ZB_SOURCE_RUN (source);
  g_autoptr(GTask) task = g_steal_pointer (&self->task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) && self->error == NULL)
    self->error = g_steal_pointer (&error);
  g_clear_error (&error);
  note_change (self);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
end (ZbSourceRun *self)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, ended_cb, NULL);

  self->is_ending = TRUE;
  zb_timer_clear (&self->timer);
  zb_timer_clear (&self->cancelled);
  self->run->next_try = self->next_try;
  if (self->error != NULL)
    {
      g_free (self->run->error);
      self->run->error = g_strdup (self->error->message);
    }
  g_task_set_source_tag (task, end);
  g_task_set_task_data (task, zb_host_table_take_changes (self->options.hosts), (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, end_thread);
}

/* What is to be done next, whenever something was done. */
static void
go_on (ZbSourceRun *self)
{
  if (self->is_ending)
    return;
  if (!is_stopped (self))
    ask_more (self);
  if (self->is_busy)
    return;
  if (self->ended->len > 0 && self->error == NULL)
    start_job (self, FALSE);
  else if (self->n_asked > 0 || (zb_ask_queue_is_waiting (self->queue) && !is_stopped (self)))
    return;
  else if (!is_stopped (self) && (!self->is_planned || (self->has_changed && self->record->kind == ZB_SOURCE_KNOWN)))
    start_job (self, TRUE);
  else
    end (self);
}

/* A run that only waits for somebody's time has nothing else that would wake it. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  go_on (user_data);
  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (ZbSourceRun  *self,
                   GCancellable *cancellable)
{
  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
  g_source_attach (self->cancelled, g_main_context_get_thread_default ());
}

/**
 * zb_source_run_start_async:
 * @cancellable: (nullable): ends the run; what was fetched until then is stored
 *
 * Asks the source and all that it finds, until nothing is left to be asked
 * now. May be called once.
 */
void
zb_source_run_start_async (ZbSourceRun         *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (ZB_IS_SOURCE_RUN (self));
  g_return_if_fail (self->task == NULL && !self->is_ending);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, zb_source_run_start_async);
  /* What is half done is finished before the callback, also where it is cancelled. */
  g_task_set_check_cancellable (self->task, FALSE);
  self->run->started = get_now ();
  if (cancellable != NULL)
    watch_cancellable (self, cancellable);
  go_on (self);
}

/**
 * zb_source_run_start_finish:
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR where the library failed,
 *   or %G_IO_ERROR_CANCELLED. What went wrong with single addresses is in the record.
 */
gboolean
zb_source_run_start_finish (ZbSourceRun   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * zb_source_run_get_source:
 *
 * Returns: (transfer none): the source as it was when the run began.
 */
const ZbSourceRecord *
zb_source_run_get_source (ZbSourceRun *self)
{
  g_return_val_if_fail (ZB_IS_SOURCE_RUN (self), NULL);

  return self->record;
}

/**
 * zb_source_run_get_record:
 *
 * Returns: (transfer none): the numbers of the run until now.
 */
const ZbRunRecord *
zb_source_run_get_record (ZbSourceRun *self)
{
  g_return_val_if_fail (ZB_IS_SOURCE_RUN (self), NULL);

  return self->run;
}

/**
 * zb_source_run_get_result:
 *
 * Returns: (transfer none): what became of the files that it brought.
 */
ZbImportResult *
zb_source_run_get_result (ZbSourceRun *self)
{
  g_return_val_if_fail (ZB_IS_SOURCE_RUN (self), NULL);

  return self->result;
}

/**
 * zb_source_run_get_n_done:
 *
 * Returns: how many requests have been made and dealt with: those that are under way are left.
 */
guint
zb_source_run_get_n_done (ZbSourceRun *self)
{
  g_return_val_if_fail (ZB_IS_SOURCE_RUN (self), 0);

  return self->run->asked - MIN (self->run->asked, self->n_asked + self->ended->len);
}

/**
 * zb_source_run_get_n_left:
 *
 * Returns: how many addresses are still to be asked, as far as known.
 */
guint
zb_source_run_get_n_left (ZbSourceRun *self)
{
  g_return_val_if_fail (ZB_IS_SOURCE_RUN (self), 0);

  return zb_ask_queue_get_n_left (self->queue) + self->n_asked + self->ended->len;
}
