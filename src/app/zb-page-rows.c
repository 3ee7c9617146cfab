/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-page-rows.h"

#include <adwaita.h>
#include <glib/gi18n.h>

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

static const char *
get_status_label (const ZbCopyInfo *copy)
{
  switch (copy->status)
    {
    case ZB_COPY_OK:
      return copy->shown ? _("Full text, shown above") : _("Full text");
    case ZB_COPY_NO_TEXT:
      return _("No text");
    case ZB_COPY_BLOCKED:
      return _("Verification page");
    case ZB_COPY_DELETED:
      return _("Removed by the publisher");
    case ZB_COPY_OTHER_SERIES:
      return _("Another series");
    case ZB_COPY_UNREADABLE:
      return _("Unreadable");
    default:
      g_return_val_if_reached ("");
    }
}

static GtkWidget *
new_copy_row (const ZbCopyInfo *copy)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *published = g_date_valid (&copy->published)
                               ? zb_date_dup_label (&copy->published, ZB_DATE_LONG) : NULL;
  g_autofree char *subtitle = NULL;

  if (published != NULL)
    /* Translators: a copy: what it holds, and when it was published. */
    subtitle = g_strdup_printf (_("%1$s · %2$s"), get_status_label (copy), published);
  else
    subtitle = g_strdup (get_status_label (copy));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 copy->account != NULL ? copy->account : copy->origin);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_tooltip_text (row, copy->origin);
  if (copy->official)
    {
      GtkWidget *label = gtk_label_new (_("Official"));

      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (label, "pill-label");
      gtk_widget_add_css_class (label, "official");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  if (zb_is_web_address (copy->url))
    {
      GtkWidget *button = gtk_link_button_new_with_label (copy->url, _("Open"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, copy->url);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  return row;
}

/**
 * zb_copy_rows_new:
 * @detail: a bulletin
 *
 * Returns: (transfer container) (element-type GtkWidget): a row per stored copy.
 */
GPtrArray *
zb_copy_rows_new (const ZbDetail *detail)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < detail->copies->len; i++)
    g_ptr_array_add (rows, new_copy_row (g_ptr_array_index (detail->copies, i)));
  return rows;
}
