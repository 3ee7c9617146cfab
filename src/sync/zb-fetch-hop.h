/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* One request of a fetcher and its answer, without following where that leads. */

/**
 * ZbHopConnected:
 * @is_loopback: whether the connection stays within this computer
 *
 * Called when a connection is about to be made.
 */
typedef void (*ZbHopConnected) (gboolean is_loopback,
                                gpointer data);

/**
 * ZbHop:
 * @uri: what is really asked for
 * @shown_host: the host's name for messages
 * @etag: (nullable): a validator to send
 * @last_modified: (nullable): the other one
 * @wants_picture: whether a picture is wanted, and nothing else
 * @may_be_local: whether the connection may lead into the local network
 * @answer_seconds: how long the whole answer may take
 * @n_bytes: (out): where to count what comes
 * @connected: (nullable): called with @data
 * @data: outlives the request
 *
 * What to ask, and how.
 */
typedef struct {
  GUri          *uri;
  const char    *shown_host;
  const char    *etag;
  const char    *last_modified;
  gboolean       wants_picture;
  gboolean       may_be_local;
  guint          answer_seconds;
  guint64       *n_bytes;
  ZbHopConnected connected;
  gpointer       data;
} ZbHop;

void         zb_fetch_hop_send_async  (SoupSession         *session,
                                       const ZbHop         *hop,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
SoupMessage *zb_fetch_hop_send_finish (GAsyncResult        *result,
                                       GBytes             **bytes,
                                       GError             **error);
char        *zb_fetch_hop_dup_type    (SoupMessage         *message);

G_END_DECLS
