/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>

#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"
#include "library/zb-backup.h"
#include "library/zb-library-restore.h"

static void
print_file (gboolean    json,
            const char *member,
            const char *file,
            const char *sentence)
{
  g_autofree char *shown = g_filename_display_name (file);
  g_autoptr(JsonBuilder) builder = NULL;

  if (!json)
    {
      zb_ctl_print ("%s\n", sentence);
      return;
    }
  builder = json_builder_new_immutable ();
  json_builder_begin_object (builder);
  zb_ctl_json_add_string (builder, member, shown);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

/**
 * zb_ctl_backup:
 *
 * `zhoubaoctl backup FILE [--json]`: writes all of the library into a file, which must not exist.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_backup (const ZbCtlContext *context,
               int                 argc,
               char              **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as a JSON object"), NULL },
    { NULL },
  };
  int exit_status = ZB_CTL_DONE;
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbLibrary) library = zb_ctl_begin (context, entries, TRUE, _("Write all of the library into a new file"),
                                               &argc, &argv, &exit_status);

  if (library == NULL)
    return exit_status;
  if (!zb_backup_write (zb_library_get_path (library), argv[1], &error))
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  print_file (json, "backup", argv[1], _("The backup is written."));
  return ZB_CTL_DONE;
}

/**
 * zb_ctl_restore:
 *
 * `zhoubaoctl restore FILE [--json]`: puts a backup in the place of the library, which is kept beside it.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_restore (const ZbCtlContext *context,
                int                 argc,
                char              **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as a JSON object"), NULL },
    { NULL },
  };
  int exit_status = ZB_CTL_DONE;
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbLibrary) library =
    zb_ctl_begin (context, entries, TRUE, _("Put a backup in the place of the library, which is kept beside it"),
                  &argc, &argv, &exit_status);
  g_autofree char *kept = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *sentence = NULL;

  if (library == NULL)
    return exit_status;
  if (!zb_library_restore (library, argv[1], &kept, NULL, NULL, NULL, &error))
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  shown = g_filename_display_name (kept);
  /* Translators: %s is a file. */
  sentence = g_strdup_printf (_("The library is restored. What was there before is kept as “%s”."), shown);
  print_file (json, "kept", kept, sentence);
  return ZB_CTL_DONE;
}
