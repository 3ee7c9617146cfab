/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch-fixture.h"

#include <sys/resource.h>

#define PAGE "www.example.org/a"
#define ADDRESS "https://www.example.org/a"
#define MEBIBYTE (1024 * 1024)

static void
put (Fixture      *fixture,
     SyncBehaviour behaviour)
{
  sync_server_put (fixture->server, PAGE,
                   &(SyncPage) { .type = "text/html", .body = "<p>weekly</p>", .behaviour = behaviour });
}

/* After whatever went wrong, the host is asked as before. */
static void
assert_works_again (Fixture *fixture)
{
  g_autoptr(ZbFetchAnswer) answer = NULL;

  put (fixture, SYNC_PLAIN);
  answer = fetch_answer (fixture, ADDRESS);
  assert_body (answer, "<p>weekly</p>");
}

static void
test_silence (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  zb_fetcher_set_timeouts (fixture.fetcher, 1, 60);
  put (&fixture, SYNC_SILENT);
  assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_TIMEOUT);
  put (&fixture, SYNC_STALLED);
  assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_TIMEOUT);
  assert_works_again (&fixture);
}

/* A host that sends a byte now and then is never silent. */
static void
test_drip (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  zb_fetcher_set_timeouts (fixture.fetcher, 60, 1);
  put (&fixture, SYNC_DRIP);
  assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_TIMEOUT);
  put (&fixture, SYNC_SILENT);
  assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_TIMEOUT);
  assert_works_again (&fixture);
}

/* Given a body that ends before its announced end, then nothing of it is taken, whether or
 * not the host has said that it would close the connection after it. */
static void
test_cut_off (void)
{
  static const SyncPage pages[] = {
    { .type = "text/html", .body = "<p>weekly</p>", .behaviour = SYNC_CUT_BODY },
    { .type = "text/html", .body = "<p>weekly</p>", .behaviour = SYNC_CUT_BODY, .headers = { "Connection", "close" } },
    { .type = "text/html", .body = "<p>weekly</p>", .behaviour = SYNC_CUT_CHUNK },
    { .type = "text/html", .body = "<p>weekly</p>", .behaviour = SYNC_CUT_CHUNK, .headers = { "Connection", "close" } },
    { .type = "text/html", .body = "<p>weekly</p>", .behaviour = SYNC_CUT_BODY, .announced = 1000000 },
    { .type = "text/html", .body = "", .behaviour = SYNC_CUT_BODY, .announced = 10 },
    { .type = "text/html", .body = "", .behaviour = SYNC_CUT_BODY, .announced = 10,
      .headers = { "Connection", "close" } },
  };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_test_message ("Page %" G_GSIZE_FORMAT, i);
      sync_server_put (fixture.server, PAGE, &pages[i]);
      assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_CUT_OFF);
    }
  assert_works_again (&fixture);
}

/* The body ends where it was announced (RFC 9112, 6.3); what follows is nobody's answer. */
static void
test_longer_than_announced (void)
{
  const char *body = "<p>The first text that is meant to be.</p>"
                     "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
  const SyncPage pages[] = {
    { .type = "text/plain", .body = body, .behaviour = SYNC_LONGER },
    { .type = "text/plain", .body = body, .behaviour = SYNC_LONGER, .headers = { "Connection", "close" } },
  };
  g_autofree char *half = g_strndup (body, strlen (body) / 2);
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(ZbFetchAnswer) answer = NULL;

      sync_server_put (fixture.server, PAGE, &pages[i]);
      answer = fetch_answer (&fixture, ADDRESS);
      assert_body (answer, half);
      assert_works_again (&fixture);
    }
}

static void
test_no_answer (void)
{
  const SyncBehaviour behaviours[] = { SYNC_HANG_UP, SYNC_CUT_HEAD };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (behaviours); i++)
    {
      put (&fixture, behaviours[i]);
      assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_CONNECTION);
      assert_works_again (&fixture);
      /* On a connection that has been used before, too. */
      put (&fixture, behaviours[i]);
      assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_CONNECTION);
    }
}

static void
test_refused_port (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *mirror = g_strdup_printf ("http://127.0.0.1:%u", port);

  g_assert_no_error (error);
  g_socket_listener_close (listener);
  fixture_init (&fixture);
  zb_fetcher_set_mirror (fixture.fetcher, mirror);
  assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_CONNECTION);
  zb_fetcher_set_mirror (fixture.fetcher, sync_server_get_address (fixture.server));
  assert_works_again (&fixture);
}

static void
test_endless_head (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(Fetch) fetch = NULL;

  fixture_init (&fixture);
  put (&fixture, SYNC_ENDLESS_HEAD);
  fetch = fetch_start (&fixture, ADDRESS);
  fetch_wait (fetch);
  g_assert_nonnull (fetch->error);
  g_assert_true (fetch->error->domain == ZB_SYNC_ERROR);
  assert_works_again (&fixture);
}

