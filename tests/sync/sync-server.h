/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SYNC_MAX_HEADERS 12

/**
 * SyncBehaviour:
 * @SYNC_PLAIN: answers as HTTP wants it
 * @SYNC_CHUNKED: the same in chunks, without a length
 * @SYNC_UNTIL_CLOSE: the same without a length: the body ends with the connection
 * @SYNC_SLOW: answers after a moment
 * @SYNC_HELD: answers when sync_server_release() says so
 * @SYNC_SILENT: takes the request and never answers
 * @SYNC_HANG_UP: closes the connection instead of an answer
 * @SYNC_CUT_HEAD: closes it in the middle of the headers
 * @SYNC_CUT_BODY: closes it in the middle of a body whose length was announced
 * @SYNC_CUT_CHUNK: closes it in the middle of a chunk
 * @SYNC_CUT_CHUNKS: closes it before the last chunk, which is empty
 * @SYNC_STALLED: sends half of the body and then nothing, without closing
 * @SYNC_LONGER: announces half of the length of the body that it sends
 * @SYNC_DRIP: sends the body byte by byte, again and again, without end
 * @SYNC_ENDLESS: sends the body again and again, as fast as it can, without end
 * @SYNC_ENDLESS_HEAD: sends one header after the other, without end
 *
 * How a page is answered.
 */
typedef enum {
  SYNC_PLAIN,
  SYNC_CHUNKED,
  SYNC_UNTIL_CLOSE,
  SYNC_SLOW,
  SYNC_HELD,
  SYNC_SILENT,
  SYNC_HANG_UP,
  SYNC_CUT_HEAD,
  SYNC_CUT_BODY,
  SYNC_CUT_CHUNK,
  SYNC_CUT_CHUNKS,
  SYNC_STALLED,
  SYNC_LONGER,
  SYNC_DRIP,
  SYNC_ENDLESS,
  SYNC_ENDLESS_HEAD,
} SyncBehaviour;

/**
 * SyncPage:
 * @status: of HTTP; 0 means 200
 * @type: (nullable): the Content-Type
 * @headers: names and values in turn. Where there is an ETag or a Last-Modified, a request that
 *   names the same one is answered with 304. That the connection will be closed is told only
 *   where the rules are kept, or where it stands here
 * @body: (nullable): as text
 * @bytes: (nullable): the body where it is no text
 * @is_packed: whether the body is sent with gzip
 * @announced: the Content-Length that is told; 0 means the right one. Only for
 *   %SYNC_CUT_BODY, %SYNC_STALLED, %SYNC_DRIP and %SYNC_ENDLESS, of which the last has none else
 * @behaviour: how it is answered
 *
 * What the server has at an address. It is copied.
 */
typedef struct {
  guint         status;
  const char   *type;
  const char   *headers[2 * SYNC_MAX_HEADERS + 1];
  const char   *body;
  GBytes       *bytes;
  gboolean      is_packed;
  guint64       announced;
  SyncBehaviour behaviour;
} SyncPage;

/* A request that has arrived; all but @path is %NULL where the request has no such header. */
typedef struct {
  char *path;
  char *host;
  char *user_agent;
  char *if_none_match;
  char *if_modified_since;
  char *cookie;
  char *accept_encoding;
  char *authorization;
} SyncSeen;

typedef struct _SyncServer SyncServer;

SyncServer *sync_server_new              (void);
SyncServer *sync_server_new_tls          (const char     *certificate);
void        sync_server_free             (SyncServer     *self);
const char *sync_server_get_address      (SyncServer     *self);
guint       sync_server_get_port         (SyncServer     *self);
void        sync_server_put              (SyncServer     *self,
                                          const char     *path,
                                          const SyncPage *page);
void        sync_server_put_text         (SyncServer     *self,
                                          const char     *path,
                                          const char     *type,
                                          const char     *body);
void        sync_server_put_redirect     (SyncServer     *self,
                                          const char     *path,
                                          guint           status,
                                          const char     *location);
void        sync_server_remove           (SyncServer     *self,
                                          const char     *path);
void        sync_server_fail_next        (SyncServer     *self,
                                          guint           n,
                                          const SyncPage *page);
void        sync_server_release          (SyncServer     *self,
                                          guint           n);
guint       sync_server_get_n_requests   (SyncServer     *self,
                                          const char     *path);
guint       sync_server_get_most_at_once (SyncServer     *self,
                                          const char     *host);
GPtrArray  *sync_server_dup_log          (SyncServer     *self);
void        sync_server_clear_log        (SyncServer     *self);
void        sync_server_wait_requests    (SyncServer     *self,
                                          const char     *path,
                                          guint           n);
GBytes     *sync_pack                    (GBytes         *bytes);
void        sync_seen_free               (SyncSeen       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncSeen, sync_seen_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncServer, sync_server_free)

G_END_DECLS
