/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sync/zb-sync-error.h"

G_BEGIN_DECLS

#define ZB_FETCH_MAX_PAGE_BYTES (8 * 1024 * 1024)
#define ZB_FETCH_MAX_PDF_BYTES (50 * 1024 * 1024)

/* At once for one host, and in all. */
#define ZB_FETCH_MAX_PER_HOST 2
#define ZB_FETCH_MAX_IN_ALL 6

/* Between the beginnings of two requests to the same public host. */
#define ZB_FETCH_INTERVAL_MS 1000

/* A status of RFC 6585 for which libsoup has no name. */
#define ZB_FETCH_TOO_MANY_REQUESTS 429

/**
 * ZbFetchRequest:
 * @address: exactly as printed
 * @etag: (nullable): what came with the body that is known
 * @last_modified: (nullable): the same
 * @may_be_local: whether the user has typed this address; only then may its host be in the
 *   local network
 * @wants_picture: whether a picture is expected there: then nothing else is taken
 *
 * What is to be fetched.
 */
typedef struct {
  const char *address;
  const char *etag;
  const char *last_modified;
  gboolean    may_be_local;
  gboolean    wants_picture;
} ZbFetchRequest;

/**
 * ZbFetchAnswer:
 * @status: of HTTP: 200 with a body, 304, or an error such as 404
 * @address: where the answer came from, after all redirects
 * @moved_to: (nullable): where the permanent redirects at the beginning led
 * @etag: (nullable): byte for byte
 * @last_modified: (nullable): byte for byte
 * @media_type: (nullable): in small letters, without parameters
 * @bytes: (nullable): the unpacked body where @status is 200
 * @retry_after: after how many seconds the host wants to be asked again; -1 where it does not say
 *
 * What a host has answered. Owned by who gets it.
 */
typedef struct {
  guint   status;
  char   *address;
  char   *moved_to;
  char   *etag;
  char   *last_modified;
  char   *media_type;
  GBytes *bytes;
  gint64  retry_after;
} ZbFetchAnswer;

#define ZB_TYPE_FETCHER (zb_fetcher_get_type ())

G_DECLARE_FINAL_TYPE (ZbFetcher, zb_fetcher, ZB, FETCHER, GObject)

ZbFetcher     *zb_fetcher_new            (const char           *user_agent);
void           zb_fetcher_set_mirror     (ZbFetcher            *self,
                                          const char           *mirror);
void           zb_fetcher_set_timeouts   (ZbFetcher            *self,
                                          guint                 silence_seconds,
                                          guint                 answer_seconds);
void           zb_fetcher_set_interval   (ZbFetcher            *self,
                                          const char           *host,
                                          guint                 interval_ms);
void           zb_fetcher_fetch_async    (ZbFetcher            *self,
                                          const ZbFetchRequest *request,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
ZbFetchAnswer *zb_fetcher_fetch_finish   (ZbFetcher            *self,
                                          GAsyncResult         *result,
                                          GError              **error);
guint64        zb_fetcher_get_n_bytes    (ZbFetcher            *self);
void           zb_fetch_answer_free      (ZbFetchAnswer        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbFetchAnswer, zb_fetch_answer_free)

G_END_DECLS
