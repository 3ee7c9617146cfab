/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "bulletin/zb-figure-value.h"
#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"

/* What the command line asks for, once it is known to make sense. */
typedef struct {
  GPtrArray  *figures;
  GHashTable *ids;
} Request;

static void
request_clear (Request *self)
{
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

/* Each figure only once: which of two values is meant, nobody knows. */
static const ZbFigureKind *
take_figure (Request     *request,
             const char  *id,
             GError     **error)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (zb_catalogue_get_default (), id);

  if (kind == NULL)
    {
      g_autofree char *known = zb_ctl_dup_known_figures (TRUE);

      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                   /* Translators: what was asked for, then the names that can be. */
                   _("There is no figure “%1$s”. There are: %2$s."), id, known);
      return NULL;
    }
  if (g_hash_table_add (request->ids, (gpointer) kind->id))
    return kind;
  g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
               _("“%s” is named twice. Name each figure once."), id);
  return NULL;
}

static gboolean
read_value (Request     *request,
            const char  *argument,
            GError     **error)
{
  const char *sign = strchr (argument, '=');
  g_autofree char *id = NULL;
  g_autoptr(GError) value_error = NULL;
  const ZbFigureKind *kind;
  ZbFigure *figure;

  if (sign == NULL || !g_utf8_validate (argument, -1, NULL))
    {
      g_autofree char *shown = g_utf8_make_valid (argument, -1);

      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                   _("“%s” is not a figure with its value, such as infected_hosts=12345."), shown);
      return FALSE;
    }
  id = g_strndup (argument, (gsize) (sign - argument));
  kind = take_figure (request, id, error);
  if (kind == NULL)
    return FALSE;
  if (!zb_figure_parse_value (kind, sign + 1, &figure, &value_error))
    {
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID, "%s: %s", id, value_error->message);
      return FALSE;
    }
  g_ptr_array_add (request->figures, figure);
  return TRUE;
}

static gboolean
read_request (Request     *request,
              char       **arguments,
              char       **removed,
              GError     **error)
{
  request->figures = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_figure_free);
  request->ids = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; arguments[i] != NULL; i++)
    if (!read_value (request, arguments[i], error))
      return FALSE;
  for (guint i = 0; removed != NULL && removed[i] != NULL; i++)
    if (take_figure (request, removed[i], error) == NULL)
      return FALSE;
  return TRUE;
}

static void
add_value (JsonBuilder    *builder,
           const ZbFigure *figure)
{
  if (figure->level != NULL)
    zb_ctl_json_add_string (builder, figure->id, figure->level);
  else
    zb_ctl_json_add_int (builder, figure->id, figure->value);
}

static void
print_json (const ZbEntry *entry,
            Request       *request,
            char         **removed)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  zb_ctl_json_add_issue (builder, entry->issue);
  zb_ctl_json_add_period (builder, &entry->period);
  json_builder_set_member_name (builder, "typed");
  json_builder_begin_object (builder);
  for (guint i = 0; i < request->figures->len; i++)
    add_value (builder, g_ptr_array_index (request->figures, i));
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "removed");
  json_builder_begin_array (builder);
  for (guint i = 0; removed != NULL && removed[i] != NULL; i++)
    json_builder_add_string_value (builder, removed[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

/* The text counts before what was typed; who types against it should know. */
static void
print_figure (ZbDetail       *detail,
              const ZbFigure *typed)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();
  const char *label = zb_figure_kind_get_label (zb_catalogue_lookup (catalogue, typed->id));
  g_autofree char *value = zb_figure_dup_value (typed, catalogue);

  for (guint i = 0; i < detail->figures->len; i++)
    {
      const ZbSourcedFigure *effective = g_ptr_array_index (detail->figures, i);
      g_autofree char *stated = zb_figure_dup_value (effective->figure, catalogue);

      if (!g_str_equal (effective->figure->id, typed->id) || zb_figure_equal (effective->figure, typed))
        continue;
      /* Translators: a figure, the value that was typed, and the other one that the text states. */
      zb_ctl_print (_("  %1$s: %2$s is kept, but the text states %3$s, which counts\n"), label, value, stated);
      return;
    }
  /* Translators: a figure and its value with its unit. */
  zb_ctl_print (_("  %1$s: %2$s (typed in)\n"), label, value);
}

static void
print_words (ZbDetail *detail,
             Request  *request,
             char    **removed)
{
  zb_ctl_print ("%s\n", detail->entry->title);
  for (guint i = 0; i < request->figures->len; i++)
    print_figure (detail, g_ptr_array_index (request->figures, i));
  for (guint i = 0; removed != NULL && removed[i] != NULL; i++)
    {
      const ZbFigureKind *kind = zb_catalogue_lookup (zb_catalogue_get_default (), removed[i]);

      /* Translators: %s is a figure. */
      zb_ctl_print (_("  %s: nothing is typed in any more\n"), zb_figure_kind_get_label (kind));
    }
}

/* What is stored, and only then what to print of it. */
static ZbDetail *
apply (ZbLibrary   *library,
       const char  *name,
       Request     *request,
       char       **removed,
       GError     **error)
{
  gint64 id;

  if (!zb_ctl_find_bulletin (library, name, &id, error) ||
      !zb_library_change_typed_figures (library, id, request->figures,
                                        (const char * const *) removed, error))
    return NULL;
  return zb_library_load (library, id, error);
}

/**
 * zb_ctl_type:
 *
 * `zhoubaoctl type YYYY-II FIGURE=VALUE... [--remove FIGURE]`: keeps figures that
 * were read off pictures; all of them or none.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_type (const ZbCtlContext *context,
             int                 argc,
             char              **argv)
{
  gboolean json = FALSE;
  g_auto(GStrv) removed = NULL;
  const GOptionEntry entries[] = {
    { "remove", 0, 0, G_OPTION_ARG_STRING_ARRAY, &removed,
      N_("Forget what was typed for a figure; may be given several times"), N_("FIGURE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as a JSON object"), NULL },
    { NULL },
  };
  g_auto(Request) request = { 0, };
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  int exit_status = ZB_CTL_DONE;

  if (!zb_ctl_parse_options (context, entries, _("ISSUE FIGURE=VALUE…"),
                             _("Keep figures that you have read off the pictures of an issue, such as\n"
                               "infected_hosts=12,345 or infected_hosts=1.2万; a level is low, medium or high"),
                             &argc, &argv, &exit_status))
    return exit_status;
  if (argc < 2 || (argc < 3 && removed == NULL))
    return zb_ctl_usage_error (context, _("Name one issue, such as 2024-28, and at least one figure with its "
                                          "value, such as infected_hosts=12345."));
  if (!read_request (&request, argv + 2, removed, &error))
    return zb_ctl_usage_error (context, "%s", error->message);
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  detail = apply (library, argv[1], &request, removed, &error);
  if (detail == NULL && g_error_matches (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID))
    return zb_ctl_usage_error (context, "%s", error->message);
  if (detail == NULL)
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  if (json)
    print_json (detail->entry, &request, removed);
  else
    print_words (detail, &request, removed);
  return ZB_CTL_DONE;
}
