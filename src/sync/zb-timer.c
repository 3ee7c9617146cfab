/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-timer.h"

/**
 * zb_timer_set:
 * @timer: (inout): where the timer is kept; one that runs there is stopped
 * @ms: after how many milliseconds
 * @func: called in this thread's context, with @data; as with g_timeout_add()
 *
 * Starts a timer. Unlike g_timeout_add() it belongs to the context of the
 * thread, in which tests and other threads have their own.
 */
void
zb_timer_set (GSource     **timer,
              guint         ms,
              GSourceFunc   func,
              gpointer      data)
{
  zb_timer_clear (timer);
  *timer = g_timeout_source_new (ms);
  g_source_set_callback (*timer, func, data, NULL);
  g_source_attach (*timer, g_main_context_get_thread_default ());
}

/**
 * zb_timer_clear:
 * @timer: (inout): a timer or another source that is attached; may hold %NULL
 *
 * Stops it and forgets it.
 */
void
zb_timer_clear (GSource **timer)
{
  if (*timer == NULL)
    return;
  g_source_destroy (*timer);
  g_clear_pointer (timer, g_source_unref);
}
