/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/zb-window.h"

G_BEGIN_DECLS

void zb_screenshot_when_ready          (ZbWindow   *window,
                                        const char *path,
                                        gboolean    shows_page,
                                        gboolean    shows_figures,
                                        const char *sync_page);
void zb_screenshot_measure_first_frame (ZbWindow   *window,
                                        gint64      start_time);

G_END_DECLS
