/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-database.h"

G_BEGIN_DECLS

#define ZB_INDEX_RESOURCE "/io/github/zhoubao/Zhoubao/index.json"

gboolean zb_index_apply (GBytes      *bytes,
                         ZbDatabase  *database,
                         GError     **error);

G_END_DECLS
