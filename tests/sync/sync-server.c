/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-server.h"

#include "sync-reply.h"

#include <libsoup/soup.h>

/* The host of a mirrored address is the first part of its path. */
typedef struct {
  guint n_now;
  guint n_most;
} Load;

struct _SyncServer {
  GMainContext *context;
  GMainLoop    *loop;
  GThread      *thread;
  SoupServer   *server;
  char         *address;
  guint         port;

  /* Of the server's thread alone. */
  GPtrArray    *replies;

  /* Both threads use what follows, under the lock. */
  GMutex        lock;
  GHashTable   *pages;
  SyncAnswer   *failure;
  guint         n_failures;
  GHashTable   *loads;
  Load          whole_load;
  GPtrArray    *log;
};

void
sync_seen_free (SyncSeen *self)
{
  g_free (self->path);
  g_free (self->host);
  g_free (self->user_agent);
  g_free (self->if_none_match);
  g_free (self->if_modified_since);
  g_free (self->cookie);
  g_free (self->accept_encoding);
  g_free (self->authorization);
  g_free (self);
}

static SyncSeen *
copy_seen (const SyncSeen *seen)
{
  SyncSeen *copy = g_new0 (SyncSeen, 1);

  copy->path = g_strdup (seen->path);
  copy->host = g_strdup (seen->host);
  copy->user_agent = g_strdup (seen->user_agent);
  copy->if_none_match = g_strdup (seen->if_none_match);
  copy->if_modified_since = g_strdup (seen->if_modified_since);
  copy->cookie = g_strdup (seen->cookie);
  copy->accept_encoding = g_strdup (seen->accept_encoding);
  copy->authorization = g_strdup (seen->authorization);
  return copy;
}

static SyncSeen *
read_request (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  const char *path = g_uri_get_path (uri) + 1;
  SyncSeen *seen = g_new0 (SyncSeen, 1);

  seen->path = g_uri_get_query (uri) == NULL ? g_strdup (path) : g_strconcat (path, "?", g_uri_get_query (uri), NULL);
  seen->host = g_strdup (soup_message_headers_get_one (headers, "Host"));
  seen->user_agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  seen->if_none_match = g_strdup (soup_message_headers_get_one (headers, "If-None-Match"));
  seen->if_modified_since = g_strdup (soup_message_headers_get_one (headers, "If-Modified-Since"));
  seen->cookie = g_strdup (soup_message_headers_get_list (headers, "Cookie"));
  seen->accept_encoding = g_strdup (soup_message_headers_get_list (headers, "Accept-Encoding"));
  seen->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  return seen;
}

static char *
dup_host (const char *path)
{
  return g_strndup (path, strcspn (path, "/?"));
}

/* Called with the lock held. */
static Load *
find_load (SyncServer *self,
           const char *host)
{
  Load *load = g_hash_table_lookup (self->loads, host);

  if (load == NULL)
    {
      load = g_new0 (Load, 1);
      g_hash_table_insert (self->loads, g_strdup (host), load);
    }
  return load;
}

static void
raise_load (Load *load)
{
  load->n_now++;
  load->n_most = MAX (load->n_most, load->n_now);
}

/* The end of a request, as far as counting goes: just before its last bytes are sent, since
 * whoever reads them may begin the next request before this thread gets any further. */
static void
reply_ends_cb (const char *path,
               gpointer    user_data)
{
  SyncServer *self = user_data;
  g_autofree char *host = dup_host (path);

  g_mutex_lock (&self->lock);
  find_load (self, host)->n_now--;
  self->whole_load.n_now--;
  g_mutex_unlock (&self->lock);
}

/* Writes the request down, and says what is to be answered; a missing page is %NULL. */
static SyncAnswer *
take_request (SyncServer     *self,
              const SyncSeen *seen)
{
  g_autofree char *host = dup_host (seen->path);
  SyncAnswer *answer;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->log, copy_seen (seen));
  raise_load (find_load (self, host));
  raise_load (&self->whole_load);
  if (self->n_failures > 0)
    {
      self->n_failures--;
      answer = self->failure;
    }
  else
    {
      answer = g_hash_table_lookup (self->pages, seen->path);
    }
  if (answer != NULL)
    answer = sync_answer_ref (answer);
  g_mutex_unlock (&self->lock);

  g_main_context_wakeup (NULL);
  return answer;
}

