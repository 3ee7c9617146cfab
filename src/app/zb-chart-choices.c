/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-choices.h"

#define KEY "zb-chart-choices"

/* In logical pixels; 0 is as high as the content needs. */
static const struct {
  guint width;
  guint height;
} sizes[] = {
  [ZB_CHART_SIZE_ARTICLE] = { ZB_CHART_DEFAULT_WIDTH, 0 },
  [ZB_CHART_SIZE_SLIDE] = { 1600, 900 },
  [ZB_CHART_SIZE_SQUARE] = { 1080, 1080 },
};

/* Pictures for articles are looked at on good screens. */
static const ZbChartChoices usual = {
  .size = ZB_CHART_SIZE_ARTICLE, .width = 1200, .height = 800, .scale = 2,
};

/**
 * zb_chart_choices_recall:
 * @self: (out): where to put them
 *
 * What was chosen last while this program runs, else what is good for an article.
 */
void
zb_chart_choices_recall (ZbChartChoices *self)
{
  GApplication *application = g_application_get_default ();
  const ZbChartChoices *last = NULL;

  if (application != NULL)
    last = g_object_get_data (G_OBJECT (application), KEY);
  *self = last != NULL ? *last : usual;
}

/**
 * zb_chart_choices_remember:
 *
 * Keeps them until the program ends.
 */
void
zb_chart_choices_remember (const ZbChartChoices *self)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL)
    g_object_set_data_full (G_OBJECT (application), KEY, g_memdup2 (self, sizeof *self), g_free);
}

/**
 * zb_chart_choices_get_size:
 * @width: (out): in logical pixels
 * @height: (out): likewise; 0 for as high as the content needs
 */
void
zb_chart_choices_get_size (const ZbChartChoices *self,
                           guint                *width,
                           guint                *height)
{
  gboolean is_own = self->size >= G_N_ELEMENTS (sizes);

  *width = is_own ? self->width : sizes[self->size].width;
  *height = is_own ? self->height : sizes[self->size].height;
}

/* @style: (out) (transfer full): what the options point to */
static void
choices_to_options (const ZbChartChoices  *self,
                    ZbChartExportOptions  *options,
                    ZbChartStyle         **style)
{
  *style = zb_chart_style_new ();
  (*style)->dark = self->dark;
  (*style)->opaque = !self->transparent;
  zb_chart_choices_get_size (self, &options->width, &options->height);
  options->scale = self->scale;
  options->style = *style;
}

/**
 * zb_chart_choices_draw:
 *
 * Makes the file of a chart without writing it, in any thread.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with an error of zb_chart_to_bytes().
 */
GBytes *
zb_chart_choices_draw (const ZbChartChoices *self,
                       ZbChart              *chart,
                       ZbChartFormat         format,
                       GCancellable         *cancellable,
                       GError              **error)
{
  g_autoptr(ZbChartStyle) style = NULL;
  ZbChartExportOptions options;

  choices_to_options (self, &options, &style);
  return zb_chart_to_bytes (chart, format, &options, cancellable, error);
}

/**
 * zb_chart_choices_export:
 *
 * Writes the file of a chart, in any thread.
 *
 * Returns: whether it was written; otherwise the error is one of zb_chart_export().
 */
gboolean
zb_chart_choices_export (const ZbChartChoices *self,
                         ZbChart              *chart,
                         GFile                *file,
                         ZbChartFormat         format,
                         GCancellable         *cancellable,
                         GError              **error)
{
  g_autoptr(ZbChartStyle) style = NULL;
  ZbChartExportOptions options;

  choices_to_options (self, &options, &style);
  return zb_chart_export (chart, file, format, &options, cancellable, error);
}
