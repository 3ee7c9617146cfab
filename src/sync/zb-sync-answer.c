/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-answer.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "sync/zb-retry-after.h"

/* What has failed so often one after the other is asked seldom from then on. A copy that is not there so often is given
 * up; its address stays known, and may be found again. */
#define FAILURES_TO_GIVE_UP 8

/* More than a list of all weeks there have been names; a list beyond that is none. */
#define MAX_TASKS 10000

/* A day's folder that is not there yet may be some hours later; a page that is not there or refuses
 * may be days later. */
#define MISSING_LIST_SECONDS (3 * 3600)
#define MISSING_COPY_SECONDS (24 * 3600)
#define MAX_MISSING_SECONDS (30 * 24 * 3600)

#define WECHAT_HOST "mp.weixin.qq.com"

/**
 * zb_sync_answer_new:
 * @task: (transfer full): what is asked
 * @record: (transfer full): what is known of its address
 * @host: whom it is asked
 *
 * Returns: (transfer full): a request that has not ended.
 */
ZbSyncAnswer *
zb_sync_answer_new (ZbTask        *task,
                    ZbFetchRecord *record,
                    const char    *host)
{
  ZbSyncAnswer *self = g_new0 (ZbSyncAnswer, 1);

  self->task = task;
  self->record = record;
  self->host = g_strdup (host);
  return self;
}

/**
 * zb_sync_answer_free:
 */
void
zb_sync_answer_free (ZbSyncAnswer *self)
{
  g_clear_pointer (&self->task, zb_task_free);
  g_clear_pointer (&self->record, zb_fetch_record_free);
  g_clear_pointer (&self->answer, zb_fetch_answer_free);
  g_clear_pointer (&self->step, zb_sync_step_free);
  g_clear_error (&self->error);
  g_free (self->host);
  g_free (self->message);
  g_free (self);
}

static void
set_message (ZbSyncAnswer *self,
             const char   *message)
{
  g_free (self->message);
  self->message = g_strdup (message);
  g_free (self->record->reason);
  self->record->reason = g_strdup (message);
}

/* The record goes into the library with the step. */
static void
end (ZbSyncAnswer   *self,
     ZbSyncVerdict   verdict,
     ZbFetchOutcome  outcome)
{
  self->verdict = verdict;
  self->record->outcome = outcome;
  if (verdict == ZB_VERDICT_TAKEN || verdict == ZB_VERDICT_UNCHANGED)
    {
      self->record->n_failures = 0;
      self->record->next_try = 0;
      g_clear_pointer (&self->record->reason, g_free);
    }
  self->step->fetch = g_steal_pointer (&self->record);
}

static void
end_task (ZbSyncAnswer *self)
{
  self->step->done = g_strdup (self->task->address);
}

/* What went wrong may go well later, later with each time. It is never given up: nobody may name it again. */
static void
fail (ZbSyncAnswer          *self,
      const ZbSourceContext *context,
      ZbSyncVerdict          verdict,
      const char            *message)
{
  ZbFetchRecord *record = self->record;
  gint64 pause;

  set_message (self, message);
  /* What is asked again within a run fails once. */
  if (self->attempt == 0 || record->n_failures == 0)
    record->n_failures++;
  pause = record->n_failures < FAILURES_TO_GIVE_UP ? zb_retry_after_guess (record->n_failures, g_random_double ())
                                                   : MAX_MISSING_SECONDS;
  record->next_try = context->now + pause;
  end (self, verdict, ZB_FETCH_FAILED);
}

/* Nothing wanted is there: the address may be asked again after a long time. The task is done, but for a copy that was
 * named before it is there: nobody may name it again. */
static void
miss (ZbSyncAnswer          *self,
      const ZbSourceContext *context,
      ZbSyncVerdict          verdict,
      ZbFetchOutcome         outcome)
{
  ZbFetchRecord *record = self->record;
  gint64 pause = self->task->kind == ZB_TASK_LIST ? MISSING_LIST_SECONDS
                                                  : MISSING_COPY_SECONDS << MIN (record->n_failures, 10);

  record->n_failures++;
  record->checked = context->now;
  record->next_try = context->now + (gint64) ((double) MIN (pause, MAX_MISSING_SECONDS) * g_random_double_range (1, 1.2));
  if (outcome != ZB_FETCH_MISSING || self->task->kind == ZB_TASK_LIST || record->n_failures >= FAILURES_TO_GIVE_UP)
    end_task (self);
  end (self, verdict, outcome);
}

