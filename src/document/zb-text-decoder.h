/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *zb_text_decode (GBytes   *bytes,
                      gsize    *length,
                      GError  **error);

G_END_DECLS
