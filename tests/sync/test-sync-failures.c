/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

/* What goes wrong on the way, and when it is tried again. */

#define FEED(name) name ".example/feed.xml"
#define GOOD FEED ("good")

static void
put_feed (SyncFixture *fixture,
          const char  *path,
          guint        number,
          guint        total)
{
  g_autofree char *url = g_strdup_printf ("https://mp.weixin.qq.com/s/%s%u", "abcdefghijklmnopqrst", number);
  g_autofree char *text = rss_feed ((const SyncEntry[]) { { number, url, total }, { 0, } });

  sync_server_put_text (fixture->server, path, "application/rss+xml", text);
}

/* A list of weeks from @first on of which it only names the pages, which are on @host. */
static void
put_titles (SyncFixture *fixture,
            const char  *path,
            const char  *host,
            guint        first,
            guint        n)
{
  g_autofree SyncEntry *entries = g_new0 (SyncEntry, n + 1);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    entries[i] = (SyncEntry) { first + i, g_strdup_printf ("https://%s/%u.html", host, first + i), 0 };
  text = rss_feed (entries);
  sync_server_put_text (fixture->server, path, "application/rss+xml", text);
  for (guint i = 0; i < n; i++)
    g_free ((char *) entries[i].url);
}

static void
put_pages (SyncFixture    *fixture,
           const char     *host,
           guint           first,
           guint           n,
           const SyncPage *page)
{
  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.html", host, i);

      if (page != NULL)
        sync_server_put (fixture->server, path, page);
      else
        sync_put_page (fixture, path, wechat_page (i, 300 + i, NULL));
    }
}

/* How many requests have gone to the host. */
static guint
count_asked (SyncFixture *fixture,
             const char  *host)
{
  g_autoptr(GPtrArray) log = sync_server_dup_log (fixture->server);
  g_autofree char *start = g_strconcat (host, "/", NULL);
  guint n = 0;

  for (guint i = 0; i < log->len; i++)
    n += g_str_has_prefix (((const SyncSeen *) g_ptr_array_index (log, i))->path, start) ? 1 : 0;
  return n;
}

/* Given hosts that fail in all the ways that pass, then they are asked again within the run, and nothing is told of it. */
static void
test_transient (void)
{
  const struct { const char *path; SyncPage page; } failures[] = {
    { FEED ("a"), { .status = 500 } },
    { FEED ("b"), { .status = 503 } },
    { FEED ("c"), { .behaviour = SYNC_HANG_UP } },
    { FEED ("d"), { .body = "<rss><channel>", .behaviour = SYNC_CUT_BODY } },
    { FEED ("e"), { .status = 429, .headers = { "Retry-After", "1" } } },
  };
  g_auto(SyncFixture) fixture = { 0, };
  gint64 sources[G_N_ELEMENTS (failures)];
  g_autoptr(SyncRun) run = NULL;

  sync_fixture_init (&fixture, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *address = g_strconcat ("https://", failures[i].path, NULL);

      sources[i] = sync_fixture_add (&fixture, ZB_SOURCE_FEED, address);
      sync_server_put (fixture.server, failures[i].path, &failures[i].page);
    }
  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { 0, });
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    while (sync_server_get_n_requests (fixture.server, failures[i].path) == 0)
      g_main_context_iteration (NULL, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    put_feed (&fixture, failures[i].path, 21 + (guint) i, 400 + (guint) i);
  sync_run_wait (run);
  g_assert_no_error (run->error);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      const ZbRunRecord *record = report_get (run->report, sources[i]);

      g_test_message ("%s", failures[i].path);
      g_assert_cmpuint (record->asked, >=, 2);
      g_assert_cmpuint (record->stored, ==, 1);
      g_assert_cmpuint (record->failed, ==, 0);
      g_assert_cmpuint (record->notes->len, ==, 0);
      g_assert_cmpint (record->next_try, ==, 0);
      assert_text (&fixture, 21 + (guint) i, 400 + (guint) i);
    }
}

/* Given pages of WeChat that come without a single byte, then nobody takes that for a refusal: they are asked again
 * within the run, however many there are. */
static void
test_no_bytes (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbHostRecord) host = NULL;
  g_autoptr(SyncRun) run = NULL;
  gint64 source;

  sync_fixture_init (&fixture, NULL);
  source = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED ("list")));
  put_titles (&fixture, FEED ("list"), "mp.weixin.qq.com", 20, 8);
  put_pages (&fixture, "mp.weixin.qq.com", 20, 8, &(SyncPage) { .type = "text/html", .body = "" });
  run = sync_fixture_start (&fixture, &(ZbSyncRequest) { 0, });
  while (count_asked (&fixture, "mp.weixin.qq.com") < 8)
    g_main_context_iteration (NULL, FALSE);
  put_pages (&fixture, "mp.weixin.qq.com", 20, 8, NULL);
  sync_run_wait (run);
  g_assert_no_error (run->error);
  assert_numbers (report_get (run->report, source), (SyncNumbers) { .asked = 17, .answered = 17, .stored = 8 });
  host = sync_fixture_find_host (&fixture, "mp.weixin.qq.com");
  g_assert_null (host);
}

