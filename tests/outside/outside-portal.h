/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of the files in its folder: which one is chosen to be opened, and what was printed. */
#define OUTSIDE_PORTAL_FILE "chosen.md"
#define OUTSIDE_PORTAL_PRINTED "printed.pdf"

/* What a desktop offers to programs in a sandbox, with a user behind it who says yes to everything. */
typedef struct _OutsidePortal OutsidePortal;

OutsidePortal *outside_portal_new (const char *folder);
void outside_portal_free (OutsidePortal *self);
gboolean outside_portal_was_asked (OutsidePortal *self, const char *method, const char *part);
void outside_portal_set_dark (OutsidePortal *self, gboolean is_dark);
void outside_portal_activate (OutsidePortal *self, const char *program);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutsidePortal, outside_portal_free)

G_END_DECLS
