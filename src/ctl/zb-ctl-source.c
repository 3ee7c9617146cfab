/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"
#include "ctl/zb-ctl-source-name.h"

static void
print_source_json (const ZbSourceRecord *source)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  zb_ctl_json_add_int (builder, "id", source->id);
  zb_ctl_json_add_string (builder, "source", zb_ctl_get_source_name (source));
  zb_ctl_json_add_string (builder, "kind", zb_ctl_get_kind_name (source->kind));
  zb_ctl_json_add_string (builder, "address", *source->address != '\0' ? source->address : NULL);
  zb_ctl_json_add_string (builder, "name", source->name);
  zb_ctl_json_add_bool (builder, "enabled", source->enabled);
  zb_ctl_json_add_moment (builder, "next", source->next_try);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

static void
print_source (const ZbSourceRecord *source)
{
  zb_ctl_print ("%3" G_GINT64_FORMAT "  %-11s  %-4s  %s%s%s\n", source->id, zb_ctl_get_kind_name (source->kind),
                source->enabled ? _("on") : _("off"), source->name != NULL ? source->name : "",
                source->name != NULL && *source->address != '\0' ? "  " : "", source->address);
}

static int
list_sources (ZbLibrary *library,
              gboolean   json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sources = zb_library_list_sources (library, &error);

  if (sources == NULL)
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  for (guint i = 0; i < sources->len; i++)
    if (json)
      print_source_json (g_ptr_array_index (sources, i));
    else
      print_source (g_ptr_array_index (sources, i));
  return ZB_CTL_DONE;
}

static int
report (ZbLibrary    *library,
        const GError *error,
        gint64        id,
        gboolean      json)
{
  g_autoptr(GPtrArray) sources = error == NULL ? zb_library_list_sources (library, NULL) : NULL;

  if (error != NULL)
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  for (guint i = 0; json && sources != NULL && i < sources->len; i++)
    if (((const ZbSourceRecord *) g_ptr_array_index (sources, i))->id == id)
      print_source_json (g_ptr_array_index (sources, i));
  return ZB_CTL_DONE;
}

/* Where a source that the program has brought can be had again. */
static const char *
get_usual_address (ZbSourceKind kind)
{
  switch (kind)
    {
    case ZB_SOURCE_ARCHIVE:
      return ZB_SOURCE_ARCHIVE_ADDRESS;
    case ZB_SOURCE_CERT:
      return ZB_SOURCE_CERT_ADDRESS;
    case ZB_SOURCE_KNOWN:
      return "";
    case ZB_SOURCE_FEED:
    case ZB_SOURCE_FOLDER:
    default:
      return NULL;
    }
}

static int
add_source (const ZbCtlContext *context,
            ZbLibrary          *library,
            int                 argc,
            char              **argv,
            const char         *name,
            gboolean            json)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *address = NULL;
  ZbSourceKind kind;
  gint64 id;

  if (argc < 3 || argc > 4)
    return zb_ctl_usage_error (context, _("Say the kind of source and its address."));
  if (!zb_source_kind_from_string (argv[2], &kind))
    return zb_ctl_usage_error (context, _("“%s” is no kind of source. There are archive, cert.org.cn, known, feed and "
                                          "folder."), argv[2]);
  address = g_strdup (argc == 4 ? argv[3] : get_usual_address (kind));
  if (address == NULL)
    return zb_ctl_usage_error (context, _("Say the kind of source and its address."));
  if (kind == ZB_SOURCE_FOLDER)
    {
      g_autofree char *path = g_steal_pointer (&address);

      address = g_canonicalize_filename (path, NULL);
    }
  id = zb_library_add_source (library, kind, address, name, &error);
  return report (library, error, id, json);
}

/* What is done with one source that is there. */
static int
change_source (const ZbCtlContext *context,
               ZbLibrary          *library,
               int                 argc,
               char              **argv,
               gboolean            json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbSourceRecord) source = NULL;

  if (argc != 3)
    return zb_ctl_usage_error (context, _("Say which source: its number, its name or its address."));
  source = zb_ctl_find_source (library, argv[2], &error);
  if (source == NULL)
    return report (library, error, 0, json);
  if (strcmp (argv[1], "remove") == 0)
    zb_library_remove_source (library, source->id, &error);
  else
    zb_library_set_source_enabled (library, source->id, strcmp (argv[1], "enable") == 0, &error);
  return report (library, error, source->id, json);
}

/**
 * zb_ctl_source:
 *
 * `zhoubaoctl source add KIND [ADDRESS] [--name NAME]`, `source list`,
 * `source remove|enable|disable SOURCE`, each with `--json`.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_source (const ZbCtlContext *context,
               int                 argc,
               char              **argv)
{
  g_autofree char *name = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("What to call a source that is added"), N_("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print sources as JSON objects, one on each line"), NULL },
    { NULL },
  };
  g_autoptr(ZbLibrary) library = NULL;
  int exit_status;

  if (!zb_ctl_parse_options (context, entries, _("add KIND [ADDRESS] | list | remove|enable|disable SOURCE"),
                             _("Say from where bulletins are fetched"), &argc, &argv, &exit_status))
    return exit_status;
  if (argc < 2)
    return zb_ctl_usage_error (context, _("Say what to do: add, list, remove, enable or disable."));
  if (strcmp (argv[1], "add") != 0 && strcmp (argv[1], "list") != 0 && strcmp (argv[1], "remove") != 0 &&
      strcmp (argv[1], "enable") != 0 && strcmp (argv[1], "disable") != 0)
    return zb_ctl_usage_error (context, _("“%s” is not expected here."), argv[1]);
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  if (strcmp (argv[1], "list") == 0)
    return argc == 2 ? list_sources (library, json)
                     : zb_ctl_usage_error (context, _("“%s” is not expected here."), argv[2]);
  return strcmp (argv[1], "add") == 0 ? add_source (context, library, argc, argv, name, json)
                                      : change_source (context, library, argc, argv, json);
}
