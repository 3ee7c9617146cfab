/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-agreement.h"

#include <glib/gi18n.h>

#include "app/zb-message-dialog.h"
#include "app/zb-sync-words.h"

/* What will be asked, before anything is asked for the first time. */

static GtkWidget *
new_source_list (const GPtrArray *sources)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_margin_top (list, 12);
  for (guint i = 0; i < sources->len; i++)
    {
      const ZbSourceRecord *source = g_ptr_array_index (sources, i);
      g_autofree char *name = zb_sync_words_dup_name (source);
      g_autofree char *place = zb_sync_words_dup_place (source);
      GtkWidget *row;

      if (!source->enabled)
        continue;
      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), g_str_equal (name, place) ? NULL : place);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  return list;
}

static char *
dup_body (const ZbSyncSettings *settings)
{
  const char *agent = settings->user_agent != NULL ? settings->user_agent : "Zhoubao/" ZB_VERSION;
  GString *text = g_string_new (NULL);

  if (settings->interval_hours > 0)
    g_string_append_printf (text, ngettext ("The places below are asked when you say so, and every hour by itself.",
                                            "The places below are asked when you say so, and every %u hours by itself.",
                                            settings->interval_hours), settings->interval_hours);
  else
    g_string_append (text, _("The places below are asked only when you say so."));
  if (settings->loads_pictures)
    {
      g_string_append (text, " ");
      g_string_append (text, _("The pictures of an issue are fetched when you see them, where they are at CNCERT, at "
                               "WeChat or at one of your sources."));
    }
  g_string_append (text, "\n\n");
  /* Translators: %s is how the program names itself, such as "Zhoubao/1.0". */
  g_string_append_printf (text, _("The bulletins come from third parties. Nothing about you is sent but the "
                                  "request itself, which shows your network address and the name “%s”."), agent);
  return g_string_free (text, FALSE);
}

/**
 * zb_sync_agreement_new:
 * @overview: the sources and settings
 *
 * Returns: (transfer none): a dialog that asks whether to synchronise; its response is
 *   %ZB_SYNC_AGREEMENT_YES where the user agrees.
 */
GtkWidget *
zb_sync_agreement_new (GtkWindow            *parent,
                       const ZbSyncOverview *overview)
{
  g_autofree char *body = dup_body (&overview->settings);
  AdwMessageDialog *dialog = zb_message_dialog_new (parent, _("Look for New Issues?"), body);

  adw_message_dialog_set_extra_child (dialog, new_source_list (overview->sources));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"),
                                    ZB_SYNC_AGREEMENT_YES, _("_Synchronise"), NULL);
  adw_message_dialog_set_response_appearance (dialog, ZB_SYNC_AGREEMENT_YES, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, ZB_SYNC_AGREEMENT_YES);
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  return GTK_WIDGET (dialog);
}
