/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-application.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "app/zb-library-async.h"
#include "app/zb-news.h"
#include "app/zb-screenshot.h"
#include "app/zb-search-provider.h"
#include "app/zb-settings.h"
#include "app/zb-sync-service.h"
#include "app/zb-window.h"

/* Below the application's own object; the search provider's file in data/ names it. */
#define PROVIDER_PATH "/SearchProvider"

/* Between two keys in the desktop's search the program does not end. */
#define SERVICE_LINGER_MS 10000

#define SHORTCUTS_RESOURCE "/io/github/zhoubao/Zhoubao/zb-shortcuts.ui"

struct _ZbApplication {
  AdwApplication  parent_instance;
  gint64          start_time;
  char           *library;
  char           *screenshot;
  gboolean        pictures_figures;
  char           *pictures_sync;
  char           *size;
  char           *style;
  char           *select;
  gboolean        measures_first_frame;
  ZbSyncer       *syncer;
  ZbSyncService  *service;
  ZbSearchProvider *provider;
};

G_DEFINE_FINAL_TYPE (ZbApplication, zb_application, ADW_TYPE_APPLICATION)

static ZbWindow *present_window (ZbApplication *self);

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkApplication *application = GTK_APPLICATION (user_data);

  for (GList *l = gtk_application_get_windows (application); l != NULL; )
    {
      GtkWindow *window = l->data;

      l = l->next;
      gtk_window_close (window);
    }
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  adw_show_about_window (parent,
                         "application-name", _("Zhoubao"),
                         "application-icon", APP_ID,
                         "version", ZB_VERSION,
                         "developer-name", _("The Zhoubao developers"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Reads, compares and charts CNCERT’s weekly bulletin on network "
                                       "security. The bulletins themselves belong to CNCERT."),
                         /* Translators: your names, one per line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
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
  zb_window_show_bulletin (present_window (ZB_APPLICATION (user_data)), g_variant_get_int64 (parameter));
}

static void
search_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  zb_window_search (present_window (ZB_APPLICATION (user_data)), g_variant_get_string (parameter, NULL));
}

/* --- Without a window -------------------------------------------------------------------------- */

static char *
dup_library_path (ZbApplication *self)
{
  return self->library != NULL ? g_strdup (self->library) : zb_library_dup_default_path ();
}

/* The library is opened for what synchronises it. */
static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(ZbApplication) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbLibrary) library = zb_library_open_finish (result, &error);
  g_autoptr(ZbSyncer) syncer = NULL;

  /* A window that was opened meanwhile has one of its own. */
  if (library != NULL && self->syncer == NULL)
    {
      syncer = zb_application_dup_syncer (self, library);
      zb_sync_service_hold_until_known (self->service);
    }
  else if (library == NULL)
    g_warning ("%s", error->message);
  g_application_release (G_APPLICATION (self));
}

static void
start_service (ZbApplication *self)
{
  g_autofree char *path = dup_library_path (self);

  g_application_set_inactivity_timeout (G_APPLICATION (self), SERVICE_LINGER_MS);
  /* The desktop's search may have started it for somebody who has never used it: none is made for that. */
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  g_application_hold (G_APPLICATION (self));
  zb_library_open_async (path, NULL, opened_cb, g_object_ref (self));
}

static gboolean
zb_application_dbus_register (GApplication    *application,
                              GDBusConnection *connection,
                              const char      *object_path,
                              GError         **error)
{
  ZbApplication *self = ZB_APPLICATION (application);
  g_autofree char *library = dup_library_path (self);
  g_autofree char *path = g_strconcat (object_path, PROVIDER_PATH, NULL);

  if (!G_APPLICATION_CLASS (zb_application_parent_class)->dbus_register (application, connection, object_path, error))
    return FALSE;
  self->provider = zb_search_provider_new (application, library);
  return zb_search_provider_export (self->provider, connection, path, error);
}

