/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether time and memory stay flat while somebody uses the window for long. In each round it opens the
 * next issue, shows one of its figures over the weeks, saves that chart as a picture, searches the list,
 * shows all again, and synchronises the newest source of the library. It says
 *
 *     {"blocks":[{"round_us":N,"heap_kib":N,"private_kib":N,"files":N,"threads":N},…]}
 *
 * a block for each tenth of the rounds: the median time of its rounds in microseconds, and what is in use
 * after its last one. Each tenth begins at the same issue and does the same, without animations, so that it
 * finds in the caches of cairo and pixman what the one before has drawn, thousands of glyphs: a message that
 * shrinks as it goes is drawn in sizes that no other has. What grows is then kept for nothing.
 * Usage: bench-rounds ROUNDS --library FILE [any option of zhoubao] */

#include "zb-config.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/zb-application.h"
#include "app/zb-chart-async.h"
#include "app/zb-chart-panel.h"
#include "app/zb-issue-page.h"
#include "app/zb-list-search.h"
#include "app/zb-trend-charts.h"
#include "app/zb-window.h"
#include "library/zb-library-sync.h"

#define N_BLOCKS 10
#define WAIT_SECONDS 60

/* A block's rounds, and what they leave. */
typedef struct {
  gint64 round_us;
  gsize  heap_kib;
  gsize  private_kib;
  guint  n_files;
  guint  n_threads;
} Block;

static GtkWidget *window;
static guint n_rounds;

/* Lets the window work until an expression is true. */
#define WAIT_UNTIL(expression)                                                  \
  G_STMT_START {                                                                \
    gint64 wait_end_ = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC; \
    while (!(expression))                                                       \
      {                                                                         \
        if (g_get_monotonic_time () > wait_end_)                                \
          g_error ("waited in vain for: %s", #expression);                      \
        g_main_context_iteration (NULL, TRUE);                                  \
      }                                                                         \
  } G_STMT_END

/* The first widget of a type under @root, itself included. */
static GtkWidget *
find (GtkWidget *root,
      GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  ++*(guint *) user_data;
  return G_SOURCE_CONTINUE;
}

/* What was changed is drawn by then. */
static void
wait_frames (void)
{
  guint n_frames = 0;
  guint callback = gtk_widget_add_tick_callback (window, count_frame_cb, &n_frames, NULL);

  WAIT_UNTIL (n_frames >= 3);
  gtk_widget_remove_tick_callback (window, callback);
}

/* --- What is done in a round ------------------------------------------------------------------ */

static gint64
get_shown (void)
{
  ZbDetail *detail = zb_issue_page_get_detail (ZB_ISSUE_PAGE (find (window, ZB_TYPE_ISSUE_PAGE)));

  return detail != NULL ? detail->entry->id : 0;
}

static void
open_first (gint64 first)
{
  zb_window_show_bulletin (ZB_WINDOW (window), first);
  WAIT_UNTIL (get_shown () == first);
  wait_frames ();
}

static void
open_next (void)
{
  gint64 before = get_shown ();

  if (!gtk_widget_activate_action (window, "win.older", NULL))
    g_error ("there is no older issue");
  WAIT_UNTIL (get_shown () != before);
  wait_frames ();
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = zb_chart_export_finish (result, &error);

  if (file == NULL)
    g_error ("the chart was not saved: %s", error->message);
  *(gboolean *) user_data = TRUE;
}

static void
show_and_save_trend (guint round)
{
  static const char *const figures[] = { "incidents_total", "incidents_cross_border" };
  GtkWidget *page = find (window, ZB_TYPE_ISSUE_PAGE);
  ZbChartPanel *panel;
  ZbChart *chart;
  ZbChartChoices choices;
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "bench-rounds.png", NULL);
  gboolean is_saved = FALSE;

  gtk_widget_activate_action (page, "page.show-trend", "s", figures[round % G_N_ELEMENTS (figures)]);
  wait_frames ();
  panel = ZB_CHART_PANEL (find (find (page, ZB_TYPE_TREND_CHARTS), ZB_TYPE_CHART_PANEL));
  chart = zb_chart_view_get_chart (zb_chart_panel_get_view (panel));
  if (chart == NULL)
    g_error ("no chart is shown");
  file = g_file_new_for_path (path);
  zb_chart_choices_recall (&choices);
  zb_chart_export_async (chart, &choices, file, ZB_CHART_PNG, NULL, saved_cb, &is_saved);
  WAIT_UNTIL (is_saved);
}

