/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch-fixture.h"

#define N_HOSTS 4

static void
put_host (Fixture      *fixture,
          guint         host,
          SyncBehaviour behaviour)
{
  g_autofree char *path = g_strdup_printf ("h%u.example.org/a", host);

  sync_server_put (fixture->server, path, &(SyncPage) { .type = "text/plain", .body = "a", .behaviour = behaviour });
}

static Fetch *
start_host (Fixture *fixture,
            guint    host)
{
  g_autofree char *address = g_strdup_printf ("https://h%u.example.org/a", host);

  return fetch_start (fixture, address);
}

static guint
count_done (GPtrArray *fetches)
{
  guint n = 0;

  for (guint i = 0; i < fetches->len; i++)
    n += ((Fetch *) g_ptr_array_index (fetches, i))->n_calls;
  return n;
}

static void
assert_most_at_once (Fixture *fixture)
{
  g_assert_cmpuint (sync_server_get_most_at_once (fixture->server, NULL), ==, ZB_FETCH_MAX_IN_ALL);
  for (guint i = 0; i < N_HOSTS; i++)
    {
      g_autofree char *host = g_strdup_printf ("h%u.example.org", i);

      g_assert_cmpuint (sync_server_get_most_at_once (fixture->server, host), >=, 1);
      g_assert_cmpuint (sync_server_get_most_at_once (fixture->server, host), <=, ZB_FETCH_MAX_PER_HOST);
    }
}

/* Given twelve requests to four hosts that take their time, then two for a host and six in
 * all are made at once, and all are made in the end. */
static void
test_at_once (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GPtrArray) fetches = g_ptr_array_new_with_free_func ((GDestroyNotify) fetch_free);

  fixture_init (&fixture);
  for (guint i = 0; i < N_HOSTS; i++)
    put_host (&fixture, i, SYNC_HELD);
  for (guint i = 0; i < 3 * N_HOSTS; i++)
    g_ptr_array_add (fetches, start_host (&fixture, i % N_HOSTS));

  sync_server_wait_requests (fixture.server, NULL, ZB_FETCH_MAX_IN_ALL);
  let_settle ();
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, ZB_FETCH_MAX_IN_ALL);
  for (guint n_done = 0; n_done < fetches->len; n_done++)
    {
      sync_server_wait_requests (fixture.server, NULL, n_done + 1);
      sync_server_release (fixture.server, 1);
      while (count_done (fetches) <= n_done)
        g_main_context_iteration (NULL, TRUE);
    }
  assert_most_at_once (&fixture);
}

static void
test_one_host (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GPtrArray) fetches = g_ptr_array_new_with_free_func ((GDestroyNotify) fetch_free);

  fixture_init (&fixture);
  put_host (&fixture, 0, SYNC_HELD);
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (fetches, start_host (&fixture, 0));
  sync_server_wait_requests (fixture.server, NULL, 2);
  let_settle ();
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 2);

  /* A host with a queue is in nobody's way. */
  put_host (&fixture, 1, SYNC_PLAIN);
  g_ptr_array_add (fetches, start_host (&fixture, 1));
  fetch_wait (g_ptr_array_index (fetches, 5));
  g_assert_cmpuint (count_done (fetches), ==, 1);

  for (guint i = 0; i < 5; i++)
    {
      sync_server_wait_requests (fixture.server, "h0.example.org/a", MIN (i + 2, 5));
      sync_server_release (fixture.server, 1);
      while (count_done (fetches) < i + 2)
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (sync_server_get_most_at_once (fixture.server, "h0.example.org"), ==, 2);
}

/* The loopback has no pause: with one of a second this would not end before the test's time
 * is up. Also for hosts that are asked on a connection which another host has opened. */
