/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-mhtml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/zb-document.h"
#include "document/zb-html.h"
#include "document/zb-text-decoder.h"

/* A page that a browser has saved into a single file: a letter (RFC 2557)
 * whose first part is the page and whose others are its pictures and styles.
 * As much of that is read as browsers write. */

#define MAX_PARTS 1000
#define MAX_HEADER_BYTES 16384

/* One part: where its body is, and what its header says. */
typedef struct {
  const char *body;
  const char *end;
  char       *type;
  char       *encoding;
  char       *location;
} Part;

static void
part_clear (Part *self)
{
  g_free (self->type);
  g_free (self->encoding);
  g_free (self->location);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, part_clear)

/* Where the header that begins at @start ends: at its empty line. NULL where there is none. */
static const char *
find_header_end (const char *start,
                 const char *end)
{
  const char *limit = end - start > MAX_HEADER_BYTES ? start + MAX_HEADER_BYTES : end;

  for (const char *p = start; p < limit; p++)
    {
      p = memchr (p, '\n', (gsize) (limit - p));
      if (p == NULL)
        return NULL;
      if (p + 1 < limit && p[1] == '\n')
        return p + 2;
      if (p + 2 < limit && p[1] == '\r' && p[2] == '\n')
        return p + 3;
    }
  return NULL;
}

/* A field's value, its lines joined. NULL where there is no such field. */
static char *
dup_field (const char *header,
           const char *end,
           const char *name)
{
  gsize length = strlen (name);

  for (const char *line = header; line != NULL && line < end;)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));

      if ((gsize) (end - line) > length && line[length] == ':' && g_ascii_strncasecmp (line, name, length) == 0)
        {
          char *value;

          /* A line that begins with a blank belongs to the one before it. */
          while (next != NULL && next + 1 < end && (next[1] == ' ' || next[1] == '\t'))
            next = memchr (next + 1, '\n', (gsize) (end - next - 1));
          value = g_strndup (line + length + 1, (gsize) ((next != NULL ? next : end) - line) - length - 1);
          return g_strstrip (g_strdelimit (value, "\r\n\t", ' '));
        }
      line = next != NULL ? next + 1 : NULL;
    }
  return NULL;
}

/* The line that stands between parts, without what ends it. */
static char *
dup_boundary (const char *type)
{
  const char *start = type != NULL ? strstr (type, "boundary=") : NULL;

  if (start == NULL)
    return NULL;
  start += strlen ("boundary=");
  if (*start == '"')
    return g_strdup_printf ("--%.*s", (int) strcspn (start + 1, "\""), start + 1);
  return g_strdup_printf ("--%.*s", (int) strcspn (start, "; "), start);
}

/* The boundary at the start of a line, from @p on. */
static const char *
find_boundary (const char *p,
               const char *end,
               const char *boundary)
{
  gsize length = strlen (boundary);

  for (; p < end; p += length)
    {
      p = memmem (p, (gsize) (end - p), boundary, length);
      if (p == NULL || p[-1] == '\n')
        return p;
    }
  return NULL;
}

/* "=E5=91=A8" and "=" at a line's end, as RFC 2045 has them. */
static GBytes *
decode_quoted (const char *body,
               const char *end)
{
  char *data = g_malloc ((gsize) (end - body) + 1);
  char *out = data;

  for (const char *p = body; p < end;)
    {
      if (*p != '=')
        *out++ = *p++;
      else if (end - p > 2 && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          *out++ = (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));
          p += 3;
        }
      else
        {
          p++;
          if (p < end && *p == '\r')
            p++;
          if (p < end && *p == '\n')
            p++;
        }
    }
  return g_bytes_new_take (data, (gsize) (out - data));
}

