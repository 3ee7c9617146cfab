/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-source-job.h"

#include "sync/zb-parallel.h"

/* What a run does in another thread: answers are read and stored, and it is found out what is to be
 * asked next. */

/**
 * zb_source_job_new:
 * @source: whose run it is
 * @run: its line of the log; outlives the job
 *
 * Returns: (transfer full): a job with nothing in it; its context and the ended
 *   answers are for the caller to fill in.
 */
ZbSourceJob *
zb_source_job_new (ZbSource    *source,
                   ZbRunRecord *run)
{
  ZbSourceJob *self = g_new0 (ZbSourceJob, 1);

  self->source = g_object_ref (source);
  self->run = run;
  self->planned = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_sync_answer_free);
  self->result = zb_import_result_new ();
  return self;
}

/**
 * zb_source_job_free:
 */
void
zb_source_job_free (ZbSourceJob *self)
{
  g_clear_object (&self->source);
  g_clear_pointer (&self->ended, g_ptr_array_unref);
  g_clear_pointer (&self->planned, g_ptr_array_unref);
  g_clear_pointer (&self->result, zb_import_result_unref);
  g_clear_pointer (&self->context.asked, g_hash_table_unref);
  g_free (self);
}

static gboolean
add_planned (ZbSourceJob *self,
             GPtrArray   *tasks,
             GError     **error)
{
  g_ptr_array_set_free_func (tasks, NULL);
  for (guint i = 0; i < tasks->len; i++)
    {
      ZbTask *task = g_ptr_array_index (tasks, i);
      ZbFetchRecord *record = zb_library_find_fetch (self->context.library, task->address, error);

      if (record == NULL)
        {
          for (; i < tasks->len; i++)
            zb_task_free (g_ptr_array_index (tasks, i));
          return FALSE;
        }
      g_ptr_array_add (self->planned, zb_sync_answer_new (task, record, ""));
    }
  return TRUE;
}

/* What an earlier run has left, then what the source finds now. */
static gboolean
plan (ZbSourceJob *self,
      GError     **error)
{
  g_autoptr(GPtrArray) left = NULL;
  g_autoptr(GPtrArray) found = NULL;

  if (self->run->source != 0 && self->run->id == 0)
    {
      if (!zb_library_begin_run (self->context.library, self->run, error))
        return FALSE;
      left = zb_library_list_tasks (self->context.library, self->run->source, error);
      if (left == NULL || (self->context.bulletin == 0 && !add_planned (self, left, error)))
        return FALSE;
    }
  found = zb_source_plan (self->source, &self->context, error);
  return found != NULL && add_planned (self, found, error);
}

/* Further tasks as they are in the library now. */
static gboolean
collect_tasks (ZbSourceJob *self,
               GError     **error)
{
  for (guint i = 0; i < self->ended->len; i++)
    {
      ZbSyncStep *step = ((ZbSyncAnswer *) g_ptr_array_index (self->ended, i))->step;
      g_autoptr(GPtrArray) tasks = g_steal_pointer (&step->tasks);

      if (tasks != NULL && !add_planned (self, tasks, error))
        return FALSE;
    }
  return TRUE;
}

/* One answer to be read, in some thread. */
typedef struct {
  ZbSourceJob  *job;
  ZbSyncAnswer *answer;
  GError       *error;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_error (&self->error);
  g_free (self);
}

static void
read_answer (gpointer data,
             gpointer user_data)
{
  Reading *self = data;

  zb_sync_answer_read (self->answer, self->job->source, &self->job->context, &self->error);
}

static gboolean
read_answers (ZbSourceJob *self,
              GPtrArray   *steps,
              GError     **error)
{
  g_autoptr(GPtrArray) readings = g_ptr_array_new_with_free_func (reading_free);

  for (guint i = 0; i < self->ended->len; i++)
    {
      Reading *reading = g_new0 (Reading, 1);

      reading->job = self;
      reading->answer = g_ptr_array_index (self->ended, i);
      g_ptr_array_add (readings, reading);
    }
  zb_parallel_run (readings, read_answer, NULL);
  for (guint i = 0; i < readings->len; i++)
    {
      Reading *reading = g_ptr_array_index (readings, i);

      if (reading->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reading->error));
          return FALSE;
        }
      g_ptr_array_add (steps, reading->answer->step);
    }
  return TRUE;
}

/* Nobody needs what was stored any more; to let go of it takes long enough to be done here. */
static void
drop_files (ZbSourceJob *self)
{
  for (guint i = 0; i < self->ended->len; i++)
    {
      ZbSyncAnswer *answer = g_ptr_array_index (self->ended, i);

      g_clear_pointer (&answer->step->files, g_ptr_array_unref);
      g_clear_pointer (&answer->answer, zb_fetch_answer_free);
    }
}

/* Reads all answers, then stores what they bring in one transaction. */
static gboolean
store (ZbSourceJob *self,
       GError     **error)
{
  g_autoptr(GPtrArray) steps = g_ptr_array_new ();

  if (!read_answers (self, steps, error) ||
      !zb_library_commit_steps (self->context.library, self->run->source, steps, self->result, error) ||
      !collect_tasks (self, error))
    return FALSE;
  drop_files (self);
  return TRUE;
}

static gboolean
run (ZbSourceJob *self,
     GError     **error)
{
  return (self->ended->len == 0 || store (self, error)) && (!self->plans || plan (self, error));
}

/**
 * zb_source_job_run_in_thread:
 * @task_data: the job
 *
 * For g_task_run_in_thread(). Stores what has ended, then plans, where that is wanted.
 *
 * The task returns a boolean, or an error of %ZB_LIBRARY_ERROR or %G_IO_ERROR where the library
 * fails; then nothing was stored.
 */
void
zb_source_job_run_in_thread (GTask        *task,
                             gpointer      source_object,
                             gpointer      task_data,
                             GCancellable *cancellable)
{
  GError *error = NULL;

  if (run (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}