static void
search (guint round)
{
  static const char *const queries[] = { "漏洞", "钓鱼", "网页仿冒", "cve", "2024-27", "没有这个词" };
  const char *query = queries[round % G_N_ELEMENTS (queries)];
  ZbListSearch *list = ZB_LIST_SEARCH (find (window, ZB_TYPE_LIST_SEARCH));

  zb_window_search (ZB_WINDOW (window), query);
  WAIT_UNTIL (g_strcmp0 (zb_list_search_get_query (list), query) == 0);
  wait_frames ();
  gtk_widget_activate_action (window, "win.show-all", NULL);
  wait_frames ();
}

static void
synchronise (void)
{
  ZbSyncer *syncer = zb_application_get_syncer (ZB_APPLICATION (g_application_get_default ()));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sources = zb_library_list_sources (zb_syncer_get_library (syncer), &error);
  const ZbSourceRecord *newest;

  if (sources == NULL || sources->len == 0)
    g_error ("no source: %s", error != NULL ? error->message : "none");
  newest = g_ptr_array_index (sources, sources->len - 1);
  zb_syncer_start (syncer, &(ZbSyncRequest) { .source = newest->id, .is_urgent = TRUE });
  WAIT_UNTIL (!zb_syncer_is_running (syncer));
  if (zb_syncer_get_report (syncer) == NULL)
    g_error ("it was not synchronised");
  wait_frames ();
}

/* --- What is measured ------------------------------------------------------------------------- */

static guint
count_entries (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

/* The memory that the process has for itself; pages of files, such as fonts, are everybody's. */
static gsize
read_private_kib (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) || (line = strstr (text, "RssAnon:")) == NULL)
    return 0;
  return g_ascii_strtoull (line + strlen ("RssAnon:"), NULL, 10);
}

static int
compare_times (const void *a,
               const void *b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* @times: what each round took; sorted afterwards */
static Block
measure (gint64 *times,
         guint   n)
{
  Block block = { 0 };

  qsort (times, n, sizeof *times, compare_times);
  block.round_us = times[n / 2];
  /* What is free is given back, so that only what is kept counts. */
  malloc_trim (0);
  block.heap_kib = mallinfo2 ().uordblks / 1024;
  block.private_kib = read_private_kib ();
  block.n_files = count_entries ("/proc/self/fd");
  block.n_threads = count_entries ("/proc/self/task");
  return block;
}

static gboolean
start_cb (gpointer user_data)
{
  guint n_each = MAX (n_rounds / N_BLOCKS, 1);
  g_autofree gint64 *times = g_new (gint64, n_each);
  g_autoptr(GString) blocks = g_string_new (NULL);
  gint64 first;

  g_object_set (gtk_widget_get_settings (window), "gtk-enable-animations", FALSE, NULL);
  WAIT_UNTIL (get_shown () != 0);
  first = get_shown ();
  for (guint i = 0; i < N_BLOCKS; i++)
    {
      Block block;

      open_first (first);
      for (guint j = 0; j < n_each; j++)
        {
          gint64 start = g_get_monotonic_time ();

          open_next ();
          show_and_save_trend (j);
          search (j);
          synchronise ();
          times[j] = g_get_monotonic_time () - start;
        }
      block = measure (times, n_each);
      g_string_append_printf (blocks,
                              "%s{\"round_us\":%" G_GINT64_FORMAT ",\"heap_kib\":%" G_GSIZE_FORMAT
                              ",\"private_kib\":%" G_GSIZE_FORMAT ",\"files\":%u,\"threads\":%u}",
                              i > 0 ? "," : "", block.round_us, block.heap_kib, block.private_kib, block.n_files,
                              block.n_threads);
    }
  printf ("{\"blocks\":[%s]}\n", blocks->str);
  gtk_window_close (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

static void
ready_cb (ZbWindow *self)
{
  /* Once: a window is ready again whenever it has loaded its list. */
  g_signal_handlers_disconnect_by_func (self, ready_cb, NULL);
  window = GTK_WIDGET (self);
  g_idle_add (start_cb, NULL);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *added,
                 gpointer        user_data)
{
  if (ZB_IS_WINDOW (added))
    g_signal_connect (added, "ready", G_CALLBACK (ready_cb), NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(ZbApplication) application = NULL;

  if (argc < 2 || (n_rounds = (guint) strtoul (argv[1], NULL, 10)) == 0)
    {
      fputs ("usage: bench-rounds ROUNDS [any option of zhoubao]\n", stderr);
      return 2;
    }
  application = zb_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  /* The number is ours, the rest the program's. */
  argv[1] = argv[0];
  return g_application_run (G_APPLICATION (application), argc - 1, argv + 1);
}
