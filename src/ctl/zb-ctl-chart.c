/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "chart/zb-chart-export.h"
#include "chart/zb-chart-median.h"
#include "ctl/zb-ctl-chart-make.h"
#include "ctl/zb-ctl-library.h"
#include "ctl/zb-ctl-output.h"

/* What the command line asks for. */
typedef struct {
  gboolean             compares;
  char                *trend;
  char                *years;
  gboolean             calendar;
  gboolean             report;
  int                  median;
  char                *from;
  char                *to;
  char                *format;
  char                *output;
  char                *size;
  int                  scale;
  char                *style;
  gboolean             is_transparent;
  char                *language;
  ZbChartFormat        file_format;
  ZbChartExportOptions options;
} Request;

static void
request_clear (Request *self)
{
  g_free (self->trend);
  g_free (self->years);
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

  if (request->report)
    {
      if (request->years != NULL || request->calendar || request->compares || argc > 1)
        return zb_ctl_usage_error (context, _("A report is of a range of weeks: name --from and --to, and figures after "
                                              "--trend, if any."));
    }
  else if ((request->trend != NULL) + (request->years != NULL) + request->calendar + (argc == 2) != 1 || argc > 2)
    return zb_ctl_usage_error (context, _("Name one issue, such as 2024-28, or a figure after --trend or --years, "
                                          "or --calendar."));
  if (request->compares && argc != 2)
    return zb_ctl_usage_error (context, _("To compare a week, name its issue, such as 2024-28."));
  if (request->median != 0 && (request->trend == NULL || request->median < 3 || request->median % 2 == 0 ||
                               request->median > ZB_CHART_MAX_MEDIAN))
    return zb_ctl_usage_error (context, _("A median belongs to a trend, and goes over an odd number of weeks, 3 to %d."),
                               ZB_CHART_MAX_MEDIAN);
  if (request->output == NULL)
    return zb_ctl_usage_error (context, _("Name the file to write with --output; “-” is the standard output."));
  if (!read_format (request))
    return zb_ctl_usage_error (context, _("Name a format with --format: png, svg, pdf or csv."));
  if (request->report && request->file_format != ZB_CHART_PDF)
    return zb_ctl_usage_error (context, _("A report is a PDF."));
  if (!read_size (request))
    return zb_ctl_usage_error (context, _("A size is written as 1200x800."));
  if (request->scale < 0)
    return zb_ctl_usage_error (context, _("A scale is 1, 2, 3 or 4."));
  if (request->style != NULL && !zb_chart_style_set_name (style, request->style))
    return zb_ctl_usage_error (context, _("A style is “light”, “dark”, “light-contrast” or “dark-contrast”."));
  if (request->language != NULL && strcmp (request->language, "en") != 0 &&
      strcmp (request->language, "zh_CN") != 0)
    return zb_ctl_usage_error (context, _("A language is “en” or “zh_CN”."));
  style->opaque = !request->is_transparent;
  request->options.scale = (guint) request->scale;
  request->options.style = style;
  if (!zb_chart_options_check (&request->options, &error))
    return zb_ctl_usage_error (context, "%s", error->message);
  return ZB_CTL_DONE;
}

static gboolean
write_bytes (GBytes         *bytes,
             const Request  *request,
             GError        **error)
{
  g_autoptr(GFile) file = NULL;
  gconstpointer data;
  gsize size;

  if (strcmp (request->output, "-") != 0)
    {
      file = g_file_new_for_commandline_arg (request->output);
      return zb_chart_write_file (file, bytes, NULL, error);
    }
  data = g_bytes_get_data (bytes, &size);
  return zb_ctl_write_output (request->output, data, size, error);
}

static ZbCtlChartWanted
get_wanted (const Request *request,
            const char    *issue)
{
  return (ZbCtlChartWanted) {
    .issue = issue, .compares = request->compares, .trend = request->trend, .years = request->years,
    .calendar = request->calendar, .from = request->from, .to = request->to, .median = (guint) request->median,
  };
}

/* Returns: (transfer full) (nullable): the file's bytes, or %NULL with an error. */
static GBytes *
make_bytes (ZbLibrary      *library,
            const Request  *request,
            const char     *issue,
            GError        **error)
{
  const ZbCtlChartWanted wanted = get_wanted (request, issue);
  g_autoptr(ZbChart) chart = NULL;

  if (request->report)
    return zb_ctl_chart_make_report (library, &wanted, error);
  chart = zb_ctl_chart_make (library, &wanted, error);
  if (chart == NULL)
    return NULL;
  if (zb_chart_is_empty (chart))
    {
      g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND, request->calendar
                             ? _("Nothing is known of any of these weeks, so there is no chart.")
                             : _("No figure of this week is known, so there is no chart."));
      return NULL;
    }
  return zb_chart_to_bytes (chart, request->file_format, &request->options, NULL, error);
}

/**
 * zb_ctl_chart:
 *
 * `zhoubaoctl chart ISSUE|--trend FIGURE[,FIGURE]|--years FIGURE|--calendar|--report --output FILE`: draws a chart.
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
    { "compare", 0, 0, G_OPTION_ARG_NONE, &request.compares,
      N_("Draw the issue’s week beside the week before, a year before, and the median"), NULL },
    { "years", 0, 0, G_OPTION_ARG_STRING, &request.years, N_("Draw this figure year against year"), N_("FIGURE") },
    { "median", 0, 0, G_OPTION_ARG_INT, &request.median, N_("Add the moving median of so many weeks to a trend"),
      N_("N") },
    { "calendar", 0, 0, G_OPTION_ARG_NONE, &request.calendar,
      N_("Draw which weeks are here, known or missing"), NULL },
    { "report", 0, 0, G_OPTION_ARG_NONE, &request.report,
      N_("Write a PDF with the charts and the numbers of a range of weeks"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &request.from, N_("First day or issue of a trend or calendar"), N_("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &request.to, N_("Last day or issue of a trend or calendar"), N_("DATE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &request.format, N_("png, svg, pdf or csv"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &request.output, N_("The file to write"), N_("FILE") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &request.size, N_("Size in pixels, such as 1200x800"), N_("WxH") },
    { "scale", 0, 0, G_OPTION_ARG_INT, &request.scale, N_("Scale of a PNG, 1 to 4"), N_("N") },
    { "style", 0, 0, G_OPTION_ARG_STRING, &request.style, N_("light, dark, light-contrast or dark-contrast"),
      N_("STYLE") },
    { "transparent", 0, 0, G_OPTION_ARG_NONE, &request.is_transparent, N_("Leave the background out"), NULL },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &request.language, N_("Language of the chart: en or zh_CN"), N_("LANG") },
    { NULL },
  };
  g_autoptr(ZbChartStyle) style = zb_chart_style_new ();
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  int exit_status = ZB_CTL_DONE;

  if (!zb_ctl_parse_options (context, entries, _("[ISSUE]"),
                             _("Draw a chart of one issue or of many weeks"),
                             &argc, &argv, &exit_status))
    return exit_status;
  exit_status = check_request (context, &request, style, argc);
  if (exit_status != ZB_CTL_DONE)
    return exit_status;
  zb_chart_prepare ();
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  bytes = make_bytes (library, &request, argc == 2 ? argv[1] : NULL, &error);
  if (bytes == NULL && g_error_matches (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID))
    return zb_ctl_usage_error (context, "%s", error->message);
  if (bytes == NULL || !write_bytes (bytes, &request, &error))
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  return ZB_CTL_DONE;
}
