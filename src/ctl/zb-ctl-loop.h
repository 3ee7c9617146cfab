/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void zb_ctl_run_loop (GMainLoop    *loop,
                      GCancellable *cancellable);

G_END_DECLS
