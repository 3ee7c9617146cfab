/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ctl/zb-ctl-input.h"
#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"
#include "library/zb-importer.h"

static void
add_files (JsonBuilder *builder,
           const char  *name,
           const char  *message_name,
           GPtrArray   *files)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    {
      const ZbImportFailure *file = g_ptr_array_index (files, i);

      json_builder_begin_object (builder);
      zb_ctl_json_add_string (builder, "file", file->file);
      zb_ctl_json_add_string (builder, message_name, file->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (ZbImportResult *result)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(GList) reasons = g_list_sort (g_hash_table_get_keys (result->skipped),
                                          (GCompareFunc) strcmp);

  json_builder_begin_object (builder);
  zb_ctl_json_add_int (builder, "imported", result->imported);
  zb_ctl_json_add_int (builder, "updated", result->updated);
  zb_ctl_json_add_int (builder, "duplicates", result->duplicates);
  zb_ctl_json_add_int (builder, "pictures", result->pictures);
  json_builder_set_member_name (builder, "skipped");
  json_builder_begin_object (builder);
  for (GList *l = reasons; l != NULL; l = l->next)
    zb_ctl_json_add_int (builder, l->data, zb_import_result_get_skipped (result, l->data));
  json_builder_end_object (builder);
  add_files (builder, "failed", "error", result->failed);
  add_files (builder, "refused", "reason", result->refused);
  zb_ctl_json_add_string (builder, "error", result->error != NULL ? result->error->message : NULL);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

static void
print_words (ZbImportResult *result)
{
  GHashTableIter iter;
  gpointer reason;

  zb_ctl_print (ngettext ("%u bulletin imported\n", "%u bulletins imported\n", result->imported),
                result->imported);
  if (result->updated > 0)
    zb_ctl_print (ngettext ("%u further copy of an issue that was here\n",
                            "%u further copies of issues that were here\n", result->updated),
                  result->updated);
  if (result->duplicates > 0)
    zb_ctl_print (ngettext ("%u file was here already\n", "%u files were here already\n",
                            result->duplicates), result->duplicates);
  if (result->pictures > 0)
    zb_ctl_print (ngettext ("%u picture stored with its page\n", "%u pictures stored with their pages\n",
                            result->pictures), result->pictures);
  g_hash_table_iter_init (&iter, result->skipped);
  while (g_hash_table_iter_next (&iter, &reason, NULL))
    {
      guint n = zb_import_result_get_skipped (result, reason);

      /* Translators: %s is a reason such as "no-text". */
      zb_ctl_print (ngettext ("%u file brought no text: %s\n", "%u files brought no text: %s\n", n),
                    n, (const char *) reason);
    }
}

static ZbImportResult *
import_arguments (ZbImporter *importer,
                  int         argc,
                  char      **argv)
{
  g_autoptr(ZbImportResult) result = zb_import_result_new ();
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) paths = NULL;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(ZbImportResult) one = NULL;

      if (strcmp (argv[i], "-") != 0)
        {
          g_strv_builder_add (builder, argv[i]);
          continue;
        }
      bytes = zb_ctl_read_input ("-", &error);
      if (bytes == NULL)
        {
          zb_import_result_add_failure (result, "-", error->message);
          continue;
        }
      one = zb_importer_import_bytes (importer, bytes, _("standard input"), NULL);
      zb_import_result_add (result, one);
    }
  paths = g_strv_builder_end (builder);
  if (paths[0] != NULL)
    {
      g_autoptr(ZbImportResult) rest =
        zb_importer_import_paths (importer, (const char * const *) paths, NULL);

      zb_import_result_add (result, rest);
    }
  return g_steal_pointer (&result);
}

/**
 * zb_ctl_import:
 *
 * `zhoubaoctl import PATH... [--json]`: puts files and folders into the library.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_import (const ZbCtlContext *context,
               int                 argc,
               char              **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as a JSON object"), NULL },
    { NULL },
  };
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbImporter) importer = NULL;
  g_autoptr(ZbImportResult) result = NULL;
  int exit_status = ZB_CTL_DONE;

  if (!zb_ctl_parse_options (context, entries, _("PATH…"),
                             _("Put files and folders into the library; “-” is the standard input"),
                             &argc, &argv, &exit_status))
    return exit_status;
  if (argc < 2)
    return zb_ctl_usage_error (context, _("Name at least one file or folder."));
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  importer = zb_importer_new (library);
  result = import_arguments (importer, argc, argv);
  if (json)
    print_json (result);
  else
    print_words (result);
  for (guint i = 0; i < result->refused->len; i++)
    {
      const ZbImportFailure *refused = g_ptr_array_index (result->refused, i);

      zb_ctl_print_error ("%s: %s", refused->file, refused->message);
    }
  for (guint i = 0; i < result->failed->len; i++)
    zb_ctl_print_error ("%s", ((const ZbImportFailure *)
                               g_ptr_array_index (result->failed, i))->message);
  if (result->error != NULL)
    zb_ctl_print_error ("%s", result->error->message);
  return result->failed->len > 0 || result->error != NULL ? ZB_CTL_PARTLY : ZB_CTL_DONE;
}