static void
test_no_pause_on_loopback (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GPtrArray) fetches = g_ptr_array_new_with_free_func ((GDestroyNotify) fetch_free);

  fixture_init (&fixture);
  for (guint i = 0; i < N_HOSTS; i++)
    put_host (&fixture, i, SYNC_PLAIN);
  for (guint i = 0; i < 100 * N_HOSTS; i++)
    g_ptr_array_add (fetches, start_host (&fixture, i / 100));
  for (guint i = 0; i < fetches->len; i++)
    {
      Fetch *fetch = g_ptr_array_index (fetches, i);

      fetch_wait (fetch);
      g_assert_no_error (fetch->error);
      assert_body (fetch->answer, "a");
    }
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 100 * N_HOSTS);
}

/* Those that can start, start in the order in which they were asked for. */
static void
test_order (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GPtrArray) fetches = g_ptr_array_new_with_free_func ((GDestroyNotify) fetch_free);

  fixture_init (&fixture);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("h0.example.org/%u", i);
      g_autofree char *address = g_strconcat ("https://", path, NULL);

      sync_server_put (fixture.server, path, &(SyncPage) { .body = "a", .behaviour = SYNC_HELD });
      g_ptr_array_add (fetches, fetch_start (&fixture, address));
    }
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(GPtrArray) log = NULL;
      g_autofree char *path = g_strdup_printf ("h0.example.org/%u", i);

      sync_server_wait_requests (fixture.server, NULL, i + 1);
      log = sync_server_dup_log (fixture.server);
      if (i >= 2)
        g_assert_cmpstr (((SyncSeen *) g_ptr_array_index (log, i))->path, ==, path);
      sync_server_release (fixture.server, i >= 1 ? 1 : 0);
    }
  sync_server_release (fixture.server, 1);
}

static void
test_cancel_before (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(Fetch) fetch = NULL;

  fixture_init (&fixture);
  put_host (&fixture, 0, SYNC_PLAIN);
  fetch = fetch_start_request (&fixture, &(ZbFetchRequest) { .address = "https://h0.example.org/a" }, TRUE);
  assert_cancelled (fetch);
  let_settle ();
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 0);
}

/* Given two requests that are held and two in the queue, when the queue's first is cancelled,
 * then it ends at once, and the other one is made as if it had never been. */
static void
test_cancel_in_queue (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(Fetch) first = NULL;
  g_autoptr(Fetch) second = NULL;
  g_autoptr(Fetch) third = NULL;
  g_autoptr(Fetch) fourth = NULL;

  fixture_init (&fixture);
  put_host (&fixture, 0, SYNC_HELD);
  first = start_host (&fixture, 0);
  second = start_host (&fixture, 0);
  third = start_host (&fixture, 0);
  fourth = start_host (&fixture, 0);
  sync_server_wait_requests (fixture.server, NULL, 2);
  g_cancellable_cancel (third->cancellable);
  assert_cancelled (third);
  g_assert_cmpuint (first->n_calls + second->n_calls + fourth->n_calls, ==, 0);

  sync_server_release (fixture.server, 2);
  sync_server_wait_requests (fixture.server, NULL, 3);
  sync_server_release (fixture.server, 1);
  fetch_wait (fourth);
  assert_body (fourth->answer, "a");
  fetch_wait (first);
  fetch_wait (second);
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, 3);
}

/* When those that are on their way are cancelled, the queue's turn comes. */
static void
test_cancel_while_waiting (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GPtrArray) fetches = g_ptr_array_new_with_free_func ((GDestroyNotify) fetch_free);

  fixture_init (&fixture);
  put_host (&fixture, 0, SYNC_SILENT);
  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (fetches, start_host (&fixture, 0));
  sync_server_wait_requests (fixture.server, NULL, 2);
  put_host (&fixture, 0, SYNC_PLAIN);
  for (guint i = 0; i < 2; i++)
    {
      Fetch *fetch = g_ptr_array_index (fetches, i);

      g_cancellable_cancel (fetch->cancellable);
      assert_cancelled (fetch);
    }
  for (guint i = 2; i < 4; i++)
    {
      Fetch *fetch = g_ptr_array_index (fetches, i);

      fetch_wait (fetch);
      g_assert_no_error (fetch->error);
      assert_body (fetch->answer, "a");
    }
}

