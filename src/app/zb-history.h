/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many places are kept; the oldest ones go first. */
#define ZB_HISTORY_MAX 200

/**
 * ZbHistory:
 *
 * The bulletins that were shown, one after the other, and which of them is shown now: as in a
 * browser, one can go back and forward, and whoever goes somewhere else cannot go forward any more.
 */
typedef struct _ZbHistory ZbHistory;

ZbHistory *zb_history_new            (void);
void       zb_history_free           (ZbHistory *self);
void       zb_history_visit          (ZbHistory *self,
                                      gint64     id);
gboolean   zb_history_can_go_back    (ZbHistory *self);
gboolean   zb_history_can_go_forward (ZbHistory *self);
gint64     zb_history_go_back        (ZbHistory *self);
gint64     zb_history_go_forward     (ZbHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbHistory, zb_history_free)

G_END_DECLS
