/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-fetch-hop.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/zb-picture.h"
#include "sync/zb-fetch-address.h"
#include "sync/zb-fetcher.h"
#include "sync/zb-timer.h"

#define CHUNK_BYTES (64 * 1024)

#define ACCEPT \
  "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, " \
  "application/json, application/pdf, text/markdown, text/plain, application/xml;q=0.9, */*;q=0.1"

/* Kinds that the program can show, whether or not this computer has a decoder for them all. */
#define ACCEPT_PICTURE "image/png, image/jpeg, image/gif, image/bmp;q=0.8, image/webp;q=0.5, image/*;q=0.1"

#define PDF_SIGNATURE "%PDF-"

/* Types beside those of text in which bulletins, lists and feeds come. */
static const char *const wanted_types[] = {
  "application/pdf", "application/octet-stream", "application/json", "application/feed+json",
  "application/xml", "application/xhtml+xml", "application/rss+xml", "application/atom+xml",
  "application/rdf+xml", "application/markdown", "application/x-pdf", "multipart/related", "message/rfc822",
};

/* A request on its way. */
typedef struct {
  ZbHop         hop;
  char         *shown_host;
  SoupMessage  *message;
  GInputStream *stream;
  GByteArray   *bytes;
  /* Cancelled by the caller's, by the clock, and where the connection leads where it must not. */
  GCancellable *cancellable;
  GCancellable *callers;
  gulong        cancelled_id;
  GSource      *deadline;
  gboolean      is_late;
  gboolean      is_forbidden;
  gboolean      is_packed;
} Hop;

static void
hop_free (gpointer data)
{
  Hop *self = data;

  zb_timer_clear (&self->deadline);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_cancellable_disconnect (self->callers, self->cancelled_id);
  g_clear_object (&self->callers);
  g_clear_object (&self->message);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self->shown_host);
  g_free (self);
}

/* What a failure of the network means for the user. @in_body tells how far it came. */
static GError *
translate (const Hop    *self,
           const GError *cause,
           gboolean      in_body)
{
  const char *host = self->shown_host;

  if (self->is_forbidden)
    return zb_sync_error_new_local (host);
  if (self->is_late || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_TIMEOUT,
                        _("“%s” takes too long to answer. It is tried again later."), host);
  if (cause->domain == G_RESOLVER_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_OFFLINE,
                        _("“%s” is not found. See whether the network is up and the address is right."), host);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE))
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_OFFLINE,
                        _("“%s” cannot be reached. See whether the network is up."), host);
  if (cause->domain == G_TLS_ERROR)
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_TLS,
                        _("“%s” cannot prove that it is this host (%s). Nothing was fetched; see whether the "
                          "computer’s clock is right and whether somebody stands between."), host, cause->message);
  if (in_body && (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
                  g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)))
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_CUT_OFF,
                        _("The answer of “%s” was cut off. It is tried again later."), host);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ||
      g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_TYPE,
                        _("The answer of “%s” cannot be unpacked. It is tried again later."), host);
  return g_error_new (ZB_SYNC_ERROR, ZB_SYNC_ERROR_CONNECTION,
                      _("“%s” does not answer (%s). It is tried again later."), host, cause->message);
}

static void
fail (GTask        *task,
      const GError *cause,
      gboolean      in_body)
{
  Hop *self = g_task_get_task_data (task);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_error (task, translate (self, cause, in_body));
}

static void
fail_with (GTask      *task,
           int         code,
           const char *message)
{
  g_task_return_error (task, g_error_new_literal (ZB_SYNC_ERROR, code, message));
}

static void
fail_too_large (GTask *task)
{
  Hop *self = g_task_get_task_data (task);
  g_autofree char *message =
    g_strdup_printf (self->hop.wants_picture
                     ? _("The answer of “%s” is larger than any picture of a bulletin. Nothing of it was kept.")
                     : _("The answer of “%s” is larger than any bulletin. Nothing of it was kept."), self->shown_host);

  fail_with (task, ZB_SYNC_ERROR_TOO_LARGE, message);
}

/**
 * zb_fetch_hop_dup_type:
 * @message: one that was answered
 *
 * Returns: (transfer full) (nullable): the type of the body in small letters.
 */
char *
zb_fetch_hop_dup_type (SoupMessage *message)
{
  const char *type = soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);

  return type != NULL ? g_ascii_strdown (type, -1) : NULL;
}

