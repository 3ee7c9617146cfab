/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-page-pictures.h"

#include <glib/gstdio.h>
#include <string.h>

#include "extract/zb-extractor.h"
#include "library/zb-file-reader.h"
#include "library/zb-stored-file.h"

/* Browsers save the pictures of a page into a folder beside it, and the page says where. What a page
 * says is believed only as far as it leads down from the page's own folder. */

/* No bulletin has more; what comes from outside must not fill the library. */
#define MAX_PICTURES    256
#define MAX_TOTAL_BYTES (100 * 1024 * 1024)
#define MAX_NAME_BYTES  4096

static void
page_picture_free (gpointer data)
{
  ZbPagePicture *self = data;

  g_free (self->address);
  zb_stored_picture_free (self->picture);
  g_free (self);
}

/* A name in a page is an address: percent-encoded, perhaps with a query. NULL where it is no name
 * of a file below the page's folder. */
static char *
dup_relative_name (const char *printed)
{
  g_autofree char *path = NULL;
  g_autofree char *scheme = g_uri_parse_scheme (printed);

  if (scheme != NULL || strlen (printed) > MAX_NAME_BYTES)
    return NULL;
  path = g_strndup (printed, strcspn (printed, "?#"));
  /* An encoded zero byte is refused by this too. */
  return g_uri_unescape_string (path, NULL);
}

/* The folder or file @name in @folder, unless it is a link, which may lead anywhere. */
static char *
step_down (const char *folder,
           const char *name)
{
  g_autofree char *path = NULL;
  GStatBuf info;

  if (strcmp (name, "..") == 0)
    return NULL;
  path = g_build_filename (folder, name, NULL);
  if (g_lstat (path, &info) != 0 || !(S_ISREG (info.st_mode) || S_ISDIR (info.st_mode)))
    return NULL;
  return g_steal_pointer (&path);
}

/* The file that a page names, only downwards from its folder; NULL where there is none. */
static char *
resolve (const char *folder,
         const char *printed)
{
  g_autofree char *name = dup_relative_name (printed);
  g_autofree char *path = g_strdup (folder);
  g_auto(GStrv) parts = NULL;

  if (name == NULL || *name == '/')
    return NULL;
  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *below;

      if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0)
        continue;
      below = step_down (path, parts[i]);
      if (below == NULL)
        return NULL;
      g_free (path);
      path = below;
    }
  return g_steal_pointer (&path);
}

/* What cannot be read, or is no picture, is as good as missing. */
static ZbStoredPicture *
read_picture (const char    *folder,
              const char    *printed,
              GCancellable  *cancellable)
{
  g_autofree char *path = resolve (folder, printed);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  ZbStoredPicture *picture = NULL;

  if (path != NULL)
    bytes = zb_file_reader_read (path, ZB_PICTURE_MAX_BYTES, cancellable, &error);
  if (bytes != NULL)
    picture = zb_stored_picture_new (bytes, &error);
  if (error != NULL)
    g_debug ("Picture “%s”: %s", printed, error->message);
  return picture;
}

static void
read_of_copy (const ZbExtraction *copy,
              const char         *folder,
              GHashTable         *seen,
              gsize              *n_bytes,
              GPtrArray          *pictures,
              GCancellable       *cancellable)
{
  for (guint i = 0; i < copy->body->blocks->len; i++)
    {
      const ZbBlock *block = g_ptr_array_index (copy->body->blocks, i);
      ZbStoredPicture *picture;
      ZbPagePicture *page_picture;

      if (g_hash_table_size (seen) >= MAX_PICTURES || *n_bytes >= MAX_TOTAL_BYTES)
        return;
      if (block->image == NULL || block->image_file == NULL ||
          !g_hash_table_add (seen, block->image))
        continue;
      picture = read_picture (folder, block->image_file, cancellable);
      if (picture == NULL)
        continue;
      *n_bytes += g_bytes_get_size (picture->bytes);
      page_picture = g_new0 (ZbPagePicture, 1);
      page_picture->address = g_strdup (block->image);
      page_picture->picture = picture;
      g_ptr_array_add (pictures, page_picture);
    }
}

/**
 * zb_page_pictures_read:
 * @extractions: (element-type ZbExtraction): what was read from a page
 * @path: the page's file
 * @cancellable: (nullable): to stop it; what was read until then is given
 *
 * Reads the pictures that lie beside a saved page, as far as they are wanted
 * and bounded. A picture that is missing or none is no failure.
 *
 * Returns: (transfer full) (element-type ZbPagePicture): the pictures that are there.
 */
GPtrArray *
zb_page_pictures_read (GPtrArray    *extractions,
                       const char   *path,
                       GCancellable *cancellable)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *folder = g_path_get_dirname (path);
  GPtrArray *pictures = g_ptr_array_new_with_free_func (page_picture_free);
  gsize n_bytes = 0;

  for (guint i = 0; i < extractions->len; i++)
    {
      const ZbExtraction *copy = g_ptr_array_index (extractions, i);

      if (zb_stored_file_is_wanted (copy->bulletin))
        read_of_copy (copy, folder, seen, &n_bytes, pictures, cancellable);
    }
  return pictures;
}