static void
test_cancel_in_body (void)
{
  const SyncBehaviour behaviours[] = { SYNC_STALLED, SYNC_DRIP };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (behaviours); i++)
    {
      guint64 n_bytes = zb_fetcher_get_n_bytes (fixture.fetcher);
      g_autoptr(Fetch) fetch = NULL;
      g_autoptr(ZbFetchAnswer) answer = NULL;

      sync_server_put (fixture.server, "h0.example.org/a",
                       &(SyncPage) { .type = "text/plain", .body = "weekly", .behaviour = behaviours[i] });
      fetch = start_host (&fixture, 0);
      while (zb_fetcher_get_n_bytes (fixture.fetcher) == n_bytes)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (fetch->cancellable);
      assert_cancelled (fetch);

      put_host (&fixture, 1, SYNC_PLAIN);
      answer = fetch_answer (&fixture, "https://h1.example.org/a");
      assert_body (answer, "a");
    }
}

static void
test_cancel_after_redirect (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(Fetch) fetch = NULL;

  fixture_init (&fixture);
  sync_server_put_redirect (fixture.server, "h0.example.org/a", 302, "https://h1.example.org/a");
  put_host (&fixture, 1, SYNC_SILENT);
  fetch = start_host (&fixture, 0);
  sync_server_wait_requests (fixture.server, "h1.example.org/a", 1);
  g_cancellable_cancel (fetch->cancellable);
  assert_cancelled (fetch);
}

static void
test_cancel_after_end (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(Fetch) fetch = NULL;
  g_autoptr(ZbFetchAnswer) next = NULL;

  fixture_init (&fixture);
  put_host (&fixture, 0, SYNC_PLAIN);
  fetch = start_host (&fixture, 0);
  fetch_wait (fetch);
  g_cancellable_cancel (fetch->cancellable);
  let_settle ();
  g_assert_no_error (fetch->error);
  assert_body (fetch->answer, "a");
  next = fetch_answer (&fixture, "https://h0.example.org/a");
  assert_body (next, "a");
}

/* All share one cancellable, as a whole run of the engine does. */
static void
test_cancel_all (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GPtrArray) fetches = g_ptr_array_new_with_free_func ((GDestroyNotify) fetch_free);

  fixture_init (&fixture);
  for (guint i = 0; i < N_HOSTS; i++)
    put_host (&fixture, i, i % 2 == 0 ? SYNC_SILENT : SYNC_DRIP);
  for (guint i = 0; i < 5 * N_HOSTS; i++)
    g_ptr_array_add (fetches, start_host (&fixture, i % N_HOSTS));
  sync_server_wait_requests (fixture.server, NULL, ZB_FETCH_MAX_IN_ALL);
  for (guint i = 0; i < fetches->len; i++)
    g_cancellable_cancel (((Fetch *) g_ptr_array_index (fetches, i))->cancellable);
  for (guint i = 0; i < fetches->len; i++)
    assert_cancelled (g_ptr_array_index (fetches, i));
  let_settle ();
  g_assert_cmpuint (sync_server_get_n_requests (fixture.server, NULL), ==, ZB_FETCH_MAX_IN_ALL);
}

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

