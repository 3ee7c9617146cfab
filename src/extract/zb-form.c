/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-form.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "extract/zb-extractor.h"

/* More than any count a bulletin can state; a longer number is a damaged text. */
#define MAX_VALUE 1e12

/* A number is read whole or not at all: never from the middle of a longer one, not when a digit was
 * lost behind the point ("43.万") or stands in the next line, not when it is really a percentage or
 * a part of a date. A number in the next line that begins "2、" counts paragraphs. Thousands are
 * grouped only where the groups are right. Blanks within a number come from where a line ended, or
 * stand between groups; what parts the cells of a table is none. */
#define NOT_WITHIN_NUMBER "(?<![0-9.,])(?<![0-9.,][ \n])"
#define NUMBER "(?>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+(?: [0-9]+){0,8}(?:\\.[0-9]+)?)"
#define NOT_CUT \
  "(?! ?[0-9]|\n[0-9]+(?![0-9、.)])|[%,.]\n?[0-9]|\\.?\n?[万亿]|\n?%|\\.\n[0-9万亿]|[年月日时分倍成位名])"
/* A share of something larger, "(约占境内7.6%)"; its sign or a bracket may be lost. */
#define SHARE \
  "(?:\\(?约?占[^()。;\n0-9]{0,12}[0-9]+(?:\\.[0-9]+)?%?\\)?|\\([0-9]+(?:\\.[0-9]+)?%?\\))"
#define CHANGE_NUMBER "(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})(?:\\.[0-9]{1,6})?"
#define GAP "[^。\n]"
#define MAX_GAP "60"

struct _ZbForm {
  GRegex *regex;
  char   *anchor;
  GArray *anchor_chars;
  gboolean has_value;
  gboolean has_word;
  gboolean has_change;
};

/* A pattern on its way to a regular expression. */
typedef struct {
  ZbCatalogue *catalogue;
  const char  *pattern;
  const char  *p;
  GString     *regex;
  GString     *literal;
  char        *anchor;
  guint        depth;
} Compiler;

static void
set_form_error (GError    **error,
                const char *pattern,
                const char *what)
{
  g_set_error (error, ZB_EXTRACT_ERROR, ZB_EXTRACT_ERROR_FORM,
               /* Translators: first the form, then what is wrong with it. */
               _("The sentence form “%s” cannot be used: %s"), pattern, what);
}

/* The longest text that every match must hold: looked for first, since that is cheap. */
static void
end_literal (Compiler *self)
{
  g_autofree char *literal = zb_normalise (self->literal->str);
  g_autofree char *escaped = g_regex_escape_string (literal, -1);

  g_string_append (self->regex, escaped);
  if (self->depth == 0 && (self->anchor == NULL || strlen (literal) > strlen (self->anchor)))
    {
      g_free (self->anchor);
      self->anchor = g_steal_pointer (&literal);
    }
  g_string_truncate (self->literal, 0);
}

/* One of @words, as a group of this kind. */
static void
append_words (GString           *regex,
              const char        *group,
              const char *const *words)
{
  g_string_append_printf (regex, "(?%s", group);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = zb_normalise (words[i]);
      g_autofree char *escaped = g_regex_escape_string (word, -1);

      g_string_append_printf (regex, "%s%s", i > 0 ? "|" : "", escaped);
    }
  g_string_append_c (regex, ')');
}

static void
append_list (Compiler   *self,
             const char *group,
             ZbWords     which)
{
  append_words (self->regex, group, zb_catalogue_get_words (self->catalogue, which));
}

/* "较上周环比下降了约9.4%", or "与上周持平", which says as much as 0 %. */
static void
append_change (Compiler *self)
{
  g_string_append (self->regex, "[,(:]?(?:(?:");
  append_list (self, ":", ZB_WORDS_BEFORE_CHANGE);
  g_string_append (self->regex, ",?){0,8}(?:");
  append_list (self, "<rise>", ZB_WORDS_RISE);
  g_string_append_c (self->regex, '|');
  append_list (self, "<fall>", ZB_WORDS_FALL);
  g_string_append (self->regex, ")(?:");
  append_list (self, ":", ZB_WORDS_AFTER_CHANGE);
  g_string_append (self->regex, ",?){0,4}(?<change>" CHANGE_NUMBER ")%|(?:");
  append_list (self, ":", ZB_WORDS_BEFORE_CHANGE);
  g_string_append (self->regex, ",?){1,8}");
  append_list (self, "<same>", ZB_WORDS_SAME);
  g_string_append_c (self->regex, ')');
}

static void
append_linking (Compiler *self)
{
  append_list (self, ":", ZB_WORDS_LINKING);
  g_string_append (self->regex, "{0,3}");
}

/* Some way on in the same sentence, but not past @word where there is one. */
static void
append_gap (Compiler   *self,
            const char *word)
{
  if (*word == '\0')
    g_string_append (self->regex, GAP "{0," MAX_GAP "}?");
  else
    {
      g_autofree char *normal = zb_normalise (word);
      g_autofree char *escaped = g_regex_escape_string (normal, -1);

      g_string_append_printf (self->regex, "(?:(?!%s)" GAP "){0," MAX_GAP "}?", escaped);
    }
}

