/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-schedule.h"

/* So that not all who have installed the program together ask together: a tenth of the interval. */
#define JITTER 0.1

/* What failed is tried again before the next regular time, but no more often than this. */
#define MIN_PAUSE_SECONDS (15 * 60)

static gboolean
has_enabled_source (GPtrArray *sources)
{
  for (guint i = 0; i < sources->len; i++)
    if (((const ZbSourceRecord *) g_ptr_array_index (sources, i))->enabled)
      return TRUE;
  return FALSE;
}

/* When the first of the sources that have failed wants to be asked again; %G_MAXINT64 for none. */
static gint64
find_next_try (GPtrArray *sources,
               gint64     last_run)
{
  gint64 next = G_MAXINT64;

  for (guint i = 0; i < sources->len; i++)
    {
      const ZbSourceRecord *source = g_ptr_array_index (sources, i);

      if (source->enabled && source->n_failures > 0 && source->next_try != 0)
        next = MIN (next, MAX (source->next_try, last_run + MIN_PAUSE_SECONDS));
    }
  return next;
}

/**
 * zb_schedule_get_next:
 * @settings: what the user wants
 * @sources: (element-type ZbSourceRecord): all sources
 * @last_run: when the newest run began, in seconds since 1970; 0 where there was none
 * @chance: a random number from 0 to 1, kept for the same @last_run
 *
 * Returns: when the sources are to be asked next; a moment that is past says
 *   that it is due, and 0 that it is never done by itself.
 */
gint64
zb_schedule_get_next (const ZbSyncSettings *settings,
                      GPtrArray            *sources,
                      gint64                last_run,
                      double                chance)
{
  gint64 interval = (gint64) settings->interval_hours * 3600;

  if (!settings->is_agreed || interval == 0 || !has_enabled_source (sources))
    return 0;
  if (last_run == 0)
    return 1;
  return MIN (last_run + interval + (gint64) ((double) interval * JITTER * chance), find_next_try (sources, last_run));
}
