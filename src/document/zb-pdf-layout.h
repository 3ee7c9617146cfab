/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-document.h"
#include "document/zb-pdf-records.h"

G_BEGIN_DECLS

ZbDocument *zb_pdf_layout_read (const ZbPdfRecords *records);

G_END_DECLS
