/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is compared is done so many times, in turns, so that whatever else the machine does disturbs
 * both alike; the median counts. */
#define BENCH_N_PASSES 5

GPtrArray *bench_read_folder (const char  *path,
                              gsize       *n_bytes,
                              GError     **error);
gint64     bench_get_median  (gint64       times[BENCH_N_PASSES]);

G_END_DECLS