static void
zb_application_dbus_unregister (GApplication    *application,
                                GDBusConnection *connection,
                                const char      *object_path)
{
  ZbApplication *self = ZB_APPLICATION (application);

  if (self->provider != NULL)
    zb_search_provider_unexport (self->provider);
  g_clear_object (&self->provider);

  G_APPLICATION_CLASS (zb_application_parent_class)->dbus_unregister (application, connection, object_path);
}

static void
zb_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "quit", .activate = quit_action },
    { .name = "about", .activate = about_action },
    { .name = "shortcuts", .activate = shortcuts_action },
    { .name = "show-issue", .activate = show_issue_action, .parameter_type = "x" },
    { .name = "search", .activate = search_action, .parameter_type = "s" },
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
    { "win.reload", { "F5", "<Control>r" } },
    { "app.shortcuts", { "<Control>question" } },
  };

  G_APPLICATION_CLASS (zb_application_parent_class)->startup (application);
  /* Texts can be selected here, and the Tab key comes through all of them: it selects none. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action,
                                           shortcuts[i].accels);
  ZB_APPLICATION (application)->service = zb_sync_service_new (application);
  if ((g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) != 0)
    start_service (ZB_APPLICATION (application));
}

static void
zb_application_shutdown (GApplication *application)
{
  ZbApplication *self = ZB_APPLICATION (application);

  if (self->service != NULL)
    zb_sync_service_stop (self->service);
  g_clear_object (&self->service);
  zb_settings_sync ();

  G_APPLICATION_CLASS (zb_application_parent_class)->shutdown (application);
}

static void
apply_style (const char *style)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  if (g_strcmp0 (style, "dark") == 0)
    adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  else if (g_strcmp0 (style, "light") == 0)
    adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static ZbWindow *
present_window (ZbApplication *self)
{
  ZbWindow *window;
  int width, height;

  /* In front of the one that is open there may be others, such as the one for figures. */
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    if (ZB_IS_WINDOW (item->data))
      {
        gtk_window_present (item->data);
        return item->data;
      }
  apply_style (self->style);
  window = zb_window_new (GTK_APPLICATION (self), self->library, self->select);
  /* A picture looks the same on every desktop, and leaves no trace on it. */
  if (self->screenshot == NULL && !self->measures_first_frame)
    zb_window_remember (window);
  if (self->size != NULL && sscanf (self->size, "%dx%d", &width, &height) == 2 &&
      width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  if (self->screenshot != NULL)
    zb_screenshot_when_ready (window, self->screenshot, self->select != NULL, self->pictures_figures,
                              self->pictures_sync);
  if (self->measures_first_frame)
    zb_screenshot_measure_first_frame (window, self->start_time);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
zb_application_activate (GApplication *application)
{
  present_window (ZB_APPLICATION (application));
}

static void
zb_application_open (GApplication *application,
                     GFile       **files,
                     int           n_files,
                     const char   *hint)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new ();

  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (list, files[i]);
  zb_window_import (present_window (ZB_APPLICATION (application)), list);
}

static int
zb_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  ZbApplication *self = ZB_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("zhoubao %s\n", ZB_VERSION);
      return 0;
    }
  /* A program with a library of its own, or one that only draws itself, does
   * not join the one that may be running. */
  if (self->library != NULL || self->screenshot != NULL || self->measures_first_frame)
    g_application_set_flags (application, g_application_get_flags (application) |
                                          G_APPLICATION_NON_UNIQUE);
  return G_APPLICATION_CLASS (zb_application_parent_class)->handle_local_options (application, options);
}

static void
zb_application_finalize (GObject *object)
{
  ZbApplication *self = ZB_APPLICATION (object);

  g_clear_weak_pointer (&self->syncer);
  g_free (self->library);
  g_free (self->screenshot);
  g_free (self->pictures_sync);
  g_free (self->size);
  g_free (self->style);
  g_free (self->select);

  G_OBJECT_CLASS (zb_application_parent_class)->finalize (object);
}

