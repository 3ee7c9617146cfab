/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

#include "bulletin/zb-catalogue.h"

/* Of so many passes the median counts. */
#define N_PASSES 5

/* Returns: (transfer full) (nullable) (element-type GBytes): the contents of all files in a folder. */
static GPtrArray *
read_folder (const char  *path,
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

/* Sorts the times. */
static gint64
get_median (gint64 times[N_PASSES])
{
  qsort (times, N_PASSES, sizeof *times, compare_times);
  return times[N_PASSES / 2];
}

/**
 * bench_count:
 * @extraction: what was read from a file
 *
 * Counts it, so that nobody measures what does not work.
 */
void
bench_count (Bench        *bench,
             ZbExtraction *extraction)
{
  if (extraction->bulletin->status == ZB_COPY_OK)
    bench->bulletins++;
  bench->figures += extraction->bulletin->figures->len;
}

/**
 * bench_run:
 * @argc: of main()
 * @argv: of main(): a folder
 * @extract: reads and extracts all files
 * @other: does what that is compared with
 * @others_name: what @other counts
 * @other_name: what @other is
 * @data: for both
 *
 * Does the one and the other in turns, and prints the numbers as a line of JSON.
 *
 * Returns: the program's status.
 */
int
bench_run (int         argc,
           char       *argv[],
           BenchFunc   extract,
           BenchFunc   other,
           const char *others_name,
           const char *other_name,
           gpointer    data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(ZbExtractor) extractor = NULL;
  gint64 extract_times[N_PASSES], other_times[N_PASSES];
  Bench bench;
  gsize n_bytes;

  if (argc != 2)
    {
      fprintf (stderr, "usage: %s DIR\n", argv[0]);
      return 2;
    }
  files = read_folder (argv[1], &n_bytes, &error);
  if (files != NULL)
    extractor = zb_extractor_new (zb_catalogue_get_default (), &error);
  if (error != NULL)
    {
      fprintf (stderr, "%s: %s\n", argv[0], error->message);
      return 1;
    }

  for (guint i = 0; i < N_PASSES; i++)
    {
      gint64 start = g_get_monotonic_time (), middle;

      bench = (Bench) { .files = files, .extractor = extractor };
      extract (&bench, data);
      middle = g_get_monotonic_time ();
      other (&bench, data);
      extract_times[i] = middle - start;
      other_times[i] = g_get_monotonic_time () - middle;
    }

  printf ("{\"documents\":%u,\"bytes\":%" G_GSIZE_FORMAT ",\"bulletins\":%u,\"figures\":%u,\"%s\":%u,"
          "\"extract_us\":%" G_GINT64_FORMAT ",\"%s_us\":%" G_GINT64_FORMAT "}\n",
          files->len, n_bytes, bench.bulletins, bench.figures, others_name, bench.others,
          get_median (extract_times), other_name, get_median (other_times));
  return 0;
}
