/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>

#include "chart/zb-chart-export.h"
#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"
#include "ctl/zb-ctl-output.h"
#include "library/zb-detail-text.h"
#include "paper/zb-issue-paper.h"

static void
add_sourced_figure (JsonBuilder           *builder,
                    ZbCatalogue           *catalogue,
                    const ZbSourcedFigure *figure)
{
  json_builder_begin_object (builder);
  zb_ctl_json_add_figure_members (builder, catalogue, figure->figure);
  zb_ctl_json_add_string (builder, "origin", zb_figure_origin_to_string (figure->origin));
  if (figure->copy_id != 0)
    zb_ctl_json_add_int (builder, "copy", figure->copy_id);
  if (figure->disagreeing != NULL)
    {
      json_builder_set_member_name (builder, "disagreeing");
      json_builder_begin_array (builder);
      for (guint i = 0; i < figure->disagreeing->len; i++)
        add_sourced_figure (builder, catalogue, g_ptr_array_index (figure->disagreeing, i));
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
add_copy (JsonBuilder      *builder,
          const ZbCopyInfo *copy)
{
  g_autofree char *added = copy->added != NULL ? g_date_time_format_iso8601 (copy->added) : NULL;

  json_builder_begin_object (builder);
  zb_ctl_json_add_int (builder, "id", copy->id);
  zb_ctl_json_add_string (builder, "status", zb_copy_status_to_string (copy->status));
  zb_ctl_json_add_string (builder, "reason", copy->reason);
  zb_ctl_json_add_string (builder, "url", copy->url);
  zb_ctl_json_add_string (builder, "account", copy->account);
  zb_ctl_json_add_string (builder, "title", copy->title);
  zb_ctl_json_add_date (builder, "published", &copy->published);
  zb_ctl_json_add_bool (builder, "official", copy->official);
  zb_ctl_json_add_bool (builder, "shown", copy->shown);
  zb_ctl_json_add_string (builder, "from", copy->origin);
  zb_ctl_json_add_string (builder, "added", added);
  json_builder_end_object (builder);
}

static void
add_recap_and_addresses (JsonBuilder    *builder,
                         const ZbDetail *detail)
{
  json_builder_set_member_name (builder, "recap");
  json_builder_begin_array (builder);
  for (guint i = 0; i < detail->recap->len; i++)
    {
      const ZbRecapLink *link = g_ptr_array_index (detail->recap, i);

      zb_ctl_json_add_recap_line (builder, link->issue, &link->period, link->url, link->title);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "addresses");
  json_builder_begin_array (builder);
  for (guint i = 0; i < detail->addresses->len; i++)
    json_builder_add_string_value (builder, ((const ZbKnownAddress *)
                                             g_ptr_array_index (detail->addresses, i))->url);
  json_builder_end_array (builder);
}

static void
add_pictures (JsonBuilder *builder,
              GPtrArray   *pictures)
{
  json_builder_set_member_name (builder, "pictures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < pictures->len; i++)
    {
      const ZbCopyPicture *picture = g_ptr_array_index (pictures, i);

      json_builder_begin_object (builder);
      zb_ctl_json_add_string (builder, "url", picture->address);
      zb_ctl_json_add_bool (builder, "stored", picture->is_stored);
      zb_ctl_json_add_string (builder, "type", picture->media_type);
      zb_ctl_json_add_known_number (builder, "width", picture->width);
      zb_ctl_json_add_known_number (builder, "height", picture->height);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (const ZbDetail *detail,
            ZbCatalogue    *catalogue)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  zb_ctl_json_add_entry (builder, detail->entry);
  zb_ctl_json_add_string (builder, "note", detail->note);
  json_builder_set_member_name (builder, "provenance");
  json_builder_begin_object (builder);
  for (guint i = 0; i < detail->figures->len; i++)
    {
      const ZbSourcedFigure *figure = g_ptr_array_index (detail->figures, i);

      json_builder_set_member_name (builder, figure->figure->id);
      add_sourced_figure (builder, catalogue, figure);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "stored_copies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < detail->copies->len; i++)
    add_copy (builder, g_ptr_array_index (detail->copies, i));
  json_builder_end_array (builder);
  add_pictures (builder, detail->pictures);
  add_recap_and_addresses (builder, detail);
  zb_ctl_json_add_strings (builder, "warnings", detail->warnings);
  if (zb_detail_has_text (detail))
    text = zb_document_to_text (detail->shown->body);
  zb_ctl_json_add_string (builder, "text", text);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

/* One copy is what is printed below anyway; of several, one can choose. */
static void
print_copies (const ZbDetail *detail)
{
  if (detail->copies->len < 2)
    return;
  zb_ctl_print ("  %s\n", _("Copies, the best first; --copy NUMBER prints another one:"));
  for (guint i = 0; i < detail->copies->len; i++)
    {
      const ZbCopyInfo *copy = g_ptr_array_index (detail->copies, i);
      const char *from = copy->account != NULL ? copy->account : copy->origin;

      zb_ctl_print ("  %c %4" G_GINT64_FORMAT "  %-8s  %s%s%s\n", copy->shown ? '*' : ' ', copy->id,
                    zb_copy_status_to_string (copy->status), from,
                    copy->url != NULL ? "  " : "", copy->url != NULL ? copy->url : "");
    }
}

/* What the user has written stands apart from what the bulletin says. */
static void
print_note (const ZbDetail *detail)
{
  g_auto(GStrv) lines = NULL;

  if (detail->note == NULL)
    return;
  zb_ctl_print ("  %s\n", _("Your note:"));
  lines = g_strsplit (detail->note, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    zb_ctl_print ("    %s\n", lines[i]);
}

/* The copies that one can choose from, and the user's note, stand between the figures and the text. */
static void
print_words (const ZbDetail *detail,
             ZbCatalogue    *catalogue)
{
  g_autoptr(GString) figures = g_string_new (NULL);
  g_autoptr(GString) reading = g_string_new (NULL);

  zb_detail_append_figures (detail, catalogue, ZB_TEXT_PLAIN, figures);
  zb_ctl_print ("%s", figures->str);
  print_copies (detail);
  print_note (detail);
  zb_detail_append_reading (detail, ZB_TEXT_PLAIN, reading);
  zb_ctl_print ("%s", reading->str);
}

static void
print_markdown (const ZbDetail *detail,
                ZbCatalogue    *catalogue)
{
  g_autofree char *text = zb_detail_to_string (detail, catalogue, ZB_TEXT_MARKDOWN);

  zb_ctl_print ("%s", text);
}

/* Returns: a #ZbCtlExit. */
static int
write_pdf (ZbLibrary      *library,
           const ZbDetail *detail,
           const char     *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = zb_library_list (library, &error);
  g_autoptr(GBytes) pdf = entries != NULL ? zb_issue_paper_to_pdf (detail, library, entries, NULL, &error) : NULL;
  gboolean done = FALSE;

  if (pdf != NULL && g_str_equal (path, "-"))
    {
      gsize size;
      const char *data = g_bytes_get_data (pdf, &size);

      done = zb_ctl_write_output (path, data, size, &error);
    }
  else if (pdf != NULL)
    {
      g_autoptr(GFile) file = g_file_new_for_commandline_arg (path);

      done = zb_chart_write_file (file, pdf, NULL, &error);
    }
  if (!done)
    zb_ctl_print_error ("%s", error->message);
  return done ? ZB_CTL_DONE : ZB_CTL_PARTLY;
}

static void
print_load_error (const GError *error,
                  const char   *name,
                  gint64        copy)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, copy);

  if (copy != 0 && g_error_matches (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND))
    /* Translators: %1$s is an issue such as 2024-28, %2$s the number of a copy. */
    zb_ctl_print_error (_("The issue %1$s has no copy number %2$s. “zhoubaoctl show %1$s --json” lists its "
                          "copies."), name, number);
  else
    zb_ctl_print_error ("%s", error->message);
}

/**
 * zb_ctl_show:
 *
 * `zhoubaoctl show YYYY-II [--copy N] [--json|--markdown|--pdf FILE]`: one issue with its
 * figures, their provenance and the text of its best or another copy.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_show (const ZbCtlContext *context,
             int                 argc,
             char              **argv)
{
  gboolean json = FALSE;
  gboolean markdown = FALSE;
  g_autofree char *pdf = NULL;
  gint64 copy = 0;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { "markdown", 0, 0, G_OPTION_ARG_NONE, &markdown, N_("Print Markdown"), NULL },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &pdf, N_("Write it as a PDF with its charts; “-” is the standard output"),
      N_("FILE") },
    { "copy", 0, 0, G_OPTION_ARG_INT64, &copy, N_("Print this copy instead of the best one"), N_("NUMBER") },
    { NULL },
  };
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  int exit_status = ZB_CTL_DONE;
  gint64 id;

  if (!zb_ctl_parse_options (context, entries, _("ISSUE"),
                             _("Print one issue, such as 2024-28, with its figures and its text"),
                             &argc, &argv, &exit_status))
    return exit_status;
  if (argc != 2)
    return zb_ctl_usage_error (context, _("Name one issue, such as 2024-28."));
  if (pdf != NULL && (json || markdown))
    return zb_ctl_usage_error (context, _("A PDF is neither JSON nor Markdown: choose one of them."));
  if (copy < 0)
    return zb_ctl_usage_error (context, _("A copy’s number is 1 or more."));
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  if (!zb_ctl_find_bulletin (library, argv[1], &id, &error))
    {
      if (g_error_matches (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID))
        return zb_ctl_usage_error (context, "%s", error->message);
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  detail = zb_library_load_copy (library, id, copy, &error);
  if (detail == NULL)
    {
      print_load_error (error, argv[1], copy);
      return ZB_CTL_PARTLY;
    }
  if (pdf != NULL)
    return write_pdf (library, detail, pdf);
  if (json)
    print_json (detail, zb_catalogue_get_default ());
  else if (markdown)
    print_markdown (detail, zb_catalogue_get_default ());
  else
    print_words (detail, zb_catalogue_get_default ());
  return ZB_CTL_DONE;
}
