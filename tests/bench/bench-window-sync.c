/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long the window's main loop is blocked while the newest source of its library is synchronised. It
 * looks twice, each time with a frame clock that ticks without a pause: while a reader opens the next
 * issue, and from the start of the synchronisation until a second after its end. Then it says
 *
 *     {"stored":N,"reading":{…},"syncing":{…}}
 *
 * each with the longest time between two looks at what has happened, in microseconds ("longest_us"), how
 * many of these were longer than a frame ("late"), and the number of frames ("frames").
 * Usage: bench-window-sync --library FILE [any option of zhoubao] */

#include "zb-config.h"

#include <stdio.h>

#include "app/zb-application.h"
#include "app/zb-window.h"
#include "library/zb-library-sync.h"

#define FRAME_USEC 16000
#define READ_SECONDS 2
#define AFTER_SECONDS 1

typedef struct {
  gint64 longest_us;
  guint  n_late;
  guint  n_frames;
} Look;

typedef struct {
  GtkWindow *window;
  ZbSyncer  *syncer;
  Look       looks[2];
  /* Where it is counted now, if anywhere. */
  Look      *look;
  guint      n_stored;
} Bench;

/* A poll function has no data of its own. */
static Bench bench;
static GPollFunc default_poll;
static gint64 busy_since;

/* Between two calls of this the loop does its work; in it, it waits. */
static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  gint64 busy = busy_since != 0 ? g_get_monotonic_time () - busy_since : 0;
  int n;

  if (bench.look != NULL)
    {
      bench.look->longest_us = MAX (bench.look->longest_us, busy);
      bench.look->n_late += busy > FRAME_USEC ? 1 : 0;
    }
  n = default_poll (fds, n_fds, timeout);
  busy_since = g_get_monotonic_time ();
  return n;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  if (bench.look != NULL)
    bench.look->n_frames++;
  return G_SOURCE_CONTINUE;
}

static void
print_look (const char *name,
            const Look *look)
{
  printf (",\"%s\":{\"longest_us\":%" G_GINT64_FORMAT ",\"late\":%u,\"frames\":%u}", name, look->longest_us,
          look->n_late, look->n_frames);
}

static gboolean
end_cb (gpointer user_data)
{
  printf ("{\"stored\":%u", bench.n_stored);
  print_look ("reading", &bench.looks[0]);
  print_look ("syncing", &bench.looks[1]);
  printf ("}\n");
  bench.look = NULL;
  gtk_window_close (bench.window);
  return G_SOURCE_REMOVE;
}

static void
finished_cb (ZbSyncer *syncer,
             gpointer  user_data)
{
  const ZbSyncReport *report = zb_syncer_get_report (syncer);

  if (report == NULL)
    g_error ("it failed: %s", zb_syncer_get_error (syncer) != NULL ? zb_syncer_get_error (syncer)->message : "?");
  bench.n_stored = report->result->imported;
  g_timeout_add_seconds (AFTER_SECONDS, end_cb, NULL);
}

static gboolean
start_cb (gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sources = NULL;
  const ZbSourceRecord *newest;

  bench.syncer = zb_application_get_syncer (ZB_APPLICATION (g_application_get_default ()));
  sources = zb_library_list_sources (zb_syncer_get_library (bench.syncer), &error);
  if (sources == NULL || sources->len == 0)
    g_error ("no source: %s", error != NULL ? error->message : "none");
  newest = g_ptr_array_index (sources, sources->len - 1);
  g_signal_connect (bench.syncer, "finished", G_CALLBACK (finished_cb), NULL);
  bench.look = &bench.looks[1];
  zb_syncer_start (bench.syncer, &(ZbSyncRequest) { .source = newest->id, .is_urgent = TRUE });
  return G_SOURCE_REMOVE;
}

static gboolean
read_cb (gpointer user_data)
{
  bench.look = &bench.looks[0];
  gtk_widget_activate_action (GTK_WIDGET (bench.window), "win.older", NULL);
  g_timeout_add_seconds (READ_SECONDS, start_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window,
                 gpointer        user_data)
{
  if (!ZB_IS_WINDOW (window) || bench.window != NULL)
    return;
  bench.window = window;
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, NULL, NULL);
  /* What belongs to the start is over by then. */
  g_timeout_add_seconds (READ_SECONDS, read_cb, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(ZbApplication) application = zb_application_new ();

  default_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