/* At whatever turn of the main loop it is cancelled, it ends, with one or the other. */
static void
test_cancel_anywhere (void)
{
  const SyncBehaviour behaviours[] = { SYNC_PLAIN, SYNC_CHUNKED, SYNC_DRIP, SYNC_SLOW };
  g_auto(Fixture) fixture = { 0 };
  guint n_cancelled = 0;

  fixture_init (&fixture);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(Fetch) fetch = NULL;

      put_host (&fixture, 0, behaviours[i % 4]);
      fetch = start_host (&fixture, 0);
      for (guint turn = 0; turn < i / 4 && fetch->n_calls == 0; turn++)
        g_main_context_iteration (NULL, FALSE);
      g_idle_add (cancel_cb, fetch->cancellable);
      while (!g_cancellable_is_cancelled (fetch->cancellable))
        g_main_context_iteration (NULL, TRUE);
      fetch_wait (fetch);
      if (fetch->error != NULL)
        g_assert_error (fetch->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else
        assert_body (fetch->answer, "a");
      n_cancelled += fetch->error != NULL;
    }
  g_assert_cmpuint (n_cancelled, >, 0);
}

/* When nobody holds the fetcher while it works, then all that was asked for still ends, and
 * then it is gone. */
static void
test_let_go (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GPtrArray) fetches = g_ptr_array_new_with_free_func ((GDestroyNotify) fetch_free);
  ZbFetcher *watched;

  fixture_init (&fixture);
  put_host (&fixture, 0, SYNC_HELD);
  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (fetches, start_host (&fixture, 0));
  sync_server_wait_requests (fixture.server, NULL, 2);
  watched = fixture.fetcher;
  g_object_add_weak_pointer (G_OBJECT (watched), (gpointer *) &watched);
  g_clear_object (&fixture.fetcher);

  put_host (&fixture, 0, SYNC_PLAIN);
  sync_server_release (fixture.server, 2);
  for (guint i = 0; i < fetches->len; i++)
    {
      Fetch *fetch = g_ptr_array_index (fetches, i);

      fetch_wait (fetch);
      if (fetch->error != NULL)
        g_assert_error (fetch->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  let_settle ();
  g_assert_null (watched);
}

static void
test_let_go_cancelled (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GPtrArray) fetches = g_ptr_array_new_with_free_func ((GDestroyNotify) fetch_free);
  ZbFetcher *watched;

  fixture_init (&fixture);
  put_host (&fixture, 0, SYNC_SILENT);
  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (fetches, start_host (&fixture, 0));
  sync_server_wait_requests (fixture.server, NULL, 2);
  watched = fixture.fetcher;
  g_object_add_weak_pointer (G_OBJECT (watched), (gpointer *) &watched);
  for (guint i = 0; i < fetches->len; i++)
    g_cancellable_cancel (((Fetch *) g_ptr_array_index (fetches, i))->cancellable);
  g_clear_object (&fixture.fetcher);
  for (guint i = 0; i < fetches->len; i++)
    assert_cancelled (g_ptr_array_index (fetches, i));
  let_settle ();
  g_assert_null (watched);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fetcher/queue/at-once", test_at_once);
  g_test_add_func ("/fetcher/queue/one-host", test_one_host);
  g_test_add_func ("/fetcher/queue/no-pause-on-loopback", test_no_pause_on_loopback);
  g_test_add_func ("/fetcher/queue/order", test_order);
  g_test_add_func ("/fetcher/queue/cancel-before", test_cancel_before);
  g_test_add_func ("/fetcher/queue/cancel-in-queue", test_cancel_in_queue);
  g_test_add_func ("/fetcher/queue/cancel-while-waiting", test_cancel_while_waiting);
  g_test_add_func ("/fetcher/queue/cancel-in-body", test_cancel_in_body);
  g_test_add_func ("/fetcher/queue/cancel-after-redirect", test_cancel_after_redirect);
  g_test_add_func ("/fetcher/queue/cancel-after-end", test_cancel_after_end);
  g_test_add_func ("/fetcher/queue/cancel-all", test_cancel_all);
  g_test_add_func ("/fetcher/queue/cancel-anywhere", test_cancel_anywhere);
  g_test_add_func ("/fetcher/queue/let-go", test_let_go);
  g_test_add_func ("/fetcher/queue/let-go-cancelled", test_let_go_cancelled);

  return g_test_run ();
}
