/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-line.h"

#include <string.h>

/* A title is no longer, with all that re-posters put before and behind it. */
#define MAX_TITLE_CHARS 80

/* Behind "一、", "1.", "(二)", "01" or signs such as "【" that stand before a heading. */
static const char *
skip_numbering (const char *normal)
{
  const char *p = normal;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c) && g_utf8_strchr ("一二三四五六七八九十", -1, c) == NULL)
        break;
      p = g_utf8_next_char (p);
    }
  return p;
}

/* Whether nothing but signs stands at @p. */
static gboolean
is_end_of_heading (const char *p)
{
  while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return *p == '\0';
}

/* Which of @headings the line is, with or without a number and signs around it; -1 for none.
 * The catalogue's headings are Han characters only, which is their normal spelling. */
static int
find_heading (const char        *unnumbered,
              const char *const *headings)
{
  for (guint i = 0; headings[i] != NULL; i++)
    if (g_str_has_prefix (unnumbered, headings[i]) &&
        is_end_of_heading (unnumbered + strlen (headings[i])))
      return (int) i;
  return -1;
}

/* The heading of the list of earlier issues: alone, or with the list in the same paragraph. */
static gboolean
is_recap_heading (const char *unnumbered,
                  const char *heading)
{
  const char *rest = unnumbered + strlen (heading);

  return g_str_has_prefix (unnumbered, heading) &&
         (is_end_of_heading (rest) || g_str_has_prefix (skip_numbering (rest), ZB_TITLE_NAME));
}

/* A line that names the bulletin, and little else; a sentence that names it is none. */
static gboolean
is_title (const ZbLine  *self,
          const ZbBlock *block,
          const char    *normal)
{
  return self->title.series == ZB_SERIES_BULLETIN && block->kind != ZB_BLOCK_LIST_ITEM &&
         (!self->is_sentence || zb_block_is_title (block)) &&
         g_utf8_strlen (normal, -1) <= MAX_TITLE_CHARS;
}

/**
 * zb_block_is_title:
 *
 * Returns: whether the document itself says that this is its title.
 */
gboolean
zb_block_is_title (const ZbBlock *block)
{
  return block->kind == ZB_BLOCK_HEADING && block->level == 1;
}

/**
 * zb_line_init:
 * @catalogue: where the headings are found
 * @block: a block of text
 * @text: its words
 * @normal: these in their normal spelling
 * @published: (nullable): when the document was published
 *
 * Looks at a block without regard to what stands around it.
 */
void
zb_line_init (ZbLine        *self,
              ZbCatalogue   *catalogue,
              const ZbBlock *block,
              const char    *text,
              const char    *normal,
              const GDate   *published)
{
  const char *unnumbered = skip_numbering (normal);
  int heading;

  *self = (ZbLine) { .kind = ZB_LINE_TEXT };
  if (strlen (text) >= ZB_LINE_MAX_BYTES)
    {
      self->is_sentence = TRUE;
      return;
    }
  if (is_recap_heading (unnumbered, zb_catalogue_get_recap_heading (catalogue)))
    {
      self->kind = ZB_LINE_RECAP;
      return;
    }
  heading = find_heading (unnumbered, zb_catalogue_get_words (catalogue, ZB_WORDS_HEADINGS));
  if (heading >= 0)
    {
      self->kind = ZB_LINE_HEADING;
      self->heading = (guint) heading;
      return;
    }
  if (find_heading (unnumbered, zb_catalogue_get_words (catalogue, ZB_WORDS_CLOSING)) >= 0)
    {
      self->kind = ZB_LINE_CLOSING;
      return;
    }
  self->is_sentence = strstr (text, "。") != NULL || strstr (text, "，") != NULL;
  zb_title_parse_normal (normal, published, &self->title);
  if (self->title.series == ZB_SERIES_UNKNOWN)
    return;
  self->is_link = zb_block_has_link (block);
  if (is_title (self, block, normal))
    self->kind = ZB_LINE_TITLE;
}
