/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean zb_backup_write (const char  *path,
                          const char  *target,
                          GError     **error);

G_END_DECLS
