/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The name by which the tables know it. */
#define ZB_SEARCH_TOKENIZER "zb_pairs"

int   zb_search_tokenizer_register  (sqlite3 *handle);
char *zb_search_tokenizer_dup_match (char   **terms);

G_END_DECLS
