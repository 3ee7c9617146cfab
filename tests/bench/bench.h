/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "extract/zb-extractor.h"

G_BEGIN_DECLS

/* What is measured: the files of a folder, and what one pass over them found. */
typedef struct {
  GPtrArray   *files;
  ZbExtractor *extractor;
  guint        bulletins;
  guint        figures;
  guint        others;
} Bench;

typedef void (*BenchFunc) (Bench    *bench,
                           gpointer  data);

void bench_count (Bench         *bench,
                  ZbExtraction  *extraction);
int  bench_run   (int            argc,
                  char          *argv[],
                  BenchFunc      extract,
                  BenchFunc      other,
                  const char    *others_name,
                  const char    *other_name,
                  gpointer       data);

G_END_DECLS
