/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-history.h"

struct _ZbHistory {
  /* Ids, the oldest visit first; no two neighbours are the same. */
  GArray *ids;
  /* Where the reader is among them; nowhere where there are none. */
  guint   place;
};

/**
 * zb_history_new:
 *
 * Returns: (transfer full): a history of nothing.
 */
ZbHistory *
zb_history_new (void)
{
  ZbHistory *self = g_new0 (ZbHistory, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

/**
 * zb_history_free:
 */
void
zb_history_free (ZbHistory *self)
{
  g_array_unref (self->ids);
  g_free (self);
}

static gint64
get_id (ZbHistory *self,
        guint      place)
{
  return g_array_index (self->ids, gint64, place);
}

/**
 * zb_history_visit:
 * @id: a bulletin that is shown now
 *
 * Where it is the one that the reader went back or forward to, nothing changes; otherwise it comes
 * after it, in place of all that one could go forward to.
 */
void
zb_history_visit (ZbHistory *self,
                  gint64     id)
{
  g_return_if_fail (self != NULL);

  if (self->ids->len > 0 && get_id (self, self->place) == id)
    return;
  if (self->ids->len > 0)
    g_array_set_size (self->ids, self->place + 1);
  g_array_append_val (self->ids, id);
  if (self->ids->len > ZB_HISTORY_MAX)
    g_array_remove_range (self->ids, 0, self->ids->len - ZB_HISTORY_MAX);
  self->place = self->ids->len - 1;
}

/**
 * zb_history_can_go_back:
 */
gboolean
zb_history_can_go_back (ZbHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->place > 0;
}

/**
 * zb_history_can_go_forward:
 */
gboolean
zb_history_can_go_forward (ZbHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->place + 1 < self->ids->len;
}

/**
 * zb_history_go_back:
 *
 * Returns: the bulletin that was shown before; 0 where there is none.
 */
gint64
zb_history_go_back (ZbHistory *self)
{
  return zb_history_can_go_back (self) ? get_id (self, --self->place) : 0;
}

/**
 * zb_history_go_forward:
 *
 * Returns: the bulletin that the reader went back from; 0 where there is none.
 */
gint64
zb_history_go_forward (ZbHistory *self)
{
  return zb_history_can_go_forward (self) ? get_id (self, ++self->place) : 0;
}