static void
assert_size (Fixture    *fixture,
             const char *type,
             gsize       size,
             gboolean    is_allowed)
{
  g_autoptr(GBytes) bytes = make_bytes (size);

  sync_server_put (fixture->server, PAGE, &(SyncPage) { .type = type, .bytes = bytes });
  if (is_allowed)
    {
      g_autoptr(ZbFetchAnswer) answer = fetch_answer (fixture, ADDRESS);

      g_assert_true (g_bytes_equal (answer->bytes, bytes));
    }
  else
    {
      guint64 n_bytes = zb_fetcher_get_n_bytes (fixture->fetcher);

      /* The length alone says it: nothing of the body is read. */
      assert_fails (fixture, ADDRESS, ZB_SYNC_ERROR_TOO_LARGE);
      g_assert_cmpuint (zb_fetcher_get_n_bytes (fixture->fetcher), ==, n_bytes);
    }
}

static void
test_sizes (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  assert_size (&fixture, "text/html", ZB_FETCH_MAX_PAGE_BYTES, TRUE);
  assert_size (&fixture, "text/html", ZB_FETCH_MAX_PAGE_BYTES + 1, FALSE);
  assert_size (&fixture, "application/json", ZB_FETCH_MAX_PAGE_BYTES + 1, FALSE);
  assert_size (&fixture, NULL, ZB_FETCH_MAX_PAGE_BYTES + 1, FALSE);
  assert_size (&fixture, "Application/PDF; x=y", ZB_FETCH_MAX_PDF_BYTES, TRUE);
  assert_size (&fixture, "application/pdf", ZB_FETCH_MAX_PDF_BYTES + 1, FALSE);
  assert_works_again (&fixture);
}

static void
test_announced_too_large (void)
{
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .type = "application/pdf", .body = "%PDF-1.7", .announced = G_MAXINT64 / 2,
                                 .behaviour = SYNC_STALLED });
  assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_TOO_LARGE);
  assert_works_again (&fixture);
}

/* Again and again, since connections that are left lying would be missing at last. */
static void
test_endless (void)
{
  const char *const types[] = { "text/html", NULL, "text/html", "text/plain", "application/pdf" };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      guint64 n_bytes = zb_fetcher_get_n_bytes (fixture.fetcher);
      guint64 limit = g_strcmp0 (types[i], "application/pdf") == 0 ? ZB_FETCH_MAX_PDF_BYTES : ZB_FETCH_MAX_PAGE_BYTES;

      sync_server_put (fixture.server, PAGE,
                       &(SyncPage) { .type = types[i], .body = "and more ", .behaviour = SYNC_ENDLESS });
      assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_TOO_LARGE);
      g_assert_cmpuint (zb_fetcher_get_n_bytes (fixture.fetcher) - n_bytes, <=, limit + MEBIBYTE);
    }
  assert_works_again (&fixture);
}

static gsize
get_peak_kib (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return (gsize) usage.ru_maxrss;
}

/* 256 MiB of nothing, packed twice as small as a picture. */
static GBytes *
make_bomb (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) packed = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree char *zeros = g_malloc0 (MEBIBYTE);

  for (guint i = 0; i < 256; i++)
    {
      g_output_stream_write_all (packed, zeros, MEBIBYTE, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  g_output_stream_close (packed, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_gzip_bomb (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GBytes) bomb = make_bomb ();
  gsize peak_kib;

  g_assert_cmpuint (g_bytes_get_size (bomb), <, MEBIBYTE);
  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .type = "text/html", .bytes = bomb, .headers = { "Content-Encoding", "gzip" } });
  peak_kib = get_peak_kib ();
  assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_TOO_LARGE);
  g_assert_cmpuint (get_peak_kib () - peak_kib, <, 64 * 1024);
  assert_works_again (&fixture);
}

static void
assert_not_unpacked (Fixture      *fixture,
                     GBytes       *bytes,
                     SyncBehaviour behaviour)
{
  g_autoptr(Fetch) fetch = NULL;

  g_test_message ("Behaviour %d", behaviour);
  sync_server_put (fixture->server, PAGE,
                   &(SyncPage) { .type = "text/html", .bytes = bytes, .headers = { "Content-Encoding", "gzip" },
                                 .behaviour = behaviour });
  fetch = fetch_start (fixture, ADDRESS);
  fetch_wait (fetch);
  g_assert_nonnull (fetch->error);
  if (!g_error_matches (fetch->error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_CUT_OFF))
    g_assert_error (fetch->error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_TYPE);
}

