/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * ZbChartColor:
 *
 * A colour in sRGB, each part from 0 to 1.
 */
typedef struct {
  double red;
  double green;
  double blue;
  double alpha;
} ZbChartColor;

/**
 * ZbChartRole:
 * @ZB_CHART_ROLE_BACKGROUND: under everything, where the style is opaque
 * @ZB_CHART_ROLE_TEXT: titles, headings and values
 * @ZB_CHART_ROLE_DIM: labels, ticks and captions; still at least 4.5:1
 * @ZB_CHART_ROLE_AXIS: the line that values start from
 * @ZB_CHART_ROLE_GRID: lines that help the eye
 * @ZB_CHART_ROLE_SHADE: weeks without data
 *
 * What a neutral colour is for.
 */
typedef enum {
  ZB_CHART_ROLE_BACKGROUND,
  ZB_CHART_ROLE_TEXT,
  ZB_CHART_ROLE_DIM,
  ZB_CHART_ROLE_AXIS,
  ZB_CHART_ROLE_GRID,
  ZB_CHART_ROLE_SHADE,
} ZbChartRole;

#define ZB_CHART_N_ROLES  (ZB_CHART_ROLE_SHADE + 1)
#define ZB_CHART_N_COLORS 6

/**
 * ZbChartStyle:
 * @font_family: (nullable): families in order, separated by commas; %NULL for the usual ones.
 *   Fonts for Han text are always added.
 * @font_size: size of body text in logical pixels (11 points are 14.67)
 * @text_scale: multiplies every text, and what must grow with it; 1 is usual
 * @dark: for a dark background
 * @high_contrast: stronger colours and lines
 * @opaque: whether the background is painted; otherwise it stays transparent
 *
 * How a chart looks. A plain struct: set the fields after zb_chart_style_new().
 */
typedef struct {
  char    *font_family;
  double   font_size;
  double   text_scale;
  gboolean dark;
  gboolean high_contrast;
  gboolean opaque;
} ZbChartStyle;

#define ZB_TYPE_CHART_STYLE (zb_chart_style_get_type ())

GType         zb_chart_style_get_type    (void);
ZbChartStyle *zb_chart_style_new         (void);
ZbChartStyle *zb_chart_style_copy        (const ZbChartStyle         *self);
void          zb_chart_style_free        (ZbChartStyle               *self);
gboolean      zb_chart_style_set_name    (ZbChartStyle               *self,
                                          const char                 *name);
void          zb_chart_style_set_font    (ZbChartStyle               *self,
                                          const PangoFontDescription *font);
ZbChartColor  zb_chart_style_get_color   (const ZbChartStyle         *self,
                                          ZbChartRole                 role);
ZbChartColor  zb_chart_style_get_strong  (const ZbChartStyle         *self,
                                          guint                       index);
ZbChartColor  zb_chart_style_get_pale    (const ZbChartStyle         *self,
                                          guint                       index);
ZbChartColor  zb_chart_style_get_text_on (const ZbChartStyle         *self,
                                          ZbChartColor                fill);
double        zb_chart_color_contrast    (ZbChartColor                a,
                                          ZbChartColor                b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZbChartStyle, zb_chart_style_free)

G_END_DECLS
