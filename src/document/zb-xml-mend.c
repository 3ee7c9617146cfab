/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-xml-mend.h"

#include <string.h>

#include "document/zb-entity.h"

/* Feeds are put together from what others wrote: a "&" in an address, an entity of HTML, a control
 * character in a title make them no XML, and a parser that goes on behind such a fault loses the
 * references that follow. libxml2 2.9 also compares each attribute of a tag with all others, and
 * searches among all names that it has seen for each new one. So what it gets is the simplest XML
 * that says the same: tags and characters. */

/* No tag of a feed, or of the XHTML in it, has nearly as many, nor has a feed so many names. */
#define MAX_ATTRIBUTES 500
#define MAX_NAMES      2000

#define CDATA_START   "<![CDATA["
#define CDATA_END     "]]>"
#define COMMENT_START "<!--"
#define COMMENT_END   "-->"

typedef struct {
  const char *p;
  const char *end;
  GString    *out;
  GHashTable *names;
} Mender;

/* How many bytes at @p are a character that XML does not allow. */
static gsize
forbidden_length (const char *p)
{
  guchar c = (guchar) *p;

  if (c < 0x20)
    return c != '\t' && c != '\n' && c != '\r' ? 1 : 0;
  return strncmp (p, "\xef\xbf\xbe", 3) == 0 || strncmp (p, "\xef\xbf\xbf", 3) == 0 ? 3 : 0;
}

static gboolean
is_allowed (gunichar c)
{
  return c >= 0x20 ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n' || c == '\r';
}

static void
append_character (Mender   *self,
                  gunichar  c)
{
  if (!is_allowed (c))
    return;
  if (c >= 0x80 || g_ascii_isalnum ((char) c))
    {
      g_string_append_unichar (self->out, c);
      return;
    }
  g_string_append (self->out, "&#");
  if (c >= 100)
    g_string_append_c (self->out, (char) ('0' + c / 100));
  if (c >= 10)
    g_string_append_c (self->out, (char) ('0' + c / 10 % 10));
  g_string_append_c (self->out, (char) ('0' + c % 10));
  g_string_append_c (self->out, ';');
}

/* "&amp;", "&nbsp;", "&#38;", or an "&" that should have been one of them. */
static void
pass_reference (Mender *self)
{
  gunichar c = '&';
  gsize length = zb_entity_decode (self->p, &c);

  append_character (self, c);
  self->p += MAX (length, 1);
}

/* How many of the next bytes need no look of their own: neither signs of XML nor what may be forbidden. */
static gsize
usual_length (const char *p,
              const char *end)
{
  const char *start = p;

  while (p < end && (guchar) *p >= 0x20 && *p != '<' && *p != '>' && *p != '&' && (guchar) *p != 0xef)
    p++;
  return (gsize) (p - start);
}

/* Characters up to @end, in which references and tags mean nothing. */
static void
pass_plain (Mender     *self,
            const char *end)
{
  for (; self->p < end; self->p++)
    {
      gsize n_usual = usual_length (self->p, end);
      gsize n_forbidden;

      g_string_append_len (self->out, self->p, (gssize) n_usual);
      self->p += n_usual;
      if (self->p == end)
        return;
      n_forbidden = forbidden_length (self->p);
      if (n_forbidden > 0)
        self->p += n_forbidden - 1;
      else if (strchr ("<>&", *self->p) != NULL)
        append_character (self, (gunichar) *self->p);
      else
        g_string_append_c (self->out, *self->p);
    }
}

/* Puts the end of what @end_mark ends: the mark, or the end of all where it is not there. */
static const char *
find_end (const Mender *self,
          const char   *end_mark)
{
  const char *end = strstr (self->p, end_mark);

  return end != NULL ? end : self->end;
}

static void
skip (Mender     *self,
      const char *end_mark)
{
  self->p = find_end (self, end_mark);
  if (self->p < self->end)
    self->p += strlen (end_mark);
}

static void
pass_cdata (Mender *self)
{
  self->p += strlen (CDATA_START);
  pass_plain (self, find_end (self, CDATA_END));
  if (self->p < self->end)
    self->p += strlen (CDATA_END);
}

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '.' || c == ':' || (guchar) c >= 0x80;
}

/* An element's or attribute's name. */
static gboolean
pass_name (Mender *self)
{
  gsize length = 1;

  while (self->p + length < self->end && is_name_character (self->p[length]))
    length++;
  g_string_append_len (self->out, self->p, (gssize) length);
  g_hash_table_add (self->names, g_strndup (self->p, length));
  self->p += length;
  return g_hash_table_size (self->names) <= MAX_NAMES;
}

/* The next sign of a tag, or a whole name; FALSE where no feed goes on. */
static gboolean
pass_within_tag (Mender *self,
                 char   *quote,
                 guint  *n_attributes)
{
  gsize n_forbidden = forbidden_length (self->p);
  char c = *self->p;

  if (c == *quote)
    *quote = '\0';
  else if (*quote == '\0' && (c == '"' || c == '\''))
    *quote = c;
  if (c == '=' && ++*n_attributes > MAX_ATTRIBUTES)
    return FALSE;
  if (c == '&')
    {
      pass_reference (self);
      return TRUE;
    }
  if (n_forbidden == 0 && *quote == '\0' && is_name_character (c))
    return pass_name (self);
  if (n_forbidden == 0)
    g_string_append_c (self->out, c);
  self->p += MAX (n_forbidden, 1);
  return TRUE;
}

/* A tag, with its ">"; where another one begins before that, up to there; and nothing of one that
 * the end of the text cuts off, since it may be the end of an entry that is not whole. */
static void
pass_tag (Mender *self)
{
  gsize start = self->out->len;
  char quote = '\0';
  guint n_attributes = 0;

  g_string_append_c (self->out, *self->p++);
  while (self->p < self->end && *self->p != '<' && (*self->p != '>' || quote != '\0'))
    if (!pass_within_tag (self, &quote, &n_attributes))
      self->p = self->end;
  if (self->p == self->end)
    g_string_truncate (self->out, start);
  else if (*self->p == '>')
    g_string_append_c (self->out, *self->p++);
}

static gboolean
begins_tag (const char *p)
{
  p += p[1] == '/' ? 2 : 1;
  return g_ascii_isalpha (*p) || *p == '_' || (guchar) *p >= 0x80;
}

static void
pass_markup (Mender *self)
{
  if (g_str_has_prefix (self->p, CDATA_START))
    pass_cdata (self);
  else if (g_str_has_prefix (self->p, COMMENT_START))
    skip (self, COMMENT_END);
  else if (self->p[1] == '?')
    skip (self, "?>");
  else if (begins_tag (self->p))
    pass_tag (self);
  else
    pass_plain (self, self->p + 1);
}

/**
 * zb_xml_mend:
 * @text: valid UTF-8 without NULs, from the first tag of a document on
 * @length: its length in bytes
 * @mended_length: (out): the length of what is returned
 *
 * Writes XML anew, with tags, characters and references to characters as the
 * only markup; and mends what is commonly wrong with feeds. What no feed has
 * ends the text there, as if it were cut off.
 *
 * Returns: (transfer full): the text for a parser.
 */
char *
zb_xml_mend (const char *text,
             gsize       length,
             gsize      *mended_length)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Mender self = { text, text + length, g_string_sized_new (length + length / 4), names };

  while (self.p < self.end)
    if (*self.p == '<')
      pass_markup (&self);
    else if (*self.p == '&')
      pass_reference (&self);
    else
      pass_plain (&self, self.p + strcspn (self.p, "<&"));
  *mended_length = self.out->len;
  return g_string_free (self.out, FALSE);
}
