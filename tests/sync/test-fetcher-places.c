/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch-fixture.h"
#include "story-resolver.h"

/* What is refused before anybody is asked. */
static void
test_wrong_addresses (void)
{
  static const char *const addresses[] = {
    "", " ", "ftp://www.example.org/a", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,a",
    "mailto:a@example.org", "resource:///a", "https://", "https:///a", "https://:443/a",
    "https://www.example.org:99999/a",
    "https://[::1/a", "//www.example.org/a", "www.example.org/a", "/a", "a", "https:www.example.org",
    "http://127.0.0.1/a", "http://127.0.0.1:8080/a", "http://[::1]/a", "http://10.0.0.1/a", "http://192.168.1.1/a",
    "http://169.254.169.254/a", "http://0.0.0.0/a", "http://[fe80::1]/a", "http://[::ffff:127.0.0.1]/a",
    "http://localhost/a", "http://localhost./a", "http://user:password@localhost/a", "http://printer.local/a",
    "http://router/a", "http://2130706433/a", "http://127.1/a", "http://0x7f000001/a",
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_test_message ("\"%s\"", addresses[i]);
      assert_fails (&fixture, addresses[i], ZB_SYNC_ERROR_ADDRESS);
    }
  let_settle ();
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 0);
}

static void
test_long_address (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *tail = g_strnfill (1024 * 1024, 'a');
  g_autofree char *address = g_strconcat ("https://www.example.org/", tail, NULL);

  fixture_init (&fixture);
  assert_fails (&fixture, address, ZB_SYNC_ERROR_ADDRESS);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 0);
}

static char *
at_server (Fixture    *fixture,
           const char *host)
{
  return g_strdup_printf ("http://%s:%u/a", host, sync_server_get_port (fixture->server));
}

static Fetch *
start_typed (Fixture    *fixture,
             const char *address)
{
  Fetch *fetch = fetch_start_request (fixture, &(ZbFetchRequest) { .address = address, .may_be_local = TRUE }, FALSE);

  fetch_wait (fetch);
  return fetch;
}

/* Given a server on this computer, then only an address that the user has typed leads there. */
static void
test_literal (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *address = NULL;
  g_autoptr(Fetch) typed = NULL;

  fixture_init_direct (&fixture);
  address = at_server (&fixture, "127.0.0.1");
  sync_server_put_text (fixture.server, "a", "text/plain", "a");
  assert_fails (&fixture, address, ZB_SYNC_ERROR_ADDRESS);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 0);

  typed = start_typed (&fixture, address);
  g_assert_no_error (typed->error);
  assert_body (typed->answer, "a");
  g_assert_cmpstr (typed->answer->address, ==, address);

  /* That it has been asked before changes nothing. */
  assert_fails (&fixture, address, ZB_SYNC_ERROR_ADDRESS);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 1);
}

/* A public name whose owner lets it point to somebody else's computer. */
static void
test_public_name_of_local_place (gconstpointer data)
{
  StoryResolver *resolver = (StoryResolver *) data;
  static const char *const addresses[] = { "10.0.0.1", "127.0.0.1", "192.168.7.7", "169.254.169.254", "::1", "fe80::1",
                                           "fd00::1", "0.0.0.0", "::ffff:127.0.0.1" };
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *both = NULL;

  fixture_init_direct (&fixture);
  sync_server_put_text (fixture.server, "a", "text/plain", "secret");
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *name = g_strdup_printf ("public%" G_GSIZE_FORMAT ".example.org", i);
      g_autofree char *address = at_server (&fixture, name);

      story_resolver_add (resolver, name, addresses[i]);
      g_test_message ("%s", addresses[i]);
      assert_fails (&fixture, address, ZB_SYNC_ERROR_ADDRESS);
    }

  /* The first one is refused; so are the others. */
  story_resolver_add (resolver, "both.example.org", "10.0.0.1");
  story_resolver_add (resolver, "both.example.org", "127.0.0.1");
  both = at_server (&fixture, "both.example.org");
  assert_fails (&fixture, both, ZB_SYNC_ERROR_ADDRESS);
  let_settle ();
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 0);
}

/* Given a connection that was opened for an address which the user has typed, when somebody
 * else's page names the same host, then it must not be asked on that connection either. */
static void
test_open_connection (gconstpointer data)
{
  StoryResolver *resolver = (StoryResolver *) data;
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *address = NULL;
  g_autoptr(Fetch) typed = NULL;

  story_resolver_add (resolver, "nas.example.org", "127.0.0.1");
  fixture_init_direct (&fixture);
  sync_server_put_text (fixture.server, "a", "text/plain", "a");
  address = at_server (&fixture, "nas.example.org");
  typed = start_typed (&fixture, address);
  g_assert_no_error (typed->error);
  assert_fails (&fixture, address, ZB_SYNC_ERROR_ADDRESS);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 1);
}

