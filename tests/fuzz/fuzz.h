/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What libFuzzer calls, and replay.c where there is no libFuzzer. Each harness defines the second. */
int       LLVMFuzzerInitialize   (int           *argc,
                                  char        ***argv);
int       LLVMFuzzerTestOneInput (const guint8  *data,
                                  gsize          size);

/* A reader of text that adds what it reads to the documents. */
typedef gboolean (*FuzzReadFunc) (const char  *text,
                                  gsize        length,
                                  GPtrArray   *documents,
                                  GError     **error);

GBytes   *fuzz_new_bytes         (const guint8  *data,
                                  gsize          size);
gboolean  fuzz_is_pdf            (GBytes        *bytes);
char     *fuzz_dup_text          (const guint8  *data,
                                  gsize          size);
void      fuzz_check_documents   (GPtrArray     *documents);
void      fuzz_check_reader      (FuzzReadFunc   read,
                                  const guint8  *data,
                                  gsize          size);
void      fuzz_check_extractions (GPtrArray     *extractions);

G_END_DECLS
