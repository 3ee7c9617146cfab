/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-library-work.h"

G_BEGIN_DECLS

/* What is said about the library as a whole. */

char       *zb_library_words_dup_contents (const ZbLibraryStatistics *statistics);
char       *zb_library_words_dup_problems (GPtrArray                 *problems);
char       *zb_library_words_dup_restored (const char                *kept);
char       *zb_library_words_dup_exported (const ZbFeedResult        *feed);
const char *zb_library_words_get_work     (ZbLibraryWorkKind          kind);
const char *zb_library_words_get_failure  (ZbLibraryWorkKind          kind);

G_END_DECLS
