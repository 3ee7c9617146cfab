/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-ctl-source-name.h"

#include <glib/gi18n.h>

#include "ctl/zb-ctl-json.h"

/**
 * zb_ctl_get_kind_name:
 *
 * Returns: (transfer none): the word by which the command line knows a kind of source.
 */
const char *
zb_ctl_get_kind_name (ZbSourceKind kind)
{
  return kind == ZB_SOURCE_CERT ? "cert.org.cn" : zb_source_kind_to_string (kind);
}

/**
 * zb_ctl_get_source_name:
 *
 * Returns: (transfer none): what the user calls the source; else its address,
 *   or its kind where the program has brought it.
 */
const char *
zb_ctl_get_source_name (const ZbSourceRecord *source)
{
  if (source->name != NULL)
    return source->name;
  return source->kind == ZB_SOURCE_FEED || source->kind == ZB_SOURCE_FOLDER ? source->address
                                                                            : zb_ctl_get_kind_name (source->kind);
}

static gboolean
is_named (const ZbSourceRecord *source,
          const char           *name)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, source->id);

  return g_str_equal (name, id) || g_str_equal (name, zb_ctl_get_source_name (source)) ||
         g_str_equal (name, source->address) || g_str_equal (name, zb_source_kind_to_string (source->kind)) ||
         g_str_equal (name, zb_ctl_get_kind_name (source->kind));
}

/**
 * zb_ctl_find_source:
 * @name: its number, its name, its address, or its kind where there is only one of it
 *
 * Returns: (transfer full) (nullable): the source, or %NULL with
 *   %ZB_LIBRARY_ERROR_NOT_FOUND, with %ZB_LIBRARY_ERROR_INVALID where several
 *   have this name, or another error of the library.
 */
ZbSourceRecord *
zb_ctl_find_source (ZbLibrary   *library,
                    const char  *name,
                    GError     **error)
{
  g_autoptr(GPtrArray) sources = zb_library_list_sources (library, error);
  const ZbSourceRecord *found = NULL;

  if (sources == NULL)
    return NULL;
  for (guint i = 0; i < sources->len; i++)
    {
      const ZbSourceRecord *source = g_ptr_array_index (sources, i);

      if (!is_named (source, name))
        continue;
      if (found != NULL)
        {
          g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_INVALID,
                       _("Several sources are called “%s”. Say its number; “zhoubaoctl source list” shows it."), name);
          return NULL;
        }
      found = source;
    }
  if (found != NULL)
    return zb_source_record_copy (found);
  g_set_error (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND,
               _("There is no source “%s”. “zhoubaoctl source list” shows which there are."), name);
  return NULL;
}

/**
 * zb_ctl_dup_moment:
 * @moment: seconds since 1970, 0 for none
 *
 * Returns: (transfer full) (nullable): the moment as of ISO 8601, in UTC.
 */
char *
zb_ctl_dup_moment (gint64 moment)
{
  g_autoptr(GDateTime) time = moment != 0 ? g_date_time_new_from_unix_utc (moment) : NULL;

  return time != NULL ? g_date_time_format_iso8601 (time) : NULL;
}

/**
 * zb_ctl_json_add_moment:
 * @moment: seconds since 1970; 0 becomes null
 */
void
zb_ctl_json_add_moment (JsonBuilder *builder,
                        const char  *name,
                        gint64       moment)
{
  g_autofree char *text = zb_ctl_dup_moment (moment);

  zb_ctl_json_add_string (builder, name, text);
}
