/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-document.h"
#include "document/zb-html-landmarks.h"

G_BEGIN_DECLS

gboolean    zb_cert_page_is_article   (const ZbHtmlLandmarks *landmarks);
ZbDocument *zb_cert_page_read_article (const ZbHtmlLandmarks *landmarks,
                                       const char            *base);
void        zb_cert_page_read_list    (const ZbHtmlLandmarks *landmarks,
                                       const char            *base,
                                       GPtrArray             *documents);

G_END_DECLS
