/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-async.h"

/* What is drawn while the window goes on. */
typedef struct {
  ZbChart        *chart;
  ZbChartChoices  choices;
  GFile          *file;
  ZbChartFormat   format;
} DrawData;

static void
draw_data_free (gpointer data)
{
  DrawData *self = data;

  zb_chart_unref (self->chart);
  g_clear_object (&self->file);
  g_free (self);
}

static GTask *
new_task (ZbChart              *chart,
          const ZbChartChoices *choices,
          gpointer              source,
          GCancellable         *cancellable,
          GAsyncReadyCallback   callback,
          gpointer              user_data,
          gpointer              tag)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  DrawData *data = g_new0 (DrawData, 1);

  data->chart = zb_chart_ref (chart);
  data->choices = *choices;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, data, draw_data_free);
  return task;
}

static void
draw_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const DrawData *data = task_data;
  GError *error = NULL;
  GBytes *bytes = zb_chart_choices_draw (&data->choices, data->chart, ZB_CHART_PNG, cancellable, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zb_chart_draw_async:
 * @source: (nullable): what the answer is for
 *
 * Makes a PNG of a chart in a thread.
 */
void
zb_chart_draw_async (ZbChart              *chart,
                     const ZbChartChoices *choices,
                     gpointer              source,
                     GCancellable         *cancellable,
                     GAsyncReadyCallback   callback,
                     gpointer              user_data)
{
  g_autoptr(GTask) task = new_task (chart, choices, source, cancellable, callback, user_data,
                                    zb_chart_draw_async);

  g_task_run_in_thread (task, draw_in_thread);
}

/**
 * zb_chart_draw_finish:
 *
 * Returns: (transfer full) (nullable): the picture, or %NULL with an error of zb_chart_to_bytes().
 */
GBytes *
zb_chart_draw_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, zb_chart_draw_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
export_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  const DrawData *data = task_data;
  GError *error = NULL;

  if (zb_chart_choices_export (&data->choices, data->chart, data->file, data->format, cancellable, &error))
    g_task_return_pointer (task, g_object_ref (data->file), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * zb_chart_export_async:
 * @source: (nullable): what the answer is for
 *
 * Writes the file of a chart in a thread.
 */
void
zb_chart_export_async (ZbChart              *chart,
                       const ZbChartChoices *choices,
                       GFile                *file,
                       ZbChartFormat         format,
                       gpointer              source,
                       GAsyncReadyCallback   callback,
                       gpointer              user_data)
{
  g_autoptr(GTask) task = new_task (chart, choices, source, NULL, callback, user_data,
                                    zb_chart_export_async);
  DrawData *data = g_task_get_task_data (task);

  data->file = g_object_ref (file);
  data->format = format;
  g_task_run_in_thread (task, export_in_thread);
}

/**
 * zb_chart_export_finish:
 *
 * Returns: (transfer full) (nullable): what was written, or %NULL with an error of zb_chart_export().
 */
GFile *
zb_chart_export_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, zb_chart_export_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
