/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-folder-watch.h"

#include "sync/zb-timer.h"

/* Watches a folder and all folders in it. What changes is not looked at here: the folder is imported
 * again, and what is known is known by its bytes. */

/* The system watches a limited number of folders for all programs together. */
#define MAX_FOLDERS 1000
#define MAX_DEPTH 32

struct _ZbFolderWatch {
  GObject       parent_instance;
  char         *path;
  guint         settle_ms;
  GCancellable *cancellable;
  /* (element-type utf8 GFileMonitor) */
  GHashTable   *monitors;
  GSource      *timer;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbFolderWatch, zb_folder_watch, G_TYPE_OBJECT)

static void walk (ZbFolderWatch *self);

static void
zb_folder_watch_dispose (GObject *object)
{
  ZbFolderWatch *self = ZB_FOLDER_WATCH (object);

  zb_timer_clear (&self->timer);
  g_cancellable_cancel (self->cancellable);
  g_hash_table_remove_all (self->monitors);

  G_OBJECT_CLASS (zb_folder_watch_parent_class)->dispose (object);
}

static void
zb_folder_watch_finalize (GObject *object)
{
  ZbFolderWatch *self = ZB_FOLDER_WATCH (object);

  g_hash_table_unref (self->monitors);
  g_object_unref (self->cancellable);
  g_free (self->path);

  G_OBJECT_CLASS (zb_folder_watch_parent_class)->finalize (object);
}

static void
zb_folder_watch_class_init (ZbFolderWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = zb_folder_watch_dispose;
  object_class->finalize = zb_folder_watch_finalize;

  /**
   * ZbFolderWatch::changed:
   *
   * Something in the folder is another, and nothing more has happened for a moment.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

/* Each is told to stop, since others may hold it for a moment longer. */
static void
monitor_free (gpointer data)
{
  g_file_monitor_cancel (data);
  g_object_unref (data);
}

static void
zb_folder_watch_init (ZbFolderWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, monitor_free);
}

static gboolean
settled_cb (gpointer user_data)
{
  g_autoptr(ZbFolderWatch) self = g_object_ref (user_data);

  zb_timer_clear (&self->timer);
  /* There may be new folders, too. */
  walk (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* A file that is being written changes many times. */
static void
event_cb (GFileMonitor     *monitor,
          GFile            *file,
          GFile            *other,
          GFileMonitorEvent event,
          ZbFolderWatch    *self)
{
  if (event == G_FILE_MONITOR_EVENT_DELETED || event == G_FILE_MONITOR_EVENT_MOVED_OUT ||
      event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED)
    return;
  zb_timer_set (&self->timer, self->settle_ms, settled_cb, self);
}

static void
collect (const char *path,
         guint       depth,
         GPtrArray  *folders)
{
  g_autoptr(GDir) folder = depth < MAX_DEPTH && folders->len < MAX_FOLDERS ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;

  if (folder == NULL)
    return;
  g_ptr_array_add (folders, g_strdup (path));
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (!g_file_test (inner, G_FILE_TEST_IS_SYMLINK) && g_file_test (inner, G_FILE_TEST_IS_DIR))
        collect (inner, depth + 1, folders);
    }
}

static void
walk_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);

  collect (task_data, 0, folders);
  g_task_return_pointer (task, folders, (GDestroyNotify) g_ptr_array_unref);
}

static void
watch (ZbFolderWatch *self,
       const char    *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GFileMonitor *monitor;

  if (g_hash_table_contains (self->monitors, path))
    return;
  monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  /* Where a system cannot watch, the schedule looks. */
  if (monitor == NULL)
    return;
  g_signal_connect_object (monitor, "changed", G_CALLBACK (event_cb), self, 0);
  g_hash_table_insert (self->monitors, g_strdup (path), monitor);
}

static void
walked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GPtrArray) folders = g_task_propagate_pointer (G_TASK (result), NULL);

  for (guint i = 0; folders != NULL && i < folders->len; i++)
    watch (ZB_FOLDER_WATCH (source), g_ptr_array_index (folders, i));
}

/* Finds the folders in another thread, and watches those that are not watched yet. */
static void
walk (ZbFolderWatch *self)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, walked_cb, NULL);

  g_task_set_source_tag (task, walk);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, walk_thread);
}

/**
 * zb_folder_watch_new:
 * @path: the folder
 * @settle_ms: for how long nothing more has to happen before ::changed is said
 *
 * Returns: (transfer full): what watches it, in this thread.
 */
ZbFolderWatch *
zb_folder_watch_new (const char *path,
                     guint       settle_ms)
{
  ZbFolderWatch *self = g_object_new (ZB_TYPE_FOLDER_WATCH, NULL);

  self->path = g_strdup (path);
  self->settle_ms = settle_ms;
  walk (self);
  return self;
}
