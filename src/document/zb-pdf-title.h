/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-pdf-paragraphs.h"

G_BEGIN_DECLS

char *zb_pdf_title_take     (GPtrArray  *paragraphs,
                             GPtrArray  *frame);
char *zb_pdf_title_of_head  (const char *title);

G_END_DECLS
