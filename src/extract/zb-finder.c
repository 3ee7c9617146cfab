/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-finder.h"

#include <string.h>

/* As far as a word such as "上周" governs what stands behind it: 40 Han characters, and with what
 * stands in brackets not much more. */
#define GOVERNED_SIZE 128
#define MAX_GOVERNED_BYTES 256

/* A sentence that is of another time from its first word on goes no further than this. */
#define MAX_SENTENCE_BYTES 1024

/* Finds the statements of one figure, or of the rating. */
struct _ZbFinder {
  const ZbFigureKind *kind;
  GRegex             *other_times;
  GPtrArray          *forms;
};

static gboolean
add_form (ZbFinder    *self,
          ZbCatalogue *catalogue,
          const char  *pattern,
          GError     **error)
{
  ZbForm *form = zb_form_new (catalogue, pattern, error);

  if (form == NULL)
    return FALSE;
  g_ptr_array_add (self->forms, form);
  return TRUE;
}

/**
 * zb_finder_compile_other_times:
 * @catalogue: where the words are found
 *
 * What is only compared with, as in "较上周", does not say of what time a statement is, and "本周",
 * a week's number or its days behind such a word take it back.
 *
 * Returns: (transfer full): what all finders need to know statements about other weeks.
 */
GRegex *
zb_finder_compile_other_times (ZbCatalogue *catalogue)
{
  const char *const *words = zb_catalogue_get_words (catalogue, ZB_WORDS_OTHER_TIMES);
  g_autoptr(GString) pattern = g_string_new ("(?<![较比与同和跟])(?:(?:[0-9]{4}年)?[0-9]{1,2}月(?:份|,|:|以来)");

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *normal = zb_normalise (words[i]);
      g_autofree char *escaped = g_regex_escape_string (normal, -1);

      g_string_append_printf (pattern, "|%s", escaped);
    }
  g_string_append (pattern, ")(?!.*(?:本周|第[0-9]+周|[0-9]日[至-]))");
  return g_regex_new (pattern->str, G_REGEX_OPTIMIZE, 0, NULL);
}

/**
 * zb_finder_new:
 * @catalogue: outlives the finder
 * @kind: (nullable): a figure of @catalogue, or %NULL for the week's rating
 * @other_times: what zb_finder_compile_other_times() made of @catalogue
 *
 * Returns: (transfer full) (nullable): a finder, which any thread may use, or
 *   %NULL with %ZB_EXTRACT_ERROR_FORM where a form cannot be used.
 */
ZbFinder *
zb_finder_new (ZbCatalogue         *catalogue,
               const ZbFigureKind  *kind,
               GRegex              *other_times,
               GError             **error)
{
  g_autoptr(ZbFinder) self = g_new0 (ZbFinder, 1);
  const char *const *rating = zb_catalogue_get_words (catalogue, ZB_WORDS_RATING);

  self->kind = kind;
  self->other_times = g_regex_ref (other_times);
  self->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) zb_form_free);
  for (guint i = 0; kind != NULL && i < kind->forms->len; i++)
    if (!add_form (self, catalogue, ((const ZbFigureForm *) g_ptr_array_index (kind->forms, i))->pattern, error))
      return NULL;
  for (guint i = 0; kind == NULL && rating[i] != NULL; i++)
    if (!add_form (self, catalogue, rating[i], error))
      return NULL;
  return g_steal_pointer (&self);
}

/**
 * zb_finder_free:
 */
void
zb_finder_free (ZbFinder *self)
{
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->other_times, g_regex_unref);
  g_free (self);
}

/**
 * zb_finder_get_kind:
 *
 * Returns: (nullable) (transfer none): the figure, or %NULL for the rating.
 */
const ZbFigureKind *
zb_finder_get_kind (const ZbFinder *self)
{
  return self->kind;
}

/* The digits before these are a date, and no count. */
static gboolean
is_unit_of_time (const char *text)
{
  return g_str_has_prefix (text, "年") || g_str_has_prefix (text, "月") || g_str_has_prefix (text, "日");
}

/* Fills @words, from its end, with the words that may say of what time the statement at @start is:
 * those behind the end of the sentence before, or behind a count, which has a statement of its own.
 * What stands in round brackets is passed over. Returns where in @words they begin. */
static const char *
copy_governing_words (const char *text,
                      const char *start,
                      char        words[GOVERNED_SIZE])
{
  char *out = words + GOVERNED_SIZE - 1;
  gboolean in_bracket = FALSE;
  gboolean in_date = FALSE;
  const char *previous;

  *out = '\0';
  for (const char *p = start; p > text && out >= words + 4; p = previous)
    {
      previous = g_utf8_prev_char (p);
      if (*previous == '\n' || *previous == ';' || g_str_has_prefix (previous, "。"))
        break;
      in_date = g_ascii_isdigit (*previous) && (in_date || is_unit_of_time (p));
      if (*previous == '(' || *previous == ')')
        in_bracket = *previous == ')';
      else if (!in_bracket && g_ascii_isdigit (*previous) && !in_date)
        break;
      else if (!in_bracket)
        {
          out -= p - previous;
          memcpy (out, previous, (gsize) (p - previous));
        }
      if (start - previous > MAX_GOVERNED_BYTES)
        break;
    }
  return out;
}

