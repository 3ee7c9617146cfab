/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-missing-notice.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/zb-desktop.h"
#include "app/zb-sync-words.h"

/* Where the text of a bulletin is not here: why, where it is known to be, and
 * what the reader can do. */

/* Each place is one row; a reader tries a few at most. */
#define MAX_ADDRESSES 6

/* What ends sooner is not worth a look. */
#define PROGRESS_DELAY_MS 500

struct _ZbMissingNotice {
  GtkBox      parent_instance;
  GtkWidget  *download;
  GtkWidget  *progress;
  GtkSpinner *spinner;
  GtkLabel   *progress_text;
  GtkWidget  *message;
  guint       delay_id;
};

G_DEFINE_FINAL_TYPE (ZbMissingNotice, zb_missing_notice, GTK_TYPE_BOX)

#define HOW_TO_FETCH_IT \
  N_("Download it now. Should that fail, open the article in your browser, save the page there, as a web page, " \
     "a PDF, Markdown or text, and open it here.")

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
  const char *way = detail->addresses->len > 0 ? _(HOW_TO_FETCH_IT) : _(HOW_TO_GET_IT);

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
                            way);
  /* Translators: %s is a sentence that says how to get the text. */
  return g_strdup_printf (_("This issue is known to exist, but neither its text nor its figures are here. %s"),
                          way);
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

  if (GTK_IS_WINDOW (root))
    zb_desktop_open (GTK_WINDOW (root), address);
}

/* Where it is, when it was found there, and how asking there ended. */
static char *
dup_subtitle (const ZbKnownAddress *address,
              const char           *host)
{
  g_autofree char *seen = g_date_valid (&address->seen)
                          ? zb_date_dup_label (&address->seen, ZB_DATE_LONG) : NULL;
  /* Translators: where a copy is, and on which day it was found there. */
  g_autofree char *place = seen != NULL ? g_strdup_printf (_("%1$s, found there on %2$s"), host, seen)
                                        : g_strdup (host);
  g_autofree char *asked = zb_sync_words_dup_address (address, g_get_real_time () / G_USEC_PER_SEC);

  return asked != NULL ? g_strdup_printf ("%s\n%s", place, asked) : g_steal_pointer (&place);
}

static GtkWidget *
new_address_row (const ZbKnownAddress *address)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("web-browser-symbolic");
  g_autofree char *host = zb_sync_words_dup_host (address->url);
  g_autofree char *subtitle = dup_subtitle (address, host);

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

static GtkWidget *
new_button (const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GtkLabel *text = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_label_set_wrap (text, TRUE);
  gtk_label_set_justify (text, GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static gboolean
was_asked (const ZbDetail *detail)
{
  for (guint i = 0; i < detail->addresses->len; i++)
    if (((const ZbKnownAddress *) g_ptr_array_index (detail->addresses, i))->outcome != ZB_FETCH_NEVER)
      return TRUE;
  return detail->shown != NULL;
}

/* In the place of the button while it is fetched. */
static void
add_progress (ZbMissingNotice *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->progress = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_visible (self->progress, FALSE);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->progress_text = GTK_LABEL (new_label ("", "numeric"));
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->progress_text));
  gtk_box_append (GTK_BOX (self->progress), row);
  gtk_box_append (GTK_BOX (self->progress), new_button (_("_Stop"), "win.stop-sync"));
  gtk_box_append (GTK_BOX (self), self->progress);
}

/* What can be fetched is offered first; what was saved by hand can be opened always. */
static void
add_buttons (ZbMissingNotice *self,
             const ZbDetail  *detail)
{
  gboolean can_fetch = detail->addresses->len > 0 && detail->entry->state != ZB_ENTRY_TEXT;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *open = new_button (_("_Open a Saved File…"), "win.open");

  self->download = new_button (was_asked (detail) ? _("_Try Again") : _("_Download Now"), "win.download-issue");
  gtk_widget_add_css_class (can_fetch ? self->download : open, "suggested-action");
  gtk_widget_set_visible (self->download, can_fetch);
  gtk_box_append (GTK_BOX (box), self->download);
  add_progress (self);
  gtk_box_append (GTK_BOX (box), open);
  gtk_box_append (GTK_BOX (self), box);
  gtk_widget_set_margin_bottom (box, 12);
}

static void
zb_missing_notice_dispose (GObject *object)
{
  ZbMissingNotice *self = ZB_MISSING_NOTICE (object);

  g_clear_handle_id (&self->delay_id, g_source_remove);

  G_OBJECT_CLASS (zb_missing_notice_parent_class)->dispose (object);
}

static void
zb_missing_notice_class_init (ZbMissingNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zb_missing_notice_dispose;
}

static void
zb_missing_notice_init (ZbMissingNotice *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
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
  ZbMissingNotice *self = g_object_new (ZB_TYPE_MISSING_NOTICE, NULL);
  GtkBox *box = GTK_BOX (self);
  GtkWidget *icon = gtk_image_new_from_icon_name ("folder-download-symbolic");
  g_autofree char *explanation = dup_explanation (detail);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 64);
  gtk_widget_add_css_class (icon, "dim-label");
  gtk_box_append (box, icon);
  gtk_box_append (box, new_label (get_title (detail), "title-2"));
  gtk_box_append (box, new_label (explanation, "body"));
  self->message = new_label ("", "warning");
  gtk_widget_set_visible (self->message, FALSE);
  gtk_box_append (box, self->message);
  add_buttons (self, detail);
  add_addresses (GTK_WIDGET (self), detail);
  return GTK_WIDGET (self);
}

static gboolean
delay_cb (gpointer user_data)
{
  ZbMissingNotice *self = user_data;
  gboolean had_focus = gtk_widget_has_focus (self->download);

  self->delay_id = 0;
  gtk_widget_set_visible (self->download, FALSE);
  gtk_widget_set_visible (self->progress, TRUE);
  gtk_spinner_start (self->spinner);
  if (had_focus)
    gtk_widget_child_focus (self->progress, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

static void
show_progress (ZbMissingNotice *self,
               const char      *text)
{
  gtk_label_set_label (self->progress_text, text);
  if (self->delay_id == 0 && !gtk_widget_get_visible (self->progress))
    self->delay_id = g_timeout_add (PROGRESS_DELAY_MS, delay_cb, self);
}

/**
 * zb_missing_notice_set_download:
 * @is_running: whether the text is fetched now
 * @text: (nullable): how far that has come; or why it has brought nothing
 */
void
zb_missing_notice_set_download (ZbMissingNotice *self,
                                gboolean         is_running,
                                const char      *text)
{
  gboolean had_progress;

  g_return_if_fail (ZB_IS_MISSING_NOTICE (self));

  gtk_widget_set_visible (self->message, !is_running && text != NULL);
  gtk_label_set_label (GTK_LABEL (self->message), !is_running && text != NULL ? text : "");
  if (is_running)
    {
      show_progress (self, text);
      return;
    }
  g_clear_handle_id (&self->delay_id, g_source_remove);
  had_progress = gtk_widget_get_visible (self->progress);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_spinner_stop (self->spinner);
  /* It was there before, or there could be no progress. */
  if (had_progress)
    gtk_widget_set_visible (self->download, TRUE);
}