/* As RFC 9110, 13.2.2, has it: the date counts only where there is no ETag to compare. */
static gboolean
is_unchanged (const SyncAnswer *answer,
              const SyncSeen   *seen)
{
  const char *etag = sync_answer_find_header (answer, "ETag");
  const char *last_modified = sync_answer_find_header (answer, "Last-Modified");

  if (answer->status != 200)
    return FALSE;
  if (seen->if_none_match != NULL)
    return g_strcmp0 (seen->if_none_match, etag) == 0;
  return seen->if_modified_since != NULL && g_strcmp0 (seen->if_modified_since, last_modified) == 0;
}

/* The behaviours with which libsoup's server can live. */
static void
answer_plainly (SoupServerMessage *message,
                const SyncAnswer  *answer,
                gboolean           unchanged)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  soup_server_message_set_status (message, unchanged ? 304 : answer->status, NULL);
  for (guint i = 0; answer->headers[i] != NULL; i += 2)
    soup_message_headers_append (headers, answer->headers[i], answer->headers[i + 1]);
  if (unchanged)
    return;
  if (answer->behaviour == SYNC_CHUNKED)
    soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  if (g_bytes_get_size (answer->body) > 0)
    soup_message_body_append_bytes (body, answer->body);
  soup_message_body_complete (body);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  SyncServer *self = user_data;
  g_autoptr(SyncSeen) seen = read_request (message);
  g_autoptr(SyncAnswer) answer = take_request (self, seen);
  gboolean unchanged = answer != NULL && is_unchanged (answer, seen);

  if (answer != NULL && answer->behaviour != SYNC_PLAIN && answer->behaviour != SYNC_CHUNKED)
    {
      g_autoptr(GSocket) socket = g_object_ref (soup_server_message_get_socket (message));
      g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

      sync_reply_start (self->replies, stream, socket, answer, unchanged, seen->path, reply_ends_cb, self);
      return;
    }
  reply_ends_cb (seen->path, self);
  if (answer != NULL)
    answer_plainly (message, answer, unchanged);
  else
    soup_server_message_set_status (message, 404, NULL);
}

static gpointer
run_server (gpointer data)
{
  SyncServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  sync_reply_end_all (self->replies);
  while (self->replies->len > 0)
    g_main_context_iteration (self->context, TRUE);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* The listening socket belongs to the context that is the thread's own here. */
static void
listen_on_loopback (SyncServer      *self,
                    GTlsCertificate *certificate)
{
  g_autoptr(GError) error = NULL;
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  g_autoslist(GUri) uris = NULL;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new ("server-header", "sync-server", "raw-paths", TRUE, NULL);
  if (certificate != NULL)
    {
      soup_server_set_tls_certificate (self->server, certificate);
      options |= SOUP_SERVER_LISTEN_HTTPS;
    }
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, options, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->context);

  uris = soup_server_get_uris (self->server);
  self->port = (guint) g_uri_get_port (uris->data);
  self->address = g_strdup_printf ("%s://127.0.0.1:%u", certificate != NULL ? "https" : "http", self->port);
}

static SyncServer *
start_server (GTlsCertificate *certificate)
{
  SyncServer *self = g_new0 (SyncServer, 1);

  g_mutex_init (&self->lock);
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sync_answer_unref);
  self->loads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->log = g_ptr_array_new_with_free_func ((GDestroyNotify) sync_seen_free);
  self->replies = g_ptr_array_new ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  listen_on_loopback (self, certificate);
  self->thread = g_thread_new ("sync-server", run_server, self);
  return self;
}

/**
 * sync_server_new:
 *
 * Starts a web server on a free port of the loopback, in a thread of its own. Given as a mirror
 * to a fetcher it plays all hosts: `https://HOST/PATH?QUERY` is what was put at
 * `HOST/PATH?QUERY`, written as it arrives, with all escapes. What was not put is answered
 * with 404. All functions may be called while it runs.
 *
 * Returns: (transfer full): the server
 */
SyncServer *
sync_server_new (void)
{
  return start_server (NULL);
}

/**
 * sync_server_new_tls:
 * @certificate: a PEM file with a certificate and its key
 *
 * Returns: (transfer full) (nullable): a server that speaks TLS; %NULL where there is no TLS
 */
SyncServer *
sync_server_new_tls (const char *certificate)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GTlsCertificate) loaded = NULL;

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    return NULL;
  loaded = g_tls_certificate_new_from_file (certificate, &error);
  g_assert_no_error (error);
  return start_server (loaded);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
sync_server_free (SyncServer *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->replies);
  g_ptr_array_unref (self->log);
  g_hash_table_unref (self->loads);
  g_hash_table_unref (self->pages);
  g_clear_pointer (&self->failure, sync_answer_unref);
  g_mutex_clear (&self->lock);
  g_free (self->address);
  g_free (self);
}

