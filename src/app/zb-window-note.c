/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-toast.h"
#include "app/zb-undo.h"

/* The user's own notes: the page has the card in which they are written, the queue of marks stores
 * them. */

static ZbNoteCard *
get_card (ZbWindow *self)
{
  return self->page != NULL ? zb_issue_page_get_note (self->page) : NULL;
}

static void
show_in_list (ZbWindow   *self,
              gint64      id,
              const char *text)
{
  ZbListItem *item = zb_sidebar_find (self->sidebar, id);
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (item != NULL)
    zb_list_item_set_has_note (item, *stripped != '\0');
}

static void
store_cb (ZbWindow   *self,
          gint64      id,
          const char *text)
{
  show_in_list (self, id, text);
  zb_window_store_note (self, id, text);
  /* What was written since is not to be replaced by what stood there before. */
  zb_undo_forget (GTK_WIDGET (self));
}

/* For a page that was just made. */
void
zb_window_attach_note (ZbWindow *self)
{
  g_signal_connect_object (get_card (self), "store", G_CALLBACK (store_cb), self, G_CONNECT_SWAPPED);
}

/* What was typed goes to the library before something else is asked of it. */
void
zb_window_settle_note (ZbWindow *self)
{
  if (self->page != NULL)
    zb_note_card_settle (get_card (self));
}

/* A toast with a button that makes the note be @text again. */
static AdwToast *
new_offer (const char *message,
           const char *button,
           gint64      id,
           const char *text)
{
  AdwToast *toast = zb_toast_new (message);

  adw_toast_set_button_label (toast, button);
  adw_toast_set_action_name (toast, "win.set-note");
  adw_toast_set_action_target (toast, "(xs)", id, text);
  return toast;
}

/* The library has not taken a note: it is kept until the user gives it up. */
void
zb_window_keep_note (ZbWindow   *self,
                     gint64      id,
                     const char *text,
                     const char *reason)
{
  g_autofree char *message = NULL;
  AdwToast *toast;

  if (self->toasts == NULL)
    {
      /* There is no window any more: whoever started the program can still find it. */
      g_printerr ("zhoubao: %s\n%s\n", reason, text);
      return;
    }
  /* Translators: %s is one or two sentences that say why. */
  message = g_strdup_printf (_("The note is not stored. %s"), reason);
  toast = new_offer (message, _("_Try Again"), id, text);
  adw_toast_set_timeout (toast, 0);
  zb_window_add_toast (self, toast);
}

static void
set_note (ZbWindow   *self,
          gint64      id,
          const char *text)
{
  const ZbDetail *detail = zb_window_get_detail (self);
  gboolean is_shown = detail != NULL && detail->entry->id == id;

  if (is_shown)
    zb_note_card_set_text (get_card (self), text);
  store_cb (self, id, text);
  /* What is being read for the page may not know it. */
  if (!is_shown && zb_sidebar_get_selected (self->sidebar) == id)
    zb_window_load (self, id);
}

static void
set_note_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  const char *text;
  gint64 id;

  g_variant_get (parameter, "(x&s)", &id, &text);
  set_note (ZB_WINDOW (widget), id, text);
}

static void
edit_note_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->page == NULL)
    return;
  zb_window_show_page (self);
  zb_issue_page_edit_note (self->page);
}

static void
remove_note_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  g_autofree char *text = NULL;
  g_autofree char *stripped = NULL;

  if (self->page == NULL)
    return;
  text = zb_note_card_dup_text (get_card (self));
  stripped = g_strstrip (g_strdup (text));
  set_note (self, self->shown_id, "");
  if (*stripped != '\0')
    zb_window_add_undo (self, new_offer (_("Note removed"), _("_Undo"), self->shown_id, text));
}

/* The actions of notes, for the window's class. */
void
zb_window_install_note_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.edit-note", NULL, edit_note_action);
  gtk_widget_class_install_action (widget_class, "win.remove-note", NULL, remove_note_action);
  gtk_widget_class_install_action (widget_class, "win.set-note", "(xs)", set_note_action);
}
