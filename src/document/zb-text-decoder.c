/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-text-decoder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/zb-document.h"

/* UTF-8 with a broken place now and then (a download that was cut, a damaged
 * disk). Text in GB18030 breaks the rules of UTF-8 at nearly every Han
 * character, so one broken place in a hundred bytes tells the two apart. */
static gboolean
is_damaged_utf8 (const char *data,
                 gsize       size)
{
  const char *p = data;
  const char *end = data + size;
  gsize n_broken = 0;

  while (p < end && n_broken <= size / 100 + 1)
    {
      const char *stop;

      if (g_utf8_validate_len (p, (gsize) (end - p), &stop))
        return TRUE;
      if (*stop != '\0')
        n_broken++;
      /* A character that was cut off is one broken place, however many bytes are left of it. */
      p = stop + 1;
      while (p < end && ((guchar) *p & 0xc0) == 0x80)
        p++;
    }
  return n_broken <= size / 100 + 1;
}

/* C strings end at the first NUL, and no text has any. */
static char *
copy_without_nuls (const char *data,
                   gsize       size)
{
  char *text = g_malloc (size + 1);
  char *out = text;
  const char *end = data + size;

  for (const char *p = data; p < end; p++)
    {
      const char *nul = memchr (p, '\0', (gsize) (end - p));
      const char *stop = nul != NULL ? nul : end;

      out = mempcpy (out, p, (gsize) (stop - p));
      p = stop;
    }
  *out = '\0';
  return text;
}

/* A character that was cut off at the end is left out. */
static char *
convert (const char *data,
         gsize       size,
         const char *encoding)
{
  gsize n_read, n_written;
  g_autofree char *text = g_convert (data, (gssize) size, "UTF-8", encoding, &n_read, &n_written, NULL);

  return text != NULL ? copy_without_nuls (text, n_written) : NULL;
}

static char *
make_valid (const char *data,
            gsize       size)
{
  g_autofree char *without_nuls = copy_without_nuls (data, size);

  return g_utf8_make_valid (without_nuls, -1);
}

/**
 * zb_text_decode:
 * @bytes: a file's bytes
 * @length: (out): the length of the text in bytes
 *
 * Reads UTF-8 (with or without a byte order mark, even with damaged places),
 * UTF-16 with a byte order mark, and GB18030, which older Chinese pages use.
 *
 * Returns: (transfer full) (nullable): valid UTF-8 without NULs, or %NULL with
 *   a #ZbDocumentError.
 */
char *
zb_text_decode (GBytes  *bytes,
                gsize   *length,
                GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  char *text = NULL;

  if (size == 0)
    {
      g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_EMPTY,
                           _("The file is empty. Save or download the page again."));
      return NULL;
    }
  if (size > ZB_DOCUMENT_MAX_TEXT_BYTES)
    {
      g_autofree char *limit = g_format_size (ZB_DOCUMENT_MAX_TEXT_BYTES);

      g_set_error (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_TOO_LARGE,
                   /* Translators: %s is a size such as "8.4 MB". */
                   _("The file is larger than %s, which no bulletin is. Choose the page of the "
                     "bulletin itself."), limit);
      return NULL;
    }

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  if (size >= 2 && (memcmp (data, "\xff\xfe", 2) == 0 || memcmp (data, "\xfe\xff", 2) == 0))
    text = convert (data, size, "UTF-16");
  else if (g_utf8_validate_len (data, size, NULL))
    text = copy_without_nuls (data, size);
  else if (is_damaged_utf8 (data, size))
    text = make_valid (data, size);
  else
    text = convert (data, size, "GB18030");
  if (text == NULL)
    {
      g_set_error_literal (error, ZB_DOCUMENT_ERROR, ZB_DOCUMENT_ERROR_NOT_TEXT,
                           _("The file is not a text in UTF-8, UTF-16 or GB18030. Open the page "
                             "of the bulletin, saved as text or Markdown."));
      return NULL;
    }
  *length = strlen (text);
  return text;
}
