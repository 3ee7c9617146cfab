/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-figure-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (zb-figure-error-quark, zb_figure_error)

/* Nobody types more for one value. */
#define MAX_CHARS 64

/* What is wrong with a number. */
typedef enum {
  NUMBER_RIGHT,
  NUMBER_NONE,
  NUMBER_NEGATIVE,
  NUMBER_FRACTION,
  NUMBER_TOO_LARGE,
} Verdict;

static const struct {
  const char *sign;
  guint       n_zeros;
} units[] = {
  { "万", 4 },
  { "萬", 4 },
  { "亿", 8 },
  { "億", 8 },
};

static const struct {
  const char *level;
  const char *word;
} levels[] = {
  { "低", "low" },
  { "中", "medium" },
  { "高", "high" },
};

/* An input method writes full-width signs, and programs copy all kinds of blanks and minus signs. */
static char *
dup_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        c = ' ';
      else if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xff01 - '!';
      else if (c == 0x2212)
        c = '-';
      g_string_append_unichar (plain, c);
    }
  return g_strstrip (g_string_free (plain, FALSE));
}

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ')
    p++;
  return p;
}

/* Adds a digit; a number beyond what a figure can be stays there. */
static gint64
add_digit (gint64 value,
           char   digit)
{
  return value > ZB_FIGURE_MAX_VALUE ? value : value * 10 + (digit - '0');
}

/* Whether a separator and exactly three digits stand at @p. */
static gboolean
is_group (const char *p,
          char        separator)
{
  return *p == separator && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]) &&
         g_ascii_isdigit (p[3]) && !g_ascii_isdigit (p[4]);
}

/* "12345", "12,345" or "12 345"; what is grouped otherwise is a slip or another number. */
static gboolean
read_whole (const char **p,
            gint64      *value)
{
  guint n_digits = 0;
  char separator;

  *value = 0;
  for (; g_ascii_isdigit (**p); (*p)++, n_digits++)
    *value = add_digit (*value, **p);
  separator = **p;
  if (n_digits == 0 || n_digits > 3 || (separator != ',' && separator != ' '))
    return n_digits > 0;
  for (; is_group (*p, separator); *p += 4)
    for (guint i = 1; i <= 3; i++)
      *value = add_digit (*value, (*p)[i]);
  return TRUE;
}

/* The digits behind a point, as far as they count; *@n_digits is how many these are. */
static gboolean
read_fraction (const char **p,
               gint64      *value,
               guint       *n_digits)
{
  const char *start = *p;
  const char *end;

  *value = 0;
  while (g_ascii_isdigit (**p))
    (*p)++;
  for (end = *p; end > start && end[-1] == '0'; )
    end--;
  *n_digits = (guint) (end - start);
  for (const char *q = start; q < end; q++)
    *value = add_digit (*value, *q);
  return *p > start;
}

/* Behind a unit's sign; *@n_zeros is what it stands for, 0 without one. */
static const char *
read_unit (const char *p,
           guint      *n_zeros)
{
  *n_zeros = 0;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (p, units[i].sign))
      {
        *n_zeros = units[i].n_zeros;
        return p + strlen (units[i].sign);
      }
  return p;
}

static gint64
scale (gint64 value,
       guint  n_zeros)
{
  for (guint i = 0; i < n_zeros; i++)
    value = add_digit (value, '0');
  return value;
}

static Verdict
read_number (const char *text,
             gint64     *value)
{
  const char *p = text;
  gboolean is_negative = *p == '-';
  gboolean has_fraction = FALSE;
  gint64 whole, fraction = 0;
  guint n_digits = 0, n_zeros;

  if (is_negative)
    p = skip_blanks (p + 1);
  if (!read_whole (&p, &whole))
    return NUMBER_NONE;
  if (*p == '.')
    {
      p++;
      has_fraction = TRUE;
      if (!read_fraction (&p, &fraction, &n_digits))
        return NUMBER_NONE;
    }
  p = read_unit (skip_blanks (p), &n_zeros);
  if (*p != '\0')
    return NUMBER_NONE;
  if (is_negative)
    return NUMBER_NEGATIVE;
  if (n_digits > n_zeros || (has_fraction && n_zeros == 0))
    return NUMBER_FRACTION;
  *value = scale (whole, n_zeros);
  if (*value <= ZB_FIGURE_MAX_VALUE)
    *value += scale (fraction, n_zeros - n_digits);
  return *value <= ZB_FIGURE_MAX_VALUE ? NUMBER_RIGHT : NUMBER_TOO_LARGE;
}

