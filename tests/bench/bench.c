/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <stdlib.h>

/**
 * bench_read_folder:
 * @path: a folder
 * @n_bytes: (out): how many bytes there are in all
 *
 * Returns: (transfer full) (nullable) (element-type GBytes): the contents of all files in it.
 */
GPtrArray *
bench_read_folder (const char  *path,
                   gsize       *n_bytes,
                   GError     **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr(GDir) folder = g_dir_open (path, 0, error);
  const char *name;

  *n_bytes = 0;
  if (folder == NULL)
    return NULL;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      char *contents;
      gsize length;

      if (!g_file_get_contents (file, &contents, &length, error))
        return NULL;
      g_ptr_array_add (files, g_bytes_new_take (contents, length));
      *n_bytes += length;
    }
  return g_steal_pointer (&files);
}

static int
compare_times (const void *a,
               const void *b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/**
 * bench_get_median:
 * @times: how long each pass took; sorted then
 *
 * Returns: the median.
 */
gint64
bench_get_median (gint64 times[BENCH_N_PASSES])
{
  qsort (times, BENCH_N_PASSES, sizeof *times, compare_times);
  return times[BENCH_N_PASSES / 2];
}
