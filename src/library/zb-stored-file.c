/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-stored-file.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "library/zb-library-error.h"

/* Pages shrink to a third at any level; the lowest levels are three times as
 * fast as the default, and an import of years is mostly this and reading. */
#define PACK_LEVEL 3

/* A compressor has tables of a quarter of a megabyte, whose making takes longer than packing a page: each
 * thread keeps one. */
static GPrivate compressors = G_PRIVATE_INIT (g_object_unref);

static GConverter *
get_compressor (void)
{
  GConverter *compressor = g_private_get (&compressors);

  if (compressor == NULL)
    {
      compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, PACK_LEVEL));
      g_private_set (&compressors, compressor);
    }
  g_converter_reset (compressor);
  return compressor;
}

static GBytes *
convert (GConverter *converter,
         GBytes     *bytes,
         gsize       size_hint,
         gsize       max_size,
         GError    **error)
{
  g_autoptr(GByteArray) output = g_byte_array_new ();
  gsize size, done = 0, filled = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  GConverterResult result;

  g_byte_array_set_size (output, (guint) size_hint);
  do
    {
      gsize n_read = 0, n_written = 0;

      if (filled == output->len)
        {
          if (filled >= max_size)
            {
              g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "too long");
              return NULL;
            }
          g_byte_array_set_size (output, (guint) MIN (MAX (filled * 2, 1024), max_size));
        }
      result = g_converter_convert (converter, data + done, size - done,
                                    output->data + filled, output->len - filled,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, error);
      if (result == G_CONVERTER_ERROR)
        return NULL;
      done += n_read;
      filled += n_written;
    }
  while (result != G_CONVERTER_FINISHED);
  g_byte_array_set_size (output, (guint) filled);
  return g_byte_array_free_to_bytes (g_steal_pointer (&output));
}

/**
 * zb_stored_file_hash:
 * @sha256: (out caller-allocates) (array fixed-size=32): where to put the hash
 */
void
zb_stored_file_hash (GBytes *bytes,
                     guint8 *sha256)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size, length = ZB_STORED_FILE_SHA256_SIZE;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size != 0)
    g_checksum_update (checksum, data, (gssize) size);
  g_checksum_get_digest (checksum, sha256, &length);
}

/**
 * zb_stored_file_is_wanted:
 *
 * Returns: whether such a copy is stored. A refusal is where it names its issue
 *   or week, since it witnesses that this exists; what is no bulletin is not.
 */
gboolean
zb_stored_file_is_wanted (const ZbBulletin *bulletin)
{
  if (bulletin->status == ZB_COPY_OTHER_SERIES || bulletin->status == ZB_COPY_UNREADABLE)
    return FALSE;
  return bulletin->status == ZB_COPY_OK || bulletin->issue.number != 0 ||
         zb_period_is_known (&bulletin->period);
}

/**
 * zb_stored_file_new:
 * @bytes: the bytes as they came
 * @sha256: (nullable): their hash, where it is known already
 * @origin: where they came from: valid UTF-8, fit to be shown
 * @extractor: what reads them
 *
 * Returns: (transfer full) (nullable): the file, or %NULL with an error of
 *   %G_IO_ERROR where it cannot be compressed.
 */
ZbStoredFile *
zb_stored_file_new (GBytes       *bytes,
                    const guint8 *sha256,
                    const char   *origin,
                    ZbExtractor  *extractor,
                    GError      **error)
{
  g_autoptr(ZbStoredFile) self = g_new0 (ZbStoredFile, 1);
  gboolean is_wanted = FALSE;

  self->size = g_bytes_get_size (bytes);
  self->origin = g_strdup (origin);
  if (sha256 != NULL)
    memcpy (self->sha256, sha256, sizeof self->sha256);
  else
    zb_stored_file_hash (bytes, self->sha256);
  self->extractions = zb_extractor_read (extractor, bytes, origin);
  for (guint i = 0; i < self->extractions->len && !is_wanted; i++)
    {
      ZbExtraction *extraction = g_ptr_array_index (self->extractions, i);

      is_wanted = zb_stored_file_is_wanted (extraction->bulletin);
    }
  if (is_wanted && !zb_stored_file_pack (self, bytes, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * zb_stored_file_pack:
 * @bytes: what @self was made of
 *
 * Sees to it that the file can be stored, whether or not anything in it is
 * wanted: one that is in the library stays there.
 *
 * Returns: %FALSE with an error of %G_IO_ERROR where it cannot be compressed.
 */
gboolean
zb_stored_file_pack (ZbStoredFile  *self,
                     GBytes        *bytes,
                     GError       **error)
{
  if (self->packed != NULL)
    return TRUE;
  self->packed = convert (get_compressor (), bytes, self->size / 2 + 256, G_MAXINT32, error);
  return self->packed != NULL;
}

/**
 * zb_stored_file_free:
 */
void
zb_stored_file_free (ZbStoredFile *self)
{
  g_free (self->origin);
  g_clear_pointer (&self->packed, g_bytes_unref);
  g_clear_pointer (&self->extractions, g_ptr_array_unref);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);
  g_free (self);
}

/**
 * zb_stored_file_unpack:
 * @packed: zlib-compressed bytes
 * @size: how many bytes they hold
 *
 * Returns: (transfer full) (nullable): exactly @size bytes, or %NULL with
 *   %ZB_LIBRARY_ERROR_CORRUPT. No more memory is used than @size needs,
 *   whatever @packed holds.
 */
GBytes *
zb_stored_file_unpack (GBytes  *packed,
                       gsize    size,
                       GError **error)
{
  g_autoptr(GZlibDecompressor) decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr(GBytes) bytes = NULL;

  /* One byte more than needed: a converter wants room even for the end alone. */
  if (size < G_MAXINT32)
    bytes = convert (G_CONVERTER (decompressor), packed, size + 1, size + 1, NULL);
  if (bytes == NULL || g_bytes_get_size (bytes) != size)
    {
      g_set_error_literal (error, ZB_LIBRARY_ERROR, ZB_LIBRARY_ERROR_CORRUPT,
                           _("A stored copy is damaged. Restore the library from a backup, or import "
                             "the copy again."));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}
