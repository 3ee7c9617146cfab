/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-file-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Folders within folders; no archive of bulletins comes near it. */
#define MAX_DEPTH 64

/* Between two looks at whether the user has had enough. */
#define CHUNK (256 * 1024)

static gboolean
set_system_error (const char *path,
                  int         code,
                  GError    **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  switch (code)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _("“%s” does not exist or was removed. Check the name."), shown);
      break;
    case EACCES:
    case EPERM:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   _("“%s” may not be read by you. Change its permissions, or copy it elsewhere."),
                   shown);
      break;
    default:
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
                   _("“%s” cannot be read (%s). Check its disk, and try again."),
                   shown, g_strerror (code));
      break;
    }
  return FALSE;
}

static gboolean
check_kind (const char        *path,
            const struct stat *info,
            gsize              max_size,
            GError           **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *size = NULL;

  if (!S_ISREG (info->st_mode))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                   _("“%s” is no file with contents, but a device or something like it. "
                     "Choose a file."), shown);
      return FALSE;
    }
  if ((guint64) info->st_size <= max_size)
    return TRUE;
  size = g_format_size (max_size);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
               _("“%s” is too large to be a bulletin: more than %s. Choose the bulletin itself."),
               shown, size);
  return FALSE;
}

/* Up to one byte more than expected, so that a growing file is noticed. */
static GBytes *
read_all (int            fd,
          gsize          size,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GByteArray) data = g_byte_array_sized_new ((guint) size + 1);
  gssize n = 1;

  while (n != 0 && data->len <= size)
    {
      guint filled = data->len;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_byte_array_set_size (data, filled + (guint) MIN (size + 1 - filled, CHUNK));
      n = read (fd, data->data + filled, data->len - filled);
      if (n < 0 && errno != EINTR)
        {
          g_set_error_literal (error, G_FILE_ERROR, errno, "");
          return NULL;
        }
      g_byte_array_set_size (data, filled + (guint) MAX (n, 0));
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

static gboolean
is_same (const struct stat *before,
         const struct stat *after,
         gsize              n_read)
{
  return (guint64) before->st_size == n_read &&
         before->st_size == after->st_size &&
         before->st_mtim.tv_sec == after->st_mtim.tv_sec &&
         before->st_mtim.tv_nsec == after->st_mtim.tv_nsec;
}

static GBytes *
read_open_file (int            fd,
                const char    *path,
                gsize          max_size,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  /* What somebody is writing at this moment is often whole the next moment. */
  for (guint attempt = 0; attempt < 3; attempt++)
    {
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GError) read_error = NULL;
      struct stat before, after;

      if (fstat (fd, &before) != 0)
        {
          set_system_error (path, errno, error);
          return NULL;
        }
      if (!check_kind (path, &before, max_size, error))
        return NULL;
      if (lseek (fd, 0, SEEK_SET) < 0)
        {
          set_system_error (path, errno, error);
          return NULL;
        }
      bytes = read_all (fd, (gsize) before.st_size, cancellable, &read_error);
      if (bytes == NULL && read_error->domain == G_FILE_ERROR)
        {
          set_system_error (path, read_error->code, error);
          return NULL;
        }
      if (bytes == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&read_error));
          return NULL;
        }
      if (fstat (fd, &after) == 0 && is_same (&before, &after, g_bytes_get_size (bytes)))
        return g_steal_pointer (&bytes);
      g_usleep (20 * G_TIME_SPAN_MILLISECOND);
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
               _("“%s” is being changed at this moment. Try again when that has ended."), shown);
  return NULL;
}

/**
 * zb_file_reader_read:
 * @path: a file
 * @max_size: how many bytes it may have
 * @cancellable: (nullable): asked between pieces
 *
 * Reads a file whole. Never waits for a pipe or a device, never reads more
 * than allowed, and never gives a mixture of two versions of a file.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL with an error of
 *   %G_IO_ERROR whose message tells the user what to do.
 */
