/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "chart/zb-chart-categories.h"
#include "chart/zb-chart-export.h"
#include "chart/zb-chart-trend.h"
#include "ctl/zb-ctl-library.h"
#include "ctl/zb-ctl-output.h"

/* What the command line asks for. */
typedef struct {
  char                *trend;
  char                *from;
  char                *to;
  char                *format;
  char                *output;
  char                *size;
  int                  scale;
  char                *style;
  char                *language;
  ZbChartFormat        file_format;
  ZbChartExportOptions options;
} Request;

static void
request_clear (Request *self)
{
  g_free (self->trend);
  g_free (self->from);
  g_free (self->to);
  g_free (self->format);
  g_free (self->output);
  g_free (self->size);
  g_free (self->style);
  g_free (self->language);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static gboolean
read_size (Request *request)
{
  guint64 width, height;
  char *end;

  if (request->size == NULL)
    return TRUE;
  width = g_ascii_strtoull (request->size, &end, 10);
  if (end == request->size || (*end != 'x' && *end != 'X') || !g_ascii_isdigit (end[1]))
    return FALSE;
  height = g_ascii_strtoull (end + 1, &end, 10);
  if (*end != '\0' || width == 0 || height == 0 || width > G_MAXUINT || height > G_MAXUINT)
    return FALSE;
  request->options.width = (guint) width;
  request->options.height = (guint) height;
  return TRUE;
}

/* The format that was named, or that the file's name ends in. */
static gboolean
read_format (Request *request)
{
  const char *name = request->format;

  if (name == NULL)
    {
      const char *dot = strrchr (request->output, '.');

      name = dot != NULL ? dot + 1 : "";
    }
  return zb_chart_format_from_string (name, &request->file_format);
}

/* Returns: %ZB_CTL_DONE, or what to exit with. */
static int
check_request (const ZbCtlContext *context,
               Request            *request,
               ZbChartStyle       *style,
               int                 argc)
{
  g_autoptr(GError) error = NULL;

  if ((request->trend == NULL) != (argc == 2))
    return zb_ctl_usage_error (context, _("Name one issue, such as 2024-28, or a figure after --trend."));
  if (request->output == NULL)
    return zb_ctl_usage_error (context, _("Name the file to write with --output; “-” is the standard output."));
  if (!read_format (request))
    return zb_ctl_usage_error (context, _("Name a format with --format: png, svg, pdf or csv."));
  if (!read_size (request))
    return zb_ctl_usage_error (context, _("A size is written as 1200x800."));
  if (request->scale < 0)
    return zb_ctl_usage_error (context, _("A scale is 1, 2, 3 or 4."));
  if (request->style != NULL && strcmp (request->style, "light") != 0 &&
      strcmp (request->style, "dark") != 0)
    return zb_ctl_usage_error (context, _("A style is “light” or “dark”."));
  if (request->language != NULL && strcmp (request->language, "en") != 0 &&
      strcmp (request->language, "zh_CN") != 0)
    return zb_ctl_usage_error (context, _("A language is “en” or “zh_CN”."));
  style->dark = request->style != NULL && strcmp (request->style, "dark") == 0;
  style->opaque = TRUE;
  request->options.scale = (guint) request->scale;
  request->options.style = style;
  if (!zb_chart_options_check (&request->options, &error))
    return zb_ctl_usage_error (context, "%s", error->message);
  return ZB_CTL_DONE;
}

static ZbChart *
make_categories (ZbLibrary   *library,
                 const char  *name,
                 GError     **error)
{
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  gint64 id;

  if (!zb_ctl_find_bulletin (library, name, &id, error))
    return NULL;
  detail = zb_library_load (library, id, error);
  if (detail == NULL)
    return NULL;
  return zb_chart_new_categories (zb_catalogue_get_default (), detail->entry->issue,
                                  &detail->entry->period,
                                  detail->entry->figures != NULL ? detail->entry->figures : none);
}

/* Without limits the trend covers all weeks of which any of its figures is known. */
static gboolean
entry_has_any (const ZbEntry      *entry,
               const char * const *figures)
{
  for (guint i = 0; figures[i] != NULL; i++)
    if (entry->figures != NULL && zb_figures_find (entry->figures, figures[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
widen (GDate         *from,
       GDate         *to,
       const ZbEntry *entry)
{
  if (!zb_period_is_known (&entry->period))
    return;
  if (!g_date_valid (from) || g_date_compare (&entry->period.start, from) < 0)
    *from = entry->period.start;
  if (!g_date_valid (to) || g_date_compare (&entry->period.end, to) > 0)
    *to = entry->period.end;
}

static gboolean
check_figures (const char * const *figures,
               GError            **error)
{
  g_autofree char *known = zb_ctl_dup_known_figures (FALSE);

  if (figures[0] != NULL)
    for (guint i = 0; ; i++)
      {
        if (figures[i] == NULL)
          return TRUE;
        if (zb_catalogue_lookup (zb_catalogue_get_default (), figures[i]) == NULL ||
            zb_figure_kind_is_level (zb_catalogue_lookup (zb_catalogue_get_default (), figures[i])))
          {
            g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                         /* Translators: what was asked for, then the names that can be. */
                         _("There is no figure “%1$s” that can be drawn over time. There are: %2$s."),
                         figures[i], known);
            return FALSE;
          }
      }
  g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                       _("Name a figure after --trend, such as incidents_total."));
  return FALSE;
}

static ZbChart *
make_trend (ZbLibrary      *library,
            const Request  *request,
            GError        **error)
{
  g_auto(GStrv) names = g_strsplit (request->trend, ",", -1);
  const char * const *figures = (const char * const *) names;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GPtrArray) weeks = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_chart_week_free);
  GDate from, to, known_from, known_to;

  g_date_clear (&known_from, 1);
  g_date_clear (&known_to, 1);
  if (!check_figures (figures, error))
    return NULL;
  list = zb_library_list (library, error);
  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (list, i);

      g_ptr_array_add (weeks, zb_chart_week_new (entry->issue, &entry->period, entry->figures));
      if (entry_has_any (entry, figures))
        widen (&known_from, &known_to, entry);
    }
  from = known_from;
  to = known_to;
  if (request->from != NULL && !zb_ctl_read_limit (library, request->from, FALSE, &from, error))
    return NULL;
  if (request->to != NULL && !zb_ctl_read_limit (library, request->to, TRUE, &to, error))
    return NULL;
  if (!g_date_valid (&from) || !g_date_valid (&to) || g_date_compare (&from, &to) > 0)
    {
      g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                           _("There are no weeks to draw: no figure is known there, or --from lies "
                             "behind --to."));
      return NULL;
    }
  return zb_chart_new_trend (zb_catalogue_get_default (), weeks, figures, &from, &to, NULL);
}

