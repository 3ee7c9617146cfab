/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-application-private.h"

#include <glib/gi18n.h>
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "app/zb-library-async.h"
#include "app/zb-news.h"
#include "app/zb-screenshot.h"
#include "app/zb-search-provider.h"
#include "app/zb-settings.h"
#include "app/zb-sync-service.h"

/* Between which the C library shares out the memory of all threads. */
#define N_ARENAS 2

/* Below the application's own object; the search provider's file in data/ names it. */
#define PROVIDER_PATH "/SearchProvider"

/* Between two keys in the desktop's search the program does not end. */
#define SERVICE_LINGER_MS 10000

/* Where the style sheets and icons are, also in a version with another name. */
#define RESOURCE_PATH "/io/github/zhoubao/Zhoubao"

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
  char           *query;
  gboolean        looks_for_new;
  gboolean        asks_for_files;
  gboolean        measures_first_frame;
  ZbSyncer       *syncer;
  ZbSyncService  *service;
  ZbSearchProvider *provider;
};

G_DEFINE_FINAL_TYPE (ZbApplication, zb_application, ADW_TYPE_APPLICATION)

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
  G_APPLICATION_CLASS (zb_application_parent_class)->startup (application);
  /* Texts can be selected here, and the Tab key comes through all of them: it selects none. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  zb_application_add_actions (ZB_APPLICATION (application));
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

/**
 * zb_application_present_window:
 *
 * Returns: (transfer none): the window, which is made where there is none, in front of all others.
 */
ZbWindow *
zb_application_present_window (ZbApplication *self)
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
  zb_application_present_window (ZB_APPLICATION (application));
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
  zb_window_import (zb_application_present_window (ZB_APPLICATION (application)), list);
}

/* What a desktop that starts no programs over the bus offers beside the program's icon. Where a program runs
 * already it is done there. */
static gboolean
do_as_told (ZbApplication  *self,
            GError        **error)
{
  GActionGroup *actions = G_ACTION_GROUP (self);

  if (self->query == NULL && !self->looks_for_new && !self->asks_for_files)
    return TRUE;
  if (!g_application_register (G_APPLICATION (self), NULL, error))
    return FALSE;
  if (self->query != NULL)
    g_action_group_activate_action (actions, "search", g_variant_new_string (self->query));
  if (self->looks_for_new)
    g_action_group_activate_action (actions, "look-for-new", NULL);
  if (self->asks_for_files)
    g_action_group_activate_action (actions, "open-files", NULL);
  return TRUE;
}

static int
zb_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  ZbApplication *self = ZB_APPLICATION (application);
  g_autoptr(GError) error = NULL;

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
  if (!do_as_told (self, &error))
    {
      g_printerr ("zhoubao: %s\n", error->message);
      return 1;
    }
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
  g_free (self->query);

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
    { "search", 0, 0, G_OPTION_ARG_STRING, &self->query, N_("Search for this"), N_("TEXT") },
    { "look-for-new", 0, 0, G_OPTION_ARG_NONE, &self->looks_for_new, N_("Look for new issues"), NULL },
    { "open-files", 0, 0, G_OPTION_ARG_NONE, &self->asks_for_files, N_("Ask which files to open"), NULL },
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

/* By default each thread that comes and goes leaves an arena behind, and what is free in one is of no use to
 * the others: a program that is open for days held twice of what it needs. */
static void
limit_arenas (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, N_ARENAS);
#endif
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

  limit_arenas ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  self = g_object_new (ZB_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", RESOURCE_PATH,
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
  if (self->service != NULL && !zb_application_only_draws (self))
    zb_sync_service_attend (self->service, syncer);
  return g_steal_pointer (&syncer);
}

/**
 * zb_application_only_draws:
 *
 * Returns: whether it was started for a picture or a measurement of its window: such a program asks nobody.
 */
gboolean
zb_application_only_draws (ZbApplication *self)
{
  return self->screenshot != NULL || self->measures_first_frame;
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
