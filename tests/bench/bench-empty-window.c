/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The yardstick for start and memory: an application of libadwaita that shows a window with nothing
 * but a header bar, and says
 *
 *     {"first_frame_us":N,"rss_kib":N}
 *
 * as "zhoubao --bench-first-frame" does: the time from main() to the first frame that was painted,
 * and the most memory it had in use until then. Usage: bench-empty-window [WIDTHxHEIGHT] */

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
  gint64 start;
  int    width;
  int    height;
} Bench;

/* Returns: the peak of the resident memory in KiB, or 0 where the system does not tell. */
static guint64
get_peak_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "\nVmHWM:");
  return line != NULL ? g_ascii_strtoull (line + strlen ("\nVmHWM:"), NULL, 10) : 0;
}

static void
after_paint_cb (GdkFrameClock *clock,
                Bench         *bench)
{
  gint64 now = g_get_monotonic_time ();

  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, bench);
  printf ("{\"first_frame_us\":%" G_GINT64_FORMAT ",\"rss_kib\":%" G_GUINT64_FORMAT "}\n",
          now - bench->start, get_peak_memory ());
  g_application_quit (g_application_get_default ());
}

static void
map_cb (GtkWidget *window,
        Bench     *bench)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (after_paint_cb), bench);
}

static void
activate_cb (GtkApplication *application,
             Bench          *bench)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), bench->width, bench->height);
  g_signal_connect_after (window, "map", G_CALLBACK (map_cb), bench);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  Bench bench = { .start = g_get_monotonic_time (), .width = 1180, .height = 860 };
  g_autoptr(AdwApplication) application = NULL;

  if (argc > 1 && sscanf (argv[1], "%dx%d", &bench.width, &bench.height) != 2)
    {
      fprintf (stderr, "usage: bench-empty-window [WIDTHxHEIGHT]\n");
      return 2;
    }
  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &bench);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
