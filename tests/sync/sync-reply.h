/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync-server.h"

G_BEGIN_DECLS

/* A page as the server keeps it; both threads may hold it. */
typedef struct {
  guint         status;
  char        **headers;
  GBytes       *body;
  guint64       announced;
  SyncBehaviour behaviour;
} SyncAnswer;

typedef void (*SyncReplyEnds) (const char *path,
                               gpointer    user_data);

SyncAnswer *sync_answer_new         (const SyncPage   *page);
SyncAnswer *sync_answer_ref         (SyncAnswer       *self);
void        sync_answer_unref       (SyncAnswer       *self);
const char *sync_answer_find_header (const SyncAnswer *self,
                                     const char       *name);

void        sync_reply_start        (GPtrArray        *replies,
                                     GIOStream        *stream,
                                     GSocket          *socket,
                                     SyncAnswer       *answer,
                                     gboolean          is_unchanged,
                                     const char       *path,
                                     SyncReplyEnds     ends,
                                     gpointer          user_data);
void        sync_reply_release      (GPtrArray        *replies,
                                     guint             n);
void        sync_reply_end_all      (GPtrArray        *replies);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SyncAnswer, sync_answer_unref)

G_END_DECLS
