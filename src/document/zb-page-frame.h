/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-document.h"

G_BEGIN_DECLS

void zb_page_frame_strip (ZbDocument *document);

G_END_DECLS
