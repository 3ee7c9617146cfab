/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-window-private.h"

#include <glib/gi18n.h>

#include "app/zb-desktop.h"

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           ZbWindow        *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GListModel) chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
        g_ptr_array_add (files, g_list_model_get_item (chosen, i));
      zb_window_import (self, files);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser     *chooser,
            const char         *name,
            const char * const *endings)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; endings != NULL && endings[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, endings[i]);
  if (endings == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
choose (ZbWindow            *self,
        const char          *title,
        GtkFileChooserAction action)
{
  static const char *const endings[] = {
    "html", "htm", "xhtml", "pdf", "md", "markdown", "txt", "xml", "rss", "atom", "json", NULL,
  };
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  if (action == GTK_FILE_CHOOSER_ACTION_OPEN)
    {
      add_filter (GTK_FILE_CHOOSER (dialog), _("Saved pages, PDFs and feeds"), endings);
      add_filter (GTK_FILE_CHOOSER (dialog), _("All files"), NULL);
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  zb_desktop_show_chooser (dialog);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  choose (ZB_WINDOW (widget), _("Open Saved Pages, PDFs and Feeds"), GTK_FILE_CHOOSER_ACTION_OPEN);
}

static void
open_folder_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  choose (ZB_WINDOW (widget), _("Open a Folder of Saved Files"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->library == NULL)
    zb_window_open_library (self);
  else
    zb_window_reload_list (self);
}

static void
star_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  ZbListItem *item = zb_sidebar_find (self->sidebar, self->shown_id);

  if (item == NULL)
    return;
  zb_list_item_set_starred (item, !zb_list_item_get_starred (item));
  zb_window_store_mark (self, self->shown_id, TRUE, zb_list_item_get_starred (item));
  zb_window_update_actions (self);
}

static void
mark_unread_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  zb_window_set_unread (self, self->shown_id, TRUE);
}

static void
open_original_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  const ZbDetail *detail = zb_window_get_detail (self);

  if (detail == NULL || detail->addresses->len == 0)
    return;
  zb_desktop_open (GTK_WINDOW (self), ((const ZbKnownAddress *) g_ptr_array_index (detail->addresses, 0))->url);
}

static void
show_copy_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->page != NULL)
    zb_window_show_copy (self, g_variant_get_int64 (parameter));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  if (self->page != NULL)
    zb_issue_page_export (self->page, g_variant_get_string (parameter, NULL));
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);
  gboolean unread_only = g_str_equal (name, "win.next-unread");

  if (!zb_sidebar_move (self->sidebar, g_str_equal (name, "win.newer") ? -1 : 1, unread_only) &&
      unread_only)
    zb_window_show_message (self, _("Nothing older is unread"));
}

static void
show_list_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  ZbWindow *self = ZB_WINDOW (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, "list");
  zb_sidebar_grab_focus (self->sidebar);
}

static void
show_page_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  zb_window_show_page (ZB_WINDOW (widget));
}

/* The actions of a window, for its class. */
void
zb_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char                 *name;
    const char                 *parameter_type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.open", NULL, open_action },
    { "win.open-folder", NULL, open_folder_action },
    { "win.reload", NULL, reload_action },
    { "win.star", NULL, star_action },
    { "win.mark-unread", NULL, mark_unread_action },
    { "win.open-original", NULL, open_original_action },
    { "win.show-copy", "x", show_copy_action },
    { "win.export", "s", export_action },
    { "win.older", NULL, move_action },
    { "win.newer", NULL, move_action },
    { "win.next-unread", NULL, move_action },
    { "win.show-list", NULL, show_list_action },
    { "win.show-page", NULL, show_page_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type,
                                     actions[i].activate);
  zb_window_install_copy_actions (widget_class);
  zb_window_install_history_actions (widget_class);
  zb_window_install_mark_actions (widget_class);
  zb_window_install_note_actions (widget_class);
  zb_window_install_library_actions (widget_class);
  zb_window_install_picture_actions (widget_class);
  zb_window_install_print_actions (widget_class);
  zb_window_install_problem_actions (widget_class);
  zb_window_install_report_actions (widget_class);
  zb_window_install_search_actions (widget_class);
  zb_window_install_loader_actions (widget_class);
  zb_window_install_sync_actions (widget_class);
  zb_window_install_zoom_actions (widget_class);
}

/**
 * zb_window_activate_when_open:
 * @action: the name of an action of the window that needs the library and no parameter
 *
 * Does it now, or as soon as the library is open.
 */
void
zb_window_activate_when_open (ZbWindow   *self,
                              const char *action)
{
  g_return_if_fail (ZB_IS_WINDOW (self));
  g_return_if_fail (action != NULL);

  if (self->library != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  else
    self->wanted_action = g_intern_string (action);
}
