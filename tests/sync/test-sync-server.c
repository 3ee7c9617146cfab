/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-server.h"

#include <libsoup/soup.h>

/* The server is asked here with nothing but a socket, so that what it sends is seen as it is. */
static char *
ask (SyncServer *server,
     const char *path,
     const char *headers)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) sync_server_get_port (server), NULL, &error);
  g_autofree char *request = g_strdup_printf ("GET /%s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%s\r\n",
                                              path, headers);
  g_autoptr(GString) answer = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request),
                             NULL, NULL, &error);
  g_assert_no_error (error);
  while (answer->len < 2 * 1024 * 1024 &&
         (n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer,
                                   NULL, &error)) > 0)
    g_string_append_len (answer, buffer, n);
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static void
assert_answer (SyncServer *server,
               const char *path,
               const char *beginning,
               const char *end)
{
  g_autofree char *answer = ask (server, path, "");

  if (!g_str_has_prefix (answer, beginning) || !g_str_has_suffix (answer, end))
    g_test_message ("%s: %s", path, answer);
  g_assert_true (g_str_has_prefix (answer, beginning));
  g_assert_true (g_str_has_suffix (answer, end));
}

static void
test_pages (void)
{
  g_autoptr(SyncServer) server = sync_server_new ();

  sync_server_put_text (server, "a.example/list?page=2", "text/plain", "two");
  sync_server_put_redirect (server, "a.example/old", 301, "/new");
  assert_answer (server, "a.example/list?page=2", "HTTP/1.1 200 OK\r\n", "\r\n\r\ntwo");
  assert_answer (server, "a.example/list", "HTTP/1.1 404 ", "\r\n\r\n");
  assert_answer (server, "a.example/old", "HTTP/1.1 301 ", "\r\n\r\n");

  /* It changes while the server runs. */
  sync_server_put_text (server, "a.example/list?page=2", "text/plain", "three");
  assert_answer (server, "a.example/list?page=2", "HTTP/1.1 200 OK\r\n", "\r\n\r\nthree");
  sync_server_remove (server, "a.example/list?page=2");
  assert_answer (server, "a.example/list?page=2", "HTTP/1.1 404 ", "\r\n\r\n");

  g_assert_cmpuint (sync_server_get_n_requests (server, "a.example/list?page=2"), ==, 3);
  g_assert_cmpuint (sync_server_get_n_requests (server, NULL), ==, 5);
  sync_server_clear_log (server);
  g_assert_cmpuint (sync_server_get_n_requests (server, NULL), ==, 0);
}

static void
test_validators (void)
{
  g_autoptr(SyncServer) server = sync_server_new ();
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;
  g_autofree char *slow = NULL;
  g_autoptr(GPtrArray) log = NULL;
  const SyncSeen *seen;

  sync_server_put (server, "a.example/a", &(SyncPage) { .body = "a", .headers = { "ETag", "\"1\"" } });
  same = ask (server, "a.example/a", "If-None-Match: \"1\"\r\nUser-Agent: me\r\nCookie: a=b\r\n");
  other = ask (server, "a.example/a", "If-None-Match: \"2\"\r\n");
  g_assert_true (g_str_has_prefix (same, "HTTP/1.1 304 "));
  g_assert_true (g_str_has_prefix (other, "HTTP/1.1 200 "));

  sync_server_put (server, "a.example/a", &(SyncPage) { .body = "a", .headers = { "ETag", "\"1\"" },
                                                        .behaviour = SYNC_SLOW });
  slow = ask (server, "a.example/a", "If-None-Match: \"1\"\r\n");
  g_assert_true (g_str_has_prefix (slow, "HTTP/1.1 304 "));
  g_assert_true (g_str_has_suffix (slow, "\r\n\r\n"));

  log = sync_server_dup_log (server);
  seen = g_ptr_array_index (log, 0);
  g_assert_cmpstr (seen->path, ==, "a.example/a");
  g_assert_cmpstr (seen->if_none_match, ==, "\"1\"");
  g_assert_cmpstr (seen->if_modified_since, ==, NULL);
  g_assert_cmpstr (seen->user_agent, ==, "me");
  g_assert_cmpstr (seen->cookie, ==, "a=b");
}

static void
test_failures (void)
{
  g_autoptr(SyncServer) server = sync_server_new ();

  sync_server_put_text (server, "a.example/a", NULL, "a");
  sync_server_fail_next (server, 2, NULL);
  assert_answer (server, "a.example/a", "HTTP/1.1 503 ", "\r\n\r\n");
  assert_answer (server, "a.example/b", "HTTP/1.1 503 ", "\r\n\r\n");
  assert_answer (server, "a.example/a", "HTTP/1.1 200 ", "\r\n\r\na");
}

