/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-log.h"

#include <glib/gi18n.h>

#include "app/zb-sync-words.h"

/* The log: per source its last runs, and for each run why something was not stored. */

static GtkWidget *
new_note_row (const ZbRunNote *note)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *host = zb_sync_words_dup_host (note->address);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), note->message);
  adw_preferences_row_set_title_selectable (ADW_PREFERENCES_ROW (row), TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), host);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_tooltip_text (row, note->address);
  return row;
}

static void
notes_free (gpointer data,
            GClosure *closure)
{
  g_ptr_array_unref (data);
}

/* There may be many: they are made when somebody wants to read them. */
static void
expanded_cb (AdwExpanderRow *row,
             GParamSpec     *pspec,
             GPtrArray      *notes)
{
  if (!adw_expander_row_get_expanded (row))
    return;
  g_signal_handlers_disconnect_by_func (row, expanded_cb, notes);
  for (guint i = 0; i < notes->len; i++)
    adw_expander_row_add_row (row, new_note_row (g_ptr_array_index (notes, i)));
}

static char *
dup_subtitle (const ZbRunRecord *run)
{
  g_autofree char *counts = zb_sync_words_dup_counts (run);
  g_autofree char *next = NULL;
  GString *text = g_string_new (counts);

  if (run->ended == 0)
    g_string_append_printf (text, "\n%s", _("It goes on, or was cut off"));
  if (run->error != NULL)
    g_string_append_printf (text, "\n%s", run->error);
  if (run->next_try != 0)
    {
      next = zb_sync_words_dup_moment (run->next_try);
      g_string_append_c (text, '\n');
      /* Translators: %s is a day and a time. */
      g_string_append_printf (text, _("Next try: %s"), next);
    }
  return g_string_free (text, FALSE);
}

/* The notes are copied: a row outlives the overview that it was made from. */
static GPtrArray *
copy_notes (const ZbRunRecord *run)
{
  g_autoptr(ZbRunRecord) copy = zb_run_record_copy (run);

  return g_ptr_array_ref (copy->notes);
}

static GtkWidget *
new_run_row (const ZbRunRecord *run)
{
  gboolean has_notes = run->notes->len > 0;
  GtkWidget *row = has_notes ? adw_expander_row_new () : adw_action_row_new ();
  g_autofree char *title = zb_sync_words_dup_moment (run->started);
  g_autofree char *subtitle = dup_subtitle (run);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (!has_notes)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      return row;
    }
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  g_signal_connect_data (row, "notify::expanded", G_CALLBACK (expanded_cb), copy_notes (run), notes_free, 0);
  return row;
}

static GtkWidget *
new_group (const ZbSyncOverview *overview,
           const ZbSourceRecord *source)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *name = zb_sync_words_dup_name (source);
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  guint n = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  for (guint i = 0; i < overview->runs->len; i++)
    {
      const ZbRunRecord *run = g_ptr_array_index (overview->runs, i);

      if (run->source != source->id)
        continue;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_run_row (run));
      n++;
    }
  if (n == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Not asked yet"));
  return group;
}

/**
 * zb_sync_log_new_groups:
 * @overview: the sources and their runs
 *
 * Returns: (transfer container) (element-type AdwPreferencesGroup): a group per source.
 */
GPtrArray *
zb_sync_log_new_groups (const ZbSyncOverview *overview)
{
  GPtrArray *groups = g_ptr_array_new ();

  for (guint i = 0; i < overview->sources->len; i++)
    g_ptr_array_add (groups, new_group (overview, g_ptr_array_index (overview->sources, i)));
  return groups;
}
