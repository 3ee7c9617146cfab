/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-export.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "chart/zb-chart-csv.h"
#include "chart/zb-chart-picture.h"

G_DEFINE_QUARK (zb-chart-error-quark, zb_chart_error)

static const char *const formats[] = {
  [ZB_CHART_PNG] = "png",
  [ZB_CHART_SVG] = "svg",
  [ZB_CHART_PDF] = "pdf",
  [ZB_CHART_CSV] = "csv",
};

/**
 * zb_chart_format_from_string:
 * @text: (nullable): "png", "svg", "pdf" or "csv", in any case
 * @format: (out): where to put the format
 *
 * Returns: whether @text is one of these.
 */
gboolean
zb_chart_format_from_string (const char    *text,
                             ZbChartFormat *format)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (text, formats[i]) == 0)
      {
        *format = (ZbChartFormat) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * zb_chart_format_to_string:
 *
 * Returns: the format's name, which is also the end of its files' names.
 */
const char *
zb_chart_format_to_string (ZbChartFormat format)
{
  g_return_val_if_fail ((guint) format < G_N_ELEMENTS (formats), NULL);

  return formats[format];
}

static gboolean
is_within (guint value,
           guint min,
           guint max)
{
  return value == 0 || (value >= min && value <= max);
}

/**
 * zb_chart_options_check:
 *
 * Returns: whether a chart can be made so; otherwise %ZB_CHART_ERROR_SIZE.
 */
gboolean
zb_chart_options_check (const ZbChartExportOptions  *options,
                        GError                     **error)
{
  g_return_val_if_fail (options != NULL, FALSE);

  if (!is_within (options->width, ZB_CHART_MIN_WIDTH, ZB_CHART_MAX_WIDTH) ||
      !is_within (options->height, ZB_CHART_MIN_HEIGHT, ZB_CHART_MAX_HEIGHT))
    {
      g_set_error (error, ZB_CHART_ERROR, ZB_CHART_ERROR_SIZE,
                   _("A chart cannot be %1$u×%2$u large. Choose a size between %3$d×%4$d and "
                     "%5$d×%6$d."), options->width, options->height, ZB_CHART_MIN_WIDTH,
                   ZB_CHART_MIN_HEIGHT, ZB_CHART_MAX_WIDTH, ZB_CHART_MAX_HEIGHT);
      return FALSE;
    }
  if (options->scale > ZB_CHART_MAX_SCALE)
    {
      g_set_error (error, ZB_CHART_ERROR, ZB_CHART_ERROR_SIZE,
                   _("A chart cannot be scaled %1$u times. Choose a scale from 1 to %2$d."),
                   options->scale, ZB_CHART_MAX_SCALE);
      return FALSE;
    }
  return TRUE;
}

static ZbChartLayout *
create_layout (ZbChart                    *chart,
               const ZbChartExportOptions *options)
{
  g_autoptr(ZbChartStyle) usual = zb_chart_style_new ();
  const ZbChartStyle *style = options->style != NULL ? options->style : usual;
  double width = options->width != 0 ? options->width : ZB_CHART_DEFAULT_WIDTH;
  double height = options->height;

  if (options->height == 0)
    height = CLAMP (ceil (zb_chart_measure_height (chart, width, style, ZB_CHART_PARTS_ALL)),
                    ZB_CHART_MIN_HEIGHT, ZB_CHART_MAX_HEIGHT);
  return zb_chart_layout_new (chart, width, height, style, ZB_CHART_PARTS_ALL);
}

/**
 * zb_chart_prepare:
 *
 * Begins to read the system's list of fonts, in a thread of Pango's own. It takes longer than to draw a chart: who is
 * going to draw one, but has to find its numbers first, says so with this.
 */
void
zb_chart_prepare (void)
{
  pango_cairo_font_map_get_default ();
}

/**
 * zb_chart_to_bytes:
 * @chart: what is drawn
 * @format: as what
 * @options: size, scale and style
 * @cancellable: (nullable): to stop it
 *
 * Makes the file without writing it, in any thread. The same arguments give
 * the same bytes of a PNG, SVG or CSV.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with
 *   %ZB_CHART_ERROR_SIZE, %ZB_CHART_ERROR_RENDER, %ZB_CHART_ERROR_FORMAT or
 *   %G_IO_ERROR_CANCELLED.
 */
GBytes *
zb_chart_to_bytes (ZbChart                     *chart,
                   ZbChartFormat                format,
                   const ZbChartExportOptions  *options,
                   GCancellable                *cancellable,
                   GError                     **error)
{
  g_autoptr(ZbChartLayout) layout = NULL;

  g_return_val_if_fail (chart != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  if (!zb_chart_options_check (options, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (format == ZB_CHART_CSV)
    {
      char *csv = zb_chart_dup_csv (chart);

      return g_bytes_new_take (csv, strlen (csv));
    }
  layout = create_layout (chart, options);
  switch (format)
    {
    case ZB_CHART_PNG:
      return zb_chart_picture_png (layout, MAX (options->scale, 1), error);
    case ZB_CHART_SVG:
      return zb_chart_picture_svg (layout, error);
    case ZB_CHART_PDF:
      return zb_chart_picture_pdf (layout, error);
    case ZB_CHART_CSV:
    default:
      g_set_error (error, ZB_CHART_ERROR, ZB_CHART_ERROR_FORMAT,
                   _("A chart can be written as PNG, SVG, PDF or CSV only."));
      return NULL;
    }
}

/* Into a new file beside it that then takes its name; GIO does the like
 * for places that are no local files. */
static gboolean
write_atomically (GFile         *file,
                  GBytes        *bytes,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autofree char *path = g_file_get_path (file);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (path != NULL)
    return g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT,
                                     0666, error);
  return g_file_replace_contents (file, data, size, NULL, FALSE,
                                  G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, error);
}

/**
 * zb_chart_write_file:
 * @file: where to; replaced only when all of the new one is there
 * @bytes: what zb_chart_to_bytes() or zb_chart_report_to_bytes() has made
 * @cancellable: (nullable): to stop it
 *
 * After a failure @file is as it was before.
 *
 * Returns: whether it was written; otherwise the error is %ZB_CHART_ERROR_WRITE or %G_IO_ERROR_CANCELLED.
 */
gboolean
zb_chart_write_file (GFile         *file,
                     GBytes        *bytes,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(GError) reason = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (write_atomically (file, bytes, cancellable, &reason))
    return TRUE;
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  name = g_file_get_parse_name (file);
  /* Translators: %1$s is a file, %2$s the system's reason. */
  g_set_error (error, ZB_CHART_ERROR, ZB_CHART_ERROR_WRITE,
               _("“%1$s” could not be written: %2$s. Nothing was changed there; choose another place, or make "
                 "room."), name, reason->message);
  return FALSE;
}

/**
 * zb_chart_export:
 * @chart: what is drawn
 * @file: where to; replaced only when all of the new one is there
 * @format: as what
 * @options: size, scale and style
 * @cancellable: (nullable): to stop it
 *
 * Writes the chart, in any thread. After a failure @file is as it was before.
 *
 * Returns: whether it was written; otherwise the error is one of
 *   zb_chart_to_bytes() or zb_chart_write_file().
 */
gboolean
zb_chart_export (ZbChart                     *chart,
                 GFile                       *file,
                 ZbChartFormat                format,
                 const ZbChartExportOptions  *options,
                 GCancellable                *cancellable,
                 GError                     **error)
{
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  bytes = zb_chart_to_bytes (chart, format, options, cancellable, error);
  return bytes != NULL && zb_chart_write_file (file, bytes, cancellable, error);
}

/**
 * zb_chart_dup_file_name:
 *
 * Returns: (transfer full): a name to propose: "zhoubao-2024-27-categories.png".
 */
char *
zb_chart_dup_file_name (ZbChart       *chart,
                        ZbChartFormat  format)
{
  g_return_val_if_fail (chart != NULL, NULL);

  return g_strdup_printf ("zhoubao-%s.%s", chart->name, zb_chart_format_to_string (format));
}
