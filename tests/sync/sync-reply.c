/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sync-reply.h"

#include <libsoup/soup.h>

#define SLOW_MS 20
#define DRIP_MS 50

/* What endless answers send in one piece, so that they are as fast as the network. */
#define ENDLESS_PIECE (256 * 1024)

/* An answer that is written by hand, since libsoup's server keeps the rules. It owns itself,
 * and ends when all is written or when the other side has hung up. */
typedef struct {
  GPtrArray    *replies;
  GIOStream    *stream;
  SyncAnswer   *answer;
  gboolean      is_unchanged;
  char         *path;
  SyncReplyEnds ends;
  gpointer      user_data;

  GCancellable *cancellable;
  GSource      *hang_up;
  GSource      *timer;
  GBytes       *piece;
  GBytes       *repeated;
  gsize         position;
  gboolean      is_writing;
  gboolean      is_waiting;
  gboolean      is_counted;
  gboolean      is_ended;
} Reply;

static void write_piece (Reply  *self,
                         GBytes *piece);

/**
 * sync_pack:
 *
 * Returns: (transfer full): @bytes in the format of gzip
 */
GBytes *
sync_pack (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) packed = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  g_output_stream_write_all (packed, data, size, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (packed, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

SyncAnswer *
sync_answer_new (const SyncPage *page)
{
  SyncAnswer *self = g_atomic_rc_box_new0 (SyncAnswer);
  g_autoptr(GStrvBuilder) headers = g_strv_builder_new ();
  g_autoptr(GBytes) body = page->bytes != NULL
    ? g_bytes_ref (page->bytes)
    : g_bytes_new (page->body, page->body != NULL ? strlen (page->body) : 0);

  if (page->type != NULL)
    g_strv_builder_add_many (headers, "Content-Type", page->type, NULL);
  if (page->is_packed)
    g_strv_builder_add_many (headers, "Content-Encoding", "gzip", NULL);
  for (guint i = 0; page->headers[i] != NULL; i++)
    g_strv_builder_add (headers, page->headers[i]);

  self->status = page->status != 0 ? page->status : 200;
  self->headers = g_strv_builder_end (headers);
  self->body = page->is_packed ? sync_pack (body) : g_steal_pointer (&body);
  self->announced = page->announced;
  self->behaviour = page->behaviour;
  return self;
}

SyncAnswer *
sync_answer_ref (SyncAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_answer (gpointer data)
{
  SyncAnswer *self = data;

  g_strfreev (self->headers);
  g_bytes_unref (self->body);
}

void
sync_answer_unref (SyncAnswer *self)
{
  g_atomic_rc_box_release_full (self, clear_answer);
}

const char *
sync_answer_find_header (const SyncAnswer *self,
                         const char       *name)
{
  for (guint i = 0; self->headers[i] != NULL; i += 2)
    if (g_ascii_strcasecmp (self->headers[i], name) == 0)
      return self->headers[i + 1];
  return NULL;
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
stop_counting (Reply *self)
{
  if (self->is_counted)
    self->ends (self->path, self->user_data);
  self->is_counted = FALSE;
}

/* May be called again and again; while something is being written it waits for that. */
static void
end_reply (Reply *self)
{
  self->is_ended = TRUE;
  g_cancellable_cancel (self->cancellable);
  if (self->is_writing)
    return;

  stop_counting (self);
  clear_source (&self->hang_up);
  clear_source (&self->timer);
  g_io_stream_close (self->stream, NULL, NULL);
  g_ptr_array_remove (self->replies, self);
  g_object_unref (self->stream);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_clear_pointer (&self->repeated, g_bytes_unref);
  sync_answer_unref (self->answer);
  g_free (self->path);
  g_free (self);
}

static gboolean
hang_up_cb (GSocket     *socket,
            GIOCondition condition,
            gpointer     data)
{
  end_reply (data);
  return G_SOURCE_REMOVE;
}

static void
start_timer (Reply      *self,
             guint       ms,
             GSourceFunc callback)
{
  clear_source (&self->timer);
  self->timer = g_timeout_source_new (ms);
  g_source_set_callback (self->timer, callback, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

/* Who breaks the rules does not say before that the connection will end. */
static gboolean
is_broken (const SyncAnswer *answer)
{
  return answer->behaviour != SYNC_SLOW && answer->behaviour != SYNC_HELD && answer->behaviour != SYNC_UNTIL_CLOSE;
}

static gboolean
has_chunks (const SyncAnswer *answer)
{
  return answer->behaviour == SYNC_CUT_CHUNK || answer->behaviour == SYNC_CUT_CHUNKS;
}

/* The headers and the empty line after them. A @length below zero is not announced. */
static GString *
make_head (Reply *self,
           gint64 length)
{
  const SyncAnswer *answer = self->answer;
  guint status = self->is_unchanged ? 304 : answer->status;
  GString *head = g_string_new (NULL);

  g_string_append_printf (head, "HTTP/1.1 %u %s\r\n", status, soup_status_get_phrase (status));
  if (!is_broken (answer))
    g_string_append (head, "Connection: close\r\n");
  for (guint i = 0; answer->headers[i] != NULL; i += 2)
    g_string_append_printf (head, "%s: %s\r\n", answer->headers[i], answer->headers[i + 1]);
  if (length >= 0 && !self->is_unchanged)
    g_string_append_printf (head, "Content-Length: %" G_GINT64_FORMAT "\r\n", length);
  if (has_chunks (answer))
    g_string_append (head, "Transfer-Encoding: chunked\r\n");
  if (answer->behaviour != SYNC_ENDLESS_HEAD)
    g_string_append (head, "\r\n");
  return head;
}

/* What is sent first: a head that announces @length, and the first @size bytes of the body. */
static void
write_beginning (Reply *self,
                 gint64 length,
                 gsize  size)
{
  g_autoptr(GString) head = make_head (self, length);
  gsize whole;
  const char *data = g_bytes_get_data (self->answer->body, &whole);
  g_autoptr(GBytes) piece = NULL;

  if (has_chunks (self->answer))
    g_string_append_printf (head, "%" G_GSIZE_MODIFIER "x\r\n", whole);
  if (!self->is_unchanged)
    g_string_append_len (head, data, (gssize) MIN (size, whole));
  if (self->answer->behaviour == SYNC_CUT_CHUNKS)
    g_string_append (head, "\r\n");
  if (self->answer->behaviour == SYNC_CUT_HEAD)
    g_string_truncate (head, head->len / 2);

  piece = g_bytes_new (head->str, head->len);
  write_piece (self, piece);
}

static gboolean
drip_cb (gpointer data)
{
  Reply *self = data;
  gsize size;
  const char *bytes = g_bytes_get_data (self->answer->body, &size);
  g_autoptr(GBytes) piece = g_bytes_new (bytes + self->position++ % size, 1);

  clear_source (&self->timer);
  write_piece (self, piece);
  return G_SOURCE_REMOVE;
}

/* The same text until it is a large piece. */
static GBytes *
repeat (const char *text,
        gsize       size)
{
  GByteArray *bytes = g_byte_array_sized_new (ENDLESS_PIECE + (guint) size);

  do
    g_byte_array_append (bytes, (const guint8 *) text, (guint) size);
  while (bytes->len < ENDLESS_PIECE);
  return g_byte_array_free_to_bytes (bytes);
}

static void
write_on (Reply *self)
{
  if (self->repeated == NULL && self->answer->behaviour == SYNC_ENDLESS_HEAD)
    {
      self->repeated = repeat ("X-More: and more\r\n", strlen ("X-More: and more\r\n"));
    }
  else if (self->repeated == NULL)
    {
      gsize size;
      const char *data = g_bytes_get_data (self->answer->body, &size);

      self->repeated = repeat (data, size);
    }
  write_piece (self, self->repeated);
}

static void
wrote_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Reply *self = data;
  gboolean is_written = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);

  self->is_writing = FALSE;
  if (!is_written || self->is_ended)
    {
      end_reply (self);
      return;
    }
  switch (self->answer->behaviour)
    {
    case SYNC_STALLED:
      break;
    case SYNC_DRIP:
      start_timer (self, DRIP_MS, drip_cb);
      break;
    case SYNC_ENDLESS:
    case SYNC_ENDLESS_HEAD:
      write_on (self);
      break;
    default:
      end_reply (self);
      break;
    }
}

static void
write_piece (Reply  *self,
             GBytes *piece)
{
  gsize size;
  const void *data;

  g_clear_pointer (&self->piece, g_bytes_unref);
  self->piece = g_bytes_ref (piece);
  data = g_bytes_get_data (self->piece, &size);
  self->is_writing = TRUE;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), data, size, G_PRIORITY_DEFAULT,
                                   self->cancellable, wrote_cb, self);
}

/* The whole answer, then the end of the connection. */
static void
write_whole (Reply *self)
{
  gsize size = g_bytes_get_size (self->answer->body);

  stop_counting (self);
  write_beginning (self, (gint64) size, size);
}

static gboolean
slow_cb (gpointer data)
{
  Reply *self = data;

  clear_source (&self->timer);
  write_whole (self);
  return G_SOURCE_REMOVE;
}

static void
begin (Reply *self)
{
  const SyncAnswer *answer = self->answer;
  gsize size = g_bytes_get_size (answer->body);
  gint64 announced = (gint64) (answer->announced != 0 ? answer->announced : size);

  switch (answer->behaviour)
    {
    case SYNC_SLOW:
      start_timer (self, SLOW_MS, slow_cb);
      break;
    case SYNC_HELD:
      self->is_waiting = TRUE;
      break;
    case SYNC_SILENT:
      break;
    case SYNC_HANG_UP:
      end_reply (self);
      break;
    case SYNC_CUT_BODY:
      stop_counting (self);
      write_beginning (self, announced, size / 2);
      break;
    case SYNC_CUT_CHUNK:
      stop_counting (self);
      write_beginning (self, -1, size / 2);
      break;
    case SYNC_STALLED:
      write_beginning (self, announced, size / 2);
      break;
    case SYNC_LONGER:
      stop_counting (self);
      write_beginning (self, (gint64) size / 2, size);
      break;
    case SYNC_DRIP:
      write_beginning (self, answer->announced != 0 ? announced : -1, 0);
      break;
    case SYNC_ENDLESS:
    case SYNC_ENDLESS_HEAD:
      write_beginning (self, answer->announced != 0 ? announced : -1, 0);
      break;
    default:
      stop_counting (self);
      write_beginning (self, -1, size);
      break;
    }
}

/**
 * sync_reply_start:
 * @replies: (element-type Reply): where it stands while it lasts
 * @is_unchanged: whether it is a 304
 * @ends: called once, when the request counts as answered
 *
 * Answers a request on a connection that was taken from libsoup.
 */
void
sync_reply_start (GPtrArray    *replies,
                  GIOStream    *stream,
                  GSocket      *socket,
                  SyncAnswer   *answer,
                  gboolean      is_unchanged,
                  const char   *path,
                  SyncReplyEnds ends,
                  gpointer      user_data)
{
  Reply *self = g_new0 (Reply, 1);

  self->replies = replies;
  self->stream = g_object_ref (stream);
  self->answer = sync_answer_ref (answer);
  self->is_unchanged = is_unchanged;
  self->path = g_strdup (path);
  self->ends = ends;
  self->user_data = user_data;
  self->is_counted = TRUE;
  self->cancellable = g_cancellable_new ();
  self->hang_up = g_socket_create_source (socket, G_IO_IN | G_IO_HUP, NULL);
  g_source_set_callback (self->hang_up, G_SOURCE_FUNC (hang_up_cb), self, NULL);
  g_source_attach (self->hang_up, g_main_context_get_thread_default ());
  g_ptr_array_add (replies, self);
  begin (self);
}

/* Answers the first @n of those that are held. */
void
sync_reply_release (GPtrArray *replies,
                    guint      n)
{
  g_autoptr(GPtrArray) waiting = g_ptr_array_new ();

  for (guint i = 0; i < replies->len && waiting->len < n; i++)
    {
      Reply *self = g_ptr_array_index (replies, i);

      if (self->is_waiting)
        g_ptr_array_add (waiting, self);
    }
  for (guint i = 0; i < waiting->len; i++)
    {
      Reply *self = g_ptr_array_index (waiting, i);

      self->is_waiting = FALSE;
      write_whole (self);
    }
}

void
sync_reply_end_all (GPtrArray *replies)
{
  g_autoptr(GPtrArray) all = g_ptr_array_copy (replies, NULL, NULL);

  for (guint i = 0; i < all->len; i++)
    end_reply (g_ptr_array_index (all, i));
}
