/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

const char *outside_program_get_sandbox (void);
char *outside_program_dup_folder (const char *home, const char *name);
char *outside_program_dup_library_path (const char *home);
GSubprocess *outside_program_start (const char *home, gboolean survives_warnings);

G_END_DECLS
