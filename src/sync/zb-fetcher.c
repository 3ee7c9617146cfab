/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-fetcher.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sync/zb-fetch-address.h"
#include "sync/zb-fetch-hop.h"
#include "sync/zb-retry-after.h"
#include "sync/zb-timer.h"

/* Requests wait here for their turn: no more than a few at once, and with a pause for each host. A
 * redirect waits again, for the turn of the host that it leads to. */

#define MAX_REDIRECTS 5

#define SILENCE_SECONDS 30
#define ANSWER_SECONDS 180
#define IDLE_SECONDS 20

struct _ZbFetcher {
  GObject      parent_instance;
  SoupSession *session;
  /* For what may lead into the local network. It is one of its own since where a connection leads
   * is seen only when it is opened, and it is used again for whoever asks for the same host. */
  SoupSession *local_session;
  char        *mirror;
  guint        answer_seconds;
  GHashTable  *hosts;
  /* (element-type utf8): hosts to which connections stay within this computer: no pause for them. */
  GHashTable  *near;
  GQueue       waiting;
  guint        n_running;
  GSource     *timer;
  guint64      n_bytes;
};

G_DEFINE_FINAL_TYPE (ZbFetcher, zb_fetcher, G_TYPE_OBJECT)

/* One host, by its name and port. Moments are of the monotonic clock, in microseconds. */
typedef struct {
  guint  n_running;
  gint64 last_start;
  guint  interval_ms;
} Host;

/* One request from its beginning to its end. */
typedef struct {
  GTask    *task;
  GUri     *uri;
  GUri     *effective;
  char     *host;
  char     *effective_host;
  char     *etag;
  char     *last_modified;
  char     *moved_to;
  gboolean  is_permanent;
  gboolean  may_be_local;
  gboolean  wants_picture;
  guint     n_redirects;
  GSource  *cancel_source;
} Job;

static void start_jobs (ZbFetcher *self);

static void
job_free (Job *self)
{
  zb_timer_clear (&self->cancel_source);
  g_clear_object (&self->task);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->effective, g_uri_unref);
  g_free (self->host);
  g_free (self->effective_host);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->moved_to);
  g_free (self);
}

static void
zb_fetcher_finalize (GObject *object)
{
  ZbFetcher *self = ZB_FETCHER (object);

  /* Each request holds the fetcher, so none is left. */
  zb_timer_clear (&self->timer);
  g_clear_pointer (&self->hosts, g_hash_table_unref);
  g_clear_pointer (&self->near, g_hash_table_unref);
  g_clear_object (&self->session);
  g_clear_object (&self->local_session);
  g_clear_pointer (&self->mirror, g_free);

  G_OBJECT_CLASS (zb_fetcher_parent_class)->finalize (object);
}

static void
zb_fetcher_class_init (ZbFetcherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zb_fetcher_finalize;
}

static void
zb_fetcher_init (ZbFetcher *self)
{
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->near = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->answer_seconds = ANSWER_SECONDS;
  g_queue_init (&self->waiting);
}

