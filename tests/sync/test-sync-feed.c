/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

/* Feeds of all three kinds, whose entries are copies, or only name them. */

#define FEED "feed.example/cncert.feed"
#define ENTRIES(...) ((const SyncEntry[]) { __VA_ARGS__, { 0, NULL, 0 } })

typedef char *(*MakeFeed) (const SyncEntry *entries);

typedef struct {
  const char *type;
  MakeFeed    make;
} Kind;

static const Kind rss = { "application/rss+xml; charset=utf-8", rss_feed };
static const Kind atom = { "application/atom+xml", atom_feed };
static const Kind json = { "application/feed+json", json_feed };

static void
put_feed (SyncFixture     *fixture,
          const char      *path,
          const Kind      *kind,
          const SyncEntry *entries)
{
  g_autofree char *text = kind->make (entries);
  g_autofree char *etag = g_strdup_printf ("\"%08x\"", g_str_hash (text));

  sync_server_put (fixture->server, path, &(SyncPage) { .type = kind->type, .body = text, .headers = { "ETag", etag } });
}

static gint64
init (SyncFixture *fixture)
{
  sync_fixture_init (fixture, NULL);
  return sync_fixture_add (fixture, ZB_SOURCE_FEED, WEB (FEED));
}

/* Given a feed with two entries, then each is a copy of its own; when a third comes, only that one is stored; and a feed
 * that has not changed says nothing. */
static void
test_grows (gconstpointer data)
{
  const Kind *kind = data;
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autoptr(ZbSyncReport) third = NULL;
  gint64 source = init (&fixture);

  put_feed (&fixture, FEED, kind, ENTRIES ({ 28, WEB (SIGNED_PATH ("28")), 495 }, { 27, WEB (SIGNED_PATH ("27")), 437 }));
  first = sync_fixture_run (&fixture);
  assert_numbers (report_get (first, source), (SyncNumbers) { .asked = 1, .answered = 1, .stored = 2 });
  assert_text (&fixture, 28, 495);
  assert_text (&fixture, 27, 437);
  g_assert_cmpuint (count_copies (&fixture), ==, 2);

  put_feed (&fixture, FEED, kind, ENTRIES ({ 29, WEB (SIGNED_PATH ("29")), 470 }, { 28, WEB (SIGNED_PATH ("28")), 495 },
                                           { 27, WEB (SIGNED_PATH ("27")), 437 }));
  second = sync_fixture_run (&fixture);
  assert_numbers (report_get (second, source), (SyncNumbers) { .asked = 1, .answered = 1, .stored = 1 });
  assert_text (&fixture, 29, 470);
  g_assert_cmpuint (count_copies (&fixture), ==, 3);

  third = sync_fixture_run (&fixture);
  assert_numbers (report_get (third, source), (SyncNumbers) { .asked = 1, .answered = 1, .unchanged = 1 });
  g_assert_cmpuint (count_copies (&fixture), ==, 3);
}

/* Given entries that are only titles, then their pages are fetched, once. */
static void
test_titles (gconstpointer data)
{
  const Kind *kind = data;
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  gint64 source = init (&fixture);

  put_feed (&fixture, FEED, kind, ENTRIES ({ 28, WEB (SIGNED_PATH ("28")), 0 }, { 27, WEB (SIGNED_PATH ("27")), 437 }));
  sync_put_page (&fixture, SIGNED_PATH ("28"), wechat_page (28, 495, NULL));
  first = sync_fixture_run (&fixture);
  assert_numbers (report_get (first, source), (SyncNumbers) { .asked = 2, .answered = 2, .stored = 2 });
  assert_text (&fixture, 28, 495);
  assert_text (&fixture, 27, 437);

  put_feed (&fixture, FEED, kind, ENTRIES ({ 28, WEB (SIGNED_PATH ("28")), 0 }));
  second = sync_fixture_run (&fixture);
  assert_asked (&fixture, SIGNED_PATH ("28"), 1);
  g_assert_cmpuint (report_get (second, source)->stored, ==, 0);
}

/* Given a feed without entries, then that is no failure; a page that is no feed is one. */
static void
test_no_entries (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) empty = NULL;
  g_autoptr(ZbSyncReport) page = NULL;
  gint64 source = init (&fixture);

  put_feed (&fixture, FEED, &rss, &(const SyncEntry) { 0, });
  empty = sync_fixture_run (&fixture);
  assert_numbers (report_get (empty, source), (SyncNumbers) { .asked = 1, .answered = 1 });
  sync_server_put_text (fixture.server, FEED, "text/html", "<html><body><p>登录后查看。</p></body></html>");
  page = sync_fixture_run (&fixture);
  assert_numbers (report_get (page, source), (SyncNumbers) { .asked = 1, .answered = 1, .failed = 1 });
}

