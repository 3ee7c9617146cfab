/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-library-work.h"

#include <glib/gi18n.h>

#include "library/zb-backup.h"
#include "library/zb-importer.h"
#include "library/zb-library-restore.h"

/* One thing that is done with a library in a thread, and what came of it. While it runs, the thread alone
 * writes to it, but for the two counters. */
struct _ZbLibraryWork {
  GObject              parent_instance;
  ZbLibrary           *library;
  ZbLibraryWorkKind    kind;
  char               **paths;
  GCancellable        *cancellable;
  int                  done;
  int                  total;
  GError              *error;
  ZbLibraryStatistics  statistics;
  GPtrArray           *problems;
  ZbFeedResult         feed;
  ZbImportResult      *imported;
  char                *kept;
};

enum {
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZbLibraryWork, zb_library_work, G_TYPE_OBJECT)

static void
zb_library_work_finalize (GObject *object)
{
  ZbLibraryWork *self = ZB_LIBRARY_WORK (object);

  g_clear_object (&self->library);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_error (&self->error);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->imported, zb_import_result_unref);
  g_clear_pointer (&self->kept, g_free);

  G_OBJECT_CLASS (zb_library_work_parent_class)->finalize (object);
}

static void
zb_library_work_class_init (ZbLibraryWorkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_library_work_finalize;

  /**
   * ZbLibraryWork::finished:
   *
   * It is done, or has failed, or was cancelled.
   */
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", ZB_TYPE_LIBRARY_WORK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
}

static void
zb_library_work_init (ZbLibraryWork *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * zb_library_work_new:
 * @library: the library
 * @kind: what to do
 * @paths: (nullable): the file to write or to read, or the files to take in
 *
 * Returns: (transfer full): something to be done. Nothing is done yet.
 */
ZbLibraryWork *
zb_library_work_new (ZbLibrary          *library,
                     ZbLibraryWorkKind   kind,
                     const char * const *paths)
{
  ZbLibraryWork *self = g_object_new (ZB_TYPE_LIBRARY_WORK, NULL);

  self->library = g_object_ref (library);
  self->kind = kind;
  self->paths = g_strdupv ((char **) paths);
  return self;
}

static void
progress_cb (guint    done,
             guint    total,
             gpointer data)
{
  ZbLibraryWork *self = data;

  g_atomic_int_set (&self->total, (int) total);
  g_atomic_int_set (&self->done, (int) done);
}

static gboolean
export (ZbLibraryWork *self,
        GError       **error)
{
  g_autoptr(GBytes) feed = zb_library_export_feed (self->library, &self->feed, progress_cb, self, self->cancellable,
                                                   error);
  g_autofree char *shown = g_filename_display_name (self->paths[0]);
  g_autoptr(GError) reason = NULL;

  if (feed == NULL)
    return FALSE;
  if (g_file_set_contents_full (self->paths[0], g_bytes_get_data (feed, NULL), (gssize) g_bytes_get_size (feed),
                                G_FILE_SET_CONTENTS_CONSISTENT, 0666, &reason))
    return TRUE;
  g_set_error (error, reason->domain, reason->code,
               _("“%1$s” could not be written: %2$s. Nothing was changed there; choose another place, or "
                 "make room."), shown, reason->message);
  return FALSE;
}

static void
import (ZbLibraryWork *self)
{
  g_autoptr(ZbImporter) importer = zb_importer_new (self->library);

  zb_importer_set_progress (importer, progress_cb, self);
  self->imported = zb_importer_import_paths (importer, (const char * const *) self->paths, self->cancellable);
}

static gboolean
work (ZbLibraryWork *self,
      GError       **error)
{
  switch (self->kind)
    {
    case ZB_LIBRARY_WORK_CHECK:
      self->problems = zb_library_check (self->library, self->cancellable, error);
      return self->problems != NULL;
    case ZB_LIBRARY_WORK_BACK_UP:
      return zb_backup_save (zb_library_get_path (self->library), self->paths[0], progress_cb, self, self->cancellable,
                             error);
    case ZB_LIBRARY_WORK_RESTORE:
      return zb_library_restore (self->library, self->paths[0], &self->kept, progress_cb, self, self->cancellable,
                                 error);
    case ZB_LIBRARY_WORK_EXPORT:
      return export (self, error);
    case ZB_LIBRARY_WORK_IMPORT:
      import (self);
      return TRUE;
    case ZB_LIBRARY_WORK_COUNT:
    default:
      return zb_library_count (self->library, &self->statistics, error);
    }
}

static void
work_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  ZbLibraryWork *self = source;

  g_task_return_boolean (task, work (self, &self->error));
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_signal_emit (source, signals[SIGNAL_FINISHED], 0);
}

