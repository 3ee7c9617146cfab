/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch-fixture.h"

/* Long enough for requests that must not be made to arrive; nothing depends on it otherwise. */
#define SETTLE_MS 60

/* A fetcher that goes out by itself, to the server or anywhere else, whatever mirror there is. */
void
fixture_init_direct (Fixture *self)
{
  self->server = sync_server_new ();
  self->fetcher = zb_fetcher_new (USER_AGENT);
  zb_fetcher_set_mirror (self->fetcher, NULL);
}

void
fixture_init (Fixture *self)
{
  fixture_init_direct (self);
  zb_fetcher_set_mirror (self->fetcher, sync_server_get_address (self->server));
}

void
fixture_clear (Fixture *self)
{
  g_clear_object (&self->fetcher);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_pointer (&self->server, sync_server_free);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fetch *self = user_data;

  self->n_calls++;
  g_assert_cmpuint (self->n_calls, ==, 1);
  self->answer = zb_fetcher_fetch_finish (ZB_FETCHER (source), result, &self->error);
  g_assert_true ((self->answer == NULL) == (self->error != NULL));
  if (self->error != NULL)
    g_assert_cmpuint (strlen (self->error->message), >, 0);
}

Fetch *
fetch_start_request (Fixture              *fixture,
                     const ZbFetchRequest *request,
                     gboolean              is_cancelled)
{
  Fetch *self = g_new0 (Fetch, 1);

  self->cancellable = g_cancellable_new ();
  if (is_cancelled)
    g_cancellable_cancel (self->cancellable);
  zb_fetcher_fetch_async (fixture->fetcher, request, self->cancellable, fetched_cb, self);
  g_assert_cmpuint (self->n_calls, ==, 0);
  return self;
}

/* The address is a copy that is gone when the request is made. */
Fetch *
fetch_start (Fixture    *fixture,
             const char *address)
{
  g_autofree char *copy = g_strdup (address);

  return fetch_start_request (fixture, &(ZbFetchRequest) { .address = copy }, FALSE);
}

void
fetch_wait (Fetch *self)
{
  while (self->n_calls == 0)
    g_main_context_iteration (NULL, TRUE);
}

void
fetch_free (Fetch *self)
{
  fetch_wait (self);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->answer, zb_fetch_answer_free);
  g_clear_error (&self->error);
  g_free (self);
}

void
assert_cancelled (Fetch *self)
{
  fetch_wait (self);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Waits until it has come; an error fails the test. */
ZbFetchAnswer *
fetch_answer (Fixture    *fixture,
              const char *address)
{
  g_autoptr(Fetch) fetch = fetch_start (fixture, address);

  fetch_wait (fetch);
  g_assert_no_error (fetch->error);
  return g_steal_pointer (&fetch->answer);
}

ZbFetchAnswer *
fetch_again (Fixture    *fixture,
             const char *address,
             const char *etag,
             const char *last_modified)
{
  const ZbFetchRequest request = { .address = address, .etag = etag, .last_modified = last_modified };
  g_autoptr(Fetch) fetch = fetch_start_request (fixture, &request, FALSE);

  fetch_wait (fetch);
  g_assert_no_error (fetch->error);
  return g_steal_pointer (&fetch->answer);
}

void
assert_fails (Fixture    *fixture,
              const char *address,
              ZbSyncError code)
{
  g_autoptr(Fetch) fetch = fetch_start (fixture, address);

  fetch_wait (fetch);
  if (fetch->error == NULL || !g_error_matches (fetch->error, ZB_SYNC_ERROR, (int) code))
    g_test_message ("Asked for %s", address);
  g_assert_error (fetch->error, ZB_SYNC_ERROR, (int) code);
}

void
assert_body (const ZbFetchAnswer *answer,
             const char          *text)
{
  gsize size;
  const void *data;

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_nonnull (answer->bytes);
  data = g_bytes_get_data (answer->bytes, &size);
  g_assert_cmpmem (data, size, text, strlen (text));
}

static gboolean
settled_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until a request that should not have been made would have arrived. */
void
let_settle (void)
{
  gboolean is_settled = FALSE;

  g_timeout_add (SETTLE_MS, settled_cb, &is_settled);
  while (!is_settled)
    g_main_context_iteration (NULL, TRUE);
}

/* Bytes that a program can tell from each other, and that no packing makes small. */
GBytes *
make_bytes (gsize size)
{
  guint8 *data = g_malloc (size);
  guint32 value = 2463534242;

  for (gsize i = 0; i < size; i++)
    {
      value ^= value << 13;
      value ^= value >> 17;
      value ^= value << 5;
      data[i] = (guint8) value;
    }
  return g_bytes_new_take (data, size);
}