static SoupSession *
make_session (const char *user_agent)
{
  /* The limits for each host are ours: with a mirror, all hosts are one to the session. */
  SoupSession *session =
    soup_session_new_with_options ("max-conns", ZB_FETCH_MAX_IN_ALL,
                                   "max-conns-per-host", ZB_FETCH_MAX_IN_ALL,
                                   "timeout", SILENCE_SECONDS,
                                   "idle-timeout", IDLE_SECONDS,
                                   "user-agent", user_agent != NULL ? user_agent : "Zhoubao/" ZB_VERSION,
                                   NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_COOKIE_JAR);
  /* It takes a packed body that ends too early for a whole one. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  return session;
}

/**
 * zb_fetcher_new:
 * @user_agent: (nullable): how to name ourselves; %NULL for the program's name and version
 *
 * Makes what fetches for the program: one for all of it. It keeps no cookies,
 * never ignores errors of TLS, and goes through the system's proxy. All its
 * calls belong to the thread that made it.
 *
 * Returns: (transfer full): the fetcher, which asks at the mirror that
 *   `$ZHOUBAO_MIRROR` names, if any.
 */
ZbFetcher *
zb_fetcher_new (const char *user_agent)
{
  ZbFetcher *self = g_object_new (ZB_TYPE_FETCHER, NULL);
  const char *mirror = g_getenv ("ZHOUBAO_MIRROR");

  self->session = make_session (user_agent);
  self->local_session = make_session (user_agent);
  if (mirror != NULL && *mirror != '\0')
    self->mirror = g_strdup (mirror);
  return self;
}

/**
 * zb_fetcher_set_mirror:
 * @mirror: (nullable): such as "http://127.0.0.1:8080"
 *
 * From now on https://HOST/PATH is asked for at MIRROR/HOST/PATH.
 */
void
zb_fetcher_set_mirror (ZbFetcher  *self,
                       const char *mirror)
{
  g_return_if_fail (ZB_IS_FETCHER (self));

  g_free (self->mirror);
  self->mirror = g_strdup (mirror);
}

/**
 * zb_fetcher_set_timeouts:
 * @silence_seconds: how long a host may send nothing
 * @answer_seconds: how long a whole answer may take
 */
void
zb_fetcher_set_timeouts (ZbFetcher *self,
                         guint      silence_seconds,
                         guint      answer_seconds)
{
  g_return_if_fail (ZB_IS_FETCHER (self));

  soup_session_set_timeout (self->session, silence_seconds);
  soup_session_set_timeout (self->local_session, silence_seconds);
  self->answer_seconds = answer_seconds;
}

static Host *
get_host (ZbFetcher  *self,
          const char *name)
{
  Host *host = g_hash_table_lookup (self->hosts, name);

  if (host == NULL)
    {
      host = g_new0 (Host, 1);
      host->interval_ms = ZB_FETCH_INTERVAL_MS;
      g_hash_table_insert (self->hosts, g_strdup (name), host);
    }
  return host;
}

/**
 * zb_fetcher_set_interval:
 * @host: a name as of zb_fetch_address_dup_host()
 * @interval_ms: the pause between two requests to it; 0 for the usual one
 */
void
zb_fetcher_set_interval (ZbFetcher  *self,
                         const char *host,
                         guint       interval_ms)
{
  g_return_if_fail (ZB_IS_FETCHER (self));
  g_return_if_fail (host != NULL);

  get_host (self, host)->interval_ms = MAX (interval_ms, ZB_FETCH_INTERVAL_MS);
}

/**
 * zb_fetcher_get_n_bytes:
 *
 * Returns: how many bytes of bodies have come until now, unpacked.
 */
guint64
zb_fetcher_get_n_bytes (ZbFetcher *self)
{
  g_return_val_if_fail (ZB_IS_FETCHER (self), 0);

  return self->n_bytes;
}

static gboolean
timer_cb (gpointer user_data)
{
  ZbFetcher *self = user_data;

  zb_timer_clear (&self->timer);
  start_jobs (self);
  return G_SOURCE_REMOVE;
}

/* Looks again for what can start at @when. */
static void
set_timer (ZbFetcher *self,
           gint64     when)
{
  zb_timer_clear (&self->timer);
  if (when == G_MAXINT64)
    return;
  zb_timer_set (&self->timer, 0, timer_cb, self);
  g_source_set_ready_time (self->timer, when);
}

static void
connected_cb (gboolean is_loopback,
              gpointer data)
{
  Job *job = data;
  ZbFetcher *self = g_task_get_source_object (job->task);
  gboolean is_new = is_loopback ? g_hash_table_add (self->near, g_strdup (job->effective_host))
                                : g_hash_table_remove (self->near, job->effective_host);

  /* Others may be waiting for a pause that is not needed. */
  if (is_new)
    set_timer (self, 0);
}

static void
finish_with_error (Job    *job,
                   GError *error)
{
  g_task_return_error (job->task, error);
  job_free (job);
}

static void
finish_redirect_error (Job        *job,
                       const char *target)
{
  finish_with_error (job, g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_REDIRECT,
                                       _("“%s” leads to “%.200s”, where it must not lead, or in a circle. Nothing was "
                                         "fetched from there."), job->host, target));
}