/**
 * sync_server_get_address:
 *
 * Returns: (transfer none): such as "http://127.0.0.1:40001", without a slash at its end
 */
const char *
sync_server_get_address (SyncServer *self)
{
  return self->address;
}

guint
sync_server_get_port (SyncServer *self)
{
  return self->port;
}

/**
 * sync_server_put:
 * @path: such as "www.example.org/list?page=2"
 * @page: what is there from now on
 */
void
sync_server_put (SyncServer     *self,
                 const char     *path,
                 const SyncPage *page)
{
  SyncAnswer *answer = sync_answer_new (page);

  g_mutex_lock (&self->lock);
  g_hash_table_replace (self->pages, g_strdup (path), answer);
  g_mutex_unlock (&self->lock);
}

void
sync_server_put_text (SyncServer *self,
                      const char *path,
                      const char *type,
                      const char *body)
{
  sync_server_put (self, path, &(SyncPage) { .type = type, .body = body });
}

void
sync_server_put_redirect (SyncServer *self,
                          const char *path,
                          guint       status,
                          const char *location)
{
  sync_server_put (self, path, &(SyncPage) { .status = status, .headers = { "Location", location } });
}

void
sync_server_remove (SyncServer *self,
                    const char *path)
{
  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->pages, path);
  g_mutex_unlock (&self->lock);
}

/**
 * sync_server_fail_next:
 * @n: how many requests, whatever they ask for; 0 ends it
 * @page: (nullable): how they are answered; %NULL means 503
 */
void
sync_server_fail_next (SyncServer     *self,
                       guint           n,
                       const SyncPage *page)
{
  SyncAnswer *answer = sync_answer_new (page != NULL ? page : &(SyncPage) { .status = 503 });

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->failure, sync_answer_unref);
  self->failure = answer;
  self->n_failures = n;
  g_mutex_unlock (&self->lock);
}

typedef struct {
  SyncServer *server;
  guint       n;
} Release;

static gboolean
release_cb (gpointer data)
{
  Release *release = data;

  sync_reply_release (release->server->replies, release->n);
  return G_SOURCE_REMOVE;
}

/**
 * sync_server_release:
 * @n: how many
 *
 * Answers those requests for %SYNC_HELD pages that have waited longest.
 */
void
sync_server_release (SyncServer *self,
                     guint       n)
{
  Release *release = g_new0 (Release, 1);

  release->server = self;
  release->n = n;
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, release_cb, release, g_free);
}

/**
 * sync_server_get_n_requests:
 * @path: (nullable): of which page; %NULL means all
 */
guint
sync_server_get_n_requests (SyncServer *self,
                            const char *path)
{
  guint n = 0;

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->log->len; i++)
    {
      const SyncSeen *seen = g_ptr_array_index (self->log, i);

      n += path == NULL || g_str_equal (seen->path, path);
    }
  g_mutex_unlock (&self->lock);
  return n;
}

/**
 * sync_server_get_most_at_once:
 * @host: (nullable): of which host; %NULL means all together
 *
 * Only requests that are answered slowly can be seen at the same time: those for
 * %SYNC_SLOW or %SYNC_HELD pages, and those that get no whole answer.
 *
 * Returns: the most requests that have waited for their answer at the same time
 */
guint
sync_server_get_most_at_once (SyncServer *self,
                              const char *host)
{
  guint n_most;

  g_mutex_lock (&self->lock);
  n_most = host == NULL ? self->whole_load.n_most : find_load (self, host)->n_most;
  g_mutex_unlock (&self->lock);
  return n_most;
}

/**
 * sync_server_dup_log:
 *
 * Returns: (transfer full) (element-type SyncSeen): all requests as they have arrived, the
 *   first one first
 */
GPtrArray *
sync_server_dup_log (SyncServer *self)
{
  GPtrArray *log = g_ptr_array_new_with_free_func ((GDestroyNotify) sync_seen_free);

  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->log->len; i++)
    g_ptr_array_add (log, copy_seen (g_ptr_array_index (self->log, i)));
  g_mutex_unlock (&self->lock);
  return log;
}

void
sync_server_clear_log (SyncServer *self)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_set_size (self->log, 0);
  g_mutex_unlock (&self->lock);
}

/**
 * sync_server_wait_requests:
 * @path: (nullable): for which page; %NULL means all
 * @n: how many
 *
 * Runs the main loop until so many requests have arrived.
 */
void
sync_server_wait_requests (SyncServer *self,
                           const char *path,
                           guint       n)
{
  while (sync_server_get_n_requests (self, path) < n)
    g_main_context_iteration (NULL, TRUE);
}
