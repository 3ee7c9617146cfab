/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *zb_toast_new     (const char *message);
void      zb_toast_set     (AdwToast   *toast,
                            const char *message);
void      zb_toast_dismiss (AdwToast   *toast);

G_END_DECLS
