/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

/* Whatever ends a synchronisation, what was fetched is stored, and the rest is fetched the next time. */

#define FEED "feed.example/titles.xml"
#define FOLLOWING "other.example/feed.xml"
#define PAGE_27 "pages.example/27.html"
#define PAGE_28 "pages.example/28.html"
#define PAGE_29 "pages.example/29.html"
#define TITLES { 29, WEB (PAGE_29), 0 }, { 28, WEB (PAGE_28), 0 }, { 27, WEB (PAGE_27), 0 }

static void
put_feed (SyncFixture     *fixture,
          const char      *path,
          const SyncEntry *entries)
{
  g_autofree char *text = rss_feed (entries);

  sync_server_put_text (fixture->server, path, "text/xml", text);
}

/* Given a feed of three titles, whose last page is held by the server, and then says nothing of its week. */
static gint64
init (SyncFixture *fixture)
{
  sync_fixture_init (fixture, NULL);
  put_feed (fixture, FEED, (const SyncEntry[]) { TITLES, { 0, } });
  sync_put_page (fixture, PAGE_29, wechat_page (29, 470, NULL));
  sync_put_page (fixture, PAGE_28, wechat_page (28, 495, NULL));
  sync_server_put (fixture->server, PAGE_27, &(SyncPage) { .type = "text/html", .behaviour = SYNC_HELD,
                                                           .body = "<html><body><p>网站维护中</p></body></html>" });
  return sync_fixture_add (fixture, ZB_SOURCE_FEED, WEB (FEED));
}

