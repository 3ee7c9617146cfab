/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/zb-sync-answer.h"

G_BEGIN_DECLS

/**
 * ZbAskQueue:
 *
 * What a run has still to ask, and whom it is asking: in the order in which it
 * was found, but for hosts that are busy and addresses whose time has not come.
 */
typedef struct _ZbAskQueue ZbAskQueue;

ZbAskQueue   *zb_ask_queue_new        (void);
void          zb_ask_queue_free       (ZbAskQueue   *self);
void          zb_ask_queue_push       (ZbAskQueue   *self,
                                       ZbSyncAnswer *answer);
void          zb_ask_queue_postpone   (ZbAskQueue   *self,
                                       ZbSyncAnswer *answer,
                                       gint64        until);
gint64        zb_ask_queue_wake       (ZbAskQueue   *self,
                                       gint64        now);
ZbSyncAnswer *zb_ask_queue_take       (ZbAskQueue   *self);
void          zb_ask_queue_note_asked (ZbAskQueue   *self,
                                       ZbSyncAnswer *answer);
void          zb_ask_queue_note_ended (ZbAskQueue   *self,
                                       ZbSyncAnswer *answer);
gboolean      zb_ask_queue_was_asked  (ZbAskQueue   *self,
                                       const char   *address);
GHashTable   *zb_ask_queue_dup_asked  (ZbAskQueue   *self);
gboolean      zb_ask_queue_is_waiting (ZbAskQueue   *self);
guint         zb_ask_queue_get_n_left (ZbAskQueue   *self);

G_END_DECLS
