/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-page-rows.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/zb-copy-label.h"
#include "app/zb-window.h"
#include "document/zb-document.h"

static void
open_recap_cb (AdwActionRow *row,
               gpointer      user_data)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (row));
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (row), "bulletin-id");

  if (ZB_IS_WINDOW (root))
    zb_window_show_bulletin (ZB_WINDOW (root), id);
}

static GtkWidget *
new_recap_row (const ZbRecapLink *link)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = link->issue.number != 0 ? zb_issue_dup_label (link->issue)
                                                   : g_strdup (link->title);
  g_autofree char *period = zb_period_dup_label (&link->period, ZB_DATE_LONG);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), period);
  if (link->id == 0)
    return row;
  g_object_set_data_full (G_OBJECT (row), "bulletin-id", g_memdup2 (&link->id, sizeof link->id), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (open_recap_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

/**
 * zb_recap_rows_new:
 * @detail: a bulletin
 *
 * Returns: (transfer container) (element-type GtkWidget): a row per earlier
 *   issue that it names; it opens that issue here.
 */
GPtrArray *
zb_recap_rows_new (const ZbDetail *detail)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < detail->recap->len; i++)
    g_ptr_array_add (rows, new_recap_row (g_ptr_array_index (detail->recap, i)));
  return rows;
}

/* What it holds, when it was published, and for a refusal what the page said. */
static char *
dup_copy_subtitle (const ZbCopyInfo *copy)
{
  g_autofree char *published = g_date_valid (&copy->published)
                               ? zb_date_dup_label (&copy->published, ZB_DATE_LONG) : NULL;
  GString *subtitle = g_string_new (zb_copy_get_status (copy));

  if (copy->shown)
    g_string_append (subtitle, _(", shown above"));
  if (published != NULL)
    /* Translators: %s is the day on which a copy was published; its state stands before. */
    g_string_append_printf (subtitle, _(" · %s"), published);
  if (copy->status != ZB_COPY_OK && copy->reason != NULL)
    g_string_append_printf (subtitle, "\n%s", copy->reason);
  return g_string_free (subtitle, FALSE);
}

static void
add_official_mark (AdwActionRow *row)
{
  GtkWidget *label = gtk_label_new (_("Official"));

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "pill-label");
  gtk_widget_add_css_class (label, "official");
  adw_action_row_add_suffix (row, label);
}

static void
add_browser_button (AdwActionRow *row,
                    const char   *url)
{
  GtkWidget *button = gtk_link_button_new (url);

  /* GTK writes the address on it. */
  gtk_button_set_icon_name (GTK_BUTTON (button), "web-browser-symbolic");
  gtk_widget_remove_css_class (button, "link");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, url);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Open in browser"), -1);
  adw_action_row_add_suffix (row, button);
}

/* The shown one bears a mark; the others are shown when they are activated. */
static void
add_choice (AdwActionRow     *row,
            const ZbCopyInfo *copy)
{
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_opacity (mark, copy->shown ? 1 : 0);
  adw_action_row_add_prefix (row, mark);
  if (copy->shown)
    return;
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-copy");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", copy->id);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Show this copy"), -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), _("Show this copy"));
}

static GtkWidget *
new_copy_row (const ZbCopyInfo *copy,
              gboolean          has_others)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = dup_copy_subtitle (copy);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), zb_copy_get_name (copy));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_tooltip_text (row, copy->origin);
  if (has_others)
    add_choice (ADW_ACTION_ROW (row), copy);
  if (copy->official)
    add_official_mark (ADW_ACTION_ROW (row));
  if (zb_is_web_address (copy->url))
    add_browser_button (ADW_ACTION_ROW (row), copy->url);
  return row;
}

/**
 * zb_copy_rows_new:
 * @detail: a bulletin
 *
 * Returns: (transfer container) (element-type GtkWidget): a row per stored copy;
 *   each shows its copy on the page.
 */
GPtrArray *
zb_copy_rows_new (const ZbDetail *detail)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < detail->copies->len; i++)
    g_ptr_array_add (rows, new_copy_row (g_ptr_array_index (detail->copies, i), detail->copies->len > 1));
  return rows;
}
