/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>

#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"

static void
print_json (const ZbDetail *detail)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  zb_ctl_json_add_issue (builder, detail->entry->issue);
  zb_ctl_json_add_period (builder, &detail->entry->period);
  zb_ctl_json_add_string (builder, "note", detail->note);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

static void
print_words (const ZbDetail *detail)
{
  zb_ctl_print ("%s\n", detail->note != NULL ? detail->note : _("There is no note on this issue."));
}

/* What is stored, and only then what to print of it. */
static ZbDetail *
apply (ZbLibrary   *library,
       const char  *name,
       const char  *text,
       gboolean     is_change,
       GError     **error)
{
  gint64 id;

  if (!zb_ctl_find_bulletin (library, name, &id, error) ||
      (is_change && !zb_library_set_note (library, id, text, error)))
    return NULL;
  return zb_library_load (library, id, error);
}

/**
 * zb_ctl_note:
 *
 * `zhoubaoctl note YYYY-II [TEXT|--remove] [--json]`: prints the user's own note
 * on an issue, writes another one in its place, or removes it.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_note (const ZbCtlContext *context,
             int                 argc,
             char              **argv)
{
  gboolean json = FALSE;
  gboolean remove = FALSE;
  const GOptionEntry entries[] = {
    { "remove", 0, 0, G_OPTION_ARG_NONE, &remove, N_("Remove the note"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the note as a JSON object"), NULL },
    { NULL },
  };
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbDetail) detail = NULL;
  g_autoptr(GError) error = NULL;
  int exit_status = ZB_CTL_DONE;

  if (!zb_ctl_parse_options (context, entries, _("ISSUE [TEXT]"),
                             _("Print your note on an issue, such as 2024-28, or write TEXT in its place"),
                             &argc, &argv, &exit_status))
    return exit_status;
  if (argc < 2)
    return zb_ctl_usage_error (context, _("Name one issue, such as 2024-28."));
  if (argc > (remove ? 2 : 3))
    return zb_ctl_usage_error (context, _("“%s” is not expected here. Put a text of several words in quotation "
                                          "marks."), argv[remove ? 2 : 3]);
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  detail = apply (library, argv[1], argc == 3 ? argv[2] : NULL, remove || argc == 3, &error);
  if (detail == NULL && g_error_matches (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID))
    return zb_ctl_usage_error (context, "%s", error->message);
  if (detail == NULL)
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  if (json)
    print_json (detail);
  else
    print_words (detail);
  return ZB_CTL_DONE;
}
