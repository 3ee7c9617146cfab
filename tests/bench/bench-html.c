/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast bulletins are read out of web pages, beside libxml2's own parse of the same bytes.
 *
 *     bench-html DIR
 *
 * reads all files in DIR into memory, then reads and extracts each of them, and then lets libxml2
 * make a tree of each and drop it. Both are repeated; the median of the passes counts. Prints
 *
 *     {"documents":N,"bytes":N,"bulletins":N,"figures":N,"trees":N,"extract_us":N,"libxml2_us":N} */

#include <libxml/HTMLparser.h>
#include <stdio.h>

#include "bench.h"
#include "extract/zb-extractor.h"

typedef struct {
  guint bulletins;
  guint figures;
  guint trees;
} Counts;

static void
extract_all (ZbExtractor *extractor,
             GPtrArray   *files,
             Counts      *counts)
{
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr(GPtrArray) extractions = NULL;

      extractions = zb_extractor_read (extractor, g_ptr_array_index (files, i), "bulletin.html");
      for (guint j = 0; j < extractions->len; j++)
        {
          const ZbBulletin *bulletin = ((const ZbExtraction *) g_ptr_array_index (extractions, j))->bulletin;

          if (bulletin->status == ZB_COPY_OK)
            counts->bulletins++;
          counts->figures += bulletin->figures->len;
        }
    }
}

/* With the options of zb_html_tree_new(). */
static void
parse_all (GPtrArray *files,
           Counts    *counts)
{
  for (guint i = 0; i < files->len; i++)
    {
      gsize length;
      const char *text = g_bytes_get_data (g_ptr_array_index (files, i), &length);
      xmlDoc *tree = htmlReadMemory (text, (int) length, NULL, "UTF-8",
                                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                     HTML_PARSE_NONET | HTML_PARSE_COMPACT);

      if (tree != NULL)
        counts->trees++;
      xmlFreeDoc (tree);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(ZbExtractor) extractor = NULL;
  gint64 extract_times[BENCH_N_PASSES], parse_times[BENCH_N_PASSES];
  Counts counts;
  gsize n_bytes;

  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-html DIR\n");
      return 2;
    }
  files = bench_read_folder (argv[1], &n_bytes, &error);
  if (files != NULL)
    extractor = zb_extractor_new (zb_catalogue_get_default (), &error);
  if (error != NULL)
    {
      fprintf (stderr, "bench-html: %s\n", error->message);
      return 1;
    }

  for (guint i = 0; i < BENCH_N_PASSES; i++)
    {
      gint64 start = g_get_monotonic_time (), middle;

      counts = (Counts) { 0, };
      extract_all (extractor, files, &counts);
      middle = g_get_monotonic_time ();
      parse_all (files, &counts);
      extract_times[i] = middle - start;
      parse_times[i] = g_get_monotonic_time () - middle;
    }

  printf ("{\"documents\":%u,\"bytes\":%" G_GSIZE_FORMAT ",\"bulletins\":%u,\"figures\":%u,\"trees\":%u,"
          "\"extract_us\":%" G_GINT64_FORMAT ",\"libxml2_us\":%" G_GINT64_FORMAT "}\n",
          files->len, n_bytes, counts.bulletins, counts.figures, counts.trees,
          bench_get_median (extract_times), bench_get_median (parse_times));
  return 0;
}
