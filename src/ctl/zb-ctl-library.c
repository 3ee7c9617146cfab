/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-ctl-library.h"

#include <glib/gi18n.h>

#include "ctl/zb-ctl-json.h"

/**
 * zb_ctl_open_library:
 *
 * Opens the library that the command line names, or the user's own; says so
 * where it cannot be opened.
 *
 * Returns: (transfer full) (nullable): the library.
 */
ZbLibrary *
zb_ctl_open_library (const ZbCtlContext *context)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = context->library != NULL ? g_strdup (context->library)
                                                   : zb_library_dup_default_path ();
  ZbLibrary *library = zb_library_open (path, zb_extractor_get_default (), NULL, &error);

  if (library == NULL)
    zb_ctl_print_error ("%s", error->message);
  return library;
}

/**
 * zb_ctl_begin:
 * @takes_file: whether exactly one file is named; otherwise nothing is
 * @summary: what the command does, translated
 * @argc: (inout): what is left of them is the command's name, and the file
 * @exit_status: (out): a #ZbCtlExit, where there is no library
 *
 * Reads the options of a command that takes nothing else but, perhaps, one file, and opens the library.
 *
 * Returns: (transfer full) (nullable): the library; %NULL where the command is over.
 */
ZbLibrary *
zb_ctl_begin (const ZbCtlContext *context,
              const GOptionEntry *entries,
              gboolean            takes_file,
              const char         *summary,
              int                *argc,
              char             ***argv,
              int                *exit_status)
{
  ZbLibrary *library;

  if (!zb_ctl_parse_options (context, entries, takes_file ? _("FILE") : NULL, summary, argc, argv, exit_status))
    return NULL;
  if (takes_file && *argc != 2)
    *exit_status = zb_ctl_usage_error (context, _("Name one file."));
  else if (!takes_file && *argc > 1)
    *exit_status = zb_ctl_usage_error (context, _("“%s” is not expected here."), (*argv)[1]);
  else if ((library = zb_ctl_open_library (context)) != NULL)
    return library;
  else
    *exit_status = ZB_CTL_PARTLY;
  return NULL;
}

/**
 * zb_ctl_json_add_entry:
 *
 * Adds the members that `list` and `show` share to the object that is open.
 */
void
zb_ctl_json_add_entry (JsonBuilder   *builder,
                       const ZbEntry *entry)
{
  zb_ctl_json_add_issue (builder, entry->issue);
  zb_ctl_json_add_period (builder, &entry->period);
  zb_ctl_json_add_date (builder, "published", &entry->published);
  zb_ctl_json_add_string (builder, "title", entry->title);
  zb_ctl_json_add_rating (builder, entry->rating);
  zb_ctl_json_add_string (builder, "state", zb_entry_state_to_string (entry->state));
  zb_ctl_json_add_bool (builder, "unread", entry->unread);
  zb_ctl_json_add_bool (builder, "starred", entry->starred);
  json_builder_set_member_name (builder, "figures");
  json_builder_begin_object (builder);
  for (guint i = 0; entry->figures != NULL && i < entry->figures->len; i++)
    {
      const ZbFigure *figure = g_ptr_array_index (entry->figures, i);

      if (figure->level != NULL)
        zb_ctl_json_add_string (builder, figure->id, figure->level);
      else
        zb_ctl_json_add_int (builder, figure->id, figure->value);
    }
  json_builder_end_object (builder);
  zb_ctl_json_add_int (builder, "copies", entry->n_copies);
}

/**
 * zb_ctl_dup_entry_name:
 *
 * Returns: (transfer full): what zb_ctl_find_bulletin() finds the entry by:
 *   "2024-28", or the first day of a week without an issue number.
 */
char *
zb_ctl_dup_entry_name (const ZbEntry *entry)
{
  if (zb_issue_is_known (entry->issue))
    return zb_issue_to_string (entry->issue);
  return zb_date_dup_iso (&entry->period.start);
}

