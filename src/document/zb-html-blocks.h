/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-document.h"
#include "document/zb-html-tree.h"

G_BEGIN_DECLS

void zb_html_append_blocks (xmlNode    *root,
                            const char *base,
                            ZbDocument *document);

G_END_DECLS
