/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/zb-detail.h"

G_BEGIN_DECLS

GBytes *zb_figures_csv_new           (const ZbDetail *detail);
char   *zb_figures_csv_dup_file_name (const ZbDetail *detail);

G_END_DECLS
