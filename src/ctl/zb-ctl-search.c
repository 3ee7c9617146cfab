/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>

#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"

/* The library's numbers of bulletins and their hits. */
static GHashTable *
index_hits (GPtrArray *hits)
{
  GHashTable *by_bulletin = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < hits->len; i++)
    {
      ZbSearchHit *hit = g_ptr_array_index (hits, i);

      g_hash_table_insert (by_bulletin, &hit->bulletin, hit);
    }
  return by_bulletin;
}

static void
print_json (const ZbEntry     *entry,
            const ZbSearchHit *hit)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  zb_ctl_json_add_entry (builder, entry);
  json_builder_set_member_name (builder, "snippet");
  json_builder_add_string_value (builder, hit->snippet);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

static void
print_words (const ZbEntry     *entry,
             const ZbSearchHit *hit)
{
  g_autofree char *name = zb_ctl_dup_entry_name (entry);
  g_autofree char *snippet = g_strdelimit (g_strdup (hit->snippet), "\t", ' ');

  zb_ctl_print ("%-10s  %s\n", name, snippet);
}

static void
print_hits (GPtrArray *entries,
            GPtrArray *hits,
            gboolean   json)
{
  g_autoptr(GHashTable) by_bulletin = index_hits (hits);

  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);
      const ZbSearchHit *hit = g_hash_table_lookup (by_bulletin, &entry->id);

      if (hit == NULL)
        continue;
      if (json)
        print_json (entry, hit);
      else
        print_words (entry, hit);
    }
}

/**
 * zb_ctl_search:
 *
 * `zhoubaoctl search WORD... [--json]`: the issues whose title, text or figures hold all words, newest first.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_search (const ZbCtlContext *context,
               int                 argc,
               char              **argv)
{
  gboolean json = FALSE;
  const GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object per issue"), NULL },
    { NULL },
  };
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) entries = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *query = NULL;
  g_auto(GStrv) terms = NULL;
  int exit_status = ZB_CTL_DONE;

  if (!zb_ctl_parse_options (context, options, _("WORD…"),
                             _("Search titles, texts and figures; all words must be there"), &argc, &argv,
                             &exit_status))
    return exit_status;
  query = g_strjoinv (" ", argv + 1);
  terms = zb_search_split (query);
  if (terms[0] == NULL)
    return zb_ctl_usage_error (context, _("Name what to search for."));
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  if (zb_library_update_search (library, NULL, NULL, NULL, &error))
    hits = zb_library_search (library, query, G_MAXINT, NULL, &error);
  if (hits != NULL)
    entries = zb_library_list (library, &error);
  if (entries == NULL)
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  print_hits (entries, hits, json);
  return ZB_CTL_DONE;
}