/* Until so many copies are stored and the held page is asked for. */
static void
wait_stored (SyncFixture *fixture,
             guint        n)
{
  while (count_copies (fixture) < n || sync_server_get_n_requests (fixture->server, PAGE_27) == 0)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* The feed's three titles are witnesses, and two of the pages are there. */
#define N_BEFORE 5

static void
finish_later (SyncFixture *fixture,
              gint64       source)
{
  g_autofree char *tasks = sync_fixture_dup_tasks (fixture, source);
  g_autoptr(ZbSyncReport) report = NULL;

  assert_text (fixture, 29, 470);
  assert_text (fixture, 28, 495);
  assert_no_text (fixture, 27);
  g_assert_cmpstr (tasks, ==, WEB (PAGE_27));
  sync_put_page (fixture, PAGE_27, wechat_page (27, 437, NULL));
  /* The list need not name it any more. */
  put_feed (fixture, FEED, &(const SyncEntry) { 0, });
  report = sync_fixture_run (fixture);
  assert_text (fixture, 27, 437);
  assert_asked (fixture, PAGE_29, 1);
  assert_asked (fixture, PAGE_28, 1);
  g_assert_cmpuint (report_get (report, source)->stored, ==, 1);
}

static void
test_cancel_before (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(SyncRun) run = NULL;

  init (&fixture);
  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  g_cancellable_cancel (run->cancellable);
  sync_run_wait (run);
  g_assert_error (run->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_only_asked (&fixture, "");
}

/* Given a run that waits for a page, when it is cancelled, then what came before is stored, the log says what was done,
 * and the next run fetches the page. */
static void
test_cancel_during (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(GError) error = NULL;
  g_autoptr(SyncRun) run = NULL;
  g_autoptr(GPtrArray) runs = NULL;
  const ZbRunRecord *record;
  gint64 source = init (&fixture);

  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  wait_stored (&fixture, N_BEFORE);
  g_cancellable_cancel (run->cancellable);
  sync_run_wait (run);
  g_assert_error (run->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  runs = zb_library_list_runs (fixture.library, source, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 1);
  record = g_ptr_array_index (runs, 0);
  g_assert_cmpint (record->ended, !=, 0);
  assert_numbers (record, (SyncNumbers) { .asked = 4, .answered = 3, .stored = 2 });
  finish_later (&fixture, source);
}

/* Far more than a run needs to end, and less than the host has asked for. */
#define PATIENCE_SECONDS 12

static gboolean
late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Given a run that only waits until a host may be asked again, when it is cancelled, then it ends, and does not wait for
 * that first. */
static void
test_cancel_waiting (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(SyncRun) run = NULL;
  gboolean is_late = FALSE;
  guint timer;

  sync_fixture_init (&fixture, NULL);
  sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED));
  sync_server_put (fixture.server, FEED, &(SyncPage) { .status = 429, .headers = { "Retry-After", "25" } });
  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  while (sync_server_get_n_requests (fixture.server, FEED) == 0)
    g_main_context_iteration (NULL, FALSE);
  /* Until the answer is read; one that is not read yet ends the run as well. */
  for (guint i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  timer = g_timeout_add_seconds (PATIENCE_SECONDS, late_cb, &is_late);
  g_cancellable_cancel (run->cancellable);
  sync_run_wait (run);
  g_assert_error (run->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_asked (&fixture, FEED, 1);
  g_assert_false (is_late);
  g_source_remove (timer);
}

static void
test_cancel_after (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(SyncRun) run = NULL;
  g_autoptr(ZbSyncReport) again = NULL;

  init (&fixture);
  sync_put_page (&fixture, PAGE_27, wechat_page (27, 437, NULL));
  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  sync_run_wait (run);
  g_cancellable_cancel (run->cancellable);
  g_assert_no_error (run->error);
  assert_text (&fixture, 27, 437);
  again = sync_fixture_run (&fixture);
  g_assert_cmpuint (again->result->imported, ==, 0);
}

/* Given a run that waits for a page, when everybody lets go of it and then cancels it, then it ends, and nothing is left
 * of it. */
static void
test_closed (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(SyncRun) run = NULL;
  gpointer sync, fetcher, library;
  gint64 source = init (&fixture);

  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  wait_stored (&fixture, N_BEFORE);
  sync = fixture.sync;
  fetcher = fixture.fetcher;
  library = fixture.library;
  g_object_add_weak_pointer (sync, &sync);
  g_object_add_weak_pointer (fetcher, &fetcher);
  g_object_add_weak_pointer (library, &library);
  g_clear_object (&fixture.sync);
  g_clear_object (&fixture.fetcher);
  g_clear_object (&fixture.library);
  g_cancellable_cancel (run->cancellable);
  sync_run_wait (run);
  g_assert_error (run->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  while (sync != NULL || fetcher != NULL || library != NULL)
    g_main_context_iteration (NULL, FALSE);

  sync_fixture_reopen (&fixture);
  finish_later (&fixture, source);
}

/* Given a run that waits for a page, when everybody lets go of it, then it goes on to its end. */
static void
test_left_alone (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(SyncRun) run = NULL;

  init (&fixture);
  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  wait_stored (&fixture, N_BEFORE);
  g_clear_object (&fixture.sync);
  g_clear_object (&fixture.fetcher);
  g_clear_object (&fixture.library);
  sync_server_release (fixture.server, 1);
  sync_run_wait (run);
  g_assert_no_error (run->error);
  g_assert_cmpuint (run->report->result->imported, ==, 2);
}

/* Given a library that takes no copies any more, then that is told, and nothing is lost: the next run fetches it all. */
static void
test_unwritable (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(SyncRun) run = NULL;
  g_autoptr(ZbSyncReport) report = NULL;

  init (&fixture);
  sync_put_page (&fixture, PAGE_27, wechat_page (27, 437, NULL));
  fixture_run_sql (&fixture.files, "CREATE TRIGGER full BEFORE INSERT ON files WHEN new.origin LIKE '%28.html'"
                                   " BEGIN SELECT RAISE (ABORT, 'as planned'); END");
  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  sync_run_wait (run);
  g_assert_nonnull (run->error);
  g_assert_cmpint (run->error->domain, ==, ZB_LIBRARY_ERROR);
  fixture_run_sql (&fixture.files, "DROP TRIGGER full");
  report = sync_fixture_run (&fixture);
  assert_text (&fixture, 29, 470);
  assert_text (&fixture, 28, 495);
  assert_text (&fixture, 27, 437);
}

/* Given a source that is removed while its page is on the way, then the page is stored and all goes on. */
static void
test_removed (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(GError) error = NULL;
  g_autoptr(SyncRun) run = NULL;
  g_autoptr(GPtrArray) runs = NULL;
  gint64 source, other;

  source = init (&fixture);
  g_assert_cmpint (source, !=, 0);
  put_feed (&fixture, FOLLOWING, (const SyncEntry[]) { { 26, WEB ("other.example/26.html"), 361 }, { 0, } });
  other = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FOLLOWING));
  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  wait_stored (&fixture, N_BEFORE);
  zb_library_remove_source (fixture.library, source, &error);
  g_assert_no_error (error);
  sync_server_release (fixture.server, 1);
  sync_run_wait (run);
  g_assert_no_error (run->error);
  assert_text (&fixture, 29, 470);
  assert_text (&fixture, 26, 361);
  g_assert_cmpuint (report_get (run->report, other)->stored, ==, 1);
  runs = zb_library_list_runs (fixture.library, source, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 0);
}

/* Given two programs that synchronise one library at the same time, then both end well, and nothing is there twice. */
static void
test_two (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbLibrary) library = NULL;
  g_autoptr(ZbFetcher) fetcher = NULL;
  g_autoptr(SyncRun) one = NULL;
  g_autoptr(SyncRun) two = NULL;
  ZbSync *first;

  init (&fixture);
  sync_put_page (&fixture, PAGE_27, wechat_page (27, 437, NULL));
  library = fixture_open_index (&fixture.files, fixture.index);
  fetcher = zb_fetcher_new ("Zhoubao-Other/1.0 (tests)");
  zb_fetcher_set_mirror (fetcher, sync_server_get_address (fixture.server));
  one = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  first = g_steal_pointer (&fixture.sync);
  fixture.sync = zb_sync_new (library, fetcher);
  two = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  sync_run_wait (one);
  sync_run_wait (two);
  g_object_unref (first);
  g_assert_no_error (one->error);
  g_assert_no_error (two->error);
  assert_text (&fixture, 29, 470);
  assert_text (&fixture, 28, 495);
  assert_text (&fixture, 27, 437);
  g_assert_cmpuint (count_copies (&fixture), ==, 6);
  g_assert_cmpuint (one->report->result->imported + two->report->result->imported, ==, 3);
}

/* Given one that runs, then a second one by the same object does not start. */
static void
test_pending (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(SyncRun) one = NULL;
  g_autoptr(SyncRun) two = NULL;

  init (&fixture);
  sync_put_page (&fixture, PAGE_27, wechat_page (27, 437, NULL));
  one = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  g_assert_true (zb_sync_is_running (fixture.sync));
  two = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  sync_run_wait (two);
  g_assert_error (two->error, G_IO_ERROR, G_IO_ERROR_PENDING);
  sync_run_wait (one);
  g_assert_no_error (one->error);
}

static void
test_no_source (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(SyncRun) run = NULL;
  g_autoptr(ZbSyncReport) none = NULL;

  sync_fixture_init (&fixture, NULL);
  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { .source = 17 });
  sync_run_wait (run);
  g_assert_error (run->error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_NOT_FOUND);
  none = sync_fixture_run (&fixture);
  g_assert_cmpuint (none->lines->len, ==, 0);
}

