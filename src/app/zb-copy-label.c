/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-copy-label.h"

#include <glib/gi18n.h>

/**
 * zb_copy_find:
 * @id: a copy's number
 *
 * Returns: (nullable) (transfer none): the copy, where it is one of the bulletin's.
 */
const ZbCopyInfo *
zb_copy_find (const ZbDetail *detail,
              gint64          id)
{
  for (guint i = 0; i < detail->copies->len; i++)
    {
      const ZbCopyInfo *copy = g_ptr_array_index (detail->copies, i);

      if (copy->id == id)
        return copy;
    }
  return NULL;
}

/**
 * zb_copy_find_shown:
 *
 * Returns: (nullable) (transfer none): the copy that the page shows; %NULL
 *   where there is none at all.
 */
const ZbCopyInfo *
zb_copy_find_shown (const ZbDetail *detail)
{
  for (guint i = 0; i < detail->copies->len; i++)
    {
      const ZbCopyInfo *copy = g_ptr_array_index (detail->copies, i);

      if (copy->shown)
        return copy;
    }
  return NULL;
}

/**
 * zb_copy_get_name:
 *
 * Returns: who published it, or else where it was stored from.
 */
const char *
zb_copy_get_name (const ZbCopyInfo *copy)
{
  return copy->account != NULL ? copy->account : copy->origin;
}

/**
 * zb_copy_get_status:
 *
 * Returns: in a word or two, what was found in it.
 */
const char *
zb_copy_get_status (const ZbCopyInfo *copy)
{
  switch (copy->status)
    {
    case ZB_COPY_OK:
      return _("Full text");
    case ZB_COPY_NO_TEXT:
      return _("No text");
    case ZB_COPY_BLOCKED:
      return _("Refused by the site");
    case ZB_COPY_DELETED:
      return _("Removed");
    case ZB_COPY_OTHER_SERIES:
      return _("Another series");
    case ZB_COPY_UNREADABLE:
      return _("Unreadable");
    default:
      g_return_val_if_reached ("");
    }
}
