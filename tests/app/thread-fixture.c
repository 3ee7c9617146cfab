/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "thread-fixture.h"

#include "window-fixture.h"

/* More than the threads that tasks are done in, however long a test waits. */
#define N_BLOCKERS 400

static void
block_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Blockers *self = data;

  g_mutex_lock (&self->mutex);
  while (!self->may_go)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_task_return_boolean (task, TRUE);
}

static void
unblocked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  ((Blockers *) user_data)->n_left--;
}

/* Until unblock_threads() no task that is started from now on comes to its turn. */
void
block_threads (Blockers *self)
{
  *self = (Blockers) { .n_left = N_BLOCKERS };
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  for (guint i = 0; i < N_BLOCKERS; i++)
    {
      g_autoptr(GTask) task = g_task_new (NULL, NULL, unblocked_cb, self);

      g_task_set_task_data (task, self, NULL);
      g_task_run_in_thread (task, block_in_thread);
    }
}

void
unblock_threads (Blockers *self)
{
  g_mutex_lock (&self->mutex);
  self->may_go = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  WAIT_UNTIL (self->n_left == 0);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
}
