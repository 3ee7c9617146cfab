/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What keeps all threads busy in which tasks are done, so that the next task waits. */
typedef struct {
  GMutex   mutex;
  GCond    cond;
  guint    n_left;
  gboolean may_go;
} Blockers;

void block_threads   (Blockers *self);
void unblock_threads (Blockers *self);

G_END_DECLS
