/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-fixture.h"

/* Pages of mp.weixin.qq.com that only say that there is no text. */

#define WECHAT "mp.weixin.qq.com"
#define FEED "feed.example/titles.xml"

/* An index of the first @n weeks of the year, each at one address. */
static char *
make_issues (guint    n,
             gboolean is_signed)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *start = NULL;
      g_autofree char *end = NULL;
      ZbPeriod period;

      g_assert_true (zb_period_init_issue (&period, ISSUE (SYNC_YEAR, i)));
      start = zb_date_dup_iso (&period.start);
      end = zb_date_dup_iso (&period.end);
      g_string_append_printf (text, "%s{\"year\":%u,\"issue\":%u,\"start\":\"%s\",\"end\":\"%s\",\"addresses\":"
                              "[{\"url\":\"https://" WECHAT "/s?__biz=MzIwNDk0MDgxMw==&mid=%u&idx=1&sn=0a%s\"}]}",
                              i > 1 ? "," : "", SYNC_YEAR, i, start, end, i, is_signed ? "&chksm=9b" : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
put_refusals (SyncFixture *fixture,
              guint        n,
              gboolean     is_signed)
{
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *path = g_strdup_printf (WECHAT "/s?__biz=MzIwNDk0MDgxMw==&mid=%u&idx=1&sn=0a%s", i,
                                               is_signed ? "&chksm=9b" : "");

      sync_put_page (fixture, path, is_signed ? wechat_verification_page () : wechat_empty_page (i));
    }
}

/* Given a good copy, when another address of the issue refuses, then that is counted as a refusal and told, the host is
 * asked more slowly, and the good copy is what the issue shows. */
static void
test_better_copy (gconstpointer data)
{
  const gboolean is_verification = GPOINTER_TO_INT (data);
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *text = week_to_markdown (SYNC_YEAR, 28, 495);
  g_autofree char *feed = rss_feed ((const SyncEntry[]) { { 28, WEB (SIGNED_PATH ("28")), 0 }, { 0, } });
  g_autoptr(ZbImportResult) result = NULL;
  g_autoptr(ZbSyncReport) report = NULL;
  g_autoptr(ZbHostRecord) host = NULL;
  g_autoptr(ZbFetchRecord) fetch = NULL;
  const ZbRunNote *note;
  gint64 source;

  sync_fixture_init (&fixture, NULL);
  result = import_text (fixture.library, text);
  source = sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED));
  sync_server_put_text (fixture.server, FEED, "text/xml", feed);
  sync_put_page (&fixture, SIGNED_PATH ("28"), is_verification ? wechat_verification_page () : wechat_empty_page (28));
  report = sync_fixture_run (&fixture);
  assert_numbers (report_get (report, source), (SyncNumbers) { .asked = 2, .answered = 2, .refused = 1 });
  note = g_ptr_array_index (report_get (report, source)->notes, 0);
  g_assert_cmpint (note->outcome, ==, ZB_FETCH_REFUSED);
  g_assert_cmpuint (strlen (note->message), >, 0);
  assert_text (&fixture, 28, 495);
  host = sync_fixture_find_host (&fixture, WECHAT);
  g_assert_nonnull (host);
  g_assert_cmpuint (host->interval_ms, >, ZB_FETCH_INTERVAL_MS);
  g_assert_cmpint (host->next_try, ==, 0);
  fetch = sync_fixture_find_fetch (&fixture, WEB (SIGNED_PATH ("28")));
  g_assert_cmpint (fetch->outcome, ==, ZB_FETCH_REFUSED);
  g_assert_cmpstr (fetch->reason, ==, note->message);
}

/* Given a host that refuses signed addresses one after the other, then it is left alone, also after a new start, and
 * however much it is wanted; a page on another host is fetched all the same. */
static void
test_pause (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *issues = make_issues (40, TRUE);
  g_autofree char *index = g_strconcat (issues, ",", INDEX_ISSUE ("50", "2024-12-09", "2024-12-15",
                                                                  INDEX_ADDRESS (WEB ("copies.example/50.html"))), NULL);
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autoptr(ZbHostRecord) host = NULL;
  gint64 source;

  sync_fixture_init (&fixture, index);
  source = sync_fixture_add (&fixture, ZB_SOURCE_KNOWN, "");
  put_refusals (&fixture, 40, TRUE);
  sync_put_page (&fixture, "copies.example/50.html", wechat_page (50, 495, NULL));
  first = sync_fixture_run (&fixture);
  g_assert_cmpuint (report_get (first, source)->refused, >=, 5);
  g_assert_cmpuint (report_get (first, source)->refused, <, 40);
  g_assert_cmpint (report_get (first, source)->next_try, >, report_get (first, source)->started);
  assert_text (&fixture, 50, 495);

  sync_fixture_reopen (&fixture);
  sync_server_clear_log (fixture.server);
  host = sync_fixture_find_host (&fixture, WECHAT);
  g_assert_nonnull (host);
  g_assert_cmpint (host->next_try, >, report_get (first, source)->started);
  second = sync_fixture_run (&fixture);
  assert_only_asked (&fixture, "");
  g_assert_cmpint (report_get (second, source)->next_try, ==, host->next_try);
}