static void
pause_host (ZbSyncAnswer *self)
{
  g_autofree char *message =
    g_strdup_printf (_("“%s” has asked not to be asked for a while. It is tried again later."), self->host);

  self->verdict = ZB_VERDICT_PAUSE;
  self->wait = self->answer->retry_after;
  set_message (self, message);
  g_clear_pointer (&self->record->reason, g_free);
}

static void
judge_error (ZbSyncAnswer          *self,
             const ZbSourceContext *context)
{
  const GError *error = self->error;
  gboolean is_unreachable = g_error_matches (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_OFFLINE) ||
                            g_error_matches (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONNECTION) ||
                            g_error_matches (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_TIMEOUT) ||
                            g_error_matches (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_TLS);

  self->may_be_retried = g_error_matches (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONNECTION) ||
                         g_error_matches (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_CUT_OFF);
  fail (self, context, is_unreachable ? ZB_VERDICT_UNREACHABLE : ZB_VERDICT_FAILED, error->message);
}

/**
 * zb_sync_answer_wants_pause:
 *
 * Returns: whether the host has answered that it does not want to be asked now.
 */
gboolean
zb_sync_answer_wants_pause (const ZbSyncAnswer *self)
{
  if (self->answer == NULL)
    return FALSE;
  switch (self->answer->status)
    {
    case ZB_FETCH_TOO_MANY_REQUESTS:
      return TRUE;
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
    case SOUP_STATUS_FORBIDDEN:
      return self->answer->retry_after >= 0;
    default:
      return FALSE;
    }
}

/* All answers but those with a body. */
static void
judge_status (ZbSyncAnswer          *self,
              const ZbSourceContext *context)
{
  guint status = self->answer->status;
  g_autofree char *message = NULL;

  if (zb_sync_answer_wants_pause (self))
    {
      pause_host (self);
      return;
    }
  switch (status)
    {
    case SOUP_STATUS_NOT_FOUND:
      message = g_strdup_printf (_("There is nothing at “%s”."), self->task->address);
      set_message (self, message);
      miss (self, context, ZB_VERDICT_MISSING, ZB_FETCH_MISSING);
      return;
    case SOUP_STATUS_GONE:
      message = g_strdup_printf (_("What was at “%s” is gone for good. It is not asked again."), self->task->address);
      set_message (self, message);
      miss (self, context, ZB_VERDICT_MISSING, ZB_FETCH_GONE);
      return;
    default:
      break;
    }
  self->may_be_retried = status >= SOUP_STATUS_INTERNAL_SERVER_ERROR;
  message = g_strdup_printf (_("“%s” answers with the error %u. It is tried again later."), self->host, status);
  fail (self, context, ZB_VERDICT_FAILED, message);
}

static void
take_validators (ZbSyncAnswer          *self,
                 const ZbSourceContext *context,
                 const guint8          *sha256)
{
  ZbFetchRecord *record = self->record;

  g_free (record->etag);
  g_free (record->last_modified);
  record->etag = g_strdup (self->answer->etag);
  record->last_modified = g_strdup (self->answer->last_modified);
  record->has_hash = TRUE;
  memcpy (record->sha256, sha256, sizeof record->sha256);
  record->checked = context->now;
}

static void
end_unchanged (ZbSyncAnswer          *self,
               const ZbSourceContext *context)
{
  self->record->checked = context->now;
  end_task (self);
  end (self, ZB_VERDICT_UNCHANGED, ZB_FETCH_OK);
}

static gboolean
read_list (ZbSyncAnswer          *self,
           ZbSource              *source,
           const ZbSourceContext *context,
           const guint8          *sha256,
           GError               **error)
{
  g_autoptr(GError) read_error = NULL;

  if (zb_source_read (source, context, self->task, self->answer, self->step, &read_error))
    {
      if (self->step->tasks != NULL && self->step->tasks->len > MAX_TASKS)
        g_ptr_array_set_size (self->step->tasks, MAX_TASKS);
      take_validators (self, context, sha256);
      end_task (self);
      end (self, ZB_VERDICT_TAKEN, ZB_FETCH_OK);
      return TRUE;
    }
  if (!g_error_matches (read_error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONTENT))
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }
  g_clear_pointer (&self->step->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->step->files, g_ptr_array_unref);
  fail (self, context, ZB_VERDICT_FAILED, read_error->message);
  return TRUE;
}

/* What a copy is worth: its best bulletin's status. An article that links to a PDF is worth that. */
static const ZbBulletin *
find_best (GPtrArray *extractions)
{
  const ZbBulletin *best = NULL;

  for (guint i = 0; i < extractions->len; i++)
    {
      const ZbBulletin *bulletin = ((const ZbExtraction *) g_ptr_array_index (extractions, i))->bulletin;

      if (best == NULL || bulletin->status < best->status)
        best = bulletin;
    }
  return best;
}