/* The rules for where a redirect may lead: the web, no less safe than before, and not into the local
 * network, unless it stays at the host that the user has typed. */
static gboolean
may_follow (const Job *job,
            GUri      *target)
{
  gboolean was_safe = g_str_equal (g_uri_get_scheme (job->uri), "https");
  gboolean is_safe = g_str_equal (g_uri_get_scheme (target), "https");
  gboolean is_same_host = g_ascii_strcasecmp (g_uri_get_host (job->uri), g_uri_get_host (target)) == 0;

  if (was_safe && !is_safe)
    return FALSE;
  return (job->may_be_local && is_same_host) || !zb_fetch_address_names_local (target);
}

static gboolean
take_address (Job     *job,
              GUri    *uri,
              GError **error)
{
  ZbFetcher *self = g_task_get_source_object (job->task);
  GUri *effective = self->mirror != NULL ? zb_fetch_address_mirror (uri, self->mirror, error) : g_uri_ref (uri);

  if (effective == NULL)
    return FALSE;
  g_clear_pointer (&job->uri, g_uri_unref);
  g_clear_pointer (&job->effective, g_uri_unref);
  g_free (job->host);
  g_free (job->effective_host);
  job->uri = g_uri_ref (uri);
  job->effective = effective;
  job->host = zb_fetch_address_dup_host (uri);
  job->effective_host = zb_fetch_address_dup_host (effective);
  return TRUE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Job *job = user_data;
  ZbFetcher *self = g_task_get_source_object (job->task);

  g_queue_remove (&self->waiting, job);
  g_task_return_error_if_cancelled (job->task);
  job_free (job);
  return G_SOURCE_REMOVE;
}

/* Puts the job into the line, a redirect in front: its answer is half here. */
static void
enqueue (Job      *job,
         gboolean  is_first)
{
  ZbFetcher *self = g_task_get_source_object (job->task);
  GCancellable *cancellable = g_task_get_cancellable (job->task);

  if (cancellable != NULL)
    {
      job->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (job->cancel_source, G_SOURCE_FUNC (cancelled_cb), job, NULL);
      g_source_attach (job->cancel_source, g_main_context_get_thread_default ());
    }
  if (is_first)
    g_queue_push_head (&self->waiting, job);
  else
    g_queue_push_tail (&self->waiting, job);
}

/* A mirror that redirects by itself names its own place; what is meant is the place that it stands for. */
static char *
dup_location (const Job  *job,
              const char *location)
{
  ZbFetcher *self = g_task_get_source_object (job->task);
  g_autofree char *base = g_uri_to_string (job->uri);
  g_autofree char *folder = g_strdup_printf ("/%s/", job->host);
  const char *rest = NULL;
  char *absolute;

  if (self->mirror != NULL && g_str_has_prefix (location, self->mirror) && location[strlen (self->mirror)] == '/')
    rest = location + strlen (self->mirror) + 1;
  else if (self->mirror != NULL && g_str_has_prefix (location, folder))
    rest = location + 1;
  if (rest != NULL)
    return g_strdup_printf ("%s://%s", g_uri_get_scheme (job->uri), rest);
  /* What cannot be joined to an address may still be one. */
  absolute = g_uri_resolve_relative (base, location, SOUP_HTTP_URI_FLAGS, NULL);
  return absolute != NULL ? absolute : g_strdup (location);
}