/* Where the sentence begins in which @at stands, behind "(1)" or a bullet; %NULL where that is too far. */
static const char *
find_start_of_sentence (const char *text,
                        const char *at)
{
  const char *p = at;

  while (p > text && p[-1] != '\n' && p[-1] != ';' && !(p - text >= 3 && memcmp (p - 3, "。", 3) == 0))
    if (at - --p > MAX_SENTENCE_BYTES)
      return NULL;
  while (p < at && !g_unichar_isalnum (g_utf8_get_char (p)))
    {
      const char *end = *p == '(' ? memchr (p, ')', (gsize) (at - p)) : NULL;

      p = end != NULL ? end : g_utf8_next_char (p);
    }
  return p;
}

/* "上周，境内感染网络病毒的主机…" does not state this week's number, nor does what follows that number in the
 * same sentence, until "本周" takes it back. */
static gboolean
is_of_other_time (const ZbFinder *self,
                  const char     *text,
                  const char     *start)
{
  char words[GOVERNED_SIZE];
  const char *sentence;

  if (g_regex_match (self->other_times, copy_governing_words (text, start, words), 0, NULL))
    return TRUE;
  sentence = find_start_of_sentence (text, start);
  return sentence != NULL &&
         g_regex_match_full (self->other_times, sentence, start - sentence, 0, G_REGEX_MATCH_ANCHORED, NULL, NULL);
}

static gboolean
is_counted (const ZbFinder    *self,
            const ZbBody      *body,
            const ZbFormMatch *match)
{
  const char *text = body->normal->text;

  if (is_of_other_time (self, text, text + match->start))
    return FALSE;
  return match->start >= body->sections || !zb_body_is_foreign (body, match->start);
}

/* Puts in what the words of the form itself say ("no new families"), and looks at the number. */
static gboolean
is_usable (const ZbFinder *self,
           guint           form,
           ZbFormMatch    *match)
{
  const ZbFigureForm *pattern;

  if (self->kind == NULL || zb_figure_kind_is_level (self->kind))
    return match->word != NULL;
  pattern = g_ptr_array_index (self->kind->forms, form);
  if (pattern->has_value)
    {
      match->has_value = TRUE;
      match->value = pattern->value;
      return TRUE;
    }
  return match->has_value && match->value >= self->kind->least;
}

/**
 * zb_finder_find:
 * @from: where to begin, a place in the normal text
 * @to: where to stop
 * @match: (out caller-allocates): what was found; free with zb_form_match_clear()
 * @is_damaged: (optional) (inout): made %TRUE where a number was found that cannot be a count
 *
 * Finds the first statement in the words of the first form that is found: the
 * catalogue lists the surest first.
 *
 * Returns: whether one was found.
 */
gboolean
zb_finder_find (const ZbFinder *self,
                const ZbBody   *body,
                gsize           from,
                gsize           to,
                ZbFormMatch    *match,
                gboolean       *is_damaged)
{
  for (guint i = 0; i < self->forms->len; i++)
    for (gsize at = from; zb_form_match (g_ptr_array_index (self->forms, i), body->normal, at, to, match);
         at = match->end)
      {
        if (is_counted (self, body, match))
          {
            if (is_usable (self, i, match))
              return TRUE;
            if (is_damaged != NULL)
              *is_damaged = TRUE;
          }
        zb_form_match_clear (match);
      }
  return FALSE;
}

/**
 * zb_finder_find_change:
 * @from: where to begin, a place in the normal text
 * @to: where to stop
 * @match: (inout): a statement without a change from the week before; where one
 *   of the same value with its change is found, that is put in its place
 *
 * Many texts print a figure twice, in a summary and in its section, and only
 * one of them with the change.
 *
 * Returns: whether one was found.
 */
gboolean
zb_finder_find_change (const ZbFinder *self,
                       const ZbBody   *body,
                       gsize           from,
                       gsize           to,
                       ZbFormMatch    *match)
{
  for (guint i = 0; i < self->forms->len; i++)
    {
      const ZbForm *form = g_ptr_array_index (self->forms, i);
      ZbFormMatch other = { 0, };

      if (!zb_form_may_change (form))
        continue;
      for (gsize at = from; zb_form_match (form, body->normal, at, to, &other); at = other.end)
        if (other.has_change && other.has_value && other.value == match->value &&
            is_counted (self, body, &other))
          {
            *match = other;
            return TRUE;
          }
    }
  return FALSE;
}