static void
zb_application_class_init (ZbApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zb_application_finalize;
  application_class->dbus_register = zb_application_dbus_register;
  application_class->dbus_unregister = zb_application_dbus_unregister;
  application_class->startup = zb_application_startup;
  application_class->shutdown = zb_application_shutdown;
  application_class->activate = zb_application_activate;
  application_class->open = zb_application_open;
  application_class->handle_local_options = zb_application_handle_local_options;
}

static void
zb_application_init (ZbApplication *self)
{
  const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &self->library,
      N_("The library to use instead of your own"), N_("FILE") },
    { "select", 0, 0, G_OPTION_ARG_STRING, &self->select,
      N_("The issue to show, such as 2024-28"), N_("ISSUE") },
    { "style", 0, 0, G_OPTION_ARG_STRING, &self->style, N_("“light” or “dark”"), N_("STYLE") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &self->size, N_("Size of the window, such as 1200x800"), N_("WxH") },
    { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, &self->screenshot,
      N_("Write a picture of the window, then quit"), N_("FILE") },
    { "screenshot-figures", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->pictures_figures,
      NULL, NULL },
    { "screenshot-sync", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &self->pictures_sync, NULL, NULL },
    { "bench-first-frame", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->measures_first_frame,
      NULL, NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
}

/**
 * zb_application_new:
 *
 * Returns: (transfer full): the application; translations are set up as well.
 */
ZbApplication *
zb_application_new (void)
{
  const char *folder = g_getenv ("ZHOUBAO_LOCALEDIR");
  gint64 start_time = g_get_monotonic_time ();
  ZbApplication *self;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  self = g_object_new (ZB_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
  self->start_time = start_time;
  return self;
}

/* Who looks at the window sees what is new there. */
static gboolean
is_looked_at (ZbApplication *self)
{
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    if (gtk_window_is_active (item->data))
      return TRUE;
  return FALSE;
}

static void
synchronised_cb (ZbApplication *self,
                 ZbSyncer      *syncer)
{
  GPtrArray *entries = zb_syncer_get_new_entries (syncer);
  const ZbSyncOverview *overview = zb_syncer_get_overview (syncer);

  if (entries->len > 0 && overview->settings.notifies && !is_looked_at (self))
    zb_news_announce (G_APPLICATION (self), entries);
}

/**
 * zb_application_get_syncer:
 *
 * Returns: (nullable) (transfer none): what synchronises the library, while a window or somebody
 *   else holds it.
 */
ZbSyncer *
zb_application_get_syncer (ZbApplication *self)
{
  g_return_val_if_fail (ZB_IS_APPLICATION (self), NULL);

  return self->syncer;
}

/**
 * zb_application_dup_syncer:
 * @library: the library, open
 *
 * Returns: (transfer full): what synchronises it: the same for all that ask. When the last of them
 *   lets go of it, what runs is stopped.
 */
ZbSyncer *
zb_application_dup_syncer (ZbApplication *self,
                           ZbLibrary     *library)
{
  g_autoptr(ZbSyncer) syncer = NULL;

  g_return_val_if_fail (ZB_IS_APPLICATION (self), NULL);
  g_return_val_if_fail (ZB_IS_LIBRARY (library), NULL);

  if (self->syncer != NULL && zb_syncer_get_library (self->syncer) == library)
    return g_object_ref (self->syncer);
  syncer = zb_syncer_new (library);
  g_signal_connect_object (syncer, "finished", G_CALLBACK (synchronised_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->syncer, syncer);
  /* A program that only draws itself asks nobody. */
  if (self->service != NULL && self->screenshot == NULL && !self->measures_first_frame)
    zb_sync_service_attend (self->service, syncer);
  return g_steal_pointer (&syncer);
}

/**
 * zb_application_get_service:
 *
 * Returns: (nullable) (transfer none): what synchronises by itself, while the application runs.
 */
ZbSyncService *
zb_application_get_service (ZbApplication *self)
{
  g_return_val_if_fail (ZB_IS_APPLICATION (self), NULL);

  return self->service;
}
