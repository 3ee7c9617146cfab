/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean zb_ctl_write_output (const char  *name,
                              const char  *data,
                              gsize        size,
                              GError     **error);

G_END_DECLS
