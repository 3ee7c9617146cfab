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
#include "document/zb-document.h"

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
  pcre2_code       *code;
  pcre2_match_data *data;
} Pattern;

static void
extract_all (Bench    *bench,
             gpointer  data)
{
  for (guint i = 0; i < bench->files->len; i++)
    {
      g_autoptr(GPtrArray) documents = NULL;

      documents = zb_document_read (g_ptr_array_index (bench->files, i), "bulletin.md", NULL);
      for (guint j = 0; documents != NULL && j < documents->len; j++)
        {
          g_autoptr(ZbExtraction) extraction = NULL;

          extraction = zb_extractor_run (bench->extractor, g_ptr_array_index (documents, j));
          bench_count (bench, extraction);
        }
    }
}

static void
match_all (Bench    *bench,
           gpointer  data)
{
  const Pattern *compiled = data;
  const size_t *offsets = pcre2_get_ovector_pointer (compiled->data);

  for (guint i = 0; i < bench->files->len; i++)
    {
      gsize length;
      const guint8 *bytes = g_bytes_get_data (g_ptr_array_index (bench->files, i), &length);
      size_t offset = 0;

      while (pcre2_match (compiled->code, bytes, length, offset, 0, compiled->data, NULL) > 0)
        {
          bench->others++;
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
  Pattern compiled = { .code = compile_pattern () };
  int status;

  if (compiled.code == NULL)
    {
      fprintf (stderr, "bench-extract: the pattern is wrong\n");
      return 1;
    }
  compiled.data = pcre2_match_data_create_from_pattern (compiled.code, NULL);
  status = bench_run (argc, argv, extract_all, match_all, "matches", "pcre2", &compiled);
  pcre2_match_data_free (compiled.data);
  pcre2_code_free (compiled.code);
  return status;
}
