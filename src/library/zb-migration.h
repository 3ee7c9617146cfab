/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-database.h"

G_BEGIN_DECLS

/**
 * ZbMigration:
 * @sql: (nullable): statements to run
 * @apply: (nullable): what SQL alone cannot do; runs after @sql
 *
 * The step from one version of the library's tables to the next. It runs in a
 * transaction of the runner and begins none itself. Once released, a step is
 * never changed: a library out there has already made it.
 */
typedef struct {
  const char *sql;
  gboolean  (*apply) (ZbDatabase  *database,
                      GError     **error);
} ZbMigration;

/* "ZhBa": tells our files from those of other programs, also for file(1). */
#define ZB_LIBRARY_APPLICATION_ID 0x5a684261

gboolean  zb_migrations_check           (ZbDatabase         *database,
                                         guint               n_migrations,
                                         GError            **error);
gboolean  zb_migrations_run             (ZbDatabase         *database,
                                         const ZbMigration  *migrations,
                                         guint               n_migrations,
                                         GError            **error);
char     *zb_migrations_dup_backup_path (const char         *path,
                                         guint               version);

G_END_DECLS
