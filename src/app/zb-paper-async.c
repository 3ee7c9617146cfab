/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-paper-async.h"

#include "chart/zb-chart-export.h"
#include "paper/zb-issue-paper.h"

/* A long text makes hundreds of pages, so they are laid out and written in a thread. */

typedef struct {
  ZbDetail  *detail;
  ZbLibrary *library;
  GPtrArray *entries;
  GFile     *file;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  zb_detail_unref (self->detail);
  g_clear_object (&self->library);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->file);
  g_free (self);
}

static void
start (ZbDetail            *detail,
       ZbLibrary           *library,
       GPtrArray           *entries,
       GFile               *file,
       gpointer             tag,
       GTaskThreadFunc      func,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->detail = zb_detail_ref (detail);
  work->library = library != NULL ? g_object_ref (library) : NULL;
  work->entries = entries != NULL ? g_ptr_array_ref (entries) : NULL;
  work->file = file != NULL ? g_object_ref (file) : NULL;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, work, work_free);
  /* One that is written is there, also when it was to be stopped at the last moment. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, func);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Work *work = task_data;
  GError *error = NULL;
  g_autoptr(GBytes) pdf = zb_issue_paper_to_pdf (work->detail, work->library, work->entries, cancellable, &error);

  if (pdf != NULL && zb_chart_write_file (work->file, pdf, cancellable, &error))
    g_task_return_pointer (task, g_object_ref (work->file), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zb_paper_save_async:
 * @detail: the bulletin
 * @library: (nullable): where its pictures are
 * @entries: (nullable) (element-type ZbEntry): all bulletins, to compare with
 * @file: where to; replaced only when all of the new one is there
 *
 * Makes a PDF of one issue and writes it.
 */
void
zb_paper_save_async (ZbDetail            *detail,
                     ZbLibrary           *library,
                     GPtrArray           *entries,
                     GFile               *file,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  start (detail, library, entries, file, zb_paper_save_async, save_in_thread, cancellable, callback,
         user_data);
}

/**
 * zb_paper_save_finish:
 *
 * Returns: (transfer full) (nullable): what was written, or %NULL with an error of zb_issue_paper_to_pdf() or
 *   zb_chart_write_file(); then the file is as it was before.
 */
GFile *
zb_paper_save_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, zb_paper_save_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
record_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const Work *work = task_data;
  GError *error = NULL;
  GPtrArray *pages = zb_issue_paper_record (work->detail, work->library, work->entries, cancellable, &error);

  if (pages != NULL)
    g_task_return_pointer (task, pages, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zb_paper_record_async:
 *
 * Makes the pages of one issue for a printer.
 */
void
zb_paper_record_async (ZbDetail            *detail,
                       ZbLibrary           *library,
                       GPtrArray           *entries,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  start (detail, library, entries, NULL, zb_paper_record_async, record_in_thread, cancellable, callback,
         user_data);
}

/**
 * zb_paper_record_finish:
 *
 * Returns: (transfer full) (nullable) (element-type cairo_surface_t): the pages, or %NULL with an error of
 *   zb_issue_paper_record().
 */
GPtrArray *
zb_paper_record_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, zb_paper_record_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
