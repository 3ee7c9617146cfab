/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-document.h"

G_BEGIN_DECLS

void      zb_page_frame_strip        (ZbDocument *document);
ZbRefusal zb_page_frame_find_refusal (const char *words);

G_END_DECLS