/* A picture without a certain type is recognised by its first bytes. */
static gboolean
is_picture_type (const char *type)
{
  return type == NULL || g_str_equal (type, "application/octet-stream") ||
         (g_str_has_prefix (type, "image/") && !g_str_equal (type, "image/svg+xml"));
}

static gboolean
is_wanted (const Hop  *self,
           const char *type)
{
  if (self->hop.wants_picture)
    return is_picture_type (type);
  if (type == NULL || g_str_has_prefix (type, "text/") || g_str_has_suffix (type, "+xml") ||
      g_str_has_suffix (type, "+json"))
    return g_strcmp0 (type, "image/svg+xml") != 0;
  for (guint i = 0; i < G_N_ELEMENTS (wanted_types); i++)
    if (g_str_equal (type, wanted_types[i]))
      return TRUE;
  return FALSE;
}

/* Before the first bytes are here, what is of no certain type may be a PDF; a picture has its own limit. */
static gsize
get_limit (Hop *self)
{
  g_autofree char *type = zb_fetch_hop_dup_type (self->message);
  gboolean may_be_pdf = self->bytes == NULL && g_strcmp0 (type, "application/octet-stream") == 0;
  gboolean is_pdf = g_strcmp0 (type, "application/pdf") == 0 || g_strcmp0 (type, "application/x-pdf") == 0 ||
                    (self->bytes != NULL && self->bytes->len >= strlen (PDF_SIGNATURE) &&
                     memcmp (self->bytes->data, PDF_SIGNATURE, strlen (PDF_SIGNATURE)) == 0);

  if (self->hop.wants_picture)
    return ZB_PICTURE_MAX_BYTES;
  return is_pdf || may_be_pdf ? ZB_FETCH_MAX_PDF_BYTES : ZB_FETCH_MAX_PAGE_BYTES;
}

/* libsoup takes a body for whole that ends before its announced end where the host has said
 * that it would close the connection. What is packed tells its end by itself. */
static void
finish_body (GTask *task)
{
  Hop *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  if (!self->is_packed && soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH &&
      soup_message_headers_get_content_length (headers) > (goffset) self->bytes->len)
    {
      g_autoptr(GError) cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "");

      fail (task, cause, TRUE);
    }
  else
    g_task_return_boolean (task, TRUE);
}

/* Unpacks what comes; packings for which nobody has asked are not known. */
static gboolean
unpack (Hop *self)
{
  const char *packing = soup_message_headers_get_list (soup_message_get_response_headers (self->message),
                                                       "Content-Encoding");
  g_autoptr(GConverter) converter = NULL;
  g_autoptr(GInputStream) packed = NULL;

  if (packing == NULL || g_ascii_strcasecmp (packing, "identity") == 0)
    return TRUE;
  if (g_ascii_strcasecmp (packing, "gzip") != 0 && g_ascii_strcasecmp (packing, "x-gzip") != 0)
    return FALSE;
  converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  packed = g_steal_pointer (&self->stream);
  self->stream = g_converter_input_stream_new (packed, converter);
  self->is_packed = TRUE;
  return TRUE;
}

static void read_next (GTask *task);

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Hop *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size;
  gconstpointer data;

  if (chunk == NULL)
    {
      fail (task, error, TRUE);
      return;
    }
  data = g_bytes_get_data (chunk, &size);
  if (size == 0)
    {
      finish_body (task);
      return;
    }
  *self->hop.n_bytes += size;
  g_byte_array_append (self->bytes, data, (guint) size);
  if (self->bytes->len > get_limit (self))
    fail_too_large (task);
  else
    read_next (g_steal_pointer (&task));
}

/* Takes the task. */
static void
read_next (GTask *task)
{
  Hop *self = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->cancellable, read_cb, task);
}

static void
fail_type (GTask      *task,
           const char *type)
{
  Hop *self = g_task_get_task_data (task);
  g_autofree char *message =
    g_strdup_printf (self->hop.wants_picture ? _("“%s” answers with a file of type %s, which is no picture.")
                                             : _("“%s” answers with a file of type %s, which is no text."),
                     self->shown_host, type);

  fail_with (task, ZB_SYNC_ERROR_TYPE, message);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Hop *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *type = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    {
      fail (task, error, FALSE);
      return;
    }
  if (soup_message_get_status (self->message) != SOUP_STATUS_OK)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  type = zb_fetch_hop_dup_type (self->message);
  if (!is_wanted (self, type))
    {
      fail_type (task, type);
      return;
    }
  if (soup_message_headers_get_content_length (soup_message_get_response_headers (self->message)) >
      (goffset) get_limit (self))
    {
      fail_too_large (task);
      return;
    }
  if (!unpack (self))
    {
      g_autoptr(GError) cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "");

      fail (task, cause, TRUE);
      return;
    }
  self->bytes = g_byte_array_new ();
  read_next (g_steal_pointer (&task));
}

