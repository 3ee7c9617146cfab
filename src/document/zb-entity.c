/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-entity.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* The longest name that HTML knows is "thetasym", the highest number &#1114111;. */
#define MAX_NAME_LENGTH   16
#define MAX_NUMBER_LENGTH 8

/* "&#38;" or "&#x26;". */
static gsize
decode_number (const char *text,
               gunichar   *character)
{
  gboolean is_hex = text[2] == 'x' || text[2] == 'X';
  const char *digits = text + (is_hex ? 3 : 2);
  gunichar number = 0;
  guint n = 0;

  for (; n <= MAX_NUMBER_LENGTH && (is_hex ? g_ascii_isxdigit (digits[n]) : g_ascii_isdigit (digits[n])); n++)
    number = number * (is_hex ? 16 : 10) + (gunichar) g_ascii_xdigit_value (digits[n]);
  if (n == 0 || n > MAX_NUMBER_LENGTH || digits[n] != ';')
    return 0;
  *character = number != 0 && g_unichar_validate (number) ? number : 0xfffd;
  return (gsize) (digits + n + 1 - text);
}

/* "&amp;" and the other names that HTML knows. */
static gsize
decode_name (const char *text,
             gunichar   *character)
{
  char name[MAX_NAME_LENGTH + 1];
  const htmlEntityDesc *entity;
  gsize length = 0;

  while (length <= MAX_NAME_LENGTH && g_ascii_isalnum (text[1 + length]))
    length++;
  if (length == 0 || length > MAX_NAME_LENGTH || text[1 + length] != ';')
    return 0;
  memcpy (name, text + 1, length);
  name[length] = '\0';
  entity = htmlEntityLookup ((const xmlChar *) name);
  /* HTML 4 knows no &apos;, XML does. */
  if (entity == NULL && strcmp (name, "apos") != 0)
    return 0;
  *character = entity != NULL ? entity->value : '\'';
  return length + 2;
}

/**
 * zb_entity_decode:
 * @text: where an "&" stands
 * @character: (out): what it and the signs behind it stand for; U+FFFD for a number that is no
 *   character
 *
 * Returns: how many bytes belong to the reference, 0 where @text begins with
 *   none: then the "&" is nothing but that.
 */
gsize
zb_entity_decode (const char *text,
                  gunichar   *character)
{
  if (*text != '&')
    return 0;
  return text[1] == '#' ? decode_number (text, character) : decode_name (text, character);
}

/**
 * zb_entity_unescape:
 * @text: a text in which characters are written as HTML writes them
 *
 * Returns: (transfer full): the text with the characters themselves: once, so
 *   "&amp;lt;" becomes "&lt;".
 */
char *
zb_entity_unescape (const char *text)
{
  GString *plain = g_string_new (NULL);
  const char *p = text;

  while (*p != '\0')
    {
      gsize n_plain = strcspn (p, "&");
      gunichar character;
      gsize length;

      g_string_append_len (plain, p, (gssize) n_plain);
      p += n_plain;
      length = zb_entity_decode (p, &character);
      if (length > 0)
        g_string_append_unichar (plain, character);
      else if (*p != '\0')
        g_string_append_c (plain, *p);
      p += length > 0 ? length : *p != '\0';
    }
  return g_string_free (plain, FALSE);
}
