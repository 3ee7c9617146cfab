/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>

#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"

static void
print_json (const ZbEntry *entry)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  zb_ctl_json_add_entry (builder, entry);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

static const char *
get_state_label (ZbEntryState state)
{
  switch (state)
    {
    case ZB_ENTRY_TEXT:
      return C_("state of an issue", "text");
    case ZB_ENTRY_FIGURES:
      return C_("state of an issue", "figures");
    case ZB_ENTRY_MISSING:
      return C_("state of an issue", "missing");
    default:
      g_return_val_if_reached ("");
    }
}

static void
print_words (const ZbEntry *entry)
{
  g_autofree char *name = zb_ctl_dup_entry_name (entry);
  g_autofree char *start = zb_date_dup_iso (&entry->period.start);
  g_autofree char *end = zb_date_dup_iso (&entry->period.end);
  const ZbFigure *total = entry->figures != NULL
                          ? zb_figures_find (entry->figures, ZB_FIGURE_INCIDENTS_TOTAL) : NULL;
  g_autofree char *value = total != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, total->value)
                                         : g_strdup ("–");
  const char *rating = zb_rating_get_han (entry->rating);

  zb_ctl_print ("%-10s  %s %s  %s  %8s  %s%s%s\n", name, start != NULL ? start : "          ",
                end != NULL ? end : "          ", rating != NULL ? rating : "－", value,
                get_state_label (entry->state), entry->unread ? " ●" : "",
                entry->starred ? " ★" : "");
}

/**
 * zb_ctl_list:
 *
 * `zhoubaoctl list [--json]`: the issues of the library, newest first.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_list (const ZbCtlContext *context,
             int                 argc,
             char              **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object per issue"), NULL },
    { NULL },
  };
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;
  int exit_status = ZB_CTL_DONE;

  if (!zb_ctl_parse_options (context, entries, NULL, _("List the issues of the library, newest first"),
                             &argc, &argv, &exit_status))
    return exit_status;
  if (argc > 1)
    return zb_ctl_usage_error (context, _("“%s” is not expected here."), argv[1]);
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  list = zb_library_list (library, &error);
  if (list == NULL)
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  for (guint i = 0; i < list->len; i++)
    if (json)
      print_json (g_ptr_array_index (list, i));
    else
      print_words (g_ptr_array_index (list, i));
  return ZB_CTL_DONE;
}
