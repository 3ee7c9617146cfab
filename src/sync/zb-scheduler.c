/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-scheduler.h"

#include "sync/zb-schedule.h"
#include "sync/zb-timer.h"

/* Says when it is time to synchronise: when the schedule says so, and then as soon as there is a network
 * that may be used for it. */

/* Timers stand still while the computer sleeps, so the clock is looked at now and then. */
#define LOOK_SECONDS 300

/* A network that comes back is not quite there at once. */
#define SETTLE_SECONDS 5

struct _ZbScheduler {
  GObject          parent_instance;
  ZbLibrary       *library;
  GNetworkMonitor *monitor;
  GCancellable    *cancellable;
  GSource         *timer;
  double           chance;
  gboolean         on_metered;
  gint64           next;
};

enum {
  SIGNAL_DUE,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbScheduler, zb_scheduler, G_TYPE_OBJECT)

/* What was read from the library. */
typedef struct {
  gint64   next;
  gboolean on_metered;
} Plan;

static void
zb_scheduler_dispose (GObject *object)
{
  ZbScheduler *self = ZB_SCHEDULER (object);

  zb_timer_clear (&self->timer);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (zb_scheduler_parent_class)->dispose (object);
}

static void
zb_scheduler_class_init (ZbSchedulerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_scheduler_dispose;

  /**
   * ZbScheduler::due:
   *
   * It is time to synchronise. Emitted once; zb_scheduler_update() is to be
   * called when that is done.
   */
  signals[SIGNAL_DUE] = g_signal_new ("due", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);

  /**
   * ZbScheduler::changed:
   *
   * The next time is another one.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
zb_scheduler_init (ZbScheduler *self)
{
  self->cancellable = g_cancellable_new ();
  self->chance = g_random_double ();
}

static gboolean
may_use_network (ZbScheduler *self)
{
  return g_network_monitor_get_network_available (self->monitor) &&
         g_network_monitor_get_connectivity (self->monitor) != G_NETWORK_CONNECTIVITY_PORTAL &&
         (self->on_metered || !g_network_monitor_get_network_metered (self->monitor));
}

static void set_timer (ZbScheduler *self,
                       gint64       seconds);

static gboolean
timer_cb (gpointer user_data)
{
  g_autoptr(ZbScheduler) self = g_object_ref (user_data);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  zb_timer_clear (&self->timer);
  if (self->next == 0)
    return G_SOURCE_REMOVE;
  if (self->next > now)
    set_timer (self, MIN (self->next - now, LOOK_SECONDS));
  else if (may_use_network (self))
    {
      self->next = 0;
      g_signal_emit (self, signals[SIGNAL_DUE], 0);
    }
  /* Else the network says when it is there. */
  return G_SOURCE_REMOVE;
}

static void
set_timer (ZbScheduler *self,
           gint64       seconds)
{
  zb_timer_set (&self->timer, (guint) seconds * 1000, timer_cb, self);
}

static void
network_cb (GNetworkMonitor *monitor,
            gboolean         is_available,
            ZbScheduler     *self)
{
  if (self->next != 0)
    set_timer (self, SETTLE_SECONDS);
}

static void
metered_cb (GNetworkMonitor *monitor,
            GParamSpec      *property,
            ZbScheduler     *self)
{
  network_cb (monitor, TRUE, self);
}

/**
 * zb_scheduler_new:
 * @library: whose settings and sources count; read in another thread
 * @monitor: what knows about the network
 *
 * Returns: (transfer full): a scheduler, which says ::due when it is time.
 */
ZbScheduler *
zb_scheduler_new (ZbLibrary       *library,
                  GNetworkMonitor *monitor)
{
  ZbScheduler *self;

  g_return_val_if_fail (ZB_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (G_IS_NETWORK_MONITOR (monitor), NULL);

  self = g_object_new (ZB_TYPE_SCHEDULER, NULL);
  self->library = g_object_ref (library);
  self->monitor = g_object_ref (monitor);
  g_signal_connect (monitor, "network-changed", G_CALLBACK (network_cb), self);
  g_signal_connect (monitor, "notify::network-metered", G_CALLBACK (metered_cb), self);
  zb_scheduler_update (self);
  return self;
}

static gint64
find_last_run (GPtrArray *runs)
{
  gint64 last = 0;

  for (guint i = 0; i < runs->len; i++)
    last = MAX (last, ((const ZbRunRecord *) g_ptr_array_index (runs, i))->started);
  /* A clock that was wrong once must not stop everything. */
  return MIN (last, g_get_real_time () / G_USEC_PER_SEC);
}

static void
plan_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  ZbScheduler *self = source_object;
  g_auto(ZbSyncSettings) settings = { 0, };
  g_autoptr(GPtrArray) sources = NULL;
  g_autoptr(GPtrArray) runs = NULL;
  g_autoptr(ZbLibrary) library = g_object_ref (task_data);
  GError *error = NULL;
  Plan *plan;

  if (zb_library_get_sync_settings (library, &settings, &error))
    sources = zb_library_list_sources (library, &error);
  if (sources != NULL)
    runs = zb_library_list_runs (library, 0, 1, &error);
  if (runs == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  plan = g_new0 (Plan, 1);
  plan->next = zb_schedule_get_next (&settings, sources, find_last_run (runs), self->chance);
  plan->on_metered = settings.on_metered;
  g_task_return_pointer (task, plan, g_free);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ZbScheduler *self = ZB_SCHEDULER (source);
  g_autoptr(GError) error = NULL;
  g_autofree Plan *plan = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (plan == NULL)
    {
      /* The library tells the user of its troubles elsewhere; here it is tried again. */
      g_debug ("%s", error->message);
      self->next = g_get_real_time () / G_USEC_PER_SEC + LOOK_SECONDS;
      set_timer (self, LOOK_SECONDS);
      return;
    }
  self->next = plan->next;
  self->on_metered = plan->on_metered;
  if (self->next != 0)
    set_timer (self, 0);
  else
    zb_timer_clear (&self->timer);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * zb_scheduler_update:
 *
 * Looks again: after a synchronisation, and where sources or settings have changed.
 */
void
zb_scheduler_update (ZbScheduler *self)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ZB_IS_SCHEDULER (self));

  task = g_task_new (self, self->cancellable, planned_cb, NULL);
  g_task_set_source_tag (task, zb_scheduler_update);
  g_task_set_task_data (task, g_object_ref (self->library), g_object_unref);
  g_task_run_in_thread (task, plan_thread);
}

/**
 * zb_scheduler_get_next:
 *
 * Returns: when it is due, in seconds since 1970, which may be past where it
 *   waits for a network; 0 for never, and until the library was read.
 */
gint64
zb_scheduler_get_next (ZbScheduler *self)
{
  g_return_val_if_fail (ZB_IS_SCHEDULER (self), 0);

  return self->next;
}
