/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch-fixture.h"

/* Given pages a, b, c … of which each leads to the next with one of @statuses, when a is
 * asked for, then the last one is answered. */
static ZbFetchAnswer *
follow (Fixture     *fixture,
        const guint *statuses)
{
  char path[] = "www.example.org/a";
  char location[] = "https://www.example.org/b";

  for (guint i = 0; statuses[i] != 0; i++)
    {
      path[strlen (path) - 1] = (char) ('a' + i);
      location[strlen (location) - 1] = (char) ('b' + i);
      sync_server_put_redirect (fixture->server, path, statuses[i], location);
    }
  path[strlen (path) - 1] = location[strlen (location) - 1];
  sync_server_put_text (fixture->server, path, "text/plain", "end");
  return fetch_answer (fixture, "https://www.example.org/a");
}

static void
test_moved (void)
{
  static const struct {
    guint       statuses[6];
    const char *address;
    const char *moved_to;
  } rows[] = {
    { { 301 }, "https://www.example.org/b", "https://www.example.org/b" },
    { { 308 }, "https://www.example.org/b", "https://www.example.org/b" },
    { { 302 }, "https://www.example.org/b", NULL },
    { { 303 }, "https://www.example.org/b", NULL },
    { { 307 }, "https://www.example.org/b", NULL },
    { { 301, 308 }, "https://www.example.org/c", "https://www.example.org/c" },
    { { 301, 302 }, "https://www.example.org/c", "https://www.example.org/b" },
    { { 302, 301 }, "https://www.example.org/c", NULL },
    { { 308, 307, 301 }, "https://www.example.org/d", "https://www.example.org/b" },
    { { 301, 301, 301, 301, 301 }, "https://www.example.org/f", "https://www.example.org/f" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(Fixture) fixture = { 0 };
      g_autoptr(ZbFetchAnswer) answer = NULL;

      fixture_init (&fixture);
      answer = follow (&fixture, rows[i].statuses);
      assert_body (answer, "end");
      g_assert_cmpstr (answer->address, ==, rows[i].address);
      g_assert_cmpstr (answer->moved_to, ==, rows[i].moved_to);
    }
}

static void
test_relative (void)
{
  static const struct {
    const char *location;
    const char *address;
  } rows[] = {
    { "/new/b", "https://www.example.org/new/b" },
    { "b", "https://www.example.org/old/b" },
    { "../b", "https://www.example.org/b" },
    { "?page=2", "https://www.example.org/old/a?page=2" },
    { "//other.example.org/b", "https://other.example.org/b" },
    { "/new/b#top", "https://www.example.org/new/b" },
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(ZbFetchAnswer) answer = NULL;

      sync_server_put_redirect (fixture.server, "www.example.org/old/a", 301, rows[i].location);
      sync_server_put_text (fixture.server, rows[i].address + strlen ("https://"), "text/plain", rows[i].address);
      answer = fetch_answer (&fixture, "https://www.example.org/old/a");
      assert_body (answer, rows[i].address);
      g_assert_cmpstr (answer->moved_to, ==, answer->address);
      g_assert_true (g_str_has_prefix (answer->address, rows[i].address));
    }
}

/* The validators belong to the body, wherever it has moved. */
static void
test_unchanged_elsewhere (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) answer = NULL;

  fixture_init (&fixture);
  sync_server_put_redirect (fixture.server, "www.example.org/a", 301, "/b");
  sync_server_put (fixture.server, "www.example.org/b", &(SyncPage) { .body = "b", .headers = { "ETag", "\"1\"" } });
  answer = fetch_again (&fixture, "https://www.example.org/a", "\"1\"", NULL);
  g_assert_cmpuint (answer->status, ==, 304);
  g_assert_cmpstr (answer->moved_to, ==, "https://www.example.org/b");
}

static void
test_to_an_error (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) answer = NULL;

  fixture_init (&fixture);
  sync_server_put_redirect (fixture.server, "www.example.org/a", 302, "https://other.example.org/gone");
  sync_server_put (fixture.server, "other.example.org/gone", &(SyncPage) { .status = 410 });
  answer = fetch_answer (&fixture, "https://www.example.org/a");
  g_assert_cmpuint (answer->status, ==, 410);
  g_assert_cmpstr (answer->address, ==, "https://other.example.org/gone");
}

static void
test_loop (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  sync_server_put_redirect (fixture.server, "www.example.org/a", 302, "/b");
  sync_server_put_redirect (fixture.server, "www.example.org/b", 301, "/a");
  assert_fails (&fixture, "https://www.example.org/a", ZB_SYNC_ERROR_REDIRECT);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), <=, 6);

  sync_server_put_redirect (fixture.server, "www.example.org/self", 301, "/self");
  assert_fails (&fixture, "https://www.example.org/self", ZB_SYNC_ERROR_REDIRECT);
}

static void
test_too_many (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (guint i = 1; i <= 7; i++)
    {
      g_autofree char *path = g_strdup_printf ("www.example.org/%u", i);
      g_autofree char *location = g_strdup_printf ("/%u", i + 1);

      sync_server_put_redirect (fixture.server, path, 301, location);
    }
  sync_server_put_text (fixture.server, "www.example.org/7", "text/plain", "end");
  assert_fails (&fixture, "https://www.example.org/1", ZB_SYNC_ERROR_REDIRECT);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, "www.example.org/6"), ==, 1);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, "www.example.org/7"), ==, 0);
}

