/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-file-kind.h"

#include <string.h>

/* A PDF may have other bytes before its head; readers look for it as far as this. */
#define PDF_HEAD_BYTES 1024

/* A page in a single file says so in its first lines. */
#define MHTML_HEAD_BYTES 2048

/* Where a page begins with something else, such as the head of an answer, as far as this. */
#define HTML_HEAD_BYTES 4096

static const struct {
  const char *magic;
  gsize       length;
  ZbFileKind  kind;
} magics[] = {
  { "\x89PNG\r\n\x1a\n", 8, ZB_FILE_PICTURE },
  { "\xff\xd8\xff", 3, ZB_FILE_PICTURE },
  { "GIF8", 4, ZB_FILE_PICTURE },
  { "RIFF", 4, ZB_FILE_PICTURE },
  { "II*\0", 4, ZB_FILE_PICTURE },
  { "MM\0*", 4, ZB_FILE_PICTURE },
  /* Word processors pack their XML into a ZIP file, so that is what such a file most likely is;
   * old ones write a small file system. */
  { "PK\x03\x04", 4, ZB_FILE_OFFICE },
  { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, ZB_FILE_OFFICE },
  { "{\\rtf", 5, ZB_FILE_OFFICE },
  { "\x1f\x8b\x08", 3, ZB_FILE_ARCHIVE },
  { "7z\xbc\xaf\x27\x1c", 6, ZB_FILE_ARCHIVE },
  { "Rar!\x1a\x07", 6, ZB_FILE_ARCHIVE },
  { "BZh", 3, ZB_FILE_ARCHIVE },
  { "\xfd" "7zXZ\0", 6, ZB_FILE_ARCHIVE },
};

/**
 * zb_file_kind_of_bytes:
 * @bytes: a file's bytes
 *
 * Returns: what the file is, as far as its bytes say so; %ZB_FILE_TEXT for
 *   everything that may be a text, of which zb_file_kind_of_text() knows more.
 */
ZbFileKind
zb_file_kind_of_bytes (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    return ZB_FILE_TEXT;
  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (size >= magics[i].length && memcmp (data, magics[i].magic, magics[i].length) == 0)
      return magics[i].kind;
  if (memmem (data, MIN (size, PDF_HEAD_BYTES), "%PDF-", 5) != NULL)
    return ZB_FILE_PDF;
  if (memmem (data, MIN (size, MHTML_HEAD_BYTES), "MIME-Version:", 13) != NULL &&
      memmem (data, MIN (size, MHTML_HEAD_BYTES), "multipart/related", 17) != NULL)
    return ZB_FILE_MHTML;
  return ZB_FILE_TEXT;
}

static const char *
skip_blanks (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

/* Behind a declaration, with the texts and the declarations that it may hold; NULL where it has no end. */
static const char *
skip_declaration (const char *p)
{
  gboolean in_subset = FALSE;
  char quote = '\0';

  for (; *p != '\0'; p++)
    if (quote != '\0')
      quote = *p == quote ? '\0' : quote;
    else if (in_subset && g_str_has_prefix (p, "<!--"))
      {
        p = strstr (p, "-->");
        if (p == NULL)
          return NULL;
      }
    else if (*p == '"' || *p == '\'')
      quote = *p;
    else if (*p == '[' || *p == ']')
      in_subset = *p == '[';
    else if (*p == '>' && !in_subset)
      return p + 1;
  return NULL;
}

static const char *
skip_behind (const char *p,
             const char *mark)
{
  const char *found = strstr (p, mark);

  return found != NULL ? found + strlen (mark) : NULL;
}

/**
 * zb_file_kind_skip_prolog:
 * @text: HTML or XML
 *
 * Returns: where its first element begins, behind comments and declarations.
 */
const char *
zb_file_kind_skip_prolog (const char *text)
{
  const char *p = skip_blanks (text);

  while (p[0] == '<' && (p[1] == '?' || p[1] == '!'))
    {
      const char *end = g_str_has_prefix (p, "<!--") ? skip_behind (p, "-->")
                        : p[1] == '?'                ? skip_behind (p, ">")
                                                     : skip_declaration (p);

      if (end == NULL)
        break;
      p = skip_blanks (end);
    }
  return p;
}

/* Whether a feed's first element begins at @p: RSS, RSS 1.0 or Atom, with a prefix or without. */
static gboolean
is_feed (const char *p)
{
  static const char *const names[] = { "rss", "feed", "rdf" };
  gsize prefix;

  if (*p++ != '<')
    return FALSE;
  prefix = strspn (p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
  if (p[prefix] == ':')
    p += prefix + 1;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strncasecmp (p, names[i], strlen (names[i])) == 0 && !g_ascii_isalnum (p[strlen (names[i])]))
      return TRUE;
  return FALSE;
}

/* A text in Markdown may begin with a bracket as well: JSON goes on otherwise. */
static gboolean
is_json (const char *text)
{
  const char *next = skip_blanks (text + (*text != '\0'));

  if (*text == '{')
    return *next == '"' || *next == '}';
  return *text == '[' && *next != '\0' && strchr ("{[\"]", *next) != NULL;
}

/* Whether a page begins further down: behind the head of a web server's answer, say. */
static gboolean
has_page (const char *text)
{
  g_autofree char *head = g_ascii_strdown (text, (gssize) strnlen (text, HTML_HEAD_BYTES));

  return strstr (head, "<!doctype html") != NULL ||
         (strstr (head, "<html") != NULL && strstr (head, "<head") != NULL);
}

/**
 * zb_file_kind_of_text:
 * @text: a file's text
 *
 * Returns: what kind of text it is.
 */
ZbFileKind
zb_file_kind_of_text (const char *text)
{
  const char *start = skip_blanks (text);

  if (is_feed (zb_file_kind_skip_prolog (start)))
    return ZB_FILE_XML_FEED;
  if (*start == '<' && (g_ascii_isalpha (start[1]) || start[1] == '!' || start[1] == '?'))
    return ZB_FILE_HTML;
  if (is_json (start))
    return ZB_FILE_JSON;
  /* The head of the archives' Markdown comes first of all; what follows may tell of pages. */
  return !g_str_has_prefix (start, "---\n") && has_page (start) ? ZB_FILE_HTML : ZB_FILE_TEXT;
}
