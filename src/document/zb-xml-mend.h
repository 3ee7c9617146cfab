/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *zb_xml_mend (const char *text,
                   gsize       length,
                   gsize      *mended_length);

G_END_DECLS
