/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-screenshot.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* Fonts, icons and the layout of a window settle within a few frames. */
#define N_SETTLING_FRAMES 6

/* What is read from the library in between takes longer. */
#define N_LOADING_FRAMES 40

/* What is watched until the picture can be taken. */
typedef struct {
  ZbWindow *window;
  char     *path;
  gboolean  shows_page;
  gboolean  shows_figures;
  char     *sync_page;
  guint     n_frames;
  gint64    start_time;
  gint64    first_frame;
  gboolean  is_ready;
} Watch;

static void
watch_free (Watch *watch)
{
  g_free (watch->path);
  g_free (watch->sync_page);
  g_free (watch);
}

/* Only the part of the window that holds its content: around it are shadows or a frame, as the
 * desktop wants. */
static gboolean
save_picture (GtkWindow  *window,
              const char *path)
{
  GtkWidget *content = ADW_IS_WINDOW (window) ? adw_window_get_content (ADW_WINDOW (window))
                                              : adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  graphene_rect_t bounds;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (GTK_WIDGET (window)),
                          gtk_widget_get_height (GTK_WIDGET (window)));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL || !gtk_widget_compute_bounds (content, GTK_WIDGET (window), &bounds))
    return FALSE;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &bounds);
  return gdk_texture_save_to_png (texture, path);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Watch *watch = user_data;

  guint n_frames = watch->sync_page != NULL ? N_LOADING_FRAMES : N_SETTLING_FRAMES;

  if (!watch->is_ready || watch->n_frames++ < n_frames)
    {
      gtk_widget_queue_draw (widget);
      return G_SOURCE_CONTINUE;
    }
  if (!save_picture (GTK_WINDOW (widget), watch->path))
    g_printerr (_("The picture could not be written to “%s”.\n"), watch->path);
  /* Not at once: with the main window the one goes whose frame this is. */
  g_idle_add_once ((GSourceOnceFunc) gtk_window_destroy, watch->window);
  return G_SOURCE_REMOVE;
}

/* The window that an action opens, as large as the main one was asked to be. */
static GtkWidget *
open_other (ZbWindow   *window,
            const char *action)
{
  g_autoptr(GList) windows = NULL;
  int width, height;

  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  windows = gtk_window_list_toplevels ();
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  for (GList *item = windows; item != NULL; item = item->next)
    if (gtk_window_get_transient_for (item->data) == GTK_WINDOW (window))
      {
        gtk_window_set_default_size (item->data, width, height);
        return item->data;
      }
  return NULL;
}

static GtkWidget *
open_sync_page (Watch *watch)
{
  GtkWidget *other = open_other (watch->window, "win.sync-page");

  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (other), watch->sync_page);
  return other;
}

static void
ready_cb (Watch *watch)
{
  GtkWidget *other = NULL;

  if (watch->shows_figures)
    other = open_other (watch->window, "win.type-figures");
  else if (watch->sync_page != NULL)
    other = open_sync_page (watch);
  watch->is_ready = TRUE;
  if (other != NULL)
    gtk_widget_add_tick_callback (other, tick_cb, watch, NULL);
  else if (watch->shows_page)
    gtk_widget_activate_action (GTK_WIDGET (watch->window), "win.show-page", NULL);
}

/**
 * zb_screenshot_when_ready:
 * @path: a PNG file
 * @shows_page: whether a narrow window shows the page instead of the list
 * @shows_figures: whether the picture is of the window in which figures are typed in
 * @sync_page: (nullable): "sources", "settings" or "log" for a picture of that page of synchronisation
 *
 * Waits until the library is open and its newest bulletin is shown, writes a
 * picture of the window, and closes it.
 */
void
zb_screenshot_when_ready (ZbWindow   *window,
                          const char *path,
                          gboolean    shows_page,
                          gboolean    shows_figures,
                          const char *sync_page)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->window = window;
  watch->path = g_strdup (path);
  watch->shows_page = shows_page;
  watch->shows_figures = shows_figures;
  watch->sync_page = g_strdup (sync_page);
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (window)), "gtk-enable-animations", FALSE, NULL);
  g_signal_connect_swapped (window, "ready", G_CALLBACK (ready_cb), watch);
  g_object_set_data_full (G_OBJECT (window), "screenshot-watch", watch, (GDestroyNotify) watch_free);
  if (!shows_figures && sync_page == NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, watch, NULL);
}

/* The most memory the program has had, in KiB; 0 where the system does not say. */
static long
read_peak_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmHWM:");
  return line != NULL ? strtol (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

static void
after_paint_cb (GdkFrameClock *clock,
                Watch         *watch)
{
  gint64 now = g_get_monotonic_time () - watch->start_time;

  if (watch->first_frame == 0)
    watch->first_frame = now;
  if (!watch->is_ready)
    return;
  printf ("{\"first_frame_us\":%" G_GINT64_FORMAT ",\"list_ready_us\":%" G_GINT64_FORMAT
          ",\"rss_kib\":%ld}\n", watch->first_frame, now, read_peak_memory ());
  g_signal_handlers_disconnect_by_data (clock, watch);
  gtk_window_destroy (GTK_WINDOW (watch->window));
}

static void
realize_cb (GtkWidget *widget,
            Watch     *watch)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (after_paint_cb), watch);
}

static void
measured_cb (Watch *watch)
{
  watch->is_ready = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (watch->window));
}

/**
 * zb_screenshot_measure_first_frame:
 * @start_time: when the program began, by g_get_monotonic_time()
 *
 * Prints, as a line of JSON, how long the first frame and the filled list
 * took, and closes the window. For the benchmark.
 */
void
zb_screenshot_measure_first_frame (ZbWindow *window,
                                   gint64    start_time)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->window = window;
  watch->start_time = start_time;
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), watch);
  g_signal_connect_swapped (window, "ready", G_CALLBACK (measured_cb), watch);
  g_object_set_data_full (G_OBJECT (window), "first-frame-watch", watch, (GDestroyNotify) watch_free);
}