static void
test_behaviours (void)
{
  g_autoptr(SyncServer) server = sync_server_new ();
  g_autofree char *endless = NULL;
  g_autofree char *head = NULL;
  struct {
    SyncBehaviour behaviour;
    const char   *beginning;
    const char   *end;
  } rows[] = {
    { SYNC_CHUNKED, "HTTP/1.1 200 ", "\r\n\r\n8\r\nweeklies\r\n0\r\n\r\n" },
    { SYNC_UNTIL_CLOSE, "HTTP/1.1 200 ", "close\r\n\r\nweeklies" },
    { SYNC_SLOW, "HTTP/1.1 200 ", "Content-Length: 8\r\n\r\nweeklies" },
    { SYNC_HANG_UP, "", "" },
    { SYNC_CUT_HEAD, "HTTP/1.1 200 ", "" },
    { SYNC_CUT_BODY, "HTTP/1.1 200 ", "Content-Length: 8\r\n\r\nweek" },
    { SYNC_CUT_CHUNK, "HTTP/1.1 200 ", "chunked\r\n\r\n8\r\nweek" },
    { SYNC_CUT_CHUNKS, "HTTP/1.1 200 ", "chunked\r\n\r\n8\r\nweeklies\r\n" },
    { SYNC_LONGER, "HTTP/1.1 200 ", "Content-Length: 4\r\n\r\nweeklies" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sync_server_put (server, "a.example/a", &(SyncPage) { .body = "weeklies", .behaviour = rows[i].behaviour });
      assert_answer (server, "a.example/a", rows[i].beginning, rows[i].end);
    }

  sync_server_put (server, "a.example/a", &(SyncPage) { .body = "weeklies", .behaviour = SYNC_ENDLESS });
  endless = ask (server, "a.example/a", "");
  g_assert_nonnull (strstr (endless, "\r\n\r\nweeklies"));
  g_assert_cmpuint (strlen (endless), >=, 2 * 1024 * 1024);
  sync_server_put (server, "a.example/a", &(SyncPage) { .behaviour = SYNC_ENDLESS_HEAD });
  head = ask (server, "a.example/a", "");
  g_assert_null (strstr (head, "\r\n\r\n"));
  g_assert_cmpuint (strlen (head), >=, 2 * 1024 * 1024);
}

static gpointer
ask_in_thread (gpointer data)
{
  return ask (data, "a.example/held", "");
}

/* Given two requests that are held, when one is released, then one is answered. */
static void
test_held (void)
{
  g_autoptr(SyncServer) server = sync_server_new ();
  GThread *threads[2];

  sync_server_put (server, "a.example/held", &(SyncPage) { .body = "a", .behaviour = SYNC_HELD });
  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("ask", ask_in_thread, server);
  sync_server_wait_requests (server, "a.example/held", 2);
  sync_server_release (server, 1);
  sync_server_release (server, 1);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *answer = g_thread_join (threads[i]);

      g_assert_true (g_str_has_suffix (answer, "\r\n\r\na"));
    }
  g_assert_cmpuint (sync_server_get_most_at_once (server, NULL), ==, 2);
  g_assert_cmpuint (sync_server_get_most_at_once (server, "a.example"), ==, 2);
  g_assert_cmpuint (sync_server_get_most_at_once (server, "b.example"), ==, 0);
}

/* Given a request that gets no answer, when the server ends, then so does the connection. */
static void
test_end_while_silent (void)
{
  SyncServer *server = sync_server_new ();
  GThread *thread;
  g_autofree char *answer = NULL;

  sync_server_put (server, "a.example/held", &(SyncPage) { .behaviour = SYNC_SILENT });
  thread = g_thread_new ("ask", ask_in_thread, server);
  sync_server_wait_requests (server, NULL, 1);
  sync_server_free (server);
  answer = g_thread_join (thread);
  g_assert_cmpstr (answer, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync-server/pages", test_pages);
  g_test_add_func ("/sync-server/validators", test_validators);
  g_test_add_func ("/sync-server/failures", test_failures);
  g_test_add_func ("/sync-server/behaviours", test_behaviours);
  g_test_add_func ("/sync-server/held", test_held);
  g_test_add_func ("/sync-server/end-while-silent", test_end_while_silent);

  return g_test_run ();
}
