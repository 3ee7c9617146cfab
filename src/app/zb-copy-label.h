/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-detail.h"

G_BEGIN_DECLS

const ZbCopyInfo *zb_copy_find       (const ZbDetail   *detail,
                                      gint64            id);
const ZbCopyInfo *zb_copy_find_shown (const ZbDetail   *detail);
const char       *zb_copy_get_name   (const ZbCopyInfo *copy);
const char       *zb_copy_get_status (const ZbCopyInfo *copy);

G_END_DECLS
