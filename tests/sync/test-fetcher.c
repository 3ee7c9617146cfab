/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch-fixture.h"

#define PAGE "www.example.org/list.html"
#define ADDRESS "https://www.example.org/list.html"

static void
test_page (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) answer = NULL;
  g_autoptr(GPtrArray) log = NULL;
  const SyncSeen *seen;

  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .type = "Text/HTML; Charset=\"UTF-8\"", .body = "<p>周报</p>\r\n",
                                 .headers = { "ETag", "W/\"a, b  c\"",
                                              "Last-Modified", "thu, 2 july 2026  08:00:00 +0800" } });
  answer = fetch_answer (&fixture, ADDRESS);
  assert_body (answer, "<p>周报</p>\r\n");
  g_assert_cmpstr (answer->address, ==, ADDRESS);
  g_assert_cmpstr (answer->moved_to, ==, NULL);
  g_assert_cmpstr (answer->media_type, ==, "text/html");
  g_assert_cmpstr (answer->etag, ==, "W/\"a, b  c\"");
  g_assert_cmpstr (answer->last_modified, ==, "thu, 2 july 2026  08:00:00 +0800");
  g_assert_cmpint (answer->retry_after, ==, -1);
  g_assert_cmpuint (zb_fetcher_get_n_bytes (fixture.fetcher), >=, strlen ("<p>周报</p>\r\n"));

  log = sync_server_dup_log (fixture.server);
  g_assert_cmpuint (log->len, ==, 1);
  seen = g_ptr_array_index (log, 0);
  g_assert_cmpstr (seen->user_agent, ==, USER_AGENT);
  g_assert_cmpstr (seen->if_none_match, ==, NULL);
  g_assert_cmpstr (seen->if_modified_since, ==, NULL);
  g_assert_cmpstr (seen->authorization, ==, NULL);
}

/* Any bytes come as they are, however their length is told. */
static void
test_bytes (void)
{
  const SyncBehaviour behaviours[] = { SYNC_PLAIN, SYNC_CHUNKED, SYNC_UNTIL_CLOSE, SYNC_SLOW };
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GBytes) bytes = make_bytes (300000);

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (behaviours); i++)
    {
      g_autoptr(ZbFetchAnswer) answer = NULL;

      sync_server_put (fixture.server, PAGE,
                       &(SyncPage) { .type = "application/pdf", .bytes = bytes, .behaviour = behaviours[i] });
      answer = fetch_answer (&fixture, ADDRESS);
      g_assert_true (g_bytes_equal (answer->bytes, bytes));
      g_assert_cmpstr (answer->media_type, ==, "application/pdf");
    }
}

static void
test_empty_body (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) answer = NULL;

  fixture_init (&fixture);
  sync_server_put_text (fixture.server, PAGE, "text/html", "");
  answer = fetch_answer (&fixture, ADDRESS);
  assert_body (answer, "");
}

static void
test_missing_type (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) answer = NULL;

  fixture_init (&fixture);
  sync_server_put_text (fixture.server, PAGE, NULL, "<p>周报</p>");
  answer = fetch_answer (&fixture, ADDRESS);
  assert_body (answer, "<p>周报</p>");
  g_assert_cmpstr (answer->media_type, ==, NULL);
}

/* Given a body whose validators are known, when it is asked for again, then both go out as
 * they came, and nothing comes back. */
