/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include <glib/gi18n.h>

#include "bulletin/zb-bulletin.h"
#include "ctl/zb-ctl-json.h"
#include "ctl/zb-ctl-library.h"
#include "ctl/zb-ctl-loop.h"
#include "library/zb-library-sync.h"
#include "sync/zb-picture-fetcher.h"

/* So many wait with the fetcher, which asks each host as slowly as it wants. */
#define MAX_ASKED 8

/* A picture that is missing. */
typedef struct {
  ZbIssue issue;
  gint64  copy_id;
  char   *address;
} Wanted;

/* All that is fetched by one command. */
typedef struct {
  GMainLoop        *loop;
  GCancellable     *cancellable;
  ZbPictureFetcher *pictures;
  GPtrArray        *wanted;
  guint             next;
  guint             n_asked;
  guint             n_stored;
  guint             n_failed;
  gboolean          json;
} Run;

/* What one call knows. */
typedef struct {
  Run          *run;
  const Wanted *wanted;
} Call;

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->address);
  g_free (self);
}

static void
print_picture (const Wanted *wanted,
               const GError *error)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  zb_ctl_json_add_issue (builder, wanted->issue);
  zb_ctl_json_add_string (builder, "address", wanted->address);
  zb_ctl_json_add_bool (builder, "stored", error == NULL);
  zb_ctl_json_add_string (builder, "error", error != NULL ? error->message : NULL);
  json_builder_end_object (builder);
  zb_ctl_json_print (builder);
}

static void ask_more (Run *run);

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Call *call = user_data;
  Run *run = call->run;
  g_autoptr(GError) error = NULL;

  run->n_asked--;
  if (zb_picture_fetcher_fetch_finish (ZB_PICTURE_FETCHER (source), result, &error))
    run->n_stored++;
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      run->n_failed++;
      zb_ctl_print_error ("%s: %s", call->wanted->address, error->message);
    }
  if (run->json && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    print_picture (call->wanted, error);
  ask_more (run);
}

static void
ask_more (Run *run)
{
  while (run->n_asked < MAX_ASKED && run->next < run->wanted->len && !g_cancellable_is_cancelled (run->cancellable))
    {
      Call *call = g_new0 (Call, 1);

      call->run = run;
      call->wanted = g_ptr_array_index (run->wanted, run->next++);
      run->n_asked++;
      zb_picture_fetcher_fetch_async (run->pictures, call->wanted->copy_id, call->wanted->address, TRUE,
                                      run->cancellable, fetched_cb, call);
    }
  if (run->n_asked == 0)
    g_main_loop_quit (run->loop);
}

static gboolean
start_cb (gpointer user_data)
{
  ask_more (user_data);
  return G_SOURCE_REMOVE;
}

static void
fetch_all (Run        *run,
           ZbLibrary  *library,
           const char *user_agent)
{
  g_autoptr(ZbFetcher) fetcher = zb_fetcher_new (user_agent);
  g_autoptr(ZbPictureFetcher) pictures = zb_picture_fetcher_new (library, fetcher);

  run->pictures = pictures;
  g_idle_add (start_cb, run);
  zb_ctl_run_loop (run->loop, run->cancellable);
}

/* The pictures of the copy that is shown. */
static gboolean
add_missing (ZbLibrary  *library,
             gint64      id,
             GPtrArray  *wanted,
             GError    **error)
{
  g_autoptr(ZbDetail) detail = zb_library_load (library, id, error);
  gint64 copy_id = 0;

  if (detail == NULL)
    return FALSE;
  for (guint i = 0; i < detail->copies->len; i++)
    if (((const ZbCopyInfo *) g_ptr_array_index (detail->copies, i))->shown)
      copy_id = ((const ZbCopyInfo *) g_ptr_array_index (detail->copies, i))->id;
  for (guint i = 0; i < detail->pictures->len; i++)
    {
      const ZbCopyPicture *picture = g_ptr_array_index (detail->pictures, i);
      Wanted *missing;

      if (picture->is_stored || !zb_is_web_address (picture->address))
        continue;
      missing = g_new0 (Wanted, 1);
      missing->issue = detail->entry->issue;
      missing->copy_id = copy_id;
      missing->address = g_strdup (picture->address);
      g_ptr_array_add (wanted, missing);
    }
  return TRUE;
}

static gboolean
find_wanted (ZbLibrary   *library,
             const char  *issue,
             GPtrArray   *wanted,
             GError     **error)
{
  g_autoptr(GPtrArray) entries = NULL;
  gint64 id;

  if (issue != NULL)
    return zb_ctl_find_bulletin (library, issue, &id, error) && add_missing (library, id, wanted, error);
  entries = zb_library_list (library, error);
  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    {
      const ZbEntry *entry = g_ptr_array_index (entries, i);

      if (entry->state == ZB_ENTRY_TEXT && !add_missing (library, entry->id, wanted, error))
        return FALSE;
    }
  return TRUE;
}

static int
print_end (const Run *run)
{
  gboolean is_interrupted = g_cancellable_is_cancelled (run->cancellable);

  if (is_interrupted)
    zb_ctl_print_error (_("Interrupted. What was fetched until now is stored, and the rest is fetched next time."));
  if (!run->json)
    zb_ctl_print (_("%u fetched, %u failed\n"), run->n_stored, run->n_failed);
  return is_interrupted || run->n_failed > 0 ? ZB_CTL_PARTLY : ZB_CTL_DONE;
}

/**
 * zb_ctl_pictures:
 *
 * `zhoubaoctl pictures [ISSUE] [--json]`: fetches the pictures that are missing.
 *
 * Returns: a #ZbCtlExit.
 */
int
zb_ctl_pictures (const ZbCtlContext *context,
                 int                 argc,
                 char              **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print the result as JSON objects, one for each picture"), NULL },
    { NULL },
  };
  g_autoptr(GMainLoop) loop = NULL;
  g_autoptr(GCancellable) cancellable = NULL;
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(GPtrArray) wanted = NULL;
  g_auto(ZbSyncSettings) settings = { 0, };
  g_autoptr(GError) error = NULL;
  Run run = { 0, };
  int exit_status;

  if (!zb_ctl_parse_options (context, entries, _("[ISSUE]"),
                             _("Fetch the pictures of one issue, or of all, that are not stored yet"),
                             &argc, &argv, &exit_status))
    return exit_status;
  if (argc > 2)
    return zb_ctl_usage_error (context, _("“%s” is not expected here."), argv[2]);
  library = zb_ctl_open_library (context);
  if (library == NULL)
    return ZB_CTL_PARTLY;
  wanted = g_ptr_array_new_with_free_func (wanted_free);
  if (!find_wanted (library, argc == 2 ? argv[1] : NULL, wanted, &error) ||
      !zb_ctl_agree (library, &settings, &error))
    {
      zb_ctl_print_error ("%s", error->message);
      return ZB_CTL_PARTLY;
    }
  run.loop = loop = g_main_loop_new (NULL, FALSE);
  run.cancellable = cancellable = g_cancellable_new ();
  run.wanted = wanted;
  run.json = json;
  fetch_all (&run, library, settings.user_agent);
  return print_end (&run);
}
