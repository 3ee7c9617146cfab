/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-html-tree.h"

G_BEGIN_DECLS

xmlNode *zb_html_find_main (xmlNode *body);

G_END_DECLS
