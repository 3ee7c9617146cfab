/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/zb-chart-view.h"
#include "chart/zb-chart-pick.h"

G_BEGIN_DECLS

/* Shared by zb-chart-view.c, which shows a chart, zb-chart-view-keys.c, which walks over it by keys,
 * and zb-chart-view-range.c, which chooses weeks of it with a mouse, a touchpad or fingers. */

/* Weeks that are being chosen, from one to another in either direction. */
typedef struct {
  gboolean is_set;
  guint    from;
  guint    to;
} ZbChartBand;

struct _ZbChartView {
  GtkWidget      parent_instance;
  ZbChart       *chart;
  char          *description;
  gboolean       can_zoom;
  ZbChartLayout *layout;
  GskRenderNode *drawing;
  GskRenderNode *old_drawing;
  AdwAnimation  *fade;
  ZbChartHit    *hit;
  ZbChartHit    *selected;
  ZbChartBand    band;
  GtkWidget     *bubble;
  int            measured_width;
  int            measured_height;
  /* Where the pointer is, as long as it is here; a wheel's events do not say it. */
  gboolean       has_pointer;
  double         pointer_x;
  double         pointer_y;
  /* What was scrolled and pinched, but is not yet worth a change. */
  double         scrolled_weeks;
  double         scrolled_zoom;
  double         pinched_scale;
};

const ZbChartLayout *zb_chart_view_get_layout   (ZbChartView       *self);
void                 zb_chart_view_select       (ZbChartView       *self,
                                                 ZbChartHit        *hit);
void                 zb_chart_view_activate     (ZbChartView       *self,
                                                 const ZbChartHit  *hit);
void                 zb_chart_view_set_band     (ZbChartView       *self,
                                                 const ZbChartBand *band);
void                 zb_chart_view_zoom         (ZbChartView       *self,
                                                 double             factor,
                                                 double             at);
void                 zb_chart_view_move         (ZbChartView       *self,
                                                 int                n_weeks);
void                 zb_chart_view_narrow       (ZbChartView       *self);
void                 zb_chart_view_reset        (ZbChartView       *self);
void                 zb_chart_view_add_keys     (GtkWidgetClass    *widget_class);
void                 zb_chart_view_add_gestures (ZbChartView       *self);

G_END_DECLS