GBytes *
zb_file_reader_read (const char    *path,
                     gsize          max_size,
                     GCancellable  *cancellable,
                     GError       **error)
{
  /* Not blocking: opening a pipe would wait for somebody to write into it. */
  int fd = g_open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
  GBytes *bytes;

  if (fd < 0)
    {
      struct stat info;
      int code = errno;

      /* Sockets cannot be opened at all; say what they are. */
      if (code != ENXIO || g_stat (path, &info) != 0 || check_kind (path, &info, max_size, error))
        set_system_error (path, code, error);
      return NULL;
    }
  bytes = read_open_file (fd, path, max_size, cancellable, error);
  close (fd);
  return bytes;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (const char *folder,
            GError    **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      set_system_error (folder, errno != 0 ? errno : EIO, error);
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* Why a name that a folder lists leads to nothing. */
static GError *
create_entry_error (const char        *path,
                    const struct stat *own,
                    int                code)
{
  g_autofree char *shown = g_filename_display_name (path);
  GError *error = NULL;

  if (S_ISLNK (own->st_mode) && (code == ENOENT || code == ENOTDIR || code == ELOOP))
    return g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                        _("“%s” is a link to something that is not there. Restore what it leads to, or "
                          "remove the link."), shown);
  set_system_error (path, code, &error);
  return error;
}

static GError *
create_depth_error (const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  return g_error_new (G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG,
                      _("The folder “%s” lies too deep within others and was left out. Import it by "
                        "itself."), shown);
}

/**
 * zb_file_reader_is_page_folder:
 * @folder: a folder's name, alone or with its path
 * @beside: (element-type filename): the names beside it, written in the same way
 *
 * Browsers save what a page shows, its pictures and scripts, into a folder of
 * the page's name: NAME_files or NAME.files beside NAME.html.
 *
 * Returns: whether the folder is part of a page that is there.
 */
gboolean
zb_file_reader_is_page_folder (const char *folder,
                               GHashTable *beside)
{
  static const char *const pages[] = { ".html", ".htm", ".xhtml", ".shtml", ".HTML", ".HTM" };
  gsize length = strlen (folder);

  if (!g_str_has_suffix (folder, "_files") && !g_str_has_suffix (folder, ".files"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *page = g_strdup_printf ("%.*s%s", (int) (length - strlen ("_files")), folder,
                                               pages[i]);

      if (g_hash_table_contains (beside, page))
        return TRUE;
    }
  return FALSE;
}

static gboolean
walk (const char    *folder,
      guint          depth,
      GPtrArray     *files,
      GPtrArray     *unreadable,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(GError) list_error = NULL;
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(GHashTable) beside = g_hash_table_new (g_str_hash, g_str_equal);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  names = list_names (folder, &list_error);
  if (names == NULL)
    {
      /* One closed folder must not end the rest. */
      g_ptr_array_add (unreadable, g_steal_pointer (&list_error));
      return TRUE;
    }
  for (guint i = 0; i < names->len; i++)
    g_hash_table_add (beside, g_ptr_array_index (names, i));
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      struct stat own = { 0, };
      struct stat target;

      /* A link to a folder may lead back up, so only links to files are followed. */
      if (g_lstat (path, &own) != 0 || g_stat (path, &target) != 0)
        g_ptr_array_add (unreadable, create_entry_error (path, &own, errno));
      else if (S_ISREG (target.st_mode))
        g_ptr_array_add (files, g_steal_pointer (&path));
      else if (S_ISDIR (own.st_mode) &&
               zb_file_reader_is_page_folder (g_ptr_array_index (names, i), beside))
        continue;
      else if (S_ISDIR (own.st_mode) && depth >= MAX_DEPTH)
        g_ptr_array_add (unreadable, create_depth_error (path));
      else if (S_ISDIR (own.st_mode) &&
               !walk (path, depth + 1, files, unreadable, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * zb_file_reader_walk:
 * @path: a folder
 * @files: (element-type filename): where to add the files in it and in its folders,
 *   each folder in the order of its names; what is hidden, pipes and devices, and the folders
 *   that belong to saved pages are left out
 * @unreadable: (element-type GError): where to add why a folder or a link cannot be read
 * @cancellable: (nullable): asked between folders
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED.
 */
gboolean
zb_file_reader_walk (const char    *path,
                     GPtrArray     *files,
                     GPtrArray     *unreadable,
                     GCancellable  *cancellable,
                     GError       **error)
{
  return walk (path, 0, files, unreadable, cancellable, error);
}