/* Given a source that fails always beside a good one, then that is counted once and told, and the good one is read. The
 * schedule does not ask it before its time; the user does. */
static void
test_lasting (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) scheduled = NULL;
  g_autoptr(ZbSyncReport) wanted = NULL;
  const ZbRunNote *note;
  gint64 bad, good;

  sync_fixture_init (&fixture, NULL);
  bad = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED ("bad")));
  good = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (GOOD));
  put_feed (&fixture, GOOD, 28, 495);
  sync_server_put (fixture.server, FEED ("bad"), &(SyncPage) { .status = 500 });
  first = sync_fixture_run_scheduled (&fixture);
  assert_numbers (report_get (first, good), (SyncNumbers) { .asked = 1, .answered = 1, .stored = 1 });
  assert_numbers (report_get (first, bad), (SyncNumbers) { .asked = 3, .answered = 3, .failed = 1 });
  g_assert_cmpuint (report_get (first, bad)->notes->len, ==, 1);
  note = g_ptr_array_index (report_get (first, bad)->notes, 0);
  g_assert_cmpstr (note->address, ==, WEB (FEED ("bad")));
  g_assert_cmpint (note->outcome, ==, ZB_FETCH_FAILED);
  g_assert_nonnull (strstr (note->message, "500"));
  g_assert_cmpint (report_get (first, bad)->next_try, >, report_get (first, bad)->started);

  sync_server_clear_log (fixture.server);
  put_feed (&fixture, FEED ("bad"), 27, 437);
  scheduled = sync_fixture_run_scheduled (&fixture);
  assert_asked (&fixture, FEED ("bad"), 0);
  g_assert_cmpint (report_get (scheduled, bad)->next_try, >, report_get (scheduled, bad)->started);
  wanted = sync_fixture_run (&fixture);
  assert_asked (&fixture, FEED ("bad"), 1);
  assert_text (&fixture, 27, 437);
}

/* Given a page that has failed for months and whose list does not name it any more, then it is still fetched when it is
 * there again. */
static void
test_for_months (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autoptr(ZbSyncReport) third = NULL;
  gint64 source;

  sync_fixture_init (&fixture, NULL);
  source = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED ("list")));
  put_titles (&fixture, FEED ("list"), "pages.example", 20, 1);
  put_pages (&fixture, "pages.example", 20, 1, &(SyncPage) { .status = 400 });
  first = sync_fixture_run (&fixture);
  g_assert_cmpuint (report_get (first, source)->failed, ==, 1);
  fixture_run_sql (&fixture.files, "UPDATE fetches SET n_failures = 100 WHERE outcome <> 1");
  put_titles (&fixture, FEED ("list"), "pages.example", 21, 0);
  second = sync_fixture_run (&fixture);
  g_assert_cmpuint (report_get (second, source)->failed, ==, 1);
  put_pages (&fixture, "pages.example", 20, 1, NULL);
  third = sync_fixture_run (&fixture);
  g_assert_cmpuint (report_get (third, source)->stored, ==, 1);
  assert_text (&fixture, 20, 320);
}

/* What a host may say to get a pause, and whether it says for how long. */
typedef struct {
  guint       status;
  const char *header;
  const char *value;
} Pause;

static const Pause pauses[] = {
  { 429, "Retry-After", "3600" },
  { 429, "X-Nothing", "" },
  { 503, "Retry-After", "3600" },
  { 403, "Retry-After", "3600" },
};

static SyncPage
get_pause_page (const Pause *pause)
{
  return (SyncPage) { .status = pause->status, .headers = { pause->header, pause->value } };
}

/* Given a host that asks for a long pause, then nothing more is asked of it, not in the next run and not after a new
 * start either, however much it is wanted; the other sources go on, and what was found is not lost. */
