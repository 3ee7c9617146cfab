/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-json-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/zb-document.h"

/* json-glib 1.6 reads nested brackets by calling itself and so crashes on many; it looks for a
 * member that comes twice among all others of its object; and it reads more than JSON: comments,
 * 'texts', half escapes, each of which could hide brackets from whoever counts them. So everything
 * is looked at once before, and only what is JSON goes on. */

#define UNICODE_ESCAPE_LENGTH 6

typedef struct {
  char *text;
  gsize length;
  gsize at;
  guint depth;
  gboolean is_started;
  guint n_values;
  guint n_members[ZB_JSON_MAX_DEPTH + 1];
} Guard;

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_DAMAGED,
                       _("The file should be JSON, but it is cut off or broken. Save or download it "
                         "again."));
  return FALSE;
}

static gboolean
set_too_large (GError **error)
{
  g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
                       _("The file is JSON that holds more values, or deeper ones, than a feed has. "
                         "Choose a smaller one."));
  return FALSE;
}

/* The number behind the "\u" at @at; -1 where no such escape stands there. */
static int
read_unicode_escape (const Guard *self,
                     gsize        at)
{
  int code = 0;

  if (self->length - at < UNICODE_ESCAPE_LENGTH || self->text[at] != '\\' || self->text[at + 1] != 'u')
    return -1;
  for (guint i = 2; i < UNICODE_ESCAPE_LENGTH; i++)
    {
      int digit = g_ascii_xdigit_value (self->text[at + i]);

      if (digit < 0)
        return -1;
      code = code * 16 + digit;
    }
  return code;
}

/* Half of a pair is what is left of a picture character where a program has cut a text, and no
 * text has a NUL: both become the sign for what cannot be read. */
static gboolean
mend_unicode_escape (Guard *self)
{
  int code = read_unicode_escape (self, self->at);
  int next;

  if (code < 0)
    return FALSE;
  if (code >= 0xd800 && code <= 0xdbff)
    {
      next = read_unicode_escape (self, self->at + UNICODE_ESCAPE_LENGTH);
      if (next >= 0xdc00 && next <= 0xdfff)
        {
          self->at += 2 * UNICODE_ESCAPE_LENGTH;
          return TRUE;
        }
    }
  if (code == 0 || (code >= 0xd800 && code <= 0xdfff))
    memcpy (self->text + self->at, "\\ufffd", UNICODE_ESCAPE_LENGTH);
  self->at += UNICODE_ESCAPE_LENGTH;
  return TRUE;
}

/* From behind the opening quotation mark to behind the closing one. */
static gboolean
pass_string (Guard *self)
{
  while (self->at < self->length)
    {
      char c = self->text[self->at];

      if (c == '"')
        {
          self->at++;
          return TRUE;
        }
      if (c != '\\')
        self->at++;
      else if (self->length - self->at < 2)
        return FALSE;
      else if (self->text[self->at + 1] == 'u')
        {
          if (!mend_unicode_escape (self))
            return FALSE;
        }
      else if (strchr ("\"\\/bfnrt", self->text[self->at + 1]) != NULL)
        self->at += 2;
      else
        return FALSE;
    }
  return FALSE;
}

/* One sign outside of a text; puts whether there are too many of them. */
static gboolean
pass_sign (Guard    *self,
           gboolean *is_too_large)
{
  char c = self->text[self->at++];

  /* A second value in the same text is no JSON, and json-glib loses the first one over it. */
  if (self->depth == 0 && strchr ("{[\"", c) != NULL && self->is_started)
    return FALSE;
  self->is_started = self->is_started || strchr (" \t\r\n", c) == NULL;
  switch (c)
    {
    case '{':
    case '[':
      *is_too_large = self->depth == ZB_JSON_MAX_DEPTH || ++self->n_values > ZB_JSON_MAX_VALUES;
      if (!*is_too_large)
        self->n_members[++self->depth] = 0;
      return TRUE;
    case '}':
    case ']':
      return self->depth-- > 0;
    case ':':
      *is_too_large = ++self->n_members[self->depth] > ZB_JSON_MAX_MEMBERS;
      return TRUE;
    case ',':
      *is_too_large = ++self->n_values > ZB_JSON_MAX_VALUES;
      return TRUE;
    case '"':
      return pass_string (self);
    default:
      /* Blanks, numbers, and the letters of the three words that JSON has. */
      return c != '\0' && strchr (" \t\r\n+-.0123456789eEtrufalsn", c) != NULL;
    }
}

/**
 * zb_json_guard:
 * @text: valid UTF-8 without NULs; escapes that stand for no character are changed in place
 * @length: its length in bytes
 *
 * Looks whether @text can be given to json-glib, which trusts what it reads: in
 * one pass, with bounds for the depth, the members of each object and the
 * number of values. Whether brackets and commas stand where they should is
 * left to json-glib.
 *
 * Returns: %FALSE with %ZB_DOCUMENT_ERROR_TOO_LARGE or
 *   %ZB_DOCUMENT_ERROR_DAMAGED where it cannot.
 */
gboolean
zb_json_guard (char    *text,
               gsize    length,
               GError **error)
{
  Guard self = { .text = text, .length = length };
  gboolean is_too_large = FALSE;

  while (self.at < length)
    {
      if (!pass_sign (&self, &is_too_large))
        return set_damaged (error);
      if (is_too_large)
        return set_too_large (error);
    }
  return self.depth == 0 || set_damaged (error);
}

/**
 * zb_json_parse:
 * @text: valid UTF-8 without NULs, from anywhere
 * @length: its length in bytes
 *
 * Reads JSON that zb_json_guard() lets pass. Of a member that comes twice the
 * last one counts.
 *
 * Returns: (transfer full) (nullable): the value, which is never changed, or
 *   %NULL with an error of zb_json_guard().
 */
JsonNode *
zb_json_parse (const char  *text,
               gsize        length,
               GError     **error)
{
  g_autofree char *copy = g_strndup (text, length);
  g_autoptr(JsonParser) parser = NULL;

  if (!zb_json_guard (copy, length, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, copy, (gssize) length, NULL) ||
      json_parser_get_root (parser) == NULL)
    {
      set_damaged (error);
      return NULL;
    }
  return json_node_ref (json_parser_get_root (parser));
}