/**
 * zb_ctl_find_bulletin:
 * @name: "2024-28", or a day "2024-07-10" of the bulletin's week
 * @id: (out): the bulletin
 *
 * Returns: %FALSE with %ZB_LIBRARY_ERROR_INVALID where @name is neither, with
 *   %ZB_LIBRARY_ERROR_NOT_FOUND where there is no such bulletin, or with
 *   another error of the library.
 */
gboolean
zb_ctl_find_bulletin (ZbLibrary   *library,
                      const char  *name,
                      gint64      *id,
                      GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  ZbIssue issue;
  GDate date;

  *id = 0;
  if (zb_issue_parse (name, &issue))
    *id = zb_library_find (library, issue, &local_error);
  else if (strlen (name) == strlen ("2024-07-10") && zb_date_parse_iso (name, &date))
    *id = zb_library_find_date (library, &date, &local_error);
  else
    {
      g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                   _("“%s” is neither an issue such as 2024-28 nor a day such as 2024-07-10."), name);
      return FALSE;
    }
  if (*id != 0)
    return TRUE;
  if (local_error != NULL && !g_error_matches (local_error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
                 _("The library knows no issue “%s”. “zhoubaoctl list” shows which it knows."), name);
  return FALSE;
}

/**
 * zb_ctl_read_limit:
 * @text: a day such as "2024-07-10", or an issue such as "2024-28"
 * @is_end: whether weeks are wanted up to it, not from it on
 * @date: (out): the day, or the first or last day of the issue's week
 *
 * Returns: %FALSE with an error of zb_ctl_find_bulletin(), or with
 *   %ZB_LIBRARY_ERROR_NOT_FOUND where the issue's week is not known.
 */
gboolean
zb_ctl_read_limit (ZbLibrary   *library,
                   const char  *text,
                   gboolean     is_end,
                   GDate       *date,
                   GError     **error)
{
  g_autoptr(ZbDetail) detail = NULL;
  gint64 id;

  if (strlen (text) == strlen ("2024-07-10") && zb_date_parse_iso (text, date))
    return TRUE;
  if (!zb_ctl_find_bulletin (library, text, &id, error))
    return FALSE;
  detail = zb_library_load (library, id, error);
  if (detail == NULL)
    return FALSE;
  *date = is_end ? detail->entry->period.end : detail->entry->period.start;
  if (g_date_valid (date))
    return TRUE;
  g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
               _("The week of the issue “%s” is not known. Name a day such as 2024-07-10 instead."), text);
  return FALSE;
}

/**
 * zb_ctl_dup_known_figures:
 * @with_levels: whether to name those that are levels, not numbers
 *
 * Returns: (transfer full): the ids of the figures that there are, for a message.
 */
char *
zb_ctl_dup_known_figures (gboolean with_levels)
{
  ZbCatalogue *catalogue = zb_catalogue_get_default ();
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) ids = NULL;

  for (guint i = 0; i < zb_catalogue_get_n_figures (catalogue); i++)
    {
      const ZbFigureKind *kind = zb_catalogue_get_figure (catalogue, i);

      if (with_levels || !zb_figure_kind_is_level (kind))
        g_strv_builder_add (builder, kind->id);
    }
  ids = g_strv_builder_end (builder);
  return g_strjoinv (", ", ids);
}

/**
 * zb_ctl_agree:
 * @settings: (out caller-allocates): what the user wants of synchronisation; to be cleared
 *
 * Who calls a command that fetches knows what it does, and agrees.
 *
 * Returns: %FALSE with an error of %ZB_LIBRARY_ERROR.
 */
gboolean
zb_ctl_agree (ZbLibrary       *library,
              ZbSyncSettings  *settings,
              GError         **error)
{
  if (!zb_library_get_sync_settings (library, settings, error))
    return FALSE;
  if (settings->is_agreed)
    return TRUE;
  settings->is_agreed = TRUE;
  return zb_library_set_sync_settings (library, settings, error);
}
