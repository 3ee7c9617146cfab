/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-database.h"

G_BEGIN_DECLS

/* For the files of this folder only. */

gboolean   zb_known_addresses_read         (ZbDatabase *database,
                                            gint64      bulletin,
                                            GPtrArray  *addresses,
                                            GError    **error);
GPtrArray *zb_known_addresses_list_missing (ZbDatabase *database,
                                            gint64      bulletin,
                                            GError    **error);

G_END_DECLS
