/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "chart/zb-figure-csv.h"
#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"
#include "ctl/zb-ctl-output.h"
#include "library/zb-library-feed.h"

/* What the command line asks for. */
typedef struct {
  char    *format;
  char    *output;
  char    *from;
  char    *to;
  gboolean typed;
} Request;

static void
request_clear (Request *self)
{
  g_free (self->format);
  g_free (self->output);
  g_free (self->from);
  g_free (self->to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static const char *
get_unit (const ZbFigureRecord *record)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (zb_catalogue_get_default (), record->figure->id);

  return kind != NULL ? kind->unit : NULL;
}

static void
append_row (GString              *csv,
            const ZbFigureRecord *record)
{
  const ZbFigureRow row = {
    .issue = record->issue,
    .period = &record->period,
    .figure = record->figure,
    .origin = zb_figure_origin_to_column (record->origin),
    .account = record->account,
    .url = record->url,
  };

  zb_figure_csv_append (csv, &row, TRUE);
}

/* As ZB_FIGURE_CSV_COLUMNS, the keys are a promise. */
static void
append_object (GString              *json,
               const ZbFigureRecord *record)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  const ZbFigure *figure = record->figure;
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  zb_ctl_json_add_issue (builder, record->issue);
  zb_ctl_json_add_date (builder, "start", &record->period.start);
  zb_ctl_json_add_date (builder, "end", &record->period.end);
  zb_ctl_json_add_string (builder, "figure", figure->id);
  if (figure->level != NULL)
    zb_ctl_json_add_string (builder, "value", figure->level);
  else
    zb_ctl_json_add_int (builder, "value", figure->value);
  zb_ctl_json_add_string (builder, "unit", get_unit (record));
  json_builder_set_member_name (builder, "change_percent");
  if (figure->has_change)
    json_builder_add_double_value (builder, figure->change_percent);
  else
    json_builder_add_null_value (builder);
  zb_ctl_json_add_string (builder, "origin", zb_figure_origin_to_column (record->origin));
  zb_ctl_json_add_string (builder, "account", record->account);
  zb_ctl_json_add_string (builder, "url", record->url);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  g_string_append (json, text);
}

static GString *
build_csv (GPtrArray *records)
{
  GString *csv = g_string_new (ZB_FIGURE_CSV_COLUMNS "\r\n");

  for (guint i = 0; i < records->len; i++)
    append_row (csv, g_ptr_array_index (records, i));
  return csv;
}

/* One array, with an object on each line. */
static GString *
build_json (GPtrArray *records)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < records->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n" : "\n");
      append_object (json, g_ptr_array_index (records, i));
    }
  g_string_append (json, "\n]\n");
  return json;
}

/* A week that a limit lies in belongs to what was asked for; a bulletin whose week is not known does
 * not, once there is a limit. */
static void
keep_between (GPtrArray   *records,
              const GDate *from,
              const GDate *to)
{
  gboolean has_from = g_date_valid (from), has_to = g_date_valid (to);
  guint n_kept = 0;

  if (!has_from && !has_to)
    return;
  for (guint i = 0; i < records->len; i++)
    {
      ZbFigureRecord *record = g_ptr_array_index (records, i);

      if (!zb_period_is_known (&record->period) ||
          (has_from && g_date_compare (&record->period.end, from) < 0) ||
          (has_to && g_date_compare (&record->period.start, to) > 0))
        continue;
      records->pdata[i] = records->pdata[n_kept];
      records->pdata[n_kept++] = record;
    }
  g_ptr_array_set_size (records, (int) n_kept);
}

static GPtrArray *
list_records (ZbLibrary      *library,
              const Request  *request,
              GError        **error)
{
  g_autoptr(GPtrArray) records = NULL;
  GDate from, to;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  if ((request->from != NULL && !zb_ctl_read_limit (library, request->from, FALSE, &from, error)) ||
      (request->to != NULL && !zb_ctl_read_limit (library, request->to, TRUE, &to, error)))
    return NULL;
  if (g_date_valid (&from) && g_date_valid (&to) && g_date_compare (&from, &to) > 0)
    {
      g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                           _("There are no weeks between --from and --to: the first lies behind the second."));
      return NULL;
    }
  records = zb_library_list_figures (library, request->typed, error);
  if (records != NULL)
    keep_between (records, &from, &to);
  return g_steal_pointer (&records);
}

