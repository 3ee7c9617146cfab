/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zb-config.h"

#include "app/zb-chart-view-private.h"
#include "chart/zb-chart-walk.h"

/* Half as many weeks again, or that much fewer, by a key. */
#define ZOOM_STEP 1.5

/* Room that is left over and under what the page is scrolled to, in pixels. */
#define SCROLL_MARGIN 24

static void
scroll_to_selected (ZbChartView *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  double x, y;

  if (scroller == NULL || !gtk_widget_translate_coordinates (GTK_WIDGET (self), scroller, self->selected->x,
                                                             self->selected->y, &x, &y))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  y += gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, y - SCROLL_MARGIN, y + self->selected->height + SCROLL_MARGIN);
}

/* Weeks that come from outside of what is shown move it; then there is a next one. */
static ZbChartHit *
find_next (ZbChartView *self,
           ZbChartStep  step)
{
  const ZbChartLayout *layout = zb_chart_view_get_layout (self);
  ZbChartHit *next;

  if (layout == NULL)
    return NULL;
  next = zb_chart_layout_pick_next (layout, self->selected, step);
  if (next == NULL || self->selected == NULL || !self->can_zoom || next->index != self->selected->index ||
      (step != ZB_CHART_STEP_LEFT && step != ZB_CHART_STEP_RIGHT))
    return next;
  zb_chart_hit_free (next);
  zb_chart_view_move (self, step == ZB_CHART_STEP_LEFT ? -1 : 1);
  layout = zb_chart_view_get_layout (self);
  return layout != NULL ? zb_chart_layout_pick_next (layout, self->selected, step) : NULL;
}

static gboolean
step_to (ZbChartView *self,
         ZbChartStep  step)
{
  ZbChartHit *next = find_next (self, step);

  if (next == NULL)
    return FALSE;
  zb_chart_view_select (self, next);
  scroll_to_selected (self);
  return TRUE;
}

static gboolean
step_cb (GtkWidget *widget,
         GVariant  *parameters,
         gpointer   user_data)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);

  if (!step_to (self, (ZbChartStep) g_variant_get_int32 (parameters)))
    return FALSE;
  zb_chart_view_set_band (self, NULL);
  return TRUE;
}

/* Chooses the weeks from the one that was selected to the one that is selected then. */
static gboolean
extend_cb (GtkWidget *widget,
           GVariant  *parameters,
           gpointer   user_data)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);
  ZbChartBand band = self->band;

  if (!self->can_zoom)
    return FALSE;
  if (!band.is_set && self->selected != NULL)
    band = (ZbChartBand) { TRUE, self->selected->index, 0 };
  if (!step_to (self, (ZbChartStep) g_variant_get_int32 (parameters)))
    return FALSE;
  if (!band.is_set)
    band = (ZbChartBand) { TRUE, self->selected->index, 0 };
  band.to = self->selected->index;
  zb_chart_view_set_band (self, &band);
  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *parameters,
             gpointer   user_data)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);

  if (self->selected == NULL)
    return FALSE;
  if (self->band.is_set)
    zb_chart_view_narrow (self);
  else
    zb_chart_view_activate (self, self->selected);
  return TRUE;
}

static gboolean
let_go_cb (GtkWidget *widget,
           GVariant  *parameters,
           gpointer   user_data)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);

  if (self->band.is_set)
    zb_chart_view_set_band (self, NULL);
  else if (self->selected != NULL)
    zb_chart_view_select (self, NULL);
  else
    return FALSE;
  return TRUE;
}

/* What stays where it is: the selected week, else the one that the chart is about, else the middle. */
static double
find_anchor (ZbChartView *self)
{
  guint n_weeks = self->chart->slots->len;

  if (self->selected != NULL)
    return (self->selected->index + 0.5) / n_weeks;
  return self->chart->highlight >= 0 ? (self->chart->highlight + 0.5) / n_weeks : 0.5;
}

static gboolean
zoom_cb (GtkWidget *widget,
         GVariant  *parameters,
         gpointer   user_data)
{
  ZbChartView *self = ZB_CHART_VIEW (widget);
  int direction = g_variant_get_int32 (parameters);

  if (!self->can_zoom || self->chart == NULL || self->chart->slots->len == 0)
    return FALSE;
  if (direction == 0)
    zb_chart_view_reset (self);
  else
    zb_chart_view_zoom (self, direction > 0 ? 1 / ZOOM_STEP : ZOOM_STEP, find_anchor (self));
  return TRUE;
}

/**
 * zb_chart_view_add_keys:
 *
 * For the class of charts: arrows and their like select weeks, with Shift they choose a range of them,
 * plus and minus show fewer and more.
 */
void
zb_chart_view_add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint       key;
    guint       keypad_key;
    ZbChartStep step;
  } steps[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, ZB_CHART_STEP_LEFT },
    { GDK_KEY_Right, GDK_KEY_KP_Right, ZB_CHART_STEP_RIGHT },
    { GDK_KEY_Up, GDK_KEY_KP_Up, ZB_CHART_STEP_UP },
    { GDK_KEY_Down, GDK_KEY_KP_Down, ZB_CHART_STEP_DOWN },
    { GDK_KEY_Home, GDK_KEY_KP_Home, ZB_CHART_STEP_FIRST },
    { GDK_KEY_End, GDK_KEY_KP_End, ZB_CHART_STEP_LAST },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, ZB_CHART_STEP_BACK },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, ZB_CHART_STEP_FORWARD },
  };
  static const struct {
    guint key;
    int   direction;
  } zooms[] = {
    { GDK_KEY_plus, 1 }, { GDK_KEY_equal, 1 }, { GDK_KEY_KP_Add, 1 },
    { GDK_KEY_minus, -1 }, { GDK_KEY_KP_Subtract, -1 },
    { GDK_KEY_0, 0 }, { GDK_KEY_KP_0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_widget_class_add_binding (widget_class, steps[i].key, 0, step_cb, "i", steps[i].step);
      gtk_widget_class_add_binding (widget_class, steps[i].keypad_key, 0, step_cb, "i", steps[i].step);
      gtk_widget_class_add_binding (widget_class, steps[i].key, GDK_SHIFT_MASK, extend_cb, "i", steps[i].step);
      gtk_widget_class_add_binding (widget_class, steps[i].keypad_key, GDK_SHIFT_MASK, extend_cb, "i", steps[i].step);
    }
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (widget_class, zooms[i].key, 0, zoom_cb, "i", zooms[i].direction);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, let_go_cb, NULL);
}