static GBytes *
decode_body (const Part *part)
{
  if (part->encoding != NULL && g_ascii_strcasecmp (part->encoding, "quoted-printable") == 0)
    return decode_quoted (part->body, part->end);
  if (part->encoding != NULL && g_ascii_strcasecmp (part->encoding, "base64") == 0)
    {
      g_autofree char *code = g_strndup (part->body, (gsize) (part->end - part->body));
      gsize size;
      guchar *data = g_base64_decode (code, &size);

      return g_bytes_new_take (data, size);
    }
  return g_bytes_new (part->body, (gsize) (part->end - part->body));
}

/* The part that begins behind @boundary's line at *@p; puts *@p at the next boundary. */
static gboolean
next_part (const char **p,
           const char  *end,
           const char  *boundary,
           Part        *part)
{
  const char *header = memchr (*p, '\n', (gsize) (end - *p));

  if (header == NULL)
    return FALSE;
  header++;
  part->body = find_header_end (header, end);
  if (part->body == NULL)
    return FALSE;
  part->type = dup_field (header, part->body, "Content-Type");
  part->encoding = dup_field (header, part->body, "Content-Transfer-Encoding");
  part->location = dup_field (header, part->body, "Content-Location");
  *p = find_boundary (part->body, end, boundary);
  part->end = *p != NULL ? *p : end;
  return TRUE;
}

/* The last part of a file that was cut off is read as far as it goes, but a picture so is none. */
static void
add_picture (ZbDocument *document,
             const Part *part)
{
  if (part->location == NULL)
    return;
  if (document->pictures == NULL)
    document->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (document->blocks, i);

      if (block->kind != ZB_BLOCK_IMAGE || (strcmp (block->image, part->location) != 0 &&
                                            g_strcmp0 (block->image_shown, part->location) != 0))
        continue;
      g_hash_table_insert (document->pictures, g_strdup (block->image), decode_body (part));
      return;
    }
}

static gboolean
read_page (const Part  *part,
           GPtrArray   *documents,
           GError     **error)
{
  g_autoptr(GBytes) bytes = decode_body (part);
  g_autofree char *text = NULL;
  ZbDocument *document;
  gsize length;

  text = zb_text_decode (bytes, &length, error);
  if (text == NULL || !zb_html_read (text, length, documents, error))
    return FALSE;
  document = g_ptr_array_index (documents, 0);
  if (documents->len == 1 && document->url == NULL && part->location != NULL)
    document->url = g_utf8_make_valid (part->location, -1);
  return TRUE;
}

static gboolean
is_type (const Part *part,
         const char *type)
{
  return part->type != NULL && g_ascii_strncasecmp (part->type, type, strlen (type)) == 0;
}

/**
 * zb_mhtml_read:
 * @bytes: a file of %ZB_FILE_MHTML
 * @documents: (element-type ZbDocument): where to put what is read
 *
 * Reads the page, and keeps the pictures that it shows.
 *
 * Returns: %FALSE with %ZB_DOCUMENT_ERROR_DAMAGED where there is no page in
 *   the file, or with another #ZbDocumentError of zb_text_decode().
 */
gboolean
zb_mhtml_read (GBytes     *bytes,
               GPtrArray  *documents,
               GError    **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *end = data != NULL ? data + size : NULL;
  const char *header_end = find_header_end (data, end);
  g_autofree char *type = header_end != NULL ? dup_field (data, header_end, "Content-Type") : NULL;
  g_autofree char *boundary = dup_boundary (type);
  const char *p = boundary != NULL && boundary[2] != '\0' ? find_boundary (header_end, end, boundary) : NULL;

  for (guint i = 0; p != NULL && i < MAX_PARTS; i++)
    {
      g_auto(Part) part = { 0, };

      if (!next_part (&p, end, boundary, &part))
        break;
      if (documents->len == 0 && is_type (&part, "text/html") && !read_page (&part, documents, error))
        return FALSE;
      if (documents->len == 1 && p != NULL && is_type (&part, "image/"))
        add_picture (g_ptr_array_index (documents, 0), &part);
    }
  if (documents->len > 0)
    return TRUE;
  g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_DAMAGED,
                       _("There is no page in this file, or it is cut off. Save the page again."));
  return FALSE;
}
