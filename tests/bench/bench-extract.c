/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast bulletins are read, beside a bare pass of PCRE2 over the same bytes.
 *
 *     bench-extract DIR
 *
 * reads all files in DIR into memory, then reads and extracts each of them, and then lets one
 * pattern with the places that carry the title, the rating and the figures run over them. Both are
 * repeated; the median of the passes counts. Prints
 *
 *     {"documents":N,"bytes":N,"bulletins":N,"figures":N,"matches":N,"extract_us":N,"pcre2_us":N} */

#define PCRE2_CODE_UNIT_WIDTH 8

#include <pcre2.h>
#include <stdio.h>

#include "bench.h"
#include "bulletin/zb-catalogue.h"
#include "document/zb-document.h"
#include "extract/zb-extractor.h"

/* What a bulletin of 2022 and later states in its text. Even for this the catalogue knows more forms,
 * and the extractor does more: it finds the blocks, keeps each sentence, the list of earlier issues
 * and the pictures, and cuts off what a site puts around the text. */
static const char pattern[] =
  "网络安全信息与动态周报\\s*(\\d{4})\\s*年第\\s*(\\d+)\\s*期"
  "|态势整体评价为(优|良|中|差|危)"
  "|共处理了?网络安全事件?\\s*(\\d+)\\s*起"
  "|跨境网络安全事件?\\s*(\\d+)\\s*起"
  "|(\\d+)\\s*起(?:网页)?仿冒投诉"
  "|协调\\s*(\\d+)\\s*个提供"
  "|URL链接?\\s*(\\d+)\\s*个";

typedef struct {
  guint bulletins;
  guint figures;
  guint matches;
} Counts;

static void
extract_all (ZbExtractor *extractor,
             GPtrArray   *files,
             Counts      *counts)
{
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr(GPtrArray) documents = NULL;

      documents = zb_document_read (g_ptr_array_index (files, i), "bulletin.md", NULL);
      for (guint j = 0; documents != NULL && j < documents->len; j++)
        {
          g_autoptr(ZbExtraction) extraction = NULL;

          extraction = zb_extractor_run (extractor, g_ptr_array_index (documents, j));
          if (extraction->bulletin->status == ZB_COPY_OK)
            counts->bulletins++;
          counts->figures += extraction->bulletin->figures->len;
        }
    }
}

static void
match_all (const pcre2_code *code,
           pcre2_match_data *data,
           GPtrArray        *files,
           Counts           *counts)
{
  const size_t *offsets = pcre2_get_ovector_pointer (data);

  for (guint i = 0; i < files->len; i++)
    {
      gsize length;
      const guint8 *bytes = g_bytes_get_data (g_ptr_array_index (files, i), &length);
      size_t offset = 0;

      while (pcre2_match (code, bytes, length, offset, 0, data, NULL) > 0)
        {
          counts->matches++;
          offset = offsets[1];
        }
    }
}

/* Returns: (nullable): the compiled pattern, for the processor it runs on where that is possible. */
static pcre2_code *
compile_pattern (void)
{
  int failure;
  size_t place;
  pcre2_code *code = pcre2_compile ((PCRE2_SPTR) pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF, &failure,
                                    &place, NULL);

  if (code != NULL)
    pcre2_jit_compile (code, PCRE2_JIT_COMPLETE);
  return code;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) files = NULL;
  g_autoptr(ZbExtractor) extractor = NULL;
  pcre2_code *code = compile_pattern ();
  pcre2_match_data *data;
  gint64 extract_times[BENCH_N_PASSES], pcre2_times[BENCH_N_PASSES];
  Counts counts;
  gsize n_bytes;

  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-extract DIR\n");
      return 2;
    }
  files = bench_read_folder (argv[1], &n_bytes, &error);
  if (files != NULL)
    extractor = zb_extractor_new (zb_catalogue_get_default (), &error);
  if (error != NULL || code == NULL)
    {
      fprintf (stderr, "bench-extract: %s\n", error != NULL ? error->message : "the pattern is wrong");
      return 1;
    }
  data = pcre2_match_data_create_from_pattern (code, NULL);

  for (guint i = 0; i < BENCH_N_PASSES; i++)
    {
      gint64 start = g_get_monotonic_time (), middle;

      counts = (Counts) { 0, };
      extract_all (extractor, files, &counts);
      middle = g_get_monotonic_time ();
      match_all (code, data, files, &counts);
      extract_times[i] = middle - start;
      pcre2_times[i] = g_get_monotonic_time () - middle;
    }

  printf ("{\"documents\":%u,\"bytes\":%" G_GSIZE_FORMAT ",\"bulletins\":%u,\"figures\":%u,"
          "\"matches\":%u,\"extract_us\":%" G_GINT64_FORMAT ",\"pcre2_us\":%" G_GINT64_FORMAT "}\n",
          files->len, n_bytes, counts.bulletins, counts.figures, counts.matches,
          bench_get_median (extract_times), bench_get_median (pcre2_times));
  pcre2_match_data_free (data);
  pcre2_code_free (code);
  return 0;
}
