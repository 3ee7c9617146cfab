/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "zb-chart-bubble.h"

/* Between the bubble and what it tells about, in pixels. */
#define GAP 8

/* A line that is longer is hard to take in at a glance. */
#define MAX_CHARS 42

/* What the bubble must not cover. */
typedef struct {
  double left;
  double right;
  double top;
  double bottom;
} Spot;

/**
 * zb_chart_bubble_new:
 *
 * A label and no popover, which would take the keyboard away from the chart.
 *
 * Returns: (transfer floating): the hidden label that tells what is selected in a chart.
 */
GtkWidget *
zb_chart_bubble_new (void)
{
  GtkWidget *bubble = g_object_new (GTK_TYPE_LABEL,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_TOOLTIP,
                                    "can-target", FALSE,
                                    "max-width-chars", MAX_CHARS,
                                    "visible", FALSE,
                                    "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                    "xalign", 0.0f,
                                    NULL);

  gtk_widget_add_css_class (bubble, "chart-bubble");
  return bubble;
}

/* Beside a week, so that the line on both sides of it and its value can be seen. */
static gboolean
place_beside (const Spot *spot,
              int         width,
              int         bubble_width,
              double     *x)
{
  if (spot->right + GAP + bubble_width <= width)
    *x = spot->right + GAP;
  else if (spot->left - GAP - bubble_width >= 0)
    *x = spot->left - GAP - bubble_width;
  else
    return FALSE;
  return TRUE;
}

/* Under it, or over it where there is no room under it. */
static double
place_vertically (const Spot *spot,
                  int         height,
                  int         bubble_height)
{
  if (spot->bottom + GAP + bubble_height > height && spot->top - GAP - bubble_height >= 0)
    return spot->top - GAP - bubble_height;
  return spot->bottom + GAP;
}

/* A week of a plot, which is high and narrow where it has no point; a row of bars is wide. */
static gboolean
is_week (const ZbChartHit *hit)
{
  return hit->has_point || (!hit->has_value && hit->height > hit->width);
}

/* The whole of an item; of a week, the point. */
static Spot
get_spot (const ZbChartHit *hit)
{
  Spot spot = { hit->x, hit->x + hit->width, hit->y, hit->y + hit->height };

  if (hit->has_point)
    {
      spot.top = hit->point_y - GAP;
      spot.bottom = hit->point_y + GAP;
    }
  else if (is_week (hit))
    spot.bottom = spot.top + GAP;
  return spot;
}

/**
 * zb_chart_bubble_allocate:
 * @hit: what it tells about
 * @width: of the chart in which it is
 * @height: likewise
 *
 * Gives the bubble a place near @hit, within the chart where it fits there.
 */
void
zb_chart_bubble_allocate (GtkWidget        *bubble,
                          const ZbChartHit *hit,
                          int               width,
                          int               height)
{
  Spot spot = get_spot (hit);
  int bubble_width, bubble_height;
  double x, y;

  gtk_widget_measure (bubble, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &bubble_width, NULL, NULL);
  bubble_width = MIN (bubble_width, width);
  gtk_widget_measure (bubble, GTK_ORIENTATION_VERTICAL, bubble_width, NULL, &bubble_height, NULL, NULL);
  if (is_week (hit) && place_beside (&spot, width, bubble_width, &x))
    y = (spot.top + spot.bottom - bubble_height) / 2;
  else
    {
      x = (spot.left + spot.right - bubble_width) / 2;
      y = place_vertically (&spot, height, bubble_height);
    }
  x = CLAMP (x, 0, MAX (width - bubble_width, 0));
  y = CLAMP (y, 0, MAX (height - bubble_height, 0));
  gtk_widget_size_allocate (bubble, &(GtkAllocation) { (int) x, (int) y, bubble_width, bubble_height }, -1);
}
