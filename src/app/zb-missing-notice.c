/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-missing-notice.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Where the text of a bulletin is not here: why, where it is known to be, and
 * what the reader can do. */

/* Each place is one row; a reader tries a few at most. */
#define MAX_ADDRESSES 6

#define HOW_TO_GET_IT \
  N_("Open the article in your browser, save the page there, as a web page, a PDF, Markdown or text, and " \
     "open it here.")

/* Whether the reader has chosen a copy without a text, though another one has it. */
static gboolean
is_chosen_refusal (const ZbDetail *detail)
{
  return detail->entry->state == ZB_ENTRY_TEXT && detail->shown != NULL;
}

static char *
dup_explanation (const ZbDetail *detail)
{
  /* Read again from the stored bytes, and so in the language of today. */
  const char *reason = detail->shown != NULL ? detail->shown->bulletin->reason : NULL;

  if (detail->entry->state == ZB_ENTRY_TEXT && detail->shown == NULL)
    return g_strdup (_("The stored copy is damaged and cannot be shown. Open the saved page again to "
                       "replace it."));
  if (is_chosen_refusal (detail))
    return g_strdup (reason != NULL ? reason : _("This copy does not hold the text."));
  if (reason != NULL)
    /* Translators: %s is one or two sentences that say what was found instead of the text. */
    return g_strdup_printf (_("A copy was opened, but it does not hold the text. %s"), reason);
  if (detail->entry->state == ZB_ENTRY_FIGURES)
    /* Translators: %s is a sentence that says how to get the text. */
    return g_strdup_printf (_("The figures that are known are shown above, but the text is not here. %s"),
                            _(HOW_TO_GET_IT));
  /* Translators: %s is a sentence that says how to get the text. */
  return g_strdup_printf (_("This issue is known to exist, but neither its text nor its figures are here. %s"),
                          _(HOW_TO_GET_IT));
}

static const char *
get_title (const ZbDetail *detail)
{
  return is_chosen_refusal (detail) ? _("This Copy Holds No Text") : _("The Text Is Not Here Yet");
}

static void
open_cb (GtkButton  *button,
         const char *address)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, address, GDK_CURRENT_TIME);
}

static char *
dup_host (const char *address)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : address);
}

static GtkWidget *
new_address_row (const ZbKnownAddress *address)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("web-browser-symbolic");
  g_autofree char *host = dup_host (address->url);
  g_autofree char *seen = g_date_valid (&address->seen)
                          ? zb_date_dup_label (&address->seen, ZB_DATE_LONG) : NULL;
  /* Translators: where a copy is, and on which day it was found there. */
  g_autofree char *subtitle = seen != NULL ? g_strdup_printf (_("%1$s, found there on %2$s"), host, seen)
                                           : g_strdup (host);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 address->account != NULL ? address->account : host);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_tooltip_text (row, address->url);
  gtk_widget_set_tooltip_text (button, _("Open in browser"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Open in browser"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_data (button, "clicked", G_CALLBACK (open_cb), g_strdup (address->url),
                         (GClosureNotify) (GCallback) g_free, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "justify", GTK_JUSTIFY_CENTER,
                                   "max-width-chars", 60,
                                   NULL);

  gtk_widget_add_css_class (label, style);
  return label;
}

/* Of a copy that the reader has chosen, its own address is what matters. */
static gboolean
is_asked_for (const ZbDetail       *detail,
              const ZbKnownAddress *address)
{
  return !is_chosen_refusal (detail) || g_strcmp0 (address->url, detail->shown->bulletin->url) == 0;
}

static void
add_addresses (GtkWidget      *box,
               const ZbDetail *detail)
{
  GtkWidget *group = adw_preferences_group_new ();
  guint n = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   is_chosen_refusal (detail) ? _("Where it was found")
                                                              : _("Where it is known to be"));
  for (guint i = 0; i < detail->addresses->len && n < MAX_ADDRESSES; i++)
    {
      const ZbKnownAddress *address = g_ptr_array_index (detail->addresses, i);

      if (!is_asked_for (detail, address))
        continue;
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_address_row (address));
      n++;
    }
  gtk_widget_set_visible (group, n > 0);
  gtk_box_append (GTK_BOX (box), group);
}

/**
 * zb_missing_notice_new:
 * @detail: a bulletin whose text is not here
 *
 * Returns: (transfer floating): what the page shows in the text's place.
 */
GtkWidget *
zb_missing_notice_new (const ZbDetail *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *icon = gtk_image_new_from_icon_name ("folder-download-symbolic");
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Open a Saved File…"));
  g_autofree char *explanation = dup_explanation (detail);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 64);
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), new_label (get_title (detail), "title-2"));
  gtk_box_append (GTK_BOX (box), new_label (explanation, "body"));
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_bottom (button, 12);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open");
  gtk_box_append (GTK_BOX (box), button);
  add_addresses (box, detail);
  return box;
}
