/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-layer.h"

#include "chart/zb-chart-renderer.h"

/* Around what keys have selected, in pixels. */
#define RING_WIDTH  2.0f
#define RING_RADIUS 4.0f

/* What is drawn over the chart goes a little beyond the place it marks. */
#define HOVER_MARGIN 8.0f

/* The place of a hit, wider by a margin on each side. */
static graphene_rect_t
get_bounds (const ZbChartHit *hit,
            float             margin)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) hit->x, (float) hit->y, (float) hit->width,
                                               (float) hit->height);

  graphene_rect_inset (&bounds, -margin, -margin);
  return bounds;
}

/**
 * zb_chart_layer_new:
 *
 * Returns: (transfer full): the chart as a node, to be kept as long as @layout.
 */
GskRenderNode *
zb_chart_layer_new (const ZbChartLayout *layout)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) zb_chart_layout_get_width (layout),
                                               (float) zb_chart_layout_get_height (layout));
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  zb_chart_renderer_draw_layout (layout, cr);
  cairo_destroy (cr);
  return node;
}

/**
 * zb_chart_layer_snapshot_hover:
 * @hit: what is under the pointer or selected, from @layout
 *
 * Draws what marks @hit, and no more of the chart than that place.
 */
void
zb_chart_layer_snapshot_hover (const ZbChartLayout *layout,
                               GtkSnapshot         *snapshot,
                               const ZbChartHit    *hit)
{
  graphene_rect_t bounds = get_bounds (hit, HOVER_MARGIN);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  zb_chart_renderer_draw_hover (layout, cr, hit);
  cairo_destroy (cr);
}

/**
 * zb_chart_layer_snapshot_band:
 * @first: a week of the plots
 * @last: another one, not before @first
 *
 * Draws which weeks are being chosen.
 */
void
zb_chart_layer_snapshot_band (const ZbChartLayout *layout,
                              GtkSnapshot         *snapshot,
                              guint                first,
                              guint                last)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) zb_chart_layout_get_width (layout),
                                               (float) zb_chart_layout_get_height (layout));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  zb_chart_renderer_draw_band (layout, cr, first, last);
  cairo_destroy (cr);
}

/**
 * zb_chart_layer_snapshot_ring:
 * @hit: what keys have selected, from @layout
 *
 * Draws a ring around @hit in the chart's own blue, which stands out from
 * every background.
 */
void
zb_chart_layer_snapshot_ring (const ZbChartLayout *layout,
                              GtkSnapshot         *snapshot,
                              const ZbChartHit    *hit)
{
  const float widths[] = { RING_WIDTH, RING_WIDTH, RING_WIDTH, RING_WIDTH };
  ZbChartColor color = zb_chart_style_get_strong (zb_chart_layout_get_style (layout), 0);
  GdkRGBA ink = { (float) color.red, (float) color.green, (float) color.blue, 1 };
  const GdkRGBA inks[] = { ink, ink, ink, ink };
  graphene_rect_t bounds = get_bounds (hit, 2 * RING_WIDTH);
  GskRoundedRect ring;

  gsk_rounded_rect_init_from_rect (&ring, &bounds, RING_RADIUS);
  gtk_snapshot_append_border (snapshot, &ring, widths, inks);
}
