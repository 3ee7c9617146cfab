/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-document.h"

G_BEGIN_DECLS

ZbDocument *zb_markdown_read     (const char *text,
                                  gsize       length);

void        zb_markdown_read_all (const char *text,
                                  gsize       length,
                                  GPtrArray  *documents);

G_END_DECLS
