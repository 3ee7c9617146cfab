/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document/zb-document.h"

G_BEGIN_DECLS

ZbDocument *zb_pdf_read (GBytes  *bytes,
                         GError **error);

G_END_DECLS
