/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-application.h"
#include "app/zb-window.h"

G_BEGIN_DECLS

/* Shared by zb-application.c, which begins and ends the program, and zb-application-actions.c, which does what menus,
 * shortcuts and the desktop ask of it. */

ZbWindow *zb_application_present_window (ZbApplication *self);
void      zb_application_add_actions    (ZbApplication *self);

G_END_DECLS
