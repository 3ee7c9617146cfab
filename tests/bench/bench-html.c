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

#include "bench.h"

static void
extract_all (Bench    *bench,
             gpointer  data)
{
  for (guint i = 0; i < bench->files->len; i++)
    {
      g_autoptr(GPtrArray) extractions = NULL;

      extractions = zb_extractor_read (bench->extractor, g_ptr_array_index (bench->files, i), "bulletin.html");
      for (guint j = 0; j < extractions->len; j++)
        bench_count (bench, g_ptr_array_index (extractions, j));
    }
}

/* With the options of zb_html_tree_new(). */
static void
parse_all (Bench    *bench,
           gpointer  data)
{
  for (guint i = 0; i < bench->files->len; i++)
    {
      gsize length;
      const char *text = g_bytes_get_data (g_ptr_array_index (bench->files, i), &length);
      xmlDoc *tree = htmlReadMemory (text, (int) length, NULL, "UTF-8",
                                     HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                     HTML_PARSE_NONET | HTML_PARSE_COMPACT);

      if (tree != NULL)
        bench->others++;
      xmlFreeDoc (tree);
    }
}

int
main (int   argc,
      char *argv[])
{
  return bench_run (argc, argv, extract_all, parse_all, "trees", "libxml2", NULL);
}
