/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-script-value.h"

#include <string.h>

/* Pages keep in their scripts what a reader is shown only later: "var ct = "…"", "nick_name: '…'",
 * "d.title = xml ? … : '…'". No script is run: the first text behind a name is its value. */

/* Between a name and its value stand a sign, a blank or two, and at most the call of a function. */
#define MAX_GAP 24
#define MAX_VALUE_BYTES 65536

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$';
}

static const char *
skip_blanks (const char *p,
             const char *end)
{
  while (p < end && g_ascii_isspace (*p))
    p++;
  return p;
}

/* Where the value's quotation mark is; NULL where what follows the name gives it no value. */
static const char *
find_quote (const char *p,
            const char *end)
{
  static const char choice[] = "xml ?";
  const char *limit;

  /* A name may be quoted itself. */
  if (p < end && (*p == '"' || *p == '\''))
    p++;
  p = skip_blanks (p, end);
  if (p >= end || (*p != '=' && *p != ':') || (p + 1 < end && p[1] == '='))
    return NULL;
  p = skip_blanks (p + 1, end);
  if ((gsize) (end - p) > strlen (choice) && strncmp (p, choice, strlen (choice)) == 0)
    {
      p = memmem (p, (gsize) MIN (end - p, 120), " : ", 3);
      if (p == NULL)
        return NULL;
      p = skip_blanks (p + 3, end);
    }
  limit = end - p > MAX_GAP ? p + MAX_GAP : end;
  for (; p < limit && (is_name_char (*p) || *p == '.' || *p == '('); p++)
    ;
  return p < limit && (*p == '"' || *p == '\'') ? p : NULL;
}

static guint
read_hex (const char *p,
          const char *end,
          guint       n_digits)
{
  guint value = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (p + i >= end || !g_ascii_isxdigit (p[i]))
        return 0;
      value = value * 16 + (guint) g_ascii_xdigit_value (p[i]);
    }
  return value;
}

/* One escape, whose backslash is at @p; returns what is behind it. */
static const char *
read_escape (GString    *value,
             const char *p,
             const char *end)
{
  guint n_digits = p[1] == 'x' ? 2 : p[1] == 'u' ? 4 : 0;
  guint c = n_digits > 0 ? read_hex (p + 2, end, n_digits) : 0;

  if (c != 0 && g_unichar_validate (c))
    {
      g_string_append_unichar (value, c);
      return p + 2 + n_digits;
    }
  if (p[1] == 'n' || p[1] == 'r' || p[1] == 't')
    g_string_append_c (value, p[1] == 'n' ? '\n' : ' ');
  else
    g_string_append_c (value, p[1]);
  return p + 2;
}

/* The text between quotation marks, the first of which is at @p; NULL where the second is missing. */
static char *
read_quoted (const char *p,
             const char *end)
{
  GString *value = g_string_new (NULL);
  char quote = *p++;

  while (p < end && *p != quote && *p != '\n' && value->len < MAX_VALUE_BYTES)
    {
      if (*p == '\\' && p + 1 < end && (guchar) p[1] < 0x80)
        p = read_escape (value, p, end);
      else
        g_string_append_c (value, *p++);
    }
  if (p < end && *p == quote && g_utf8_validate (value->str, (gssize) value->len, NULL))
    return g_string_free (value, FALSE);
  g_string_free (value, TRUE);
  return NULL;
}

/**
 * zb_script_value_next:
 * @text: (inout): where to begin; then what is behind the value
 * @end: where the page ends
 * @name: a variable's or member's name
 *
 * Returns: (transfer full) (nullable): the next value of that name, its escapes
 *   undone; %NULL where there is none.
 */
char *
zb_script_value_next (const char **text,
                      const char  *end,
                      const char  *name)
{
  gsize length = strlen (name);

  for (const char *p = *text; p < end; p += length)
    {
      const char *quote;
      char *value;

      p = memmem (p, (gsize) (end - p), name, length);
      if (p == NULL)
        return NULL;
      if ((p > *text && is_name_char (p[-1])) || p + length >= end || is_name_char (p[length]))
        continue;
      quote = find_quote (p + length, end);
      value = quote != NULL ? read_quoted (quote, end) : NULL;
      if (value == NULL || *value == '\0')
        {
          g_free (value);
          continue;
        }
      *text = quote + 1;
      return value;
    }
  return NULL;
}

/**
 * zb_script_value_find:
 * @text: a page
 * @length: its length in bytes
 * @name: a variable's or member's name
 *
 * Returns: (transfer full) (nullable): the first value of that name that is not empty; %NULL
 *   where there is none.
 */
char *
zb_script_value_find (const char *text,
                      gsize       length,
                      const char *name)
{
  return zb_script_value_next (&text, text + length, name);
}
