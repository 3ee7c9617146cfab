/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-html-guard.h"

#include <string.h>

/* libxml2 compares each attribute of a tag with all that came before it in the tag: a tag with a
 * hundred thousand of them, which is less than a megabyte, takes half a minute. No page that was
 * written for readers has a tag with nearly as many as are allowed here. */
#define MAX_ATTRIBUTES 500

/* libxml2 reads no longer names; what is left of one is the next attribute. */
#define MAX_NAME_BYTES 100

/* What is in these elements is no markup: a "<" is part of a calculation. */
static const char *const raw_names[] = { "script", "style" };

/* Reads as libxml2 does, to the letter: were a quotation mark one here that is none there, a page
 * could hide a tag behind it. */
typedef struct {
  const char *p;
  const char *end;
  const char *surplus;
} Scanner;

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
skip_spaces (Scanner *self)
{
  while (self->p < self->end && is_space (*self->p))
    self->p++;
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || c == ':' || c == '.';
}

static gboolean
is_tag_end (const Scanner *self)
{
  return self->p >= self->end || *self->p == '>' || (*self->p == '/' && self->p[1] == '>');
}

static void
skip_name (Scanner *self)
{
  const char *start = self->p;

  while (self->p < self->end && self->p - start < MAX_NAME_BYTES &&
         (is_name_start (*self->p) || g_ascii_isdigit (*self->p) || *self->p == '-'))
    self->p++;
}

static void
skip_value (Scanner *self)
{
  if (self->p < self->end && (*self->p == '"' || *self->p == '\''))
    {
      const char *close = memchr (self->p + 1, *self->p, (gsize) (self->end - self->p - 1));

      self->p = close != NULL ? close + 1 : self->end;
      return;
    }
  while (self->p < self->end && !is_space (*self->p) && *self->p != '>')
    self->p++;
}

static void
skip_attribute (Scanner *self)
{
  if (!is_name_start (*self->p))
    {
      while (!is_tag_end (self) && !is_space (*self->p))
        self->p++;
      return;
    }
  skip_name (self);
  skip_spaces (self);
  if (self->p >= self->end || *self->p != '=')
    return;
  self->p++;
  skip_spaces (self);
  skip_value (self);
}

/* From behind a tag's "<" to its end; notes where the attributes begin that are too many. */
static void
skip_tag (Scanner *self)
{
  guint n_attributes = 0;

  self->surplus = NULL;
  skip_name (self);
  skip_spaces (self);
  while (!is_tag_end (self))
    {
      if (n_attributes++ == MAX_ATTRIBUTES)
        self->surplus = self->p;
      skip_attribute (self);
      skip_spaces (self);
    }
}

static void
skip_until (Scanner    *self,
            const char *mark)
{
  const char *found = strstr (self->p, mark);

  self->p = found != NULL ? found + strlen (mark) : self->end;
}

/* Whether @tag, behind its "<", opens an element whose content is no markup; then skips that. */
static void
skip_raw (Scanner    *self,
          const char *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (raw_names); i++)
    {
      gsize length = strlen (raw_names[i]);

      if (g_ascii_strncasecmp (tag, raw_names[i], length) != 0 || g_ascii_isalnum (tag[length]))
        continue;
      while ((self->p = memchr (self->p, '<', (gsize) (self->end - self->p))) != NULL)
        {
          if (self->p[1] == '/' && g_ascii_strncasecmp (self->p + 2, raw_names[i], length) == 0)
            return;
          self->p++;
        }
      self->p = self->end;
      return;
    }
}

/**
 * zb_html_guard:
 * @text: a web page, ended by a NUL
 * @length: its length in bytes
 *
 * Looks for tags that would cost libxml2 quadratic time.
 *
 * Returns: (transfer full) (nullable): the page with the surplus of such tags blanked; %NULL where
 *   there are none, which is always but for pages made to do harm.
 */
char *
zb_html_guard (const char *text,
               gsize       length)
{
  Scanner self = { .p = text, .end = text + length };
  char *guarded = NULL;

  while ((self.p = memchr (self.p, '<', (gsize) (self.end - self.p))) != NULL)
    {
      const char *tag = ++self.p;

      if (g_str_has_prefix (tag, "!--"))
        skip_until (&self, "-->");
      else if (*tag == '/' || *tag == '!' || *tag == '?')
        skip_until (&self, ">");
      if (self.p != tag || !is_name_start (*tag) || *tag == '.')
        continue;
      skip_tag (&self);
      if (self.surplus != NULL)
        {
          if (guarded == NULL)
            guarded = g_memdup2 (text, length + 1);
          memset (guarded + (self.surplus - text), ' ', (gsize) (self.p - self.surplus));
        }
      skip_raw (&self, tag);
    }
  return guarded;
}