static gboolean
late_cb (gpointer user_data)
{
  Hop *self = user_data;

  self->is_late = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static GInetAddress *
get_remote (GIOStream *connection)
{
  g_autoptr(GSocketAddress) address = NULL;

  if (!G_IS_SOCKET_CONNECTION (connection))
    return NULL;
  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  /* Where a proxy stands between, it is the proxy's; which may well be near. */
  if (!G_IS_INET_SOCKET_ADDRESS (address) || G_IS_PROXY_ADDRESS (address))
    return NULL;
  return g_object_ref (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* A name tells nothing of where it leads; the address to which the connection goes does. */
static void
network_event_cb (SoupMessage       *message,
                  GSocketClientEvent event,
                  GIOStream         *connection,
                  Hop               *self)
{
  g_autoptr(GInetAddress) address = event == G_SOCKET_CLIENT_CONNECTING ? get_remote (connection) : NULL;

  if (address == NULL)
    return;
  if (!self->hop.may_be_local && zb_fetch_address_is_local (address))
    {
      self->is_forbidden = TRUE;
      g_cancellable_cancel (self->cancellable);
    }
  else if (self->hop.connected != NULL)
    self->hop.connected (g_inet_address_get_is_loopback (address), self->hop.data);
}

static void
cancelled_cb (GCancellable *cancellable,
              GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static void
add_headers (Hop *self)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (self->message);

  soup_message_headers_replace (headers, "Accept", self->hop.wants_picture ? ACCEPT_PICTURE : ACCEPT);
  soup_message_headers_replace (headers, "Accept-Encoding", "gzip");
  soup_message_headers_replace (headers, "Accept-Language", "zh-CN, zh;q=0.9, en;q=0.5");
  if (self->hop.etag != NULL)
    soup_message_headers_replace (headers, "If-None-Match", self->hop.etag);
  if (self->hop.last_modified != NULL)
    soup_message_headers_replace (headers, "If-Modified-Since", self->hop.last_modified);
}

/**
 * zb_fetch_hop_send_async:
 * @session: what sends it
 * @hop: what to ask; its strings are needed until the callback
 * @cancellable: (nullable): ends it with %G_IO_ERROR_CANCELLED
 *
 * Asks once and reads the whole answer where it is a body of a wanted type
 * and size.
 */
void
zb_fetch_hop_send_async (SoupSession         *session,
                         const ZbHop         *hop,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (session, cancellable, callback, user_data);
  Hop *self = g_new0 (Hop, 1);

  g_task_set_source_tag (task, zb_fetch_hop_send_async);
  g_task_set_task_data (task, self, hop_free);
  self->hop = *hop;
  self->shown_host = g_strdup (hop->shown_host);
  if (g_task_return_error_if_cancelled (task))
    return;
  self->cancellable = g_cancellable_new ();
  if (cancellable != NULL)
    {
      self->callers = g_object_ref (cancellable);
      self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                  g_object_ref (self->cancellable), g_object_unref);
    }
  zb_timer_set (&self->deadline, hop->answer_seconds * 1000, late_cb, self);
  self->message = soup_message_new_from_uri (SOUP_METHOD_GET, hop->uri);
  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);
  add_headers (self);
  g_signal_connect (self->message, "network-event", G_CALLBACK (network_event_cb), self);
  soup_session_send_async (session, self->message, G_PRIORITY_DEFAULT, self->cancellable, sent_cb,
                           g_object_ref (task));
}

/**
 * zb_fetch_hop_send_finish:
 * @bytes: (out) (transfer full) (nullable): the body where the status is 200
 *
 * Returns: (transfer full) (nullable): the message with its answer, or %NULL
 *   with an error of %ZB_SYNC_ERROR or %G_IO_ERROR_CANCELLED.
 */
SoupMessage *
zb_fetch_hop_send_finish (GAsyncResult *result,
                          GBytes      **bytes,
                          GError      **error)
{
  Hop *self = g_task_get_task_data (G_TASK (result));

  *bytes = NULL;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (self->bytes != NULL)
    *bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  return g_object_ref (self->message);
}