static void
test_unchanged (void)
{
  const char *etag = "W/\"a, b  c\"";
  const char *last_modified = "thu, 2 july 2026  08:00:00 +0800";
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) same = NULL;
  g_autoptr(ZbFetchAnswer) changed = NULL;
  g_autoptr(GPtrArray) log = NULL;
  const SyncSeen *seen;

  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .type = "text/html", .body = "old",
                                 .headers = { "ETag", etag, "Last-Modified", last_modified } });
  same = fetch_again (&fixture, ADDRESS, etag, last_modified);
  g_assert_cmpuint (same->status, ==, 304);
  g_assert_null (same->bytes);

  log = sync_server_dup_log (fixture.server);
  seen = g_ptr_array_index (log, 0);
  g_assert_cmpstr (seen->if_none_match, ==, etag);
  g_assert_cmpstr (seen->if_modified_since, ==, last_modified);

  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .type = "text/html", .body = "new", .headers = { "ETag", "\"2\"" } });
  changed = fetch_again (&fixture, ADDRESS, etag, last_modified);
  assert_body (changed, "new");
  g_assert_cmpstr (changed->etag, ==, "\"2\"");
  g_assert_cmpstr (changed->last_modified, ==, NULL);
}

static void
test_one_validator (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) answer = NULL;
  g_autoptr(GPtrArray) log = NULL;
  const SyncSeen *seen;

  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .body = "a", .headers = { "Last-Modified", "Thu, 02 Jul 2026 00:00:00 GMT" } });
  answer = fetch_again (&fixture, ADDRESS, NULL, "Thu, 02 Jul 2026 00:00:00 GMT");
  g_assert_cmpuint (answer->status, ==, 304);
  log = sync_server_dup_log (fixture.server);
  seen = g_ptr_array_index (log, 0);
  g_assert_cmpstr (seen->if_none_match, ==, NULL);
}

/* The session keeps no bodies by itself: the second request is like the first. */
static void
test_no_cache (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .type = "text/html", .body = "a",
                                 .headers = { "ETag", "\"1\"", "Cache-Control", "max-age=1000000, immutable" } });
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr(ZbFetchAnswer) answer = fetch_answer (&fixture, ADDRESS);

      assert_body (answer, "a");
      g_assert_cmpuint (sync_server_get_n_requests (fixture.server, PAGE), ==, i);
    }
}

static void
test_errors (void)
{
  const guint statuses[] = { 400, 401, 403, 404, 407, 410, 418, 451, 500, 502, 503 };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr(ZbFetchAnswer) answer = NULL;

      sync_server_put (fixture.server, PAGE,
                       &(SyncPage) { .status = statuses[i], .type = "text/html", .body = "<h1>No</h1>" });
      answer = fetch_answer (&fixture, ADDRESS);
      g_assert_cmpuint (answer->status, ==, statuses[i]);
      g_assert_null (answer->bytes);
      g_assert_cmpint (answer->retry_after, ==, -1);
    }
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, G_N_ELEMENTS (statuses));
}

/* What an error is dressed in does not matter: its status is the answer. */
static void
test_error_with_body (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) picture = NULL;
  g_autoptr(ZbFetchAnswer) cut_off = NULL;

  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE, &(SyncPage) { .status = 404, .type = "image/png", .body = "x" });
  picture = fetch_answer (&fixture, ADDRESS);
  g_assert_cmpuint (picture->status, ==, 404);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .status = 410, .type = "text/html", .body = "gone", .behaviour = SYNC_CUT_BODY });
  cut_off = fetch_answer (&fixture, ADDRESS);
  g_assert_cmpuint (cut_off->status, ==, 410);
}

static char *
in_seconds (gint64 seconds)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_seconds (now, seconds);

  return g_date_time_format (then, "%a, %d %b %Y %H:%M:%S GMT");
}

static gint64
fetch_retry_after (Fixture    *fixture,
                   guint       status,
                   const char *value)
{
  g_autoptr(ZbFetchAnswer) answer = NULL;

  sync_server_put (fixture->server, PAGE, &(SyncPage) { .status = status, .headers = { "Retry-After", value } });
  answer = fetch_answer (fixture, ADDRESS);
  g_assert_cmpuint (answer->status, ==, status);
  return answer->retry_after;
}