/* Given a source that is switched off, then only who names it gets it. */
static void
test_switched_off (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbSyncReport) all = NULL;
  g_autoptr(ZbSyncReport) one = NULL;
  gint64 source = init (&fixture);

  sync_put_page (&fixture, PAGE_27, wechat_page (27, 437, NULL));
  zb_library_set_source_enabled (fixture.library, source, FALSE, &error);
  g_assert_no_error (error);
  all = sync_fixture_run (&fixture);
  g_assert_cmpuint (all->lines->len, ==, 0);
  assert_only_asked (&fixture, "");
  one = sync_fixture_run_request (&fixture, &(ZbSyncRequest) { .source = source });
  g_assert_cmpuint (report_get (one, source)->stored, ==, 3);
}

/* What was seen of the progress. */
typedef struct {
  guint          n;
  ZbSyncProgress most;
} Seen;

static void
progress_cb (ZbSync  *sync,
             gpointer user_data)
{
  Seen *seen = user_data;
  ZbSyncProgress progress;

  zb_sync_get_progress (sync, &progress);
  seen->n++;
  if (!zb_sync_is_running (sync))
    {
      g_assert_cmpuint (progress.done + progress.left + progress.stored, ==, 0);
      return;
    }
  g_assert_cmpuint (progress.done, >=, seen->most.done);
  g_assert_cmpuint (progress.stored, >=, seen->most.stored);
  g_assert_cmpint (progress.bytes, >=, seen->most.bytes);
  /* The list and its three pages. */
  g_assert_cmpuint (progress.done + progress.left, <=, 4);
  seen->most = progress;
}

