/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"
#include "ctl/zb-ctl-loop.h"
#include "ctl/zb-ctl-source-name.h"
#include "sync/zb-sync.h"

/* One synchronisation, from its start to its report. */
typedef struct {
  GMainLoop    *loop;
  GCancellable *cancellable;
  ZbSyncReport *report;
  GError       *error;
} Run;

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Run *run = user_data;

  run->report = zb_sync_run_finish (ZB_SYNC (source), result, &run->error);
  g_main_loop_quit (run->loop);
}

static void
progress_cb (ZbSync  *sync,
             gpointer user_data)
{
  g_autofree char *bytes = NULL;
  ZbSyncProgress progress;

  zb_sync_get_progress (sync, &progress);
  if (progress.done + progress.left == 0)
    return;
  bytes = g_format_size ((guint64) progress.bytes);
  /* Translators: how many of how many addresses were asked, how many bulletins were stored, how much came. */
  fputc ('\r', stderr);
  fprintf (stderr, _("%u of %u, %u stored, %s"), progress.done, progress.done + progress.left, progress.stored, bytes);
  fputs ("\033[K", stderr);
  fflush (stderr);
}

static void
run_sync (Run                 *run,
          ZbLibrary           *library,
          const char          *user_agent,
          const ZbSyncRequest *request,
          gboolean             shows_progress)
{
  g_autoptr(ZbFetcher) fetcher = zb_fetcher_new (user_agent);
  g_autoptr(ZbSync) sync = zb_sync_new (library, fetcher);

  if (shows_progress)
    g_signal_connect (sync, "progress", G_CALLBACK (progress_cb), NULL);
  zb_sync_run_async (sync, request, run->cancellable, finished_cb, run);
  zb_ctl_run_loop (run->loop, run->cancellable);
  if (shows_progress)
    fputs ("\r\033[K", stderr);
}

static void
print_line_json (const ZbSyncLine *line)
{
  const ZbRunRecord *run = line->run;
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  zb_ctl_json_add_string (builder, "source", zb_ctl_get_source_name (line->source));
  zb_ctl_json_add_int (builder, "id", line->source->id);
  zb_ctl_json_add_string (builder, "kind", zb_ctl_get_kind_name (line->source->kind));
  zb_ctl_json_add_int (builder, "asked", run->asked);
  zb_ctl_json_add_int (builder, "answered", run->answered);
  zb_ctl_json_add_int (builder, "stored", run->stored);
  zb_ctl_json_add_int (builder, "unchanged", run->unchanged);
  zb_ctl_json_add_int (builder, "refused", run->refused);
  zb_ctl_json_add_int (builder, "failed", run->failed);
  zb_ctl_json_add_int (builder, "bytes", run->bytes);
  zb_ctl_json_add_moment (builder, "next", run->next_try);
  zb_ctl_json_add_string (builder, "error", run->error);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

static void
print_line (const ZbSyncLine *line)
{
  const ZbRunRecord *run = line->run;
  g_autofree char *next = zb_ctl_dup_moment (run->next_try);

  /* Translators: a line for each source; %s is its name. */
  zb_ctl_print (_("%s: %u asked, %u answered, %u stored, %u unchanged, %u refused, %u failed\n"),
                zb_ctl_get_source_name (line->source), run->asked, run->answered, run->stored, run->unchanged,
                run->refused, run->failed);
  if (next != NULL)
    zb_ctl_print (_("    the rest is tried again from %s on\n"), next);
}

/* Why something was not stored. */
static void
print_notes (const ZbSyncLine *line)
{
  const ZbRunRecord *run = line->run;

  if (run->error != NULL)
    zb_ctl_print_error ("%s: %s", zb_ctl_get_source_name (line->source), run->error);
  for (guint i = 0; i < run->notes->len; i++)
    {
      const ZbRunNote *note = g_ptr_array_index (run->notes, i);

      zb_ctl_print_error ("%s: %s", note->address, note->message);
    }
}

static int
print_report (const ZbSyncReport *report,
              gboolean            json)
{
  int exit_status = ZB_CTL_DONE;

  for (guint i = 0; i < report->lines->len; i++)
    {
      const ZbSyncLine *line = g_ptr_array_index (report->lines, i);

      if (json)
        print_line_json (line);
      else
        print_line (line);
      print_notes (line);
      if (line->run->failed > 0 || line->run->error != NULL)
        exit_status = ZB_CTL_PARTLY;
    }
  return exit_status;
}

static gboolean
read_source (ZbLibrary      *library,
             const char     *name,
             ZbSyncRequest  *request,
             GError        **error)
{
  g_autoptr(ZbSourceRecord) source = NULL;

  if (name == NULL)
    return TRUE;
  source = zb_ctl_find_source (library, name, error);
  if (source == NULL)
    return FALSE;
  request->source = source->id;
  return TRUE;
}

/**
 * zb_ctl_sync:
 *
 * `zhoubaoctl sync [ISSUE] [--source SOURCE] [--all] [--json]`: fetches what is new.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_sync (const ZbCtlContext *context,
             int                 argc,
             char              **argv)
{
  g_autofree char *source = NULL;
  gboolean all = FALSE, json = FALSE;
  const GOptionEntry entries[] = {
    { "source", 0, 0, G_OPTION_ARG_STRING, &source, N_("Ask only this source: its number, name or address"),
      N_("SOURCE") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_("Fetch the whole history, not only what is new"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as JSON objects, one for each source"), NULL },
    { NULL },
  };
  g_autoptr(GMainLoop) loop = NULL;
  g_autoptr(GCancellable) cancellable = NULL;
  g_autoptr(ZbLibrary) library = NULL;
  g_auto(ZbSyncSettings) settings = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;
  g_autoptr(GError) error = NULL;
  ZbSyncRequest request = { 0, };
  Run run = { 0, };
  int exit_status;

  if (!zb_ctl_parse_options (context, entries, _("[ISSUE]"),
                             _("Fetch what is new from all sources, or one issue that is known but not here"),
                             &argc, &argv, &exit_status))
    return exit_status;
  if (argc > 2)
    return zb_ctl_usage_error (context, _("“%s” is not expected here."), argv[2]);
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  request.all = all;
  request.is_urgent = TRUE;
  if (!zb_ctl_agree (library, &settings, &error) || !read_source (library, source, &request, &error) ||
      (argc == 2 && !zb_ctl_find_bulletin (library, argv[1], &request.bulletin, &error)))
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  run.loop = loop = g_main_loop_new (NULL, FALSE);
  run.cancellable = cancellable = g_cancellable_new ();
  run_sync (&run, library, settings.user_agent, &request, !json && isatty (STDERR_FILENO));
  report = run.report;
  error = run.error;
  if (report != NULL)
    return print_report (report, json);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    zb_ctl_print_error (_("Interrupted. What was fetched until now is stored, and the rest is fetched next time."));
  else
    zb_ctl_print_error ("%s", error->message);
  return ZB_CTL_PARTLY;
}
