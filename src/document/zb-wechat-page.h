/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-document.h"
#include "document/zb-html-landmarks.h"

G_BEGIN_DECLS

ZbDocument *zb_wechat_page_read (const ZbHtmlLandmarks *landmarks,
                                 const char            *text,
                                 gsize                  length,
                                 const char            *base);

G_END_DECLS