/* Given a public page that leads to where no page may lead, then nobody is asked there. */
static void
test_forbidden (void)
{
  static const char *const locations[] = {
    "file:///etc/passwd", "ftp://www.example.org/a", "javascript:alert(1)", "data:text/html,a", "resource:///a",
    "gopher://www.example.org/", "ws://www.example.org/",
    "http://127.0.0.1/a", "http://127.8.8.8/a", "http://[::1]/a", "http://[::ffff:127.0.0.1]/a", "http://0.0.0.0/a",
    "http://10.0.0.1/a", "http://172.16.0.1/a", "http://172.31.255.254/a", "http://192.168.1.1/a",
    "http://169.254.1.1/a", "http://169.254.169.254/latest/meta-data", "http://100.64.0.1/a", "http://224.0.0.1/a",
    "http://255.255.255.255/a", "http://[fe80::1]/a", "http://[fc00::1]/a", "http://[fd12:3456::1]/a",
    "http://[::]/a", "http://[::ffff:10.0.0.1]/a", "http://[64:ff9b::a00:1]/a",
    "http://localhost/a", "http://LOCALHOST/a", "http://localhost./a", "http://a.localhost/a",
    "http://2130706433/a", "http://0x7f000001/a", "http://127.1/a", "http://0177.0.0.1/a",
    "http://printer.local/a", "http://router/a",
    "http://", "http:///a", "http://www.example.org:99999/a",
  };
  const guint statuses[] = { 301, 302, 307, 308 };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      g_test_message ("To %s", locations[i]);
      sync_server_clear_log (fixture.server);
      sync_server_put_redirect (fixture.server, "www.example.org/a", statuses[i % G_N_ELEMENTS (statuses)],
                                locations[i]);
      assert_fails (&fixture, "http://www.example.org/a", ZB_SYNC_ERROR_REDIRECT);
      g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 1);
    }
}

/* Also where the way there is longer. */
static void
test_forbidden_later (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  sync_server_put_redirect (fixture.server, "www.example.org/a", 301, "http://other.example.org/b");
  sync_server_put_redirect (fixture.server, "other.example.org/b", 302, "http://192.168.1.1/c");
  assert_fails (&fixture, "http://www.example.org/a", ZB_SYNC_ERROR_REDIRECT);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 2);
}

static void
test_schemes (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) answer = NULL;

  fixture_init (&fixture);
  sync_server_put_text (fixture.server, "www.example.org/b", "text/plain", "end");
  sync_server_put_redirect (fixture.server, "www.example.org/down", 301, "http://www.example.org/b");
  assert_fails (&fixture, "https://www.example.org/down", ZB_SYNC_ERROR_REDIRECT);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, "www.example.org/b"), ==, 0);

  sync_server_put_redirect (fixture.server, "www.example.org/up", 301, "https://www.example.org/b");
  answer = fetch_answer (&fixture, "http://www.example.org/up");
  assert_body (answer, "end");
  g_assert_cmpstr (answer->moved_to, ==, "https://www.example.org/b");

  /* Up and down again. */
  sync_server_put_redirect (fixture.server, "www.example.org/up", 301, "https://www.example.org/down");
  assert_fails (&fixture, "http://www.example.org/up", ZB_SYNC_ERROR_REDIRECT);
}

static void
test_nowhere (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  sync_server_put (fixture.server, "www.example.org/a", &(SyncPage) { .status = 301 });
  assert_fails (&fixture, "https://www.example.org/a", ZB_SYNC_ERROR_REDIRECT);
  sync_server_put_redirect (fixture.server, "www.example.org/a", 302, "");
  assert_fails (&fixture, "https://www.example.org/a", ZB_SYNC_ERROR_REDIRECT);
}

/* What a redirect says besides does not matter, not even if it never ends. */
static void
test_with_body (void)
{
  const SyncBehaviour behaviours[] = { SYNC_PLAIN, SYNC_CUT_BODY, SYNC_ENDLESS, SYNC_STALLED };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  sync_server_put_text (fixture.server, "www.example.org/b", "text/plain", "end");
  for (gsize i = 0; i < G_N_ELEMENTS (behaviours); i++)
    {
      g_autoptr(ZbFetchAnswer) answer = NULL;

      sync_server_put (fixture.server, "www.example.org/a",
                       &(SyncPage) { .status = 302, .type = "text/html", .body = "<p>there</p>",
                                     .headers = { "Location", "/b" }, .behaviour = behaviours[i] });
      answer = fetch_answer (&fixture, "https://www.example.org/a");
      assert_body (answer, "end");
    }
}

/* Han characters stand in Location as bytes of UTF-8. */
static void
test_unescaped (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(ZbFetchAnswer) answer = NULL;

  fixture_init (&fixture);
  sync_server_put_redirect (fixture.server, "www.example.org/a", 302, "/周 报.html");
  sync_server_put_text (fixture.server, "www.example.org/%E5%91%A8%20%E6%8A%A5.html", "text/html", "end");
  answer = fetch_answer (&fixture, "https://www.example.org/a");
  assert_body (answer, "end");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fetcher/redirect/moved", test_moved);
  g_test_add_func ("/fetcher/redirect/relative", test_relative);
  g_test_add_func ("/fetcher/redirect/unchanged-elsewhere", test_unchanged_elsewhere);
  g_test_add_func ("/fetcher/redirect/to-an-error", test_to_an_error);
  g_test_add_func ("/fetcher/redirect/loop", test_loop);
  g_test_add_func ("/fetcher/redirect/too-many", test_too_many);
  g_test_add_func ("/fetcher/redirect/forbidden", test_forbidden);
  g_test_add_func ("/fetcher/redirect/forbidden-later", test_forbidden_later);
  g_test_add_func ("/fetcher/redirect/schemes", test_schemes);
  g_test_add_func ("/fetcher/redirect/nowhere", test_nowhere);
  g_test_add_func ("/fetcher/redirect/with-body", test_with_body);
  g_test_add_func ("/fetcher/redirect/unescaped", test_unescaped);

  return g_test_run ();
}
