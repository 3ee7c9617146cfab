/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-detail.h"

G_BEGIN_DECLS

GtkWidget *zb_missing_notice_new (const ZbDetail *detail);

G_END_DECLS