/* The user has trusted one name, not all that its owner may point to. */
static void
test_redirect_from_typed (gconstpointer data)
{
  StoryResolver *resolver = (StoryResolver *) data;
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *address = NULL;
  g_autofree char *other = NULL;
  g_autofree char *literal = NULL;
  g_autoptr(Fetch) same = NULL;
  g_autoptr(Fetch) to_other = NULL;
  g_autoptr(Fetch) to_literal = NULL;

  story_resolver_add (resolver, "typed.example.org", "127.0.0.1");
  story_resolver_add (resolver, "other.example.org", "127.0.0.1");
  fixture_init_direct (&fixture);
  address = at_server (&fixture, "typed.example.org");
  other = g_strdup_printf ("http://other.example.org:%u/b", sync_server_get_port (fixture.server));
  literal = g_strdup_printf ("http://127.0.0.1:%u/b", sync_server_get_port (fixture.server));
  sync_server_put_text (fixture.server, "b", "text/plain", "b");

  sync_server_put_redirect (fixture.server, "a", 301, "/b");
  same = start_typed (&fixture, address);
  g_assert_no_error (same->error);
  assert_body (same->answer, "b");

  sync_server_clear_log (fixture.server);
  sync_server_put_redirect (fixture.server, "a", 301, other);
  to_other = start_typed (&fixture, address);
  g_assert_error (to_other->error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_REDIRECT);
  sync_server_put_redirect (fixture.server, "a", 301, literal);
  to_literal = start_typed (&fixture, address);
  g_assert_error (to_literal->error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_REDIRECT);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, "b"), ==, 0);
}

static void
test_unknown_name (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init_direct (&fixture);
  assert_fails (&fixture, "https://nirgends.invalid/a", ZB_SYNC_ERROR_OFFLINE);
}

/* Names in Chinese are asked for in the letters of the domain name system. */
static void
test_chinese_name (gconstpointer data)
{
  StoryResolver *resolver = (StoryResolver *) data;
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *address = NULL;
  g_autoptr(Fetch) typed = NULL;

  story_resolver_add (resolver, "xn--zsr444a.xn--fiqs8s", "127.0.0.1");
  fixture_init_direct (&fixture);
  sync_server_put_text (fixture.server, "a", "text/plain", "a");
  address = at_server (&fixture, "周报.中国");
  typed = start_typed (&fixture, address);
  g_assert_no_error (typed->error);
  assert_body (typed->answer, "a");
}

/* Names and passwords of addresses go nowhere. */
static void
test_password (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *address = NULL;
  g_autoptr(Fetch) typed = NULL;
  g_autoptr(GPtrArray) log = NULL;
  const SyncSeen *seen;

  fixture_init_direct (&fixture);
  sync_server_put (fixture.server, "a",
                   &(SyncPage) { .status = 401, .headers = { "WWW-Authenticate", "Basic realm=\"a\"" } });
  address = at_server (&fixture, "user:password@127.0.0.1");
  typed = start_typed (&fixture, address);
  g_assert_no_error (typed->error);
  g_assert_cmpuint (typed->answer->status, ==, 401);
  g_assert_null (strstr (typed->answer->address, "password"));
  log = sync_server_dup_log (fixture.server);
  g_assert_cmpuint (log->len, ==, 1);
  seen = g_ptr_array_index (log, 0);
  g_assert_cmpstr (seen->authorization, ==, NULL);
}

/* A certificate that nobody has signed, of another host: not even for an address that the
 * user has typed. */
static void
test_bad_certificate (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *certificate = g_test_build_filename (G_TEST_DIST, "tests", "sync", "sync-certificate.pem", NULL);
  g_autoptr(SyncServer) server = sync_server_new_tls (certificate);
  g_autofree char *address = NULL;

  if (server == NULL)
    {
      g_test_skip ("GLib has no TLS here");
      return;
    }
  fixture_init_direct (&fixture);
  sync_server_put_text (server, "a", "text/plain", "a");
  address = g_strdup_printf ("%s/a", sync_server_get_address (server));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(Fetch) typed = start_typed (&fixture, address);

      g_assert_error (typed->error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_TLS);
    }
  g_assert_cmpuint (sync_server_get_n_requests (server, NULL), ==, 0);
}

/* Where a host speaks no TLS, it cannot be known who it is. */
static void
test_no_tls (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autofree char *address = NULL;
  g_autoptr(Fetch) typed = NULL;

  fixture_init_direct (&fixture);
  zb_fetcher_set_timeouts (fixture.fetcher, 1, 2);
  address = g_strdup_printf ("https://127.0.0.1:%u/a", sync_server_get_port (fixture.server));
  typed = start_typed (&fixture, address);
  g_assert_nonnull (typed->error);
  g_assert_true (typed->error->domain == ZB_SYNC_ERROR);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(StoryResolver) resolver = NULL;

  g_test_init (&argc, &argv, NULL);
  resolver = story_resolver_install ();

  g_test_add_func ("/fetcher/place/wrong-addresses", test_wrong_addresses);
  g_test_add_func ("/fetcher/place/long-address", test_long_address);
  g_test_add_func ("/fetcher/place/literal", test_literal);
  g_test_add_data_func ("/fetcher/place/public-name-of-local-place", resolver, test_public_name_of_local_place);
  g_test_add_data_func ("/fetcher/place/open-connection", resolver, test_open_connection);
  g_test_add_data_func ("/fetcher/place/redirect-from-typed", resolver, test_redirect_from_typed);
  g_test_add_func ("/fetcher/place/unknown-name", test_unknown_name);
  g_test_add_data_func ("/fetcher/place/chinese-name", resolver, test_chinese_name);
  g_test_add_func ("/fetcher/place/password", test_password);
  g_test_add_func ("/fetcher/place/bad-certificate", test_bad_certificate);
  g_test_add_func ("/fetcher/place/no-tls", test_no_tls);

  return g_test_run ();
}