static void
assert_paused (const SyncPage *page)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autoptr(ZbHostRecord) host = NULL;
  g_autofree char *tasks = NULL;
  guint asked;
  gint64 source, other;

  sync_fixture_init (&fixture, NULL);
  source = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED ("list")));
  other = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (GOOD));
  put_titles (&fixture, FEED ("list"), "tired.example", 1, 40);
  put_pages (&fixture, "tired.example", 1, 40, page);
  put_feed (&fixture, GOOD, 50, 495);
  first = sync_fixture_run (&fixture);
  asked = count_asked (&fixture, "tired.example");
  g_assert_cmpuint (asked, <, 40);
  g_assert_cmpuint (report_get (first, other)->stored, ==, 1);
  g_assert_cmpuint (report_get (first, source)->failed, ==, asked);
  g_assert_cmpint (report_get (first, source)->next_try, >, report_get (first, source)->started);

  put_pages (&fixture, "tired.example", 1, 40, NULL);
  sync_fixture_reopen (&fixture);
  host = sync_fixture_find_host (&fixture, "tired.example");
  g_assert_nonnull (host);
  g_assert_cmpint (host->next_try, >, report_get (first, source)->started);
  second = sync_fixture_run (&fixture);
  g_assert_cmpuint (count_asked (&fixture, "tired.example"), ==, asked);
  g_assert_cmpint (report_get (second, source)->next_try, ==, host->next_try);
  g_assert_cmpuint (report_get (second, source)->failed, ==, 0);
  tasks = sync_fixture_dup_tasks (&fixture, source);
  g_assert_nonnull (strstr (tasks, "https://tired.example/40.html"));
  g_assert_nonnull (strstr (tasks, "https://tired.example/1.html"));
}

static void
test_pause (gconstpointer data)
{
  const SyncPage page = get_pause_page (data);

  assert_paused (&page);
}

/* GitHub says so when its limit is reached. */
static void
test_rate_limit (void)
{
  g_autofree char *reset = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC + 3600);
  const SyncPage page = { .status = 403, .headers = { "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset } };

  assert_paused (&page);
}

/* Given a pause that is over, then what was found is fetched. */
static void
test_pause_over (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  gint64 source;

  sync_fixture_init (&fixture, NULL);
  source = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED ("list")));
  put_titles (&fixture, FEED ("list"), "tired.example", 20, 10);
  put_pages (&fixture, "tired.example", 20, 10, &(SyncPage) { .status = 429, .headers = { "Retry-After", "3600" } });
  first = sync_fixture_run (&fixture);
  put_pages (&fixture, "tired.example", 20, 10, NULL);
  fixture_run_sql (&fixture.files, "UPDATE hosts SET next_try = 1");
  second = sync_fixture_run (&fixture);
  g_assert_cmpuint (report_get (second, source)->stored, ==, 10);
  for (guint i = 20; i < 30; i++)
    assert_text (&fixture, i, 300 + i);
}

/* Given a page that is not there or not allowed, then that is told, and the others go on. */
static void
test_missing (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  gint64 source;

  sync_fixture_init (&fixture, NULL);
  source = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED ("list")));
  put_titles (&fixture, FEED ("list"), "pages.example", 20, 4);
  put_pages (&fixture, "pages.example", 20, 4, NULL);
  sync_server_remove (fixture.server, "pages.example/20.html");
  sync_server_put (fixture.server, "pages.example/21.html", &(SyncPage) { .status = 403 });
  sync_server_put (fixture.server, "pages.example/22.html", &(SyncPage) { .status = 400 });
  first = sync_fixture_run (&fixture);
  assert_numbers (report_get (first, source), (SyncNumbers) { .asked = 5, .answered = 5, .stored = 1, .failed = 3 });
  g_assert_cmpuint (report_get (first, source)->notes->len, ==, 3);
  /* What is not there is left alone for long; what failed is asked again when the user wants it. */
  put_pages (&fixture, "pages.example", 20, 4, NULL);
  second = sync_fixture_run (&fixture);
  g_assert_cmpuint (report_get (second, source)->stored, ==, 2);
  assert_asked (&fixture, "pages.example/20.html", 1);
  assert_asked (&fixture, "pages.example/23.html", 1);
}

/* Given a host that hangs up always, then it is left alone after some times, and that is told. */
static void
test_silent_host (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autofree char *tasks = NULL;
  guint asked;
  gint64 source, other;

  sync_fixture_init (&fixture, NULL);
  source = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED ("list")));
  other = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (GOOD));
  put_titles (&fixture, FEED ("list"), "silent.example", 1, 40);
  put_pages (&fixture, "silent.example", 1, 40, &(SyncPage) { .behaviour = SYNC_HANG_UP });
  put_feed (&fixture, GOOD, 50, 495);
  report = sync_fixture_run (&fixture);
  asked = count_asked (&fixture, "silent.example");
  g_assert_cmpuint (asked, <, 40);
  g_assert_cmpuint (report_get (report, other)->stored, ==, 1);
  g_assert_cmpint (report_get (report, source)->next_try, >, report_get (report, source)->started);
  tasks = sync_fixture_dup_tasks (&fixture, source);
  g_assert_nonnull (strstr (tasks, "https://silent.example/1.html"));

  sync_fixture_reopen (&fixture);
  second = sync_fixture_run (&fixture);
  g_assert_cmpuint (count_asked (&fixture, "silent.example"), ==, asked);
}

