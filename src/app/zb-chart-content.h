/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "app/zb-chart-choices.h"

G_BEGIN_DECLS

#define ZB_TYPE_CHART_CONTENT (zb_chart_content_get_type ())

G_DECLARE_FINAL_TYPE (ZbChartContent, zb_chart_content, ZB, CHART_CONTENT, GdkContentProvider)

GdkContentProvider *zb_chart_content_new_picture (ZbChart              *chart,
                                                  const ZbChartChoices *choices);
GdkContentProvider *zb_chart_content_new_table   (ZbChart              *chart);

G_END_DECLS
