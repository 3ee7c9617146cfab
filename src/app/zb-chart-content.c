/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-content.h"

#include "app/zb-chart-async.h"
#include "chart/zb-chart-paste.h"

#define PNG "image/png"

/* A picture of a chart that is drawn only when another program wants it: most drags end where they
 * began. */
struct _ZbChartContent {
  GdkContentProvider parent_instance;
  ZbChart           *chart;
  ZbChartChoices     choices;
};

G_DEFINE_FINAL_TYPE (ZbChartContent, zb_chart_content, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
zb_chart_content_ref_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new ((const char *[]) { PNG }, 1);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The bytes belong to the task from here on, until they are written. */
static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GOutputStream *stream = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = zb_chart_draw_finish (result, &error);
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), "bytes", bytes, (GDestroyNotify) g_bytes_unref);
  data = g_bytes_get_data (bytes, &size);
  g_output_stream_write_all_async (stream, data, size, g_task_get_priority (task),
                                   g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

static void
zb_chart_content_write_mime_type_async (GdkContentProvider  *provider,
                                        const char          *mime_type,
                                        GOutputStream       *stream,
                                        int                  io_priority,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  ZbChartContent *self = ZB_CHART_CONTENT (provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, zb_chart_content_write_mime_type_async);
  g_task_set_priority (task, io_priority);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  zb_chart_draw_async (self->chart, &self->choices, self, cancellable, drawn_cb, task);
}

static gboolean
zb_chart_content_write_mime_type_finish (GdkContentProvider  *provider,
                                         GAsyncResult        *result,
                                         GError             **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
zb_chart_content_finalize (GObject *object)
{
  ZbChartContent *self = ZB_CHART_CONTENT (object);

  g_clear_pointer (&self->chart, zb_chart_unref);

  G_OBJECT_CLASS (zb_chart_content_parent_class)->finalize (object);
}

static void
zb_chart_content_class_init (ZbChartContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zb_chart_content_finalize;
  provider_class->ref_formats = zb_chart_content_ref_formats;
  provider_class->write_mime_type_async = zb_chart_content_write_mime_type_async;
  provider_class->write_mime_type_finish = zb_chart_content_write_mime_type_finish;
}

static void
zb_chart_content_init (ZbChartContent *self)
{
}

/**
 * zb_chart_content_new_picture:
 * @choices: what it looks like
 *
 * Returns: (transfer full): a chart as a PNG, drawn when it is wanted.
 */
GdkContentProvider *
zb_chart_content_new_picture (ZbChart              *chart,
                              const ZbChartChoices *choices)
{
  ZbChartContent *self;

  g_return_val_if_fail (chart != NULL, NULL);

  self = g_object_new (ZB_TYPE_CHART_CONTENT, NULL);
  self->chart = zb_chart_ref (chart);
  self->choices = *choices;
  return GDK_CONTENT_PROVIDER (self);
}

/**
 * zb_chart_content_new_table:
 *
 * Returns: (transfer full): a chart's numbers as HTML and as text, of which a
 *   program takes what suits it.
 */
GdkContentProvider *
zb_chart_content_new_table (ZbChart *chart)
{
  GdkContentProvider *providers[2];
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  char *html;

  g_return_val_if_fail (chart != NULL, NULL);

  html = zb_chart_dup_html (chart);
  text = zb_chart_dup_tabbed (chart);
  bytes = g_bytes_new_take (html, strlen (html));
  providers[0] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}