/* RFC 9110, 10.2.3: a number of seconds or a date. */
static void
test_retry_after (void)
{
  const char *const nonsense[] = { "", "soon", "-5", "12 minutes", "1e3", "0x10", "1.5", "+7",
                                   "Thu, 99 Jul 2026 00:00:00 GMT" };
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *hour = in_seconds (3600);
  g_autofree char *past = in_seconds (-3600);

  fixture_init (&fixture);
  g_assert_cmpint (fetch_retry_after (&fixture, 429, "120"), ==, 120);
  g_assert_cmpint (fetch_retry_after (&fixture, 503, "7"), ==, 7);
  g_assert_cmpint (fetch_retry_after (&fixture, 429, "0"), ==, 0);
  g_assert_cmpint (fetch_retry_after (&fixture, 429, hour), >, 3000);
  g_assert_cmpint (fetch_retry_after (&fixture, 429, hour), <=, 3601);
  g_assert_cmpint (fetch_retry_after (&fixture, 429, past), <=, 0);
  g_assert_cmpint (fetch_retry_after (&fixture, 429, "99999999999999999999999999"), >=, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++)
    {
      g_test_message ("\"%s\"", nonsense[i]);
      g_assert_cmpint (fetch_retry_after (&fixture, 429, nonsense[i]), ==, -1);
    }
}

/* GitHub says 403, how many requests are left, and when there will be new ones. */
static void
test_rate_limit (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *reset = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC + 1800);
  g_autoptr(ZbFetchAnswer) limited = NULL;
  g_autoptr(ZbFetchAnswer) forbidden = NULL;

  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .status = 403, .headers = { "X-RateLimit-Remaining", "0",
                                                             "X-RateLimit-Reset", reset } });
  limited = fetch_answer (&fixture, ADDRESS);
  g_assert_cmpuint (limited->status, ==, 403);
  g_assert_cmpint (limited->retry_after, >, 1500);
  g_assert_cmpint (limited->retry_after, <=, 1801);

  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .status = 403, .headers = { "X-RateLimit-Remaining", "12",
                                                             "X-RateLimit-Reset", reset } });
  forbidden = fetch_answer (&fixture, ADDRESS);
  g_assert_cmpint (forbidden->retry_after, ==, -1);
}

static void
test_gzip (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) answer = NULL;
  g_autoptr(GPtrArray) log = NULL;
  const SyncSeen *seen;

  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .type = "text/plain", .body = "周报周报周报", .is_packed = TRUE });
  answer = fetch_answer (&fixture, ADDRESS);
  assert_body (answer, "周报周报周报");
  log = sync_server_dup_log (fixture.server);
  seen = g_ptr_array_index (log, 0);
  g_assert_nonnull (seen->accept_encoding);
  g_assert_nonnull (strstr (seen->accept_encoding, "gzip"));
}

static void
test_no_cookies (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GPtrArray) log = NULL;

  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .status = 302, .headers = { "Location", "/next", "Set-Cookie", "id=1; Path=/" } });
  sync_server_put (fixture.server, "www.example.org/next",
                   &(SyncPage) { .body = "a", .headers = { "Set-Cookie", "id=2; Path=/" } });
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(ZbFetchAnswer) answer = fetch_answer (&fixture, ADDRESS);

      assert_body (answer, "a");
    }
  log = sync_server_dup_log (fixture.server);
  g_assert_cmpuint (log->len, ==, 4);
  for (guint i = 0; i < log->len; i++)
    {
      const SyncSeen *seen = g_ptr_array_index (log, i);

      g_assert_cmpstr (seen->cookie, ==, NULL);
    }
}

/* A host's wish for TLS must not be kept either: the next run asks as it is told. */
static void
test_plain_and_secure (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) secure = NULL;
  g_autoptr(ZbFetchAnswer) plain = NULL;

  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .body = "a", .headers = { "Strict-Transport-Security", "max-age=100000" } });
  secure = fetch_answer (&fixture, ADDRESS);
  plain = fetch_answer (&fixture, "http://www.example.org/list.html");
  assert_body (plain, "a");
  g_assert_cmpstr (plain->address, ==, "http://www.example.org/list.html");
}

