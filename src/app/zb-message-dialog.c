/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-message-dialog.h"

#include <glib/gi18n.h>

/* A dialog with a message or a question. */

/* Narrower than the dialog ever is, and wider than a letter. */
#define MIN_HEADING_WIDTH 200

/* libadwaita has the heading in two sizes, and measures the large one also where only the small one has room. GTK
 * complains of that since 4.18, unless the lines of both may break and both may be equally narrow; what is shown stays
 * the same. Where a libadwaita makes its heading in another way nothing is found, and nothing done. */
static void
let_heading_break (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) &&
      (gtk_widget_has_css_class (widget, "title-2") || gtk_widget_has_css_class (widget, "title-4")))
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_size_request (widget, MIN_HEADING_WIDTH, -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    let_heading_break (child);
}

/**
 * zb_message_dialog_new:
 * @parent: the window that it belongs to
 * @heading: what it is about
 * @body: (nullable): the message, as plain text
 *
 * Returns: (transfer none): a dialog without a response
 */
AdwMessageDialog *
zb_message_dialog_new (GtkWindow  *parent,
                       const char *heading,
                       const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  let_heading_break (dialog);
  return ADW_MESSAGE_DIALOG (dialog);
}

/**
 * zb_message_dialog_show:
 * @parent: the window that it belongs to
 * @heading: what it is about
 * @body: the message, as plain text
 *
 * Shows what is only to be read.
 */
void
zb_message_dialog_show (GtkWindow  *parent,
                        const char *heading,
                        const char *body)
{
  AdwMessageDialog *dialog = zb_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
