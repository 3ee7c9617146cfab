/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean zb_library_set_aside (const char  *path,
                               char       **kept,
                               GError     **error);

G_END_DECLS
