/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>

#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"

/**
 * zb_ctl_check:
 *
 * `zhoubaoctl check [--json]`: whether the library is sound.
 *
 * Returns: a #ZbCtlExit; %ZB_CTL_PARTLY where it is not.
 */
int
zb_ctl_check (const ZbCtlContext *context,
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
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(ZbLibrary) library = zb_ctl_begin (context, entries, FALSE, _("Check that the library is sound"),
                                               &argc, &argv, &exit_status);

  if (library == NULL)
    return exit_status;
  problems = zb_library_check (library, NULL, &error);
  if (problems == NULL)
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  if (json)
    {
      g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_object (builder);
      zb_ctl_json_add_bool (builder, "sound", problems->len == 0);
      zb_ctl_json_add_strings (builder, "problems", problems);
      json_builder_end_object (builder);
      zb_ctl_json_print (builder);
    }
  else if (problems->len == 0)
    zb_ctl_print ("%s\n", _("The library is sound."));
  else
    for (guint i = 0; i < problems->len; i++)
      zb_ctl_print_error ("%s", (const char *) g_ptr_array_index (problems, i));
  return problems->len == 0 ? ZB_CTL_DONE : ZB_CTL_PARTLY;
}

/**
 * zb_ctl_reparse:
 *
 * `zhoubaoctl reparse [--json]`: reads all stored copies again.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_reparse (const ZbCtlContext *context,
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
    zb_ctl_begin (context, entries, FALSE, _("Read all stored copies again, after the forms have changed"),
                  &argc, &argv, &exit_status);
  ZbReparseResult result = { 0, };

  if (library == NULL)
    return exit_status;
  if (!zb_library_reparse (library, TRUE, &result, NULL, NULL, NULL, &error))
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  if (json)
    {
      g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_object (builder);
      zb_ctl_json_add_int (builder, "files", result.n_files);
      zb_ctl_json_add_int (builder, "changed", result.n_changed);
      zb_ctl_json_add_int (builder, "damaged", result.n_damaged);
      json_builder_end_object (builder);
      zb_ctl_json_print (builder);
    }
  else
    zb_ctl_print (ngettext ("%u file read again, %u of them changed\n",
                            "%u files read again, %u of them changed\n", result.n_files),
                  result.n_files, result.n_changed);
  if (result.n_damaged > 0)
    zb_ctl_print_error (ngettext ("%u stored file is damaged and was left as it is. Import that page again.",
                                  "%u stored files are damaged and were left as they are. Import those "
                                  "pages again.", result.n_damaged), result.n_damaged);
  return result.n_damaged > 0 ? ZB_CTL_PARTLY : ZB_CTL_DONE;
}
