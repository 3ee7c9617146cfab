/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ZbOtherSeries ZbOtherSeries;

const ZbOtherSeries *zb_other_series_find     (const char          *normal,
                                               const char         **place);
const char          *zb_other_series_get_name (const ZbOtherSeries *self);

G_END_DECLS