/* Given a feed whose bytes are the same without any validator, then that is no change either. */
static void
test_same_bytes (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autofree char *text = rss_feed (ENTRIES ({ 28, WEB (SIGNED_PATH ("28")), 495 }));
  gint64 source = init (&fixture);

  sync_server_put_text (fixture.server, FEED, "text/xml", text);
  first = sync_fixture_run (&fixture);
  second = sync_fixture_run (&fixture);
  assert_numbers (report_get (second, source), (SyncNumbers) { .asked = 1, .answered = 1, .unchanged = 1 });
}

/* Given validators that no rule allows, then they go out again byte for byte, also after a new start. */
static void
test_validators (void)
{
  const char *etag = "W/\"a, b  c\\\"";
  const char *last_modified = "thu, 2 july 2026  08:00:00 +0800";
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autofree char *text = rss_feed (ENTRIES ({ 28, WEB (SIGNED_PATH ("28")), 495 }));
  g_autoptr(GPtrArray) log = NULL;
  gint64 source = init (&fixture);

  sync_server_put (fixture.server, FEED,
                   &(SyncPage) { .type = "text/xml", .body = text,
                                 .headers = { "ETag", etag, "Last-Modified", last_modified } });
  first = sync_fixture_run (&fixture);
  sync_fixture_reopen (&fixture);
  sync_server_clear_log (fixture.server);
  second = sync_fixture_run (&fixture);
  log = sync_server_dup_log (fixture.server);
  g_assert_cmpuint (log->len, ==, 1);
  g_assert_cmpstr (((const SyncSeen *) g_ptr_array_index (log, 0))->if_none_match, ==, etag);
  g_assert_cmpstr (((const SyncSeen *) g_ptr_array_index (log, 0))->if_modified_since, ==, last_modified);
  assert_numbers (report_get (second, source), (SyncNumbers) { .asked = 1, .answered = 1, .unchanged = 1 });
}

/* Given a feed in the local network that the user has typed, then it is read, and so are its pages on the same host;
 * another host of the local network that it names is not asked. */
static void
test_local (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;
  g_autofree char *feed = NULL;
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;
  guint port;
  gint64 source;

  sync_fixture_init (&fixture, NULL);
  zb_fetcher_set_mirror (fixture.fetcher, NULL);
  port = sync_server_get_port (fixture.server);
  feed = g_strdup_printf ("http://127.0.0.1:%u/local.feed", port);
  same = g_strdup_printf ("http://127.0.0.1:%u/28.html", port);
  other = g_strdup_printf ("http://localhost:%u/27.html", port);
  source = sync_fixture_add (&fixture, ZB_SOURCE_FEED, feed);
  put_feed (&fixture, "local.feed", &rss, ENTRIES ({ 28, same, 0 }, { 27, other, 0 }));
  sync_put_page (&fixture, "28.html", wechat_page (28, 495, NULL));
  sync_put_page (&fixture, "27.html", wechat_page (27, 437, NULL));
  report = sync_fixture_run (&fixture);
  assert_text (&fixture, 28, 495);
  assert_no_text (&fixture, 27);
  assert_asked (&fixture, "27.html", 0);
  assert_numbers (report_get (report, source), (SyncNumbers) { .asked = 3, .answered = 2, .stored = 1, .failed = 1 });
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/sync-feed/grows/rss", &rss, test_grows);
  g_test_add_data_func ("/sync-feed/grows/atom", &atom, test_grows);
  g_test_add_data_func ("/sync-feed/grows/json", &json, test_grows);
  g_test_add_data_func ("/sync-feed/titles/rss", &rss, test_titles);
  g_test_add_data_func ("/sync-feed/titles/atom", &atom, test_titles);
  g_test_add_data_func ("/sync-feed/titles/json", &json, test_titles);
  g_test_add_func ("/sync-feed/no-entries", test_no_entries);
  g_test_add_func ("/sync-feed/same-bytes", test_same_bytes);
  g_test_add_func ("/sync-feed/validators", test_validators);
  g_test_add_func ("/sync-feed/local", test_local);
  return g_test_run ();
}