/* The slots, as CONTRIBUTING.md explains them. */
static gboolean
append_slot (Compiler   *self,
             const char *name,
             GError    **error)
{
  if (strcmp (name, "value") == 0)
    g_string_append (self->regex, NOT_WITHIN_NUMBER "(?<value>" NUMBER ")(?<unit>[万亿]?)" NOT_CUT "[余多]?");
  else if (strcmp (name, "number") == 0)
    g_string_append (self->regex, NOT_WITHIN_NUMBER NUMBER "[万亿]?[余多]?");
  else if (strcmp (name, "percent") == 0)
    g_string_append (self->regex, "约?[0-9]+(?:\\.[0-9]+)?%?");
  else if (strcmp (name, "share") == 0)
    g_string_append (self->regex, SHARE);
  else if (strcmp (name, "change") == 0)
    append_change (self);
  else if (strcmp (name, "is") == 0)
    append_linking (self);
  else if (strcmp (name, "gap") == 0)
    append_gap (self, "");
  else if (g_str_has_prefix (name, "gap:"))
    append_gap (self, name + strlen ("gap:"));
  else if (strcmp (name, "rating") == 0)
    g_string_append (self->regex, "(?<word>优|良|中|差|危|excellent|good|fair|poor|dangerous)");
  else if (strcmp (name, "level") == 0)
    g_string_append (self->regex, "(?<word>低|中|高)");
  else if (g_str_has_prefix (name, "not:"))
    g_string_append_printf (self->regex, "(?<!%s)", name + strlen ("not:"));
  else
    {
      set_form_error (error, self->pattern, name);
      return FALSE;
    }
  return TRUE;
}

/* Whether the round bracket at @p holds alternatives; otherwise it is part of the text. */
static gboolean
is_choice (const char *p)
{
  guint depth = 0;

  for (; *p != '\0'; p++)
    {
      if (*p == '(')
        depth++;
      else if (*p == ')' && --depth == 0)
        return FALSE;
      else if (*p == '|' && depth == 1)
        return TRUE;
    }
  return FALSE;
}

static gboolean
compile_slot (Compiler *self,
              GError  **error)
{
  const char *end = strchr (self->p, '}');
  g_autofree char *name = NULL;

  if (end == NULL)
    {
      set_form_error (error, self->pattern, "{");
      return FALSE;
    }
  name = g_strndup (self->p + 1, (gsize) (end - self->p - 1));
  self->p = end + 1;
  end_literal (self);
  return append_slot (self, name, error);
}

/* Up to @close, or to the end of the pattern where @close is 0. A round bracket without
 * alternatives is text; within alternatives there is no such bracket. */
static gboolean
compile_until (Compiler *self,
               char      close,
               GError  **error)
{
  while (*self->p != '\0' && *self->p != close)
    {
      char c = *self->p;

      if (c == '{')
        {
          if (!compile_slot (self, error))
            return FALSE;
        }
      else if (c == '[' || (c == '(' && is_choice (self->p)))
        {
          end_literal (self);
          self->p++;
          self->depth++;
          g_string_append (self->regex, "(?:");
          if (!compile_until (self, c == '[' ? ']' : ')', error))
            return FALSE;
          g_string_append (self->regex, c == '[' ? ")?" : ")");
          self->depth--;
        }
      else if (c == '|' && close != 0)
        {
          end_literal (self);
          g_string_append_c (self->regex, '|');
          self->p++;
        }
      else
        {
          g_string_append_c (self->literal, c);
          self->p++;
        }
    }
  if (close != 0 && *self->p != close)
    {
      set_form_error (error, self->pattern, _("a bracket is not closed"));
      return FALSE;
    }
  end_literal (self);
  if (close != 0)
    self->p++;
  return TRUE;
}

/**
 * zb_form_new:
 * @catalogue: where the words for changes are found
 * @pattern: a sentence form of the catalogue
 *
 * A form is the text as it is printed, with "[...]" around what may be missing
 * and "(a|b)" around alternatives, and slots:
 *
 * - `{value}`: the number that is looked for, with its unit 万 where there is one
 * - `{number}`, `{percent}`: a number or percentage that is passed over
 * - `{share}`: what part of something larger the value is ("(约占境内7.6%)"), passed over
 * - `{is}`: the words between a thing and its number, such as "约为", or none
 * - `{change}`: a change from the week before ("较上周环比上升了11.4%"), with the sign before it
 * - `{rating}`, `{level}`: the word of a rating or of a level
 * - `{gap}`, `{gap:词}`: at most 60 characters of the same sentence, in which 词 does not stand
 * - `{not:词}`: nothing, but 词 must not stand before it
 *
 * Returns: (transfer full) (nullable): the form, or %NULL with %ZB_EXTRACT_ERROR_FORM.
 */
