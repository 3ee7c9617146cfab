/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-sync-agreement.h"

#include <glib/gi18n.h>

#include "app/zb-sync-words.h"

/* What will be asked, before anything is asked for the first time. */

static char *
dup_host (const ZbSourceRecord *source)
{
  return source->kind == ZB_SOURCE_KNOWN || source->kind == ZB_SOURCE_FOLDER
         ? zb_sync_words_dup_place (source) : zb_sync_words_dup_host (source->address);
}

static void
append_sources (GString         *text,
                const GPtrArray *sources)
{
  for (guint i = 0; i < sources->len; i++)
    {
      const ZbSourceRecord *source = g_ptr_array_index (sources, i);
      g_autofree char *name = zb_sync_words_dup_name (source);
      g_autofree char *host = dup_host (source);

      if (!source->enabled)
        continue;
      /* Translators: a source's name and its host, as one of several lines. */
      g_string_append_printf (text, _("• %1$s: %2$s\n"), name, host);
    }
}

static char *
dup_body (const ZbSyncOverview *overview)
{
  const ZbSyncSettings *settings = &overview->settings;
  g_autofree char *agent = g_strdup (settings->user_agent != NULL ? settings->user_agent : "Zhoubao/" ZB_VERSION);
  GString *text = g_string_new (NULL);

  g_string_append (text, _("Zhoubao will ask these places:"));
  g_string_append (text, "\n\n");
  append_sources (text, overview->sources);
  g_string_append (text, "\n");
  if (settings->interval_hours > 0)
    g_string_append_printf (text, ngettext ("It asks when you tell it to, and every hour by itself.",
                                            "It asks when you tell it to, and every %u hours by itself.",
                                            settings->interval_hours), settings->interval_hours);
  else
    g_string_append (text, _("It asks only when you tell it to."));
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
  g_autofree char *body = dup_body (overview);
  GtkWidget *widget = adw_message_dialog_new (parent, _("Look for New Issues?"), body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"),
                                    ZB_SYNC_AGREEMENT_YES, _("_Synchronise"), NULL);
  adw_message_dialog_set_response_appearance (dialog, ZB_SYNC_AGREEMENT_YES, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, ZB_SYNC_AGREEMENT_YES);
  adw_message_dialog_set_close_response (dialog, "cancel");
  gtk_window_set_destroy_with_parent (GTK_WINDOW (widget), TRUE);
  return widget;
}
