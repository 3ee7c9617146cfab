/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/zb-detail.h"

G_BEGIN_DECLS

GPtrArray *zb_recap_rows_new (const ZbDetail *detail);
GPtrArray *zb_copy_rows_new  (const ZbDetail *detail);

G_END_DECLS
