/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-application-private.h"

#include <glib/gi18n.h>

#include "app/zb-desktop.h"

#define SHORTCUTS_RESOURCE "/io/github/zhoubao/Zhoubao/zb-shortcuts.ui"

static gboolean
close_windows_cb (gpointer user_data)
{
  g_autoptr(GPtrArray) windows = g_ptr_array_new_with_free_func (g_object_unref);

  /* One that closes takes those along that belong to it, also from the application's list. */
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (user_data)); item != NULL; item = item->next)
    g_ptr_array_add (windows, g_object_ref (item->data));
  for (guint i = 0; i < windows->len; i++)
    gtk_window_close (g_ptr_array_index (windows, i));
  return G_SOURCE_REMOVE;
}

/* Not before the key's event is over: till then GTK holds the window that has it, which must not live longer
 * than the one it belongs to. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, close_windows_cb, g_object_ref (user_data), g_object_unref);
}

static gboolean
about_link_cb (GtkWindow  *window,
               const char *uri)
{
  zb_desktop_open (window, uri);
  return TRUE;
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  GtkWidget *window = adw_about_window_new ();

  g_object_set (window,
                "transient-for", parent,
                "application-name", ZB_DEVELOPMENT ? _("Zhoubao (Development)") : _("Zhoubao"),
                "application-icon", APP_ID,
                "version", ZB_VERSION,
                "developer-name", _("The Zhoubao developers"),
                "license-type", GTK_LICENSE_GPL_3_0,
                "comments", _("Reads, compares and charts CNCERT’s weekly bulletin on network "
                              "security. The bulletins themselves belong to CNCERT."),
                /* Translators: your names, one per line. */
                "translator-credits", _("translator-credits"),
                NULL);
  g_signal_connect (window, "activate-link", G_CALLBACK (about_link_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));
}

/* Made when it is asked for: GTK would build it with every window, which takes as long as the
 * window itself. */
static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);
  GtkWindow *active = gtk_application_get_active_window (application);

  /* Those of the main window, beside which others may be open. */
  if (active != NULL && !GTK_IS_APPLICATION_WINDOW (active))
    active = gtk_window_get_transient_for (active);
  if (!GTK_IS_APPLICATION_WINDOW (active))
    return;
  if (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (active)) == NULL)
    {
      g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (SHORTCUTS_RESOURCE);

      gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (active),
                                               GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder,
                                                                                             "shortcuts")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (active))));
}

static void
show_issue_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  zb_window_show_bulletin (zb_application_present_window (ZB_APPLICATION (user_data)), g_variant_get_int64 (parameter));
}

static void
search_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  zb_window_search (zb_application_present_window (ZB_APPLICATION (user_data)), g_variant_get_string (parameter, NULL));
}

/* Three that the desktop offers beside the program's icon, as its desktop file in data/ names them. */
static void
find_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  zb_window_search (zb_application_present_window (ZB_APPLICATION (user_data)), "");
}

static void
look_for_new_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  zb_window_activate_when_open (zb_application_present_window (ZB_APPLICATION (user_data)), "win.sync");
}

static void
open_files_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  zb_window_activate_when_open (zb_application_present_window (ZB_APPLICATION (user_data)), "win.open");
}

/**
 * zb_application_add_actions:
 *
 * Adds the application's own actions, and the shortcuts of all.
 */
void
zb_application_add_actions (ZbApplication *self)
{
  static const GActionEntry actions[] = {
    { .name = "quit", .activate = quit_action },
    { .name = "about", .activate = about_action },
    { .name = "shortcuts", .activate = shortcuts_action },
    { .name = "show-issue", .activate = show_issue_action, .parameter_type = "x" },
    { .name = "search", .activate = search_action, .parameter_type = "s" },
    { .name = "find", .activate = find_action },
    { .name = "look-for-new", .activate = look_for_new_action },
    { .name = "open-files", .activate = open_files_action },
  };
  static const struct {
    const char *action;
    const char *accels[4];
  } shortcuts[] = {
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.open", { "<Control>o" } },
    { "win.open-folder", { "<Control><Shift>o" } },
    { "win.export('png')", { "<Control>e" } },
    { "win.save-report", { "<Control><Shift>e" } },
    { "win.type-figures", { "<Control>t" } },
    { "win.copy-text", { "<Control><Shift>c" } },
    { "win.copy-markdown", { "<Control><Shift>m" } },
    { "win.copy-link", { "<Control><Shift>l" } },
    { "win.print", { "<Control>p" } },
    { "win.save-pdf", { "<Control><Shift>p" } },
    { "win.edit-note", { "<Control>m" } },
    { "win.paste-picture(uint32 0)", { "<Control><Shift>v" } },
    { "win.star", { "<Control>d" } },
    { "win.mark-unread", { "<Control>u" } },
    { "win.mark-all-read", { "<Control><Shift>a" } },
    { "win.open-original", { "<Control>l" } },
    { "win.older", { "<Alt>Down", "<Control>Page_Down" } },
    { "win.newer", { "<Alt>Up", "<Control>Page_Up" } },
    { "win.next-unread", { "<Control>n" } },
    { "win.search", { "<Control>f" } },
    { "win.find", { "<Control><Shift>f" } },
    { "win.find-next", { "<Control>g" } },
    { "win.find-previous", { "<Control><Shift>g" } },
    { "win.back", { "<Alt>Left" } },
    { "win.forward", { "<Alt>Right" } },
    { "win.show-list", { "F9" } },
    { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
    { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
    { "win.zoom-normal", { "<Control>0", "<Control>KP_0" } },
    { "win.library-page", { "<Control><Shift>b" } },
    { "win.sync", { "<Control><Shift>r" } },
    { "win.sync-page", { "<Control>comma" } },
    { "win.reload", { "F5", "<Control>r" } },
    { "app.shortcuts", { "<Control>question" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action, shortcuts[i].accels);
}
