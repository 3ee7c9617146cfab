/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-migration.h"

G_BEGIN_DECLS

extern const ZbMigration zb_schema_migrations[];
extern const guint       zb_schema_n_migrations;

G_END_DECLS