static void
follow (Job         *job,
        SoupMessage *message)
{
  guint status = soup_message_get_status (message);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autofree char *address = location != NULL ? dup_location (job, location) : NULL;
  g_autoptr(GUri) target = address != NULL ? zb_fetch_address_parse (address, NULL) : NULL;

  job->n_redirects++;
  if (target == NULL || job->n_redirects > MAX_REDIRECTS || !may_follow (job, target))
    {
      finish_redirect_error (job, location != NULL ? location : "");
      return;
    }
  job->may_be_local = job->may_be_local && g_ascii_strcasecmp (g_uri_get_host (job->uri), g_uri_get_host (target)) == 0;
  job->is_permanent = job->is_permanent && (status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_PERMANENT_REDIRECT);
  if (job->is_permanent)
    {
      g_free (job->moved_to);
      job->moved_to = g_uri_to_string (target);
    }
  if (!take_address (job, target, NULL))
    finish_redirect_error (job, location);
  else
    enqueue (job, TRUE);
}

static gboolean
is_redirect (guint status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND || status == SOUP_STATUS_SEE_OTHER ||
         status == SOUP_STATUS_TEMPORARY_REDIRECT || status == SOUP_STATUS_PERMANENT_REDIRECT;
}

/* GitHub says in headers of its own when its limit ends. */
static gint64
get_retry_after (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  guint status = soup_message_get_status (message);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 seconds = zb_retry_after_parse (soup_message_headers_get_one (headers, "Retry-After"), now);
  const char *reset = soup_message_headers_get_one (headers, "X-RateLimit-Reset");
  guint64 end;

  if (seconds < 0 && (status == SOUP_STATUS_FORBIDDEN || status == ZB_FETCH_TOO_MANY_REQUESTS) && reset != NULL &&
      g_strcmp0 (soup_message_headers_get_one (headers, "X-RateLimit-Remaining"), "0") == 0 &&
      g_ascii_string_to_unsigned (reset, 10, 0, G_MAXINT64, &end, NULL))
    return CLAMP ((gint64) end - now, 0, ZB_RETRY_AFTER_MAX_SECONDS);
  return seconds;
}

static void
finish (Job         *job,
        SoupMessage *message,
        GBytes      *bytes)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  ZbFetchAnswer *answer = g_new0 (ZbFetchAnswer, 1);

  answer->status = soup_message_get_status (message);
  answer->address = g_uri_to_string (job->uri);
  answer->moved_to = g_steal_pointer (&job->moved_to);
  answer->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  answer->last_modified = g_strdup (soup_message_headers_get_one (headers, "Last-Modified"));
  answer->media_type = zb_fetch_hop_dup_type (message);
  answer->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  answer->retry_after = get_retry_after (message);
  g_task_return_pointer (job->task, answer, (GDestroyNotify) zb_fetch_answer_free);
  job_free (job);
}

/* A connection that leads into the local network is no mistake of the address that the user knows
 * where a redirect led there. */
static void
finish_failed (Job    *job,
               GError *error)
{
  if (job->n_redirects > 0 && g_error_matches (error, ZB_SYNC_ERROR, ZB_SYNC_ERROR_ADDRESS))
    {
      g_autofree char *target = g_uri_to_string (job->uri);

      g_error_free (error);
      finish_redirect_error (job, target);
    }
  else
    finish_with_error (job, error);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Job *job = user_data;
  g_autoptr(ZbFetcher) self = g_object_ref (g_task_get_source_object (job->task));
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(SoupMessage) message = NULL;
  GError *error = NULL;

  self->n_running--;
  get_host (self, job->host)->n_running--;
  message = zb_fetch_hop_send_finish (result, &bytes, &error);
  if (message == NULL)
    finish_failed (job, error);
  else if (is_redirect (soup_message_get_status (message)))
    follow (job, message);
  else
    finish (job, message, bytes);
  start_jobs (self);
}