/* Given a run that waits for its last page, then its progress says what was asked and stored, and that something is
 * left; the report and the log agree with it. */
static void
test_progress (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(GError) error = NULL;
  g_autoptr(SyncRun) run = NULL;
  g_autoptr(GPtrArray) runs = NULL;
  const ZbRunRecord *record;
  Seen seen = { 0, };
  gint64 source = init (&fixture);

  g_signal_connect (fixture.sync, "progress", G_CALLBACK (progress_cb), &seen);
  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { .is_urgent = TRUE });
  while (seen.most.stored < 2 || seen.most.left != 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen.most.done, >=, 3);
  g_assert_cmpint (seen.most.bytes, >, 0);
  sync_server_release (fixture.server, 1);
  sync_run_wait (run);
  g_assert_no_error (run->error);
  record = report_get (run->report, source);
  g_assert_cmpuint (record->asked, ==, 4);
  g_assert_cmpuint (record->stored, ==, 2);
  g_assert_cmpint (record->bytes, >=, seen.most.bytes);
  g_assert_cmpint (record->started, >, 0);
  g_assert_cmpint (record->ended, >=, record->started);
  runs = zb_library_list_runs (fixture.library, source, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 1);
  g_assert_cmpuint (((const ZbRunRecord *) g_ptr_array_index (runs, 0))->asked, ==, 4);
  g_assert_cmpuint (((const ZbRunRecord *) g_ptr_array_index (runs, 0))->stored, ==, 2);
  g_assert_cmpint (((const ZbRunRecord *) g_ptr_array_index (runs, 0))->bytes, ==, record->bytes);
  g_assert_cmpuint (((const ZbRunRecord *) g_ptr_array_index (runs, 0))->notes->len, ==, record->notes->len);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sync-durability/cancel/before", test_cancel_before);
  g_test_add_func ("/sync-durability/cancel/during", test_cancel_during);
  g_test_add_func ("/sync-durability/cancel/waiting", test_cancel_waiting);
  g_test_add_func ("/sync-durability/cancel/after", test_cancel_after);
  g_test_add_func ("/sync-durability/closed", test_closed);
  g_test_add_func ("/sync-durability/left-alone", test_left_alone);
  g_test_add_func ("/sync-durability/unwritable", test_unwritable);
  g_test_add_func ("/sync-durability/removed", test_removed);
  g_test_add_func ("/sync-durability/two", test_two);
  g_test_add_func ("/sync-durability/pending", test_pending);
  g_test_add_func ("/sync-durability/no-source", test_no_source);
  g_test_add_func ("/sync-durability/switched-off", test_switched_off);
  g_test_add_func ("/sync-durability/progress", test_progress);
  return g_test_run ();
}
