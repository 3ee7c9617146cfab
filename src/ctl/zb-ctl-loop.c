/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-ctl-loop.h"

#include <glib-unix.h>
#include <signal.h>

static gboolean
interrupted_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

/**
 * zb_ctl_run_loop:
 * @cancellable: what stops the work; what was fetched until then is stored before it quits @loop
 *
 * Runs @loop until the work quits it. Who interrupts the program stops the work.
 */
void
zb_ctl_run_loop (GMainLoop    *loop,
                 GCancellable *cancellable)
{
  guint interrupt_id = g_unix_signal_add (SIGINT, interrupted_cb, cancellable);
  guint terminate_id = g_unix_signal_add (SIGTERM, interrupted_cb, cancellable);

  g_main_loop_run (loop);
  g_source_remove (interrupt_id);
  g_source_remove (terminate_id);
}
