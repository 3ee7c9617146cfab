/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>

#include "ctl/zb-ctl-input.h"
#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl.h"
#include "extract/zb-extractor.h"

static void
print_json (const char  *file,
            ZbBulletin  *bulletin,
            ZbCatalogue *catalogue)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *name = g_filename_display_name (file);

  json_builder_begin_object (builder);
  zb_ctl_json_add_string (builder, "file", name);
  zb_ctl_json_add_string (builder, "status", zb_copy_status_to_string (bulletin->status));
  zb_ctl_json_add_string (builder, "reason", bulletin->reason);
  zb_ctl_json_add_issue (builder, bulletin->issue);
  zb_ctl_json_add_period (builder, &bulletin->period);
  zb_ctl_json_add_date (builder, "published", &bulletin->published);
  zb_ctl_json_add_string (builder, "title", bulletin->title);
  zb_ctl_json_add_string (builder, "url", bulletin->url);
  zb_ctl_json_add_string (builder, "account", bulletin->account);
  zb_ctl_json_add_rating (builder, bulletin->rating);
  json_builder_set_member_name (builder, "figures");
  json_builder_begin_object (builder);
  for (guint i = 0; i < bulletin->figures->len; i++)
    {
      const ZbFigure *figure = g_ptr_array_index (bulletin->figures, i);

      json_builder_set_member_name (builder, figure->id);
      json_builder_begin_object (builder);
      zb_ctl_json_add_figure_members (builder, catalogue, figure);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  zb_ctl_json_add_strings (builder, "images", bulletin->images);
  zb_ctl_json_add_recap (builder, bulletin->recap);
  zb_ctl_json_add_strings (builder, "warnings", bulletin->warnings);
  zb_ctl_json_add_strings (builder, "attachments", bulletin->attachments);
  zb_ctl_json_add_string (builder, "original", bulletin->original);
  zb_ctl_json_add_string (builder, "next_page", bulletin->next_page);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

static void
print_figures (ZbBulletin  *bulletin,
               ZbCatalogue *catalogue)
{
  for (guint i = 0; i < bulletin->figures->len; i++)
    {
      const ZbFigure *figure = g_ptr_array_index (bulletin->figures, i);
      const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure->id);

      if (figure->level != NULL)
        /* Translators: a figure and its level. */
        zb_ctl_print (_("  %1$s: %2$s\n"), zb_figure_kind_get_label (kind), zb_level_get_label (figure->level));
      else
        {
          g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, figure->value);

          /* Translators: a figure, its value and its unit. */
          zb_ctl_print (_("  %1$s: %2$s %3$s\n"), zb_figure_kind_get_label (kind), value,
                        zb_catalogue_get_unit_name (catalogue, kind->unit));
        }
    }
}

/* Of a file of several bulletins also which of them. */
static char *
dup_shown_name (const char       *file,
                const ZbBulletin *bulletin,
                gboolean          is_alone)
{
  g_autofree char *name = g_filename_display_name (file);

  if (is_alone || bulletin->title == NULL)
    return g_steal_pointer (&name);
  /* Translators: a file that holds several bulletins, and the title of one of them. */
  return g_strdup_printf (_("%1$s (%2$s)"), name, bulletin->title);
}

static void
print_words (const char  *file,
             ZbBulletin  *bulletin,
             gboolean     is_alone,
             ZbCatalogue *catalogue)
{
  g_autofree char *name = dup_shown_name (file, bulletin, is_alone);
  g_autofree char *label = zb_issue_dup_label (bulletin->issue);
  g_autofree char *period = zb_period_dup_label (&bulletin->period, ZB_DATE_LONG);

  if (bulletin->status != ZB_COPY_OK)
    {
      zb_ctl_print ("%s: %s\n  %s\n", name, zb_copy_status_to_string (bulletin->status),
                    bulletin->reason);
      return;
    }
  zb_ctl_print ("%s: %s%s%s\n", name, label, *period != '\0' ? ", " : "", period);
  /* Translators: how the week was rated: first in the user's language, then as printed. */
  if (bulletin->rating != ZB_RATING_UNKNOWN)
    zb_ctl_print (_("  Rating: %s (%s)\n"), zb_rating_get_label (bulletin->rating),
                  zb_rating_get_han (bulletin->rating));
  print_figures (bulletin, catalogue);
  for (guint i = 0; i < bulletin->warnings->len; i++)
    /* Translators: %s is a sentence that says what looked wrong. */
    zb_ctl_print (_("  Note: %s\n"), (const char *) g_ptr_array_index (bulletin->warnings, i));
}

/**
 * zb_ctl_parse:
 *
 * `zhoubaoctl parse FILE... [--json]`: reads files and prints what they hold.
 * A file that holds no bulletin is an answer, not a failure; one that cannot
 * be opened is a failure.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_parse (const ZbCtlContext *context,
              int                 argc,
              char              **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON object per bulletin"), NULL },
    { NULL },
  };
  ZbExtractor *extractor;
  int exit_status = ZB_CTL_DONE;

  if (!zb_ctl_parse_options (context, entries, _("FILE…"),
                             _("Read files and print what they hold, without a library"),
                             &argc, &argv, &exit_status))
    return exit_status;
  if (argc < 2)
    return zb_ctl_usage_error (context, _("Name at least one file, or “-” for the standard input."));

  extractor = zb_extractor_get_default ();
  for (int i = 1; i < argc; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = zb_ctl_read_input (argv[i], &error);
      g_autoptr(GPtrArray) extractions = NULL;

      if (bytes == NULL)
        {
          zb_ctl_print_error ("%s", error->message);
          exit_status = ZB_CTL_PARTLY;
          continue;
        }
      extractions = zb_extractor_read (extractor, bytes, argv[i]);
      for (guint j = 0; j < extractions->len; j++)
        {
          const ZbExtraction *extraction = g_ptr_array_index (extractions, j);

          if (json)
            print_json (argv[i], extraction->bulletin, zb_catalogue_get_default ());
          else
            print_words (argv[i], extraction->bulletin, extractions->len == 1, zb_catalogue_get_default ());
        }
    }
  return exit_status;
}
