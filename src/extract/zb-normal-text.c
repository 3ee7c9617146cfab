/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-normal-text.h"

#include <string.h>

/* The half-width form of a sign, or the sign itself. */
static gunichar
fold (gunichar c)
{
  switch (c)
    {
    case 0x201c: case 0x201d:
      return '"';
    case 0x2018: case 0x2019:
      return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212:
    case 0x301c: case 0xff5e: case '~':
      return '-';
    default:
      if (c >= 0xff01 && c <= 0xff5e)
        c -= 0xfee0;
      if (c >= 'A' && c <= 'Z')
        c += 'a' - 'A';
      return c;
    }
}

/* Blanks of all widths. */
static gboolean
is_blank (gunichar c)
{
  if (c < 0x80)
    return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
  return g_unichar_isspace (c);
}

/* Characters that nobody sees and that part nothing: joiners, marks of direction, the soft
 * hyphen; and the star with which Markdown emphasises. */
static gboolean
is_invisible (gunichar c)
{
  return c == '*' || (c >= 0x80 && g_unichar_type (c) == G_UNICODE_FORMAT);
}

static gboolean
is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

/**
 * zb_normal_text_new:
 * @text: valid UTF-8
 * @with_origin: whether to note where each byte came from
 *
 * Returns: (transfer full): the text in its normal spelling; never longer than @text.
 */
ZbNormalText *
zb_normal_text_new (const char *text,
                    gboolean    with_origin)
{
  gsize size = strlen (text);
  ZbNormalText *self = g_new0 (ZbNormalText, 1);
  gboolean blank_before = FALSE;
  gunichar previous = 0;
  char *out;

  self->text = out = g_malloc (size + 1);
  if (with_origin)
    self->origin = g_new (guint, size + 1);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      int n_bytes;

      if (is_blank (c))
        {
          blank_before = TRUE;
          continue;
        }
      if (is_invisible (c))
        continue;
      c = fold (c);
      if (blank_before && is_digit (previous) && is_digit (c))
        {
          if (with_origin)
            self->origin[out - self->text] = (guint) (p - text - 1);
          *out++ = ' ';
        }
      n_bytes = g_unichar_to_utf8 (c, out);
      if (with_origin)
        for (int i = 0; i < n_bytes; i++)
          self->origin[out - self->text + i] = (guint) (p - text);
      out += n_bytes;
      previous = c;
      blank_before = FALSE;
    }
  *out = '\0';
  self->length = (gsize) (out - self->text);
  if (with_origin)
    self->origin[self->length] = (guint) size;
  return self;
}

/**
 * zb_normal_text_free:
 */
void
zb_normal_text_free (ZbNormalText *self)
{
  g_free (self->text);
  g_free (self->origin);
  g_free (self);
}

/**
 * zb_normalise:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): @text in its normal spelling.
 */
char *
zb_normalise (const char *text)
{
  ZbNormalText *normal = zb_normal_text_new (text, FALSE);
  char *result = g_steal_pointer (&normal->text);

  zb_normal_text_free (normal);
  return result;
}