static gboolean
is_refusal (const ZbBulletin *bulletin)
{
  return bulletin->attachments->len == 0 &&
         (bulletin->status == ZB_COPY_NO_TEXT || bulletin->status == ZB_COPY_BLOCKED ||
          bulletin->status == ZB_COPY_DELETED);
}

/* A refusal that names its issue is a witness; one of each address is enough. The bulletin belongs to the file. */
static void
end_refused (ZbSyncAnswer          *self,
             const ZbSourceContext *context,
             const ZbBulletin      *bulletin,
             ZbStoredFile          *file)
{
  self->is_slowed = strcmp (self->host, WECHAT_HOST) == 0 && bulletin->status != ZB_COPY_DELETED;
  set_message (self, bulletin->reason);
  if (self->record->outcome == ZB_FETCH_NEVER)
    {
      self->step->files = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_stored_file_free);
      g_ptr_array_add (self->step->files, file);
    }
  else
    zb_stored_file_free (file);
  miss (self, context, ZB_VERDICT_REFUSED, ZB_FETCH_REFUSED);
}

/* A page without a single byte is a fault on its way. Whoever refuses says so in a page. */
static void
fail_empty (ZbSyncAnswer          *self,
            const ZbSourceContext *context)
{
  g_autofree char *message =
    g_strdup_printf (_("“%s” has sent an empty answer. It is asked again later."), self->host);

  self->may_be_retried = TRUE;
  fail (self, context, ZB_VERDICT_FAILED, message);
}

static gboolean
read_copy (ZbSyncAnswer          *self,
           ZbSource              *source,
           const ZbSourceContext *context,
           const guint8          *sha256,
           GError               **error)
{
  g_autofree char *origin = g_utf8_make_valid (self->task->address, -1);
  g_autoptr(ZbStoredFile) file = zb_stored_file_new (self->answer->bytes, sha256, origin,
                                                     zb_library_get_extractor (context->library), error);
  const ZbBulletin *best;

  if (file == NULL)
    return FALSE;
  best = find_best (file->extractions);
  if (is_refusal (best))
    {
      end_refused (self, context, best, g_steal_pointer (&file));
      return TRUE;
    }
  if (best->status == ZB_COPY_UNREADABLE)
    {
      fail (self, context, ZB_VERDICT_FAILED, best->reason);
      return TRUE;
    }
  self->step->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_task_free);
  zb_source_follow (source, self->task, file->extractions, self->step->tasks);
  self->step->files = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_stored_file_free);
  g_ptr_array_add (self->step->files, g_steal_pointer (&file));
  take_validators (self, context, sha256);
  end_task (self);
  end (self, ZB_VERDICT_TAKEN, ZB_FETCH_OK);
  return TRUE;
}

/**
 * zb_sync_answer_read:
 * @source: whose task it was
 *
 * Reads what came, and says what it means and what it changes in the library.
 * May take long; any thread may do it.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR or %G_IO_ERROR where the
 *   library or the memory fails; whatever is wrong with the answer is its verdict.
 */
gboolean
zb_sync_answer_read (ZbSyncAnswer          *self,
                     ZbSource              *source,
                     const ZbSourceContext *context,
                     GError               **error)
{
  guint8 sha256[ZB_STORED_FILE_SHA256_SIZE];

  self->step = zb_sync_step_new ();
  if (self->error != NULL)
    {
      judge_error (self, context);
      return TRUE;
    }
  if (self->answer->moved_to != NULL)
    {
      g_free (self->record->moved_to);
      self->record->moved_to = g_strdup (self->answer->moved_to);
    }
  if (self->answer->status == SOUP_STATUS_NOT_MODIFIED && (self->record->etag != NULL || self->record->last_modified != NULL))
    {
      end_unchanged (self, context);
      return TRUE;
    }
  if (self->answer->status != SOUP_STATUS_OK)
    {
      judge_status (self, context);
      return TRUE;
    }
  zb_stored_file_hash (self->answer->bytes, sha256);
  if (self->record->has_hash && self->record->outcome == ZB_FETCH_OK &&
      memcmp (sha256, self->record->sha256, sizeof sha256) == 0)
    {
      take_validators (self, context, sha256);
      end_unchanged (self, context);
      return TRUE;
    }
  if (self->task->kind == ZB_TASK_LIST)
    return read_list (self, source, context, sha256, error);
  if (g_bytes_get_size (self->answer->bytes) == 0)
    {
      fail_empty (self, context);
      return TRUE;
    }
  return read_copy (self, source, context, sha256, error);
}
