/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-search-text.h"

#include <string.h>

/* How a query and a text are compared. What is searched for stands anywhere in the text, also within a word: Chinese
 * has no blanks between words, and who types has typed but a part. Both are folded: full-width signs, capitals,
 * traditional characters and blanks are as in zb-normal-text.h, and 1,548 is 1548.
 *
 * zb-search-tokenizer.c makes an index that answers the same question; the two must agree. */

/* Before the hit there is a little of its sentence. */
#define BEFORE_HIT 5

#define ELLIPSIS "…"

static gboolean
is_group_comma (const ZbNormalText *text,
                gsize               at)
{
  return text->text[at] == ',' && at > 0 && g_ascii_isdigit (text->text[at - 1]) &&
         strspn (text->text + at + 1, "0123456789") == 3;
}

/* "1,234,567" and "1234567" are one number. */
static void
drop_group_commas (ZbNormalText *text)
{
  gsize length = 0;

  for (gsize i = 0; i <= text->length; i++)
    {
      if (i < text->length && is_group_comma (text, i))
        continue;
      text->text[length] = text->text[i];
      if (text->origin != NULL)
        text->origin[length] = text->origin[i];
      length++;
    }
  text->length = length - 1;
}

/**
 * zb_search_fold:
 * @text: valid UTF-8
 * @with_origin: whether to note where each byte came from
 *
 * Returns: (transfer full): @text in the spelling in which it is searched.
 */
ZbNormalText *
zb_search_fold (const char *text,
                gboolean    with_origin)
{
  ZbNormalText *folded;

  g_return_val_if_fail (text != NULL, NULL);

  folded = zb_normal_text_new (text, with_origin);
  if (strchr (folded->text, ',') != NULL)
    drop_group_commas (folded);
  return folded;
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x300c || c == 0x300d;
}

static void
take_term (GPtrArray *terms,
           GString   *word)
{
  g_autoptr(ZbNormalText) folded = zb_search_fold (word->str, FALSE);
  const char *end;

  g_string_truncate (word, 0);
  if (folded->length == 0 || terms->len >= ZB_SEARCH_MAX_TERMS)
    return;
  if (folded->length > ZB_SEARCH_MAX_TERM_BYTES)
    {
      end = g_utf8_find_prev_char (folded->text, folded->text + ZB_SEARCH_MAX_TERM_BYTES + 1);
      zb_normal_text_truncate (folded, (gsize) (end - folded->text));
    }
  for (guint i = 0; i < terms->len; i++)
    if (g_str_equal (g_ptr_array_index (terms, i), folded->text))
      return;
  g_ptr_array_add (terms, g_strdup (folded->text));
}

/**
 * zb_search_split:
 * @query: what the user has typed; anything
 *
 * Blanks part the terms, of which a text must hold all; quotation marks keep blanks together.
 *
 * Returns: (transfer full): the terms as zb_search_fold() spells them, each once; none for a query of blanks.
 */
char **
zb_search_split (const char *query)
{
  g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) word = g_string_new (NULL);
  g_autofree char *valid = NULL;
  gboolean is_quoted = FALSE;

  g_return_val_if_fail (query != NULL, NULL);

  valid = g_utf8_make_valid (query, -1);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_quote (c))
        is_quoted = !is_quoted;
      if (is_quote (c) || c == '\n' || (!is_quoted && g_unichar_isspace (c)))
        take_term (terms, word);
      else
        g_string_append_unichar (word, c);
    }
  take_term (terms, word);
  g_ptr_array_add (terms, NULL);
  return (char **) g_ptr_array_steal (terms, NULL);
}

/**
 * zb_search_matches:
 * @folded: a text, from zb_search_fold()
 * @terms: from zb_search_split()
 *
 * Returns: whether all terms stand in the text; %FALSE where there are none.
 */
gboolean
zb_search_matches (const ZbNormalText *folded,
                   char              **terms)
{
  g_return_val_if_fail (folded != NULL, FALSE);
  g_return_val_if_fail (terms != NULL, FALSE);

  for (guint i = 0; terms[i] != NULL; i++)
    if (strstr (folded->text, terms[i]) == NULL)
      return FALSE;
  return terms[0] != NULL;
}

static int
compare_ranges (gconstpointer a,
                gconstpointer b)
{
  const ZbTextRange *one = a, *two = b;

  return one->start != two->start ? (one->start > two->start) - (one->start < two->start)
                                  : (one->end > two->end) - (one->end < two->end);
}

