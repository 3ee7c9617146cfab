/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync-server.h"

#include "sync/zb-fetcher.h"

G_BEGIN_DECLS

#define USER_AGENT "Zhoubao-Story/1.0 (tests)"

/* A server, and a fetcher that takes it for the whole world. */
typedef struct {
  SyncServer *server;
  ZbFetcher  *fetcher;
} Fixture;

/* Something that was asked for; when it is done, one of answer and error is there. */
typedef struct {
  GCancellable  *cancellable;
  ZbFetchAnswer *answer;
  GError        *error;
  guint          n_calls;
} Fetch;

void           fixture_init         (Fixture              *self);
void           fixture_init_direct  (Fixture              *self);
void           fixture_clear        (Fixture              *self);
Fetch         *fetch_start          (Fixture              *fixture,
                                     const char           *address);
Fetch         *fetch_start_request  (Fixture              *fixture,
                                     const ZbFetchRequest *request,
                                     gboolean              is_cancelled);
void           fetch_wait           (Fetch                *self);
void           fetch_free           (Fetch                *self);
void           assert_cancelled     (Fetch                *self);
ZbFetchAnswer *fetch_answer         (Fixture              *fixture,
                                     const char           *address);
ZbFetchAnswer *fetch_again          (Fixture              *fixture,
                                     const char           *address,
                                     const char           *etag,
                                     const char           *last_modified);
void           assert_fails         (Fixture              *fixture,
                                     const char           *address,
                                     ZbSyncError           code);
void           assert_body          (const ZbFetchAnswer  *answer,
                                     const char           *text);
void           let_settle           (void);
GBytes        *make_bytes           (gsize                 size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

G_END_DECLS