/* The sentence says what is wrong and what can be typed. */
static gboolean
set_invalid (GError     **error,
             const char  *text,
             Verdict      verdict)
{
  g_autofree char *shown = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_CHARS));

  switch (verdict)
    {
    case NUMBER_NEGATIVE:
      g_set_error (error, ZB_FIGURE_ERROR, ZB_FIGURE_ERROR_INVALID,
                   _("“%s” is less than zero, but figures count something. Type a whole number such as "
                     "12345, 12,345 or 1.2万."), shown);
      break;
    case NUMBER_FRACTION:
      g_set_error (error, ZB_FIGURE_ERROR, ZB_FIGURE_ERROR_INVALID,
                   _("“%s” is not a whole number, but figures count something. Type a whole number such "
                     "as 12345, 12,345 or 1.2万."), shown);
      break;
    case NUMBER_TOO_LARGE:
      g_set_error (error, ZB_FIGURE_ERROR, ZB_FIGURE_ERROR_INVALID,
                   _("“%s” is too large for a figure of one week. Check the number and its unit."), shown);
      break;
    case NUMBER_NONE:
    case NUMBER_RIGHT:
    default:
      g_set_error (error, ZB_FIGURE_ERROR, ZB_FIGURE_ERROR_INVALID,
                   _("“%s” is not a number. Type a whole number such as 12345, 12,345 or 1.2万."), shown);
      break;
    }
  return FALSE;
}

static ZbFigure *
read_level (const ZbFigureKind  *kind,
            const char          *text,
            GError             **error)
{
  g_autofree char *shown = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (strcmp (text, levels[i].level) == 0 || g_ascii_strcasecmp (text, levels[i].word) == 0 ||
        strcmp (text, zb_level_get_label (levels[i].level)) == 0)
      return zb_figure_new_level (kind->id, levels[i].level);
  shown = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_CHARS));
  g_set_error (error, ZB_FIGURE_ERROR, ZB_FIGURE_ERROR_INVALID,
               /* Translators: keep both ways of writing the levels; both are understood. */
               _("“%s” is not a level. Type 低, 中 or 高, or low, medium or high."), shown);
  return NULL;
}

/**
 * zb_figure_parse_value:
 * @kind: which figure
 * @text: what somebody has typed, valid UTF-8: "12345", "12,345", "12 345", "1.2万"; for a
 *   level "低", "中" or "高", or "low", "medium" or "high"
 * @figure: (out) (transfer full): the figure; untouched where @text is none
 *
 * Reads a value as people type it off a picture, with half- or full-width
 * signs. Figures count something: what is negative, a fraction or beyond
 * %ZB_FIGURE_MAX_VALUE is refused.
 *
 * Returns: %FALSE with %ZB_FIGURE_ERROR_INVALID, whose message says what is
 *   accepted.
 */
gboolean
zb_figure_parse_value (const ZbFigureKind  *kind,
                       const char          *text,
                       ZbFigure           **figure,
                       GError             **error)
{
  g_autofree char *plain = NULL;
  Verdict verdict = NUMBER_NONE;
  gint64 value = 0;

  g_return_val_if_fail (kind != NULL, FALSE);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), FALSE);
  g_return_val_if_fail (figure != NULL, FALSE);

  plain = dup_plain (text);
  if (zb_figure_kind_is_level (kind))
    {
      ZbFigure *level = read_level (kind, plain, error);

      if (level != NULL)
        *figure = level;
      return level != NULL;
    }
  if (g_utf8_strlen (plain, -1) <= MAX_CHARS)
    verdict = read_number (plain, &value);
  if (verdict != NUMBER_RIGHT)
    return set_invalid (error, plain, verdict);
  *figure = zb_figure_new (kind->id, value);
  return TRUE;
}

/**
 * zb_figure_dup_value:
 *
 * Returns: (transfer full): the figure's value with its unit, or its level, in
 *   the user's language.
 */
char *
zb_figure_dup_value (const ZbFigure *figure,
                     ZbCatalogue    *catalogue)
{
  const ZbFigureKind *kind = zb_catalogue_lookup (catalogue, figure->id);

  if (figure->level != NULL)
    return g_strdup (zb_level_get_label (figure->level));
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", figure->value,
                          kind != NULL ? zb_catalogue_get_unit_name (catalogue, kind->unit) : "");
}
