/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-report-async.h"

#include "chart/zb-chart-calendar.h"
#include "chart/zb-chart-export.h"
#include "chart/zb-chart-report.h"
#include "chart/zb-chart-week.h"

/* A report of twenty years takes seconds, so it is drawn and written in a thread. */

typedef struct {
  ZbReportRequest *request;
  GFile           *file;
} SaveData;

static void
save_data_free (gpointer data)
{
  SaveData *self = data;

  zb_report_request_free (self->request);
  g_object_unref (self->file);
  g_free (self);
}

/**
 * zb_report_request_new:
 * @entries: (element-type ZbEntry): all bulletins
 * @figures: (array zero-terminated=1): ids of figures that are numbers
 * @from: a day of the first week
 * @to: a day of the last week
 *
 * Returns: (transfer full): what a report is made of.
 */
ZbReportRequest *
zb_report_request_new (GPtrArray          *entries,
                       const char * const *figures,
                       const GDate        *from,
                       const GDate        *to)
{
  ZbReportRequest *self = g_new0 (ZbReportRequest, 1);

  self->entries = g_ptr_array_ref (entries);
  self->figures = g_strdupv ((char **) figures);
  self->from = *from;
  self->to = *to;
  return self;
}

/**
 * zb_report_request_free:
 */
void
zb_report_request_free (ZbReportRequest *self)
{
  g_ptr_array_unref (self->entries);
  g_strfreev (self->figures);
  g_free (self);
}

/**
 * zb_report_request_dup_file_name:
 *
 * Returns: (transfer full): a name to propose: "zhoubao-report-2024-01-01-2024-12-29.pdf".
 */
char *
zb_report_request_dup_file_name (const ZbReportRequest *self)
{
  g_autofree char *from = zb_date_dup_iso (&self->from);
  g_autofree char *to = zb_date_dup_iso (&self->to);

  return g_strdup_printf ("zhoubao-report-%s-%s.pdf", from, to);
}

/* Returns: (transfer full) (nullable): the PDF */
static GBytes *
make_report (const ZbReportRequest  *request,
             GCancellable           *cancellable,
             GError                **error)
{
  static const ZbChartCellState states[] = {
    [ZB_ENTRY_MISSING] = ZB_CHART_CELL_MISSING,
    [ZB_ENTRY_FIGURES] = ZB_CHART_CELL_FIGURES,
    [ZB_ENTRY_TEXT] = ZB_CHART_CELL_TEXT,
  };
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  g_autoptr(GPtrArray) calendar = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_calendar_week_free);

  for (guint i = 0; i < request->entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (request->entries, i);

      g_ptr_array_add (weeks, zb_chart_week_new (entry->issue, &entry->period, entry->figures));
      g_ptr_array_add (calendar, zb_chart_calendar_week_new (entry->issue, &entry->period, states[entry->state]));
    }
  return zb_chart_report_of_weeks (weeks, calendar, (const char * const *) request->figures, &request->from, &request->to,
                                   cancellable, error);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const SaveData *data = task_data;
  GError *error = NULL;
  g_autoptr(GBytes) bytes = make_report (data->request, cancellable, &error);

  if (bytes != NULL && zb_chart_write_file (data->file, bytes, cancellable, &error))
    g_task_return_pointer (task, g_object_ref (data->file), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zb_report_save_async:
 * @request: (transfer full): what it is made of
 * @file: where to; replaced only when all of the report is there
 *
 * Makes a report and writes it.
 */
void
zb_report_save_async (ZbReportRequest     *request,
                      GFile               *file,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SaveData *data = g_new0 (SaveData, 1);

  data->request = request;
  data->file = g_object_ref (file);
  g_task_set_source_tag (task, zb_report_save_async);
  g_task_set_task_data (task, data, save_data_free);
  /* One that is written is there, also when it was to be stopped at the last moment. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * zb_report_save_finish:
 *
 * Returns: (transfer full) (nullable): what was written, or %NULL with an error of zb_chart_report_of_weeks() or
 *   zb_chart_write_file(); then the file is as it was before.
 */
GFile *
zb_report_save_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, zb_report_save_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
