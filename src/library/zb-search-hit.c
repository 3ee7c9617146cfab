/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-search-hit.h"

/* As much as a line of the list can show. */
#define SNIPPET_CHARS 60

/**
 * zb_search_hit_new:
 * @bulletin: the bulletin
 * @text: (nullable): its text, in which the terms stand; %NULL for a hit without a snippet
 * @terms: from zb_search_split()
 *
 * Returns: (transfer full): the hit.
 */
ZbSearchHit *
zb_search_hit_new (gint64      bulletin,
                   const char *text,
                   char      **terms)
{
  ZbSearchHit *self = g_new0 (ZbSearchHit, 1);

  self->bulletin = bulletin;
  self->snippet = text == NULL ? NULL : zb_search_dup_snippet (text, terms, SNIPPET_CHARS, &self->ranges);
  if (self->snippet == NULL)
    {
      self->snippet = g_strdup ("");
      self->ranges = g_array_new (FALSE, FALSE, sizeof (ZbTextRange));
    }
  return self;
}

/**
 * zb_search_hit_copy:
 *
 * Returns: (transfer full): a copy.
 */
ZbSearchHit *
zb_search_hit_copy (const ZbSearchHit *self)
{
  ZbSearchHit *copy = g_new (ZbSearchHit, 1);

  copy->bulletin = self->bulletin;
  copy->snippet = g_strdup (self->snippet);
  copy->ranges = g_array_ref (self->ranges);
  return copy;
}

/**
 * zb_search_hit_free:
 */
void
zb_search_hit_free (ZbSearchHit *self)
{
  g_free (self->snippet);
  g_array_unref (self->ranges);
  g_free (self);
}