/* The end of what is packed tells that it is whole; lengths and chunks may tell otherwise. */
static void
test_cut_gzip (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GBytes) whole = make_bytes (100000);
  g_autoptr(GBytes) packed = sync_pack (whole);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) / 2);

  fixture_init (&fixture);
  assert_not_unpacked (&fixture, packed, SYNC_CUT_BODY);
  assert_not_unpacked (&fixture, half, SYNC_PLAIN);
  assert_not_unpacked (&fixture, half, SYNC_CUT_CHUNKS);
  assert_not_unpacked (&fixture, half, SYNC_UNTIL_CLOSE);
  assert_works_again (&fixture);
}

static void
test_broken_gzip (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(GBytes) whole = make_bytes (100000);
  g_autoptr(GBytes) packed = sync_pack (whole);
  gsize size = g_bytes_get_size (packed);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (packed, NULL), size);
  g_autoptr(GBytes) damaged = NULL;

  memset (data + size / 2, 0xff, 64);
  damaged = g_bytes_new (data, size);
  fixture_init (&fixture);
  assert_not_unpacked (&fixture, damaged, SYNC_PLAIN);
  assert_works_again (&fixture);
}

/* Some hosts name a packing that they have not done. The text is all there; it may be taken or not. */
static void
test_not_packed (void)
{
  g_auto(Fixture) fixture = { 0 };
  g_autoptr(Fetch) fetch = NULL;

  fixture_init (&fixture);
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .type = "text/html", .body = "<p>weekly</p>",
                                 .headers = { "Content-Encoding", "gzip" } });
  fetch = fetch_start (&fixture, ADDRESS);
  fetch_wait (fetch);
  if (fetch->error != NULL)
    g_assert_error (fetch->error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_TYPE);
  else
    assert_body (fetch->answer, "<p>weekly</p>");
}

static void
test_types (void)
{
  const char *const wanted[] = { "text/html", "text/plain", "text/markdown", "text/xml", "application/xml",
                                 "application/json", "application/feed+json", "application/rss+xml",
                                 "application/atom+xml", "application/xhtml+xml", "application/pdf",
                                 "application/octet-stream", "text/html; charset=gbk", "TEXT/HTML" };
  const char *const unwanted[] = { "image/png", "image/svg+xml", "video/mp4", "audio/mpeg", "font/woff2",
                                   "application/zip", "application/x-msdownload", "IMAGE/PNG; a=b" };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr(ZbFetchAnswer) answer = NULL;

      sync_server_put_text (fixture.server, PAGE, wanted[i], "a");
      answer = fetch_answer (&fixture, ADDRESS);
      assert_body (answer, "a");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    {
      g_test_message ("%s", unwanted[i]);
      sync_server_put_text (fixture.server, PAGE, unwanted[i], "a");
      assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_TYPE);
    }
  /* Nor is it read. */
  sync_server_put (fixture.server, PAGE,
                   &(SyncPage) { .type = "video/mp4", .body = "a", .behaviour = SYNC_ENDLESS });
  assert_fails (&fixture, ADDRESS, ZB_SYNC_ERROR_TYPE);
  assert_works_again (&fixture);
}

/* An error whose page never ends is an error all the same. */
static void
test_endless_errors (void)
{
  const SyncBehaviour behaviours[] = { SYNC_ENDLESS, SYNC_STALLED, SYNC_DRIP };
  g_auto(Fixture) fixture = { 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (behaviours); i++)
    {
      g_autoptr(ZbFetchAnswer) answer = NULL;

      sync_server_put (fixture.server, PAGE,
                       &(SyncPage) { .status = 404, .type = "text/html", .body = "<p>No</p>",
                                     .behaviour = behaviours[i / 2] });
      answer = fetch_answer (&fixture, ADDRESS);
      g_assert_cmpuint (answer->status, ==, 404);
    }
  assert_works_again (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fetcher/limit/silence", test_silence);
  g_test_add_func ("/fetcher/limit/drip", test_drip);
  g_test_add_func ("/fetcher/limit/cut-off", test_cut_off);
  g_test_add_func ("/fetcher/limit/longer-than-announced", test_longer_than_announced);
  g_test_add_func ("/fetcher/limit/no-answer", test_no_answer);
  g_test_add_func ("/fetcher/limit/refused-port", test_refused_port);
  g_test_add_func ("/fetcher/limit/endless-head", test_endless_head);
  g_test_add_func ("/fetcher/limit/sizes", test_sizes);
  g_test_add_func ("/fetcher/limit/announced-too-large", test_announced_too_large);
  g_test_add_func ("/fetcher/limit/endless", test_endless);
  g_test_add_func ("/fetcher/limit/gzip-bomb", test_gzip_bomb);
  g_test_add_func ("/fetcher/limit/cut-gzip", test_cut_gzip);
  g_test_add_func ("/fetcher/limit/broken-gzip", test_broken_gzip);
  g_test_add_func ("/fetcher/limit/not-packed", test_not_packed);
  g_test_add_func ("/fetcher/limit/types", test_types);
  g_test_add_func ("/fetcher/limit/endless-errors", test_endless_errors);

  return g_test_run ();
}