/* The format that was named, or that the file's name ends in. */
static const char *
get_format (const Request *request)
{
  const char *dot = request->output != NULL ? strrchr (request->output, '.') : NULL;
  const char *name = request->format != NULL ? request->format : dot != NULL ? dot + 1 : "";

  if (g_ascii_strcasecmp (name, "csv") == 0)
    return "csv";
  /* A file's ending does not tell a feed from a table. */
  if (request->format != NULL && g_ascii_strcasecmp (name, "feed") == 0)
    return "feed";
  return g_ascii_strcasecmp (name, "json") == 0 ? "json" : NULL;
}

/* The texts, for another Zhoubao. */
static gboolean
export_feed (ZbLibrary      *library,
             const Request  *request,
             GError        **error)
{
  ZbFeedResult result;
  g_autoptr(GBytes) feed = zb_library_export_feed (library, &result, NULL, NULL, NULL, error);

  if (feed == NULL ||
      !zb_ctl_write_output (request->output, g_bytes_get_data (feed, NULL), g_bytes_get_size (feed), error))
    return FALSE;
  if (result.n_unreadable > 0)
    zb_ctl_print_error (ngettext ("%u text could not be read and is not in the feed. “zhoubaoctl check” says why.",
                                  "%u texts could not be read and are not in the feed. “zhoubaoctl check” says why.",
                                  result.n_unreadable), result.n_unreadable);
  if (result.n_too_many > 0)
    zb_ctl_print_error (ngettext ("%u older issue did not fit into the feed. A backup holds all of them.",
                                  "%u older issues did not fit into the feed. A backup holds all of them.",
                                  result.n_too_many), result.n_too_many);
  return TRUE;
}

static gboolean
export (ZbLibrary      *library,
        const Request  *request,
        GError        **error)
{
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GString) text = NULL;

  if (g_str_equal (get_format (request), "feed"))
    return export_feed (library, request, error);
  records = list_records (library, request, error);
  if (records == NULL)
    return FALSE;
  text = g_str_equal (get_format (request), "csv") ? build_csv (records) : build_json (records);
  return zb_ctl_write_output (request->output, text->str, text->len, error);
}

/**
 * zb_ctl_export:
 *
 * `zhoubaoctl export --format csv|json|feed --output FILE`: the figures of all
 * weeks as a table, or all texts as a JSON Feed.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_export (const ZbCtlContext *context,
               int                 argc,
               char              **argv)
{
  g_auto(Request) request = { 0, };
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &request.format, N_("csv, json or feed"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &request.output,
      N_("The file to write; “-” is the standard output"), N_("FILE") },
    { "typed", 0, 0, G_OPTION_ARG_NONE, &request.typed, N_("Only the figures that you have typed in"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &request.from, N_("First day or issue"), N_("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &request.to, N_("Last day or issue"), N_("DATE") },
    { NULL },
  };
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GError) error = NULL;
  int exit_status = ZB_CTL_DONE;

  if (!zb_ctl_parse_options (context, entries, NULL,
                             _("Write the figures of all weeks as a table, with where each of them comes from, or all texts as a feed"),
                             &argc, &argv, &exit_status))
    return exit_status;
  if (argc > 1)
    return zb_ctl_usage_error (context, _("“%s” is not expected here."), argv[1]);
  if (request.output == NULL)
    return zb_ctl_usage_error (context, _("Name the file to write with --output; “-” is the standard output."));
  if (get_format (&request) == NULL)
    return zb_ctl_usage_error (context, _("Name a format with --format: csv, json or feed."));
  if (g_str_equal (get_format (&request), "feed") && (request.typed || request.from != NULL || request.to != NULL))
    return zb_ctl_usage_error (context, _("A feed holds all texts: --typed, --from and --to are for tables."));
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  if (export (library, &request, &error))
    return ZB_CTL_DONE;
  if (g_error_matches (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID))
    return zb_ctl_usage_error (context, "%s", error->message);
  zb_ctl_print_error ("%s", error->message);
  return ZB_CTL_PARTLY;
}