/* Given a host that refuses the addresses of the newest issues, when their time has come again, then those that were
 * never asked have their turn before them: they do not wait for ever behind a host that is left alone again. */
static void
test_turns (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *issues = make_issues (40, TRUE);

  sync_fixture_init (&fixture, issues);
  sync_fixture_add (&fixture, ZB_SOURCE_KNOWN, "");
  put_refusals (&fixture, 40, TRUE);
  for (guint i = 1; i <= 10; i++)
    {
      g_autofree char *path = g_strdup_printf (WECHAT "/s?__biz=MzIwNDk0MDgxMw==&mid=%u&idx=1&sn=0a&chksm=9b", i);

      sync_put_page (&fixture, path, wechat_page (i, 300 + i, NULL));
    }
  /* At least five are asked each time. */
  for (guint i = 0; i < 40 / 5; i++)
    {
      g_autoptr(ZbSyncReport) report = sync_fixture_run_scheduled (&fixture);

      g_assert_cmpuint (report->lines->len, ==, 1);
      fixture_run_sql (&fixture.files, "UPDATE hosts SET next_try = 1; UPDATE fetches SET next_try = 1;"
                                       " UPDATE sources SET next_try = 0");
    }
  for (guint i = 1; i <= 10; i++)
    assert_text (&fixture, i, 300 + i);
}

/* Given addresses without a signature, which are refused always, then that is no reason to leave the host alone. */
static void
test_unsigned (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *issues = make_issues (12, FALSE);
  g_autoptr(ZbSyncReport) report = NULL;
  g_autoptr(ZbHostRecord) host = NULL;
  gint64 source;

  sync_fixture_init (&fixture, issues);
  source = sync_fixture_add (&fixture, ZB_SOURCE_KNOWN, "");
  put_refusals (&fixture, 12, FALSE);
  report = sync_fixture_run (&fixture);
  assert_numbers (report_get (report, source), (SyncNumbers) { .asked = 12, .answered = 12, .refused = 12 });
  host = sync_fixture_find_host (&fixture, WECHAT);
  g_assert_nonnull (host);
  g_assert_cmpuint (host->n_failures, ==, 0);
  g_assert_cmpint (host->next_try, ==, 0);
  g_assert_cmpuint (host->interval_ms, ==, 10000);
}

/* Given a text after some refusals, then the host is trusted again. */
static void
test_trusted_again (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autofree char *issues = make_issues (3, TRUE);
  g_autoptr(ZbSyncReport) first = NULL;
  g_autoptr(ZbSyncReport) second = NULL;
  g_autoptr(ZbHostRecord) host = NULL;
  g_autofree char *feed = rss_feed ((const SyncEntry[]) { { 28, WEB (SIGNED_PATH ("28")), 0 }, { 0, } });

  sync_fixture_init (&fixture, issues);
  sync_fixture_add (&fixture, ZB_SOURCE_KNOWN, "");
  put_refusals (&fixture, 3, TRUE);
  first = sync_fixture_run (&fixture);
  host = sync_fixture_find_host (&fixture, WECHAT);
  g_assert_nonnull (host);
  g_assert_cmpuint (host->n_failures, ==, 3);
  sync_fixture_add (&fixture, ZB_SOURCE_FEED, WEB (FEED));
  sync_server_put_text (fixture.server, FEED, "text/xml", feed);
  sync_put_page (&fixture, SIGNED_PATH ("28"), wechat_page (28, 495, NULL));
  second = sync_fixture_run (&fixture);
  assert_text (&fixture, 28, 495);
  g_clear_pointer (&host, zb_host_record_free);
  host = sync_fixture_find_host (&fixture, WECHAT);
  g_assert_null (host);
}

/* Given a page that its author has deleted, then it is a refusal, but none for which the host is to blame. */
static void
test_deleted (void)
{
  g_auto(SyncFixture) fixture = { 0, };
  g_autoptr(ZbSyncReport) report = NULL;
  g_autoptr(ZbHostRecord) host = NULL;
  gint64 source;

  sync_fixture_init (&fixture, INDEX_28 (INDEX_ADDRESS (WEB (SIGNED_PATH ("28")))));
  source = sync_fixture_add (&fixture, ZB_SOURCE_KNOWN, "");
  sync_server_put_text (fixture.server, SIGNED_PATH ("28"), "text/html",
                        "<html><body><div class=\"weui-msg\"><h2>该内容已被发布者删除</h2></div></body></html>");
  report = sync_fixture_run (&fixture);
  assert_numbers (report_get (report, source), (SyncNumbers) { .asked = 1, .answered = 1, .refused = 1 });
  host = sync_fixture_find_host (&fixture, WECHAT);
  g_assert_null (host);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/sync-refusals/better-copy/verification", GINT_TO_POINTER (TRUE), test_better_copy);
  g_test_add_data_func ("/sync-refusals/better-copy/empty", GINT_TO_POINTER (FALSE), test_better_copy);
  g_test_add_func ("/sync-refusals/pause", test_pause);
  g_test_add_func ("/sync-refusals/turns", test_turns);
  g_test_add_func ("/sync-refusals/unsigned", test_unsigned);
  g_test_add_func ("/sync-refusals/trusted-again", test_trusted_again);
  g_test_add_func ("/sync-refusals/deleted", test_deleted);
  return g_test_run ();
}
