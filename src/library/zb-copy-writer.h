/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/zb-extractor.h"
#include "library/zb-database.h"

G_BEGIN_DECLS

gboolean zb_copy_writer_write (ZbDatabase   *database,
                               gint64        file,
                               guint         entry,
                               ZbExtraction *extraction,
                               gint64        bulletin,
                               const char   *digest,
                               GError      **error);

G_END_DECLS