/* Ranges that touch each other become one. */
static void
unite (GArray *ranges)
{
  guint n = 0;

  g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      ZbTextRange *range = &g_array_index (ranges, ZbTextRange, i);
      ZbTextRange *last = n > 0 ? &g_array_index (ranges, ZbTextRange, n - 1) : NULL;

      if (last != NULL && range->start <= last->end)
        last->end = MAX (last->end, range->end);
      else
        g_array_index (ranges, ZbTextRange, n++) = *range;
    }
  g_array_set_size (ranges, n);
}

/**
 * zb_search_find:
 * @text: valid UTF-8
 * @terms: from zb_search_split()
 *
 * Returns: (transfer full) (element-type ZbTextRange): where any of the terms stands in @text, in order; ranges do
 *   not overlap.
 */
GArray *
zb_search_find (const char *text,
                char      **terms)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (ZbTextRange));
  g_autoptr(ZbNormalText) folded = NULL;

  g_return_val_if_fail (text != NULL, ranges);
  g_return_val_if_fail (terms != NULL, ranges);

  folded = zb_search_fold (text, TRUE);
  for (guint i = 0; terms[i] != NULL; i++)
    {
      gsize length = strlen (terms[i]);

      for (const char *hit = strstr (folded->text, terms[i]); hit != NULL; hit = strstr (hit + length, terms[i]))
        {
          gsize at = (gsize) (hit - folded->text);
          const char *last = text + folded->origin[at + length - 1];
          ZbTextRange range = { folded->origin[at], (guint) (g_utf8_next_char (last) - text) };

          g_array_append_val (ranges, range);
        }
    }
  unite (ranges);
  return ranges;
}

static gboolean
holds_any (const char  *line,
           char       **terms)
{
  g_autoptr(ZbNormalText) folded = zb_search_fold (line, FALSE);

  for (guint i = 0; terms[i] != NULL; i++)
    if (strstr (folded->text, terms[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* No term goes over a line feed, so the lines behind the first hit need not be looked at. Most hits stand near the
 * beginning of a long text. */
static const char *
find_first (const char  *text,
            char       **terms)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; )
    {
      gsize length = strcspn (p, "\n");

      g_string_truncate (line, 0);
      g_string_append_len (line, p, (gssize) length);
      if (holds_any (line->str, terms))
        {
          g_autoptr(GArray) ranges = zb_search_find (line->str, terms);

          return p + g_array_index (ranges, ZbTextRange, 0).start;
        }
      p += length;
      if (*p == '\n')
        p++;
    }
  return NULL;
}

/* The line around the hit, or as much of it as there is room for. */
static void
find_piece (const char  *text,
            const char  *hit,
            guint        max_chars,
            const char **start,
            const char **end)
{
  guint n = 0;

  *start = *end = hit;
  for (guint i = 0; i < BEFORE_HIT && *start > text; i++)
    {
      const char *before = g_utf8_prev_char (*start);

      if (*before == '\n')
        break;
      *start = before;
    }
  n = (guint) g_utf8_strlen (*start, *end - *start);
  for (; n < max_chars && **end != '\0' && **end != '\n'; n++)
    *end = g_utf8_next_char (*end);
}

/**
 * zb_search_dup_snippet:
 * @text: valid UTF-8
 * @terms: from zb_search_split()
 * @max_chars: how long it may be
 * @ranges: (out) (transfer full) (element-type ZbTextRange): where the terms stand in the snippet
 *
 * Returns: (transfer full) (nullable): a piece of the line in which the first hit stands; %NULL where there is none.
 */
char *
zb_search_dup_snippet (const char *text,
                       char      **terms,
                       guint       max_chars,
                       GArray    **ranges)
{
  const char *hit = find_first (text, terms);
  g_autofree char *piece = NULL;
  const char *start, *end;
  char *snippet;

  if (hit == NULL)
    return NULL;
  find_piece (text, hit, max_chars, &start, &end);
  piece = g_strndup (start, (gsize) (end - start));
  g_strchomp (piece);
  snippet = g_strconcat (start > text && start[-1] != '\n' ? ELLIPSIS : "", piece,
                         *end != '\0' && *end != '\n' ? ELLIPSIS : "", NULL);
  *ranges = zb_search_find (snippet, terms);
  return snippet;
}