ZbForm *
zb_form_new (ZbCatalogue *catalogue,
             const char  *pattern,
             GError     **error)
{
  g_autoptr(ZbForm) self = g_new0 (ZbForm, 1);
  g_autoptr(GString) regex = g_string_new (NULL);
  g_autoptr(GString) literal = g_string_new (NULL);
  g_autoptr(GError) regex_error = NULL;
  Compiler compiler = {
    .catalogue = catalogue,
    .pattern = pattern,
    .p = pattern,
    .regex = regex,
    .literal = literal,
  };

  if (!compile_until (&compiler, 0, error))
    {
      g_free (compiler.anchor);
      return NULL;
    }
  self->anchor = compiler.anchor;
  self->has_value = strstr (regex->str, "(?<value>") != NULL;
  self->has_word = strstr (regex->str, "(?<word>") != NULL;
  self->has_change = strstr (regex->str, "(?<change>") != NULL;
  self->regex = g_regex_new (regex->str, G_REGEX_OPTIMIZE, 0, &regex_error);
  if (self->regex == NULL)
    {
      set_form_error (error, pattern, regex_error->message);
      return NULL;
    }
  if (self->anchor == NULL || *self->anchor == '\0')
    {
      set_form_error (error, pattern, _("it holds no fixed text"));
      return NULL;
    }
  self->anchor_chars = g_array_new (FALSE, FALSE, sizeof (gunichar));
  for (const char *p = self->anchor; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_array_append_val (self->anchor_chars, c);
    }
  return g_steal_pointer (&self);
}

/**
 * zb_form_free:
 */
void
zb_form_free (ZbForm *self)
{
  g_clear_pointer (&self->regex, g_regex_unref);
  g_clear_pointer (&self->anchor_chars, g_array_unref);
  g_free (self->anchor);
  g_free (self);
}

/**
 * zb_form_match_clear:
 */
void
zb_form_match_clear (ZbFormMatch *match)
{
  g_clear_pointer (&match->word, g_free);
}

/* Takes away what stands between groups of digits. */
static void
join_digits (char *digits)
{
  char *out = digits;

  for (const char *in = digits; *in != '\0'; in++)
    if (*in != ',' && *in != ' ')
      *out++ = *in;
  *out = '\0';
}

/* FALSE where the number cannot be a count: a fraction without a unit, or longer than any count. */
static gboolean
read_value (GMatchInfo *info,
            gint64     *value)
{
  g_autofree char *digits = g_match_info_fetch_named (info, "value");
  g_autofree char *unit = g_match_info_fetch_named (info, "unit");
  double factor = 1;
  double number;

  join_digits (digits);
  if (g_str_equal (unit, "万"))
    factor = 1e4;
  else if (g_str_equal (unit, "亿"))
    factor = 1e8;
  number = g_ascii_strtod (digits, NULL) * factor;
  if (number > MAX_VALUE || fabs (number - round (number)) > 1e-3)
    return FALSE;
  *value = (gint64) round (number);
  return TRUE;
}

static gboolean
has_group (GMatchInfo *info,
           const char *name)
{
  int start, end;

  return g_match_info_fetch_named_pos (info, name, &start, &end) && end > start;
}

static void
read_change (GMatchInfo  *info,
             ZbFormMatch *match)
{
  g_autofree char *percent = g_match_info_fetch_named (info, "change");
  gboolean is_fall = has_group (info, "fall");
  double change;

  match->has_change = has_group (info, "same");
  if (percent == NULL || *percent == '\0')
    return;
  join_digits (percent);
  change = g_ascii_strtod (percent, NULL);
  /* Nothing can become less than nothing: the number lost its point. */
  if (is_fall && change > 100)
    return;
  match->has_change = TRUE;
  match->change_percent = is_fall && change > 0 ? -change : change;
}

/**
 * zb_form_match:
 * @normal: a text
 * @from: where to begin, in bytes
 * @to: where to stop
 * @match: (out caller-allocates): what was found; free with zb_form_match_clear()
 *
 * Returns: whether the form stands between @from and @to; @match is the first place.
 */
gboolean
zb_form_match (const ZbForm       *self,
               const ZbNormalText *normal,
               gsize               from,
               gsize               to,
               ZbFormMatch        *match)
{
  g_autoptr(GMatchInfo) info = NULL;
  int start, end;

  *match = (ZbFormMatch) { 0, };
  /* Most forms stand nowhere in a text, and this is seen fastest so. */
  if (from >= to || !zb_normal_text_may_hold (normal, self->anchor_chars) ||
      memmem (normal->text + from, to - from, self->anchor, strlen (self->anchor)) == NULL)
    return FALSE;
  if (!g_regex_match_full (self->regex, normal->text, (gssize) to, (int) from, 0, &info, NULL))
    return FALSE;
  g_match_info_fetch_pos (info, 0, &start, &end);
  match->start = (gsize) start;
  match->end = (gsize) end;
  if (self->has_value)
    match->has_value = read_value (info, &match->value);
  if (self->has_word)
    match->word = g_match_info_fetch_named (info, "word");
  if (self->has_change)
    read_change (info, match);
  return TRUE;
}

/**
 * zb_form_may_change:
 *
 * Returns: whether the form can state a change from the week before.
 */
gboolean
zb_form_may_change (const ZbForm *self)
{
  return self->has_change;
}
