/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void zb_parallel_run (GPtrArray *items,
                      GFunc      func,
                      gpointer   data);

G_END_DECLS
