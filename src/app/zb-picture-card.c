/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-picture-card.h"

#include <glib/gi18n.h>

#include "app/zb-window.h"

/* More links than this help nobody. */
#define MAX_LINKS 100

/* Where pictures of a text stand that are not stored: what they hold, where they are, and how they
 * can be added. */

/* The first picture that dropped files are for. */
typedef struct {
  ZbDetail *detail;
  guint     position;
} DropPlace;

static void
drop_place_free (gpointer  data,
                 GClosure *closure)
{
  DropPlace *self = data;

  zb_detail_unref (self->detail);
  g_free (self);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         DropPlace     *place)
{
  GtkRoot *root = gtk_widget_get_root (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));

  return ZB_IS_WINDOW (root) &&
         zb_window_drop_pictures (ZB_WINDOW (root), value, place->detail, place->position);
}

static void
accept_drops (GtkWidget *card,
              ZbDetail  *detail,
              guint      position)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  DropPlace *place = g_new0 (DropPlace, 1);

  place->detail = zb_detail_ref (detail);
  place->position = position;
  g_signal_connect_data (drop, "drop", G_CALLBACK (drop_cb), place, drop_place_free, 0);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (drop));
}

/* A link to each, for the browser. */
static char *
dup_links (const ZbDetail *detail,
           GArray         *positions)
{
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < MIN (positions->len, MAX_LINKS); i++)
    {
      guint position = g_array_index (positions, guint, i);
      const ZbCopyPicture *picture = g_ptr_array_index (detail->pictures, position);
      g_autofree char *name = g_strdup_printf (_("Picture %u"), position + 1);
      g_autofree char *link = g_markup_escape_text (picture->address, -1);

      if (i > 0)
        g_string_append (markup, "   ");
      if (zb_is_web_address (picture->address))
        g_string_append_printf (markup, "<a href=\"%s\">%s</a>", link, name);
      else
        g_string_append (markup, name);
    }
  return g_string_free (markup, FALSE);
}

static GtkWidget *
new_label (const char *text,
           gboolean    is_markup)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", text,
                       "use-markup", is_markup,
                       "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0f,
                       NULL);
}

static void
add_button (GtkWidget  *box,
            const char *label,
            const char *action,
            guint       position)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", position);
  gtk_flow_box_append (GTK_FLOW_BOX (box), button);
  /* The button takes the focus, not the cell around it. */
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

/**
 * zb_picture_card_new:
 * @positions: (element-type guint): pictures of the shown copy that follow each
 *   other and are not stored; at least one
 *
 * Returns: (transfer floating): what stands in their place.
 */
GtkWidget *
zb_picture_card_new (ZbDetail *detail,
                     GArray   *positions)
{
  guint first = g_array_index (positions, guint, 0);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("image-x-generic-symbolic");
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_flow_box_new ();
  g_autofree char *title = g_strdup_printf (ngettext ("%u picture stands here", "%u pictures stand here",
                                                      positions->len), positions->len);
  g_autofree char *links = dup_links (detail, positions);
  GtkWidget *heading = new_label (title, FALSE);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "picture-card");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (card), icon);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (text), heading);
  gtk_box_append (GTK_BOX (text),
                  new_label (_("Since 2022 the numbers of infected hosts, attacked websites and new "
                               "vulnerabilities are printed in pictures only. These are not stored yet: "
                               "open them in your browser, or save them there and add their files."), FALSE));
  gtk_box_append (GTK_BOX (text), new_label (links, TRUE));
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (buttons), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (buttons), 3);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (buttons), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (buttons), 6);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (buttons), TRUE);
  gtk_widget_add_css_class (buttons, "picture-buttons");
  add_button (buttons, _("_Add Picture Files…"), "win.add-pictures", first);
  add_button (buttons, _("_Paste Picture"), "win.paste-picture", first);
  add_button (buttons, _("_Type In Figures…"), "win.show-picture", first);
  gtk_box_append (GTK_BOX (text), buttons);
  gtk_box_append (GTK_BOX (card), text);
  accept_drops (card, detail, first);
  return card;
}