static gboolean
write_chart (ZbChart        *chart,
             const Request  *request,
             GError        **error)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gconstpointer data;
  gsize size;

  if (strcmp (request->output, "-") != 0)
    {
      file = g_file_new_for_commandline_arg (request->output);
      return zb_chart_export (chart, file, request->file_format, &request->options, NULL, error);
    }
  bytes = zb_chart_to_bytes (chart, request->file_format, &request->options, NULL, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return zb_ctl_write_output (request->output, data, size, error);
}

/**
 * zb_ctl_chart:
 *
 * `zhoubaoctl chart ISSUE|--trend FIGURE[,FIGURE] --output FILE`: draws a chart.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_chart (const ZbCtlContext *context,
              int                 argc,
              char              **argv)
{
  g_auto(Request) request = { 0, };
  const GOptionEntry entries[] = {
    { "trend", 0, 0, G_OPTION_ARG_STRING, &request.trend,
      N_("Draw these figures over time instead of one issue"), N_("FIGURE[,FIGURE]") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &request.from, N_("First day or issue of a trend"), N_("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &request.to, N_("Last day or issue of a trend"), N_("DATE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &request.format, N_("png, svg, pdf or csv"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &request.output, N_("The file to write"), N_("FILE") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &request.size, N_("Size in pixels, such as 1200x800"), N_("WxH") },
    { "scale", 0, 0, G_OPTION_ARG_INT, &request.scale, N_("Scale of a PNG, 1 to 4"), N_("N") },
    { "style", 0, 0, G_OPTION_ARG_STRING, &request.style, N_("“light” or “dark”"), N_("STYLE") },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &request.language, N_("Language of the chart: en or zh_CN"), N_("LANG") },
    { NULL },
  };
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbChart) chart = NULL;
  g_autoptr(GError) error = NULL;
  int exit_status = ZB_CTL_DONE;

  if (!zb_ctl_parse_options (context, entries, _("[ISSUE]"),
                             _("Draw a chart of one issue or of many weeks"),
                             &argc, &argv, &exit_status))
    return exit_status;
  exit_status = check_request (context, &request, style, argc);
  if (exit_status != ZB_CTL_DONE)
    return exit_status;
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  chart = request.trend != NULL ? make_trend (library, &request, &error)
                                : make_categories (library, argv[1], &error);
  if (chart == NULL && g_error_matches (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID))
    return zb_ctl_usage_error (context, "%s", error->message);
  if (chart != NULL && zb_chart_is_empty (chart))
    {
      zb_ctl_print_error (_("No figure of this week is known, so there is no chart."));
      return ZB_CTL_PARTLY;
    }
  if (chart == NULL || !write_chart (chart, &request, &error))
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  return ZB_CTL_DONE;
}