/* Addresses stand in pages and feeds as people write them. */
static void
test_escapes (void)
{
  static const struct {
    const char *address;
    const char *path;
  } rows[] = {
    { "https://www.example.org/upload/2020 Annual  Report.pdf", "www.example.org/upload/2020%20Annual%20%20Report.pdf" },
    { "https://www.example.org/upload/2020%20Annual%20Report.pdf", "www.example.org/upload/2020%20Annual%20Report.pdf" },
    { "https://www.example.org/周报?名=值", "www.example.org/%E5%91%A8%E6%8A%A5?%E5%90%8D=%E5%80%BC" },
    { "https://www.example.org/%e5%91%a8", "www.example.org/%E5%91%A8" },
    { "https://mp.weixin.qq.com/s?__biz=MzA==&amp;mid=22&amp;idx=1#rd", "mp.weixin.qq.com/s?__biz=MzA==&mid=22&idx=1" },
    { "https://mp.weixin.qq.com/s?__biz=MzA==&mid=22&idx=1#wechat_redirect",
      "mp.weixin.qq.com/s?__biz=MzA==&mid=22&idx=1" },
    { "https://www.example.org/a%2Fb?c=%26d", "www.example.org/a%2Fb?c=%26d" },
    { "HTTPS://WWW.Example.ORG/List", "www.example.org/List" },
    { "https://www.example.org", "www.example.org/" },
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(ZbFetchAnswer) answer = NULL;
      g_autoptr(GPtrArray) log = NULL;
      const SyncSeen *seen;

      sync_server_clear_log (fixture.server);
      answer = fetch_answer (&fixture, rows[i].address);
      log = sync_server_dup_log (fixture.server);
      g_assert_cmpuint (log->len, ==, 1);
      seen = g_ptr_array_index (log, 0);
      g_assert_cmpstr (seen->path, ==, rows[i].path);
    }
}

/* A callback may ask for the next thing. */
static void
next_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  guint *n_left = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(ZbFetchAnswer) answer = zb_fetcher_fetch_finish (ZB_FETCHER (source), result, &error);

  g_assert_no_error (error);
  assert_body (answer, "a");
  if (--*n_left > 0)
    zb_fetcher_fetch_async (ZB_FETCHER (source), &(ZbFetchRequest) { .address = ADDRESS }, NULL, next_cb, n_left);
}

static void
test_one_after_the_other (void)
{
  g_auto(Fixture) fixture = { 0 };
  guint n_left = 20;

  fixture_init (&fixture);
  sync_server_put_text (fixture.server, PAGE, "text/plain", "a");
  zb_fetcher_fetch_async (fixture.fetcher, &(ZbFetchRequest) { .address = ADDRESS }, NULL, next_cb, &n_left);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fetcher/page", test_page);
  g_test_add_func ("/fetcher/bytes", test_bytes);
  g_test_add_func ("/fetcher/empty-body", test_empty_body);
  g_test_add_func ("/fetcher/missing-type", test_missing_type);
  g_test_add_func ("/fetcher/unchanged", test_unchanged);
  g_test_add_func ("/fetcher/one-validator", test_one_validator);
  g_test_add_func ("/fetcher/no-cache", test_no_cache);
  g_test_add_func ("/fetcher/errors", test_errors);
  g_test_add_func ("/fetcher/error-with-body", test_error_with_body);
  g_test_add_func ("/fetcher/retry-after", test_retry_after);
  g_test_add_func ("/fetcher/rate-limit", test_rate_limit);
  g_test_add_func ("/fetcher/gzip", test_gzip);
  g_test_add_func ("/fetcher/no-cookies", test_no_cookies);
  g_test_add_func ("/fetcher/plain-and-secure", test_plain_and_secure);
  g_test_add_func ("/fetcher/escapes", test_escapes);
  g_test_add_func ("/fetcher/one-after-the-other", test_one_after_the_other);

  return g_test_run ();
}
