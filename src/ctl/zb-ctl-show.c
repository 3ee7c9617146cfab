/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>

#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"

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
print_json (const ZbDetail *detail,
            ZbCatalogue    *catalogue)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  zb_ctl_json_add_entry (builder, detail->entry);
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
  add_recap_and_addresses (builder, detail);
  zb_ctl_json_add_strings (builder, "warnings", detail->warnings);
  if (zb_detail_has_text (detail))
    text = zb_document_to_text (detail->shown->body);
  zb_ctl_json_add_string (builder, "text", text);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

static const char *
get_origin_label (ZbFigureOrigin origin)
{
  switch (origin)
    {
    case ZB_FIGURE_FROM_COPY:
      return C_("origin of a figure", "from the text");
    case ZB_FIGURE_TYPED:
      return C_("origin of a figure", "typed in");
    case ZB_FIGURE_FROM_INDEX:
      return C_("origin of a figure", "from the bundled index");
    default:
      g_return_val_if_reached ("");
    }
}

static char *
dup_value (const ZbFigure *figure,
           ZbCatalogue    *catalogue)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure->id);

  if (figure->level != NULL)
    return g_strdup (zb_level_get_label (figure->level));
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", figure->value,
                          kind != NULL ? zb_catalogue_get_unit_name (catalogue, kind->unit) : "");
}

static void
print_figure (const ZbSourcedFigure *figure,
              ZbCatalogue           *catalogue,
              gboolean               markdown)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure->figure->id);
  const char *label = kind != NULL ? zb_figure_kind_get_label (kind) : figure->figure->id;
  g_autofree char *value = dup_value (figure->figure, catalogue);

  if (markdown)
    zb_ctl_print ("| %s | %s | %s |\n", label, value, get_origin_label (figure->origin));
  else
    /* Translators: a figure, its value with its unit, and where it comes from. */
    zb_ctl_print (_("  %1$s: %2$s (%3$s)\n"), label, value, get_origin_label (figure->origin));
  for (guint i = 0; figure->disagreeing != NULL && i < figure->disagreeing->len; i++)
    {
      const ZbSourcedFigure *other = g_ptr_array_index (figure->disagreeing, i);
      g_autofree char *other_value = dup_value (other->figure, catalogue);

      if (!markdown)
        /* Translators: another value of the same figure, and where it comes from. */
        zb_ctl_print (_("    but %s (%s)\n"), other_value, get_origin_label (other->origin));
    }
}

/* In the order in which people want to read them; what the catalogue does not know comes last. */
static void
print_figures (const ZbDetail *detail,
               ZbCatalogue    *catalogue,
               gboolean        markdown)
{
  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    for (guint j = 0; j < detail->figures->len; j++)
      {
        const ZbSourcedFigure *figure = g_ptr_array_index (detail->figures, j);

        if (g_str_equal (figure->figure->id, zb_catalogue_get_figure (catalogue, i)->id))
          print_figure (figure, catalogue, markdown);
      }
  for (guint j = 0; j < detail->figures->len; j++)
    {
      const ZbSourcedFigure *figure = g_ptr_array_index (detail->figures, j);

      if (zb_catalogue_lookup (catalogue, figure->figure->id) == NULL)
        print_figure (figure, catalogue, markdown);
    }
}

static void
print_words (const ZbDetail *detail,
             ZbCatalogue    *catalogue,
             gboolean        markdown)
{
  const ZbEntry *entry = detail->entry;

  zb_ctl_print (markdown ? "# %s\n\n" : "%s\n", entry->title);
  if (entry->rating != ZB_RATING_UNKNOWN)
    zb_ctl_print (_("  Rating: %s (%s)\n"), zb_rating_get_label (entry->rating),
                  zb_rating_get_han (entry->rating));
  if (markdown && detail->figures->len > 0)
    zb_ctl_print ("\n| %s | %s | %s |\n|---|---:|---|\n", _("Figure"), _("Value"), _("Origin"));
  print_figures (detail, catalogue, markdown);
  for (guint i = 0; i < detail->warnings->len; i++)
    zb_ctl_print (_("  Note: %s\n"), (const char *) g_ptr_array_index (detail->warnings, i));
  if (zb_detail_has_text (detail))
    {
      g_autofree char *text = markdown ? zb_document_to_markdown (detail->shown->body)
                                       : zb_document_to_text (detail->shown->body);

      zb_ctl_print ("\n%s\n", text);
      return;
    }
  zb_ctl_print ("\n%s\n", _("The text of this issue is not in the library. It is known to be here:"));
  for (guint i = 0; i < detail->addresses->len; i++)
    zb_ctl_print (markdown ? "- <%s>\n" : "  %s\n",
                  ((const ZbKnownAddress *) g_ptr_array_index (detail->addresses, i))->url);
}

/**
 * zb_ctl_show:
 *
 * `zhoubaoctl show YYYY-II [--json|--markdown]`: one issue with its figures,
 * their provenance and the text.
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
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object"), NULL },
    { "markdown", 0, 0, G_OPTION_ARG_NONE, &markdown, N_("Print Markdown"), NULL },
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
  detail = zb_library_load (library, id, &error);
  if (detail == NULL)
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  if (json)
    print_json (detail, zb_catalogue_get_default ());
  else
    print_words (detail, zb_catalogue_get_default (), markdown);
  return ZB_CTL_DONE;
}