/* Given a host that hangs up always, then those of its pages that were asked are counted as failed, and it is told why. */
static void
test_silence_told (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;
  guint n_asked = 0;
  gint64 source;

  sync_fixture_init (&fixture, NULL);
  source = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED ("list")));
  put_titles (&fixture, FEED ("list"), "silent.example", 1, 8);
  put_pages (&fixture, "silent.example", 1, 8, &(SyncPage) { .behaviour = SYNC_HANG_UP });
  report = sync_fixture_run (&fixture);
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("silent.example/%u.html", i);

      n_asked += sync_server_get_n_requests (fixture.server, path) > 0 ? 1 : 0;
    }
  g_assert_cmpuint (n_asked, >, 0);
  g_assert_cmpuint (report_get (report, source)->failed, ==, n_asked);
  g_assert_cmpuint (report_get (report, source)->notes->len, ==, n_asked);
}

/* Given a host that asks for a pause while it answers two requests, then it gets no third one. */
static void
test_pause_at_once (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;

  sync_fixture_init (&fixture, NULL);
  sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED ("list")));
  put_titles (&fixture, FEED ("list"), "tired.example", 1, 40);
  put_pages (&fixture, "tired.example", 1, 40, &(SyncPage) { .status = 429, .headers = { "Retry-After", "3600" } });
  report = sync_fixture_run (&fixture);
  g_assert_cmpuint (count_asked (&fixture, "tired.example"), <=, ZB_FETCH_MAX_PER_HOST);
}

/* Given a page that fails three times within one run, then that is one failure: else a task would be given up after three
 * runs. */
static void
test_counted_once (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;
  g_autoptr(ZbFetchRecord) fetch = NULL;

  sync_fixture_init (&fixture, NULL);
  sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED ("bad")));
  sync_server_put (fixture.server, FEED ("bad"), &(SyncPage) { .status = 500 });
  report = sync_fixture_run (&fixture);
  assert_asked (&fixture, FEED ("bad"), 3);
  fetch = sync_fixture_find_fetch (&fixture, WEB (FEED ("bad")));
  g_assert_cmpuint (fetch->n_failures, ==, 1);
}

/* Given a body of a type that is none of ours, one that is too large and one that cannot be unpacked, then each is told
 * and the next one is read. */
static void
test_bodies (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;
  g_autofree char *large = g_strnfill (ZB_FETCH_MAX_PAGE_BYTES + 1, ' ');
  gint64 source;

  sync_fixture_init (&fixture, NULL);
  source = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED ("list")));
  put_titles (&fixture, FEED ("list"), "pages.example", 20, 5);
  sync_server_put_text (fixture.server, "pages.example/20.html", "video/mp4", "abc");
  sync_server_put_text (fixture.server, "pages.example/21.html", "text/html", large);
  sync_server_put (fixture.server, "pages.example/22.html",
                   &(SyncPage) { .type = "text/html", .body = "abc", .headers = { "Content-Encoding", "gzip" } });
  sync_server_put_redirect (fixture.server, "pages.example/23.html", 302, "file:///etc/passwd");
  put_pages (&fixture, "pages.example", 24, 1, NULL);
  report = sync_fixture_run (&fixture);
  g_assert_cmpuint (report_get (report, source)->stored, ==, 1);
  g_assert_cmpuint (report_get (report, source)->failed, ==, 4);
  g_assert_cmpuint (report_get (report, source)->notes->len, ==, 4);
  assert_text (&fixture, 24, 324);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/sync-failures/transient", test_transient);
  g_test_add_func ("/sync-failures/no-bytes", test_no_bytes);
  g_test_add_func ("/sync-failures/lasting", test_lasting);
  g_test_add_func ("/sync-failures/for-months", test_for_months);
  g_test_add_data_func ("/sync-failures/pause/429", &pauses[0], test_pause);
  g_test_add_data_func ("/sync-failures/pause/429-without-time", &pauses[1], test_pause);
  g_test_add_data_func ("/sync-failures/pause/503", &pauses[2], test_pause);
  g_test_add_data_func ("/sync-failures/pause/403", &pauses[3], test_pause);
  g_test_add_func ("/sync-failures/pause/rate-limit", test_rate_limit);
  g_test_add_func ("/sync-failures/pause/over", test_pause_over);
  g_test_add_func ("/sync-failures/missing", test_missing);
  g_test_add_func ("/sync-failures/silent-host", test_silent_host);
  g_test_add_func ("/sync-failures/silence-told", test_silence_told);
  g_test_add_func ("/sync-failures/pause/at-once", test_pause_at_once);
  g_test_add_func ("/sync-failures/counted-once", test_counted_once);
  g_test_add_func ("/sync-failures/bodies", test_bodies);
  return g_test_run ();
}