/**
 * zb_library_work_start:
 *
 * Begins, in a thread. To be called once.
 */
void
zb_library_work_start (ZbLibraryWork *self)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ZB_IS_LIBRARY_WORK (self));

  task = g_task_new (self, NULL, done_cb, NULL);
  g_task_set_source_tag (task, zb_library_work_start);
  g_task_run_in_thread (task, work_in_thread);
}

/**
 * zb_library_work_cancel:
 *
 * Asks it to stop. What is stored then is told when it has finished.
 */
void
zb_library_work_cancel (ZbLibraryWork *self)
{
  g_return_if_fail (ZB_IS_LIBRARY_WORK (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * zb_library_work_get_kind:
 */
ZbLibraryWorkKind
zb_library_work_get_kind (ZbLibraryWork *self)
{
  g_return_val_if_fail (ZB_IS_LIBRARY_WORK (self), ZB_LIBRARY_WORK_COUNT);

  return self->kind;
}

/**
 * zb_library_work_get_path:
 *
 * Returns: (nullable) (transfer none): the first of its files.
 */
const char *
zb_library_work_get_path (ZbLibraryWork *self)
{
  g_return_val_if_fail (ZB_IS_LIBRARY_WORK (self), NULL);

  return self->paths != NULL ? self->paths[0] : NULL;
}

/**
 * zb_library_work_get_fraction:
 *
 * Returns: how much of it is done, from 0 to 1; a negative number where that is not known.
 */
double
zb_library_work_get_fraction (ZbLibraryWork *self)
{
  int total;

  g_return_val_if_fail (ZB_IS_LIBRARY_WORK (self), -1);

  total = g_atomic_int_get (&self->total);
  return total > 0 ? CLAMP (g_atomic_int_get (&self->done) / (double) total, 0, 1) : -1;
}

/**
 * zb_library_work_get_error:
 *
 * Returns: (nullable) (transfer none): why it has failed, when it has finished.
 */
const GError *
zb_library_work_get_error (ZbLibraryWork *self)
{
  g_return_val_if_fail (ZB_IS_LIBRARY_WORK (self), NULL);

  return self->error;
}

/**
 * zb_library_work_get_statistics:
 *
 * Returns: (transfer none): what was counted.
 */
const ZbLibraryStatistics *
zb_library_work_get_statistics (ZbLibraryWork *self)
{
  g_return_val_if_fail (ZB_IS_LIBRARY_WORK (self), NULL);

  return &self->statistics;
}

/**
 * zb_library_work_get_problems:
 *
 * Returns: (nullable) (transfer none) (element-type utf8): what a check has found.
 */
GPtrArray *
zb_library_work_get_problems (ZbLibraryWork *self)
{
  g_return_val_if_fail (ZB_IS_LIBRARY_WORK (self), NULL);

  return self->problems;
}

/**
 * zb_library_work_get_feed:
 *
 * Returns: (transfer none): what the feed holds that was written.
 */
const ZbFeedResult *
zb_library_work_get_feed (ZbLibraryWork *self)
{
  g_return_val_if_fail (ZB_IS_LIBRARY_WORK (self), NULL);

  return &self->feed;
}

/**
 * zb_library_work_get_import:
 *
 * Returns: (nullable) (transfer none): what became of an import.
 */
ZbImportResult *
zb_library_work_get_import (ZbLibraryWork *self)
{
  g_return_val_if_fail (ZB_IS_LIBRARY_WORK (self), NULL);

  return self->imported;
}

/**
 * zb_library_work_get_kept:
 *
 * Returns: (nullable) (transfer none): where the library is that was there before another one was restored.
 */
const char *
zb_library_work_get_kept (ZbLibraryWork *self)
{
  g_return_val_if_fail (ZB_IS_LIBRARY_WORK (self), NULL);

  return self->kept;
}
