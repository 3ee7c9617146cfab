/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void zb_timer_set   (GSource     **timer,
                     guint         ms,
                     GSourceFunc   func,
                     gpointer      data);
void zb_timer_clear (GSource     **timer);

G_END_DECLS