static void
start_job (ZbFetcher *self,
           Job       *job,
           Host      *host,
           gint64     now)
{
  ZbHop hop = {
    .uri = job->effective,
    .shown_host = job->host,
    .etag = job->etag,
    .last_modified = job->last_modified,
    .wants_picture = job->wants_picture,
    /* The mirror is where the user has put it. */
    .may_be_local = job->may_be_local || self->mirror != NULL,
    .answer_seconds = self->answer_seconds,
    .n_bytes = &self->n_bytes,
    .connected = connected_cb,
    .data = job,
  };

  zb_timer_clear (&job->cancel_source);
  host->n_running++;
  host->last_start = now;
  self->n_running++;
  zb_fetch_hop_send_async (hop.may_be_local ? self->local_session : self->session, &hop,
                           g_task_get_cancellable (job->task), sent_cb, job);
}

/* When the host may be asked next; now where nothing speaks against it. */
static gint64
get_turn (ZbFetcher  *self,
          const Job  *job,
          const Host *host,
          gint64      now)
{
  if (host->n_running >= ZB_FETCH_MAX_PER_HOST)
    return G_MAXINT64;
  if (host->last_start == 0 || g_hash_table_contains (self->near, job->effective_host))
    return now;
  return MAX (now, host->last_start + host->interval_ms * G_TIME_SPAN_MILLISECOND);
}

/* Starts whatever may start. What waits for another request to end is looked at when that ends. */
static void
start_jobs (ZbFetcher *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 next = G_MAXINT64;

  for (GList *l = self->waiting.head; l != NULL && self->n_running < ZB_FETCH_MAX_IN_ALL; )
    {
      Job *job = l->data;
      GList *link = l;
      Host *host = get_host (self, job->host);
      gint64 turn = get_turn (self, job, host, now);

      l = l->next;
      if (turn > now)
        {
          next = MIN (next, turn);
          continue;
        }
      g_queue_delete_link (&self->waiting, link);
      start_job (self, job, host, now);
    }
  set_timer (self, self->n_running < ZB_FETCH_MAX_IN_ALL ? next : G_MAXINT64);
}

/**
 * zb_fetcher_fetch_async:
 * @request: what to fetch; copied
 * @cancellable: (nullable): ends it at any point
 * @callback: called in this thread
 *
 * Fetches an address when it is its turn, and what it redirects to.
 */
void
zb_fetcher_fetch_async (ZbFetcher            *self,
                        const ZbFetchRequest *request,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GUri) uri = NULL;
  GError *error = NULL;
  Job *job;

  g_return_if_fail (ZB_IS_FETCHER (self));
  g_return_if_fail (request != NULL && request->address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, zb_fetcher_fetch_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  uri = zb_fetch_address_parse (request->address, &error);
  if (uri != NULL && !request->may_be_local && zb_fetch_address_names_local (uri))
    error = zb_sync_error_new_local (request->address);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job = g_new0 (Job, 1);
  job->task = g_steal_pointer (&task);
  job->etag = g_strdup (request->etag);
  job->last_modified = g_strdup (request->last_modified);
  job->may_be_local = request->may_be_local;
  job->wants_picture = request->wants_picture;
  job->is_permanent = TRUE;
  if (!take_address (job, uri, &error))
    {
      finish_with_error (job, error);
      return;
    }
  enqueue (job, FALSE);
  start_jobs (self);
}

/**
 * zb_fetcher_fetch_finish:
 *
 * Returns: (transfer full) (nullable): the answer, whatever its status is, or
 *   %NULL with an error of %ZB_SYNC_ERROR or %G_IO_ERROR_CANCELLED.
 */
ZbFetchAnswer *
zb_fetcher_fetch_finish (ZbFetcher    *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * zb_fetch_answer_free:
 */
void
zb_fetch_answer_free (ZbFetchAnswer *self)
{
  g_free (self->address);
  g_free (self->moved_to);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self->media_type);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}
